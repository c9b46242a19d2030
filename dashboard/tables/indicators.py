"""The table of all indicators."""

from datetime import date

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from dashboard.navigation import address
from indicators.narrative import STANDING_SIGNS, STANDINGS, target_judged
from indicators.reading import Card


def row(card: Card, language: str, as_of: date | None) -> dict[str, str]:
    """Return a card's cells in the reader's language."""
    series, progress = card.series, card.progress
    place, point = series.place, series.latest
    return {
        "address": address("indicator", series.code, place=place.code, as_of=as_of),
        "name": series.name.in_language(language),
        "place": place.name.in_language(language),
        "value": series.show(point).in_language(language) if point else "",
        "target": target_judged(series, progress).in_language(language),
        "standing": STANDINGS[progress.standing].in_language(language),
        "sign": STANDING_SIGNS[progress.standing],
        "class": progress.standing.value,
        "owner": series.owner.name.in_language(language),
        "area": series.area.name.in_language(language),
    }


class CardsOfAPage(TableListData):
    """Rows that reading has already put in order."""

    def order_by(self, aliases: object) -> None:
        """Leave the order as it is."""


class IndicatorTable(tables.Table):
    """Expects one page of rows made by ``row``, in order."""

    name = tables.Column(_("Indicator"), linkify=lambda record: record["address"])
    value = tables.Column(_("Latest"), attrs={"td": {"class": "number"}, "th": {"class": "number"}})
    standing = tables.Column(
        _("Standing"), attrs={"td": {"class": lambda record: f"standing {record['class']}"}}
    )
    target = tables.Column(
        _("Target"),
        orderable=False,
        attrs={"td": {"class": "number"}, "th": {"class": "number"}},
    )
    place = tables.Column(_("Place"))
    owner = tables.Column(_("Owner"))
    area = tables.Column(_("Area"))

    def render_standing(self, value: str, record: dict[str, str]) -> str:
        """Show the standing as sign and word."""
        return f"{record['sign']} {value}"


def indicator_table(
    cards: list[Card], sort: str, language: str, as_of: date | None
) -> IndicatorTable:
    """Return the table of one page of cards."""
    rows = [row(card, language, as_of) for card in cards]
    return IndicatorTable(CardsOfAPage(rows), order_by=sort)
