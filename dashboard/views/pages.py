"""The public pages."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from dashboard.access import edition_for, filtered, indicator_for
from dashboard.charts import svg
from dashboard.charts.composition import composition
from dashboard.http import published_page
from dashboard.tables.indicators import IndicatorTable, row
from indicators import narrative, progress, reading
from indicators.enums import Standing
from indicators.models import Area, Citation, Indicator, Organisation, Place, Release, Source
from indicators.texts import paragraphs

DUE = date(2020, 12, 31)
ORDER = [
    Standing.MET,
    Standing.ON_TRACK,
    Standing.AT_RISK,
    Standing.BEHIND,
    Standing.MISSED,
    Standing.NOT_SHOWN,
    Standing.NO_TARGET,
    Standing.NO_DATA,
]


@published_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show where the city stands: counts by standing, time used, every area's indicators."""
    edition = edition_for(request)
    known = reading.cards(edition)
    cards = filtered(request, known)
    counts = Counter(card.progress.standing for card in cards)
    used = progress.time_used(progress.OUTLINE_START, DUE, edition.day) if edition.day else None
    return render(
        request,
        "dashboard/overview.html",
        {
            "edition": edition,
            "areas": [
                (area, [card for card in cards if card.series.area.code == area.slug])
                for area in Area.objects.all()
            ],
            "counts": [(standing, counts[standing]) for standing in ORDER if counts[standing]],
            "total": len(cards),
            "time": None
            if used is None
            else narrative.time_words(progress.OUTLINE_START, DUE, used),
            "used": None if used is None else float(used * 100),
            "choices": _choices(known),
        },
    )


def _choices(cards: list[reading.Card]) -> dict[str, object]:
    """Return what the filters offer: what occurs among the cards, in their order."""
    return {
        "organisations": list(dict.fromkeys(card.series.owner for card in cards)),
        "standings": [(standing, narrative.STANDINGS[standing]) for standing in ORDER],
        "places": list(dict.fromkeys(card.series.place for card in cards)),
    }


@published_page
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Show all indicators in a table."""
    edition = edition_for(request)
    known = reading.cards(edition)
    cards = filtered(request, known)
    table = IndicatorTable([row(card) for card in cards], order_by=request.GET.get("sort", ""))
    try:
        page = max(int(request.GET.get("page", "1")), 1)
    except ValueError:
        page = 1
    table.paginate(page=min(page, max(-(-len(cards) // 50), 1)), per_page=50)
    return render(
        request,
        "dashboard/indicators.html",
        {
            "edition": edition,
            "table": table,
            "choices": _choices(known),
            "areas": Area.objects.all(),
        },
    )


@published_page
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator: chart, sentence, figures with their sources, definition, owner."""
    edition = edition_for(request)
    indicator = indicator_for(code)
    family = Indicator.objects.filter(Q(pk=indicator.pk) | Q(part_of=indicator))
    known = reading.cards(edition, family)
    cards = [card for card in known if card.series.code == code]
    parts = [card for card in known if card.series.code != code]
    language = get_language() or "zh-hans"
    shown = [
        (
            card,
            narrative.describe(card.series, card.progress),
            svg.trend(card.series, card.progress, card.series.name.in_language(language), language),
        )
        for card in cards
    ]
    return render(
        request,
        "dashboard/indicator.html",
        {
            "edition": edition,
            "indicator": indicator,
            "shown": shown,
            "parts": parts,
            "composed": _composed(cards, parts, language),
            "first": cards[0] if cards else None,
        },
    )


def _composed(cards: list[reading.Card], parts: list[reading.Card], language: str) -> str:
    """Draw the whole with its parts where there is one whole."""
    if len(cards) != 1:
        return ""
    return composition(cards[0].series, [part.series for part in parts], language)


@published_page
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one area's indicators."""
    area, edition = get_object_or_404(Area, slug=slug), edition_for(request)
    cards = reading.cards(edition, area.indicators.all())
    return _group(request, edition, area.name, area.summary, cards)


@published_page
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List the organisations that own indicators."""
    found = Organisation.objects.annotate(
        owned=Count("indicators", filter=Q(indicators__is_public=True))
    )
    return render(
        request,
        "dashboard/organisations.html",
        {"edition": edition_for(request), "organisations": found},
    )


@published_page
def organisation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show an organisation's indicators and how they stand."""
    organisation, edition = get_object_or_404(Organisation, code=code), edition_for(request)
    owned = Indicator.objects.filter(Q(owner=organisation) | Q(co_owners=organisation)).distinct()
    return _group(
        request,
        edition,
        organisation.name,
        organisation.get_kind_display(),
        reading.cards(edition, owned),
    )


@published_page
def place_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show the indicators of one place."""
    place, edition = get_object_or_404(Place, code=code), edition_for(request)
    cards = [card for card in reading.cards(edition) if card.series.place.code == code]
    return _group(request, edition, place.name, place.get_level_display(), cards)


def _group(
    request: HttpRequest, edition: reading.Edition, title: str, lead: str, cards: list[reading.Card]
) -> HttpResponse:
    return render(
        request,
        "dashboard/group.html",
        {"edition": edition, "title": title, "lead": lead, "cards": cards},
    )


@published_page
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a document paragraph by paragraph, with each figure taken from it."""
    source, edition = get_object_or_404(Source, slug=slug), edition_for(request)
    citations = [
        (card.series, point)
        for card in reading.cards(
            edition, Indicator.objects.filter(observations__citation__source=source).distinct()
        )
        for point in card.series
        if point.citation.source.code == slug
    ]
    texts = {part.number: part.text for part in paragraphs(source.text) if part.number}
    by_paragraph: dict[int, list[object]] = {}
    for series, point in citations:
        by_paragraph.setdefault(point.citation.paragraph or 0, []).append((series, point))
    numbers = sorted({*by_paragraph, *texts})
    return render(
        request,
        "dashboard/source.html",
        {
            "edition": edition,
            "source": source,
            "paragraphs": [(n, texts.get(n, ""), by_paragraph.get(n, [])) for n in numbers],
            "not_found": Citation.objects.not_found().filter(source=source),
        },
    )


@published_page
def release_list(request: HttpRequest) -> HttpResponse:
    """List what became public when."""
    edition = edition_for(request)
    return render(
        request, "dashboard/releases.html", {"edition": edition, "releases": _releases(edition)}
    )


def _releases(edition: reading.Edition) -> QuerySet[Release]:
    found = Release.objects.annotate(figures=Count("observations"))
    return found.filter(released_at__lt=edition.before) if edition.before else found


@published_page
def release_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one release made public."""
    edition = edition_for(request)
    release = get_object_or_404(_releases(edition), pk=pk)
    return render(
        request,
        "dashboard/release.html",
        {
            "edition": edition,
            "release": release,
            "published": reading.published_in(edition, release),
        },
    )


@published_page
def quality(request: HttpRequest) -> HttpResponse:
    """Show each rule, what it checked and the result."""
    edition = edition_for(request)
    return render(
        request,
        "dashboard/quality.html",
        {"edition": edition, "results": reading.rule_results(edition)},
    )


@published_page
def about(request: HttpRequest) -> HttpResponse:
    """Say how standings, qualifiers and bases work, and how to cite."""
    return render(
        request,
        "dashboard/about.html",
        {
            "edition": edition_for(request),
            "standings": [(s, narrative.STANDINGS[s], narrative.MEANINGS[s]) for s in ORDER],
        },
    )
