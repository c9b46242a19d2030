"""Build series with their newest figures only, from standings; the cost ignores history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, prefetch_related_objects

from indicators import series as shapes
from indicators.enums import Status
from indicators.models import Observation, Organisation, Standing

from .definitions import deciding, definition_of, targets
from .rows import gathered, in_order, named, place_of, point_of, point_rows
from .series import series_of

NEEDED = ("indicator__area", "indicator__owner", "indicator__part_of", "place")


def brief_series(
    standings: Iterable[Standing], *, with_co_owners: bool = False
) -> list[shapes.Series]:
    """Return a series for each standing, in their order, with its newest figures and its targets.

    The figures by which its targets are judged are there, too, however old they are.
    Lists do not name co-owners, so they are left out unless asked for. Needs the standings'
    relations in ``NEEDED`` at hand, and takes a fixed number of queries.
    """
    rows = list(standings)
    wanted = Observation.objects.filter(pk__in={key for row in rows for key in _keys(row)})
    return _brief(rows, wanted, with_co_owners=with_co_owners)


def series_until(
    known: QuerySet[Standing], day: date, more: Iterable[Standing] = ()
) -> list[shapes.Series]:
    """Return a series for each standing with its newest two figures by the day.

    ``more`` are standings of what has no figure yet. Figures of later days that decide a target
    may be there as well. Takes a fixed number of queries, and ignores history.
    """
    figures = Observation.objects.current().filter(
        status=Status.REPORTED,
        indicator=OuterRef("indicator"),
        place=OuterRef("place"),
        period_end__lte=day,
    )
    newest = figures.order_by("-period_end", F("period_start").asc(nulls_last=True)).values("pk")
    standings = (
        known.select_related(*NEEDED)
        .annotate(then=Subquery(newest[:1]), before=Subquery(newest[1:2]))
        .order_by("indicator__area__order", "indicator__order", "indicator__code", "place__order")
    )
    keys = {key for row in standings for key in (row.then, row.before) if key is not None}
    rows: dict[tuple[int, int], Standing] = {}
    for row in (*standings, *more):
        rows.setdefault((row.indicator_id, row.place_id), row)
    wanted = Observation.objects.filter(pk__in=keys)
    return _brief([*rows.values()], wanted, with_co_owners=False)


def _brief(
    rows: list[Standing], newest: QuerySet[Observation], *, with_co_owners: bool
) -> list[shapes.Series]:
    if with_co_owners:
        prefetch_related_objects(rows, "indicator__co_owners")
    indicators = {row.indicator_id for row in rows}
    points = gathered(newest, deciding(indicators, None))
    goals = targets(indicators, None)
    return [
        series_of(
            definition_of(row.indicator, row.indicator.co_owners.all() if with_co_owners else ()),
            place_of(row.place),
            in_order(points[row.indicator_id, row.place_id]),
            goals.get((row.indicator_id, row.place_id), ()),
        )
        for row in rows
    ]


def _keys(row: Standing) -> set[int]:
    return {key for key in (row.newest_id, row.latest_id, row.previous_id) if key is not None}


def with_all_figures(series: shapes.Series, before: datetime | None = None) -> shapes.Series:
    """Return a brief series with co-owners and every figure that is public, or was then."""
    figures = Observation.objects.public(before).filter(
        indicator__code=series.code, place__code=series.place.code
    )
    points = in_order(map(point_of, point_rows(figures)))
    if before is not None:
        return replace(series, points=points)
    shared = Organisation.objects.filter(shared_indicators__code=series.code)
    return replace(series, points=points, co_owners=tuple(map(named, shared)))
