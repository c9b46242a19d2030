"""Cards with every figure, and the lists that a reader chooses from."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from indicators import assembly
from indicators.models import Indicator
from indicators.progress import measure
from indicators.series import Series

from .computed import ComputedListing, fits
from .editions import Edition
from .listing import Card, Choice, Listing
from .stored import StoredListing

EVERYTHING = Choice()


def cards(edition: Edition, indicators: QuerySet[Indicator]) -> list[Card]:
    """Return the indicators' public series with every figure and their progress."""
    if edition.is_empty or edition.day is None:
        return []
    found = assembly.all_series(indicators.filter(is_public=True), edition.before)
    return [Card(series, measure(series, edition.day)) for series in found]


def listing(edition: Edition, choice: Choice = EVERYTHING) -> Listing:
    """Return the public cards that the reader wants, with their newest figures."""
    if edition.is_empty or edition.day is None:
        return ComputedListing((), choice, edition.before)
    if edition.before is None:
        return StoredListing(choice, edition.day)
    wanted = Indicator.objects.all()
    if choice.family:
        wanted = wanted.filter(Q(code=choice.family) | Q(part_of__code=choice.family))
    public = wanted.filter(is_public=True)
    series = assembly.all_series(public, edition.before, is_brief=True)
    known = [Card(one, measure(one, edition.day)) for one in series]
    return ComputedListing(known, choice, edition.before)


def each_series(edition: Edition, choice: Choice = EVERYTHING) -> Iterator[Series]:
    """Yield the chosen public series with every figure, a few at a time in memory."""
    if edition.is_empty or edition.day is None:
        return
    public = Indicator.objects.filter(is_public=True)
    for series in assembly.each_series(public, edition.before):
        if fits(Card(series, measure(series, edition.day)), choice):
            yield series
