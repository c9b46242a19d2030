"""Build series with their newest figures only, from standings; the cost ignores history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import prefetch_related_objects

from indicators import series as shapes
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
    if with_co_owners:
        prefetch_related_objects(rows, "indicator__co_owners")
    wanted = {key for row in rows for key in _keys(row)}
    indicators = {row.indicator_id for row in rows}
    newest = Observation.objects.filter(pk__in=wanted)
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
