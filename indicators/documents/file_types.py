"""What a file is by its content, whatever it calls itself; what is dangerous stays unopened."""

import zipfile
from dataclasses import dataclass

from indicators.bilingual import Text

from .containers import OLE, OLE_MACROS, ZIP, UnpacksToTooMuch, has_macros, holds_stream, members_of
from .refusal import FileRefused

LARGEST_UNPACKED = 100 * 1024 * 1024
ENCRYPTED = 1
# Other ways of packing can claim any amount of memory.
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

UNPACKS_TO_TOO_MUCH = Text(
    "文件解压后过大，请重新保存后上传。", "The file would unpack to far too much; save it anew."
)
WITH_MACROS = Text(
    "文件含有宏，请另存为.docx、.xlsx或.pdf后上传。",
    "The file contains macros; save it as .docx, .xlsx or .pdf first.",
)
PROTECTED = Text(
    "文件设有密码，请取消密码后重新保存。",
    "The file is protected by a password; save it without one first.",
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file, and how the names of such files end; the usual ending first."""

    content_type: str
    endings: tuple[str, ...]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
PDF = FileType("application/pdf", (".pdf",))
PNG = FileType("image/png", (".png",))
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"))
WORD = FileType(f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
EXCEL = FileType(f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
POWERPOINT = FileType(f"{_OPEN_XML}.presentationml.presentation", (".pptx",))
OLD_WORD = FileType("application/msword", (".doc", ".wps"))
OLD_EXCEL = FileType("application/vnd.ms-excel", (".xls", ".et"))

BY_HEADER = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
BY_FOLDER = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
# What Word, Excel and WPS call the stream that holds the document, as its directory spells it.
BY_STREAM = {"WordDocument": OLD_WORD, "Workbook": OLD_EXCEL, "Book": OLD_EXCEL}
OLE_ENCRYPTED = "EncryptedPackage"


def type_of(content: bytes) -> FileType | None:
    """Return what the bytes are, without unpacking them; None where they are nothing known.

    Raises Refused where the file holds macros, is protected by a password, or would unpack
    to far too much.
    """
    if content.startswith(OLE):
        return _in_ole(content)
    if content.startswith(ZIP):
        return _in_zip(content)
    return next((kind for start, kind in BY_HEADER.items() if content.startswith(start)), None)


def _in_ole(content: bytes) -> FileType | None:
    """Look for the name of the document's stream in a file as Office wrote it before 2007."""
    if holds_stream(content, OLE_MACROS):
        raise with_macros()
    if holds_stream(content, OLE_ENCRYPTED):
        raise protected()
    return next((kind for name, kind in BY_STREAM.items() if holds_stream(content, name)), None)


def _in_zip(content: bytes) -> FileType | None:
    """Look at the table of members only, and at that only if it is short."""
    try:
        members = members_of(content, LARGEST_UNPACKED)
    except UnpacksToTooMuch as error:
        raise FileRefused(UNPACKS_TO_TOO_MUCH) from error
    if members is None:
        return None
    if has_macros(members):
        raise with_macros()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise protected()
    names = [member.filename for member in members]
    if "[Content_Types].xml" not in names or any(one.compress_type not in USUAL for one in members):
        return None
    return next(
        (BY_FOLDER[top] for top in BY_FOLDER if any(n.startswith(top) for n in names)), None
    )


def with_macros() -> FileRefused:
    """Return what is said of a file that can do things when it is opened."""
    return FileRefused(WITH_MACROS)


def protected() -> FileRefused:
    """Return what is said of a file that only opens with a password."""
    return FileRefused(PROTECTED)
