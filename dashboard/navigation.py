"""Addresses of pages: the day that a reader looks at stays in every link."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

from indicators.series import Citation

STAND_IN = "a-code-that-nobody-has"
CODE = re.compile(r"[-\w]+", re.ASCII)


def address(name: str, *arguments: object, as_of: date | None = None, **query: object) -> str:
    """Return the page's address, with ``as_of`` where a reader looks at an earlier day."""
    asked = tuple((key, value) for key, value in query.items() if value)
    if as_of is not None:
        asked += (("as_of", as_of.isoformat()),)
    return _address(name, arguments, asked, get_language(), get_script_prefix())


def addresses(name: str, many: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the page's URL for each of the arguments, faster than one ``reverse`` each."""
    language, prefix = get_language(), get_script_prefix()
    return (_path(name, arguments, language, prefix) for arguments in many)


def is_served(name: str) -> bool:
    """Tell whether the table of addresses in use has the page: a copy of the site has fewer."""
    return name in get_resolver(get_urlconf()).reverse_dict


def anchor(citation: Citation) -> str:
    """Return where the citation's paragraph, or its line, is on the page of its document."""
    if citation.paragraph is None and citation.line is not None:
        return f"l{citation.line}"
    return f"p{citation.paragraph or 0}"


@lru_cache(maxsize=20_000)
def _address(
    name: str,
    arguments: tuple[object, ...],
    asked: tuple[tuple[str, object], ...],
    language: str,
    prefix: str,
) -> str:
    """Return the address; a page may name hundreds, and its neighbours the same ones."""
    path = _path(name, arguments, language, prefix)
    return f"{path}?{urlencode(asked)}" if asked else path


def _path(name: str, arguments: tuple[object, ...], language: str, prefix: str) -> str:
    """Return the page's path; the URL table is asked once for all that differ in a code alone."""
    code, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if isinstance(code, str) and CODE.fullmatch(code):
        pattern = _pattern(name, rest, language, prefix)
        if pattern is not None:
            return pattern.replace(STAND_IN, code)
    return reverse(name, args=arguments)


@lru_cache(maxsize=1_000)
def _pattern(name: str, rest: tuple[object, ...], _language: str, _prefix: str) -> str | None:
    """Return the page's path with the stand-in for its code; None where not any code will do."""
    try:
        return reverse(name, args=(STAND_IN, *rest))
    except NoReverseMatch:
        return None


def in_language(path: str, language: str) -> str:
    """Return the same address, its query included, in the other language."""
    bare = path[3:] if path.startswith("/en/") else path
    return f"/en{bare}" if language == "en" else bare
