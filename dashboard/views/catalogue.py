"""What describes the data to programs: the catalogue, the schema, columns, the SDMX structure."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse

from dashboard.access import DAY, each_card_for, edition_for, narrowed_for, refuse_unknown
from dashboard.file_responses import named
from dashboard.page_cache import published_file
from dashboard.publication_metadata import (
    SDMX_ML,
    absolute,
    distributions,
    publication_for,
    versions,
)
from indicators import exports, selectors
from indicators.exports import csvw, linked, tables

JSON_LD = "application/ld+json"
TURTLE = "text/turtle; charset=utf-8"
CSVW = "application/csvm+json"
SCHEMA = "application/schema+json"


@published_file
def json_ld(request: HttpRequest) -> HttpResponse:
    """Send the catalogue as JSON-LD."""
    return HttpResponse(exports.json_ld(_catalogue(request)), content_type=JSON_LD)


@published_file
def turtle(request: HttpRequest) -> HttpResponse:
    """Send the catalogue as Turtle."""
    return HttpResponse(exports.turtle(_catalogue(request)), content_type=TURTLE)


@published_file
def schema(request: HttpRequest) -> HttpResponse:
    """Send the schema of the JSON files."""
    refuse_unknown(request, (DAY,))
    return HttpResponse(exports.schema(), content_type=SCHEMA)


@published_file
def observations_csvw(request: HttpRequest) -> HttpResponse:
    """Say what the columns of the file of figures mean."""
    narrowed_for(request, edition_for(request))
    return _csvw(request, tables.FLAT, "observations.csv")


@published_file
def indicators_csvw(request: HttpRequest) -> HttpResponse:
    """Say what the columns of the file of indicators mean."""
    refuse_unknown(request, (DAY,))
    return _csvw(request, tables.FLAT_INDICATORS, "indicators.csv")


@published_file
def sdmx_structure(request: HttpRequest) -> HttpResponse:
    """Send the structure of the SDMX data, with the names of all codes."""
    refuse_unknown(request, (DAY,))
    edition = edition_for(request)
    many = (card.series for card in each_card_for(request, edition))
    message = exports.structure(many, publication_for(request, edition))
    answer = HttpResponse(message, content_type=SDMX_ML)
    named(answer, "structure.sdmx.xml")
    return answer


def _catalogue(request: HttpRequest) -> list[linked.Node]:
    refuse_unknown(request, (DAY,))
    edition = edition_for(request)
    return exports.catalogue(
        publication_for(request, edition),
        absolute(request, "data"),
        selectors.extent(edition),
        distributions(request, edition),
        versions(request, selectors.releases(edition)),
    )


def _csvw(request: HttpRequest, table: tables.Table, file: str) -> HttpResponse:
    """Describe the file that the same filters give."""
    query = urlencode([*request.GET.items()])
    url = f"{file}?{query}" if query else file
    described = csvw.metadata(table, url, publication_for(request, edition_for(request)))
    written = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(described, content_type=CSVW, json_dumps_params=written)
