"""Where progress counts from, and the straight path that a figure is held against."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from indicators.enums import Comparison, Kind
from indicators.series import Series, Target

OUTLINE_START = date(2016, 1, 1)
KINDS_WITH_PATH = (Kind.STOCK, Kind.CUMULATIVE)


@dataclass(frozen=True, slots=True)
class Start:
    """Where progress counts from; ``assumed`` where no document states it."""

    on: date
    value: Fraction
    assumed: bool


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
