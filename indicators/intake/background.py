"""What stands behind an entry: the accepted figures before it, public or waiting for release."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from indicators.enums import EntryState, Qualifier, Status
from indicators.models import Entry, Observation

LOOKED_BACK = timedelta(days=800)
Key = tuple[int, int]
# Looking in an enumeration takes longer than all else, and there may be 100,000 figures.
QUALIFIERS = {one.value: one for one in Qualifier}
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Past:
    """An accepted figure of an earlier period."""

    end: date
    value: Decimal
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Background:
    """The accepted figures of an entry's indicator and place before its period, oldest first."""

    past: tuple[Past, ...] = ()
    year_ago: Past | None = None

    @property
    def last(self) -> Past | None:
        """Return the newest of them."""
        return self.past[-1] if self.past else None

    @property
    def exact(self) -> tuple[Decimal, ...]:
        """Return the values that are exact, oldest first."""
        return tuple(one.value for one in self.past if one.qualifier is Qualifier.EXACT)


def backgrounds(entries: Iterable[Entry]) -> dict[int, Background]:
    """Return each entry's background by its key, in two queries whatever their number."""
    asked = list(entries)
    if not asked:
        return {}
    past = _past(asked)
    return {entry.pk: _background(entry, past[_key(entry)]) for entry in asked}


def _key(entry: Entry) -> Key:
    return entry.indicator_id, entry.place_id


def _background(entry: Entry, known: dict[date, Past]) -> Background:
    end = entry.submission.period.end
    past = tuple(known[day] for day in sorted(known) if day < end)
    return Background(past, next((one for one in past if _is_year_before(one.end, end)), None))


def _is_year_before(day: date, end: date) -> bool:
    return (day.year, day.month) == (end.year - 1, end.month)


def _past(entries: list[Entry]) -> dict[Key, dict[date, Past]]:
    """Return the figures by indicator, place and day; the version that came last counts."""
    ends = [entry.submission.period.end for entry in entries]
    since, indicators = min(ends) - LOOKED_BACK, {entry.indicator_id for entry in entries}
    places = {entry.place_id for entry in entries}
    found: dict[Key, dict[date, Past]] = defaultdict(dict)
    public = Observation.objects.public().filter(
        indicator__in=indicators,
        place__in=places,
        period_end__gte=since,
        period_end__lt=max(ends),
    )
    rows = public.filter(status=Status.REPORTED).order_by("period_end", "version")
    for indicator, place, end, value, qualifier in rows.values_list(
        "indicator", "place", "period_end", "value", "qualifier"
    ):
        found[indicator, place][end] = Past(end, value or ZERO, QUALIFIERS[qualifier])
    waiting = Entry.objects.filter(
        Q(citation__isnull=False) | Q(indicator__co_owners__isnull=True),
        indicator__in=indicators,
        place__in=places,
        state=EntryState.ACCEPTED,
        observation__isnull=True,
        status=Status.REPORTED,
        submission__period__end__gte=since,
        submission__period__end__lt=max(ends),
    )
    for indicator, place, end, value, qualifier in waiting.values_list(
        "indicator", "place", "submission__period__end", "value", "qualifier"
    ):
        found[indicator, place][end] = Past(end, value or ZERO, QUALIFIERS[qualifier])
    return found
