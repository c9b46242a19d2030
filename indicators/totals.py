"""What a series says of a whole span of days: the half-year or year of a report, or of a text.

Counts within a period are added up where they fill the span without a gap; of levels the last one
holds. What is short of that is never shown as if it were the whole: it says of which days it is,
or how much is lacking. Free of Django.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from .enums import Frequency, Kind, Status
from .intervals import qualifier_of_sum
from .periods import Period, is_month_end, month_of
from .series import Point, Series

LEVELS = (Kind.STOCK, Kind.CUMULATIVE, Kind.PLAN)
MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
ONE_DAY = timedelta(days=1)


class TotalKind(Enum):
    """How a figure stands to the span."""

    # Published for the span itself, or a level on its last day.
    WHOLE = "whole"
    SUM = "sum"
    # A figure about other days than the span: an older level, the rate of one month.
    OTHER_DAYS = "other_days"
    INCOMPLETE = "incomplete"
    # At least so many and at most so many together say nothing.
    UNADDABLE = "unaddable"
    NOTHING = "nothing"


FIGURES = (TotalKind.WHOLE, TotalKind.SUM, TotalKind.OTHER_DAYS)


@dataclass(frozen=True, slots=True)
class Total:
    """What there is for a span.

    ``point`` is the figure, or says which kind of nothing there is; ``parts`` are what was added
    up. ``lacking`` names the months without a figure, of so many ``months`` of the span.
    """

    sort: TotalKind
    point: Point | None = None
    parts: tuple[Point, ...] = ()
    months: int = 0
    lacking: tuple[Period, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Tell whether there is a figure to state."""
        return self.sort in FIGURES

    @property
    def is_of_span(self) -> bool:
        """Tell whether the figure is about the span as a whole."""
        return self.sort in (TotalKind.WHOLE, TotalKind.SUM)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A point with the days that it counts."""

    period: Period
    point: Point

    @property
    def start(self) -> date | None:
        return self.period.start

    @property
    def says_something(self) -> bool:
        """Tell whether there is a figure, or nothing to count: what does not apply adds nothing."""
        return self.point.value is not None or self.point.status is Status.NOT_APPLICABLE

    def lies_within(self, days: Period) -> bool:
        """Tell whether all of its days are among them."""
        first = days.start or days.end
        return self.start is not None and first <= self.start and self.period.end <= days.end

    def holds(self, month: Period) -> bool:
        """Tell whether the whole month is among its days."""
        return _Piece(month, self.point).lies_within(self.period)


def total_of(series: Series, days: Period) -> Total:
    """Return what the series says of the days; ``days`` must have a first one.

    A figure published for the days themselves comes before any sum.
    """
    newest = series.newest_within(days)
    if newest is None:
        return Total(TotalKind.NOTHING)
    if adds_up(series):
        pieces = [_Piece(_days_of(one, series.frequency), one) for one in series.points]
        return _flow(pieces, days, newest)
    if newest.value is None:
        return Total(TotalKind.NOTHING, newest)
    if series.kind in LEVELS:
        is_whole = newest.period.end == days.end
    else:
        is_whole = _days_of(newest, series.frequency) == days
    return Total(TotalKind.WHOLE if is_whole else TotalKind.OTHER_DAYS, newest)


def adds_up(series: Series) -> bool:
    """Tell whether figures of parts add up to one of the whole; shares in per cent never do."""
    return series.kind is Kind.FLOW and not series.unit.is_percent


def _days_of(point: Point, frequency: Frequency) -> Period:
    """Return the days that a count is about; without a first day those for which it is due."""
    end, months = point.period.end, MONTHS[frequency]
    if point.period.start is not None or not is_month_end(end) or end.month % months:
        return point.period
    return Period(end, date(end.year, end.month - months + 1, 1))


def _flow(points: Sequence[_Piece], days: Period, newest: Point) -> Total:
    whole = next((one.point for one in points if one.period == days and one.says_something), None)
    if whole is not None:
        return Total(TotalKind.WHOLE if whole.value is not None else TotalKind.NOTHING, whole)
    pieces = [one for one in points if one.lies_within(days) and one.says_something]
    if cover := _cover(pieces, days):
        return _sum([one.point for one in cover], days)
    months = tuple(_months(days))
    if months and any(_is_of_months(one.period) for one in pieces):
        return _incomplete(pieces, months)
    return Total(TotalKind.OTHER_DAYS if newest.value is not None else TotalKind.NOTHING, newest)


def _cover(pieces: Sequence[_Piece], days: Period) -> list[_Piece]:
    """Return the fewest pieces that fill the days without gap or overlap, or none."""
    by_start: dict[date, list[_Piece]] = {}
    for one in pieces:
        by_start.setdefault(one.start or one.period.end, []).append(one)
    # From the end on, so that each day is looked at once: what fills the days from there.
    best: dict[date, list[_Piece]] = {days.end + ONE_DAY: []}
    for start in sorted(by_start, reverse=True):
        ways = [
            [one, *best[following]]
            for one in by_start[start]
            if (following := one.period.end + ONE_DAY) in best
        ]
        if ways:
            best[start] = min(ways, key=_roughness)
    return best.get(days.start or days.end, [])


def _roughness(cover: Sequence[_Piece]) -> tuple[int, int]:
    """Sort what is counted before what does not apply, then few long periods before many."""
    return sum(one.point.value is None for one in cover), len(cover)


def _sum(cover: Sequence[Point], days: Period) -> Total:
    reported = [one for one in cover if one.value is not None]
    if not reported:
        return Total(TotalKind.NOTHING, cover[-1])
    qualifier = qualifier_of_sum({one.qualifier for one in reported})
    if qualifier is None:
        return Total(TotalKind.UNADDABLE, parts=tuple(reported))
    newest = max(reported, key=lambda one: one.released_at)
    point = replace(
        newest,
        period=days,
        value=sum((one.value or Decimal(0) for one in reported), Decimal(0)),
        qualifier=qualifier,
        as_written="",
        # Not public (0) as soon as one of the parts is not.
        release=newest.release if all(one.release for one in reported) else 0,
        version=1,
        reason="",
        earlier=(),
        key=0,
    )
    return Total(TotalKind.SUM, point, tuple(reported))


def _incomplete(pieces: Sequence[_Piece], months: tuple[Period, ...]) -> Total:
    parts = tuple(one.point for one in pieces)
    lacking = tuple(month for month in months if not any(one.holds(month) for one in pieces))
    if not lacking:
        # Every month is in some figure, but the figures overlap.
        return Total(TotalKind.UNADDABLE, parts=parts)
    return Total(TotalKind.INCOMPLETE, parts=parts, months=len(months), lacking=lacking)


def _is_of_months(period: Period) -> bool:
    """Tell whether the period is of whole calendar months."""
    return period.start is not None and period.start.day == 1 and is_month_end(period.end)


def _months(days: Period) -> Iterator[Period]:
    """Yield the calendar months of the days, none unless they are whole ones."""
    if days.start is None or not _is_of_months(days):
        return
    month = month_of(days.start.year, days.start.month)
    while month.end <= days.end:
        yield month
        following = month.end + ONE_DAY
        month = month_of(following.year, following.month)


def spans_of_months(months: Iterable[Period]) -> list[Period]:
    """Put months together that follow each other: January, March, April become two spans."""
    found: list[Period] = []
    for month in months:
        if found and month.start == found[-1].end + ONE_DAY:
            found[-1] = Period(month.end, found[-1].start)
        else:
            found.append(month)
    return found
