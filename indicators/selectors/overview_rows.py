"""Choose the overview's few rows: pure, from as many rows as are given."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.enums import Frequency, Standing, Yardstick
from indicators.periods import frequency_of, months_between
from indicators.series import Point, Series

from .list_types import Card
from .overview_types import (
    JUDGED,
    AreaTable,
    AreaTotals,
    Changes,
    Correction,
    OverviewRow,
    Ranking,
)

PATH_ROWS, LEVEL_ROWS, WORDED_ROWS = 12, 8, 6
AREAS, AREA_ROWS = 12, 10
TURNS, MOVES, CORRECTIONS = 5, 3, 5
PANELS, MONTHS, LEAST_MONTHS = 24, 24, 3
# What needs to be told of first.
URGENCY = (Standing.BEHIND, Standing.MISSED, Standing.MET, Standing.AT_RISK, Standing.NOT_SHOWN)
Key = tuple[str, str]


def key_of(series: Series) -> Key:
    """Return the codes of indicator and place."""
    return series.code, series.place.code


def furthest(rows: Iterable[OverviewRow], *yardsticks: Yardstick) -> list[OverviewRow]:
    """Return the rows that are held against these, the furthest first; ties stay as they are."""
    own = [row for row in rows if row.is_main and row.distance.yardstick in yardsticks]
    return sorted(own, key=lambda row: (row.distance.key is None, row.distance.key or 0))


def ranking(
    rows: Sequence[OverviewRow], totals: Iterable[AreaTotals], yardstick: Yardstick, limit: int
) -> Ranking:
    """Return the first rows that are held against this, with counts of all the others."""
    first = furthest(rows, yardstick)[:limit]
    rest: Counter[Standing] = Counter()
    for one in totals:
        for (held, standing), number in one.counts.items():
            rest[standing] += number if held is yardstick else 0
    rest.subtract(Counter(row.standing for row in first))
    return Ranking(tuple(first), {one: rest[one] for one in Standing if rest[one] > 0})


def tables(
    rows: Iterable[OverviewRow], totals: Iterable[AreaTotals], *, is_narrowed: bool
) -> tuple[AreaTable, ...]:
    """Return each area's first rows in the table, and how many fit besides."""
    own: dict[str, list[OverviewRow]] = defaultdict(list)
    for row in rows:
        own[row.series.area.code] += [row] if row.is_listed else []
    found = []
    for one in [*totals][:AREAS]:
        some = own[one.area.code][:AREA_ROWS]
        judged = sum(number for (held, _), number in one.counts.items() if held in JUDGED)
        number = one.fitting if is_narrowed else one.total - judged
        if number:
            found.append(AreaTable(one.area, tuple(some), number - len(some)))
    return tuple(found)


def rests(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """Return the rows with those marked that stand in the table unless somebody filters."""
    return [
        replace(row, is_listed=row.is_main and row.distance.yardstick not in JUDGED) for row in rows
    ]


def with_rows(changes: Changes, rows: Sequence[OverviewRow]) -> Changes:
    """Return the changes with those of the rows that moved most, and whose standing changed."""
    moved = [row for row in rows if row.is_main and row.change]
    rising = sorted(moved, key=lambda row: -(row.change or 0))
    falling = sorted(moved, key=lambda row: row.change or 0)
    turns = sorted((row for row in rows if row.before), key=_urgency)
    return replace(
        changes,
        rises=_moves(rising, lambda change: change > 0),
        falls=_moves(falling, lambda change: change < 0),
        turns=tuple(turns[:TURNS]),
    )


def _moves(
    rows: Iterable[OverviewRow], is_own: Callable[[Decimal], bool]
) -> tuple[OverviewRow, ...]:
    return tuple(row for row in rows if is_own(row.change or Decimal(0)))[:MOVES]


def _urgency(row: OverviewRow) -> int:
    return URGENCY.index(row.standing) if row.standing in URGENCY else len(URGENCY)


def panel_rows(rows: Sequence[OverviewRow]) -> list[OverviewRow]:
    """Return the monthly rows to draw: those with a target, the furthest first, then the rest."""
    first = furthest(rows, *JUDGED)
    rest = [row for row in rows if row.is_main and row.distance.yardstick not in JUDGED]
    monthly = (
        row
        for row in (*first, *rest)
        if row.series.frequency is Frequency.MONTH and len(row.series.reported) > 1
    )
    return [*monthly][:PANELS]


def panels(
    rows: Iterable[OverviewRow], points: Mapping[Key, tuple[Point, ...]], day: date
) -> tuple[Card, ...]:
    """Return the rows with their figures of the last months, where there are enough to draw."""
    found = []
    for row in rows:
        kept = [one for one in points.get(key_of(row.series), ()) if _is_drawn(one, day)]
        # A month's figures and a day's cannot share a line.
        spans = Counter(one.period.start is None for one in kept)
        usual = max(spans, key=lambda one: spans[one], default=True)
        own = tuple(one for one in kept if (one.period.start is None) is usual)
        if sum(one.value is not None for one in own) >= LEAST_MONTHS:
            found.append(replace(row.card, series=replace(row.series, points=own)))
    return tuple(found)


def _is_drawn(point: Point, day: date) -> bool:
    period = point.period
    is_month = period.start is None or frequency_of(period) is Frequency.MONTH
    return is_month and 0 <= months_between(period.end, day) < MONTHS


def corrections(
    points: Mapping[Key, tuple[Point, ...]], known: Mapping[Key, Series]
) -> tuple[Correction, ...]:
    """Return the figures of the newest correction."""
    corrected = [
        Correction(known[key], point)
        for key, some in points.items()
        for point in some
        if point.is_correction and key in known
    ]
    newest = max((one.point.release for one in corrected), default=0)
    own = [one for one in corrected if one.point.release == newest]
    return tuple(sorted(own, key=lambda one: one.point.key)[:CORRECTIONS])
