"""Files that wait for their sender to confirm what they change."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .officials import Official
from .submissions import ReportingPeriod


class WaitingFile(models.Model):
    """A file between its preview and its confirmation; only its sender ever sees it.

    It is kept in the database, so that every process has it and nothing serves it.
    """

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("time"), db_index=True)
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("file"))

    class Meta:
        abstract = True
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name


class Upload(WaitingFile):
    """A workbook of the desk."""

    by = models.ForeignKey(
        Official, models.CASCADE, related_name="uploads", verbose_name=_("official")
    )
    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="+", verbose_name=_("period")
    )

    class Meta(WaitingFile.Meta):
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")


class TableUpload(WaitingFile):
    """A table of definitions."""

    by = models.ForeignKey(
        Official, models.CASCADE, related_name="table_uploads", verbose_name=_("official")
    )
    # The name of the model whose records the rows are.
    model = models.CharField(_("table"), max_length=32)

    class Meta(WaitingFile.Meta):
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
