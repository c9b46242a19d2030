"""Print what reading the largest honest file of each type takes, beside what it may take."""

import base64
import os
import resource
import secrets
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import typst
import xlsxwriter
from docx import Document

from dashboard import typesetting
from indicators import documents
from indicators.documents import isolation
from indicators.documents.isolation import MB
from indicators.intake.workbook import file_safety as workbook_file_safety
from indicators.intake.workbook import xlsx_reader
from indicators.report_templates import file_safety

SENTENCE = (
    "全市各级行政机关依法履行职责，办理行政复议案件12件，接受群众监督，组织执法人员参加培训。\n"
)
LINES = documents.LONGEST // len(SENTENCE) - 1
COLUMNS = 13
ROOM = 0.98


def text() -> bytes:
    """Return as long a text as is read."""
    return (SENTENCE * LINES).encode()


def word(room: int = documents.LARGEST) -> bytes:
    """Return a document of that text, with pictures up to the largest size."""
    paper, target = Document(), BytesIO()
    for _ in range(LINES):
        paper.add_paragraph(SENTENCE.strip())
    paper.save(target)
    return _padded(target, room)


def page() -> bytes:
    """Return a web page of that text in a table, with pictures in it up to the largest size."""
    rows = f"<tr><td>{SENTENCE}</td></tr>" * LINES
    room = int(documents.LARGEST * ROOM) - len(rows.encode())
    picture = base64.b64encode(secrets.token_bytes(room * 3 // 4)).decode()
    return f'<html><body><img src="data:image/png;base64,{picture}"><table>{rows}'.encode()


def pdf() -> bytes:
    """Return that text on pages."""
    source = f'#set text(font: "{typesetting.chinese_fonts()[0]}")\n' + (SENTENCE + "\n") * LINES
    made: bytes = typst.compile(source.encode(), font_paths=[])
    return made


def workbook() -> bytes:
    """Return as many rows as are read."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for row in range(workbook_file_safety.MOST_ROWS):
        for column in range(COLUMNS):
            sheet.write(row, column, row * column + 0.5 if column % 2 else f"指标{row}，{column}")
    book.close()
    return target.getvalue()


def template() -> bytes:
    """Return a Word template of the largest size."""
    return word(file_safety.LARGEST)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    ".txt": (documents.__name__, text),
    ".docx": (documents.__name__, word),
    ".html": (documents.__name__, page),
    ".pdf": (documents.__name__, pdf),
    ".xlsx": (xlsx_reader.__name__, workbook),
    "template .docx": (file_safety.__name__, template),
}


def measure() -> None:
    """Print a line for each type; each is read from a process that has had no other child."""
    most = isolation.USUAL
    print(f"\nforeign files, each at most {most.memory // MB} MB and {most.seconds} s")
    for name in FILES:
        command = [sys.executable, "-m", "tools.bench.foreign", name]
        subprocess.run(command, check=True, env=os.environ)  # noqa: S603 - our own command


def _measure(name: str) -> None:
    reader, make = FILES[name]
    content = make()
    start = time.perf_counter()
    isolation.run(reader, content, xlsx_reader.LIMITS)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"    {name:24} {len(content):12,} bytes   {taken:6.2f} s   {peak:4} MB", flush=True)


def _padded(target: BytesIO, room: int) -> bytes:
    """Return the archive with a picture that fills it up."""
    with zipfile.ZipFile(target, "a") as archive:
        size = int(room * ROOM) - len(target.getvalue())
        archive.writestr("word/media/image1.png", secrets.token_bytes(size))
    return target.getvalue()


if __name__ == "__main__":
    _measure(sys.argv[1])
