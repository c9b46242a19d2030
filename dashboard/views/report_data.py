"""What a report can state: released figures, or for officials those that are accepted as well."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.http import Http404

from dashboard.reports import document
from dashboard.reports.figure_wording import ReportFigure
from dashboard.reports.report_data import ReportData, material_of
from indicators import selectors
from indicators.report_periods import ReportSpan
from indicators.selectors import Edition
from indicators.series import Series

Wanted = Callable[[ReportData], Iterable[ReportFigure]]


def material_for(edition: Edition, span: ReportSpan) -> ReportData:
    """Return what is public, in whatever language, with the histories of what our text charts.

    Raises Http404 where there is nothing about the span.
    """
    return edition.keep(
        ("report", span), lambda: released_material(edition, span, document.charted)
    )


def released_material(edition: Edition, span: ReportSpan, charted: Wanted) -> ReportData:
    """Return what is public, with the histories of what is charted, or raise Http404."""
    return _whole(edition, span, selectors.in_report(edition, span), charted)


def drafted_material(span: ReportSpan, charted: Wanted, *, at: datetime) -> ReportData:
    """Return the same with what is accepted but not released; never for the public."""
    edition = selectors.edition()
    series = selectors.drafted(edition, span, at=at)
    return _whole(edition, span, series, charted, is_internal=True)


def _whole(
    edition: Edition,
    span: ReportSpan,
    series: list[Series],
    charted: Wanted,
    *,
    is_internal: bool = False,
) -> ReportData:
    """Raise Http404 where there is nothing about the span."""
    drafts = [point.period.end for one in series for point in one if not point.release]
    day = max([*drafts, edition.day or span.days.start or span.days.end])
    material = material_of(series, span, day, is_internal=is_internal)
    if not material.is_about_something:
        raise Http404
    wanted = {one.key for one in charted(material)}
    whole = selectors.histories(edition, series, wanted)
    return material.completed(series, whole)
