"""Which counts a rate is the quotient of."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import Kind

from .indicators import Indicator

COUNTS = (Kind.FLOW, Kind.STOCK, Kind.CUMULATIVE)


class Ratio(models.Model):
    """A rate with its numerator and its base, so that places can be added up: Σ ÷ Σ."""

    rate = models.OneToOneField(
        Indicator, models.CASCADE, related_name="ratio", verbose_name=_("rate")
    )
    numerator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name=_("numerator")
    )
    base = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("base"))

    class Meta:
        ordering = ["rate"]
        verbose_name = _("numerator and base")
        verbose_name_plural = _("numerators and bases")
        constraints = [
            models.CheckConstraint(
                name="a_rate_its_numerator_and_its_base_are_three_indicators",
                condition=~Q(rate=F("numerator")) & ~Q(rate=F("base")) & ~Q(numerator=F("base")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate} = {self.numerator} ÷ {self.base}"

    def clean(self) -> None:
        """Say in words what a rate may be the quotient of; fields that are missing say so alone."""
        problems: dict[str, object] = {}
        for name in ("numerator", "base"):
            part = getattr(self, name, None)
            if part is not None and part.kind not in COUNTS:
                problems[name] = _("Numerator and base are counts, no rates or plans.")
        if self.numerator_id is not None and self.numerator_id == self.base_id:
            problems["base"] = _("Numerator and base are two indicators.")
        if problems:
            raise ValidationError(problems)
