"""Where the city stands."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.access import FILTERS, choice_for, edition_for, listing_for
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from indicators import narrative, progress
from indicators.enums import Standing

DUE = date(2020, 12, 31)
CARDS_OF_AN_AREA = 24


@reads(*FILTERS)
@published_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show counts by standing, the time used, and every area's first indicators."""
    edition = edition_for(request)
    listing = listing_for(request, edition, choice_for(request))
    outline = listing.outline()
    used = progress.time_used(progress.OUTLINE_START, DUE, edition.day) if edition.day else None
    return render(
        request,
        "dashboard/overview.html",
        {
            "edition": edition,
            "outline": outline,
            "sections": listing.sections(CARDS_OF_AN_AREA),
            "counts": [(one, outline.counts[one]) for one in Standing if outline.counts.get(one)],
            "used": used,
            "time": narrative.time_words(progress.OUTLINE_START, DUE, used) if used else None,
        },
    )
