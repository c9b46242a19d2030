"""What is counted."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.enums import Direction, Frequency, Kind, OwnershipBasis

from .places import Organisation, Place

PERCENTAGES = ("%", "‰", "\uff05")
A_RATE_HAS_NO_CO_OWNERS = _(
    "Rates cannot be added up: 45 % and 40 % are not 85 %. Leave the co-owners empty, or count "
    "numerator and base as two indicators of their own."
)


def is_rate(kind: str, unit: str) -> bool:
    """Tell whether such an indicator is a rate, parts of which do not add up.

    The database holds that a rate has no co-owners (``migrations/_sharing.py``).
    """
    return kind == Kind.RATE or unit in PERCENTAGES


MOST_DECIMALS = 6


class Area(models.Model):
    """A chapter of a plan, to which indicators belong."""

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=100)
    summary = models.TextField(_("summary"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """A thing counted, with unit, kind, direction, definition and owner."""

    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="indicators", verbose_name=_("area")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    unit = models.CharField(_("measure word"), max_length=16)
    unit_one = models.CharField(_("English unit, singular"), max_length=64)
    unit_many = models.CharField(_("English unit, plural"), max_length=64)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.listed)
    direction = models.CharField(
        _("direction"), max_length=8, choices=Direction.listed, default=Direction.NONE
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    frequency = models.CharField(
        _("frequency"), max_length=16, choices=Frequency.listed, default=Frequency.MONTH
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="indicators", verbose_name=_("owner")
    )
    co_owners = models.ManyToManyField(
        Organisation, blank=True, related_name="shared_indicators", verbose_name=_("co-owners")
    )
    ownership_basis = models.CharField(
        _("basis of ownership"),
        max_length=16,
        choices=OwnershipBasis.listed,
        default=OwnershipBasis.INFERRED,
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="reported_indicators",
        verbose_name=_("places reported"),
        help_text=_("Where figures are owed; none means that nothing is asked for in the desk."),
    )
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        ordering = ["area__order", "order", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                name="an_indicator_is_no_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
            ),
            models.CheckConstraint(
                name="decimals_are_at_most_six", condition=Q(decimals__lte=MOST_DECIMALS)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the indicator's public page, for the admin's "view on site"."""
        return reverse("indicator", args=[self.code])

    def clean(self) -> None:
        """Say in words, beside their fields, what the constraints would refuse."""
        problems: dict[str, object] = {}
        if self.pk is not None and self.part_of_id == self.pk:
            problems["part_of"] = _("An indicator is no part of itself.")
        if self.decimals is not None and self.decimals > MOST_DECIMALS:
            problems["decimals"] = _("There are at most six decimals.")
        if problems:
            raise ValidationError(problems)
