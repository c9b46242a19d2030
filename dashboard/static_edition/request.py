"""Ask a public view for its page, as the live site does, without a server in between."""

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from .base import NOBODY
from .reader import Reader
from .routes import route_of


class Links(Protocol):
    """Knows where the pages will stand."""

    def local(self, href: str) -> str | None:
        """Return the link as it must stand in the page's file; None where it leads nowhere."""

    def whole_address(self, href: str) -> str:
        """Return where the address will be reached, from the page where no host is known."""


class StaticRequest(HttpRequest):
    """A request for a page of the static edition, which leaves out what needs a server.

    Views read through its ``reader``; ``lasting_address`` is what people cite.
    """

    is_static = True

    def __init__(self, address: str, reader: Reader, links: Links, lasting_address: str) -> None:
        super().__init__()
        path, _, query = address.partition("?")
        if reader.day:
            query = f"{query}&as_of={reader.day}" if query else f"as_of={reader.day}"
        self.reader, self.links, self.lasting_address = reader, links, lasting_address
        self.method, self.path, self.path_info = "GET", path, path
        self.GET = QueryDict(query)
        self.META = {"QUERY_STRING": query}
        self.user = AnonymousUser()

    def get_host(self) -> str:
        """Return the name that stands for the host until links are written."""
        return urlsplit(NOBODY).netloc

    def build_absolute_uri(self, location: str | None = None) -> str:
        """Return where the page will be reached, from this one where no host is known."""
        return self.links.whole_address(self.get_full_path() if location is None else str(location))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the view answered."""

    content: bytes
    content_type: str


def ask(request: StaticRequest) -> Answer | None:
    """Return the answer of the address's view, or None where the page does not exist."""
    route = route_of(request.path)
    if route is None:
        return None
    with translation.override(route.language), request.reader.noting():
        try:
            answer: Any = route.view(request, **route.arguments)
        except (Http404, BadRequest):
            # Nothing is there, or more than such a file can hold.
            return None
        content = answer.getvalue()
    if answer.status_code != HttpResponse.status_code:
        return None
    return Answer(content, answer.headers["Content-Type"])
