"""The monthly workbook: out of the desk, and back through a page that shows what it changes."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dashboard.access import keys_of, language, page_for
from dashboard.access.desk import (
    acts,
    office_for,
    official_of,
    opened_period_for,
    period_for,
    reporter_for,
    upload_for,
)
from dashboard.publication_metadata import XLSX
from indicators.documents.refusal import FileRefused
from indicators.intake.workbook import uploads
from indicators.intake.workbook.file_safety import LARGEST, TOO_LARGE
from indicators.intake.workbook.queries import entries_of, rows_of
from indicators.intake.workbook.writer import WorkbookQuery, write
from indicators.models import Organisation, ReportingPeriod
from indicators.permissions import can_report

ROWS = 200


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Send what the official's organisation owes for a period."""
    organisation = reporter_for(request).organisation
    period = period_for(request, organisation)
    if period is None:
        raise Http404
    return _file(period, organisation)


@require_GET
def download_all(request: HttpRequest) -> HttpResponse:
    """Send what every organisation owes for a period, for the office to look at."""
    office_for(request)
    return _file(opened_period_for(request), None)


def _file(period: ReportingPeriod, organisation: Organisation | None) -> HttpResponse:
    asked = WorkbookQuery(period, organisation, language())
    answer = HttpResponse(
        write(rows_of(entries_of(period, organisation)), asked), content_type=XLSX
    )
    answer["Content-Disposition"] = content_disposition_header(True, asked.file_name)  # noqa: FBT003
    return answer


@acts
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file for its preview, or say why not; its size is asked before its content."""
    official, file = official_of(request), request.FILES.get("file")
    if not can_report(official, official.organisation_id):
        raise PermissionDenied
    period = period_for(request, official.organisation)
    if period is None:
        return redirect("desk")
    if file is None or file.name is None:
        messages.error(request, _("Choose a file first."))
        return _list(period)
    try:
        if file.size is None or file.size > LARGEST:
            raise FileRefused(TOO_LARGE)
        kept = uploads.keep(
            file.read(), name=file.name, period=period, by=official, at=timezone.now()
        )
    except FileRefused as error:
        messages.error(request, f"{file.name}: {error.message.in_language(language())}")
        return _list(period)
    return redirect("workbook_preview", kept.key)


@require_GET
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a file would change, and all that is wrong with it."""
    upload = upload_for(request, key)
    try:
        found = uploads.shown(upload)
    except FileRefused as error:
        context = {"upload": upload, "refused": error.message}
        return render(request, "dashboard/desk/workbook.html", context)
    changes = page_for(request, found.comparison.changes, ROWS)
    return render(
        request,
        "dashboard/desk/workbook.html",
        {
            "upload": upload,
            "preview": found,
            "page": changes,
            "changes": found.shown(changes),
            "conflicts": found.shown(found.comparison.conflicts),
        },
    )


@acts
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep exactly what the preview showed."""
    kept = uploads.waiting(official_of(request), timezone.now()).filter(key=key).first()
    if kept is None:
        messages.error(request, _("This file was dealt with already, or has expired."))
        return redirect("desk")
    try:
        done = uploads.confirm(
            kept,
            fingerprint=request.POST.get("fingerprint", ""),
            instead=keys_of(request.POST.getlist("instead")),
            at=timezone.now(),
        )
    except (uploads.UploadChanged, FileRefused):
        said = _("Nothing was kept: something changed since the page was made. Look at it again.")
        messages.error(request, said)
        return redirect("workbook_preview", key)
    said = ngettext("%(number)s entry kept.", "%(number)s entries kept.", done)
    messages.success(request, said % {"number": done})
    return _list(kept.period)


@acts
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Forget a file."""
    kept = upload_for(request, key)
    kept.delete()
    messages.success(request, _("The file is forgotten; nothing was changed."))
    return _list(kept.period)


def _list(period: ReportingPeriod) -> HttpResponse:
    return redirect(f"{redirect('desk').url}?period={period.pk}")
