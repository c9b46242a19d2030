"""Validate a template: return every problem with its place."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from jinja2 import TemplateError
from lxml import etree

from indicators.bilingual import Text

from . import template_errors
from .report_data import ReportData
from .sandbox import TooMuch
from .slot_types import Slot
from .slots import tree
from .template_errors import WHOLE, TemplateProblem
from .template_tags import Tag
from .template_text import TemplateParagraph, read, strange_braces
from .word import BrokenTemplate, fill

MOST_TAGS, LONGEST_TAG, MOST_PROBLEMS, EXCERPT = 3_000, 300, 200, 80
NEAREST, ALIKE = 3, 0.5
# What python-docx comes to where a part is not what the package says.
DAMAGED = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    OpcError,
    PythonDocxError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
)
WIDE = frozenset((chr(0xFF5B), chr(0xFF5D)))
OPENS = {"endfor": "for", "endif": "if", "else": "if"}


def check(template: bytes, material: ReportData, language: str) -> list[TemplateProblem]:
    """Return every problem of the template; none means that it can be filled.

    What seems right is filled once with the material, so that what it really does is known.
    """
    try:
        places, hidden = read(template), strange_braces(template)
    except DAMAGED:
        return [TemplateProblem(WHOLE, "", template_errors.NOT_READ)]
    if sum(len(place.tags) for place in places) > MOST_TAGS:
        return [TemplateProblem(WHOLE, "", template_errors.TOO_MANY)]
    found = [
        TemplateProblem(where, text[:EXCERPT], template_errors.HIDDEN_BRACES)
        for where, text in hidden
    ]
    found += islice(_Walk(material).problems(places), MOST_PROBLEMS)
    return found or list(_when_filled(template, material, language))


def _when_filled(template: bytes, material: ReportData, language: str) -> Iterator[TemplateProblem]:
    try:
        fill(template, material, language)
    except TooMuch:
        yield TemplateProblem(WHOLE, "", template_errors.TOO_MUCH)
    except (BrokenTemplate, TemplateError, *DAMAGED):
        yield TemplateProblem(WHOLE, "", template_errors.TORN_APART)


@dataclass(frozen=True, slots=True)
class _Open:
    """A loop or condition that is open: by which tag, where, and what its variable stands for."""

    tag: Tag
    place: TemplateParagraph
    pattern: Slot | None


class _Walk:
    """Goes through the paragraphs, and knows what is open around each."""

    def __init__(self, material: ReportData) -> None:
        self.root = tree(material)
        self.in_chinese = {one.series.name.zh: name for name, one in material.by_name.items()}
        self.open: list[_Open] = []

    def problems(self, places: list[TemplateParagraph]) -> Iterator[TemplateProblem]:
        """Yield the problems in the order of the text."""
        for place in places:
            for message in _of_rest(place):
                yield TemplateProblem(place.where, place.text[:EXCERPT], message)
            for tag in place.tags:
                for message in self._of_tag(tag, place):
                    yield TemplateProblem(place.where, tag.written[:EXCERPT], message)
        for left in self.open:
            message = template_errors.not_closed(left.tag)
            yield TemplateProblem(left.place.where, left.tag.written[:EXCERPT], message)

    def _of_tag(self, tag: Tag, place: TemplateParagraph) -> Iterator[Text]:
        if tag.written in place.torn:
            yield template_errors.TORN
        if len(tag.written) > LONGEST_TAG:
            yield template_errors.TOO_LONG
        elif not tag.is_readable:
            yield self._of_unreadable(tag)
        elif tag.slot:
            yield from self._of_slot(tag, place)
        else:
            yield from _of_unit(tag, place)
            yield from self._of_start(tag, place) if tag.opens else self._of_end(tag, place)

    def _of_unreadable(self, tag: Tag) -> Text:
        """Understand at least the name of an indicator, and say what slots call it."""
        said = tag.written.strip("{}% ")
        near = get_close_matches(said, self.in_chinese, NEAREST, ALIKE)
        if not near:
            return template_errors.UNREADABLE
        return template_errors.unknown(said, [self.in_chinese[name] for name in near])

    def _of_slot(self, tag: Tag, place: TemplateParagraph) -> Iterator[Text]:
        node, problem = self._find(tag.slot)
        if problem:
            yield problem
        elif node and node.says is None:
            yield template_errors.no_slot(tag.slot, node)
        elif node and node.is_picture and not place.takes_pictures:
            yield template_errors.PICTURE_ELSEWHERE

    def _of_start(self, tag: Tag, place: TemplateParagraph) -> Iterator[Text]:
        node, problem = self._find(tag.path)
        if problem:
            yield problem
        elif tag.opens == "for" and node and node.items is None:
            yield template_errors.no_list(tag.path)
        if tag.variable in self.root.children:
            yield template_errors.taken(tag.variable)
        self.open.append(_Open(tag, place, node.pattern if node else None))

    def _of_end(self, tag: Tag, place: TemplateParagraph) -> Iterator[Text]:
        if not self.open or self.open[-1].tag.opens != OPENS[tag.word]:
            yield template_errors.not_opened(tag, OPENS[tag.word])
            return
        start = self.open[-1] if tag.word == "else" else self.open.pop()
        if not _belong_together(start, tag, place):
            yield template_errors.not_together(start.tag)

    def _find(self, path: str) -> tuple[Slot | None, Text | None]:
        """Return what the path leads to, or what is wrong with it; neither in a wrong loop."""
        first, *rest = path.split(".")
        loop = next((one for one in reversed(self.open) if one.tag.variable == first), None)
        if loop and loop.pattern is None:
            return None, None
        node = loop.pattern if loop else self.root
        walked, names = ([first], rest) if loop else ([], [first, *rest])
        while node and names:
            child = node.child(names[0])
            if child is None:
                return None, template_errors.unknown(path, _nearest(node, walked, names))
            node, walked, names = child, [*walked, names[0]], names[1:]
        return node, None


def _nearest(node: Slot, walked: list[str], names: list[str]) -> Iterator[str]:
    """Yield the nearest names, as far as they lead on like what was written."""
    unknown, *rest = names
    near = get_close_matches(unknown, node.children, NEAREST, ALIKE) or [*node.children][:NEAREST]
    for name in near:
        path, here = [*walked, name], node.child(name)
        for more in rest:
            here = here.child(more) if here else None
            path += [more] if here else []
        yield ".".join(path)


def _of_rest(place: TemplateParagraph) -> Iterator[Text]:
    rest = place.rest
    if "{" in rest or "}" in rest:
        yield template_errors.BRACES
    if WIDE & set(rest):
        yield template_errors.WIDE_BRACES


def _of_unit(tag: Tag, place: TemplateParagraph) -> Iterator[Text]:
    """Say what is wrong with a tag that stands for its whole paragraph or row."""
    if tag.unit == "tr" and not place.table:
        yield template_errors.ROW_WITHOUT_TABLE
    elif tag.unit == "tr" and place.row_text.strip() != tag.written:
        yield template_errors.NOT_ALONE_IN_ROW
    elif tag.unit == "p" and place.text.strip() != tag.written:
        yield template_errors.NOT_ALONE_IN_PARAGRAPH


def _belong_together(start: _Open, tag: Tag, place: TemplateParagraph) -> bool:
    """Tell whether beginning and end stand for the same unit, in the same surroundings."""
    before = start.place
    if start.tag.unit != tag.unit or before.part != place.part:
        return False
    if tag.unit == "tr":
        return before.table == place.table
    if tag.unit == "p":
        return before.holder == place.holder
    return before.paragraph == place.paragraph
