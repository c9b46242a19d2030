"""The report written: which there are, and one as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard import typesetting
from dashboard.access import edition_for, language
from dashboard.navigation import is_served
from dashboard.page_cache import published_page
from dashboard.reports import document
from dashboard.views.report_data import material_for
from indicators import selectors
from indicators.report_periods import ReportSpan


@published_page
def report_list(request: HttpRequest) -> HttpResponse:
    """List the half-years and years that there are figures about."""
    edition = edition_for(request)
    context = {"edition": edition, "spans": selectors.spans(edition)}
    return render(request, "dashboard/reports.html", context)


@published_page
def report_detail(request: HttpRequest, span: ReportSpan) -> HttpResponse:
    """Show the report about one of them."""
    edition = edition_for(request)
    context: dict[str, object] = {"edition": edition, "span": span}
    if not edition.is_empty:
        context["document"] = document.write(material_for(edition, span), language())
        context["can_print"] = is_served("report_pdf") and bool(typesetting.chinese_fonts())
    return render(request, "dashboard/report.html", context)
