"""Evaluate declared rules on series: each holds, is broken, or cannot be checked, and says why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from .bilingual import Text
from .enums import Comparison, Outcome, RuleKind
from .intervals import Bounds, Requirement, Verdict, bounds_of
from .series import NO_TEXT, Point, Series
from .units import plain

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared check; terms are (indicator code, place code)."""

    code: str
    name: Text
    kind: RuleKind
    left: tuple[Key, ...]
    right: tuple[Key, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """A figure that a rule looked at: its series and the point on the rule's day."""

    series: Series
    point: Point


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of a rule; ``missing`` names the series that are absent."""

    rule: Rule
    outcome: Outcome
    on: date | None = None
    left: tuple[RuleFigure, ...] = ()
    right: tuple[RuleFigure, ...] = ()
    left_value: Decimal | None = None
    right_value: Decimal | None = None
    missing: tuple[Key, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Return left less right, or less the nearest end of a range, where both are there."""
        if self.rule.kind is RuleKind.RANGE and self.left_value is not None:
            return self.left_value - min(max(self.left_value, self._low), self._high)
        if self.left_value is None or self.right_value is None:
            return None
        return self.left_value - self.right_value

    @property
    def working(self) -> str:
        """Write the check out: 13 + 63 = 76."""
        left = " + ".join(plain(figure.point.value or Decimal(0)) for figure in self.left)
        if self.rule.kind is RuleKind.RANGE:
            return self._within(left)
        if not self.right:
            return (
                f"{left} = {plain(self.left_value)}"
                if len(self.left) > 1 and self.left_value
                else left
            )
        right = " + ".join(plain(figure.point.value or Decimal(0)) for figure in self.right)
        return f"{left} {self._sign} {right}"

    def _within(self, left: str) -> str:
        low, high, difference = plain(self._low), plain(self._high), self.difference
        if self.outcome is Outcome.BROKEN and difference:
            return f"{left} > {high}" if difference > 0 else f"{left} < {low}"
        return f"{low} ≤ {left} ≤ {high}"

    @property
    def _low(self) -> Decimal:
        return self.rule.low or Decimal(0)

    @property
    def _high(self) -> Decimal:
        return self.rule.high or Decimal(0)

    @property
    def _sign(self) -> str:
        holds, broken = SIGNS.get(self.rule.kind, ("|", "|"))
        return broken if self.outcome is Outcome.BROKEN else holds


VERDICTS = {
    Verdict.YES: Outcome.HOLDS,
    Verdict.NO: Outcome.BROKEN,
    Verdict.UNKNOWN: Outcome.CANNOT_CHECK,
}
SIGNS = {
    RuleKind.SUM: ("=", "≠"),
    RuleKind.AT_MOST: ("≤", ">"),
    RuleKind.NON_DECREASING: ("≤", ">"),
}


def evaluate(rule: Rule, known: Mapping[Key, Series]) -> RuleResult:
    """Return the rule's result on the newest day for which all of its figures are reported."""
    terms = (*rule.left, *rule.right)
    missing = tuple(key for key in terms if key not in known or not known[key].reported)
    if missing:
        return RuleResult(rule, Outcome.CANNOT_CHECK, missing=missing)
    if rule.kind is RuleKind.NON_DECREASING:
        return _never_falls(rule, known[rule.left[0]])
    days = [{point.period.end for point in known[key].reported} for key in terms]
    common = set.intersection(*days)
    if not common:
        return RuleResult(rule, Outcome.CANNOT_CHECK, missing=terms)
    day = max(common)
    left, right = (
        tuple(RuleFigure(known[key], _point_on(known[key], day)) for key in side)
        for side in (rule.left, rule.right)
    )
    outcome = _outcome(rule, _sum(left), _sum(right) if right else None)
    return RuleResult(rule, outcome, day, left, right, _total(left), _total(right))


def _outcome(rule: Rule, left: Bounds, right: Bounds | None) -> Outcome:
    """Judge the difference of the sides, or the left side alone, as interval arithmetic."""
    if rule.kind is RuleKind.NOTE:
        return Outcome.NOTED
    if rule.kind is RuleKind.RANGE:
        low, high = Fraction(rule.low or 0), Fraction(rule.high or 0)
        return VERDICTS[left.proves(Requirement(Comparison.WITHIN, low, high))]
    if right is None:
        return Outcome.HOLDS if left.is_exact else Outcome.CANNOT_CHECK
    wanted = Comparison.AT_MOST if rule.kind is RuleKind.AT_MOST else Comparison.EQUAL
    return VERDICTS[left.plus(_negative(right)).proves(Requirement(wanted, Fraction(0)))]


def _never_falls(rule: Rule, series: Series) -> RuleResult:
    """Find the first fall, else state the newest step."""
    points = series.reported
    if len(points) < 2:
        return RuleResult(
            rule, Outcome.CANNOT_CHECK, points[0].period.end, (RuleFigure(series, points[0]),)
        )
    steps = list(pairwise(points))
    before, after = next((step for step in steps if _fell(series, *step)), steps[-1])
    outcome = Outcome.BROKEN if _fell(series, before, after) else Outcome.HOLDS
    left, right = (RuleFigure(series, before),), (RuleFigure(series, after),)
    return RuleResult(rule, outcome, after.period.end, left, right, before.value, after.value)


def _fell(series: Series, before: Point, after: Point) -> bool:
    change = _possible(series, after).plus(_negative(_possible(series, before)))
    return change.proves(Requirement(Comparison.AT_LEAST, Fraction(0))) is Verdict.NO


def _point_on(series: Series, day: date) -> Point:
    return [point for point in series.reported if point.period.end == day][-1]


def _possible(series: Series, point: Point) -> Bounds:
    return bounds_of(point.value or Decimal(0), point.qualifier, is_percent=series.unit.is_percent)


def _sum(figures: tuple[RuleFigure, ...]) -> Bounds:
    return reduce(Bounds.plus, (_possible(figure.series, figure.point) for figure in figures))


def _total(figures: tuple[RuleFigure, ...]) -> Decimal | None:
    return (
        sum((figure.point.value or Decimal(0) for figure in figures), Decimal(0))
        if figures
        else None
    )


def _negative(bounds: Bounds) -> Bounds:
    return Bounds(
        None if bounds.high is None else -bounds.high,
        None if bounds.low is None else -bounds.low,
        bounds.high_open,
        bounds.low_open,
    )
