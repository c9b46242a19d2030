"""Declare the query parameters of a public view; others are removed from the request.

Messengers, advertisers and attackers append what no page reads. It is left out before a page is
made, so that such an address is answered with the page that is kept already.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

EVERYWHERE = ("as_of",)
Marked = TypeVar("Marked", bound=Callable[..., object])


def reads(*names: str) -> Callable[[Marked], Marked]:
    """Say which parameters a public page reads, besides those that every page does.

    Stands above ``published_page``. A page that read another one would never find it.
    """

    def told(view: Marked) -> Marked:
        view.parameters = frozenset((*EVERYWHERE, *names))  # type: ignore[attr-defined]
        return view

    return told


def leave_out_unknown(request: HttpRequest) -> None:
    """Take from the request what its page does not read, and bring the rest into one order.

    A parameter given twice counts as it was given last, which is how pages read it. Views that
    say nothing of parameters see all of them as they came: they refuse the unknown themselves.
    """
    if not request.META.get("QUERY_STRING"):
        return
    known = _parameters_at(request.path_info)
    if known is None:
        return
    kept = sorted((name, value) for name, value in request.GET.items() if name in known)
    request.META["QUERY_STRING"] = urlencode(kept)
    request.GET = QueryDict(request.META["QUERY_STRING"])


def _parameters_at(path: str) -> frozenset[str] | None:
    """Return what the page at the path reads; None where no page says so."""
    # Nobody has looked yet in which language the address is.
    with translation.override(get_language_from_path(path) or translation.get_language()):
        try:
            view = resolve(path).func
        except Resolver404:
            return None
    return getattr(view, "parameters", None)
