"""Look into the two containers that office files come in, without unpacking them."""

import zipfile
from io import BytesIO

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ZIP_MEMBER = b"PK\x01\x02"
OLE_MACROS, ZIP_MACROS = "_VBA_PROJECT", "vbaproject.bin"
MOST_MEMBERS = 2000


class UnpacksToTooMuch(Exception):
    """An archive that has too many members, or would be far larger unpacked."""


def holds_stream(content: bytes, name: str) -> bool:
    """Tell whether the directory of an OLE file, as Office wrote it before 2007, has the name."""
    return f"{name}\0".encode("utf-16-le") in content


def members_of(content: bytes, most: int) -> list[zipfile.ZipInfo] | None:
    """Return the rows of a ZIP file's table of members, or None where the table is damaged.

    Raises UnpacksToTooMuch where the table is long, or its rows declare more than ``most`` bytes.
    """
    if content.count(ZIP_MEMBER) > MOST_MEMBERS:
        raise UnpacksToTooMuch
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if sum(member.file_size for member in members) > most:
        raise UnpacksToTooMuch
    return members


def has_macros(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether an Office file carries a program."""
    return any(member.filename.lower().endswith(ZIP_MACROS) for member in members)
