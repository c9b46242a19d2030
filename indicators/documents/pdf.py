"""PDF documents that hold text: the lines of their pages put together into paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from threading import Lock

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from indicators.bilingual import Text

from .file_types import protected
from .lines import WIDE, Lines
from .refusal import FileRefused

MOST_PAGES = 2000
TOO_MANY_PAGES = Text(
    "该PDF超过2000页，请先拆分。", "The PDF has more than 2,000 pages; split it first."
)
DAMAGED = Text(
    "PDF文件已损坏，请打开后重新打印为PDF。",
    "The PDF is damaged; open it and print it to a PDF anew.",
)
PICTURES = Text(
    "该PDF是扫描件，只有图像而没有文字，请先进行文字识别（OCR）。",
    "The PDF holds pictures of pages and no text; recognise its text first (OCR).",
)
# The library does one thing at a time.
ONE_AT_A_TIME = Lock()
# In characters: how far before the margin a full line may end, how far an indented one starts
# after it, how much wider than usual a gap between paragraphs is.
RAGGED, INDENTED, APART = 2.5, 1.2, 0.4
# A line on so many pages, numbers apart, belongs to the paper and not to the text.
OFTEN = 3
PAGE_NUMBER = re.compile(
    r"([-—–·\s第]*)([0-9]{1,4})([-—–·\s页]*)(?:[/\uff0f共,，\s]*[0-9]{1,4}\s*页?)?"
)
DIGITS = re.compile("[0-9]+")
ENDS = tuple("。！？；：.!?;:")
# Between a digit and Chinese a PDF has a gap, which is no space.
GAP = re.compile(rf"(?<=[0-9%‰]) +(?={WIDE})|(?<={WIDE}) +(?=[0-9])")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line where it stands on its page; lengths in points, from the left and the bottom."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Return about how wide a Chinese character is; others count as half of one."""
        width = sum(0.5 if sign.isascii() else 1.0 for sign in self.text)
        return max((self.right - self.left) / width, 1.0)

    @property
    def ends(self) -> bool:
        """Tell whether a sentence ends with it."""
        return self.text.endswith(ENDS)


def read(content: bytes) -> Lines:
    """Return the paragraphs of a PDF.

    Raises Refused where it is damaged, protected, has no text or more than 2,000 pages.
    """
    with ONE_AT_A_TIME:
        found = _without_furniture(_found(content))
    if not found:
        raise FileRefused(PICTURES)
    lines = Lines()
    for text in _paragraphs(found):
        lines.add(GAP.sub("", text))
        lines.end_line()
    return lines


def _found(content: bytes) -> list[_Line]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise protected() from error
        raise FileRefused(DAMAGED) from error
    try:
        if len(document) > MOST_PAGES:
            raise FileRefused(TOO_MANY_PAGES)
        return [line for number in range(len(document)) for line in _of_page(document, number)]
    finally:
        document.close()


def _of_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Line]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return
    words = page.get_textpage()
    position = 0
    for text in words.get_text_range().split("\r\n"):
        # Positions count as UTF-16 does.
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if text.strip():
            left, bottom, _right, top = words.get_charbox(position, loose=True)
            right = words.get_charbox(position + length - 1, loose=True)[2]
            yield _Line(number, text.strip(), left, right, bottom, top)
        position += length + 2
    words.close()
    page.close()


def _without_furniture(found: list[_Line]) -> list[_Line]:
    """Leave page numbers out, and what stands at the top or bottom of many pages."""
    edges = list(_edges(found))
    often = Counter(DIGITS.sub("0", line.text) for line in edges)
    counted = Counter(
        int(match[2]) - line.page for line in edges if (match := PAGE_NUMBER.fullmatch(line.text))
    )
    furniture = {id(line) for line in edges if often[DIGITS.sub("0", line.text)] >= OFTEN}
    for line in edges:
        match = PAGE_NUMBER.fullmatch(line.text)
        if match and (match[1] + match[3] or counted[int(match[2]) - line.page] > 1):
            furniture.add(id(line))
    return [line for line in found if id(line) not in furniture]


def _edges(found: list[_Line]) -> Iterable[_Line]:
    """Return the first and the last line of each page."""
    by_page: dict[int, list[_Line]] = {}
    for line in found:
        by_page.setdefault(line.page, []).append(line)
    for lines in by_page.values():
        yield from {id(line): line for line in (lines[0], lines[-1])}.values()


def _paragraphs(found: list[_Line]) -> Iterator[str]:
    left, right = _margins(found)
    usual = median([gap for pair in pairwise(found) if (gap := _gap(*pair)) is not None] or [0.0])
    now = found[0].text
    for above, below in pairwise(found):
        gap = _gap(above, below)
        # A new page hides whether a paragraph ended with the old one.
        is_apart = above.ends if gap is None else gap > usual + APART * above.size
        is_indented = below.left > left + INDENTED * below.size
        if is_apart or is_indented or not _goes_on(above, left, right):
            yield now
            now = below.text
        else:
            now = _together(now, below.text)
    yield now


def _gap(above: _Line, below: _Line) -> float | None:
    """Return how far the lines are apart; None on different pages."""
    return above.bottom - below.top if above.page == below.page else None


def _goes_on(line: _Line, left: float, right: float) -> bool:
    """Tell whether the line is full, or stops in the middle of a sentence in a wide one."""
    is_full = line.right > right - RAGGED * line.size
    is_long = line.right - left > (right - left) / 2
    return is_full or (is_long and not line.ends)


def _margins(found: list[_Line]) -> tuple[float, float]:
    """Return where lines usually start and end; a single line that stands out says nothing."""
    lefts = Counter(round(line.left) for line in found)
    rights = Counter(round(line.right) for line in found)
    return (
        min((at for at, number in lefts.items() if number > 1), default=min(lefts)),
        max((at for at, number in rights.items() if number > 1), default=max(rights)),
    )


def _together(first: str, second: str) -> str:
    """Join two lines of a paragraph: words of the Latin alphabet with a space, all else without."""
    is_word = first[-1].isascii() and first[-1].isalpha()
    starts_word = second[0].isascii() and second[0].isalpha()
    either = first[-1].isascii() and second[0].isascii()
    return f"{first} {second}" if either and (is_word or starts_word) else first + second
