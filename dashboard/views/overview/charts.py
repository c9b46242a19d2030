"""The overview's interactive figures, as plotly draws them."""

from django.http import HttpRequest, HttpResponse

from dashboard.access import edition_for, language
from dashboard.charts import bullet_chart, month_subplots, months
from dashboard.page_cache import published_page
from indicators import selectors
from indicators.selectors import ListQuery

JSON = "application/json"
EVERYTHING = ListQuery()
NOTHING = '{"data": [], "layout": {}}'


@published_page
def month_figure(request: HttpRequest) -> HttpResponse:
    """Send the months as one figure with subplots."""
    found = selectors.overview(edition_for(request), EVERYTHING)
    if found is None:
        return HttpResponse(NOTHING, content_type=JSON)
    series = [card.series for card in found.panels]
    window = months.window_of(series, found.changes.release.day)
    drawn = month_subplots.month_subplots(series, window, language())
    return HttpResponse(drawn, content_type=JSON)


@published_page
def progress_figure(request: HttpRequest) -> HttpResponse:
    """Send the bars of progress as one figure."""
    found = selectors.overview(edition_for(request), EVERYTHING)
    if found is None:
        return HttpResponse(NOTHING, content_type=JSON)
    bars = [
        bullet_chart.Bar(row.series, row.card.progress, row.distance)
        for row in (*found.path.rows, *found.level.rows)
    ]
    return HttpResponse(bullet_chart.bullet_chart(bars, language()), content_type=JSON)
