"""How far a figure is from where it should be: one number for lists to be sorted by.

Stocks and cumulative counts are held against their path, all else against the target itself. The
two are never sorted together: far from a final target is not far from a path.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.enums import Comparison, Standing, Yardstick
from indicators.intervals import bounds_of
from indicators.series import Point, Series, Target
from indicators.units import rounded

from .measuring import Progress
from .paths import Start, goes_up, path_of

REACHED = (Standing.MET, Standing.ON_TRACK)
NONE, ALL = Fraction(0), Fraction(1)
# Beyond this the order no longer matters, and a database holds it.
FURTHEST = Fraction(10**9)
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Distance:
    """What a figure is held against, and how far it has come, in shares of the whole way.

    ``share`` is where the figure stands as it is written, ``worst`` the least that it leaves
    possible, None where nothing bounds it, ``required`` where it should be on its own day. ``key``
    is what is lacking at worst in percentage points, below zero where something is; None where
    there is no figure.
    """

    yardstick: Yardstick
    share: Fraction | None = None
    required: Fraction | None = None
    worst: Fraction | None = None
    key: Decimal | None = None


def distance_of(series: Series, progress: Progress) -> Distance:
    """Return how far the series' judged figure is from where it should be."""
    target, point, start = progress.target, progress.point, progress.start
    if target is None or target.value is None:
        return Distance(Yardstick.STATEMENT if series.statements else Yardstick.NOTHING)
    yardstick = yardstick_of(series, target)
    if point is None or point.value is None:
        return Distance(yardstick)
    if yardstick is Yardstick.PATH:
        way = _Way(Fraction(target.value), start)
        required = way.share(progress.expected or NONE)
    else:
        way = _Way(Fraction(target.value), None if target.value else start, target)
        required = ALL
    if way.is_unknown:
        key = NONE if progress.standing in REACHED else -ALL
        return Distance(yardstick, required=required, key=rounded(key * 100, DECIMALS))
    worst = _worst(series, point, target, way)
    # Where nothing bounds the figure, nothing of the way is proven.
    ahead = (NONE if worst is None else worst) - required
    lacking = min(max(ahead * 100, -FURTHEST), FURTHEST)
    share = way.share(Fraction(point.value))
    return Distance(yardstick, share, required, worst, rounded(lacking, DECIMALS))


def yardstick_of(series: Series, target: Target) -> Yardstick:
    """Return what figures are held against on the way to the numbered target."""
    corners = path_of(series, target)
    has_way = bool(corners) and corners[0][1] != corners[-1][1]
    return Yardstick.PATH if has_way else Yardstick.LEVEL


@dataclass(frozen=True, slots=True)
class _Way:
    """From a start to the goal; without a start, from nothing to the level of a target."""

    goal: Fraction
    start: Start | None
    level: Target | None = None

    @property
    def is_unknown(self) -> bool:
        """Tell whether there is no length to take a share of: a target of zero, without a start."""
        has_length = self.goal or (self.level and self.level.upper)
        return not has_length and (self.start is None or self.start.value == self.goal)

    def share(self, value: Fraction) -> Fraction:
        if self.level is None or self.start is not None:
            begin = self.start.value if self.start else NONE
            return (value - begin) / (self.goal - begin)
        if self.level.comparison is Comparison.AT_LEAST:
            return value / self.goal
        if self.level.comparison is Comparison.AT_MOST:
            return ALL - (value - self.goal) / abs(self.goal)
        return self._within(value)

    def _within(self, value: Fraction) -> Fraction:
        """Return what the distance to the nearer edge leaves of the edge; all of it inside."""
        upper = Fraction(self.level.upper) if self.level and self.level.upper else self.goal
        if value < self.goal:
            return value / self.goal
        return ALL if value <= upper else ALL - (value - upper) / abs(upper)


def _worst(series: Series, point: Point, target: Target, way: _Way) -> Fraction | None:
    """Return the least share that the figure leaves possible; None where nothing bounds it."""
    bounds = bounds_of(
        point.value or Decimal(0), point.qualifier, is_percent=series.unit.is_percent
    )
    upward = goes_up(target, way.start)
    ends = (bounds.low, bounds.high)
    if target.comparison in (Comparison.AT_LEAST, Comparison.AT_MOST) or way.start is not None:
        ends = (bounds.low if upward else bounds.high,) * 2
    known = [way.share(end) for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None
