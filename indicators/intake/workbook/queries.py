"""Query the entries due, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from indicators.bilingual import Text
from indicators.intake.desk.due_entries import DueRow
from indicators.intake.entry_input import EntryValues
from indicators.intake.previous_figures import backgrounds
from indicators.models import (
    Entry,
    Indicator,
    Official,
    Organisation,
    Place,
    ReportingPeriod,
    Submission,
)
from indicators.models.entries import EntryQuerySet
from indicators.series_builders import text_of

from .layout import mark_of, owner_of
from .row_matching import DueEntries, DueEntry, OrganisationNames

ORDER = (
    "submission__organisation__order",
    "submission__organisation__code",
    "indicator__area__order",
    "indicator__order",
    "indicator__code",
    "place__order",
)


def known_of(organisation: Organisation, period: ReportingPeriod) -> DueEntries:
    """Return what a file of the organisation and period may fill in."""
    rows = _owed(period, organisation).values_list(
        "pk",
        "version",
        "state",
        *EntryValues._fields,
        "indicator__code",
        "place__code",
        "indicator__unit",
    )
    owed = [
        DueEntry(pk, version, mark_of(pk, version), state, EntryValues(*rest[:6]), *rest[6:])
        for pk, version, state, *rest in rows
    ]
    asked = Indicator.objects.filter(entries__in=_owed(period, organisation).values("pk"))
    names = OrganisationNames(
        text_of(organisation, "name"), _names(asked), _names(Place.objects.all())
    )
    return DueEntries(owner_of(organisation, period), owed, names)


def entries_of(period: ReportingPeriod, organisation: Organisation | None = None) -> list[Entry]:
    """Return what the organisation, or every one, owes for the period, as the desk orders it."""
    owed = _owed(period, organisation)
    return _with_shared(list(owed.order_by(*ORDER)), owed)


def entries_at(
    keys: Iterable[int], period: ReportingPeriod, organisation: Organisation
) -> dict[int, Entry]:
    """Return the entries with these keys, which the organisation owes for the period."""
    found = Entry.objects.owed().order_by().in_bulk(list(keys))
    _with_shared(list(found.values()), _owed(period, organisation))
    return found


def rows_of(entries: Iterable[Entry]) -> list[DueRow]:
    """Return the entries with the figures before them; what is found in them is not looked for."""
    asked = list(entries)
    behind = backgrounds(asked)
    return [DueRow(entry, behind[entry.pk], ()) for entry in asked]


def _owed(period: ReportingPeriod, organisation: Organisation | None) -> EntryQuerySet:
    owed = Entry.objects.owed().filter(submission__period=period).order_by()
    return owed if organisation is None else owed.of(organisation)


def _names(records: QuerySet[Any]) -> dict[str, Text]:
    rows = records.order_by().values_list("code", "name_zh_hans", "name_en").distinct()
    return {code: Text(zh or "", en or "") for code, zh, en in rows}


def _with_shared(entries: list[Entry], owed: EntryQuerySet) -> list[Entry]:
    """Give the entries what they share, which is read once instead of joined to each of them."""
    keys = owed.values("pk")
    shared: dict[str, QuerySet[Any]] = {
        "submission": Submission.objects.select_related("organisation", "period").filter(
            entries__in=keys
        ),
        "indicator": Indicator.objects.prefetch_related("co_owners").filter(entries__in=keys),
        "place": Place.objects.all(),
        "entered_by": Official.objects.filter(entered__in=keys),
    }
    for name, records in shared.items():
        known = {record.pk: record for record in records.order_by().distinct()}
        for entry in entries:
            setattr(entry, name, known.get(getattr(entry, f"{name}_id")))
    return entries
