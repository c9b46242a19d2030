"""Choose how a document is read, and refuse early what cannot be."""

from io import BytesIO
from typing import BinaryIO
from zipfile import is_zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indicators.intake import files
from indicators.intake.containers import OLE, ZIP

from . import page, pdf, plain, word
from .lines import LONGEST, Lines

LARGEST_TEXT = 2 * 1024 * 1024
LARGEST = 10 * 1024 * 1024


def text_in(file: BinaryIO) -> str:
    """Return the text of an open file, of which no more is read than a document may have."""
    return text_of(file.read(LARGEST + 1))


def text_of(content: bytes) -> str:
    """Return the document's text, a paragraph a line.

    Raises ValidationError, saying what to do, where the file is empty, too large, of another type,
    damaged or dangerous, or holds no text or more than 300,000 characters.
    """
    if not content:
        raise ValidationError(_("The file is empty."))
    if len(content) > LARGEST:
        raise ValidationError(_("The file is larger than 10 MB."))
    return checked(_lines(content))


def pasted(text: str) -> str:
    """Return a text that somebody pasted as it would be read from a file.

    Raises ValidationError where it is empty or too long.
    """
    return checked(plain.lines_of(text))


def checked(lines: Lines) -> str:
    """Return the lines' text, or raise ValidationError where there is none, or too much."""
    text = lines.text()
    if lines.length > LONGEST:
        raise ValidationError(
            _("The text has %(length)s characters; at most 300,000 are read. Split it first.")
            % {"length": f"{lines.length:,}"}
        )
    if not text:
        raise ValidationError(_("There is no text in the file."))
    return text


def _lines(content: bytes) -> Lines:
    found = files.type_of(content)
    if found == files.WORD:
        return word.read(content)
    if found == files.PDF:
        return pdf.read(content)
    if found == files.OLD_WORD or content.startswith(b"{\\rtf"):
        raise ValidationError(_("This is a document of an old kind; save it as .docx first."))
    if content.startswith(ZIP) and not is_zipfile(BytesIO(content)):
        raise ValidationError(_("The file is damaged: it ends before its end. Get it once more."))
    if found is not None or content.startswith((OLE, ZIP)):
        raise ValidationError(
            _("Only .txt, .docx, .html and .pdf files are read; save it as one of these first.")
        )
    if page.is_page(content):
        return page.read(content)
    if len(content) > LARGEST_TEXT:
        raise ValidationError(_("The file is larger than 2 MB."))
    return plain.read(content)
