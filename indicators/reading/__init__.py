"""Read what is public, as of any day, as series."""

from . import observed, records, walks
from .backgrounds import (
    background,
    background_of_release,
    changes,
    extent,
    number_of_figures,
    release_changes,
    released,
    releases,
)
from .computed import ComputedListing
from .editions import Edition, edition, edition_after
from .figures import Figures, Published, published_in, taken_from
from .listing import SORTS, Card, Choice, Listing, Outline, Section
from .lists import (
    all_series,
    cards,
    cards_of,
    each_series,
    listing,
    summaries,
    today,
    with_every_figure,
    with_families,
    with_lists,
)
from .reports import book, drafted, histories, in_report, spans
from .rules import public_codes, rule_results
from .stored import family_of
from .stretches import End, NotAnEnd, Stretch

__all__ = [
    "SORTS",
    "Card",
    "Choice",
    "ComputedListing",
    "Edition",
    "End",
    "Figures",
    "Listing",
    "NotAnEnd",
    "Outline",
    "Published",
    "Section",
    "Stretch",
    "all_series",
    "background",
    "background_of_release",
    "book",
    "cards",
    "cards_of",
    "changes",
    "drafted",
    "each_series",
    "edition",
    "edition_after",
    "extent",
    "family_of",
    "histories",
    "in_report",
    "listing",
    "number_of_figures",
    "observed",
    "public_codes",
    "published_in",
    "records",
    "release_changes",
    "released",
    "releases",
    "rule_results",
    "spans",
    "summaries",
    "taken_from",
    "today",
    "walks",
    "with_every_figure",
    "with_families",
    "with_lists",
]
