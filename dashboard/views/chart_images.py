"""One indicator's chart as a file at a lasting address."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dashboard.access import card_for, edition_for, language
from dashboard.charts import picture
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from dashboard.typesetting import NoChineseFont


@reads("period")
@published_page
def svg(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Send the chart as SVG."""
    card = card_for(request, edition_for(request), code, place)
    drawn = picture.svg_file(card.series, card.progress, language())
    return _named(HttpResponse(drawn, content_type="image/svg+xml"), f"{code}.{place}.svg")


@reads("period", "width")
@published_page
def png(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Send the chart as PNG, ``?width=`` pixels wide; 503 where no font could write its words."""
    card, width = card_for(request, edition_for(request), code, place), _width(request)
    try:
        drawn = picture.png(card.series, card.progress, language(), width=width)
    except NoChineseFont:
        reason = _("This server has no Chinese font to draw PNG pictures with; take chart.svg.")
        return HttpResponse(reason, status=503, content_type="text/plain; charset=utf-8")
    return _named(HttpResponse(drawn, content_type="image/png"), f"{code}.{place}.png")


def _width(request: HttpRequest) -> int:
    wanted = request.GET.get("width", f"{picture.USUAL}")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) <= len(f"{picture.WIDEST}")
    if not is_number or not picture.NARROWEST <= int(wanted) <= picture.WIDEST:
        limits = {"least": picture.NARROWEST, "most": picture.WIDEST}
        raise BadRequest(
            _("width must be a whole number of pixels from %(least)s to %(most)s.") % limits
        )
    return int(wanted)


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
