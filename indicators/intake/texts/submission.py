"""Hand the figures taken from a text over to review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from indicators.enums import EntryState
from indicators.intake.desk.entries import OPEN, EntryRefused, hand_in
from indicators.intake.validation import Finding, findings_for
from indicators.models import Entry, Official, Source
from indicators.models.entries import EntryQuerySet

from .text_import import held


@dataclass(frozen=True, slots=True)
class TextEntry:
    """An entry that was made of a figure, with what is found in it while it is open."""

    entry: Entry
    findings: tuple[Finding, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether it waits to be submitted."""
        return self.entry.state in OPEN

    @property
    def wants_explanation(self) -> bool:
        """Tell whether something is doubtful in it."""
        return any(not one.is_error for one in self.findings)


def taken_of(source: Source) -> list[TextEntry]:
    """Return the entries that were made of the text's figures, in its order.

    Takes a fixed number of queries.
    """
    entries = list(_entries(source))
    found = findings_for([one for one in entries if one.state in OPEN])
    return [TextEntry(one, tuple(found.get(one.pk, ()))) for one in entries]


@transaction.atomic
def submit(
    source: Source, explanations: Mapping[int, str], *, by: Official, at: datetime
) -> tuple[list[Entry], list[EntryRefused]]:
    """Submit every entry of the text that is open; return those, and the refused with the reason.

    ``explanations`` of doubts go by the entry's key, and stay with entries that are refused. Raises
    PermissionDenied without the right.
    """
    held(source, by=by, at=at)
    for entry in _entries(source).open():
        said = explanations.get(entry.pk, "").strip()
        if said and (said != entry.explanation or entry.state == EntryState.RETURNED):
            # Who took the figure stays the one who entered it, and decides on it no more.
            Entry.objects.filter(pk=entry.pk).update(
                explanation=said, entered_at=at, version=F("version") + 1
            )
    return hand_in(list(_entries(source).open()), by=by, at=at)


def _entries(source: Source) -> EntryQuerySet:
    found = Entry.objects.filter(mention__text__source=source).select_related("mention")
    return found.with_relations().order_by("mention__line", "mention__start")
