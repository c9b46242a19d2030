"""The doors to what is public: a record as of the day that is asked for, or 404."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import reading
from indicators.models import (
    Indicator,
    Release,
    Source,
)
from indicators.reading import Card, Choice, Edition, Listing, Published
from indicators.series import Series
from indicators.spans import ReportSpan

from .asked import language

# No figure can have been public before the People's Republic was founded.
FIRST_DAY = date(1949, 10, 1)
# What an address may narrow a list or a file to, and sort a list by.
NARROWING = ("q", "area", "owner", "standing", "place")
FILTERS = (*NARROWING, "sort")
# Longer than any name, and short enough for a database to look for.
LONGEST = 200
AT_ONCE = 500
Value = TypeVar("Value")


class Reader(Protocol):
    """Reads what is public for requests that come with their own, as the static edition's do."""

    edition: Edition

    def listing(self, choice: Choice) -> Listing:
        """Return the cards that are wanted."""

    def cards(self, code: str) -> list[Card]:
        """Return an indicator's cards with every figure."""

    def each_card(self) -> Iterable[Card] | None:
        """Return every card where all are at hand; None where a list is sooner read."""

    def each_series(self, *, in_order_of_codes: bool = False) -> Iterable[Series]:
        """Return every series with every figure, as the areas are ordered or by their codes."""

    def series_in_report(self, span: ReportSpan) -> list[Series]:
        """Return every series with the points that a report about the span cites."""

    def published_in(self, release: Release) -> Sequence[Published]:
        """Return what one release made public."""

    def taken_from(self, source: Source) -> Sequence[Published]:
        """Return the figures taken from the document."""

    def keep(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return what was read lately under the key, else read it."""


def reader_of(request: HttpRequest) -> Reader | None:
    """Return who reads for the request, if it brought somebody."""
    return getattr(request, "reader", None)


def is_static(request: HttpRequest) -> bool:
    """Tell whether the request is for a page of a static edition, behind which no server stands."""
    return getattr(request, "is_static", False)


def link_for(request: HttpRequest, path: str) -> str | None:
    """Return the path, or how the request's own links name it; None where they lead nowhere."""
    links = getattr(request, "links", None)
    found: str | None = links.local(path) if links else path
    return found


def refuse_unknown(request: HttpRequest, known: Collection[str]) -> None:
    """Raise BadRequest for a filter that a file does not have, is given twice, or holds no text.

    The file would hold something else than was asked for, and whoever reads it with a program would
    not see that.
    """
    for name, values in request.GET.lists():
        if name not in known:
            message = _("There is no filter “%(name)s” here. Known are: %(known)s.")
            raise BadRequest(message % {"name": name[:40], "known": ", ".join(known)})
        if len(values) > 1:
            raise BadRequest(_("The filter “%(name)s” may be given only once.") % {"name": name})
        if "\0" in values[0]:
            raise BadRequest(_("The filter “%(name)s” holds a sign of no text.") % {"name": name})


def edition_for(request: HttpRequest) -> Edition:
    """Return what was public on the day in ``?as_of=``, or what is public now.

    Raises BadRequest, in the reader's language, where the day is no date or has not come yet.
    """
    reader = reader_of(request)
    if reader is not None:
        return reader.edition
    wanted = request.GET.get("as_of", "")
    if not wanted:
        return reading.edition()
    day = _day(wanted, _("“%(value)s” is no date. Write as_of as YYYY-MM-DD."))
    if not FIRST_DAY <= day <= timezone.localdate():
        raise BadRequest(_("as_of must be a day from %(first)s to today.") % {"first": FIRST_DAY})
    return reading.edition(day)


def card_for(request: HttpRequest, edition: Edition, code: str, place: str = "") -> Card:
    """Return an indicator with every figure, in the place or in its first one, or raise Http404.

    With ``?period=DAY`` it goes as far as the periods that end by the day. Raises BadRequest where
    that is no date.
    """
    listing = listing_for(request, edition, Choice(family=code, place=place))
    found = next((card for card in listing[:] if card.series.code == code), None)
    if found is None:
        raise Http404
    card = listing.whole(found)
    if wanted := request.GET.get("period", ""):
        message = _("“%(value)s” is no date. Write period as YYYY-MM-DD, its last day.")
        card = card.until(_day(wanted, message))
        if not card.series.points:
            raise Http404
    return card


def indicator_for(code: str) -> Indicator:
    """Return the public indicator, or raise Http404."""
    return get_object_or_404(Indicator, code=code, is_public=True)


def source_for(slug: str, edition: Edition) -> Source:
    """Return the document if the public may see it on the edition's day, else raise Http404."""
    found: Source = get_object_or_404(Source.objects.public(edition.before), slug=slug)
    return found


def choice_for(request: HttpRequest, **fixed: str) -> Choice:
    """Return what the address asks to see; ``fixed`` is what the page itself narrows to."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    # PostgreSQL takes no NUL in a text.
    clean = {name: value.replace("\0", "")[:LONGEST] for name, value in asked.items()}
    return Choice(**clean | fixed, language=language())


def listing_for(request: HttpRequest, edition: Edition, choice: Choice) -> Listing:
    """Return the cards that the reader wants, from memory where this state of the data was read."""
    if reader := reader_of(request):
        return reader.listing(choice)
    return reading.listing(edition, choice, getattr(request, "public_state", ""))


def cards_for(request: HttpRequest, code: str) -> list[Card]:
    """Return the indicator's cards with every figure, or raise Http404 where it is not public."""
    if reader := reader_of(request):
        cards = reader.cards(code)
    else:
        cards = reading.cards(edition_for(request), Indicator.objects.filter(code=code))
    if not cards:
        indicator_for(code)
    return cards


def each_series_for(
    request: HttpRequest, edition: Edition, choice: Choice, *, in_order_of_codes: bool = False
) -> Iterable[Series]:
    """Return the series that the reader wants, with every figure."""
    reader = reader_of(request)
    if reader and choice == Choice(language=choice.language):
        return reader.each_series(in_order_of_codes=in_order_of_codes)
    return reading.each_series(edition, choice, in_order_of_codes=in_order_of_codes)


def each_card_for(request: HttpRequest, edition: Edition) -> Iterable[Card]:
    """Return every public card with the newest figures at least, some at once in memory."""
    reader = reader_of(request)
    known = reader.each_card() if reader else None
    return _each_card(listing_for(request, edition, Choice())) if known is None else known


def _each_card(listing: Listing) -> Iterator[Card]:
    for start in range(0, len(listing), AT_ONCE):
        yield from listing[start : start + AT_ONCE]


def series_in_report(request: HttpRequest, edition: Edition, span: ReportSpan) -> list[Series]:
    """Return every public series, with the points that a report about the span cites."""
    reader = reader_of(request)
    return reader.series_in_report(span) if reader else reading.in_report(edition, span)


def published_in(request: HttpRequest, edition: Edition, release: Release) -> Sequence[Published]:
    """Return what one release made public."""
    reader = reader_of(request)
    return reader.published_in(release) if reader else reading.published_in(edition, release)


def taken_from(request: HttpRequest, edition: Edition, source: Source) -> Sequence[Published]:
    """Return the figures taken from the document."""
    reader = reader_of(request)
    return reader.taken_from(source) if reader else reading.taken_from(edition, source)


def read_once(request: HttpRequest, key: Hashable, read: Callable[[], Value]) -> Value:
    """Return what is read, once for all pages of a static edition that ask for the key."""
    reader = reader_of(request)
    return reader.keep(key, read) if reader else read()


def _day(text: str, message: str) -> date:
    try:
        # fromisoformat takes 20190709 and weeks as well, which nobody else would read.
        return date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else "")
    except ValueError as error:
        raise BadRequest(message % {"value": text[:40]}) from error
