"""How a series stands to its target on a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.enums import Comparison, Qualifier, Standing
from indicators.periods import months_between
from indicators.qualifiers import ROWS
from indicators.series import Point, Series, Target

from .paths import Start, goes_up, path_value, start_of
from .standings import standing_of


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
    def due_now(self) -> Fraction | None:
        """Return what the figure should be on its day: the path's value, else the target's.

        Of a range it is the end that the figure is nearer to.
        """
        if self.expected is not None or self.target is None or self.target.value is None:
            return self.expected
        low, high = self.target.value, self.target.upper
        is_above = self.point is not None and high is not None and (self.point.value or 0) > high
        return Fraction(high if is_above and high is not None else low)

    @property
    def gap(self) -> Fraction | None:
        """Return the distance from there as a share of it, with minus for what is lower."""
        wanted = self.due_now
        if not wanted or self.point is None or self.point.value is None:
            return None
        return (Fraction(self.point.value) - wanted) / abs(wanted)

    @property
    def due_share(self) -> Fraction | None:
        """Return the share of the way that should be covered, cut to 0–1; None without a way."""
        if self.start is None or self.target is None or self.due_now is None:
            return None
        share = achieved(self.due_now, Fraction(self.target.value or 0), self.start, self.target)
        return None if share is None else min(max(share, Fraction(0)), Fraction(1))

    @property
    def bar(self) -> Fraction | None:
        """Return the share to draw, cut to 0–1; the data keep what lies beyond."""
        return None if self.achieved is None else min(max(self.achieved, Fraction(0)), Fraction(1))


def measure(series: Series, as_of: date) -> Progress:
    """Return how the series stands to the target that is next due on the day, or to the last."""
    target = series.target_on(as_of)
    if target is not None:
        return judge(series, target, as_of)
    point = series.latest_reported
    return Progress(Standing.NO_TARGET if point else Standing.NO_DATA, as_of, point=point)


def verdict(series: Series, target: Target, as_of: date) -> Progress | None:
    """Return what became of the target, or None where it is not due yet or only words."""
    is_decided = target.is_quantified and target.has_passed(as_of)
    return judge(series, target, as_of) if is_decided else None


def judge(series: Series, target: Target, as_of: date) -> Progress:
    """Return how the series stands to the quantified target on the day.

    The newest figure about a period that ends by the due day counts; what came later says nothing.
    """
    point = series.newest_by(target.due)
    if point is None or point.value is None or target.value is None:
        nothing = Standing.NOT_SHOWN if series.reported else Standing.NO_DATA
        return Progress(nothing, as_of, target=target)
    start = start_of(series, target)
    value, goal = Fraction(point.value), Fraction(target.value)
    expected = path_value(series, target, point.period.end)
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
        else ROWS[point.qualifier].mirrored or point.qualifier,
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
