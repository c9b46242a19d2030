"""Where figures hold and who answers for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.enums import OrganisationKind, PlaceLevel


class Place(models.Model):
    """The whole city, its own bodies, the counties together, or one county or district."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=16, choices=PlaceLevel.listed)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="a_division_has_a_code_of_six_digits",
                condition=~models.Q(level=PlaceLevel.DIVISION)
                | models.Q(code__regex=r"^[0-9]{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that owns indicators and reports on them."""

    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.listed)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name
