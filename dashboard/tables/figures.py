"""The rows of tables of figures, each cell as it is shown.

Prepared here because a page of the static edition has hundreds, and a template takes several
times as long to find a cell's words as Python does.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from dashboard.navigation import address, anchor
from indicators import narrative
from indicators.bilingual import Text
from indicators.growth import Growth, Growths, Hindrance, growths
from indicators.selectors import PublishedFigure
from indicators.series import Point, Series

DASH = "—"
LETTERS: Mapping[Hindrance | None, str] = dict(zip(Hindrance, "abc", strict=True))
MEANING = Text(
    "同比：与上年同期相比；环比：与上一期相比。",
    "Year on year: since the same period a year before. Period on period: since the period before.",
)


class GrowthCell(NamedTuple):
    """How a figure moved, or a dash with the letter of the note that says why it is not said."""

    words: str = ""
    letter: str = ""


NO_CELLS = (GrowthCell(), GrowthCell())


class FigureRow(NamedTuple):
    """One version of an indicator's figure.

    ``is_first_source`` says that the document is that of the figure as first published, because
    the office corrected it by itself; ``reason`` is why it was corrected or withdrawn,
    ``note`` the figure's. What was replaced is compared with nothing.
    """

    is_replaced: bool
    period: str
    figure: str
    on_year: GrowthCell
    on_period: GrowthCell
    as_written: str
    is_first_source: bool
    source_address: str
    source: str
    release_address: str
    released: str
    is_correction: bool
    reason: str
    note: str
    is_withdrawal: bool


class ReleaseRow(NamedTuple):
    """One figure of a release, with what it replaced."""

    address: str
    indicator: str
    place: str
    period: str
    replaced: list[str]
    figure: str
    reason: str


class CitedRow(NamedTuple):
    """One figure as its document writes it."""

    as_written: str
    address: str
    indicator: str
    place: str


def figure_rows(
    series: Series, points: Iterable[Point], language: str, as_of: date | None
) -> Iterator[FigureRow]:
    """Yield the versions of each figure, the first one first."""
    moved = growths(series)
    for point in points:
        found = moved.get(point.period)
        cells = _cells(found, language) if found else NO_CELLS
        note = point.note.in_language(language) if point.note.zh else ""
        for version in point.versions:
            citation, is_newest = version.citation, version is point
            place = narrative.paragraph(citation.paragraph)
            source = address("source", citation.source.code, as_of=as_of)
            yield FigureRow(
                not is_newest,
                version.period.label.in_language(language),
                series.show(version).in_language(language),
                *(cells if is_newest else NO_CELLS),
                version.as_written,
                version.is_correction and not version.as_written and not version.is_withdrawal,
                f"{source}#{anchor(citation)}",
                citation.source.name.in_language(language) + place.in_language(language),
                address("release", version.release, as_of=as_of),
                moment(version.released_at),
                version.is_correction,
                version.reason,
                note if is_newest else "",
                version.is_withdrawal,
            )


def growth_notes(series: Series, language: str) -> list[tuple[str, str]]:
    """Return the letters that the cells of the series have, each with what it means.

    Nothing where there are no two figures to compare, and so no columns for it.
    """
    if len(series.reported) < 2:
        return []
    used = {
        one.hindrance for both in growths(series).values() for one in (both.on_year, both.on_period)
    }
    notes = [(LETTERS[one], one.text.in_language(language)) for one in Hindrance if one in used]
    return [("", MEANING.in_language(language)), *notes]


def _cells(found: Growths, language: str) -> tuple[GrowthCell, GrowthCell]:
    return _cell(found.on_year, language), _cell(found.on_period, language)


def _cell(one: Growth, language: str) -> GrowthCell:
    if one.change is not None:
        return GrowthCell(one.change.in_language(language))
    return GrowthCell(DASH, LETTERS.get(one.hindrance, ""))


def release_rows(
    figures: Iterable[PublishedFigure], language: str, as_of: date | None
) -> Iterator[ReleaseRow]:
    """Yield a row for each figure."""
    for series, point in ((one.series, one.point) for one in figures):
        yield ReleaseRow(
            address("indicator", series.code, as_of=as_of),
            series.name.in_language(language),
            series.place.name.in_language(language),
            point.period.label.in_language(language),
            [series.show(old).in_language(language) for old in point.earlier],
            series.show(point).in_language(language),
            point.reason,
        )


def cited_rows(
    figures: Iterable[PublishedFigure], language: str, as_of: date | None
) -> Iterator[CitedRow]:
    """Yield a row for each figure."""
    for series, point in ((one.series, one.point) for one in figures):
        yield CitedRow(
            point.as_written,
            address("indicator", series.code, as_of=as_of, place=series.place.code),
            series.name.in_language(language),
            series.place.name.in_language(language),
        )


@lru_cache(maxsize=1000)
def moment(at: datetime) -> str:
    """Return a day, with its hour where one is known; many figures come out at the same one."""
    local = timezone.localtime(at)
    return f"{local:%Y-%m-%d}" if local.time() == time() else f"{local:%Y-%m-%d %H:%M}"
