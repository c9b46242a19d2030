"""Read our own sentences: one text for each language, which the page, Word and PDF share.

A line is a sentence, an empty line ends a paragraph. ``#`` is the title, ``>`` the line below it,
``##`` a heading, ``## @slug`` an area with the name that the office gave it, ``## @*`` every other
area, and ``!`` the chart of a figure. A sentence is written only where every slot in it is known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .slot_types import Slot

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("zh-hans", "en")
SLOT = re.compile(r"\{\{ *([\w.]+) *\}\}")
EVERY_OTHER_AREA = "*"


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """Sentences that stand together; slots stand in them as in a template."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, by the name of its figure."""

    name: str


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A heading with what follows; ``area`` where the heading is an area's name."""

    heading: str
    area: str
    blocks: tuple[SourceParagraph | Chart, ...]


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """A text as it is written, with its slots; the first section stands below the title."""

    title: str
    subtitle: str
    sections: tuple[SourceSection, ...]


@cache
def source(language: str) -> SentenceSource:
    """Return the text of the language."""
    name = "zh-hans" if language.startswith("zh") else "en"
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    title, subtitle = (
        next(line[2:] for line in lines if line.startswith(mark)) for mark in ("# ", "> ")
    )
    body = [line for line in lines if not line.startswith(("# ", "> "))]
    return SentenceSource(title, subtitle, tuple(_sections(body)))


def sources() -> tuple[SentenceSource, ...]:
    """Return the text of each language."""
    return tuple(map(source, LANGUAGES))


def gap_in(language: str) -> str:
    """Return what stands between two sentences."""
    return "" if language.startswith("zh") else " "


def _sections(lines: Iterable[str]) -> Iterator[SourceSection]:
    heading, held = "", list[str]()
    for line in lines:
        if line.startswith("## "):
            yield _section(heading, held)
            heading, held = line[3:], []
        else:
            held.append(line)
    yield _section(heading, held)


def _section(heading: str, lines: list[str]) -> SourceSection:
    area = heading[1:] if heading.startswith("@") else ""
    return SourceSection("" if area else heading, area, tuple(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[SourceParagraph | Chart]:
    sentences: list[str] = []
    for line in [*lines, ""]:
        if line and not line.startswith("! "):
            sentences.append(line)
            continue
        if sentences:
            yield SourceParagraph(tuple(sentences))
            sentences = []
        if line:
            yield Chart(line[2:])


def slots_in(sentence: str) -> list[str]:
    """Return what the slots in the sentence are called."""
    return SLOT.findall(sentence)


def known(text: SentenceSource, root: Slot) -> SentenceSource:
    """Return the text without the sentences and charts that speak of what nobody knows here."""
    sections = [
        SourceSection(one.heading, one.area, tuple(_known_blocks(one, root)))
        for one in text.sections
        if one.area in ("", EVERY_OTHER_AREA) or root.find(f"area.{one.area}")
    ]
    return SentenceSource(text.title, text.subtitle, tuple(sections))


def _known_blocks(section: SourceSection, root: Slot) -> Iterator[SourceParagraph | Chart]:
    for block in section.blocks:
        if isinstance(block, Chart):
            if root.find(block.name):
                yield block
            continue
        kept = [one for one in block.sentences if all(map(root.find, slots_in(one)))]
        if kept:
            yield SourceParagraph(tuple(kept))


def named_in(text: SentenceSource) -> set[str]:
    """Return the figures that sentences name, and the areas that have a heading: area.functions."""
    names = {f"area.{one.area}" for one in text.sections if one.area}
    for section in text.sections:
        for block in section.blocks:
            if isinstance(block, SourceParagraph):
                slots = [slot for one in block.sentences for slot in slots_in(one)]
                names |= {".".join(slot.split(".")[:2]) for slot in slots}
    return names


def charts_in(text: SentenceSource) -> list[str]:
    """Return the figures whose charts the text shows, in order."""
    return [
        block.name
        for section in text.sections
        for block in section.blocks
        if isinstance(block, Chart)
    ]
