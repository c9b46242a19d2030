"""Read what is public, as of any day, as series."""

from .editions import Edition, edition
from .figures import Figures, Published, published_in, taken_from
from .listing import SORTS, Card, Choice, Listing, Outline, Section
from .lists import cards, each_series, listing, today
from .rules import rule_results

__all__ = [
    "SORTS",
    "Card",
    "Choice",
    "Edition",
    "Figures",
    "Listing",
    "Outline",
    "Published",
    "Section",
    "cards",
    "each_series",
    "edition",
    "listing",
    "published_in",
    "rule_results",
    "taken_from",
    "today",
]
