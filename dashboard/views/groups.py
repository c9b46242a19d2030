"""Indicators gathered by area, organisation and place."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dashboard.access import choice_for, edition_for, listing_for, page_for
from dashboard.http import published_page
from indicators.models import Area, Organisation, Place

CARDS = 48


@published_page
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one area's indicators."""
    area = get_object_or_404(Area, slug=slug)
    return _group(request, area.name, area.summary, area=slug)


@published_page
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List the organisations that own indicators."""
    owned = Count("indicators", filter=Q(indicators__is_public=True))
    found = Organisation.objects.annotate(owned=owned)
    context = {"edition": edition_for(request), "organisations": found}
    return render(request, "dashboard/organisations.html", context)


@published_page
def organisation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show an organisation's indicators and how they stand."""
    organisation = get_object_or_404(Organisation, code=code)
    return _group(request, organisation.name, organisation.get_kind_display(), owner=code)


@published_page
def place_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show the indicators of one place."""
    place = get_object_or_404(Place, code=code)
    return _group(request, place.name, place.get_level_display(), place=code)


def _group(request: HttpRequest, title: str, lead: str, **fixed: str) -> HttpResponse:
    edition = edition_for(request)
    listing = listing_for(request, edition, choice_for(request, **fixed))
    page = page_for(request, listing, CARDS)
    context = {"edition": edition, "title": title, "lead": lead, "page": page}
    return render(request, "dashboard/group.html", context)
