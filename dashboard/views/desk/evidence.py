"""Files that support an entry: taken in, given out only as downloads."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access.desk import acts, entry_for, evidence_for, official_of
from indicators import documents
from indicators.intake.desk import evidence
from indicators.models import Entry


@acts
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file in, or say why not."""
    entry, upload = entry_for(request, pk), request.FILES.get("file")
    if upload is None or upload.name is None:
        messages.error(request, _("Choose a file first."))
        return _back(entry)
    try:
        if upload.size and upload.size > documents.LARGEST:
            raise ValidationError(_("The file is larger than 10 MB."))
        evidence.attach(
            entry,
            name=upload.name,
            content=upload.read(),
            by=official_of(request),
            at=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, f"{upload.name}: {' '.join(error.messages)}")
    return _back(entry)


@acts
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a file away again while the entry is open."""
    found = evidence_for(request, key)
    try:
        evidence.remove(found, by=official_of(request), at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(found.entry)


@require_GET
def download(request: HttpRequest, key: UUID) -> FileResponse:
    """Give the file out, never to be shown or run in the browser."""
    found = evidence_for(request, key)
    answer = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _back(entry: Entry) -> HttpResponse:
    address = redirect("desk").url
    return redirect(f"{address}?period={entry.submission.period_id}#entry-{entry.pk}")
