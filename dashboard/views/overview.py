"""Where the city stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.access import FILTERS, choice_for, edition_for, listing_for
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from indicators import narrative, progress, selectors
from indicators.enums import Standing

CARDS_OF_AN_AREA = 24


@reads(*FILTERS)
@published_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show counts by standing, the time used, and every area's first indicators."""
    edition = edition_for(request)
    listing = listing_for(request, edition, choice_for(request))
    outline = listing.outline()
    plan = selectors.reference_data.plan_of(edition)
    used = None
    if plan is not None and edition.day is not None:
        used = progress.time_used(plan.first_day, plan.last_day, edition.day)
    return render(
        request,
        "dashboard/overview.html",
        {
            "edition": edition,
            "outline": outline,
            "sections": listing.sections(CARDS_OF_AN_AREA),
            "counts": [(one, outline.counts[one]) for one in Standing if outline.counts.get(one)],
            "plan": plan,
            "used": used,
            "time": narrative.time_words(plan, used) if plan and used is not None else None,
        },
    )
