"""The templates of reports: what may stand in them, what is wrong with one, and which there are."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access import language, page_for
from dashboard.access.desk import acts, office_for
from dashboard.forms.templates import TemplateForm
from dashboard.reports import default_template as reports_default_template
from dashboard.reports import template_validation
from dashboard.reports.report_data import ReportData, material_of
from dashboard.reports.slot_types import Slot, slots
from dashboard.reports.slots import tree
from dashboard.reports.template_errors import WHOLE, TemplateProblem
from dashboard.views.desk.reports import WORD, reports_page
from indicators import selectors
from indicators.bilingual import Text
from indicators.enums import ReportKind
from indicators.models import Official, ReportTemplate
from indicators.permissions import can_keep_templates
from indicators.report_periods import ReportSpan
from indicators.report_templates import library

ROWS = 100


@require_GET
def slot_list(request: HttpRequest) -> HttpResponse:
    """List every slot with its meaning and what it says now, to be searched and copied."""
    office_for(request)
    material, wanted = _material(), request.GET.get("q", "").strip().lower()
    found = [node for node in slots(tree(material)) if wanted in _searched(node)]
    page = page_for(request, found, ROWS)
    rows = [_row(node) for node in page]
    context = {"page": page, "rows": rows, "span": material.span, "total": len(found)}
    return render(request, "dashboard/desk/slots.html", context)


def _searched(node: Slot) -> str:
    return f"{node.path} {node.meaning.zh} {node.meaning.en}".lower()


def _row(node: Slot) -> tuple[str, Text, Text | None]:
    """Return how to write the slot, what it means, and what it says now."""
    if node.items is not None:
        return f"{{% for one in {node.path} %}} … {{% endfor %}}", node.meaning, None
    says = None if node.is_picture or node.says is None else node.says()
    return f"{{{{ {node.path} }}}}", node.meaning, says


@require_GET
def default_template(request: HttpRequest) -> FileResponse:
    """Send a template of our own sentences, to be adapted."""
    office_for(request)
    wanted = request.GET.get("language", "")
    known = wanted if wanted in dict(settings.LANGUAGES) else language()
    content = reports_default_template.default_template(_material(), known)
    return _file(content, f"{_('Template')} {known}.docx")


@require_GET
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Send a template as it was uploaded, also one that is no longer in use."""
    office_for(request)
    template = get_object_or_404(ReportTemplate, pk=pk)
    with template.file.open("rb") as file:
        return _file(file.read(), f"{template.name}.docx")


def _file(content: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=WORD)


@acts
def upload(request: HttpRequest) -> HttpResponse:
    """Check a template, say everything that is wrong with it, and keep it only if nothing is."""
    official = office_for(request)
    if not can_keep_templates(official):
        raise PermissionDenied
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return reports_page(request, form)
    given = form.cleaned_data
    content = given["file"].read()
    problems = _problems(content, given["language"])
    if problems or "check" in request.POST:
        return reports_page(request, form, problems=problems, checked=given["file"].name)
    library.keep(
        content,
        name=given["name"],
        language=given["language"],
        kind=ReportKind(given["kind"]),
        by=official,
        at=timezone.now(),
    )
    messages.success(request, _("The template is kept and can be chosen."))
    return redirect("write_reports")


def _problems(content: bytes, language: str) -> list[TemplateProblem]:
    """Return what is wrong with the file, else what is wrong with what it says."""
    try:
        library.inspect(content)
    except ValidationError as error:
        return [TemplateProblem(WHOLE, "", Text(said, said)) for said in error.messages]
    return template_validation.check(content, _material(), language)


def _material() -> ReportData:
    """Return what a template can be checked with: the newest period, and every name there is."""
    edition = selectors.edition()
    spans = selectors.spans(edition)
    span = spans[0] if spans else ReportSpan(timezone.localdate().year)
    return material_of(selectors.in_report(edition, span), span, edition.day or span.days.end)


@acts
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a template out of use."""
    return _change(request, pk, library.retire, _("The template is no longer offered."))


@acts
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a template back into use."""
    return _change(request, pk, library.restore, _("The template can be chosen again."))


def _change(request: HttpRequest, pk: int, act: Callable[..., None], said: str) -> HttpResponse:
    official: Official = office_for(request)
    at: datetime = timezone.now()
    act(get_object_or_404(ReportTemplate, pk=pk), by=official, at=at)
    messages.success(request, said)
    return redirect("write_reports")
