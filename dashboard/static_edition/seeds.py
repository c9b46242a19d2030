"""Where the way through the public site starts, and what an address without a place shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from indicators import reading
from indicators.reading import Edition

from .routes import LANGUAGES, plain_paths


@dataclass(frozen=True, slots=True)
class Starts:
    """The addresses to start from, and the place that each indicator shows where none is named."""

    addresses: list[str]
    first_places: dict[str, str]


def starts_of(edition: Edition) -> Starts:
    """Return every page without an argument, every indicator, and areas and places with figures.

    The live site reaches the latter through its filters; all other pages are found by links.
    """
    listing = reading.listing(edition)
    first_places: dict[str, str] = {}
    for code, place in listing.codes():
        first_places.setdefault(code, place)
    outline = listing.outline()
    named = [
        *(("indicator", code) for code in first_places),
        *(("area", area.code) for area in outline.areas),
        *(("place", place.code) for place in outline.places),
    ]
    return Starts([*plain_paths(), *_in_each_language(named)], first_places)


def _in_each_language(named: list[tuple[str, str]]) -> Iterator[str]:
    for name, code in named:
        for language in LANGUAGES:
            with translation.override(language):
                path = reverse(name, args=[code])
            yield path
