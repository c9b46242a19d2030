"""Word files for tests: as Word would write them, and as somebody with bad intent would."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word(*paragraphs: str) -> bytes:
    """Return a document of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the document with one part changed, or added where there was none."""
    target, found = BytesIO(), False
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.namelist():
            part = before.read(member)
            found = found or member == name
            after.writestr(member, change(part) if member == name else part)
        if not found:
            after.writestr(name, change(b""))
    return target.getvalue()


def replaced(content: bytes, name: str, old: str, new: str) -> bytes:
    """Return the document with some text of one part replaced."""
    return changed(content, name, lambda part: part.replace(old.encode(), new.encode(), 1))


def related(content: bytes, kind: str, target: str, *, mode: str = "External") -> bytes:
    """Return the document with one more relation of its main part."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relation = f'<Relationship Id="rX" Type="{space}{kind}" Target="{target}" TargetMode="{mode}"/>'
    end = "</Relationships>"
    return replaced(content, "word/_rels/document.xml.rels", end, f"{relation}{end}")


def with_field(instruction: str) -> bytes:
    """Return a document with a field that is cut into two runs, as Word does."""
    half = len(instruction) // 2
    runs = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{instruction[:half]}</w:instrText>",
            f"<w:instrText>{instruction[half:]}</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return replaced(word("x"), "word/document.xml", "<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr")


def protected() -> bytes:
    """Return how Office begins a file that is protected by a password."""
    names = ["Root Entry", "EncryptionInfo", "EncryptedPackage"]
    return OLE_HEADER.ljust(512, b"\0") + b"".join(
        f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in names
    )
