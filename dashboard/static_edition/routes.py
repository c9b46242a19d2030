"""What the URL table says of an address: which public page it is, and in which language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from django.conf import settings
from django.template import engines
from django.urls import (
    NoReverseMatch,
    Resolver404,
    get_resolver,
    get_urlconf,
    resolve,
    reverse,
    set_urlconf,
)
from django.utils import translation

from dashboard.page_cache import View, is_published

# The addresses that an edition consists of; its templates are used where these are.
EDITION_URLS = "dashboard.public_urls"
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Route:
    """A public page of the URL table."""

    name: str
    view: View
    arguments: Mapping[str, str]
    language: str


@contextmanager
def edition_urls() -> Iterator[None]:
    """Know no other addresses within the block, and fill the edition's own templates.

    Desk, admin and API need not be loaded. Pages and templates are, so that processes that are
    started within do not do it each again.
    """
    usual = get_urlconf()
    import_module(EDITION_URLS)
    engines.all()
    set_urlconf(EDITION_URLS)
    try:
        yield
    finally:
        set_urlconf(usual)


def language_of(path: str) -> str:
    """Return the language that the path names, else the site's own."""
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


@lru_cache(maxsize=50_000)
def route_of(path: str) -> Route | None:
    """Return the public page at the path; None where there is none, or none for everybody."""
    language = language_of(path)
    with translation.override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return None
    if not is_published(found.func):
        return None
    return Route(found.view_name, found.func, found.kwargs, language)


def plain_paths() -> list[str]:
    """Return every public address that needs no argument, in each language."""
    names = [name for name in get_resolver(EDITION_URLS).reverse_dict if isinstance(name, str)]
    return [path for name in names for path in paths_of(name)]


def paths_of(name: str, *arguments: str) -> list[str]:
    """Return the page's path in each language; none where it needs other arguments."""
    found = []
    for language in LANGUAGES:
        with translation.override(language), suppress(NoReverseMatch):
            found.append(reverse(name, args=arguments))
    return found
