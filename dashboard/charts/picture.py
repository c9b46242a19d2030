"""The progress chart as a file that stands alone: in a message, a document, another website."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard import typesetting
from indicators import narrative
from indicators.bilingual import Text
from indicators.exports import OFFICE_TIME
from indicators.progress import Progress
from indicators.series import NO_TEXT, Series

from . import legend, svg
from .axis import ValueAxis, axis_of
from .styles import ChartStyle, by_attributes
from .text_wrap import lines
from .theme import ENGLISH_FONT, FONT, INK

# The proportions in which messengers and networks show a shared picture, 1200 by 630.
WIDTH, HEIGHT = 840, 441
# In pixels, of a PNG.
USUAL, NARROWEST, WIDEST = 1200, 320, 2400
MARGIN, FOR_LABELS, ABOVE, BELOW, LEAST_PLOT = 28, 120, 30, 44, 130
ROOM = WIDTH - 2 * MARGIN
# The height of the line that says where an axis begins that does not begin at zero.
AXIS_WORDS = 19
# The size of each sort of words, as their look says, and the height of a line of them.
LINES = {"title": (22, 32), "made_up": (15, 24), "note": (14, 22), "sentence": (16, 26)}
# What XML cannot hold, even escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MADE_UP = Text("演示数据：图中内容均为虚构。", "Demonstration data: everything here is made up.")
SITE = Text("准绳", "Zhunsheng")
TYPST = b"""
#set page(width: eval(sys.inputs.width), height: eval(sys.inputs.height), margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
NOT_RELEASED = Text("内部草稿：含尚未发布的数据", "Internal draft: not released")
Words = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around a chart, which takes the room that they leave."""

    head: Words
    signs: legend.Rows
    foot: Words
    axis: ValueAxis

    @property
    def signs_top(self) -> int:
        """Return where the legend begins."""
        return MARGIN + _height(self.head)

    @property
    def top(self) -> int:
        """Return where the plot begins."""
        return self.signs_top + legend.ROW * len(self.signs) + ABOVE

    @property
    def floor(self) -> int:
        """Return where the plot ends."""
        return max(HEIGHT - MARGIN - _height(self.foot) - self.below, self.top + LEAST_PLOT)

    @property
    def below(self) -> int:
        """Return the room for the words at the axis, between the plot and the foot."""
        return BELOW + (AXIS_WORDS if self.axis.words.zh else 0)

    @property
    def height(self) -> int:
        """Return the height of the whole; its width is always the same."""
        return self.floor + self.below + _height(self.foot) + MARGIN


def svg_file(series: Series, progress: Progress, language: str) -> str:
    """Return the chart with title, unit, legend, sentence and source as an SVG document."""
    return _drawn(series, progress, language, _sheet(series, progress, language))


def height_of(series: Series, progress: Progress, language: str, *, width: int = USUAL) -> int:
    """Return how high the PNG of the width is, in pixels."""
    return round(_sheet(series, progress, language).height * width / WIDTH)


def png(series: Series, progress: Progress, language: str, *, width: int = USUAL) -> bytes:
    """Return the same as PNG, so many pixels wide; it takes some 10 to 40 ms.

    Raises ``typesetting.NoChineseFont`` where this machine could not write the words.
    """
    sheet = _sheet(series, progress, language)
    inputs = {
        "svg": _drawn(series, progress, language, sheet),
        "width": f"{WIDTH}pt",
        "height": f"{sheet.height}pt",
    }
    made: Any = typesetting.compiler().compile(
        TYPST, format="png", ppi=72 * width / WIDTH, sys_inputs=inputs
    )
    return bytes(made)


def source(series: Series) -> Text:
    """Name the place in the document that the newest figure comes from, and when it came out."""
    if series.latest is None:
        return NO_TEXT
    if not series.latest.release:
        return NOT_RELEASED
    citation, day = series.latest.citation, series.latest.released_at.astimezone(OFFICE_TIME).date()
    name, place = citation.source.name, narrative.paragraph(citation.paragraph)
    return Text(
        f"来源：{name.zh}{place.zh} · {day}发布",
        f"Source: {name.en or name.zh}{place.en} · released {day}",
    )


def _sheet(series: Series, progress: Progress, language: str) -> Sheet:
    head = _broken("title", series.name.in_language(language))
    if settings.DEMONSTRATION:
        head += _broken("made_up", MADE_UP.in_language(language))
    head += _broken("note", _subtitle(series, progress).in_language(language))
    origin = " · ".join(text.in_language(language) for text in (source(series), SITE) if text.zh)
    sentence = _sentence(series, progress).in_language(language)
    foot = _broken("sentence", sentence) + _broken("note", origin)
    signs = legend.rows(series, progress, language, ROOM)
    return Sheet(head, signs, foot, axis_of(series, progress))


def _drawn(series: Series, progress: Progress, language: str, sheet: Sheet) -> str:
    look = ChartStyle(
        left=MARGIN,
        right=WIDTH - FOR_LABELS,
        top=sheet.top,
        floor=sheet.floor,
        paper=WIDTH - MARGIN // 2,
        size=15,
        largest=15,
        style=by_attributes,
    )
    parts = (
        _set(sheet.head, MARGIN),
        legend.legend(sheet.signs, MARGIN, sheet.signs_top, look),
        svg.drawing(series, progress, language, look),
        _set(sheet.foot, sheet.floor + sheet.below),
    )
    text = format_html(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'viewBox="0 0 {width} {height}" role="img" font-family="{font}" font-size="15" '
        'fill="{ink}"><title>{title}</title><desc>{sentence}</desc>'
        '<rect width="{width}" height="{height}" fill="#ffffff"/>{parts}</svg>\n',
        width=WIDTH,
        height=sheet.height,
        ink=INK,
        font=SafeString(Text(FONT, ENGLISH_FONT).in_language(language)),
        title=series.name.in_language(language),
        sentence=_sentence(series, progress).in_language(language),
        parts=format_html_join("", "{}", ((part,) for part in parts)),
    )
    return ILLEGAL.sub("", text)


def _sentence(series: Series, progress: Progress) -> Text:
    return narrative.with_year_to_date(series, narrative.essence(series, progress))


def _subtitle(series: Series, progress: Progress) -> Text:
    place, unit = series.place.name, series.unit
    return Text(
        f"{place.zh} · 单位：{unit.zh} · 截至{progress.as_of}",
        f"{place.en or place.zh} · unit: {unit.many} · as of {progress.as_of}",
    )


def _broken(part: str, words: str) -> Words:
    return [(part, line) for line in lines(words, ROOM, LINES[part][0])]


def _height(words: Words) -> int:
    return sum(LINES[part][1] for part, _ in words)


def _set(words: Words, top: int) -> SafeString:
    """Return the lines below each other, each as one text that programs can select."""
    placed, y = [], top
    for part, line in words:
        size, height = LINES[part]
        placed.append((by_attributes(part), MARGIN, y + size, line))
        y += height
    return format_html_join("", '<text {} x="{}" y="{}">{}</text>', placed)
