"""Put the parts that organisations report together to the figures that they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.enums import EntryState, Kind, Qualifier, Status
from indicators.intake.shared_totals import owners_of, sum_of
from indicators.models import Citation, Entry, Observation
from indicators.periods import figure_period
from indicators.publication_input import NewFigure

# Indicator, place and period, and the entry itself where it is no part of anything.
Key = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ReleasableFigure:
    """A figure that may be released: its entries, one from each organisation that reports it."""

    entries: tuple[Entry, ...]
    figure: NewFigure


def whole_figures(entries: Iterable[Entry]) -> tuple[list[ReleasableFigure], list[Entry]]:
    """Return the figures that accepted entries come to, and the entries that lack other parts.

    Whether they may go out is not asked here. The number of queries is fixed, with the entries'
    relations and their indicators' co-owners at hand.
    """
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.state == EntryState.ACCEPTED and entry.observation_id is None:
            groups[_key(entry)].append(entry)
    for key, others in _released_parts(groups).items():
        groups[key] += others
    ready: list[ReleasableFigure] = []
    incomplete: list[Entry] = []
    for parts in groups.values():
        figure = _figure(parts)
        if figure is None:
            incomplete += parts
        else:
            ready.append(ReleasableFigure(tuple(parts), figure))
    return ready, incomplete


def _key(entry: Entry) -> Key:
    alone = 0 if entry.is_owed else entry.pk
    return entry.indicator_id, entry.place_id, entry.submission.period_id, alone


def _released_parts(groups: Mapping[Key, list[Entry]]) -> dict[Key, list[Entry]]:
    """Return the parts of other organisations that are public already, in one query."""
    missing = {
        key: owners_of(parts[0]) - {one.submission.organisation_id for one in parts}
        for key, parts in groups.items()
        if parts[0].is_owed
    }
    lacking = {key: some for key, some in missing.items() if some}
    found: dict[Key, list[Entry]] = defaultdict(list)
    if not lacking:
        return found
    released = Entry.objects.owed().filter(
        indicator__in={key[0] for key in lacking},
        place__in={key[1] for key in lacking},
        submission__period__in={key[2] for key in lacking},
        submission__organisation__in=set().union(*lacking.values()),
        state=EntryState.ACCEPTED,
        observation__isnull=False,
    )
    shared = {key[0]: parts[0].indicator for key, parts in groups.items()}
    related = "submission__organisation", "submission__period", "place", "entered_by"
    wanted = (
        entry
        for entry in released.select_related(*related)
        if entry.submission.organisation_id in lacking.get(_key(entry), ())
    )
    for entry in wanted:
        entry.indicator = shared[entry.indicator_id]
        found[_key(entry)].append(entry)
    return found


def _figure(parts: list[Entry]) -> NewFigure | None:
    """Return the whole figure; None until every owner's part is accepted."""
    first, whole = parts[0], sum_of(parts)
    if first.withdraws is not None:
        return _without_value(first, first.withdraws)
    if first.citation is not None:
        return _taken(first, first.citation)
    if {entry.submission.organisation_id for entry in parts} != owners_of(first):
        return None
    period, is_whole = first.submission.period, whole is not None
    is_level = first.indicator.kind in (Kind.STOCK, Kind.CUMULATIVE)
    return NewFigure(
        indicator=first.indicator,
        place=first.place,
        period_start=None if is_level else period.start,
        period_end=period.end,
        value=whole[0] if whole else None,
        citation=Citation(),
        qualifier=whole[1] if whole else Qualifier.EXACT,
        status=Status.REPORTED if is_whole else Status(first.status),
        as_written=" + ".join(
            one.typed for one in parts if one.typed and one.status == Status.REPORTED
        ),
        reason=" ".join(dict.fromkeys(one.reason for one in parts if one.reason)),
    )


def _without_value(entry: Entry, public: Observation) -> NewFigure:
    """Return what takes the figure from the public: the same one without a value."""
    return NewFigure(
        indicator=entry.indicator,
        place=entry.place,
        period_start=public.period_start,
        period_end=public.period_end,
        value=None,
        citation=public.citation,
        status=Status.WITHDRAWN,
        reason=entry.reason,
    )


def _taken(entry: Entry, citation: Citation) -> NewFigure:
    """Return the figure that a published text gives, whoever else reports it."""
    about = figure_period(Kind(entry.indicator.kind), entry.submission.period.period)
    return NewFigure(
        indicator=entry.indicator,
        place=entry.place,
        period_start=about.start,
        period_end=about.end,
        value=entry.value,
        citation=citation,
        qualifier=Qualifier(entry.qualifier),
        as_written=entry.typed,
        reason=entry.reason,
    )
