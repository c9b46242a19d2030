"""Word files that reports are written into."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import ReportKind

from .officials import Official


def _unguessable(template: "ReportTemplate", _name: str) -> str:
    """Return where the file is kept: nothing of its own name, so that nothing in it is run."""
    return f"templates/{template.key}"


class ReportTemplateQuerySet(models.QuerySet["ReportTemplate"]):
    """Templates, asked in sentences."""

    def in_use(self) -> "ReportTemplateQuerySet":
        """Return those that can be chosen."""
        return self.filter(is_active=True)


class ReportTemplate(models.Model):
    """A Word file with slots; kept outside everything that is served, and kept when it is replaced.

    Of one name, language and kind only the newest is in use.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=16, choices=ReportKind.listed)
    file = models.FileField(_("file"), upload_to=_unguessable)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ReportTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-is_active", "name", "language", "kind", "-uploaded_at"]
        verbose_name = _("report template")
        verbose_name_plural = _("report templates")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "language", "kind"],
                condition=Q(is_active=True),
                name="one_template_of_a_name_is_in_use",
            ),
            models.CheckConstraint(name="a_template_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
