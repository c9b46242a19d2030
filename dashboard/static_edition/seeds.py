"""Where the way through the public site starts, and what an address without a place shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from indicators import reading
from indicators.reading import Edition

from .routes import LANGUAGES, plain_paths

FILES = ("csv", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Starts:
    """The addresses to start from, and the place that each indicator shows where none is named."""

    addresses: list[str]
    first_places: dict[str, str]


def starts_of(edition: Edition) -> Starts:
    """Return every page without an argument, every indicator, and areas and places with figures.

    The live site reaches the latter through its filters; all other pages are found by links. What
    else is of one indicator is visited with its page, while its figures are at hand.
    """
    listing = reading.listing(edition)
    first_places: dict[str, str] = {}
    codes = listing.codes()
    for code, place in codes:
        first_places.setdefault(code, place)
    outline = listing.outline()
    named: list[tuple[str, ...]] = [
        *((page, code) for page in ("indicator", "embed") for code in first_places),
        *(("indicator_file", code, kind) for kind in FILES for code in first_places),
        *(("chart_svg", code, place) for code, place in codes),
        *(("area", area.code) for area in outline.areas),
        *(("place", place.code) for place in outline.places),
    ]
    return Starts([*plain_paths(), *_in_each_language(named)], first_places)


def _in_each_language(named: list[tuple[str, ...]]) -> Iterator[str]:
    for name, *arguments in named:
        for language in LANGUAGES:
            with translation.override(language):
                path = reverse(name, args=arguments)
            yield path
