"""Save many entries in a fixed number of SQL statements for each few hundred rows.

Whoever calls holds the entries locked and has asked the right.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from indicators import audit
from indicators.enums import EntryState
from indicators.models import Entry, Indicator, Official, Place, Submission

from .entry_input import EntryValues, said_by
from .plausibility import Finding

AT_ONCE = 1000
ENTERED = (*EntryValues._fields, "version", "entered_by", "entered_at")
SUBMITTED = (
    "state",
    "submitted_by",
    "submitted_at",
    "first_submitted_at",
    "findings",
    "risk",
    "return_reason",
)


def sharing(rows: QuerySet[Entry], submission: Submission) -> list[Entry]:
    """Return a submission's entries with their relations, each record made once for all of them.

    Ten thousand entries name a thousand indicators; joined, each row would bring its own.
    """
    entries = list(rows.order_by("pk"))
    named = Indicator.objects.select_related("owner").prefetch_related("co_owners")
    indicators = named.in_bulk({entry.indicator_id for entry in entries})
    places = Place.objects.in_bulk({entry.place_id for entry in entries})
    people = Official.objects.in_bulk(
        {entry.entered_by_id for entry in entries if entry.entered_by_id is not None}
    )
    for entry in entries:
        entry.submission = submission
        entry.indicator = indicators[entry.indicator_id]
        entry.place = places[entry.place_id]
        if entry.entered_by_id is not None:
            entry.entered_by = people[entry.entered_by_id]
    return entries


def keep_all(
    changes: Collection[tuple[Entry, EntryValues]], *, by: Official, at: datetime, **detail: object
) -> None:
    """Keep what is said in the entries as drafts, and leave an event for each."""
    told = []
    for entry, said in changes:
        before = said_by(entry).kept()
        for name, value in said._asdict().items():
            setattr(entry, name, value)
        entry.version += 1
        entry.entered_by, entry.entered_at = by, at
        told.append((entry, {"before": before, "after": said.kept(), **detail}))
    _write([entry for entry, _said in changes], ENTERED)
    audit.leave_all("entered", told, by=by, at=at)


def submit_all(
    entries: Collection[Entry],
    found: Mapping[int, Sequence[Finding]],
    *,
    by: Official,
    at: datetime,
) -> None:
    """Submit the entries with what was found in them, and leave an event for each."""
    for entry in entries:
        entry.state = EntryState.SUBMITTED
        entry.submitted_by, entry.submitted_at = by, at
        entry.first_submitted_at = entry.first_submitted_at or at
        entry.findings = [one.kept() for one in found[entry.pk]]
        entry.risk = len(found[entry.pk])
        entry.return_reason = ""
    _write([entry for entry in entries if entry.risk], SUBMITTED)
    # Most have nothing found in them, and are all written alike.
    Entry.objects.filter(pk__in=[entry.pk for entry in entries if not entry.risk]).update(
        state=EntryState.SUBMITTED,
        submitted_by=by,
        submitted_at=at,
        first_submitted_at=Coalesce("first_submitted_at", Value(at)),
        findings=[],
        risk=0,
        return_reason="",
    )
    told = ((entry, {"after": said_by(entry).kept()}) for entry in entries)
    audit.leave_all("submitted", told, by=by, at=at)


def _write(entries: Collection[Entry], fields: Sequence[str]) -> None:
    # Inserting what is there already takes a tenth of the time of ``bulk_update``.
    Entry.objects.bulk_create(
        entries, AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
