"""Real documents, made for the tests of reading them."""

import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import typst
from docx import Document
from docx.oxml import parse_xml

from dashboard.typesetting import chinese_fonts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(*paragraphs: str, xml: str = "") -> bytes:
    """Return a .docx file as python-docx writes it, with more of Word's own XML in its body."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if xml:
        body = document.element.body
        for element in parse_xml(f"<w:body {SPACES}>{xml}</w:body>"):
            body.insert(len(body) - 1, element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """Return the archive with one part in the place of what it held under that name."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def part_of(content: bytes, name: str) -> str:
    """Return one part of the archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def ole(*streams: str) -> bytes:
    """Return the header of a file as Office wrote it before 2007, and its directory."""
    names = ["Root Entry", *streams]
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


def pdf(body: str, before: str = "") -> bytes:
    """Return a PDF of the text in typst's markup, set in a Chinese font."""
    setting = f'#set text(font: "{chinese_font()}", size: 12pt, lang: "zh")\n'
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.typ"
        file.write_text(f"{before}\n{setting}{body}", encoding="utf-8")
        made: bytes = typst.compile(str(file))
        return made


def chinese_font() -> str:
    """Return a font of this machine that has Chinese, else skip, or fail where none may be."""
    if not chinese_fonts():
        said = "no Chinese font (apt-get install fonts-noto-cjk)"
        pytest.fail(said) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(said)
    return chinese_fonts()[0]
