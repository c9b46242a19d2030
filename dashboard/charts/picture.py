"""The progress chart as a file that stands alone: in a message, a document, another website."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard import typesetting
from indicators import narrative
from indicators.exports import OFFICE_TIME
from indicators.progress import Progress
from indicators.series import NO_TEXT, Series
from indicators.texts import Text

from . import legend, svg
from .lines import lines
from .look import Look, by_attributes
from .theme import ENGLISH_FONT, FONT, INK

# The proportions in which messengers and networks show a shared picture, 1200 by 630.
WIDTH, HEIGHT = 840, 441
# In pixels, of a PNG.
USUAL, NARROWEST, WIDEST = 1200, 320, 2400
MARGIN, FOR_LABELS, ABOVE, BELOW, LEAST_PLOT = 28, 120, 30, 44, 130
ROOM = WIDTH - 2 * MARGIN
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
Words = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A drawing with its height; its width is always the same."""

    text: str
    height: int


def svg_file(series: Series, progress: Progress, language: str) -> str:
    """Return the chart with title, unit, legend, sentence and source as an SVG document."""
    return _document(series, progress, language).text


def height_of(series: Series, progress: Progress, language: str, *, width: int = USUAL) -> int:
    """Return how high the PNG of the width is, in pixels."""
    return round(_document(series, progress, language).height * width / WIDTH)


def png(series: Series, progress: Progress, language: str, *, width: int = USUAL) -> bytes:
    """Return the same as PNG, so many pixels wide; it takes about 15 ms.

    Raises ``typesetting.NoChineseFont`` where this machine could not write the words.
    """
    document = _document(series, progress, language)
    size = {"width": f"{WIDTH}pt", "height": f"{document.height}pt"}
    drawn: Any = typesetting.compiler().compile(
        TYPST, format="png", ppi=72 * width / WIDTH, sys_inputs={"svg": document.text, **size}
    )
    return bytes(drawn)


def source(series: Series) -> Text:
    """Name the place in the document that the newest figure comes from, and when it came out."""
    if series.latest is None:
        return NO_TEXT
    citation, day = series.latest.citation, series.latest.released_at.astimezone(OFFICE_TIME).date()
    name, paragraph = citation.source.name, citation.paragraph
    zh = f"{name.zh}，第{paragraph}段" if paragraph else name.zh
    en = f"{name.en or name.zh}, paragraph {paragraph}" if paragraph else name.en or name.zh
    return Text(f"来源：{zh} · {day}发布", f"Source: {en} · released {day}")


def _document(series: Series, progress: Progress, language: str) -> Document:
    """Set words above and below the chart, which takes the room that they leave."""
    head = _broken("title", series.name.in_language(language))
    if settings.DEMONSTRATION:
        head += _broken("made_up", MADE_UP.in_language(language))
    head += _broken("note", _subtitle(series, progress).in_language(language))
    signs = legend.rows(series, progress, language, ROOM)
    sentence = narrative.essence(series, progress).in_language(language)
    origin = " · ".join(text.in_language(language) for text in (source(series), SITE) if text.zh)
    foot = _broken("sentence", sentence) + _broken("note", origin)

    signs_top = MARGIN + _height(head)
    top = signs_top + legend.ROW * len(signs) + ABOVE
    floor = max(HEIGHT - MARGIN - _height(foot) - BELOW, top + LEAST_PLOT)
    look = Look(MARGIN, WIDTH - FOR_LABELS, top, floor, WIDTH - MARGIN // 2, 15, by_attributes)
    parts = [
        _set(head, MARGIN),
        legend.legend(signs, MARGIN, signs_top, look),
        svg.drawing(series, progress, language, look),
        _set(foot, floor + BELOW),
    ]
    height = floor + BELOW + _height(foot) + MARGIN
    title, font = series.name.in_language(language), Text(FONT, ENGLISH_FONT).in_language(language)
    root = {"height": height, "title": title, "sentence": sentence, "font": SafeString(font)}
    return Document(_file(parts, root), height)


def _file(parts: list[SafeString], root: dict[str, object]) -> str:
    text = format_html(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'viewBox="0 0 {width} {height}" role="img" font-family="{font}" font-size="15" '
        'fill="{ink}"><title>{title}</title><desc>{sentence}</desc>'
        '<rect width="{width}" height="{height}" fill="#ffffff"/>{parts}</svg>\n',
        width=WIDTH,
        ink=INK,
        **root,
        parts=format_html_join("", "{}", ((part,) for part in parts)),
    )
    return ILLEGAL.sub("", text)


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
