"""Save a file's rows to the entries in one transaction, or raise with every problem."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators.intake.bulk_save import keep_all
from indicators.intake.desk.due_entries import OPEN
from indicators.intake.desk.entries import ChangedMeanwhile
from indicators.models import Entry, Official, Submission
from indicators.permissions import can_report

from .diff import EntryChange


@transaction.atomic
def take(changes: Collection[EntryChange], *, by: Official, at: datetime, file: str) -> None:
    """Keep the changes as drafts, with an event for each that names the file.

    Raises PermissionDenied where an entry is a stranger's, and ChangedMeanwhile where one is not
    the version that was compared with, or no longer open; then nothing is kept.
    """
    keys = [change.entry.pk for change in changes]
    held = Entry.objects.select_for_update().order_by("pk").in_bulk(keys)
    submissions = Submission.objects.filter(pk__in={one.submission_id for one in held.values()})
    owners = submissions.order_by().values_list("organisation", flat=True)
    if not all(can_report(by, owner) for owner in owners):
        raise PermissionDenied
    for change in changes:
        entry = held[change.entry.pk]
        if entry.version != change.entry.version or entry.state not in OPEN:
            raise ChangedMeanwhile(entry)
    said = [(held[change.entry.pk], change.after) for change in changes]
    keep_all(said, by=by, at=at, file=file)
