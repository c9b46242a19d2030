"""Read what is public, as of any day, as series."""

from . import observed, records, walks
from .editions import Edition, edition
from .figures import Figures, Published, published_in, taken_from
from .listing import SORTS, Card, Choice, Listing, Outline, Section
from .lists import cards, each_series, listing, today
from .rules import public_codes, rule_results
from .stretches import End, NotAnEnd, Stretch

__all__ = [
    "SORTS",
    "Card",
    "Choice",
    "Edition",
    "End",
    "Figures",
    "Listing",
    "NotAnEnd",
    "Outline",
    "Published",
    "Section",
    "Stretch",
    "cards",
    "each_series",
    "edition",
    "listing",
    "observed",
    "public_codes",
    "published_in",
    "records",
    "rule_results",
    "taken_from",
    "today",
    "walks",
]
