"""Indicators gathered by area, organisation and place."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.access import FILTERS, choice_for, edition_for, language, listing_for, page_for
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from indicators import selectors
from indicators.bilingual import Text
from indicators.models import Organisation
from indicators.selectors import Edition, End, KeysetPage

CARDS = 48
One = TypeVar("One")


@reads(*FILTERS, "page")
@published_page
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one area's indicators."""
    edition = edition_for(request)
    area = _stood(selectors.reference_data.areas, edition, slug)
    return _group(request, edition, area.name, area.summary.in_language(language()), area=slug)


@published_page
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List the organisations that own indicators."""
    owned = Count("indicators", filter=Q(indicators__is_public=True))
    found = Organisation.objects.annotate(owned=owned)
    context = {"edition": edition_for(request), "organisations": found}
    return render(request, "dashboard/organisations.html", context)


@reads(*FILTERS, "page")
@published_page
def organisation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show an organisation's indicators and how they stand."""
    edition = edition_for(request)
    organisation = _stood(selectors.reference_data.organisations, edition, code)
    return _group(request, edition, organisation.name, str(organisation.kind.label), owner=code)


@reads(*FILTERS, "page")
@published_page
def place_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show the indicators of one place."""
    edition = edition_for(request)
    place = _stood(selectors.reference_data.places, edition, code)
    return _group(request, edition, place.name, str(place.level.label), place=code)


def _stood(
    read: Callable[[Edition, End | None, int, str], KeysetPage[One]], edition: Edition, code: str
) -> One:
    """Return the record as the edition knows it, or as it is now if it came later.

    Raises Http404 where there is none.
    """
    found = read(edition, None, 1, code).items or read(selectors.edition(), None, 1, code).items
    if not found:
        raise Http404
    return found[0]


def _group(
    request: HttpRequest, edition: Edition, name: Text, lead: str, **fixed: str
) -> HttpResponse:
    listing = listing_for(request, edition, choice_for(request, **fixed))
    page = page_for(request, listing, CARDS)
    context = {
        "edition": edition,
        "title": name.in_language(language()),
        "lead": lead,
        "page": page,
    }
    return render(request, "dashboard/group.html", context)
