"""Progress towards a target: pure, exact arithmetic with the working kept for the reader.

Stocks and cumulative counts follow a straight path from the cited baseline to the target on its
due date; where none is cited, from zero (for "at most" targets: from the derived whole) on the
first day of the years that the 2015–2020 outline covers, and ``Start.assumed`` says so. Rates,
flows and plans have no path: their level is compared. A figure is held against the path on its own
day; whether the target is overdue is judged on the day of the page.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .bounds import Bounds, Requirement, Verdict, bounds_of
from .enums import Comparison, Kind, Qualifier, Standing
from .periods import months_between
from .series import Point, Series, Target

OUTLINE_START = date(2016, 1, 1)
KINDS_WITH_PATH = (Kind.STOCK, Kind.CUMULATIVE)
POINTS_FOR_A_PROJECTION = 3
MIRRORED = {
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.NEARLY: Qualifier.MORE_THAN,
}


@dataclass(frozen=True, slots=True)
class Start:
    """Where progress counts from; ``assumed`` where no document states it."""

    on: date
    value: Fraction
    assumed: bool


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
    standing = _standing(series, point, target, as_of)
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


def start_of(target: Target) -> Start | None:
    """Return where progress counts from: the cited baseline, else zero or the derived whole."""
    if target.baseline is not None:
        return Start(target.baseline.on, Fraction(target.baseline.value), assumed=False)
    if target.comparison is Comparison.AT_LEAST:
        return Start(OUTLINE_START, Fraction(0), assumed=True)
    if target.comparison is Comparison.AT_MOST and target.whole is not None:
        return Start(OUTLINE_START, Fraction(target.whole), assumed=True)
    return None


def goes_up(target: Target, start: Start | None) -> bool:
    """Tell whether progress means growing."""
    if target.comparison is Comparison.EQUAL and start is not None and target.value is not None:
        return start.value < target.value
    return target.comparison is not Comparison.AT_MOST


def achieved(
    value: Fraction, goal: Fraction, start: Start | None, target: Target
) -> Fraction | None:
    """Return the share of the way from start to goal: from 100 towards 50, 75 is one half."""
    if start is None or start.value == goal or target.comparison is Comparison.WITHIN:
        return None
    return (value - start.value) / (goal - start.value)


def path_of(series: Series) -> tuple[tuple[date, Fraction], ...]:
    """Return the corners of the required path; empty where the level alone is compared."""
    target = series.target
    if series.kind not in KINDS_WITH_PATH or target is None or target.value is None:
        return ()
    start = start_of(target)
    if start is None or target.comparison is Comparison.WITHIN or start.on >= target.due:
        return ()
    between = (
        (step.on, Fraction(step.value))
        for step in target.milestones
        if start.on < step.on < target.due
    )
    return (
        (start.on, start.value),
        *sorted(between),
        (target.due, Fraction(target.value)),
    )


def path_value(series: Series, day: date) -> Fraction | None:
    """Return where the required path is on the day, level before its start and after its end."""
    corners = path_of(series)
    if not corners:
        return None
    if day <= corners[0][0]:
        return corners[0][1]
    for (from_day, low), (to_day, high) in pairwise(corners):
        if day <= to_day:
            return low + (high - low) * Fraction((day - from_day).days, (to_day - from_day).days)
    return corners[-1][1]


def time_used(start: date, due: date, as_of: date) -> Fraction:
    """Return the share of the time from start to due date that has passed, within 0 and 1."""
    if due <= start:
        return Fraction(as_of >= due)
    return min(max(Fraction((as_of - start).days, (due - start).days), Fraction(0)), Fraction(1))


def project(series: Series) -> Fraction | None:
    """Return the value on the due date if the least-squares line through the exact points went on.

    None without a path, or with fewer than three exact points on different days.
    """
    target = series.target
    exact = [point for point in series.reported if point.qualifier is Qualifier.EXACT]
    days = {point.period.end: Fraction(point.value or 0) for point in exact}
    if target is None or not path_of(series) or len(days) < POINTS_FOR_A_PROJECTION:
        return None
    # Days count from the due date, so that the line's height there is its constant.
    xs = [(day - target.due).days for day in days]
    sum_x, sum_xx, sum_y = sum(xs), sum(x * x for x in xs), sum(days.values(), Fraction(0))
    sum_xy = sum((x * y for x, y in zip(xs, days.values(), strict=True)), Fraction(0))
    return (sum_y * sum_xx - sum_x * sum_xy) / (len(xs) * sum_xx - sum_x * sum_x)


def projection_of(series: Series) -> tuple[tuple[date, Fraction], ...]:
    """Return the ends of the line from the newest figure to what is projected for the due date."""
    end, latest, target = project(series), series.latest_reported, series.target
    if end is None or latest is None or target is None or latest.period.end >= target.due:
        return ()
    return (latest.period.end, Fraction(latest.value or 0)), (target.due, end)


def _standing(series: Series, point: Point, target: Target, as_of: date) -> Standing:
    """Choose the standing that the figure proves; where it proves none, say so."""
    possible = bounds_of(
        point.value or Decimal(0), point.qualifier, is_percent=series.unit.is_percent
    )
    met = possible.proves(_goal(target))
    if met is Verdict.YES:
        return Standing.MET
    if as_of > target.due or point.period.end >= target.due:
        return Standing.MISSED if met is Verdict.NO else Standing.NOT_SHOWN
    return _standing_on_the_way(series, possible, point.period.end, target)


def _standing_on_the_way(series: Series, possible: Bounds, day: date, target: Target) -> Standing:
    expected = path_value(series, day)
    on_line = _goal(target) if expected is None else _line(target, expected)
    on_track = possible.proves(on_line)
    if on_track is Verdict.YES:
        return Standing.ON_TRACK
    near = possible.proves(_loosened(on_line, target, expected))
    if on_track is Verdict.NO and near is Verdict.YES:
        return Standing.AT_RISK
    return Standing.BEHIND if near is Verdict.NO else Standing.NOT_SHOWN


def _goal(target: Target) -> Requirement:
    upper = None if target.upper is None else Fraction(target.upper)
    return Requirement(target.comparison or Comparison.EQUAL, Fraction(target.value or 0), upper)


def _line(target: Target, expected: Fraction) -> Requirement:
    upward = goes_up(target, start_of(target))
    return Requirement(Comparison.AT_LEAST if upward else Comparison.AT_MOST, expected)


def _loosened(line: Requirement, target: Target, expected: Fraction | None) -> Requirement:
    """Give way by the risk margin: of the way covered on a path, of the level without one."""
    start = start_of(target)
    covered = (
        abs(expected - start.value)
        if expected is not None and start is not None
        else abs(line.value)
    )
    slack = Fraction(target.risk_margin) * covered
    if line.comparison is Comparison.AT_LEAST:
        return Requirement(Comparison.AT_LEAST, line.value - slack)
    if line.comparison is Comparison.AT_MOST:
        return Requirement(Comparison.AT_MOST, line.value + slack)
    upper = line.value if line.upper is None else line.upper
    margin = Fraction(target.risk_margin)
    return Requirement(
        Comparison.WITHIN, line.value - margin * abs(line.value), upper + margin * abs(upper)
    )
