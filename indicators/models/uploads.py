"""Files that wait for their sender to confirm what they change."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .officials import Official
from .submissions import ReportingPeriod


class Upload(models.Model):
    """A workbook between its preview and its confirmation; only its sender ever sees it.

    It is kept in the database, so that every process has it and nothing serves it.
    """

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        Official, models.CASCADE, related_name="uploads", verbose_name=_("official")
    )
    at = models.DateTimeField(_("time"), db_index=True)
    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="+", verbose_name=_("period")
    )
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("file"))

    class Meta:
        ordering = ["-at"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self) -> str:
        return self.name
