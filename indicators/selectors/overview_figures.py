"""The figures that the overview draws over months, and those that were corrected last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from indicators import series_builders
from indicators.models import Observation
from indicators.series import Point

from .overview_rows import CORRECTIONS, MONTHS, Key, key_of
from .overview_types import OverviewRow


def months_and_corrections(
    rows: Iterable[OverviewRow], day: date, before: datetime | None
) -> Mapping[Key, tuple[Point, ...]]:
    """Return the rows' figures of the last months, and the corrected ones, read in one query."""
    keys = {key_of(row.series) for row in rows}
    public = Observation.objects.public(before)
    drawn = public.filter(
        indicator__code__in={code for code, _ in keys},
        place__code__in={place for _, place in keys},
        period_end__gte=_first_day(day),
        period_end__lte=day,
    )
    corrected = newest_corrections(before)
    replaced = public.filter(
        indicator__in=corrected.values("indicator"),
        place__in=corrected.values("place"),
        period_end__in=corrected.values("period_end"),
    )
    first, second = (
        series_builders.point_rows(some.order_by(), "indicator__code", "place__code")
        for some in (drawn, replaced)
    )
    points: dict[Key, list[Point]] = defaultdict(list)
    for row in first.union(second):
        points[row[0], row[1]].append(series_builders.point_of(row[2:]))
    return {key: series_builders.in_order(many) for key, many in points.items()}


def newest_corrections(before: datetime | None) -> QuerySet[Observation]:
    """Return the first corrections of the newest release that had any."""
    known = Observation.objects.public(before).filter(version__gt=1, indicator__is_public=True)
    newest = known.order_by("-release_id").values("release_id")[:1]
    first: QuerySet[Observation] = known.filter(release__in=newest).order_by("pk")[:CORRECTIONS]
    return first


def _first_day(day: date) -> date:
    """Return the first day of the months that are drawn."""
    months = day.year * 12 + day.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)
