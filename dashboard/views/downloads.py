"""Figures as files, and charts as JSON."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dashboard.access import card_for, cards_for, edition_for, language, refuse_unknown
from dashboard.charts.trend import trend
from dashboard.file_responses import named, sent
from dashboard.page_cache import published_file, published_page
from dashboard.publication_metadata import CSV, JSON, XLSX, absolute, publication_for
from dashboard.query_parameters import reads
from indicators import exports


@published_file
def indicator_file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Send one indicator's figures in every place as csv, json or xlsx."""
    refuse_unknown(request, ("as_of",))
    series = [card.series for card in cards_for(request, code)]
    if kind == "csv":
        return sent(exports.csv_table(exports.FLAT, exports.figures(series)), CSV, f"{code}.csv")
    if kind == "xlsx":
        answer = HttpResponse(exports.workbook(series), content_type=XLSX)
        return named(answer, f"{code}.xlsx")
    about = publication_for(request, edition_for(request), series)
    parts = exports.json_parts(series, about, absolute(request, "schema"), code)
    return HttpResponse("".join(parts), content_type=JSON)


@reads("period")
@published_page
def chart(request: HttpRequest, code: str, place: str) -> HttpResponseBase:
    """Send the plotly figure of one indicator in one place."""
    card = card_for(request, edition_for(request), code, place)
    drawn = trend(card.series, card.progress, language())
    return HttpResponse(drawn, content_type="application/json")
