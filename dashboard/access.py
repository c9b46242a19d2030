"""The doors: a public record or 404, and the day that the reader asks for."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import reading
from indicators.models import Indicator
from indicators.reading import Card, Edition


def edition_for(request: HttpRequest) -> Edition:
    """Return what was public on the day in ``?as_of=``, or what is public now.

    Raises BadRequest, in the reader's language, where the day is no date or has not come yet.
    """
    wanted = request.GET.get("as_of", "")
    if not wanted:
        return reading.edition()
    try:
        day = date.fromisoformat(wanted)
    except ValueError as error:
        raise BadRequest(
            _("“%(value)s” is no date. Write as_of as YYYY-MM-DD.") % {"value": wanted[:40]}
        ) from error
    if not date(1949, 10, 1) <= day <= timezone.localdate():
        raise BadRequest(_("as_of must be a day in the past or today."))
    return reading.edition(day)


def indicator_for(code: str) -> Indicator:
    """Return the public indicator, or raise Http404."""
    return get_object_or_404(
        Indicator.objects.select_related("area", "owner"), code=code, is_public=True
    )


def cards_for(edition: Edition, code: str) -> list[Card]:
    """Return the public series of one indicator, a card for each place, or raise Http404."""
    return reading.cards(edition, Indicator.objects.filter(pk=indicator_for(code).pk))


def filtered(request: HttpRequest, cards: list[Card]) -> list[Card]:
    """Keep what the address asks for: q, area, owner, standing, place."""
    wanted = {
        name: request.GET.get(name, "").strip()
        for name in ("q", "area", "owner", "standing", "place")
    }

    def fits(card: Card) -> bool:
        series = card.series
        text = " ".join([*series.name, *series.definition, series.code]).lower()
        return (
            wanted["q"].lower() in text
            and wanted["area"] in ("", series.area.code)
            and wanted["owner"] in ("", series.owner.code)
            and wanted["standing"] in ("", card.progress.standing.value)
            and wanted["place"] in ("", series.place.code)
        )

    return [card for card in cards if fits(card)]
