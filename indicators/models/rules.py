"""Declared checks between figures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import RuleKind, Side

from .indicators import Indicator
from .places import Place


class Rule(models.Model):
    """A check such as 13 + 63 = 76, part ≤ whole, 0–100 %."""

    code = models.SlugField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=RuleKind.listed)
    note = models.TextField(_("note"), blank=True)
    low = models.DecimalField(_("low"), max_digits=20, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(_("high"), max_digits=20, decimal_places=6, null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = [
            models.CheckConstraint(
                name="a_range_has_both_ends",
                condition=~Q(kind=RuleKind.RANGE) | Q(low__isnull=False, high__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say in words what the constraint would refuse."""
        if self.kind == RuleKind.RANGE and None in (self.low, self.high):
            raise ValidationError({"low": _("A range needs both its ends.")})


class Term(models.Model):
    """A figure that stands on one side of a rule."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="terms", verbose_name=_("rule"))
    side = models.CharField(_("side"), max_length=8, choices=Side.listed)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["side", "order", "pk"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "side", "indicator", "place"], name="a_figure_stands_once_on_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.place})"
