"""Cards with every figure, and the lists that a reader chooses from."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

from django.db.models import Q, QuerySet

from indicators import series_builders
from indicators.bilingual import Text
from indicators.models import Area, Indicator, Standing
from indicators.progress import measure
from indicators.series import Series

from . import reference_data
from .as_of import Edition
from .at_hand import AtHand, is_of_family
from .current_list import StoredListing, chosen, family_of, in_order
from .list_types import Card, Listing, ListQuery
from .past_list import ComputedListing, fits

EVERYTHING = ListQuery()
AT_HAND = 2000


def cards(edition: Edition, indicators: QuerySet[Indicator]) -> list[Card]:
    """Return the indicators' public series with every figure and their progress."""
    day, found = edition.day, all_series(edition, indicators)
    return [Card(series, measure(series, day)) for series in found if day]


def all_series(edition: Edition, indicators: QuerySet[Indicator]) -> list[Series]:
    """Return the indicators' public series with every figure, read in a few queries at once."""
    if edition.is_empty:
        return []
    return series_builders.all_series(indicators.filter(is_public=True), edition.before)


def cards_of(edition: Edition, code: str) -> list[Card]:
    """Return the indicator's public cards with every figure, one for each place."""
    if edition.at_hand and code in edition.at_hand.families:
        return [card for card in edition.at_hand.families[code] if card.series.code == code]
    return cards(edition, Indicator.objects.filter(code=code))


@lru_cache(maxsize=2)
def today(state: str, day: date) -> AtHand | None:
    """Return all of today's cards, or None where they are too many to keep at hand.

    The same ``state`` names the same public data, so what was read once serves again.
    """
    rows = list(in_order(chosen(EVERYTHING))[: AT_HAND + 1])
    return _today(rows, day) if len(rows) <= AT_HAND else None


def _today(rows: list[Standing], day: date) -> AtHand:
    series = series_builders.brief_series(rows, with_co_owners=True)
    about = {area.slug: series_builders.text_of(area, "summary") for area in Area.objects.all()}
    return AtHand(tuple(Card(one, measure(one, day)) for one in series), about)


def with_lists(edition: Edition) -> Edition:
    """Return the edition with the cards of all its lists at hand; nothing may change meanwhile."""
    if edition.is_empty or edition.day is None:
        return edition
    if edition.before is None:
        known = _today(list(in_order(chosen(EVERYTHING))), edition.day)
    else:
        known = AtHand(_brief(edition, Indicator.objects.all()), summaries(edition))
    return replace(edition, at_hand=known)


def with_families(edition: Edition, codes: Collection[str]) -> Edition:
    """Return the edition with every figure of the indicators and of their parts at hand."""
    if edition.at_hand is None:
        return edition
    wanted = Indicator.objects.filter(Q(code__in=codes) | Q(part_of__code__in=codes))
    found = cards(edition, wanted) if codes else []
    families = {code: [card for card in found if is_of_family(card, code)] for code in codes}
    return replace(edition, at_hand=replace(edition.at_hand, families=families, kept={}))


def with_every_figure(edition: Edition) -> Edition:
    """Return the edition with every figure at hand, about a kilobyte of memory each."""
    if edition.at_hand is None:
        return edition
    found = tuple(cards(edition, Indicator.objects.all()))
    return replace(edition, at_hand=replace(edition.at_hand, cards=found, is_whole=True, kept={}))


def listing(edition: Edition, choice: ListQuery = EVERYTHING, state: str = "") -> Listing:
    """Return the public cards that the reader wants, with their newest figures.

    ``state`` names what is public, where the caller knows it: then a small city's cards are at
    hand, and only a large one's lists are read from the database.
    """
    if edition.is_empty or edition.day is None:
        return ComputedListing((), choice, edition.before)
    if edition.at_hand:
        return edition.at_hand.listing(choice, edition.before)
    if edition.before is None:
        at_hand = today(state, edition.day) if state else None
        return at_hand.listing(choice, None) if at_hand else StoredListing(choice, edition.day)
    wanted = family_of(choice.family) if choice.family else Indicator.objects.all()
    known = _brief(edition, wanted)
    return ComputedListing(known, choice, edition.before, partial(summaries, edition))


def _brief(edition: Edition, indicators: QuerySet[Indicator]) -> tuple[Card, ...]:
    """Return the public cards of the edition's day with their newest figures."""
    public, day = indicators.filter(is_public=True), edition.day
    series = series_builders.all_series(public, edition.before, is_brief=True)
    return tuple(Card(one, measure(one, day)) for one in series if day)


def summaries(edition: Edition) -> dict[str, Text]:
    """Return what each area is about, by its code."""
    return {one.slug: one.summary for one in reference_data.areas(edition, None, AT_HAND).items}


def each_series(
    edition: Edition, choice: ListQuery = EVERYTHING, *, in_order_of_codes: bool = False
) -> Iterator[Series]:
    """Yield the chosen public series with every figure, a few at a time in memory.

    They come as the areas are ordered today, or by their codes, which no edit moves.
    """
    if edition.is_empty or edition.day is None:
        return
    for series in _every_series(edition, in_order_of_codes=in_order_of_codes):
        if fits(Card(series, measure(series, edition.day)), choice):
            yield series


def _every_series(edition: Edition, *, in_order_of_codes: bool) -> Iterable[Series]:
    if edition.at_hand and edition.at_hand.is_whole:
        known = [card.series for card in edition.at_hand.cards]
        return sorted(known, key=lambda one: one.code) if in_order_of_codes else known
    public = Indicator.objects.filter(is_public=True)
    return series_builders.each_series(
        public, edition.before, edition.cut, in_order_of_codes=in_order_of_codes
    )
