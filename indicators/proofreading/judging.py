"""Hold one figure of a text against the public figure that it speaks of. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from indicators.bounds import Bounds, bounds_of
from indicators.enums import Kind, Qualifier
from indicators.intake.prose import Statement
from indicators.periods import Period
from indicators.series import Point, Series
from indicators.units import plain, rounded

from .meaning import claimed


class Result(Enum):
    """What became of a figure: as the data say, not so, not in the data, or not to be told."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """A result with the point that it rests on, and the working where it was computed."""

    result: Result
    point: Point | None = None
    working: str = ""


def point_for(series: Series, period: Period | None) -> Point | None:
    """Return the figure of the period that the text is about, the newest one without a period.

    A plan is of its year; anything else must end within the period.
    """
    if period is None:
        return series.latest_reported
    if series.kind is Kind.PLAN:
        year = period.end.year
        fitting = [one for one in series.reported if one.period.end.year == year]
    else:
        start = period.start or period.end
        fitting = [one for one in series.reported if start <= one.period.end <= period.end]
    return fitting[-1] if fitting else None


def judge(statement: Statement, series: Series, period: Period | None) -> Judged:
    """Return whether the text says what the data say."""
    point = point_for(series, period)
    if point is None or point.value is None:
        return Judged(Result.UNKNOWN)
    earlier = _before(series, point) if statement.is_earlier or statement.is_change else None
    if statement.is_change:
        return _judge_change(statement, point, earlier)
    spoken_of = earlier if statement.is_earlier else point
    if spoken_of is None or spoken_of.value is None:
        return Judged(Result.UNKNOWN)
    return Judged(_compared(statement, series, spoken_of), spoken_of)


def _before(series: Series, point: Point) -> Point | None:
    """Return the figure of a year before, else the one before."""
    end = point.period.end
    past = [one for one in series.reported if one.period.end < end]
    same = (end.year - 1, end.month)
    year_ago = [one for one in past if (one.period.end.year, one.period.end.month) == same]
    return next(reversed(year_ago or past), None)


def _judge_change(statement: Statement, point: Point, earlier: Point | None) -> Judged:
    """Compare a growth or a fall with the difference of two exact figures."""
    if earlier is None or {earlier.qualifier, point.qualifier} != {Qualifier.EXACT}:
        return Judged(Result.UNKNOWN)
    before, now = Fraction(earlier.value or 0), Fraction(point.value or 0)
    change, working = now - before, f"{_plain(now)} − {_plain(before)}"
    if statement.unit == "%":
        if not before:
            return Judged(Result.UNKNOWN)
        change, working = change / before * 100, f"({working}) ÷ {_plain(before)}"
    is_same = any(_holds(claimed(statement), one) for one in (change, abs(change)))
    result = Result.SAME if is_same else Result.DIFFERS
    return Judged(result, point, f"{working} = {_plain(change)}{statement.unit}")


def _compared(statement: Statement, series: Series, point: Point) -> Result:
    claim, value = claimed(statement), point.value or Decimal(0)
    if point.qualifier is Qualifier.EXACT:
        return Result.SAME if _holds(claim, Fraction(value)) else Result.DIFFERS
    if statement.value_to is None and statement.qualifier is point.qualifier:
        return Result.SAME if statement.value == value else Result.DIFFERS
    known = bounds_of(value, point.qualifier, is_percent=series.unit.is_percent)
    # A text that drops the words which made a bound of the number says something else.
    is_bare = statement.qualifier is Qualifier.EXACT and statement.value == value
    if is_bare or claim.is_apart_from(known):
        return Result.DIFFERS
    return Result.SAME if known.lies_within(claim) else Result.UNSURE


def _holds(claim: Bounds, value: Fraction) -> bool:
    return Bounds(value, value).lies_within(claim)


def _plain(value: Fraction) -> str:
    return plain(rounded(value, 0 if value.denominator == 1 else 1))
