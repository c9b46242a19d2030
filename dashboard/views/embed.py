"""One indicator in a frame of another website, and the code that puts it there."""

from dataclasses import dataclass

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from dashboard.access import card_for, choice_for, edition_for, language
from dashboard.charts import svg
from dashboard.charts.picture import source
from dashboard.navigation import address, in_language
from dashboard.page_cache import published_page
from dashboard.query_parameters import reads
from indicators import narrative
from indicators.selectors import Card, Edition

# In pixels, enough for a column of 700; a narrower frame scrolls where no script tells its height.
HEIGHTS = {"zh-hans": 580, "en": 640}


@dataclass(frozen=True, slots=True)
class Snippet:
    """The code for one choice: whether it stays at this period, and in which language."""

    is_fixed: bool
    language: str
    code: str


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@reads("interactive", "period", "place")
@published_page
def embed(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator, light enough for any page; only this view may be framed."""
    try:
        edition = edition_for(request)
        card = card_for(request, edition, code, choice_for(request).place)
    except BadRequest as error:
        return _nothing(request, 400, _("This address cannot be read"), str(error))
    except Http404:
        reason = _("There is no such page, or it is not public.")
        return _nothing(request, 404, _("Nothing here"), reason)
    return render(request, "dashboard/embed.html", {"edition": edition, **_shown(request, card)})


def snippets(request: HttpRequest, edition: Edition, card: Card) -> list[Snippet]:
    """Return the code for a page of another website, for each choice of period and language.

    There is none where the site does not know its host, as a static edition may not.
    """
    series = card.series
    path = address("embed", series.code, place=series.place.code)
    if "//" not in request.build_absolute_uri(path):
        return []
    here = {} if series.latest is None else {"period": series.latest.period.end.isoformat()}
    fixed = address("embed", series.code, as_of=edition.as_of, place=series.place.code, **here)
    return [
        Snippet(
            is_fixed,
            one,
            _code(request, in_language(where, one), series.name.in_language(one), height),
        )
        for is_fixed, where in ((False, path), (True, fixed))
        for one, height in HEIGHTS.items()
    ]


def _code(request: HttpRequest, path: str, title: str, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" frameborder="0" loading="lazy">'
        '</iframe>\n<script src="{}" async></script>',
        request.build_absolute_uri(path),
        title,
        height,
        # Not by its hashed name, which would change under the pages that hold it.
        request.build_absolute_uri(f"{settings.STATIC_URL}dashboard/embed.js"),
    )


def _shown(request: HttpRequest, card: Card) -> dict[str, object]:
    title = card.series.name.in_language(language())
    return {
        "card": card,
        "source": source(card.series),
        "sentence": narrative.with_year_to_date(
            card.series, narrative.describe(card.series, card.progress)
        ),
        "drawing": svg.trend(card.series, card.progress, title, language(), svg.FRAME),
        "is_interactive": request.GET.get("interactive") == "1",
        "period": request.GET.get("period", ""),
    }


def _nothing(request: HttpRequest, status: int, heading: str, reason: str) -> HttpResponse:
    """Say within the frame why there is nothing in it."""
    context = {"heading": heading, "reason": reason}
    return render(request, "dashboard/embed.html", context, status=status)
