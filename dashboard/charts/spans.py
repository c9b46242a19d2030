"""What the drawings have over time: their days, lines without gaps, targets within their years."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from indicators.enums import Kind, Qualifier
from indicators.periods import a_year_before, months_between
from indicators.progress import path_of
from indicators.series import Point, Series, Target
from indicators.totals import MONTHS

HALF_A_YEAR = timedelta(days=183)
# Of levels that grow along a path last year's are a line below this year's, and say nothing.
WITH_SEASONS = (Kind.FLOW, Kind.RATE)
Level = tuple[Target, date, Decimal]


def first_and_last(series: Series) -> tuple[date, date] | None:
    """Return the days from which and to which something is drawn; a year around a single one."""
    days = [point.period.end for point in (*series.reported, *series.withdrawn)]
    for target in series.quantified:
        days += [target.due, *(day for day, _ in path_of(series, target))]
    if not series.reported and not series.quantified:
        return None
    first, last = min(days), max(days)
    return (first, last) if first < last else (first - HALF_A_YEAR, last + HALF_A_YEAR)


def levels(series: Series, first: date) -> Iterator[Level]:
    """Yield each end of each target with the day from which it holds, none before the first one.

    That is the due day of the target before, else the first day of its plan.
    """
    for target in series.quantified:
        earlier = series.target_before(target)
        begin = max(target.plan.first_day, first) if earlier is None else earlier.due
        for end in (target.value, target.upper):
            if end is not None:
                yield target, min(begin, target.due), end


def runs(series: Series) -> list[list[Point]]:
    """Return the exact figures as lines that cross neither a bound nor a period without a figure.

    Between those no line is known.
    """
    found: list[list[Point]] = [[]]
    for point in series.points:
        if point.value is None or point.qualifier is not Qualifier.EXACT:
            found.append([])
            continue
        before = found[-1][-1].period.end if found[-1] else point.period.end
        if months_between(before, point.period.end) > MONTHS[series.frequency]:
            found.append([])
        found[-1].append(point)
    return [line for line in found if line]


def last_year(series: Series) -> list[list[tuple[Point, Point]]]:
    """Return figures with the exact ones of the same periods of the year before, as lines.

    Of counts within periods and of rates alone, which have seasons; nothing within the first year.
    """
    if series.kind not in WITH_SEASONS:
        return []
    return [*_lines(series.points, {point.period: point for run in runs(series) for point in run})]


def _lines(
    points: Iterable[Point], known: dict[object, Point]
) -> Iterator[list[tuple[Point, Point]]]:
    line: list[tuple[Point, Point]] = []
    for point in points:
        earlier = known.get(a_year_before(point.period))
        if earlier is None:
            if line:
                yield line
            line = []
        else:
            line.append((point, earlier))
    if line:
        yield line
