"""The API's root: links to every list and to the OpenAPI description."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from ninja import Router

from dashboard.api import responses
from dashboard.api.decorators import edition_of
from dashboard.api.descriptions import operation
from dashboard.api.schemas.base import Words
from dashboard.api.schemas.reference_data import Entrance

router = Router(tags=["entrance"])
NAME = Words(zh="准绳", en="Zhunsheng")
LISTS = {
    "areas": "areas",
    "indicators": "indicators",
    "observations": "observations",
    "organisations": "organisations",
    "places": "places",
    "plans": "plans",
    "releases": "releases",
    "rules": "rules",
    "series": "series_list",
    "sources": "sources",
    "standings": "standings",
    "targets": "targets",
}


@router.get(
    "/",
    response=Entrance,
    **operation(("入口", "Entrance"), ("返回各列表的地址和公开情况。", "Says what there is.")),
)
def entrance(request: HttpRequest) -> HttpResponse:
    """Say what there is."""
    edition, site = edition_of(request), request.build_absolute_uri
    first, newest = edition.first_release, edition.newest_release
    return responses.whole(
        Entrance(
            name=NAME,
            documentation=site(reverse("api")),
            openapi=site(reverse("api:openapi")),
            day=edition.day,
            first_release=first and localtime(first),
            newest_release=newest and localtime(newest),
            lists={name: site(reverse(f"api:{view}")) for name, view in LISTS.items()},
        )
    )
