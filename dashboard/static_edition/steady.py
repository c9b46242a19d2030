"""Office files without the time at which they were made: the same content is the same bytes."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

OFFICE = "application/vnd.openxmlformats-officedocument."
PROPERTIES = "docProps/core.xml"
MADE = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def is_office(content_type: str) -> bool:
    """Tell whether it is a file of Excel, Word or WPS, which is a ZIP archive."""
    return content_type.startswith(OFFICE)


def steady(content: bytes) -> bytes:
    """Return the file without the time at which it was made."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == PROPERTIES:
                part = MADE.sub(b"", part)
            # The first day that a ZIP archive can name.
            new.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return target.getvalue()
