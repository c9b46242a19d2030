"""The workbook of definitions at the administration: out, and in through a preview."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dashboard.accounts import invitations
from dashboard.file_responses import named
from dashboard.publication_metadata import XLSX
from indicators import audit
from indicators.admin.importing import ConfirmForm, FileForm
from indicators.admin_site import Administration
from indicators.definitions import waiting_files, workbook_import, workbook_writer
from indicators.definitions.tables import in_words
from indicators.definitions.workbook_import import (
    RECORD,
    Confirmation,
    DoubtsUnread,
    ImportRefused,
    WorkbookPreview,
)
from indicators.documents.refusal import FileRefused
from indicators.models import Official, TableUpload
from indicators.permissions import can_manage_accounts

TEMPLATE = "admin/indicators/definitions/import.html"
LINKS = "admin/indicators/definitions/links.html"


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what it would change, and keep it for the confirmation."""
    by = _administrator(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["import_file"]
    content, upload = file.read(), None
    try:
        preview = workbook_import.preview(content, file.name, by=by)
    except FileRefused as error:
        form.add_error("import_file", in_words(error.message))
        return _page(request, form)
    if preview.rows and not preview.problems:
        upload = waiting_files.keep(content, file.name, RECORD, by=by, at=timezone.now())
    return _page(request, form, preview=preview, upload=upload, name=file.name)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Keep exactly what the preview showed, or show what it would be now; then show the links."""
    by, at = _administrator(request), timezone.now()
    form = ConfirmForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    upload = get_object_or_404(waiting_files.waiting(RECORD, by, at), key=key)
    confirmed = Confirmation(form.cleaned_data["fingerprint"], form.cleaned_data["checked"])
    try:
        with transaction.atomic():
            # Of two at the same moment the second finds it gone.
            get_object_or_404(TableUpload.objects.select_for_update(), pk=upload.pk)
            preview, new = workbook_import.take(
                bytes(upload.content), upload.name, by=by, at=at, confirmed=confirmed
            )
            made = invitations.invite(new, by=by, at=at, site=request.build_absolute_uri("/"))
            upload.delete()
    except ImportRefused as error:
        about = {"preview": error.preview, "upload": upload, "name": upload.name}
        return _page(request, FileForm(), refused=_why(error), **about)
    return _links(request, preview, made)


@require_GET
def give_out(request: HttpRequest) -> HttpResponseBase:
    """Send the workbook with all definitions, or an empty one with ``empty=1``."""
    by, is_template = _administrator(request), "empty" in request.GET
    content = workbook_writer.workbook(get_language() or "zh-hans", is_template=is_template)
    if not is_template:
        audit.leave_for_file("exported", RECORD, by=by, at=timezone.now(), type="xlsx")
    name = "definitions-template.xlsx" if is_template else "definitions.xlsx"
    return named(HttpResponse(content, content_type=XLSX), name)


def _administrator(request: HttpRequest) -> Official:
    by = cast(Official, request.user)
    if not can_manage_accounts(by):
        raise PermissionDenied
    return by


def _why(error: ImportRefused) -> str:
    if isinstance(error, DoubtsUnread):
        return gettext("Look at the doubts, and say that you did.")
    return gettext("Something was changed since you looked. Look again at what is new.")


def _links(
    request: HttpRequest, preview: WorkbookPreview, made: list[invitations.Invitation]
) -> HttpResponse:
    """Show what was kept, and, this once, the links of those to whom no letter went out."""
    left = invitations.send(made)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Definitions imported"),
        "preview": preview,
        "invitations": left,
        "sent": len(made) - len(left),
    }
    return TemplateResponse(request, LINKS, context)


def _page(request: HttpRequest, form: forms.Form, **more: Any) -> HttpResponse:  # noqa: ANN401
    context = {
        **admin.site.each_context(request),
        "title": gettext("Definition workbook"),
        "form": form,
        **more,
    }
    return TemplateResponse(request, TEMPLATE, context)


cast(Administration, admin.site).add_pages(
    path("definitions/", admin.site.admin_view(take_in), name="definitions"),
    path("definitions/confirm/", admin.site.admin_view(confirm), name="confirm_definitions"),
    path("definitions/workbook/", admin.site.admin_view(give_out), name="definition_workbook"),
)
