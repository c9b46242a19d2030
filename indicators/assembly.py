"""Build ``Series`` from records, for publishing and for reading alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects
from simple_history.utils import get_history_manager_for_model

from . import series as shapes
from .enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Status,
)
from .models import (
    Area,
    Citation,
    Indicator,
    Milestone,
    Observation,
    Organisation,
    Place,
    Source,
    Target,
)
from .periods import Period
from .texts import Text
from .units import Unit


def text_of(record: object, field: str) -> Text:
    """Return a translated field in both languages."""
    return Text(getattr(record, f"{field}_zh_hans") or "", getattr(record, f"{field}_en") or "")


def named(record: Area | Organisation | Indicator) -> shapes.Named:
    """Return the record's code and name."""
    code = record.slug if isinstance(record, Area) else record.code
    return shapes.Named(code, text_of(record, "name"))


def document(source: Source) -> shapes.Named:
    """Return the source's slug and title."""
    return shapes.Named(source.slug, text_of(source, "title"))


def place_of(place: Place) -> shapes.Place:
    """Return the place as a value."""
    return shapes.Place(place.code, text_of(place, "name"), PlaceLevel(place.level))


def point_of(observation: Observation) -> shapes.Point:
    """Return one published version; needs its citation, source and release at hand."""
    citation = observation.citation
    return shapes.Point(
        period=Period(observation.period_end, observation.period_start),
        value=observation.value,
        qualifier=Qualifier(observation.qualifier),
        status=Status(observation.status),
        as_written=observation.as_written,
        citation=shapes.Citation(
            document(citation.source), citation.paragraph, citation.as_written, _span(citation)
        ),
        release=observation.release_id,
        released_at=observation.release.released_at,
        version=observation.version,
        reason=observation.reason,
        note=text_of(observation, "note"),
        key=observation.pk,
    )


def _span(citation: Citation) -> tuple[int, int] | None:
    if citation.start is None or citation.end is None:
        return None
    return citation.start, citation.end


def points_of(observations: Iterable[Observation]) -> tuple[shapes.Point, ...]:
    """Return the current points in order of their periods, each with its earlier versions."""
    versions: dict[Period, list[shapes.Point]] = defaultdict(list)
    for observation in observations:
        point = point_of(observation)
        versions[point.period].append(point)
    current = []
    for same in versions.values():
        *earlier, newest = sorted(same, key=lambda point: point.version)
        current.append(newest.with_earlier(tuple(earlier)))
    return tuple(sorted(current, key=lambda point: point.period.order))


def target_of(
    target: Target, source: Source | None, milestones: Iterable[Milestone] = ()
) -> shapes.Target:
    """Return the target as a value."""
    baseline = None
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
        source=document(source) if source else None,
        baseline=baseline,
        whole=target.whole,
        milestones=tuple(shapes.Baseline(step.on, step.value) for step in milestones),
        risk_margin=target.risk_margin,
    )


def series_of(
    indicator: Indicator,
    place: Place,
    points: tuple[shapes.Point, ...],
    targets: tuple[shapes.Target, ...],
) -> shapes.Series:
    """Return the series; needs the indicator's area, owner, co-owners and whole at hand."""
    return shapes.Series(
        code=indicator.code,
        name=text_of(indicator, "name"),
        definition=text_of(indicator, "definition"),
        unit=Unit(indicator.unit, indicator.unit_one, indicator.unit_many),
        kind=Kind(indicator.kind),
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        frequency=Frequency(indicator.frequency),
        area=named(indicator.area),
        owner=named(indicator.owner),
        co_owners=tuple(named(owner) for owner in indicator.co_owners.all()),
        ownership_basis=OwnershipBasis(indicator.ownership_basis),
        part_of=named(indicator.part_of) if indicator.part_of else None,
        place=place_of(place),
        points=points,
        targets=targets,
    )


def all_series(
    indicators: QuerySet[Indicator], before: datetime | None = None
) -> list[shapes.Series]:
    """Return a series for each indicator and place with a figure or a target, in a fixed order.

    With ``before`` only what had been released by then counts, and the targets are the ones that
    stood then. The number of queries does not depend on the number of indicators or figures.
    """
    records = indicators.select_related("area", "owner", "part_of").prefetch_related("co_owners")
    wanted = {indicator.pk: indicator for indicator in records}
    figures = Observation.objects.filter(indicator__in=wanted).select_related(
        "citation__source", "release", "place"
    )
    if before is not None:
        figures = figures.filter(release__released_at__lt=before)
    by_key: dict[tuple[int, int], list[Observation]] = defaultdict(list)
    places: dict[int, Place] = {}
    for figure in figures:
        by_key[figure.indicator_id, figure.place_id].append(figure)
        places[figure.place_id] = figure.place
    targets: dict[tuple[int, int], list[shapes.Target]] = defaultdict(list)
    for target, steps in _targets(wanted, before):
        key = target.indicator_id, target.place_id
        targets[key].append(target_of(target, target.source, steps))
        places[target.place_id] = target.place
    order = {pk: position for position, pk in enumerate(wanted)}
    keys = sorted({*by_key, *targets}, key=lambda key: (order[key[0]], places[key[1]].order))
    return [
        series_of(
            wanted[pk], places[place], points_of(by_key[pk, place]), tuple(targets[pk, place])
        )
        for pk, place in keys
    ]


def _targets(
    wanted: Collection[int], before: datetime | None
) -> list[tuple[Target, list[Milestone]]]:
    """Return the targets that stand, or that stood before the moment, with their milestones."""
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for step in Milestone.objects.filter(target__indicator__in=wanted):
        steps[step.target_id].append(step)
    if before is None:
        standing = list(
            Target.objects.filter(indicator__in=wanted).select_related("source", "place")
        )
    else:
        stood = get_history_manager_for_model(Target).as_of(before)
        standing = list(stood.filter(indicator__in=wanted))
        prefetch_related_objects(standing, "source", "place")
    return [(target, steps[target.pk]) for target in standing]
