"""The text of a document: a text file, a Word document, a web page, or a PDF with text. Pure.

A type is told by the content, never by the name. Nothing outside the file is ever fetched. Files
are read in a process of their own, with limits of memory and time.
"""

from typing import BinaryIO

from . import isolation
from .dispatch import LARGEST, MOST_NUMBERS, numbers_in, pasted, refuse_size
from .lines import LONGEST

__all__ = ["LARGEST", "LONGEST", "MOST_NUMBERS", "numbers_in", "pasted", "text_in", "text_of"]


def text_of(content: bytes) -> str:
    """Return the document's text, a paragraph a line.

    Raises Refused, saying what to do, where the file is empty, too large, of another type, damaged
    or dangerous, holds no text or too much of it, or takes too long to read.
    """
    refuse_size(content)
    text: str = isolation.run(__name__, content)
    return text


def text_in(file: BinaryIO) -> str:
    """Return the text of an open file, of which no more is read than a document may have."""
    return text_of(file.read(LARGEST + 1))
