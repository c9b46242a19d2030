"""Build series with the figures of a report's period and of the one it is compared with.

Of counts within a period these are all that end in its span, because a report adds them up.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import DenseRank

from indicators import series as shapes
from indicators.enums import Kind
from indicators.models import Observation, Standing
from indicators.periods import Period
from indicators.report_periods import ReportSpan

from .definitions import Book, Key, deciding
from .full import together
from .rows import in_order, point_of, point_rows

ELSEWHERE, THEN, BEFORE = 0, 1, 2
# The newest period of each part is 1; a correction is of the same period.
AGE = Window(
    DenseRank(),
    partition_by=[F("indicator_id"), F("place_id"), F("part")],
    order_by=[F("period_end").desc(), F("period_start").asc(nulls_last=True)],
)
Points = dict[tuple[str, str], tuple[shapes.Point, ...]]


def series_within(
    known: Book, span: ReportSpan, before: datetime | None = None
) -> list[shapes.Series]:
    """Return every series that is known, with its newest point in the span and in the one before.

    Counts within a period have every point there, and the points that decided its targets of days
    before are there, too, however old they are. A series without such points has none, so that a
    report can say what is missing. The number of queries and of points in memory does not grow with
    history.
    """
    if not known.definitions:
        return []
    figures = Observation.objects.public(before).filter(indicator__in=known.definitions)
    parted = figures.annotate(part=_part(span)).exclude(part=ELSEWHERE)
    cited = parted.annotate(age=AGE).filter(Q(age=1) | Q(indicator__kind=Kind.FLOW))
    more = [deciding(known.definitions, before, span.days.end)]
    return list(together(known, cited, before, more, _keys(known.definitions, figures, before)))


def points_of(keys: Collection[tuple[str, str]], before: datetime | None = None) -> Points:
    """Return every point of the series named by indicator and place, in one query."""
    wanted = set(keys)
    figures = Observation.objects.public(before).filter(
        indicator__code__in={code for code, _ in wanted},
        place__code__in={place for _, place in wanted},
    )
    found: dict[tuple[str, str], list[shapes.Point]] = {key: [] for key in wanted}
    names = ("indicator__code", "place__code")
    for code, place, *row in point_rows(figures.order_by(), *names):
        if (code, place) in wanted:
            found[code, place].append(point_of(tuple(row)))
    return {key: in_order(points) for key, points in found.items()}


def _keys(
    known: Collection[int], figures: QuerySet[Observation], before: datetime | None
) -> set[Key]:
    """Return where there is a figure of any period; standings know it for today."""
    if before is None:
        rows = Standing.objects.filter(indicator__in=known)
        return set(rows.values_list("indicator_id", "place_id"))
    return set(figures.order_by().values_list("indicator_id", "place_id").distinct())


def _part(span: ReportSpan) -> Case:
    plan, other = Q(indicator__kind=Kind.PLAN), ~Q(indicator__kind=Kind.PLAN)
    return Case(
        When(plan & _within(span.days_of(Kind.PLAN)), then=THEN),
        When(plan & _within(span.days_before(Kind.PLAN)), then=BEFORE),
        When(other & _within(span.days), then=THEN),
        When(other & _within(span.before.days), then=BEFORE),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )


def _within(days: Period) -> Q:
    return Q(period_end__range=(days.start, days.end))
