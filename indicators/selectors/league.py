"""Organisations side by side over twelve months: how much of what they owe comes in on time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import add

from indicators import timeliness
from indicators.models import ReportingPeriod
from indicators.periods import Period, month_of
from indicators.timeliness import NOTHING_OWED, FigureCounts, LeagueRow, Organisation

from .lagging import LaggingCounts, judged
from .unreleased import unreleased_series

MONTHS = 12
Months = dict[Period, FigureCounts]
# In which order a group's rows may stand; equal ones stay in the order of their ranks.
ORDERS: dict[str, Callable[[LeagueRow], tuple[int | str, ...]]] = {
    "rate": lambda _row: (),
    "missing": lambda row: (-row.total.missing,),
    "returns": lambda row: (-row.total.returns,),
    "behind": lambda row: (-row.behind,),
    "organisation": lambda row: (row.organisation.order, row.organisation.code),
}


@dataclass(frozen=True, slots=True)
class LeagueQuery:
    """What the league is asked for: a year or the last twelve months, an area, floor and order."""

    year: int | None = None
    area: str = ""
    floor: int = 0
    order: str = "rate"


@dataclass(frozen=True, slots=True)
class League:
    """Departments and counties, ranked apart, over the months; ``whole`` is everybody together."""

    months: tuple[Period, ...]
    departments: tuple[LeagueRow, ...]
    counties: tuple[LeagueRow, ...]
    whole: tuple[FigureCounts | None, ...]
    behind: int

    @property
    def total(self) -> FigureCounts:
        """Return what everybody owed in all months."""
        return _sum(one for one in self.whole if one)

    @property
    def rows(self) -> tuple[LeagueRow, ...]:
        """Return all organisations, departments first."""
        return (*self.departments, *self.counties)


def due_periods(periods: Iterable[ReportingPeriod], today: date) -> list[ReportingPeriod]:
    """Return those whose due day has passed: only then is anything late or missing."""
    return [one for one in periods if one.due < today]


def league(
    periods: Sequence[ReportingPeriod], today: date, asked: LeagueQuery, *, at: datetime
) -> League:
    """Return the league of the periods that are due, in a fixed number of queries.

    A figure of a half-year or a year counts in the month with which that ends. Indicators are
    judged on the last day of the newest month, as on the sheet of a period.
    """
    due = due_periods(periods, today)
    months = _months(due, asked.year)
    wanted = [one for one in due if _month(one) in months]
    counted = timeliness.counts_of(wanted, today, area=asked.area)
    by_period = {one.pk: _month(one) for one in wanted}
    found: dict[Organisation, Months] = defaultdict(dict)
    for one in counted:
        same = found[one.organisation]
        month = by_period[one.period]
        same[month] = same.get(month, NOTHING_OWED) + one.counts
    behind = _lagging(months, asked.area, at)
    rows = [
        LeagueRow(who, tuple(of.get(month) for month in months), behind.of(who))
        for who, of in found.items()
    ]
    whole = tuple(_whole(row.months[number] for row in rows) for number in range(len(months)))
    return League(
        months,
        _ranked((row for row in rows if not row.organisation.is_county), asked),
        _ranked((row for row in rows if row.organisation.is_county), asked),
        whole,
        sum(row.behind for row in rows),
    )


def _lagging(months: Sequence[Period], area: str, at: datetime) -> LaggingCounts:
    if not months:
        return LaggingCounts(())
    day = months[-1].end
    lines = judged(unreleased_series(day, at=at), day)
    return LaggingCounts(one for one in lines if area in ("", one.series.area.code))


def _ranked(rows: Iterable[LeagueRow], asked: LeagueQuery) -> tuple[LeagueRow, ...]:
    ranked = timeliness.in_ranks(rows, asked.floor)
    return tuple(sorted(ranked, key=ORDERS[asked.order]))


def _months(due: Sequence[ReportingPeriod], year: int | None) -> tuple[Period, ...]:
    """Return the months of the year as far as anything is due, or the newest twelve."""
    newest = max((one.end for one in due), default=None)
    if newest is None:
        return ()
    last = newest.year * MONTHS + newest.month - 1
    if year is not None:
        return tuple(
            month_of(year, month)
            for month in range(1, MONTHS + 1)
            if year * MONTHS + month - 1 <= last
        )
    return tuple(
        month_of(number // MONTHS, number % MONTHS + 1)
        for number in range(last - MONTHS + 1, last + 1)
    )


def _month(period: ReportingPeriod) -> Period:
    """Return the month with which the period ends."""
    return month_of(period.end.year, period.end.month)


def _whole(many: Iterator[FigureCounts | None]) -> FigureCounts | None:
    counts = [one for one in many if one is not None]
    return _sum(counts) if counts else None


def _sum(many: Iterable[FigureCounts]) -> FigureCounts:
    return reduce(add, many, NOTHING_OWED)
