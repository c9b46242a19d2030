"""Keep the files that support an entry, whatever they call themselves."""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators import events
from indicators.models import Entry, Evidence, Official
from indicators.permissions import Power, holds

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_FILES = 5
LONGEST_NAME = 200
UNNAMED = "附件"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file, and how the names of such files end; the usual ending first."""

    content_type: str
    endings: tuple[str, ...]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
WORD = FileType(f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
EXCEL = FileType(f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
POWERPOINT = FileType(f"{_OPEN_XML}.presentationml.presentation", (".pptx",))
OLD_WORD = FileType("application/msword", (".doc", ".wps"))
OLD_EXCEL = FileType("application/vnd.ms-excel", (".xls", ".et"))

BY_HEADER = {
    b"%PDF-": FileType("application/pdf", (".pdf",)),
    b"\x89PNG\r\n\x1a\n": FileType("image/png", (".png",)),
    b"\xff\xd8\xff": FileType("image/jpeg", (".jpg", ".jpeg")),
}
BY_FOLDER = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
# What Word, Excel and WPS call the stream that holds the document, as its directory spells it.
BY_STREAM = {"WordDocument": OLD_WORD, "Workbook": OLD_EXCEL, "Book": OLD_EXCEL}
OLE, ZIP, ZIP_MEMBER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x01\x02"
OLE_MACROS, ZIP_MACROS = "_VBA_PROJECT", "vbaproject.bin"


@transaction.atomic
def attach(entry: Entry, *, name: str, content: bytes, by: Official, at: datetime) -> Evidence:
    """Keep the file with the entry, under a name that fits what it holds.

    Raises PermissionDenied for officials who do not report for the entry's organisation, and
    ValidationError where the entry is closed, has enough files, or the file is not acceptable.
    """
    _hold_open(entry, by)
    if entry.evidence.count() >= MOST_FILES:
        raise ValidationError(_("There are already five files with this figure."))
    found = type_of(content)
    kept = name_for(name, found)
    sha256 = hashlib.sha256(content).hexdigest()
    evidence = Evidence.objects.create(
        entry=entry,
        file=ContentFile(content, name=kept),
        name=kept,
        content_type=found.content_type,
        size=len(content),
        sha256=sha256,
        added_by=by,
        added_at=at,
    )
    events.leave("attached evidence", entry, by=by, at=at, name=kept, sha256=sha256)
    return evidence


@transaction.atomic
def remove(evidence: Evidence, *, by: Official, at: datetime) -> None:
    """Forget the file; its bytes go once the removal is certain.

    Raises PermissionDenied and ValidationError as ``attach`` does.
    """
    entry = evidence.entry
    _hold_open(entry, by)
    removed, _each = Evidence.objects.filter(pk=evidence.pk).delete()
    if not removed:
        raise ValidationError(_("The file is already removed."))
    events.leave(
        "removed evidence", entry, by=by, at=at, name=evidence.name, sha256=evidence.sha256
    )
    transaction.on_commit(partial(evidence.file.delete, save=False))


def type_of(content: bytes) -> FileType:
    """Return what the bytes are, without unpacking them.

    Raises ValidationError where they are empty, too large, dangerous or of another type.
    """
    if not content:
        raise ValidationError(_("The file is empty."))
    if len(content) > LARGEST:
        raise ValidationError(_("The file is larger than 10 MB."))
    found = next((kind for start, kind in BY_HEADER.items() if content.startswith(start)), None)
    if content.startswith(OLE):
        found = _in_ole(content)
    elif content.startswith(ZIP):
        found = _in_zip(content)
    if found is None:
        raise ValidationError(
            _("Only PDF, PNG, JPEG, Word, Excel, PowerPoint and WPS files are accepted.")
        )
    return found


def name_for(name: str, found: FileType) -> str:
    """Return the name without folders and unseen characters, with an ending that tells no lie."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign for sign in last if sign.isprintable()).strip()
    ending = next((e for e in found.endings if seen.lower().endswith(e)), "")
    stem = seen[: len(seen) - len(ending)] or UNNAMED
    ending = ending or found.endings[0]
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"


def _hold_open(entry: Entry, by: Official) -> None:
    """Keep the entry as it is until the act is done; it must be the official's, and open."""
    if by.organisation_id != entry.submission.organisation_id or not holds(by, Power.REPORT):
        raise PermissionDenied
    still_open = Entry.objects.open().order_by().select_for_update().filter(pk=entry.pk)
    if not still_open:
        raise ValidationError(_("This figure can no longer be changed."))


def _in_ole(content: bytes) -> FileType | None:
    """Look for the name of the document's stream in a file as Office wrote it before 2007."""
    if _spelled(OLE_MACROS) in content:
        raise _with_macros()
    return next((kind for name, kind in BY_STREAM.items() if _spelled(name) in content), None)


def _spelled(name: str) -> bytes:
    """Return how the directory of an OLE file writes the name and its end."""
    return f"{name}\0".encode("utf-16-le")


def _in_zip(content: bytes) -> FileType | None:
    """Look at the table of members only, and at that only if it is short."""
    too_much = ValidationError(_("The file would unpack to far too much; save it anew."))
    if content.count(ZIP_MEMBER) > MOST_MEMBERS:
        raise too_much
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise too_much
    names = [member.filename for member in members]
    if any(name.lower().endswith(ZIP_MACROS) for name in names):
        raise _with_macros()
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (BY_FOLDER[top] for top in BY_FOLDER if any(n.startswith(top) for n in names)), None
    )


def _with_macros() -> ValidationError:
    return ValidationError(_("The file contains macros; save it as .docx, .xlsx or .pdf first."))
