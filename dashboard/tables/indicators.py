"""The table of all indicators; the static edition's index and its scripts take its columns."""

from collections.abc import Callable
from datetime import date

import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from dashboard.navigation import address
from indicators.bilingual import Text
from indicators.narrative import STANDING_SIGNS, target_judged
from indicators.selectors import Card
from indicators.series import NO_TEXT

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
STANDING = {"td": {"class": lambda record: f"standing {record['class']}"}}


class TextColumn(tables.Column):
    """A column whose words are read from a card."""

    def __init__(
        self, header: str | Promise, read: Callable[[Card], Text], **options: object
    ) -> None:
        super().__init__(header, **options)
        self.read = read


def _newest(card: Card) -> Text:
    newest = card.series.latest
    return card.series.show(newest) if newest else NO_TEXT


class IndicatorTable(tables.Table):
    """Expects one page of rows made by ``row``, in order."""

    name = TextColumn(
        _("Indicator"), lambda card: card.series.name, linkify=lambda record: record["address"]
    )
    value = TextColumn(_("Latest"), _newest, attrs=NUMBER)
    standing = TextColumn(_("Standing"), lambda card: card.progress.standing.text, attrs=STANDING)
    target = TextColumn(
        _("Target"),
        lambda card: target_judged(card.series, card.progress),
        orderable=False,
        attrs=NUMBER,
    )
    place = TextColumn(_("Place"), lambda card: card.series.place.name)
    owner = TextColumn(_("Owner"), lambda card: card.series.owner.name)
    area = TextColumn(_("Area"), lambda card: card.series.area.name)

    def render_standing(self, value: str, record: dict[str, str]) -> str:
        """Show the standing as sign and word."""
        return f"{record['sign']} {value}"


def row(card: Card, language: str, as_of: date | None) -> dict[str, str]:
    """Return a card's cells in the reader's language, by the names of the table's columns."""
    series, standing = card.series, card.progress.standing
    cells = {
        name: column.read(card).in_language(language)
        for name, column in IndicatorTable.base_columns.items()
    }
    return cells | {
        "address": address("indicator", series.code, place=series.place.code, as_of=as_of),
        "sign": STANDING_SIGNS[standing],
        "class": standing.value,
    }


class CardPage(TableListData):
    """Rows that reading has already put in order."""

    def order_by(self, aliases: object) -> None:
        """Leave the order as it is."""


def indicator_table(
    cards: list[Card], sort: str, language: str, as_of: date | None
) -> IndicatorTable:
    """Return the table of one page of cards."""
    rows = [row(card, language, as_of) for card in cards]
    return IndicatorTable(CardPage(rows), order_by=sort)
