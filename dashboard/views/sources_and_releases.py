"""Where figures come from and when they came out: documents and releases."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dashboard.access import edition_for, language, page_for, source_for
from dashboard.navigation import anchor
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from dashboard.tables.figures import CitedRow, cited_rows, release_rows
from indicators import selectors
from indicators.models import Citation, Observation, Release, Source
from indicators.paragraphs import paragraphs
from indicators.selectors import Edition, PublishedFigure

FIGURES = 200
RELEASES = 50
# The most characters of a text that a page shows whole.
LONGEST = 60_000


@reads("page")
@published_page
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a document paragraph by paragraph, with each figure taken from it."""
    edition = edition_for(request)
    source = source_for(slug, edition)
    page = page_for(request, selectors.taken_from(edition, source), FIGURES)
    return render(
        request,
        "dashboard/source.html",
        {
            "edition": edition,
            "source": source,
            "page": page,
            "is_long": len(source.text) > LONGEST,
            "sections": _sections(source, list(page), edition.as_of, is_whole=page.number == 1),
            "not_found": _not_found(source),
        },
    )


def _not_found(source: Source) -> QuerySet[Citation]:
    """Return what is cited, and the document's text does not hold, but for what is not public."""
    hidden = Observation.objects.filter(indicator__is_public=False)
    cited = Citation.objects.not_found().filter(source=source)
    return cited.exclude(pk__in=hidden.values("citation"))


class CitedSection(NamedTuple):
    """A paragraph of a document, or a heading or row that is cited, with the figures from it."""

    number: int | None
    anchor: str
    text: str
    cited: list[PublishedFigure]
    rows: list[CitedRow]


def _sections(
    source: Source, figures: list[PublishedFigure], as_of: date | None, *, is_whole: bool
) -> list[CitedSection]:
    """Return what is cited in the document's order.

    The first page brings every paragraph, unless the document is too long for that.
    """
    is_whole = is_whole and len(source.text) <= LONGEST
    cited: dict[str, list[PublishedFigure]] = {}
    for one in figures:
        cited.setdefault(anchor(one.point.citation), []).append(one)
    sections = []

    def add(number: int | None, place: str, text: str, some: list[PublishedFigure]) -> None:
        rows = list(cited_rows(some, language(), as_of))
        sections.append(CitedSection(number, place, text, some, rows))

    for line, part in enumerate(paragraphs(source.text), 1):
        place = f"l{line}" if part.number is None else f"p{part.number}"
        if place in cited or (is_whole and part.number is not None):
            add(part.number, place, part.text, cited.pop(place, []))
    for place, some in cited.items():
        add(some[0].point.citation.paragraph, place, "", some)
    return sections


@reads("page")
@published_page
def release_list(request: HttpRequest) -> HttpResponse:
    """List what became public when."""
    edition = edition_for(request)
    page = page_for(request, _releases(edition), RELEASES)
    return render(request, "dashboard/releases.html", {"edition": edition, "page": page})


def _releases(edition: Edition) -> QuerySet[Release]:
    public = Q(observations__indicator__is_public=True)
    found: QuerySet[Release] = Release.objects.with_publicity()
    found = found.annotate(figures=Count("observations", filter=public))
    return found.filter(released_at__lt=edition.before) if edition.before else found


@reads("page")
@published_page
def release_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one release made public."""
    edition = edition_for(request)
    release = get_object_or_404(_releases(edition), pk=pk)
    page = page_for(request, selectors.published_in(edition, release), FIGURES)
    context = {
        "edition": edition,
        "release": release,
        "page": page,
        "rows": release_rows(page, language(), edition.as_of),
    }
    return render(request, "dashboard/release.html", context)
