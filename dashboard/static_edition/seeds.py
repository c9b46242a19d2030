"""Where the way through the public site starts, and what an address without a place shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from dashboard.navigation import addresses
from indicators import selectors
from indicators.selectors import Edition

from .addresses import IN_BOTH_LANGUAGES, OF_AN_INDICATOR, Target, in_own_language
from .routes import LANGUAGES, plain_paths

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
    """Return every page without an argument, every indicator, and all that has a page of its own.

    Not all of these are found by links: a place without figures, a document that nothing cites.
    What else is of one indicator is visited with its page, while its figures are at hand.
    """
    listing = selectors.listing(edition)
    first_places: dict[str, str] = {}
    codes = listing.codes()
    for code, place in codes:
        first_places.setdefault(code, place)
    alone = [(code,) for code in first_places]
    targets = _targets(
        {
            "indicator": alone,
            "embed": alone,
            "indicator_file": [(code, kind) for kind in FILES for code in first_places],
            "chart_svg": codes,
            **{
                name: [(code,) for code in many]
                for name, many in selectors.reference_data.pages(edition).items()
            },
        }
    )
    return Starts([*plain_paths(), *targets], first_places, targets)


def _targets(named: Mapping[str, Sequence[tuple[str, ...]]]) -> dict[str, Target]:
    """Return the path of each page in each language with what it leads to."""
    found: dict[str, Target] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for name, many in named.items():
                is_shared, is_of_one = name in IN_BOTH_LANGUAGES, name in OF_AN_INDICATOR
                for path, (code, *_) in zip(addresses(name, many), many, strict=True):
                    address = in_own_language(path) if is_shared else path
                    found[path] = address, code if is_of_one else ""
    return found
