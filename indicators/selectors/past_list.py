"""Lists computed in memory from all cards: of an earlier day, or of a small city."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from indicators import series_builders
from indicators.bilingual import Text
from indicators.progress import measure
from indicators.series import Named, Place

from .list_types import RANKS, Card, Listing, ListQuery, Outline

Record = TypeVar("Record", Named, Place)


class ComputedListing(Listing):
    """Cards that are all at hand; what the areas are about is asked for when it is wanted."""

    def __init__(
        self,
        cards: Iterable[Card],
        choice: ListQuery,
        before: datetime | None,
        summaries: Callable[[], Mapping[str, Text]] = dict,
    ) -> None:
        self.known, self.before, self.summaries = list(cards), before, summaries
        self.fitting = [card for card in self.known if fits(card, choice)]
        self.cards = _sorted(self.fitting, choice)

    def __len__(self) -> int:
        """Return how many cards fit the choice."""
        return len(self.cards)

    def __getitem__(self, part: slice) -> list[Card]:
        """Return some of the cards, in the chosen order."""
        return self.cards[part]

    def codes(self) -> list[tuple[str, str]]:
        """Return the codes of indicator and place of each card, in the chosen order."""
        return [(card.series.code, card.series.place.code) for card in self.cards]

    def outline(self) -> Outline:
        """Return the choices and the counts."""
        series = [card.series for card in self.known]
        return Outline(
            areas=_in_order(one.area for one in series),
            owners=_in_order(one.owner for one in series),
            places=[*_in_order(one.place for one in series)],
            counts=Counter(card.progress.standing for card in self.cards),
            summaries=self.summaries(),
        )

    def whole(self, card: Card) -> Card:
        """Return the card with every figure that was public, in one query."""
        series = series_builders.with_all_figures(card.series, self.before)
        return Card(series, measure(series, card.progress.as_of))


def _in_order(many: Iterable[Record]) -> list[Record]:
    """Return each once, as the city orders them."""
    return sorted(dict.fromkeys(many), key=lambda one: (one.order, one.code))


def fits(card: Card, choice: ListQuery) -> bool:
    """Tell whether the card is among those that the reader wants."""
    series, text = card.series, choice.q.lower()
    return (
        any(text in words.lower() for words in (*series.name, *series.definition, series.code))
        and choice.code in ("", series.code)
        and choice.area in ("", series.area.code)
        and choice.owner in ("", series.owner.code, *(one.code for one in series.co_owners))
        and choice.standing in ("", card.progress.standing.value)
        and choice.place in ("", series.place.code)
    )


def _sorted(cards: list[Card], choice: ListQuery) -> list[Card]:
    """Sort as the database does: what has no value comes last, whichever way."""
    keys: dict[str, list[str | int | Decimal | None]] = {
        "": [0] * len(cards),
        "name": [card.series.name.in_language(choice.language) for card in cards],
        "place": [card.series.place.order for card in cards],
        "value": [latest.value if (latest := card.series.latest) else None for card in cards],
        "standing": [RANKS[card.progress.standing] for card in cards],
        "owner": [card.series.owner.order for card in cards],
        "area": [card.series.area.order for card in cards],
    }
    paired = list(zip(keys[choice.sort_key], cards, strict=True))
    with_key = [pair for pair in paired if pair[0] is not None]
    with_key.sort(key=lambda pair: pair[0], reverse=choice.is_downward)  # type: ignore[arg-type, return-value]
    return [card for _, card in with_key] + [card for key, card in paired if key is None]
