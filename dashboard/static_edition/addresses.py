"""Which public address becomes which file, and what a link leads to.

An address is a path with the part of its query that makes a page of its own: one place of an
indicator, a further page of a list. The day of the edition is in no address, because the whole
edition is of that day; a sort is in none, because the edition's script sorts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.conf import settings

from .base import NOBODY
from .routes import route_of

# What the query of a page may say besides ``page``, so that the answer is a file of its own.
VARIANTS: Mapping[str, frozenset[str]] = {
    "overview": frozenset({"screen", "standing"}),
    "indicators": frozenset({"area"}),
    "indicator": frozenset({"place"}),
    "embed": frozenset({"place"}),
}
# Downloads that hold both languages: one file serves both.
OF_EVERYTHING = frozenset(
    {
        "catalogue_jsonld",
        "catalogue_ttl",
        "indicators_csv",
        "indicators_csvw",
        "observations_csv",
        "observations_csvw",
        "observations_json",
        "observations_xlsx",
        "package",
        "schema",
        "sdmx_csv",
        "sdmx_structure",
    }
)
OF_AN_INDICATOR = frozenset({"chart", "chart_svg", "embed", "indicator", "indicator_file"})
IN_BOTH_LANGUAGES = OF_EVERYTHING | {"indicator_file"}
# These name every indicator as well, each in its own language.
INDEXES = frozenset({"search_index", "search_script"})
NUMBERED = "page"
PLAIN = re.compile(r"[-\w]+", re.ASCII)
STATIC = "/static/"
# An address, and the code of what it shows.
Target = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to: an address of the edition, or none, and a place on that page.

    ``code`` names the indicator that the page is about. A dead address looks as if it were a page,
    but is none.
    """

    address: str | None
    fragment: str = ""
    code: str = ""
    is_dead: bool = False


class Addresses:
    """Reads links as they stand on pages.

    ``first_places`` are those that an indicator's page shows where none is named; ``day`` is that
    of the edition, as it stands in links; ``known`` says of paths what they lead to, so that the
    URL table need not be asked for the thousands that were made from it.
    """

    def __init__(
        self,
        first_places: Mapping[str, str],
        day: str = "",
        known: Mapping[str, Target] = MappingProxyType({}),
    ) -> None:
        self.first_places, self.day = first_places, day
        self.dead: frozenset[str] = frozenset()
        self._known: dict[str, tuple[str | None, str]] = dict(known)

    def read(self, href: str, on: str) -> Link:
        """Return what the link on the page at the address ``on`` leads to within the edition."""
        target, _, fragment = href.removeprefix(NOBODY).partition("#")
        path = target if target.startswith("/") else urljoin(on, target)
        if path not in self._known:
            self._known[path] = self._address(path)
        address, code = self._known[path]
        return Link(address, fragment, code, address in self.dead)

    def each(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the address of each path that has one."""
        found = (self.read(path, "/").address for path in paths)
        yield from (address for address in found if address is not None)

    def _address(self, href: str) -> tuple[str | None, str]:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None, ""
        path = unquote(parts.path)
        known = self._known.get(path)
        if known and not self._asked(parts.query, known[1]):
            return known
        if path.startswith(STATIC):
            return path, ""
        route = route_of(path)
        if route is None:
            return None, ""
        if route.name in IN_BOTH_LANGUAGES:
            path = in_own_language(path)
        code = route.arguments["code"] if route.name in OF_AN_INDICATOR else ""
        asked = self._asked(parts.query, code)
        if not is_kept(route.name, asked):
            return None, code
        return f"{path}?{urlencode(sorted(asked.items()))}" if asked else path, code

    def _asked(self, query: str, code: str) -> dict[str, str]:
        """Return what the query asks for beyond what the page shows anyway."""
        usual = {NUMBERED: "1", "as_of": self.day, "place": self.first_places.get(code, "")}
        return {key: value for key, value in parse_qsl(query) if value and usual.get(key) != value}


def is_kept(name: str, asked: Mapping[str, str]) -> bool:
    """Tell whether a page with this query is a page of its own."""
    known = VARIANTS.get(name, frozenset()) | {NUMBERED}
    return asked.keys() <= known and all(PLAIN.fullmatch(value) for value in asked.values())


def is_of_everything(address: str) -> bool:
    """Tell whether the address is a file that names every indicator, or every figure."""
    route = route_of(address)
    return route is not None and route.name in OF_EVERYTHING | INDEXES


def in_own_language(path: str) -> str:
    """Return the path in the site's own language."""
    for code, _ in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            path = path.removeprefix(f"/{code}") if path.startswith(f"/{code}/") else path
    return path


@lru_cache(maxsize=100_000)
def link_to(address: str) -> str:
    """Return the name of the address's file as it stands in links."""
    return quote(file_of(address))


@lru_cache(maxsize=100_000)
def file_of(address: str) -> str:
    """Return the name of the address's file, seen from the edition's folder.

    /indicators/ is indicators/index.html, and with ?page=2 indicators/page-2.html.
    """
    path, _, query = address.partition("?")
    variant = ".".join(f"{key}-{value}" for key, value in parse_qsl(query))
    folder, name = path.lstrip("/").rpartition("/")[::2]
    if not name:
        name = f"{variant or 'index'}.html"
    elif variant:
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        name = f"{stem}.{variant}{suffix}"
    return f"{folder}/{name}" if folder else name
