"""The doors: a record that the public may see or 404, and what the address asks for.

Those of the desk are in ``dashboard.access.desk``, so that nobody loads them without need.
"""

from .filters import DAY, narrowed_for
from .params import SpanConverter, keys_of, language, page_for, versions_of
from .public import (
    FILTERS,
    card_for,
    cards_for,
    choice_for,
    each_card_for,
    edition_for,
    indicator_for,
    listing_for,
    refuse_unknown,
    source_for,
)

__all__ = [
    "DAY",
    "FILTERS",
    "SpanConverter",
    "card_for",
    "cards_for",
    "choice_for",
    "each_card_for",
    "edition_for",
    "indicator_for",
    "keys_of",
    "language",
    "listing_for",
    "narrowed_for",
    "page_for",
    "refuse_unknown",
    "source_for",
    "versions_of",
]
