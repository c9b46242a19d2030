"""The doors: a public record or 404, and what the address asks for."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from typing import Any, Protocol, cast
from uuid import UUID

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import reading
from indicators.enums import SourceKind
from indicators.intake import mentions
from indicators.intake.workbook import uploads
from indicators.models import (
    Entry,
    Evidence,
    Indicator,
    Official,
    Organisation,
    Release,
    ReportingPeriod,
    Source,
    Upload,
)
from indicators.periods import code_of
from indicators.permissions import (
    Power,
    can_publish,
    can_report,
    can_review,
    entries_for,
    holds,
)
from indicators.reading import Card, Choice, Edition, Listing, Published
from indicators.spans import ReportSpan

# Longer than any name, and short enough for a database to look for.
LONGEST = 200
DIGITS = 9


class Reader(Protocol):
    """Reads what is public for requests that come with their own, as the static edition's do."""

    edition: Edition

    def listing(self, choice: Choice) -> Listing:
        """Return the cards that are wanted."""

    def cards(self, code: str) -> list[Card]:
        """Return an indicator's cards with every figure."""

    def published_in(self, release: Release) -> Sequence[Published]:
        """Return what one release made public."""

    def taken_from(self, source: Source) -> Sequence[Published]:
        """Return the figures taken from the document."""


def reader_of(request: HttpRequest) -> Reader | None:
    """Return who reads for the request, if it brought somebody."""
    return getattr(request, "reader", None)


def link_for(request: HttpRequest, path: str) -> str | None:
    """Return the path, or how the request's own links name it; None where they lead nowhere."""
    links = getattr(request, "links", None)
    found: str | None = links.local(path) if links else path
    return found


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
    if not date(1949, 10, 1) <= day <= timezone.localdate():
        raise BadRequest(_("as_of must be a day in the past or today."))
    return reading.edition(day)


def _day(text: str, message: str) -> date:
    try:
        # fromisoformat takes 20190709 and weeks as well, which nobody else would read.
        return date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else "")
    except ValueError as error:
        raise BadRequest(message % {"value": text[:40]}) from error


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


class SpanConverter:
    """What a written report is about, in an address: 2019-h1, 2019."""

    regex = "[0-9]{4}(?:-h[12])?"

    def to_python(self, value: str) -> ReportSpan:
        """Return the half-year or year; a ValueError makes it no address of ours."""
        year, _mark, half = value.partition("-h")
        return ReportSpan(int(year), int(half) if half else None)

    def to_url(self, span: ReportSpan) -> str:
        """Return how addresses write it."""
        return code_of(span.days)


def indicator_for(code: str) -> Indicator:
    """Return the public indicator, or raise Http404."""
    return get_object_or_404(Indicator, code=code, is_public=True)


def source_for(slug: str, edition: Edition) -> Source:
    """Return the document if the public may see it on the edition's day, else raise Http404."""
    found: Source = get_object_or_404(Source.objects.public(edition.before), slug=slug)
    return found


def choice_for(request: HttpRequest, **fixed: str) -> Choice:
    """Return what the address asks to see; ``fixed`` is what the page itself narrows to."""
    names = ("q", "area", "owner", "standing", "place", "sort")
    asked = {name: request.GET.get(name, "").strip() for name in names}
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


def published_in(request: HttpRequest, edition: Edition, release: Release) -> Sequence[Published]:
    """Return what one release made public."""
    reader = reader_of(request)
    return reader.published_in(release) if reader else reading.published_in(edition, release)


def taken_from(request: HttpRequest, edition: Edition, source: Source) -> Sequence[Published]:
    """Return the figures taken from the document."""
    reader = reader_of(request)
    return reader.taken_from(source) if reader else reading.taken_from(edition, source)


def language() -> str:
    """Return the reader's language."""
    return get_language() or "zh-hans"


def page_for(request: HttpRequest, items: Any, size: int) -> Page[Any]:  # noqa: ANN401 - django's own
    """Return the page that the address names, else the nearest; items have length and slices."""
    return Paginator(items, size).get_page(request.GET.get("page"))


def acts(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view only be posted to; who comes another way, as after a log-in, lands at the desk."""

    @wraps(view)
    def posted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("desk")
        return view(request, *args, **kwargs)

    return posted


def official_of(request: HttpRequest) -> Official:
    """Return the official who is logged in, with roles at hand."""
    official = cast(Official, request.user)
    prefetch_related_objects([official], "roles_held")
    return official


def entry_for(request: HttpRequest, pk: int) -> Entry:
    """Return an entry that the official may see, or raise Http404."""
    return get_object_or_404(entries_for(official_of(request)).with_relations(), pk=pk)


def evidence_for(request: HttpRequest, key: UUID) -> Evidence:
    """Return a file of an entry that the official may see, or raise Http404."""
    seen = entries_for(official_of(request))
    found = Evidence.objects.select_related("entry__submission__period")
    return get_object_or_404(found, key=key, entry__in=seen)


def office_for(request: HttpRequest) -> Official:
    """Return the official if they may look at what is not public yet, else raise Http404."""
    official = official_of(request)
    if not holds(official, Power.VIEW):
        raise Http404
    return official


def may_view(request: HttpRequest) -> bool:
    """Tell whether somebody is logged in who may look at what is not public yet."""
    return request.user.is_authenticated and holds(official_of(request), Power.VIEW)


def reporter_for(request: HttpRequest) -> Official:
    """Return the official if they report for their organisation, else raise Http404."""
    official = official_of(request)
    if not can_report(official, official.organisation_id):
        raise Http404
    return official


def upload_for(request: HttpRequest, key: UUID) -> Upload:
    """Return a file of the official's own that waits to be confirmed, or raise Http404."""
    return get_object_or_404(uploads.waiting(official_of(request), timezone.now()), key=key)


def publisher_for(request: HttpRequest) -> Official:
    """Return the official if they may publish, else raise Http404."""
    official = official_of(request)
    if not can_publish(official):
        raise Http404
    return official


def reviewer_for(request: HttpRequest) -> Official:
    """Return the official if they may review, else raise Http404."""
    official = official_of(request)
    if not can_review(official):
        raise Http404
    return official


def text_for(request: HttpRequest, slug: str) -> Source:
    """Return a document whose text is here, for reviewers, or raise Http404."""
    reviewer_for(request)
    found: Source = get_object_or_404(texts(), slug=slug)
    return found


def texts() -> QuerySet[Source]:
    """Return the documents whose text is here."""
    return Source.objects.exclude(text="").exclude(kind=SourceKind.SUBMISSION)


def span_of(key: str) -> mentions.Span:
    """Return the span that a form or an address names: line, start and end; else raise Http404."""
    parts = key.split("-")
    if len(parts) != 3 or not all(keys_of([part]) for part in parts):
        raise Http404
    return mentions.Span(*map(int, parts))


def keys_of(texts: Iterable[str]) -> set[int]:
    """Return the keys among the texts; what no database would hold is no key."""
    return {int(text) for text in texts if text.isdecimal() and len(text) <= DIGITS}


def versions_of(request: HttpRequest) -> list[tuple[int, int]]:
    """Return the entries that a form names with the version that was seen: "entry-version"."""
    pairs = [text.split("-") for text in request.POST.getlist("entry")]
    return [
        (int(pair[0]), int(pair[1]))
        for pair in pairs
        if len(pair) == 2 and all(keys_of([part]) for part in pair)
    ]


def period_for(request: HttpRequest, organisation: Organisation | None) -> ReportingPeriod | None:
    """Return the reporting period that the address names, else the newest the organisation owes."""
    owed = ReportingPeriod.objects.filter(submissions__organisation=organisation).distinct()
    wanted = request.GET.get("period") or request.POST.get("period") or ""
    if wanted:
        return get_object_or_404(owed, pk__in=keys_of([wanted]))
    return owed.order_by("-end", "frequency").first()


def opened_periods() -> QuerySet[ReportingPeriod]:
    """Return the reporting periods for which anything is owed, the newest first."""
    return ReportingPeriod.objects.filter(submissions__isnull=False).distinct()


def opened_period_for(request: HttpRequest) -> ReportingPeriod:
    """Return the reporting period that the address names, else the newest, or raise Http404."""
    opened, wanted = opened_periods(), request.GET.get("period", "")
    found = opened.filter(pk__in=keys_of([wanted])).first() if wanted else opened.first()
    if found is None:
        raise Http404
    return found
