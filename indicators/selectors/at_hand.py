"""Cards that were read once for the many pages of one state of the data."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from indicators.bilingual import Text

from .list_types import Card, Listing, ListQuery
from .past_list import ComputedListing


class WholeListing(ComputedListing):
    """Cards that hold every figure already."""

    def whole(self, card: Card) -> Card:
        """Return the card itself."""
        return card


@dataclass(frozen=True, slots=True)
class AtHand:
    """All cards in the order of lists, and those of some families with every figure.

    A family is an indicator with its parts, under the indicator's code. ``is_whole`` says that
    all cards hold every figure; ``kept`` is what was read for one page and serves others too.
    """

    cards: tuple[Card, ...]
    summaries: Mapping[str, Text]
    families: Mapping[str, list[Card]] = field(default_factory=dict)
    is_whole: bool = False
    kept: dict[Hashable, object] = field(default_factory=dict)

    def listing(self, choice: ListQuery, before: datetime | None) -> Listing:
        """Return the cards that the reader wants, read from memory."""
        if choice.family in self.families:
            return WholeListing(self.families[choice.family], choice, before)
        cards = [card for card in self.cards if is_of_family(card, choice.family)]
        return ComputedListing(cards, choice, before, lambda: self.summaries)


def is_of_family(card: Card, code: str) -> bool:
    """Tell whether the card is of the indicator or of one of its parts; every one is of none."""
    series = card.series
    return code in ("", series.code, series.part_of.code if series.part_of else "")
