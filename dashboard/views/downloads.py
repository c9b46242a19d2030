"""Figures as files, charts as JSON, and the state of the site."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dashboard.access import (
    card_for,
    choice_for,
    edition_for,
    indicator_for,
    language,
    listing_for,
)
from dashboard.charts.trend import trend
from dashboard.http import published_page
from indicators import exports, narrative, reading
from indicators.models import Indicator
from indicators.reading import Card, Choice, Listing
from indicators.series import Series

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
AT_ONCE = 500


@published_page
def observations_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the public figures that the address's filters let through, by default all."""
    series = reading.each_series(edition_for(request), choice_for(request))
    return _csv("observations", exports.COLUMNS, exports.rows(series))


@published_page
def indicators_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream every public indicator."""
    listing = listing_for(request, edition_for(request), Choice())
    return _csv("indicators", exports.INDICATOR_COLUMNS, exports.indicator_rows(_each(listing)))


@published_page
def indicator_file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Send one indicator's figures as csv, json or xlsx."""
    wanted = Indicator.objects.filter(pk=indicator_for(code).pk)
    cards = reading.cards(edition_for(request), wanted)
    series = [card.series for card in cards]
    if kind == "csv":
        return _csv(code, exports.COLUMNS, exports.rows(series))
    if kind == "xlsx":
        answer = HttpResponse(exports.workbook(exports.rows(series)), content_type=XLSX)
        return _named(answer, f"{code}.xlsx")
    return JsonResponse(
        {"indicator": code, "series": [_value(card) for card in cards]},
        json_dumps_params={"ensure_ascii": False},
    )


@published_page
def chart(request: HttpRequest, code: str, place: str) -> HttpResponseBase:
    """Send the plotly figure of one indicator in one place."""
    card = card_for(request, edition_for(request), code, place)
    figure = trend(card.series, card.progress, language())
    return HttpResponse(figure.to_json(), content_type="application/json")


@login_not_required
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database can be read, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM indicators_release")
    except DatabaseError:
        return JsonResponse({"database": "unreadable"}, status=503)
    return JsonResponse({"database": "ok"})


def _each(listing: Listing) -> Iterator[Series]:
    for start in range(0, len(listing), AT_ONCE):
        yield from (card.series for card in listing[start : start + AT_ONCE])


def _value(card: Card) -> dict[str, object]:
    series = card.series
    sentence = narrative.describe(series, card.progress)
    return {
        "place": series.place.code,
        "standing": card.progress.standing.value,
        "sentence": {"zh": sentence.zh, "en": sentence.en},
        "observations": [
            dict(zip(exports.COLUMNS, line, strict=True)) | {"status": point.status.value}
            for line, point in zip(exports.rows([series]), series, strict=True)
        ],
    }


def _csv(name: str, columns: list[str], lines: Iterable[list[str]]) -> HttpResponseBase:
    text = exports.csv_lines(columns, lines)
    return _named(StreamingHttpResponse(text, content_type=CSV), f"{name}.csv")


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
