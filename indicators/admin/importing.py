"""Tables of definitions in and out at the administration: whole or not at all, and with a trace."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from indicators import audit
from indicators.definitions.formats import CsvFormat, ExcelFormat
from indicators.definitions.previews import TablePreview, run
from indicators.definitions.sheets import SheetRows, read
from indicators.definitions.tables import in_words
from indicators.definitions.waiting_files import keep, waiting
from indicators.documents.refusal import FileRefused
from indicators.intake.workbook.file_safety import LARGEST, TOO_LARGE
from indicators.models import Official, TableUpload

ADDRESSES = ("changelist", "import", "process_import")


class FileForm(forms.Form):
    """The file to import."""

    import_file = forms.FileField(
        label=_("File to import"),
        help_text=_(
            "An .xlsx file, or a .csv file in UTF-8 or GB 18030, of at most 5 MB. Export a table "
            "first and edit that; columns that are left out stay as they are."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_import_file(self) -> Any:  # noqa: ANN401 - Django's own
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST:
            raise forms.ValidationError(in_words(TOO_LARGE))
        return file


class ConfirmForm(forms.Form):
    """Confirm an import exactly as previewed, warnings included."""

    key = forms.UUIDField()
    fingerprint = forms.CharField()
    checked = forms.BooleanField(required=False)


class PreviewOutdated(Exception):
    """Raised where the import differs from its preview, or warnings are not confirmed."""


class TableAdmin(ImportExportMixin):
    """Lets whoever may add and change the records import them, and whoever sees them export."""

    export_formats = [ExcelFormat, CsvFormat]
    export_form_class = ExportForm
    import_template_name = "admin/indicators/import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Tell whether the official may both add and change the records."""
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Tell whether the official may see the records."""
        return bool(self.has_view_permission(request))

    def import_action(self, request: HttpRequest, **kwargs: object) -> TemplateResponse:
        """Ask for a file; show what it would change, and keep it for the confirmation."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._page(request, form)
        file = form.cleaned_data["import_file"]
        by, content = cast(Official, request.user), file.read()
        try:
            rows = self._read(content)
        except FileRefused as error:
            form.add_error("import_file", in_words(error.message))
            return self._page(request, form)
        preview, upload = self._run(rows, dry_run=True), None
        if preview.rows and not preview.problems:
            upload = keep(content, file.name, self._table, by=by, at=timezone.now())
        return self._page(request, form, preview=preview, upload=upload, name=file.name)

    @method_decorator(require_POST)
    def process_import(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """Keep exactly what the preview showed, or show what it would be now."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        by, at = cast(Official, request.user), timezone.now()
        form = ConfirmForm(request.POST)
        key = form.cleaned_data["key"] if form.is_valid() else None
        upload = get_object_or_404(waiting(self._table, by, at), key=key)
        try:
            rows = self._read(bytes(upload.content))
        except FileRefused as error:
            self.message_user(request, in_words(error.message), messages.ERROR)
            return HttpResponseRedirect(self._address("import"))
        try:
            with transaction.atomic():
                # Of two at the same moment the second finds it gone.
                get_object_or_404(TableUpload.objects.select_for_update(), pk=upload.pk)
                preview = self._run(rows, dry_run=False)
                self._hold(preview, form)
                audit.leave_for_table(
                    "imported", self.model, by=by, at=at, file=upload.name, **preview.counts
                )
                upload.delete()
        except PreviewOutdated as error:
            now = self._run(rows, dry_run=True)
            about = {"preview": now, "upload": upload, "name": upload.name, "refused": error}
            return self._page(request, FileForm(), **about)
        said = ngettext("%(number)s row imported.", "%(number)s rows imported.", len(preview.rows))
        self.message_user(request, said % {"number": len(preview.rows)})
        return HttpResponseRedirect(self._address("changelist"))

    @property
    def _table(self) -> str:
        return str(self.opts.model_name)

    def _address(self, name: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}")

    def _read(self, content: bytes) -> SheetRows:
        [resource] = self.resource_classes
        return read(content, resource)

    def _run(self, rows: SheetRows, *, dry_run: bool) -> TablePreview:
        [resource] = self.resource_classes
        return run(rows, resource(), dry_run=dry_run)

    @staticmethod
    def _hold(preview: TablePreview, form: ConfirmForm) -> None:
        if preview.problems or preview.fingerprint != form.cleaned_data["fingerprint"]:
            raise PreviewOutdated(
                gettext("Something was changed since you looked. Look again at what is new.")
            )
        if preview.doubts and not form.cleaned_data["checked"]:
            raise PreviewOutdated(gettext("Look at the doubts, and say that you did."))

    def _page(self, request: HttpRequest, form: forms.Form, **more: object) -> TemplateResponse:
        [resource] = self.resource_classes
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import: %(table)s") % {"table": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "addresses": {name: self._address(name) for name in ADDRESSES},
            "columns": [field.widget for field in resource.fields.values()],
            **more,
        }
        return TemplateResponse(request, self.import_template_name, context)

    def _do_file_export(
        self,
        file_format: Any,  # noqa: ANN401
        request: HttpRequest,
        queryset: QuerySet[Any],
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Return the file, and write down who took it."""
        answer: HttpResponse = super()._do_file_export(file_format, request, queryset, **kwargs)
        audit.leave_for_table(
            "exported",
            self.model,
            by=cast(Official, request.user),
            at=timezone.now(),
            rows=queryset.count(),
            type=file_format.get_extension(),
        )
        return answer
