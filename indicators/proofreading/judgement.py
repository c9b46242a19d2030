"""Compare one figure of a text with the public figure that it refers to. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier
from indicators.intervals import Bounds, bounds_of
from indicators.periods import Period, a_year_before, months_between, period_of
from indicators.prose import Statement
from indicators.series import NO_TEXT, Point, Series
from indicators.totals import LEVELS, Total, TotalKind, total_of
from indicators.units import plain, rounded

from .claims import claimed


class ProofResult(Enum):
    """What became of a figure: as the data say, not so, not in the data, or not to be told."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    UNSURE = "unsure"


# What a change is written in that is a share of the figure before.
RELATIVE = {"%": 100, "倍": 1}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A result with the point that it rests on, and the working where it was computed.

    ``note`` says why the data tell nothing, or not of the whole period.
    """

    result: ProofResult
    point: Point | None = None
    working: str = ""
    note: Text = NO_TEXT


def total_for(series: Series, period: Period | None) -> Total:
    """Return what the data say of the period that the text is about, as a report states it.

    Without a period it is the newest figure. A plan is of its year.
    """
    if period is None:
        point = series.latest_reported
        return Total(TotalKind.NOTHING) if point is None else Total(TotalKind.WHOLE, point)
    days = period_of(str(period.end.year)) if series.kind is Kind.PLAN else period
    return total_of(series, days)


def judge(statement: Statement, series: Series, period: Period | None) -> Judgement:
    """Return whether the text says what the data say.

    The rate of one month neither bears out that of a year nor speaks against it.
    """
    total = total_for(series, period)
    point = total.point
    if not total.is_figure or point is None:
        is_short = total.sort in (TotalKind.INCOMPLETE, TotalKind.UNADDABLE)
        return Judgement(
            ProofResult.UNKNOWN, note=narrative.lacking(total) if is_short else NO_TEXT
        )
    if not total.is_of_span and series.kind not in LEVELS:
        return Judgement(ProofResult.UNSURE, point, note=_of_its_own_days(point))
    earlier = _before(series, point) if statement.is_earlier or statement.is_change else None
    if statement.is_change:
        return _judge_change(statement, point, earlier)
    spoken_of = earlier if statement.is_earlier else point
    if spoken_of is None or spoken_of.value is None:
        return Judgement(ProofResult.UNKNOWN)
    working = _working(total) if spoken_of is point else ""
    return Judgement(_compared(statement, series, spoken_of), spoken_of, working)


def _of_its_own_days(point: Point) -> Text:
    label = point.period.label
    return Text(f"数据只有{label.zh}的", f"there is a figure of {label.en} alone")


def _working(total: Total) -> str:
    """Write a sum out."""
    if total.sort is not TotalKind.SUM or total.point is None or total.point.value is None:
        return ""
    parts = " + ".join(plain(one.value or Decimal(0)) for one in total.parts)
    return f"{parts} = {plain(total.point.value)}"


def _before(series: Series, point: Point) -> Point | None:
    """Return the figure of a year before, else the newest one before that is of as many months."""
    end, start = point.period.end, point.period.start
    past = [one for one in series.reported if one.period.end < end]
    if series.kind not in LEVELS and start is not None:
        total = total_of(series, a_year_before(point.period))
        if total.is_of_span:
            return total.point
        months = months_between(start, end)
        past = [one for one in past if _months(one) == months]
    same = (end.year - 1, end.month)
    year_ago = [one for one in past if (one.period.end.year, one.period.end.month) == same]
    return next(reversed(year_ago or past), None)


def _months(point: Point) -> int | None:
    start = point.period.start
    return None if start is None else months_between(start, point.period.end)


def _judge_change(statement: Statement, point: Point, earlier: Point | None) -> Judgement:
    """Compare a growth or a fall with the difference of two exact figures."""
    if earlier is None or {earlier.qualifier, point.qualifier} != {Qualifier.EXACT}:
        return Judgement(ProofResult.UNKNOWN)
    before, now = Fraction(earlier.value or 0), Fraction(point.value or 0)
    change, working = now - before, f"{_plain(now)} − {_plain(before)}"
    if statement.unit in RELATIVE:
        if not before:
            return Judgement(ProofResult.UNKNOWN)
        change = change / before * RELATIVE[statement.unit]
        working = f"({working}) ÷ {_plain(before)}"
    # A growth of 5 % is no fall of as much; 下降-5% says one thing twice.
    is_signed = (statement.value or 0) < 0
    size = change if is_signed else change * statement.trend or abs(change)
    is_same = _holds(claimed(statement), size)
    result = ProofResult.SAME if is_same else ProofResult.DIFFERS
    return Judgement(result, point, f"{working} = {_plain(change)}{statement.unit}")


def _compared(statement: Statement, series: Series, point: Point) -> ProofResult:
    claim, value = claimed(statement), point.value or Decimal(0)
    if point.qualifier is Qualifier.EXACT:
        return ProofResult.SAME if _holds(claim, Fraction(value)) else ProofResult.DIFFERS
    if statement.value_to is None and statement.qualifier is point.qualifier:
        return ProofResult.SAME if statement.value == value else ProofResult.DIFFERS
    known = bounds_of(value, point.qualifier, is_percent=series.unit.is_percent)
    # A text that drops the words which made a bound of the number says something else.
    is_bare = statement.qualifier is Qualifier.EXACT and statement.value == value
    if is_bare or claim.is_apart_from(known):
        return ProofResult.DIFFERS
    return ProofResult.SAME if known.lies_within(claim) else ProofResult.UNSURE


def _holds(claim: Bounds, value: Fraction) -> bool:
    return Bounds(value, value).lies_within(claim)


def _plain(value: Fraction) -> str:
    return plain(rounded(value, 0 if value.denominator == 1 else 1))
