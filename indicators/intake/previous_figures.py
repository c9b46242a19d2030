"""Previous figures of an entry: accepted ones, released or not, oldest first.

Behind a part of what several organisations report stand the earlier parts of the same organisation:
what is public is their sum, and says nothing of one of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from indicators.enums import EntryOrigin, EntryState, Qualifier, Status
from indicators.models import Entry, Observation

from .shared_totals import is_part

LOOKED_BACK = timedelta(days=800)
# Indicator and place, and the organisation where the figure is its part of a whole.
Key = tuple[int, int, int | None]
# Looking in an enumeration takes longer than all else, and there may be 100,000 figures.
QUALIFIERS = {one.value: one for one in Qualifier}
ZERO = Decimal(0)
# Whole figures that are not public yet, and what an organisation reported, public or not.
WAITING = Q(observation__isnull=True) & (
    Q(origin=EntryOrigin.TEXT) | Q(indicator__co_owners__isnull=True)
)
OWN = ~Q(origin=EntryOrigin.TEXT)


@dataclass(frozen=True, slots=True)
class PastFigure:
    """An accepted figure of an earlier period."""

    end: date
    value: Decimal
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class FigureHistory:
    """The accepted figures of the same thing before an entry's period, oldest first."""

    past: tuple[PastFigure, ...] = ()
    year_ago: PastFigure | None = None

    @property
    def last(self) -> PastFigure | None:
        """Return the newest of them."""
        return self.past[-1] if self.past else None

    @property
    def exact(self) -> tuple[Decimal, ...]:
        """Return the values that are exact, oldest first."""
        return tuple(one.value for one in self.past if one.qualifier is Qualifier.EXACT)


def backgrounds(entries: Iterable[Entry]) -> dict[int, FigureHistory]:
    """Return each entry's background by its key, in three queries at most whatever their number.

    Co-owners of the indicators have to be at hand.
    """
    keyed = [(entry, _key(entry)) for entry in entries]
    if not keyed:
        return {}
    ends = [entry.submission.period.end for entry, _about in keyed]
    past = _past(
        HistoryQuery({about for _entry, about in keyed}, min(ends) - LOOKED_BACK, max(ends))
    )
    return {entry.pk: _background(entry, past[about]) for entry, about in keyed}


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """A query for previous figures: the series, and the half-open range of days."""

    keys: set[Key]
    since: date
    until: date

    def about(self, *, parts: bool) -> dict[str, set[int]]:
        """Return what narrows rows to the indicators and places of parts, or of whole figures."""
        keys = [key for key in self.keys if (key[2] is not None) is parts]
        return {
            "indicator__in": {indicator for indicator, _place, _owner in keys},
            "place__in": {place for _indicator, place, _owner in keys},
        }


def _key(entry: Entry) -> Key:
    owner = entry.submission.organisation_id if is_part(entry) else None
    return entry.indicator_id, entry.place_id, owner


def _background(entry: Entry, known: dict[date, PastFigure]) -> FigureHistory:
    end = entry.submission.period.end
    past = tuple(known[day] for day in sorted(known) if day < end)
    return FigureHistory(past, next((one for one in past if _is_year_before(one.end, end)), None))


def _is_year_before(day: date, end: date) -> bool:
    return (day.year, day.month) == (end.year - 1, end.month)


def _past(asked: HistoryQuery) -> dict[Key, dict[date, PastFigure]]:
    """Return the figures by what they are about and day; the version that came last counts."""
    found: dict[Key, dict[date, PastFigure]] = defaultdict(dict)
    for indicator, place, end, value, qualifier in _public(asked):
        found[indicator, place, None][end] = PastFigure(end, value or ZERO, QUALIFIERS[qualifier])
    for indicator, place, end, value, qualifier, _owner in _accepted(asked, WAITING, parts=False):
        found[indicator, place, None][end] = PastFigure(end, value or ZERO, QUALIFIERS[qualifier])
    for indicator, place, end, value, qualifier, owner in _accepted(asked, OWN, parts=True):
        found[indicator, place, owner][end] = PastFigure(end, value or ZERO, QUALIFIERS[qualifier])
    return found


def _public(asked: HistoryQuery) -> Iterator[tuple[Any, ...]]:
    rows = Observation.objects.current().filter(
        **asked.about(parts=False),
        status=Status.REPORTED,
        period_end__gte=asked.since,
        period_end__lt=asked.until,
    )
    columns = ("indicator", "place", "period_end", "value", "qualifier")
    yield from rows.order_by("period_end", "version").values_list(*columns)


def _accepted(asked: HistoryQuery, which: Q, *, parts: bool) -> Iterator[tuple[Any, ...]]:
    rows = Entry.objects.filter(
        which,
        **asked.about(parts=parts),
        state=EntryState.ACCEPTED,
        status=Status.REPORTED,
        submission__period__end__gte=asked.since,
        submission__period__end__lt=asked.until,
    )
    yield from rows.order_by().values_list(
        "indicator",
        "place",
        "submission__period__end",
        "value",
        "qualifier",
        "submission__organisation",
    )
