"""What figures should reach, by when, and on whose word."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.enums import Basis, Comparison
from indicators.intervals import impossible
from indicators.units import PERCENT

from .indicators import Indicator
from .places import Place
from .plans import Plan
from .sources import Citation, Source

CITED = (Basis.STATED, Basis.PLAN, Basis.POLICY)
# Of these the unit is the indicator's.
MEASURED = ("value", "upper", "baseline_value", "whole")


class Target(models.Model):
    """A comparison with a value and a due date, or a statement without a number."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="targets", verbose_name=_("plan"))
    comparison = models.CharField(  # noqa: DJ001 - a statement has none
        _("comparison"), max_length=16, choices=Comparison.listed, null=True, blank=True
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(
        _("upper value"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    due = models.DateField(_("due"))
    basis = models.CharField(_("basis"), max_length=16, choices=Basis.listed)
    arithmetic = models.CharField(_("arithmetic"), max_length=300, blank=True)
    derived_from = models.ManyToManyField(
        Citation, blank=True, related_name="+", verbose_name=_("derived from")
    )
    statement = models.TextField(_("statement"), blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    baseline_on = models.DateField(_("baseline date"), null=True, blank=True)
    baseline_value = models.DecimalField(
        _("baseline value"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    whole = models.DecimalField(
        _("derived whole"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    risk_margin = models.DecimalField(
        _("margin of at risk"), max_digits=4, decimal_places=3, default=Decimal("0.100")
    )

    class Meta:
        ordering = ["indicator", "place", "due"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place", "due"], name="one_target_for_a_due_date"
            ),
            models.CheckConstraint(
                name="a_target_is_a_number_or_a_statement",
                condition=Q(comparison__isnull=False, value__isnull=False)
                | (Q(comparison__isnull=True, value__isnull=True) & ~Q(statement="")),
            ),
            models.CheckConstraint(
                name="only_within_has_an_upper_value",
                condition=Q(
                    comparison=Comparison.WITHIN, upper__isnull=False, upper__gte=F("value")
                )
                | (
                    (Q(comparison__isnull=True) | ~Q(comparison=Comparison.WITHIN))
                    & Q(upper__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="a_derived_target_shows_its_arithmetic",
                condition=~Q(basis=Basis.DERIVED) | ~Q(arithmetic=""),
            ),
            models.CheckConstraint(
                name="a_cited_target_has_a_source",
                condition=~Q(basis__in=CITED) | Q(source__isnull=False),
            ),
            models.CheckConstraint(
                name="a_baseline_has_day_and_value",
                condition=Q(baseline_on__isnull=True, baseline_value__isnull=True)
                | Q(
                    baseline_on__isnull=False,
                    baseline_value__isnull=False,
                    baseline_on__lt=F("due"),
                ),
            ),
            models.CheckConstraint(
                name="the_risk_margin_lies_within_0_and_1",
                condition=Q(risk_margin__gte=0, risk_margin__lte=1),
            ),
        ]

    def __str__(self) -> str:
        wanted = (
            f"{self.get_comparison_display()} {self.value.normalize():f}"
            if self.comparison and self.value is not None
            else self.statement
        )
        return f"{self.indicator}: {wanted} ({self.due})"

    def clean(self) -> None:
        """Say in words what the constraints would refuse; forms see translated fields only."""
        problems = {**self._misplaced(), **self._beyond(), **self._incomplete()}
        if problems:
            raise ValidationError(problems)

    def _incomplete(self) -> dict[str, object]:
        """Say what is missing."""
        problems: dict[str, object] = {}
        if self.comparison and self.value is None:
            problems["value"] = _("A comparison needs a value.")
        if not self.comparison and self.value is not None:
            problems["comparison"] = _("A value needs a comparison.")
        if not self.comparison and self.value is None and not self.statement:
            problems["comparison"] = _("Set a number to reach, or say in words what is to be done.")
        if (self.comparison == Comparison.WITHIN) != (self.upper is not None):
            problems["upper"] = _("Exactly a range has an upper value.")
        if self.basis == Basis.DERIVED and not self.arithmetic:
            problems["arithmetic"] = _("A derived target shows its arithmetic.")
        if self.basis in CITED and self.source_id is None:
            problems["source"] = _("A target on this basis names its source.")
        return problems

    def _beyond(self) -> dict[str, object]:
        """Say which figures the indicator can never reach."""
        indicator = getattr(self, "indicator", None)
        said = {name: impossible_for(indicator, getattr(self, name)) for name in MEASURED}
        return {name: message for name, message in said.items() if message}

    def _misplaced(self) -> dict[str, object]:
        """Say which figures and days do not fit each other."""
        problems: dict[str, object] = {}
        if self.upper is not None and self.value is not None and self.upper < self.value:
            problems["upper"] = _("The upper value is at least the value.")
        if (self.baseline_on is None) != (self.baseline_value is None):
            problems["baseline_value"] = _("A baseline has both a day and a value.")
        elif self.baseline_on is not None and self.due and self.baseline_on >= self.due:
            problems["baseline_on"] = _("The baseline lies before the due day.")
        if self.risk_margin is not None and not 0 <= self.risk_margin <= 1:
            problems["risk_margin"] = _("The margin lies between 0 and 1.")
        return problems


def impossible_for(indicator: Indicator | None, value: Decimal | None) -> str:
    """Return why the indicator can never be so, in the reader's language, or an empty text."""
    if value is None or indicator is None:
        return ""
    found = impossible(value, indicator.kind, is_percent=indicator.unit == PERCENT)
    return "" if found is None else found[1].in_language(get_language() or "")


class Milestone(models.Model):
    """A value to reach on the way to the target."""

    target = models.ForeignKey(
        Target, models.CASCADE, related_name="milestones", verbose_name=_("target")
    )
    on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6)

    class Meta:
        ordering = ["on"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(fields=["target", "on"], name="one_milestone_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.value.normalize():f}"

    def clean(self) -> None:
        """Refuse what the target's indicator can never reach."""
        message = impossible_for(getattr(self.target, "indicator", None), self.value)
        if message:
            raise ValidationError({"value": message})
