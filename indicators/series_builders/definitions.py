"""What indicators, places and targets were called and asked for on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import (
    CharField,
    F,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from simple_history.utils import get_history_manager_for_model

from indicators import series as shapes
from indicators.bilingual import Text
from indicators.enums import PlaceLevel, Status
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

from .rows import named, place_of, plan_of, target_of

Key = tuple[int, int]
ORDER_OF_OWNERS = [f"organisation__{name}" for name in ("order", "code")]
Targets = dict[Key, tuple[shapes.Target, ...]]
TargetRow = tuple[Target, shapes.Plan, list[Milestone]]


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as it was defined, with the names around it."""

    indicator: Indicator
    area: shapes.Named
    owner: shapes.Named
    co_owners: tuple[shapes.Named, ...]
    part_of: shapes.Named | None


@dataclass(frozen=True, slots=True)
class Book:
    """The definitions of the wanted indicators, in their order, and every place."""

    definitions: dict[int, Definition]
    places: dict[int, shapes.Place]


def definition_of(indicator: Indicator, co_owners: Iterable[Organisation]) -> Definition:
    """Return today's definition; needs the indicator's area, owner and whole at hand."""
    return Definition(
        indicator,
        named(indicator.area),
        named(indicator.owner),
        tuple(named(owner) for owner in co_owners),
        _public_name(indicator.part_of),
    )


def _public_name(whole: Indicator | None) -> shapes.Named | None:
    """Return the name of what an indicator is part of, unless that is not public."""
    return named(whole) if whole is not None and whole.is_public else None


def book(indicators: QuerySet[Indicator], before: datetime | None = None) -> Book:
    """Return the definitions as they stand, or as they stood before the moment."""
    records = indicators.select_related("area", "owner", "part_of")
    if before is None:
        shared = _co_owners(indicators)
        return Book(
            {record.pk: definition_of(record, shared[record.pk]) for record in records},
            {place.pk: place_of(place) for place in Place.objects.all()},
        )
    now = {record.pk: definition_of(record, ()) for record in records}
    names, places = _names(before)
    then = {key: _then(row, now, names) for key, row in _rows(now, before).items()}
    return Book(now | then, places)


def _co_owners(indicators: QuerySet[Indicator]) -> dict[int, list[Organisation]]:
    """Return the co-owners by indicator; a prefetch would take as long as all else of the book."""
    links = Indicator.co_owners.through.objects.filter(indicator__in=indicators.order_by())
    found: dict[int, list[Organisation]] = defaultdict(list)
    for link in links.select_related("organisation").order_by(*ORDER_OF_OWNERS):
        found[link.indicator_id].append(link.organisation)
    return found


def _rows(wanted: Collection[int], before: datetime) -> dict[int, Any]:
    """Return each indicator's newest row of history before the moment."""
    history = get_history_manager_for_model(Indicator).filter(
        id__in=wanted, history_date__lt=before
    )
    newest = history.latest_of_each().order_by("history_id")
    # Of two edits at one moment the later one stands, because it comes last.
    return {row.id: row for row in newest.prefetch_related("historicalindicator_co_owners_set")}


def _then(row: Any, today: dict[int, Definition], names: dict[Key, shapes.Named]) -> Definition:  # noqa: ANN401
    now = today[row.id]
    links = row.historicalindicator_co_owners_set.all()
    co_owners = [names.get((1, link.organisation_id)) for link in links]
    return Definition(
        row.instance,
        names.get((0, row.area_id), now.area),
        names.get((1, row.owner_id), now.owner),
        tuple(sorted((one for one in co_owners if one), key=lambda one: (one.order, one.code))),
        _whole(row.part_of_id, now, today),
    )


def _whole(key: int | None, now: Definition, today: dict[int, Definition]) -> shapes.Named | None:
    """Return what the indicator was a part of, as far as it is among the wanted ones."""
    if key is None:
        return None
    if key == now.indicator.part_of_id:
        return now.part_of
    return _public_name(today[key].indicator) if key in today else None


def _names(before: datetime) -> tuple[dict[Key, shapes.Named], dict[int, shapes.Place]]:
    """Return what areas (0) and organisations (1) were called, and places, all in one query."""
    parts = [
        _history(0, Area, "slug", Value("", CharField()), before),
        _history(1, Organisation, "code", Value("", CharField()), before),
        _history(2, Place, "code", "level", before),
    ]
    names: dict[Key, shapes.Named] = {}
    places = {}
    for sort, pk, _moment, code, zh, en, order, level in sorted(parts[0].union(*parts[1:])):
        if sort == 2:
            places[pk] = shapes.Place(code, Text(zh or "", en or ""), PlaceLevel(level), order)
        else:
            names[sort, pk] = shapes.Named(code, Text(zh or "", en or ""), order)
    return names, places


def _history(
    sort: int, model: type[Model], code: str, level: Value | str, before: datetime
) -> QuerySet[Any, Any]:
    """Return (sort, id, history_id, code, names, order, level), ready for a union."""
    history = get_history_manager_for_model(model).filter(history_date__lt=before)
    rows = history.latest_of_each().exclude(history_type="-").order_by()
    if isinstance(level, Value):
        rows = rows.annotate(level=level)
    found: QuerySet[Any, Any] = rows.annotate(sort=Value(sort)).values_list(
        "sort", "id", "history_id", code, "name_zh_hans", "name_en", "order", "level"
    )
    return found


def targets(wanted: Collection[int], before: datetime | None) -> Targets:
    """Return the targets that stand, or that stood before the moment, by indicator and place."""
    found: dict[Key, list[shapes.Target]] = defaultdict(list)
    rows = _targets_now(wanted) if before is None else _targets_then(wanted, before)
    for target, plan, steps in rows:
        found[target.indicator_id, target.place_id].append(target_of(target, plan, steps))
    return {key: tuple(sorted(many, key=lambda one: one.due)) for key, many in found.items()}


def _targets_now(wanted: Collection[int]) -> Iterator[TargetRow]:
    """Yield the targets that stand with their plans and milestones, read in one query."""
    rows = (
        Target.objects.filter(indicator__in=wanted)
        .select_related("source", "plan")
        .annotate(step_on=F("milestones__on"), step_value=F("milestones__value"))
        .order_by("pk", "milestones__on")
    )
    for _pk, same in groupby(rows, key=attrgetter("pk")):
        each = list(same)
        steps = [(one.step_on, one.step_value) for one in each if one.step_on is not None]
        milestones = [Milestone(on=on, value=value) for on, value in steps]
        yield each[0], plan_of(each[0].plan), milestones


def _targets_then(wanted: Collection[int], before: datetime) -> Iterator[TargetRow]:
    """Yield the targets that stood before the moment, with today's milestones."""
    rows = _target_rows(wanted, before).select_related("source").order_by("history_id")
    # Of two edits at one moment the later one stands, because it comes last.
    standing = {row.id: row for row in rows}
    plans = plans_before(before)
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for step in Milestone.objects.filter(target__indicator__in=wanted):
        steps[step.target_id].append(step)
    for row in standing.values():
        target = row.instance
        target.source = row.source
        yield target, plans[target.plan_id], steps[target.pk]


def plans_before(before: datetime) -> dict[int, shapes.Plan]:
    """Return the plans as they stood before the moment, by their keys."""
    history = get_history_manager_for_model(Plan).filter(history_date__lt=before)
    rows = history.latest_of_each().exclude(history_type="-")
    return {row.id: plan_of(row) for row in rows.order_by("history_id")}


def _target_rows(wanted: Collection[int], before: datetime | None) -> QuerySet[Any]:
    """Return the targets that stand, or the rows of history that stood before the moment."""
    if before is None:
        return Target.objects.filter(indicator__in=wanted)
    history = get_history_manager_for_model(Target).filter(history_date__lt=before)
    stood: QuerySet[Any] = history.latest_of_each().exclude(history_type="-")
    return stood.filter(indicator__in=wanted)


def deciding(
    wanted: Collection[int],
    before: datetime | None,
    passed_on: date | None = None,
    *,
    figures_before: datetime | None = None,
) -> QuerySet[Observation]:
    """Return the figures by which the indicators' targets are judged, or those passed on the day.

    Of each target it is the newest one about a period that ends by the due day. An index leads to
    it, so that lists cost the same whatever the history. ``figures_before`` asks for those of an
    earlier moment, by the same targets.
    """
    figures = Observation.objects.current(figures_before or before).filter(
        status=Status.REPORTED,
        indicator=OuterRef("indicator_id"),
        place=OuterRef("place_id"),
        period_end__lte=OuterRef("due"),
    )
    newest = figures.order_by("-period_end", F("period_start").asc(nulls_last=True))
    numbers = _target_rows(wanted, before).exclude(comparison=None)
    if passed_on is not None:
        numbers = numbers.filter(due__lt=passed_on)
    return Observation.objects.filter(pk__in=numbers.values_list(Subquery(newest.values("pk")[:1])))


def some_of(whole: Book, keys: Collection[int]) -> Book:
    """Return the book with those definitions alone."""
    return replace(whole, definitions={key: whole.definitions[key] for key in keys})
