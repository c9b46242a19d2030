"""The overview of an earlier day, computed from the figures that were public then."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q

from indicators import series_builders
from indicators.enums import PlaceLevel, Standing, Yardstick
from indicators.models import Indicator, Observation
from indicators.progress import ReleaseDay, change_of, distance_of, measure, standing_after
from indicators.series import Named, Place, Plan, Series, plan_on

from . import overview_rows
from .as_of import Edition
from .list_types import Card, ListQuery
from .overview_figures import months_and_corrections
from .overview_types import AreaTotals, Changes, Overview, OverviewRow
from .past_list import fits
from .reference_data import plan_of

Record = TypeVar("Record", Named, Place)


def past_overview(edition: Edition, release: ReleaseDay, choice: ListQuery) -> Overview:
    """Return the overview of what was public on the edition's day."""
    day = edition.day or release.day
    read = edition.keep("overview", lambda: _rows(edition, release))
    is_narrowed = choice.is_narrowed
    fitting = [row for row in read if fits(row.card, choice)] if is_narrowed else []
    rows = _listed(read, fitting) if is_narrowed else overview_rows.rests(read)
    totals = tuple(_totals(rows, fitting))
    drawn = overview_rows.panel_rows(rows)
    points = months_and_corrections(drawn, release.day, edition.before)
    known = {overview_rows.key_of(row.series): row.series for row in rows}
    turned = Counter(row.standing for row in rows if row.before)
    corrections = overview_rows.corrections(points, known)
    changes = Changes(
        release,
        edition.release_before,
        *edition.keep("overview figures", lambda: _figures(release)),
        turned=turned,
        corrections=corrections,
    )
    return Overview(
        day,
        overview_rows.with_rows(changes, rows),
        _plan(edition, rows, day),
        totals,
        _in_order(row.series.owner for row in rows),
        _in_order(row.series.place for row in rows),
        overview_rows.ranking(rows, totals, Yardstick.PATH, overview_rows.PATH_ROWS),
        overview_rows.ranking(rows, totals, Yardstick.LEVEL, overview_rows.LEVEL_ROWS),
        overview_rows.ranking(rows, totals, Yardstick.STATEMENT, overview_rows.WORDED_ROWS),
        overview_rows.tables(rows, totals, is_narrowed=is_narrowed),
        overview_rows.panels(drawn, points, release.day),
    )


def _rows(edition: Edition, release: ReleaseDay) -> list[OverviewRow]:
    """Return a row for each public series; what it was before the release is read along with it."""
    earlier = edition.release_before
    series = series_builders.all_series(
        Indicator.objects.filter(is_public=True),
        edition.before,
        is_brief=True,
        also=release.released_at if earlier else None,
    )
    main = _main(series)
    return [
        _row(one, edition, release, is_main=overview_rows.key_of(one) in main) for one in series
    ]


def _row(series: Series, edition: Edition, release: ReleaseDay, *, is_main: bool) -> OverviewRow:
    card = Card(series, measure(series, edition.day or release.day))
    newest = series.latest_reported
    is_new = newest is not None and newest.release == release.key
    return OverviewRow(
        card,
        distance_of(series, card.progress),
        is_main,
        change_of(series) if is_new else None,
        _before(series, edition.release_before, release),
    )


def _before(series: Series, earlier: ReleaseDay | None, release: ReleaseDay) -> Standing | None:
    """Return what the standing was before the release, where the release changed it."""
    if not series.quantified:
        return None
    was = standing_after(series, earlier)
    return None if was is standing_after(series, release) else was


def _main(many: Iterable[Series]) -> set[overview_rows.Key]:
    """Return which places stand for the whole of an indicator: all but counties, or the first."""
    found, seen = set(), set()
    for series in sorted(many, key=lambda one: (one.place.order, one.place.code)):
        if series.place.level is not PlaceLevel.DIVISION or series.code not in seen:
            found.add(overview_rows.key_of(series))
        seen.add(series.code)
    return found


def _listed(rows: Iterable[OverviewRow], fitting: Iterable[OverviewRow]) -> list[OverviewRow]:
    wanted = {overview_rows.key_of(row.series) for row in fitting}
    return [replace(row, is_listed=overview_rows.key_of(row.series) in wanted) for row in rows]


def _plan(edition: Edition, rows: Iterable[OverviewRow], day: date) -> Plan | None:
    """Return the plan of the day's targets, which are at hand; without any, ask for it."""
    plans = {target.plan for row in rows for target in row.series.targets}
    return plan_on(plans, day) if plans else plan_of(edition)


def _totals(rows: Iterable[OverviewRow], fitting: Iterable[OverviewRow]) -> Iterable[AreaTotals]:
    counts: dict[Named, Counter[tuple[Yardstick, Standing]]] = defaultdict(Counter)
    for row in rows:
        counts[row.series.area][row.distance.yardstick, row.standing] += 1
    numbers = Counter(row.series.area for row in fitting)
    for area in _in_order(counts):
        yield AreaTotals(area, counts[area], numbers[area])


def _in_order(many: Iterable[Record]) -> tuple[Record, ...]:
    """Return each once, as the city orders them."""
    return tuple(sorted(dict.fromkeys(many), key=lambda one: (one.order, one.code)))


def _figures(release: ReleaseDay) -> tuple[int, int]:
    """Return how many figures the release made public, and how many it corrected."""
    own = Observation.objects.filter(release=release.key, indicator__is_public=True)
    found = own.aggregate(new=Count("pk", filter=Q(version=1)), all=Count("pk"))
    return found["new"], found["all"] - found["new"]
