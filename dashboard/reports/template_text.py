"""Parse a Word template into paragraphs with their slots, loops and conditions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from indicators.bilingual import Text

from .template_tags import TAG, Tag, tags_in

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TEXT, RUN = f"{_SPACE}p", f"{_SPACE}t", f"{_SPACE}r"
TABLE, ROW, CELL, BOX = (f"{_SPACE}{name}" for name in ("tbl", "tr", "tc", "txbxContent"))
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The properties that are filled as well.
PROPERTIES = ("title", "subject", "author", "comments", "identifier", "language")
BODY = Text("正文", "body")
BY_RELATION = {
    RELATIONSHIP_TYPE.HEADER: Text("页眉", "page header"),
    RELATIONSHIP_TYPE.FOOTER: Text("页脚", "page footer"),
}
BRACES = re.compile("[{][{%#]|[%}#][}]")
Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """A paragraph: where it stands, its text, its tags, and what surrounds it.

    ``holder`` numbers the cell or page that it stands in, ``row`` and ``table`` likewise, 0 where
    there is none. A tag is torn where it begins in one thing and ends in another.
    """

    where: Text
    text: str
    tags: tuple[Tag, ...]
    torn: tuple[str, ...] = ()
    paragraph: int = 0
    holder: int = 0
    row: int = 0
    row_text: str = ""
    table: int = 0
    part: int = 0
    takes_pictures: bool = False

    @property
    def rest(self) -> str:
        """Return the text without its tags."""
        return TAG.sub("", self.text)


def read(template: bytes) -> list[TemplateParagraph]:
    """Return every paragraph that holds text, of all parts that are filled."""
    document = Document(BytesIO(template))
    found = [
        place
        for number, (name, root) in enumerate(roots(document), 1)
        for place in _Part(number, name, root).places()
    ]
    for name in PROPERTIES:
        if text := getattr(document.core_properties, name):
            where = Text(f"文档属性“{name}”", f"document property “{name}”")
            found.append(TemplateParagraph(where, text, tags_in(text)))
    return found


def strange_braces(template: bytes) -> list[tuple[Text, str]]:
    """Return tags that stand where no text does, in attributes or between elements."""
    document = Document(BytesIO(template))
    return [
        (name, text[:80])
        for name, root in roots(document)
        for element in root.iter(etree.Element)
        for text in (*element.attrib.values(), *_around_text(element))
        if BRACES.search(text)
    ]


def _around_text(element: Element) -> list[str]:
    texts = [element.tail or ""]
    return texts if element.tag == TEXT else [*texts, element.text or ""]


def roots(document: WordDocument) -> Iterator[tuple[Text, Element]]:
    """Yield the parts that are filled, each with its name, as plain XML."""
    yield BODY, _plain(document.part.blob)
    for relation in document.part.rels.values():
        if relation.reltype in BY_RELATION:
            yield BY_RELATION[relation.reltype], _plain(relation.target_part.blob)
    for part in document.part.package.iter_parts():
        if part.content_type == FOOTNOTES:
            yield Text("脚注", "footnotes"), _plain(part.blob)


def _plain(xml: bytes) -> Element:
    """Return the XML without python-docx's own classes, whose text is that of whole paragraphs."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


class _Part:
    """One part; what surrounds paragraphs is numbered, so that it can be told apart."""

    def __init__(self, number: int, name: Text, root: Element) -> None:
        self.number, self.name, self.root = number, name, root
        kinds = (TABLE, ROW, CELL, BOX, PARAGRAPH)
        self.numbers = {one: number for number, one in enumerate(root.iter(kinds), 1)}
        self.tables = {table: number for number, table in enumerate(root.iter(TABLE), 1)}
        self.pieces: dict[Element, list[Element]] = {}
        for piece in root.iter(TEXT):
            for owner in piece.iterancestors(PARAGRAPH):
                self.pieces.setdefault(owner, []).append(piece)
                break

    def places(self) -> Iterator[TemplateParagraph]:
        """Yield the paragraphs that hold text; those outside of tables are counted from 1."""
        count = 0
        for paragraph in self.root.iter(PARAGRAPH):
            pieces = self.pieces.get(paragraph, [])
            if text := _words(pieces):
                table = next(paragraph.iterancestors(TABLE), None)
                count += table is None
                yield self._place(paragraph, text, pieces, count)

    def _place(
        self, paragraph: Element, text: str, pieces: list[Element], count: int
    ) -> TemplateParagraph:
        row, table = self._around(paragraph, ROW), self._around(paragraph, TABLE)
        holder = self._around(paragraph, CELL, BOX)
        return TemplateParagraph(
            self._where(table, row, count),
            text,
            tags_in(text),
            tuple(_torn(pieces)),
            self.numbers[paragraph],
            self.numbers.get(holder, 0),
            self.numbers.get(row, 0),
            _words(row.iter(TEXT)) if row is not None else "",
            self.numbers.get(table, 0),
            self.number,
            self.name is BODY,
        )

    def _around(self, paragraph: Element, *kinds: str) -> Element | None:
        return next(paragraph.iterancestors(*kinds), None)

    def _where(self, table: Element | None, row: Element | None, count: int) -> Text:
        zh, en = self.name
        if table is None or row is None:
            return Text(f"{zh}第{count}段", f"{en}, paragraph {count}")
        number, line = self.tables[table], 1 + len(list(row.itersiblings(ROW, preceding=True)))
        return Text(f"{zh}表格{number}第{line}行", f"{en}, table {number}, row {line}")


def _words(pieces: Iterator[Element] | list[Element]) -> str:
    return "".join(piece.text or "" for piece in pieces)


def _torn(pieces: list[Element]) -> Iterator[str]:
    """Yield the tags that are split across non-adjacent runs.

    Taking out what stands between them would tear something else apart.
    """
    spans, start = [], 0
    for piece in pieces:
        after = start + len(piece.text or "")
        spans.append((start, after, _holder_of(piece)))
        start = after
    for tag in TAG.finditer(_words(pieces)):
        holders = [one for first, after, one in spans if first < tag.end() and after > tag.start()]
        if any(one is not holders[0] for one in holders):
            yield tag[0]


def _holder_of(piece: Element) -> Element | None:
    run = piece.getparent()
    return run.getparent() if run is not None and run.tag == RUN else run


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """What a template uses: its own slots, the figures and areas that it names, its charts.

    ``charts`` is None where a loop shows every chart; ``loops`` are the lists that it goes through.
    """

    slots: tuple[str, ...]
    named: frozenset[str]
    charts: frozenset[str] | None
    loops: frozenset[str]


def found_in(template: bytes) -> TemplateUse:
    """Return what the template uses."""
    tags = [tag for place in read(template) for tag in place.tags]
    variables = {tag.variable for tag in tags if tag.variable}
    slots = [tag.slot for tag in tags if tag.slot]
    own = [slot for slot in slots if slot.split(".")[0] not in variables]
    lists = [tag.path for tag in tags if tag.path]
    charts = [slot for slot in slots if slot.endswith(".chart")]
    in_loops = any(slot not in own for slot in charts)
    return TemplateUse(
        tuple(dict.fromkeys(own)),
        frozenset(".".join(path.split(".")[:2]) for path in (*own, *lists)),
        None if in_loops else frozenset(slot.removesuffix(".chart") for slot in charts),
        frozenset(tag.path for tag in tags if tag.opens == "for"),
    )
