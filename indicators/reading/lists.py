"""Cards with every figure, and the lists that a reader chooses from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from django.db.models import QuerySet

from indicators import assembly
from indicators.models import Area, Indicator
from indicators.progress import measure
from indicators.series import Series
from indicators.texts import Text

from . import records
from .computed import ComputedListing, fits
from .editions import Edition
from .listing import Card, Choice, Listing
from .stored import StoredListing, chosen, family_of, in_order

EVERYTHING = Choice()
AT_HAND = 2000


def cards(edition: Edition, indicators: QuerySet[Indicator]) -> list[Card]:
    """Return the indicators' public series with every figure and their progress."""
    day, found = edition.day, all_series(edition, indicators)
    return [Card(series, measure(series, day)) for series in found if day]


def all_series(edition: Edition, indicators: QuerySet[Indicator]) -> list[Series]:
    """Return the indicators' public series with every figure, read in a few queries at once."""
    if edition.is_empty:
        return []
    return assembly.all_series(indicators.filter(is_public=True), edition.before)


@dataclass(frozen=True, slots=True)
class Today:
    """All of today's cards, at hand in this process."""

    cards: tuple[Card, ...]
    summaries: dict[str, Text]


@lru_cache(maxsize=2)
def today(state: str, day: date) -> Today | None:
    """Return all of today's cards, or None where they are too many to keep at hand.

    The same ``state`` names the same public data, so what was read once serves again.
    """
    rows = list(in_order(chosen(EVERYTHING))[: AT_HAND + 1])
    if len(rows) > AT_HAND:
        return None
    series = assembly.brief_series(rows, with_co_owners=True)
    about = {area.slug: assembly.text_of(area, "summary") for area in Area.objects.all()}
    return Today(tuple(Card(one, measure(one, day)) for one in series), about)


def listing(edition: Edition, choice: Choice = EVERYTHING, state: str = "") -> Listing:
    """Return the public cards that the reader wants, with their newest figures.

    ``state`` names what is public, where the caller knows it: then a small city's cards are at
    hand, and only a large one's lists are read from the database.
    """
    if edition.is_empty or edition.day is None:
        return ComputedListing((), choice, edition.before)
    if edition.before is None:
        at_hand = today(state, edition.day) if state else None
        if at_hand is None:
            return StoredListing(choice, edition.day)
        cards = [card for card in at_hand.cards if _is_family(card, choice.family)]
        return ComputedListing(cards, choice, None, lambda: at_hand.summaries)
    wanted = family_of(choice.family) if choice.family else Indicator.objects.all()
    public = wanted.filter(is_public=True)
    series = assembly.all_series(public, edition.before, is_brief=True)
    known = [Card(one, measure(one, edition.day)) for one in series]
    return ComputedListing(known, choice, edition.before, partial(summaries, edition))


def summaries(edition: Edition) -> dict[str, Text]:
    """Return what each area is about, by its code."""
    return {one.slug: one.summary for one in records.areas(edition, None, AT_HAND).items}


def _is_family(card: Card, code: str) -> bool:
    series = card.series
    return code in ("", series.code, series.part_of.code if series.part_of else "")


def each_series(
    edition: Edition, choice: Choice = EVERYTHING, *, in_order_of_codes: bool = False
) -> Iterator[Series]:
    """Yield the chosen public series with every figure, a few at a time in memory.

    They come as the areas are ordered today, or by their codes, which no edit moves.
    """
    if edition.is_empty or edition.day is None:
        return
    public = Indicator.objects.filter(is_public=True)
    every = assembly.each_series(
        public, edition.before, edition.cut, in_order_of_codes=in_order_of_codes
    )
    for series in every:
        if fits(Card(series, measure(series, edition.day)), choice):
            yield series
