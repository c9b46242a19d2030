"""Everything that is public as files, a part of it as the filters say, and the page about them."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from dashboard.access import (
    DAY,
    each_card_for,
    edition_for,
    listing_for,
    narrowed_for,
    page_for,
    refuse_unknown,
)
from dashboard.file_responses import sent, spooled
from dashboard.page_cache import published_file, published_page
from dashboard.publication_metadata import (
    CSV,
    FORMATS,
    JSON,
    SDMX_CSV,
    XLSX,
    ZIP,
    absolute,
    publication_for,
)
from dashboard.query_parameters import reads
from indicators import exports, selectors
from indicators.exports import sdmx, tables
from indicators.models import Release
from indicators.selectors import ListQuery
from indicators.series import Series

RELEASES = 24


@reads("page")
@published_page
def page(request: HttpRequest) -> HttpResponse:
    """Say what there is, in which formats, on which terms, and what the columns mean."""
    edition = edition_for(request)
    about = publication_for(request, edition)
    newest_first = selectors.releases(edition)[::-1]
    return render(
        request,
        "dashboard/data.html",
        {
            "edition": edition,
            "outline": listing_for(request, edition, ListQuery()).outline(),
            "formats": FORMATS,
            "page": page_for(request, newest_first, RELEASES),
            "flat": (tables.FLAT, tables.FLAT_INDICATORS),
            "tables": tables.TABLES,
            "licence": about.licence,
            "cited": exports.cited(about),
        },
    )


@published_file
def observations_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the public figures that the address's filters let through, by default all."""
    parts = exports.csv_table(exports.FLAT, exports.figures(_chosen(request)))
    return _described(request, sent(parts, CSV, "observations.csv"), "observations_csvw")


@published_file
def indicators_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream every public indicator; nothing narrows this list."""
    refuse_unknown(request, (DAY,))
    many = (card.series for card in each_card_for(request, edition_for(request)))
    parts = exports.csv_table(exports.FLAT_INDICATORS, exports.indicators(many))
    return _described(request, sent(parts, CSV, "indicators.csv"), "indicators_csvw")


@published_file
def observations_json(request: HttpRequest) -> HttpResponseBase:
    """Stream the chosen series with their standings and every figure."""
    about = publication_for(request, edition_for(request))
    parts = exports.json_parts(_chosen(request), about, absolute(request, "schema"))
    return sent(parts, JSON, "observations.json")


@published_file
def observations_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Send the chosen figures as a workbook, unless there are more than a sheet can hold."""
    edition = edition_for(request)
    choice = narrowed_for(request, edition)
    if (
        choice == ListQuery(language=choice.language)
        and selectors.number_of_figures(edition) > exports.MOST_ROWS
    ):
        raise BadRequest(
            _(
                "There are more figures than the 1,048,576 rows of a sheet. Take the CSV file, or "
                "choose an area, an owner or a place first."
            )
        )
    about = publication_for(request, edition)
    many = selectors.each_series(edition, choice)
    write = partial(exports.write_workbook, many=many, publication=about)
    return sent(spooled(write), XLSX, "observations.xlsx")


@published_file
def package(request: HttpRequest) -> HttpResponseBase:
    """Send the chosen series and all around them as a Data Package."""
    edition = edition_for(request)
    write = partial(
        exports.write_package,
        many=selectors.each_series(edition, narrowed_for(request, edition), in_order_of_codes=True),
        publication=publication_for(request, edition),
        background=selectors.background(edition),
    )
    return sent(spooled(write), ZIP, "indicators.zip")


@published_file
def release_package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send what was public once the release was out: the same bytes, whatever came later."""
    refuse_unknown(request, (DAY,))
    asked = edition_for(request)
    found = Release.objects.all()
    if asked.before:
        found = found.filter(released_at__lt=asked.before)
    edition = selectors.edition_after(get_object_or_404(found, pk=pk))
    write = partial(
        exports.write_package,
        many=selectors.each_series(edition, in_order_of_codes=True),
        publication=publication_for(request, edition),
        background=selectors.background_of_release(edition),
        is_of_a_release=True,
    )
    return sent(spooled(write), ZIP, f"release-{pk}.zip")


@published_file
def sdmx_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the chosen figures as SDMX-CSV 2.0."""
    parts = exports.parts(sdmx.COLUMNS, exports.sdmx_rows(_chosen(request)))
    return sent(parts, SDMX_CSV, "observations.sdmx.csv")


def _chosen(request: HttpRequest) -> Iterable[Series]:
    edition = edition_for(request)
    return selectors.each_series(edition, narrowed_for(request, edition))


def _described(request: HttpRequest, answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """Name the file that says what the columns mean, where the standard looks for it."""
    query = request.GET.urlencode()
    address = absolute(request, name) + (f"?{query}" if query else "")
    answer["Link"] = f'<{address}>; rel="describedby"; type="application/csvm+json"'
    return answer
