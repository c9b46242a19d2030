"""The doors to what is public: a record as of the day that is asked for, or 404."""

from collections.abc import Collection, Iterator
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import selectors
from indicators.models import Indicator, Source
from indicators.selectors import Card, Edition, Listing, ListQuery

from .params import language

# No figure can have been public before the People's Republic was founded.
FIRST_DAY = date(1949, 10, 1)
# What an address may narrow a list or a file to, and sort a list by.
NARROWING = ("q", "area", "owner", "standing", "place")
FILTERS = (*NARROWING, "sort")
# Longer than any name, and short enough for a database to look for.
LONGEST = 200
AT_ONCE = 500


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

    It is read once for each request. Raises BadRequest, in the reader's language, where the day is
    no date or has not come yet.
    """
    known: Edition | None = getattr(request, "edition", None)
    if known is None:
        known = request.edition = _edition(request.GET.get("as_of", ""))  # type: ignore[attr-defined]
    return known


def _edition(wanted: str) -> Edition:
    if not wanted:
        return selectors.edition()
    day = _day(wanted, _("“%(value)s” is no date. Write as_of as YYYY-MM-DD."))
    if not FIRST_DAY <= day <= timezone.localdate():
        raise BadRequest(_("as_of must be a day from %(first)s to today.") % {"first": FIRST_DAY})
    return selectors.edition(day)


def card_for(request: HttpRequest, edition: Edition, code: str, place: str = "") -> Card:
    """Return an indicator with every figure, in the place or in its first one, or raise Http404.

    With ``?period=DAY`` it goes as far as the periods that end by the day. Raises BadRequest where
    that is no date.
    """
    listing = listing_for(request, edition, ListQuery(family=code, place=place))
    found = next((card for card in listing[:] if card.series.code == code), None)
    if found is None:
        indicator_for(code)
        raise Http404
    card = listing.whole(found)
    if wanted := request.GET.get("period", ""):
        message = _("“%(value)s” is no date. Write period as YYYY-MM-DD, its last day.")
        card = card.until(_day(wanted, message))
        if not card.series.points:
            raise Http404
    return card


def indicator_for(code: str) -> Indicator:
    """Return the public indicator.

    Raises CodeChanged where a public indicator had the code before, and Http404 where none had.
    """
    found = Indicator.objects.filter(code=code, is_public=True).first()
    if found is not None:
        return found
    current = selectors.code_after(code)
    if current is not None:
        raise selectors.CodeChanged(current)
    raise Http404


def source_for(slug: str, edition: Edition) -> Source:
    """Return the document if the public may see it on the edition's day, else raise Http404."""
    found: Source = get_object_or_404(Source.objects.public(edition.before), slug=slug)
    return found


def choice_for(request: HttpRequest, **fixed: str) -> ListQuery:
    """Return what the address asks to see; ``fixed`` is what the page itself narrows to."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    # PostgreSQL takes no NUL in a text.
    clean = {name: value.replace("\0", "")[:LONGEST] for name, value in asked.items()}
    return ListQuery(**clean | fixed, language=language())


def listing_for(request: HttpRequest, edition: Edition, choice: ListQuery) -> Listing:
    """Return the cards that the reader wants, from memory where this state of the data was read."""
    return selectors.listing(edition, choice, getattr(request, "public_state", ""))


def cards_for(request: HttpRequest, code: str) -> list[Card]:
    """Return the indicator's cards with every figure, or raise Http404 where it is not public."""
    cards = selectors.cards_of(edition_for(request), code)
    if not cards:
        indicator_for(code)
    return cards


def each_card_for(request: HttpRequest, edition: Edition) -> Iterator[Card]:
    """Yield every public card with the newest figures at least, some at once in memory."""
    listing = listing_for(request, edition, ListQuery())
    for start in range(0, len(listing), AT_ONCE):
        yield from listing[start : start + AT_ONCE]


def _day(text: str, message: str) -> date:
    try:
        # fromisoformat takes 20190709 and weeks as well, which nobody else would read.
        return date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else "")
    except ValueError as error:
        raise BadRequest(message % {"value": text[:40]}) from error
