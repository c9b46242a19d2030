"""Word documents: what stands on their pages once every tracked change is made.

Paragraphs, the rows of tables and text boxes come in their order, then the notes. A field is read
as it was last shown. Nothing that a document links to is looked at.
"""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from indicators.bilingual import Text

from .file_types import with_macros
from .lines import Lines
from .refusal import FileRefused

CONTENT_TYPES = "[Content_Types].xml"
# The parts that are read, in this order, by the ends of their types.
PARTS = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
)
MACROS = "macroEnabled.main+xml"
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
AT_ONCE = 64 * 1024
OFF = ("0", "false", "off")
# Deleted and moved text, readings above characters, and what programs before 2010 would show.
DROPPED = frozenset(("del", "moveFrom", "rt", "Fallback"))
BREAKS = frozenset(("br", "cr"))
SIGNS = {"tab": " ", "noBreakHyphen": "-"}
DAMAGED = Text(
    "Word文档已损坏，请用Word或WPS打开后重新保存。",
    "The Word document is damaged; open it in Word or WPS and save it anew.",
)
DECLARES_ENTITIES = Text(
    "Word文档声明了XML实体，正常文档不会如此，已拒绝读取。",
    "The Word document declares entities, which no honest one does; it is not read.",
)
FAULTS = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, KeyError, OSError, ValueError,
)  # fmt: skip


def read(content: bytes) -> Lines:
    """Return the lines of a .docx file.

    Raises Refused where the file is damaged, holds macros or declares entities.
    """
    document = _Document()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in _names(archive):
                _give(archive, name, document)
    except FAULTS as error:
        raise FileRefused(DAMAGED) from error
    return document.lines


def _names(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts to read, as the table of types names them."""
    types = _Types()
    _give(archive, CONTENT_TYPES, types)
    if any(kind.endswith(MACROS) for kind, _name in types.found):
        raise with_macros()
    return [name for end in PARTS for kind, name in types.found if kind.endswith(end)]


def _give(archive: zipfile.ZipFile, name: str, target: "_Types | _Document") -> None:
    """Give the part to the target piece by piece, so that no tree of it stands in memory."""
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with archive.open(name) as part:
        while piece := part.read(AT_ONCE):
            parser.feed(piece)
    parser.close()


def _word(tag: str) -> str:
    """Return the tag's name where it is one of Word's, or one that is left out in any space."""
    space, _brace, name = tag.removeprefix("{").rpartition("}")
    return name if space in WORD or name == "Fallback" else ""


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return the attribute whatever its namespace."""
    return next((value for key, value in attributes.items() if key.endswith(name)), "")


class _Target:
    """What the parser calls; no document of an office declares a type of its own."""

    def doctype(self, *_declared: object) -> None:
        raise FileRefused(DECLARES_ENTITIES)

    def end(self, tag: str) -> None:
        """Look at nothing there."""

    def data(self, text: str) -> None:
        """Look at nothing there."""

    def close(self) -> None:
        """Return nothing: the target holds what was found."""


class _Types(_Target):
    """Finds which part is of which type."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        kind, name = attributes.get("ContentType", ""), attributes.get("PartName", "")
        self.found.append((kind, name.lstrip("/")))


class _Document(_Target):
    """Collects the lines of the parts that it is given."""

    def __init__(self) -> None:
        self.lines = Lines()
        # Text boxes hang in the middle of a paragraph and are read after it.
        self.boxes: list[str] = []
        self.around: list[tuple[Lines, list[str]]] = []
        self.path: list[str] = []
        self.dropped = 0
        self.is_hidden = self.is_merged = False
        # For each field that is open: whether its instruction still lasts.
        self.fields: list[bool] = []
        self.starts = {
            "tr": lambda: self.lines.start_row(),
            "tc": lambda: self.lines.start_cell(),
            "txbxContent": self._start_box,
        }
        self.ends = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "tr": lambda: self.lines.end_row(),
            "txbxContent": self._end_box,
        }

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _word(tag)
        self.path.append(name)
        self.dropped += name in DROPPED
        if name in self.starts:
            self.starts[name]()
        elif name in BREAKS:
            self._say("", is_end=True)
        elif name in SIGNS and self.path[-2:-1] == ["r"]:
            self._say(SIGNS[name])
        elif name == "fldChar":
            self._turn_field(_attribute(attributes, "fldCharType"))
        elif name in ("vanish", "del"):
            self._mark(name, is_on=_attribute(attributes, "val") not in OFF)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        self.dropped -= name in DROPPED
        if name in self.ends:
            self.ends[name]()

    def data(self, text: str) -> None:
        if self.path[-1] == "t":
            self._say(text)

    def _say(self, text: str, *, is_end: bool = False) -> None:
        if self.dropped or self.is_hidden or any(self.fields):
            return
        self.lines.add(text)
        if is_end:
            self.lines.end_line()

    def _mark(self, name: str, *, is_on: bool) -> None:
        """Note that the run is hidden, or that the end of the paragraph is deleted."""
        if name == "vanish" and self.path[-3:-1] == ["r", "rPr"]:
            self.is_hidden = is_on
        if name == "del" and self.path[-3:-1] == ["pPr", "rPr"]:
            self.is_merged = True

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif self.fields:
            self.fields.pop()
            if kind == "separate":
                self.fields.append(False)

    def _end_run(self) -> None:
        self.is_hidden = False

    def _end_paragraph(self) -> None:
        if not self.is_merged:
            self.lines.end_line()
            for line in self.boxes:
                self.lines.add(line)
                self.lines.end_line()
            self.boxes.clear()
        self.is_merged = False

    def _start_box(self) -> None:
        self.around.append((self.lines, self.boxes))
        self.lines, self.boxes = Lines(), []

    def _end_box(self) -> None:
        box = self.lines.text()
        self.lines, self.boxes = self.around.pop()
        self.boxes += box.split("\n") if box else []
