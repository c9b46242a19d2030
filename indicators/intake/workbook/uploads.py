"""Keep a file until its sender has looked at what it changes and confirmed it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from indicators.intake.desk.entries import ChangedMeanwhile
from indicators.models import Official, ReportingPeriod, TableUpload, Upload
from indicators.permissions import can_report

from .grids import grids_of
from .layout import clean
from .previews import OrganisationDiff, WorkbookPreview, compared, preview
from .save import take

KEPT_FOR = timedelta(hours=24)
MOST_KEPT = 5
LONGEST_NAME = 200


class UploadChanged(Exception):
    """Raised where the upload now changes something else than its preview showed."""


def keep(
    content: bytes, *, name: str, period: ReportingPeriod, by: Official, at: datetime
) -> Upload:
    """Keep the file for its sender, and forget those of theirs that are too many.

    Raises PermissionDenied for whoever reports for nobody, and Refused for what is no workbook.
    """
    if not can_report(by, by.organisation_id):
        raise PermissionDenied
    # Not within the transaction: whoever else writes would wait for it.
    grids_of(content)
    seen = " ".join(clean(name).split())[-LONGEST_NAME:]
    with transaction.atomic():
        newest = Upload.objects.filter(by=by).values_list("pk", flat=True)[: MOST_KEPT - 1]
        Upload.objects.filter(by=by).exclude(pk__in=list(newest)).delete()
        return Upload.objects.create(by=by, at=at, period=period, name=seen, content=content)


def forget_old(at: datetime) -> int:
    """Forget the files that nobody may confirm any more; return how many there were."""
    old = {"at__lte": at - KEPT_FOR}
    return sum(one.objects.filter(**old).delete()[0] for one in (Upload, TableUpload))


def waiting(by: Official, at: datetime) -> QuerySet[Upload]:
    """Return the official's own files that may still be confirmed."""
    return Upload.objects.filter(by=by, at__gt=at - KEPT_FOR)


def shown(upload: Upload) -> WorkbookPreview:
    """Return what the file changes; raises what ``compared`` raises."""
    return preview(_compared(upload))


def confirm(upload: Upload, *, fingerprint: str, instead: Collection[int], at: datetime) -> int:
    """Keep exactly what the preview of that fingerprint showed, and return how many entries.

    Of the entries that somebody else changed meanwhile, those ``instead`` of which the file is to
    count are replaced, and the others stay. Raises NotAsShown where anything is otherwise by now,
    or wrong, and what ``compared`` raises; then nothing is kept.
    """
    now = _compared(upload).comparison
    if now.fingerprint != fingerprint or now.problems:
        raise UploadChanged
    chosen = [*now.changes, *(one for one in now.conflicts if one.entry.pk in instead)]
    try:
        with transaction.atomic():
            take(chosen, by=upload.by, at=at, file=upload.name)
            upload.delete()
    except ChangedMeanwhile as error:
        raise UploadChanged from error
    return len(chosen)


def _compared(upload: Upload) -> OrganisationDiff:
    return compared(bytes(upload.content), by=upload.by, period=upload.period)
