"""Where figures come from and when they came out: documents and releases."""

from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dashboard.access import edition_for, page_for
from dashboard.http import published_page
from indicators import reading
from indicators.models import Citation, Release, Source
from indicators.reading import Edition, Published
from indicators.texts import paragraphs

FIGURES = 200
RELEASES = 50


@published_page
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a document paragraph by paragraph, with each figure taken from it."""
    source, edition = get_object_or_404(Source, slug=slug), edition_for(request)
    page = page_for(request, reading.taken_from(edition, source), FIGURES)
    return render(
        request,
        "dashboard/source.html",
        {
            "edition": edition,
            "source": source,
            "page": page,
            "paragraphs": _paragraphs(source, list(page), is_whole=page.number == 1),
            "not_found": Citation.objects.not_found().filter(source=source),
        },
    )


def _paragraphs(
    source: Source, figures: list[Published], *, is_whole: bool
) -> list[tuple[int, str, list[Published]]]:
    """Return each paragraph's number, text and figures; the first page brings all the text."""
    texts = {part.number: part.text for part in paragraphs(source.text) if part.number}
    cited = {
        number or 0: list(some)
        for number, some in groupby(figures, lambda one: one.point.citation.paragraph)
    }
    numbers = sorted({*cited, *texts} if is_whole else cited)
    return [(number, texts.get(number, ""), cited.get(number, [])) for number in numbers]


@published_page
def release_list(request: HttpRequest) -> HttpResponse:
    """List what became public when."""
    edition = edition_for(request)
    page = page_for(request, _releases(edition), RELEASES)
    return render(request, "dashboard/releases.html", {"edition": edition, "page": page})


def _releases(edition: Edition) -> QuerySet[Release]:
    public = Q(observations__indicator__is_public=True)
    found = Release.objects.annotate(figures=Count("observations", filter=public))
    return found.filter(released_at__lt=edition.before) if edition.before else found


@published_page
def release_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one release made public."""
    edition = edition_for(request)
    release = get_object_or_404(_releases(edition), pk=pk)
    page = page_for(request, reading.published_in(edition, release), FIGURES)
    context = {"edition": edition, "release": release, "page": page}
    return render(request, "dashboard/release.html", context)
