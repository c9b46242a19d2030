"""Entries due from an organisation for a period, with previous figures and findings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from indicators.enums import EntryState
from indicators.intake.plausibility import Finding
from indicators.intake.previous_figures import FigureHistory, backgrounds
from indicators.intake.validation import findings_for
from indicators.models import Entry, Organisation, ReportingPeriod

OPEN = (EntryState.DRAFT, EntryState.RETURNED)


@dataclass(frozen=True, slots=True)
class DueRow:
    """An entry with the figures before it and what is found wrong or doubtful.

    ``withdrawal`` is what takes its public figure from the public, or is to.
    """

    entry: Entry
    background: FigureHistory
    findings: tuple[Finding, ...]
    withdrawal: Entry | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the entry may still be changed."""
        return self.entry.state in OPEN


def rows_of(entries: list[Entry]) -> list[DueRow]:
    """Return a row for each entry, in a fixed number of queries for one period."""
    behind = backgrounds(entries)
    found = findings_for(entries, behind)
    gone = _withdrawals(entries)
    return [
        DueRow(entry, behind[entry.pk], tuple(found[entry.pk]), gone.get(entry.observation_id))
        for entry in entries
    ]


def _withdrawals(entries: list[Entry]) -> dict[int | None, Entry]:
    """Return by the public figure what takes it from the public."""
    public = [one.observation_id for one in entries if one.observation_id is not None]
    found = Entry.objects.withdrawals().filter(withdraws__in=public) if public else ()
    return {one.withdraws_id: one for one in found}


def owed(organisation: Organisation, period: ReportingPeriod) -> list[DueRow]:
    """Return what the organisation owes for the period, in the order of the areas."""
    entries = Entry.objects.of(organisation).filter(submission__period=period)
    ordered = entries.order_by(
        "indicator__area__order", "indicator__order", "indicator__code", "place__order"
    )
    return rows_of(list(ordered.with_relations()))


@dataclass(frozen=True, slots=True)
class OrganisationStatus:
    """A period, and how many of the organisation's entries have come how far in it."""

    period: ReportingPeriod
    counts: Mapping[EntryState, int]


def owing(
    organisation: Organisation, periods: Iterable[ReportingPeriod]
) -> list[OrganisationStatus]:
    """Return how far the organisation is with each of the periods, in one query."""
    asked = list(periods)
    counted = (
        Entry.objects.of(organisation)
        .filter(submission__period__in=asked)
        .order_by()
        .values_list("submission__period", "state")
        .annotate(number=Count("pk"))
    )
    counts: dict[int, Counter[EntryState]] = defaultdict(Counter)
    for period, state, number in counted:
        counts[period][EntryState(state)] = number
    return [OrganisationStatus(period, counts[period.pk]) for period in asked]
