"""A written report for Word, and for printing; a static edition has neither."""

from collections.abc import Callable
from io import BytesIO

from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from dashboard import typesetting
from dashboard.access import SpanConverter, edition_for, language
from dashboard.page_cache import published_page
from dashboard.reports import default_template, document, pdf, word
from dashboard.reports.report_data import ReportData
from dashboard.views.report_data import material_for
from indicators.report_periods import ReportSpan

AN_HOUR = 3600


@published_page
def report_word(request: HttpRequest, span: ReportSpan) -> HttpResponseBase:
    """Send the same as a Word file."""

    def make(material: ReportData) -> bytes:
        template = default_template.default_template(material, language())
        return word.fill(template, material, language())

    return _file(request, span, "docx", make)


@published_page
def report_pdf(request: HttpRequest, span: ReportSpan) -> HttpResponseBase:
    """Send the same as PDF; 503 where no font could write its words."""

    def make(material: ReportData) -> bytes:
        return pdf.pdf(document.write(material, language()))

    try:
        return _file(request, span, "pdf", make)
    except typesetting.NoChineseFont:
        reason = _("This server has no Chinese font to set PDF pages with; take the Word file.")
        return HttpResponse(reason, status=503, content_type="text/plain; charset=utf-8")


def _file(
    request: HttpRequest, span: ReportSpan, kind: str, make: Callable[[ReportData], bytes]
) -> FileResponse:
    """Send what is made; today's is kept for an hour, or until what is public changes.

    Where nobody says what is public, nothing is kept: another state would have the same name.
    """
    edition, state = edition_for(request), getattr(request, "public_state", "")
    is_kept = bool(state) and not edition.as_of
    parts = (state, SpanConverter().to_url(span), language(), kind)
    # The state may hold moments, and with them spaces, which not every cache takes.
    key = "-".join(("report", *parts)).replace(" ", "T")
    # The file of an earlier day is made each time, so that no one can fill the cache with days.
    kept: bytes | None = cache.get(key) if is_kept else None
    if kept is None:
        kept = make(material_for(edition, span))
        if is_kept:
            cache.set(key, kept, AN_HOUR)
    name = f"{_('Report')} {SpanConverter().to_url(span)}.{kind}"
    return FileResponse(BytesIO(kept), as_attachment=kind == "docx", filename=name)
