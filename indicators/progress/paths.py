"""Where progress counts from, and the straight path that a figure is held against."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from indicators.enums import Comparison, Kind
from indicators.series import Series, Target

KINDS_WITH_PATH = (Kind.STOCK, Kind.CUMULATIVE)


@dataclass(frozen=True, slots=True)
class Start:
    """Where progress counts from; ``assumed`` where no document states it.

    ``is_target`` where it is the target before. ``origin`` is where the way to that one began, or
    this one's own value; None where nobody knows.
    """

    on: date
    value: Fraction
    assumed: bool
    origin: Fraction | None
    is_target: bool = False


def start_of(series: Series, target: Target) -> Start | None:
    """Return where progress counts from: the cited baseline, else the target before.

    Without either it is zero, or the derived whole, on the first day of the target's plan.
    """
    if target.baseline is not None:
        value = Fraction(target.baseline.value)
        return Start(target.baseline.on, value, assumed=False, origin=value)
    if series.kind in KINDS_WITH_PATH and (earlier := _led_on_from(series, target)):
        return earlier
    if target.comparison is Comparison.AT_LEAST:
        return Start(target.plan.first_day, Fraction(0), assumed=True, origin=Fraction(0))
    if target.comparison is Comparison.AT_MOST and target.whole is not None:
        value = Fraction(target.whole)
        return Start(target.plan.first_day, value, assumed=True, origin=value)
    return None


def _led_on_from(series: Series, target: Target) -> Start | None:
    """Return the target before as a start, unless it asked for more or for no single value."""
    earlier = series.target_before(target)
    if earlier is None or earlier.value is None or target.value is None:
        return None
    if Comparison.WITHIN in (earlier.comparison, target.comparison):
        return None
    rise = target.value - earlier.value
    if (target.comparison is Comparison.AT_LEAST and rise < 0) or (
        target.comparison is Comparison.AT_MOST and rise > 0
    ):
        return None
    begun = start_of(series, earlier)
    return Start(
        earlier.due,
        Fraction(earlier.value),
        assumed=False,
        origin=begun.origin if begun else None,
        is_target=True,
    )


def goes_up(target: Target, start: Start | None) -> bool:
    """Tell whether progress means growing."""
    if target.comparison is Comparison.EQUAL and start is not None and target.value is not None:
        return start.value < target.value
    return target.comparison is not Comparison.AT_MOST


def path_of(series: Series, target: Target) -> tuple[tuple[date, Fraction], ...]:
    """Return the corners of the target's path; empty where the level alone is compared."""
    if series.kind not in KINDS_WITH_PATH or target.value is None:
        return ()
    start = start_of(series, target)
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


def path_value(series: Series, target: Target, day: date) -> Fraction | None:
    """Return where the target's path is on the day, level before its start and after its end."""
    corners = path_of(series, target)
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
