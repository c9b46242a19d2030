"""Figures as files, charts as JSON, and the state of the site."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language

from dashboard.access import cards_for, edition_for, filtered
from dashboard.charts.trend import trend
from dashboard.http import published_page
from indicators import exports, narrative, reading
from indicators.series import Series

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@published_page
def observations_csv(request: HttpRequest) -> HttpResponse:
    """Send the public figures that the address's filters let through, by default all."""
    cards = filtered(request, reading.cards(edition_for(request)))
    series = [card.series for card in cards]
    return _csv("observations", exports.COLUMNS, exports.rows(series))


@published_page
def indicators_csv(request: HttpRequest) -> HttpResponse:
    """Send every public indicator."""
    series = [card.series for card in reading.cards(edition_for(request))]
    return _csv("indicators", exports.INDICATOR_COLUMNS, exports.indicator_rows(series))


@published_page
def indicator_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Send one indicator's figures as csv, json or xlsx."""
    cards = cards_for(edition_for(request), code)
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
def chart(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Send the plotly figure of one indicator in one place."""
    for card in cards_for(edition_for(request), code):
        if card.series.place.code == place:
            figure = trend(card.series, card.progress, get_language() or "zh-hans")
            return HttpResponse(figure.to_json(), content_type="application/json")
    return HttpResponse(status=404)


@login_not_required
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database can be read, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM indicators_release")
    except DatabaseError:
        return JsonResponse({"database": "unreadable"}, status=503)
    return JsonResponse({"database": "ok"})


def _value(card: reading.Card) -> dict[str, object]:
    series: Series = card.series
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


def _csv(name: str, columns: list[str], lines: object) -> HttpResponse:
    text = "".join(exports.csv_lines(columns, lines))  # type: ignore[arg-type]
    return _named(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{name}.csv")


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
