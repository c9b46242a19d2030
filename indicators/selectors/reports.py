"""What a written report draws from: released figures, or with those accepted but not released."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from indicators import publishing, series_builders
from indicators.enums import Kind, Status
from indicators.models import Entry, Indicator, Observation
from indicators.report_periods import ReportSpan, spans_of
from indicators.series import Series

from .as_of import Edition


def spans(edition: Edition, *, with_drafts: bool = False) -> list[ReportSpan]:
    """Return the half-years and years that figures were public about, the newest first.

    Plans say nothing of it, because they are set for days ahead. With drafts, what is accepted
    but not released counts too.
    """
    days = set()
    if not edition.is_empty:
        figures = Observation.objects.public(edition.before).filter(
            indicator__is_public=True, status=Status.REPORTED
        )
        about = figures.exclude(indicator__kind=Kind.PLAN)
        days.update(about.order_by().values_list("period_end", flat=True).distinct())
    if with_drafts:
        drafts = Entry.objects.awaiting_release().exclude(indicator__kind=Kind.PLAN)
        days.update(drafts.order_by().values_list("submission__period__end", flat=True).distinct())
    return spans_of(days)


def in_report(edition: Edition, span: ReportSpan) -> list[Series]:
    """Return every public series, with the points that a report about the span cites."""
    if edition.is_empty:
        return []
    known = series_builders.book(Indicator.objects.filter(is_public=True), edition.before)
    return series_builders.series_within(known, span, edition.before)


def drafted(edition: Edition, span: ReportSpan, *, at: datetime) -> list[Series]:
    """Return the same with the figures that would be public if all that is accepted were released.

    Points that are not public yet have no release (0). Never for the public.
    """
    entries = Entry.objects.awaiting_release().filter(indicator__is_public=True)
    composed = publishing.compose(entries.with_relations())
    changes = publishing.preview(composed, at=at).changes
    after = {(one.after.code, one.after.place.code): one.after for one in changes}
    known = in_report(edition, span)
    series = [after.pop((one.code, one.place.code), one) for one in known]
    # A series that is new stands last in its area.
    return sorted([*series, *after.values()], key=lambda one: (one.area.order, one.area.code))


def histories(
    edition: Edition, series: Collection[Series], wanted: Collection[tuple[str, str]]
) -> list[Series]:
    """Return the series, the wanted ones with every public figure, in one more query.

    A series with a figure that is not public yet has its history already.
    """
    keys = {
        (one.code, one.place.code)
        for one in series
        if (one.code, one.place.code) in wanted and all(point.release for point in one)
    }
    points = series_builders.points_of(keys, edition.before) if keys else {}
    return [
        replace(one, points=points[one.code, one.place.code])
        if (one.code, one.place.code) in points
        else one
        for one in series
    ]
