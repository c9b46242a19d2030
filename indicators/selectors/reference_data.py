"""Reference data: areas, plans, organisations, places, sources and releases, as of a day.

Each list is read as of the edition's day, a stretch at a time, in the order of codes; releases
come newest first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from simple_history.utils import get_history_manager_for_model

from indicators import models, series_builders
from indicators.bilingual import Text
from indicators.enums import OrganisationKind, PlaceLevel, SourceKind
from indicators.series import Named, Place, Plan, plan_on

from .as_of import Edition
from .keyset_pagination import End, KeysetPage, Order

One = TypeVar("One")
BY_SLUG = Order(("slug",), (str,))
BY_CODE = Order(("code",), (str,))
NEWEST_FIRST = Order(("released_at", "pk"), (datetime, int), is_downward=True)


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """A chapter as it was called."""

    slug: str
    name: Text
    summary: Text
    order: int


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan as it stood, with its document and the codes of its areas; no areas are all."""

    plan: Plan
    source: Named | None
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A body as it was called; ``place`` is the code of where it is at work, if anywhere."""

    code: str
    name: Text
    kind: OrganisationKind
    place: str
    order: int


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document as it was described, without its text."""

    slug: str
    title: Text
    publisher: Text
    published_at: datetime | None
    url: str
    kind: SourceKind
    note: Text


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """What became public together: how many public figures, and whether it was taken back."""

    key: int
    title: Text
    note: Text
    released_at: datetime
    figures: int
    withdrawn_at: datetime | None
    withdrawal_reason: str


def areas(edition: Edition, end: End | None, limit: int, code: str = "") -> KeysetPage[AreaRecord]:
    """Return the areas, or the one with the code."""
    return _walked(_stood(models.Area, edition, slug=code), BY_SLUG, end, limit, _area)


def plans(edition: Edition, end: End | None, limit: int, code: str = "") -> KeysetPage[PlanRecord]:
    """Return the plans, or the one with the code."""
    areas = "areas" if edition.before is None else "historicalplan_areas_set__area"
    rows = _stood(models.Plan, edition, code=code).prefetch_related("source", areas)
    return _walked(rows, BY_CODE, end, limit, lambda row: _plan(row, edition))


def plan_of(edition: Edition) -> Plan | None:
    """Return the plan of which the edition's pages speak; None where there is none."""
    if edition.day is None:
        return None
    return plan_on(map(series_builders.plan_of, _stood(models.Plan, edition)), edition.day)


def organisations(
    edition: Edition, end: End | None, limit: int, code: str = ""
) -> KeysetPage[OrganisationRecord]:
    """Return the organisations, or the one with the code."""
    rows = _stood(models.Organisation, edition, code=code)
    found = _walked(rows, BY_CODE, end, limit, lambda row: row)
    wanted = {row.place_id for row in found.items}
    places = dict(models.Place.objects.filter(pk__in=wanted).values_list("pk", "code"))
    return KeysetPage([_organisation(row, places) for row in found.items], found.end)


def places(edition: Edition, end: End | None, limit: int, code: str = "") -> KeysetPage[Place]:
    """Return the places, or the one with the code."""
    return _walked(_stood(models.Place, edition, code=code), BY_CODE, end, limit, _place)


def sources(
    edition: Edition, end: End | None, limit: int, code: str = ""
) -> KeysetPage[SourceRecord]:
    """Return the documents on which public figures, targets or plans rest, or the one so coded."""
    figures = models.Observation.objects.public(edition.before).filter(
        indicator__is_public=True, citation__source=OuterRef("id")
    )
    goals = models.Target.objects.filter(indicator__is_public=True, source=OuterRef("id"))
    rows = _stood(models.Source, edition, slug=code).filter(is_public=True)
    plans = models.Plan.objects.filter(source=OuterRef("id"))
    rows = rows.filter(Exists(figures) | Exists(goals) | Exists(plans))
    return _walked(rows, BY_SLUG, end, limit, _source)


def releases(
    edition: Edition, end: End | None, limit: int, key: int | None = None
) -> KeysetPage[ReleaseRecord]:
    """Return the releases, those withdrawn too, or the one with the key."""
    rows = models.Release.objects.with_publicity()
    if edition.before is not None:
        rows = rows.filter(released_at__lt=edition.before)
    if key is not None:
        rows = rows.filter(pk=key)
    found = _walked(rows, NEWEST_FIRST, end, limit, lambda row: row)
    public = models.Observation.objects.filter(
        release__in=[row.pk for row in found.items], indicator__is_public=True
    )
    counted = public.order_by().values_list("release").annotate(figures=Count("pk"))
    figures = dict(counted)
    return KeysetPage(
        [_release(row, figures.get(row.pk, 0), edition.before) for row in found.items], found.end
    )


def pages(edition: Edition) -> dict[str, list[str]]:
    """Return the codes of all that has a page whether or not a figure leads to it, by its sort."""
    documents = models.Source.objects.public(edition.before)
    return {
        "area": list(models.Area.objects.values_list("slug", flat=True)),
        "organisation": list(models.Organisation.objects.values_list("code", flat=True)),
        "place": list(models.Place.objects.values_list("code", flat=True)),
        "source": list(documents.values_list("slug", flat=True)),
    }


def _stood(model: type[Model], edition: Edition, **code: str) -> QuerySet[Any]:
    """Return the records, or the newest rows of their histories before the edition's end."""
    given = Q(**{name: value for name, value in code.items() if value})
    if edition.before is None:
        return model._default_manager.filter(given)
    past = get_history_manager_for_model(model).filter(history_date__lt=edition.before)
    # Of two edits at one moment the later one stands.
    is_newer = Q(history_date__gt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
    )
    newer = past.filter(is_newer, id=OuterRef("id"))
    stood: QuerySet[Any] = past.filter(~Exists(newer)).exclude(history_type="-").filter(given)
    return stood


def _walked(
    rows: QuerySet[Any], order: Order, end: End | None, limit: int, made: Callable[[Any], One]
) -> KeysetPage[One]:
    found = order.cut(rows, end, limit)
    return KeysetPage([made(row) for row in found.items], found.end)


def _area(row: Any) -> AreaRecord:  # noqa: ANN401 - a record or a row of its history
    return AreaRecord(
        row.slug,
        series_builders.text_of(row, "name"),
        series_builders.text_of(row, "summary"),
        row.order,
    )


def _plan(row: Any, edition: Edition) -> PlanRecord:  # noqa: ANN401 - a record or a row of history
    """Return the plan; needs its document and its areas at hand."""
    areas = (
        row.areas.all()
        if edition.before is None
        else [link.area for link in row.historicalplan_areas_set.all()]
    )
    document = row.source and Named(row.source.slug, series_builders.text_of(row.source, "title"))
    ordered = sorted(areas, key=lambda area: (area.order, area.slug))
    return PlanRecord(series_builders.plan_of(row), document, tuple(area.slug for area in ordered))


def _organisation(row: Any, places: dict[int, str]) -> OrganisationRecord:  # noqa: ANN401 - as above
    return OrganisationRecord(
        row.code,
        series_builders.text_of(row, "name"),
        OrganisationKind(row.kind),
        places.get(row.place_id, ""),
        row.order,
    )


def _place(row: Any) -> Place:  # noqa: ANN401 - as above
    return Place(row.code, series_builders.text_of(row, "name"), PlaceLevel(row.level), row.order)


def _source(row: Any) -> SourceRecord:  # noqa: ANN401 - as above
    return SourceRecord(
        row.slug,
        series_builders.text_of(row, "title"),
        series_builders.text_of(row, "publisher"),
        row.published_at,
        row.url,
        SourceKind(row.kind),
        series_builders.text_of(row, "note"),
    )


def _release(row: models.Release, figures: int, before: datetime | None) -> ReleaseRecord:
    withdrawn = row.withdrawn_at
    stands = withdrawn is None or (before is not None and withdrawn >= before)
    return ReleaseRecord(
        row.pk,
        series_builders.title_of(row),
        series_builders.note_of(row),
        row.released_at,
        figures,
        None if stands else withdrawn,
        "" if stands else row.withdrawal_reason,
    )
