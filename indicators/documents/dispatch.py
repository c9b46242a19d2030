"""Choose how a document is read, and refuse early what cannot be."""

import re
from io import BytesIO
from zipfile import is_zipfile

from indicators.bilingual import Text

from . import file_types, html, pdf, plain_text, word
from .containers import OLE, ZIP
from .lines import LONGEST, Lines
from .refusal import FileRefused

LARGEST_TEXT = 2 * 1024 * 1024
LARGEST = 10 * 1024 * 1024
# A long annual report has a tenth of these; each of them is compared with every indicator.
MOST_NUMBERS = 10_000
NUMBER = re.compile(r"\d+|[零〇○一二两三四五六七八九十百千万亿]+")

EMPTY = Text("文件为空。", "The file is empty.")
TOO_LARGE = Text("文件超过10MB。", "The file is larger than 10 MB.")
TEXT_TOO_LARGE = Text("文件超过2MB。", "The file is larger than 2 MB.")
WITHOUT_TEXT = Text("文件中没有文字。", "There is no text in the file.")
TOO_MANY_NUMBERS = Text(
    "文本中的数字超过10,000个，请拆分后再上传。",
    "There are more than 10,000 numbers in the text. Split it first.",
)
OF_AN_OLD_KIND = Text(
    "这是旧版文档（.doc、.wps或.rtf），请另存为.docx后再上传。",
    "This is a document of an old kind; save it as .docx first.",
)
TORN = Text(
    "文件已损坏：内容不完整，请重新获取该文件。",
    "The file is damaged: it ends before its end. Get it once more.",
)
OF_ANOTHER_KIND = Text(
    "只支持.txt、.docx、.html和.pdf文件，请先另存为其中一种。",
    "Only .txt, .docx, .html and .pdf files are read; save it as one of these first.",
)


def refuse_size(content: bytes) -> None:
    """Raise Refused where the file is empty, or larger than any document may be."""
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(TOO_LARGE)


def text_of(content: bytes) -> str:
    """Return the document's text, a paragraph a line, reading it in this very process.

    Raises Refused, saying what to do, where the file is empty, too large, of another type, damaged
    or dangerous, or holds no text, more than 300,000 characters, or more than 10,000 numbers.
    """
    refuse_size(content)
    return checked(_lines(content))


def pasted(text: str) -> str:
    """Return a text that somebody pasted as it would be read from a file.

    Raises Refused where it is empty or too long.
    """
    return checked(plain_text.lines_of(text))


def checked(lines: Lines) -> str:
    """Return the lines' text, or raise Refused where there is none, or too much."""
    text = lines.text()
    if lines.length > LONGEST:
        raise FileRefused(
            Text(
                f"文本共{lines.length:,}字，最多读取300,000字，请拆分后再上传。",
                f"The text has {lines.length:,} characters; at most 300,000 are read. "
                "Split it first.",
            )
        )
    if not text:
        raise FileRefused(WITHOUT_TEXT)
    if numbers_in(text) > MOST_NUMBERS:
        raise FileRefused(TOO_MANY_NUMBERS)
    return text


def numbers_in(text: str) -> int:
    """Return how many numbers, in digits or in Chinese, the text holds at the most."""
    return sum(1 for _number in NUMBER.finditer(text))


def _lines(content: bytes) -> Lines:
    found = file_types.type_of(content)
    if found == file_types.WORD:
        return word.read(content)
    if found == file_types.PDF:
        return pdf.read(content)
    if found == file_types.OLD_WORD or content.startswith(b"{\\rtf"):
        raise FileRefused(OF_AN_OLD_KIND)
    if content.startswith(ZIP) and not is_zipfile(BytesIO(content)):
        raise FileRefused(TORN)
    if found is not None or content.startswith((OLE, ZIP)):
        raise FileRefused(OF_ANOTHER_KIND)
    if html.is_page(content):
        return html.read(content)
    if len(content) > LARGEST_TEXT:
        raise FileRefused(TEXT_TOO_LARGE)
    return plain_text.read(content)
