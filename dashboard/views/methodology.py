"""The methodology pages: checks of the data, and how to read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.access import edition_for
from dashboard.page_cache import published_page
from indicators import narrative, selectors
from indicators.enums import Standing

MOST_PLANS = 20


@published_page
def quality(request: HttpRequest) -> HttpResponse:
    """Show each rule, what it checked and the result."""
    edition = edition_for(request)
    context = {"edition": edition, "results": selectors.rule_results(edition)}
    return render(request, "dashboard/quality.html", context)


@published_page
def about(request: HttpRequest) -> HttpResponse:
    """Say how standings, qualifiers and bases work, and how to cite."""
    standings = [(one, one.text, narrative.MEANINGS[one]) for one in Standing]
    edition = edition_for(request)
    plans = selectors.reference_data.plans(edition, None, MOST_PLANS).items
    context = {"edition": edition, "standings": standings, "plans": plans}
    return render(request, "dashboard/about.html", context)
