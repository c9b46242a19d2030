"""Convert single records to values of series."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from indicators import series as shapes
from indicators.bilingual import Text
from indicators.enums import (
    Basis,
    Comparison,
    PlaceLevel,
    Qualifier,
    Status,
)
from indicators.models import (
    Area,
    Indicator,
    Milestone,
    Observation,
    Organisation,
    Place,
    Plan,
    Target,
)
from indicators.periods import Period

# Plain columns, because building five records for each of many thousand figures takes far longer.
POINT_FIELDS = (
    "pk",
    "period_start",
    "period_end",
    "value",
    "qualifier",
    "status",
    "as_written",
    "note_zh_hans",
    "note_en",
    "version",
    "reason",
    "release_id",
    "release__released_at",
    "citation__paragraph",
    "citation__as_written",
    "citation__start",
    "citation__end",
    "citation__line",
    "citation__source__slug",
    "citation__source__title_zh_hans",
    "citation__source__title_en",
)
QUALIFIERS = {member.value: member for member in Qualifier}
STATUSES = {member.value: member for member in Status}


def text_of(record: object, field: str) -> Text:
    """Return a translated field in both languages."""
    return Text(getattr(record, f"{field}_zh_hans") or "", getattr(record, f"{field}_en") or "")


def named(record: Area | Organisation | Indicator) -> shapes.Named:
    """Return the record's code and name."""
    code = record.slug if isinstance(record, Area) else record.code
    return shapes.Named(code, text_of(record, "name"), record.order)


def place_of(place: Place) -> shapes.Place:
    """Return the place as a value."""
    return shapes.Place(place.code, text_of(place, "name"), PlaceLevel(place.level), place.order)


def point_rows(figures: QuerySet[Observation], *first: str) -> QuerySet[Observation, Any]:
    """Return the columns of each figure that ``point_of`` takes, after the ones named ``first``.

    They are named for each language, so that nothing needs to be put in another's place, which
    would take as long as reading them.
    """
    figures_as_they_are: Any = figures
    plain: QuerySet[Observation, Any] = figures_as_they_are.rewrite(mode=False)
    return plain.values_list(*first, *POINT_FIELDS)


def point_of(row: tuple[Any, ...]) -> shapes.Point:
    """Return one published version from the columns in ``POINT_FIELDS``."""
    (
        key, start, end, value, qualifier, status, as_written, note_zh, note_en, version, reason,
        release, released_at, paragraph, cited, first, after, line, slug, title_zh,
        title_en,
    ) = row  # fmt: skip
    return shapes.Point(
        period=_period(end, start),
        value=value,
        qualifier=QUALIFIERS[qualifier],
        status=STATUSES[status],
        as_written=as_written,
        citation=shapes.Citation(
            _source(slug, title_zh or "", title_en or ""),
            paragraph,
            cited,
            None if first is None or after is None else (first, after),
            line,
        ),
        release=release,
        released_at=released_at,
        version=version,
        reason=reason,
        note=Text(note_zh or "", note_en or "") if note_zh or note_en else shapes.NO_TEXT,
        key=key,
    )


def gathered(*figures: QuerySet[Observation]) -> dict[tuple[int, int], list[shapes.Point]]:
    """Return all of the figures by indicator and place, each once, read in one query."""
    first, *others = (point_rows(some.order_by(), "indicator_id", "place_id") for some in figures)
    points: dict[tuple[int, int], list[shapes.Point]] = defaultdict(list)
    for row in first.union(*others) if others else first:
        points[row[0], row[1]].append(point_of(row[2:]))
    return points


# Thousands of figures are of one period and from one document.
@lru_cache(maxsize=1000)
def _period(end: date, start: date | None) -> Period:
    return Period(end, start)


@lru_cache(maxsize=1000)
def _source(slug: str, title_zh: str, title_en: str) -> shapes.Named:
    return shapes.Named(slug, Text(title_zh, title_en))


def in_order(points: Iterable[shapes.Point]) -> tuple[shapes.Point, ...]:
    """Return the current points in order of their periods, each with its earlier versions."""
    versions: dict[Period, list[shapes.Point]] = {}
    for point in points:
        versions.setdefault(point.period, []).append(point)
    current = []
    for same in versions.values():
        *earlier, newest = sorted(same, key=lambda point: point.version)
        current.append(newest.with_earlier(tuple(earlier)))
    return tuple(sorted(current, key=lambda point: point.period.order))


def plan_of(plan: Plan) -> shapes.Plan:
    """Return the plan, or a row of its history, as a value."""
    return shapes.Plan(
        plan.code, text_of(plan, "name"), plan.first_day, plan.last_day, plan.target_year
    )


def target_of(
    target: Target, plan: shapes.Plan, milestones: Iterable[Milestone] = ()
) -> shapes.Target:
    """Return the target of the plan as a value; needs its source at hand."""
    baseline, source = None, target.source
    if target.baseline_on is not None and target.baseline_value is not None:
        baseline = shapes.Baseline(target.baseline_on, target.baseline_value)
    return shapes.Target(
        due=target.due,
        basis=Basis(target.basis),
        comparison=Comparison(target.comparison) if target.comparison else None,
        value=target.value,
        upper=target.upper,
        statement=text_of(target, "statement"),
        arithmetic=target.arithmetic,
        note=text_of(target, "note"),
        source=shapes.Named(source.slug, text_of(source, "title")) if source else None,
        baseline=baseline,
        whole=target.whole,
        milestones=tuple(shapes.Baseline(step.on, step.value) for step in milestones),
        risk_margin=target.risk_margin,
        plan=plan,
    )
