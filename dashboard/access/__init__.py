"""The doors: a record that the public may see or 404, and what the address asks for.

Those of the desk are in ``dashboard.access.desk``, so that nobody loads them without need.
"""

from .asked import (
    SpanConverter,
    keys_of,
    language,
    page_for,
    versions_of,
)
from .narrowed import DAY, narrowed_for
from .public import (
    FILTERS,
    Reader,
    card_for,
    cards_for,
    choice_for,
    each_card_for,
    each_series_for,
    edition_for,
    indicator_for,
    is_static,
    link_for,
    listing_for,
    published_in,
    read_once,
    reader_of,
    refuse_unknown,
    series_in_report,
    source_for,
    taken_from,
)

__all__ = [
    "DAY",
    "FILTERS",
    "Reader",
    "SpanConverter",
    "card_for",
    "cards_for",
    "choice_for",
    "each_card_for",
    "each_series_for",
    "edition_for",
    "indicator_for",
    "is_static",
    "keys_of",
    "language",
    "link_for",
    "listing_for",
    "narrowed_for",
    "page_for",
    "published_in",
    "read_once",
    "reader_of",
    "refuse_unknown",
    "series_in_report",
    "source_for",
    "taken_from",
    "versions_of",
]
