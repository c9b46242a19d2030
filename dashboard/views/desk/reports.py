"""Write a report: choose the period, the template, and whether it is an internal draft."""

from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dashboard.access import SpanConverter, keys_of, language
from dashboard.access.desk import office_for
from dashboard.forms.templates import TemplateForm
from dashboard.reports import default_template, document, word
from dashboard.reports.figure_wording import ReportFigure
from dashboard.reports.report_data import ReportData
from dashboard.reports.template_text import found_in
from dashboard.views.report_data import drafted_material, released_material
from indicators import selectors
from indicators.enums import ReportKind
from indicators.models import ReportTemplate
from indicators.permissions import can_keep_templates
from indicators.report_periods import ReportSpan

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OWN = "own-"


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """List the periods that can be reported on, and the templates."""
    return reports_page(request, TemplateForm(initial={"language": language()}))


def reports_page(request: HttpRequest, form: TemplateForm, **more: object) -> HttpResponse:
    """Show the list with a form as it was filled in, and what was found in the file."""
    official = office_for(request)
    context = {
        "spans": selectors.spans(selectors.edition(), with_drafts=True),
        "templates": ReportTemplate.objects.select_related("uploaded_by"),
        "may_keep": can_keep_templates(official),
        "languages": settings.LANGUAGES,
        "form": form,
    }
    return render(request, "dashboard/desk/reports.html", context | more)


@require_GET
def report(request: HttpRequest, span: ReportSpan) -> HttpResponse:
    """Show what a report would say and lack before it is downloaded."""
    office_for(request)
    choice = _choice(request, span)
    material = _material(choice, span)
    content = choice.content(material)
    named = material.naming(found_in(content).named)
    return render(
        request,
        "dashboard/desk/report.html",
        {
            "span": span,
            "choice": choice,
            "templates": _templates(span),
            "languages": settings.LANGUAGES,
            "missing": named.missing,
            "of_other_days": named.of_other_days,
            "unnamed": [] if choice.is_own else _unnamed(named),
            "document": document.write(material, choice.language) if choice.is_own else None,
        },
    )


@require_GET
def report_file(request: HttpRequest, span: ReportSpan) -> HttpResponse | FileResponse:
    """Send the report as a Word file, in the chosen template."""
    office_for(request)
    choice = _choice(request, span)
    material = _material(choice, span)
    filled = word.fill(choice.content(material), material, choice.language)
    mark = f" {_('internal draft')}" if choice.is_draft else ""
    name = f"{_('Report')} {SpanConverter().to_url(span)}{mark}.docx"
    return FileResponse(BytesIO(filled), as_attachment=True, filename=name, content_type=WORD)


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What an official chose: a template of the office or our own, released figures or all."""

    template: ReportTemplate | None
    language: str
    is_draft: bool

    @property
    def is_own(self) -> bool:
        """Tell whether our own sentences are written."""
        return self.template is None

    @property
    def key(self) -> str:
        """Return how the address names the template."""
        return f"{OWN}{self.language}" if self.template is None else str(self.template.pk)

    def content(self, material: ReportData) -> bytes:
        """Return the template's bytes."""
        if self.template is None:
            return default_template.default_template(material, self.language)
        with self.template.file.open("rb") as file:
            content: bytes = file.read()
        return content

    def charted(self, material: ReportData) -> list[ReportFigure]:
        """Return the figures whose charts the template shows."""
        if self.template is None:
            return document.charted(material)
        return word.charted(found_in(self.content(material)), material)


def _choice(request: HttpRequest, span: ReportSpan) -> ReportChoice:
    """Return what the address asks for, by default our own sentences, or raise Http404."""
    wanted, is_draft = request.GET.get("template", ""), request.GET.get("draft") == "1"
    own = wanted.removeprefix(OWN) if wanted.startswith(OWN) else ""
    if not wanted or own in dict(settings.LANGUAGES):
        return ReportChoice(None, own or language(), is_draft)
    template = get_object_or_404(_templates(span), pk__in=keys_of([wanted]))
    return ReportChoice(template, template.language, is_draft)


def _templates(span: ReportSpan) -> QuerySet[ReportTemplate]:
    kind = ReportKind.HALF_YEAR if span.half else ReportKind.ANNUAL
    return ReportTemplate.objects.in_use().filter(kind=kind)


def _material(choice: ReportChoice, span: ReportSpan) -> ReportData:
    if choice.is_draft:
        return drafted_material(span, choice.charted, at=timezone.now())
    edition = selectors.edition()
    return released_material(edition, span, choice.charted)


def _unnamed(material: ReportData) -> list[ReportFigure]:
    """Return the figures that a template of the office does not name itself."""
    return [one for one in material.stated if not material.is_named(one)]
