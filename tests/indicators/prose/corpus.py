"""Texts whose every number carries a label, to measure a reader of texts by.

A mark is ``[[as written|kind|value|unit|qualifier|subject|flags]]``; what is not a figure ends
after its kind. ``corpus/README.md`` says what each part means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from indicators.enums import Qualifier

CORPUS = Path(__file__).with_name("corpus")
MARK = re.compile(r"\[\[(.*?)\]\]")


class Kind(StrEnum):
    """What a number is in its sentence; a reader is not judged by what is skipped."""

    FIGURE = "figure"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    NUMBER_OF_DOCUMENT = "number_of_document"
    IDIOM = "idiom"
    SKIP = "skip"


class Flag(StrEnum):
    """What sets a figure apart from the value that its sentence reports."""

    CHANGE = "change"
    EARLIER = "earlier"


class BadMark(ValueError):
    """A mark that does not say what a mark must say."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number and its place: the line counts from 1 over lines that are not blank."""

    line: int
    start: int
    end: int
    as_written: str
    kind: Kind
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier | None = None
    subject: str = ""
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """A text without its marks, one stripped line each, and what the marks said."""

    name: str
    clean: str
    labels: tuple[Labelled, ...]


def texts(pattern: str = "*.txt", within: Path = CORPUS) -> Iterator[Text]:
    """Yield each labelled text whose file's name fits the pattern, in the order of the names."""
    for path in sorted(within.glob(pattern)):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def declared(name: str) -> dict[str, Any]:
    """Return the places and indicators that the subjects in the text of that name are out of."""
    fresh = name.startswith("subjects_fresh")
    path = CORPUS / ("subjects_fresh.yaml" if fresh else "subjects.yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def parse(name: str, marked: str) -> Text:
    """Return the text without its marks; a mark that makes no sense raises BadMark."""
    clean: list[str] = []
    labels: list[Labelled] = []
    for line in filter(None, map(str.strip, marked.splitlines())):
        written, rest = "", 0
        for mark in MARK.finditer(line):
            written += line[rest : mark.start()]
            labels.append(_label(mark[1], line=len(clean) + 1, start=len(written)))
            written += labels[-1].as_written
            rest = mark.end()
        clean.append(written + line[rest:])
        if "[[" in clean[-1] or "]]" in clean[-1]:
            raise BadMark(f"{name}, line {len(clean)}: {clean[-1]}")
    return Text(name, "\n".join(clean), tuple(labels))


def _label(mark: str, *, line: int, start: int) -> Labelled:
    as_written, _, parts = mark.partition("|")
    kind, *meaning = parts.split("|")
    end = start + len(as_written)
    if not as_written or (kind == Kind.FIGURE) != bool(meaning):
        raise BadMark(mark)
    try:
        if not meaning:
            return Labelled(line, start, end, as_written, Kind(kind))
        values, unit, qualifier, subject, *flags = meaning
        value, _, value_to = values.partition("..")
        return Labelled(
            line,
            start,
            end,
            as_written,
            Kind.FIGURE,
            Decimal(value),
            Decimal(value_to) if value_to else None,
            unit,
            Qualifier(qualifier),
            subject,
            frozenset(map(Flag, flags)),
        )
    except (ArithmeticError, ValueError) as problem:
        raise BadMark(mark) from problem
