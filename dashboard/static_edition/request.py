"""Ask a public view for its page, as the live site does, without a server in between."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from indicators.selectors import Edition

from .base import NOBODY
from .links import PageLinks
from .routes import route_of
from .site import Site


class StaticRequest(HttpRequest):
    """A request for a page of the static edition.

    ``lasting_address`` is what people cite; no ``site_url`` stands before addresses, which are
    those of the edition's own files.
    """

    site_url = ""

    def __init__(self, address: str, site: Site, edition: Edition, links: PageLinks) -> None:
        super().__init__()
        path, _, query = address.partition("?")
        if site.day:
            query = f"{query}&as_of={site.day}" if query else f"as_of={site.day}"
        self.edition, self.links = edition, links
        self.lasting_address = site.lasting_address(address)
        self.method, self.path, self.path_info = "GET", path, path
        self.GET = QueryDict(query)
        self.META = {"QUERY_STRING": query}
        self.user = AnonymousUser()

    def link(self, path: str) -> str | None:
        """Return the page's file as seen from this one; None where it has none."""
        return self.links.local(path)

    def get_host(self) -> str:
        """Return the name that stands for the host until links are written."""
        return urlsplit(NOBODY).netloc

    def build_absolute_uri(self, location: str | None = None) -> str:
        """Return where the page will be reached, from this one where no host is known."""
        return self.links.whole_address(self.get_full_path() if location is None else str(location))


@dataclass(frozen=True, slots=True)
class Response:
    """What the view returned."""

    content: bytes
    content_type: str


def ask(request: StaticRequest) -> Response | None:
    """Return the response of the address's view, or None where the page does not exist."""
    route = route_of(request.path)
    if route is None:
        return None
    with translation.override(route.language):
        try:
            response: Any = route.view(request, **route.arguments)
        except (Http404, BadRequest):
            # Nothing is there, or more than such a file can hold.
            return None
        content = response.getvalue()
    if response.status_code != HttpResponse.status_code:
        return None
    return Response(content, response.headers["Content-Type"])
