"""The index by which the static edition's scripts search and sort: every card, every page.

Names that many cards share stand once, in the office's own order, and cards name them by number.
All other columns of the table of indicators are here as they are shown; ``columns`` names them, so
that a script asks for none by its position. A column that sorts otherwise has a key beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.narrative import STANDING_SIGNS
from indicators.selectors import Card
from indicators.series import Named, Place, Series

from .indicators import IndicatorTable, row

# How the link to an address is written; None where it leads nowhere.
Link = Callable[[str], str | None]
Row = list[object]
# Said once for all places of an indicator.
OF_INDICATOR = ("name", "owner", "area")
COLUMNS = ("place", "value", "value_key", "standing", "target", "href", "written")
KINDS: Mapping[str, Text] = {
    "area": Text("领域", "Area"),
    "organisation": Text("单位", "Organisation"),
    "place": Text("口径", "Place"),
    "source": Text("来源", "Source"),
    "release": Text("发布", "Release"),
    "report": Text("报告", "Report"),
}


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A page about something else than an indicator: one of ``KINDS``, a name, an address."""

    kind: str
    name: Text
    address: str


class IndexNames:
    """What cards share, each once, in the office's order."""

    def __init__(self, found: Iterable[Named | Place], language: str) -> None:
        ordered = sorted(set(found), key=lambda one: (one.order, one.code))
        self.rows = [[one.code, *_both(one.name, language)] for one in ordered]
        self.numbers = {one: number for number, one in enumerate(ordered)}


def index(
    cards: list[Card], pages: Iterable[IndexPage], language: str, as_of: date | None, link: Link
) -> dict[str, object]:
    """Return the index in the language; cards must come in the order of the list of indicators."""
    series = [card.series for card in cards]
    areas = IndexNames((one.area for one in series), language)
    owners = IndexNames((one.owner for one in series), language)
    places = IndexNames((one.place for one in series), language)
    standings = {standing: number for number, standing in enumerate(Standing)}
    said = {*OF_INDICATOR, *COLUMNS}
    columns = [*COLUMNS, *(name for name in IndicatorTable.base_columns if name not in said)]

    def placed(card: Card) -> Row:
        shown, latest = row(card, language, as_of), card.series.latest
        cells: dict[str, object] = {
            **shown,
            "place": places.numbers[card.series.place],
            "value_key": _number(latest.value) if latest else None,
            "standing": standings[card.progress.standing],
            "href": link(shown["address"]),
            "written": _otherwise_written(card.series),
        }
        return [cells[name] for name in columns]

    def indicators() -> Iterable[Row]:
        for code, some in groupby(cards, lambda card: card.series.code):
            together = list(some)
            one = together[0].series
            about = areas.numbers[one.area], owners.numbers[one.owner]
            yield [code, *_both(one.name, language), *about, [placed(card) for card in together]]

    return {
        "areas": areas.rows,
        "owners": owners.rows,
        "places": places.rows,
        "standings": [[one.value, _in_words(one, language)] for one in standings],
        "kinds": {kind: name.in_language(language) for kind, name in KINDS.items()},
        "columns": columns,
        "indicators": list(indicators()),
        "pages": list(_pages(pages, language, link)),
    }


def _pages(pages: Iterable[IndexPage], language: str, link: Link) -> Iterable[Row]:
    for page in pages:
        if written := link(page.address):
            yield [page.kind, *_both(page.name, language), written]


def _in_words(standing: Standing, language: str) -> str:
    return f"{STANDING_SIGNS[standing]} {standing.text.in_language(language)}"


def _both(name: Text, language: str) -> tuple[str, str]:
    """Return the name in the language, and in the other one where that says something else."""
    shown = name.in_language(language)
    other = name.en if language.startswith("zh") else name.zh
    return shown, "" if other == shown else other


def _otherwise_written(series: Series) -> str:
    """Return the newest figure as its document writes it, where it shows otherwise: 42万人."""
    latest = series.latest
    if latest is None or latest.as_written == series.show(latest).zh.replace(",", ""):
        return ""
    return latest.as_written


def _number(value: Decimal | None) -> int | float | None:
    """Return what to sort by; the figure itself stands beside it as it is shown."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
