"""Where the way through the public site starts, and what an address without a place shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from dashboard.navigation import addresses
from indicators import reading
from indicators.reading import Edition

from .addresses import IN_BOTH_LANGUAGES, Target, in_own_language
from .routes import LANGUAGES, paths_of, plain_paths

FILES = ("csv", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Starts:
    """The paths to start from, and the place that each indicator shows where none is named.

    ``targets`` says of most of the paths what they lead to.
    """

    paths: list[str]
    first_places: dict[str, str]
    targets: dict[str, Target]


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
    alone = [(code,) for code in first_places]
    targets = _targets(
        {
            "indicator": alone,
            "embed": alone,
            "indicator_file": [(code, kind) for kind in FILES for code in first_places],
            "chart_svg": codes,
            "place": [(place.code,) for place in outline.places],
        }
    )
    areas = [path for area in outline.areas for path in paths_of("area", area.code)]
    return Starts([*plain_paths(), *targets, *areas], first_places, targets)


def _targets(named: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, Target]:
    """Return the path of each page in each language with what it leads to."""
    found: dict[str, Target] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for name, many in named.items():
                is_shared = name in IN_BOTH_LANGUAGES
                for path, (code, *_) in zip(addresses(name, many), many, strict=True):
                    found[path] = in_own_language(path) if is_shared else path, code
    return found
