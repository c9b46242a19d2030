"""How a series stands to its target on a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.enums import Comparison, Qualifier, Standing
from indicators.periods import months_between
from indicators.series import Point, Series, Target

from .paths import Start, goes_up, path_value, start_of
from .standings import standing_of

MIRRORED = {
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.NEARLY: Qualifier.MORE_THAN,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How a series stands to its target on a day, with every number that leads there.

    ``achieved`` is a share of the way (1 is all of it, never cut), ``expected`` the path's value
    on the figure's own day, ``ahead`` the distance to it with plus for the good side,
    ``remaining`` what is still to go, in ``months_left`` calendar months.
    """

    standing: Standing
    as_of: date
    point: Point | None = None
    target: Target | None = None
    start: Start | None = None
    achieved: Fraction | None = None
    achieved_qualifier: Qualifier = Qualifier.EXACT
    expected: Fraction | None = None
    ahead: Fraction | None = None
    remaining: Fraction | None = None
    months_left: int | None = None

    @property
    def pace(self) -> Fraction | None:
        """Return how much each remaining month must bring, in the series' unit."""
        if self.remaining is None or not self.months_left:
            return None
        return self.remaining / self.months_left

    @property
    def bar(self) -> Fraction | None:
        """Return the share to draw, cut to 0–1; the data keep what lies beyond."""
        return None if self.achieved is None else min(max(self.achieved, Fraction(0)), Fraction(1))


def measure(series: Series, as_of: date) -> Progress:
    """Return how the newest reported figure stands to the target on the day."""
    point, target = series.latest_reported, series.target
    if point is None or point.value is None:
        return Progress(Standing.NO_DATA, as_of, target=target)
    if target is None or target.value is None:
        return Progress(Standing.NO_TARGET, as_of, point=point)
    start = start_of(target)
    value, goal = Fraction(point.value), Fraction(target.value)
    expected = path_value(series, point.period.end)
    upward = goes_up(target, start)
    standing = standing_of(series, point, target, as_of)
    is_open = standing not in (Standing.MET, Standing.MISSED)
    is_exact = point.qualifier is Qualifier.EXACT
    return Progress(
        standing,
        as_of,
        point=point,
        target=target,
        start=start,
        achieved=achieved(value, goal, start, target),
        achieved_qualifier=point.qualifier
        if upward
        else MIRRORED.get(point.qualifier, point.qualifier),
        expected=expected,
        ahead=None if expected is None else (value - expected if upward else expected - value),
        remaining=abs(goal - value) if is_open and is_exact else None,
        months_left=max(months_between(point.period.end, target.due), 0) if is_open else None,
    )


def achieved(
    value: Fraction, goal: Fraction, start: Start | None, target: Target
) -> Fraction | None:
    """Return the share of the way from start to goal: from 100 towards 50, 75 is one half."""
    if start is None or start.value == goal or target.comparison is Comparison.WITHIN:
        return None
    return (value - start.value) / (goal - start.value)
