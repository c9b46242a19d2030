"""Files that support an entry."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entries import Entry
from .officials import Official


def _unguessable(evidence: "Evidence", _name: str) -> str:
    """Return where the file is kept: nothing of its own name, so that nothing in it is run."""
    return f"evidence/{evidence.key}"


class Evidence(models.Model):
    """A file that supports an entry; kept outside everything that is served."""

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="evidence", verbose_name=_("entry")
    )
    file = models.FileField(_("file"), upload_to=_unguessable)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.name
