"""The table of all indicators."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.narrative import STANDINGS, target_sign
from indicators.reading import Card


def row(card: Card) -> dict[str, object]:
    """Return a card's cells in the reader's language, beside the value to sort by."""
    series, progress, language = card.series, card.progress, get_language() or "zh-hans"
    point = series.latest
    return {
        "code": series.code,
        "name": series.name.in_language(language),
        "place": series.place.name.in_language(language),
        "value": point.value if point and point.value is not None else Decimal(-1),
        "shown": series.show(point).in_language(language) if point else "",
        "target": target_sign(series, progress.target).in_language(language)
        if progress.target
        else "",
        "standing": STANDINGS[progress.standing].in_language(language),
        "owner": series.owner.name.in_language(language),
        "area": series.area.name.in_language(language),
    }


class IndicatorTable(tables.Table):
    """Expects rows made by ``row``."""

    name = tables.Column(_("Indicator"), linkify=("indicator", {"code": tables.A("code")}))
    place = tables.Column(_("Place"))
    value = tables.Column(_("Latest"), attrs={"td": {"class": "number"}, "th": {"class": "number"}})
    target = tables.Column(_("Target"), orderable=False, attrs={"td": {"class": "number"}})
    standing = tables.Column(_("Standing"))
    owner = tables.Column(_("Owner"))
    area = tables.Column(_("Area"))

    def render_value(self, record: dict[str, object]) -> object:
        """Show the figure with qualifier and unit."""
        return record["shown"]
