"""Where the way through the public site starts, and what an address without a place shows."""

from dataclasses import dataclass

from dashboard.navigation import STAND_IN
from indicators import reading
from indicators.reading import Edition

from .addresses import IN_BOTH_LANGUAGES, Target, in_own_language
from .routes import paths_of, plain_paths

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
    named: list[tuple[str, ...]] = [
        *((page, code) for page in ("indicator", "embed") for code in first_places),
        *(("indicator_file", code, kind) for kind in FILES for code in first_places),
        *(("chart_svg", code, place) for code, place in codes),
        *(("place", place.code) for place in outline.places),
    ]
    targets = _targets(named)
    areas = [path for area in outline.areas for path in paths_of("area", area.code)]
    return Starts([*plain_paths(), *targets, *areas], first_places, targets)


def _targets(named: list[tuple[str, ...]]) -> dict[str, Target]:
    """Return the path of each page in each language with what it leads to.

    The URL table is asked once for all pages that differ in the code alone.
    """
    kinds = dict.fromkeys(map(_kind, named))
    patterns = {kind: paths_of(kind[0], STAND_IN, *kind[1:]) for kind in kinds}
    found: dict[str, Target] = {}
    for page in named:
        for pattern in patterns[_kind(page)]:
            path = pattern.replace(STAND_IN, page[1])
            is_shared = page[0] in IN_BOTH_LANGUAGES
            found[path] = in_own_language(path) if is_shared else path, page[1]
    return found


def _kind(page: tuple[str, ...]) -> tuple[str, ...]:
    return page[0], *page[2:]
