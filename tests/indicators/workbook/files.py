"""Workbooks as people leave them, honest and hostile ones."""

import csv
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.intake.workbook.layout import HEADINGS, SheetColumn
from indicators.intake.workbook.queries import entries_of, rows_of
from indicators.intake.workbook.writer import HEADINGS_AT, WorkbookQuery, write
from indicators.models import Entry, Organisation

SHEET_PART, BOOK_PART = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
STYLES_PART = "xl/styles.xml"
STRINGS_PART, RELATIONS_PART = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
OPEN_XML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST_ROW = HEADINGS_AT + 1


def given_out(entry: Entry, organisation: Organisation | None = None, **more: Any) -> bytes:  # noqa: ANN401
    """Return the workbook of the entry's organisation and period; or of all organisations."""
    submission = entry.submission
    owner = submission.organisation if organisation is None else organisation
    asked = WorkbookQuery(submission.period, owner, **more)
    return write(rows_of(entries_of(submission.period, owner)), asked)


def of_all(entry: Entry) -> bytes:
    """Return the workbook of all organisations for the entry's period."""
    period = entry.submission.period
    return write(rows_of(entries_of(period)), WorkbookQuery(period, None))


def columns_of(sheet: Worksheet) -> dict[SheetColumn, int]:
    """Return where the columns stand, by their Chinese headings."""
    where = {cell.value: cell.column for cell in sheet[HEADINGS_AT]}
    return {column: where[text.zh] for column, text in HEADINGS.items() if text.zh in where}


def edited(content: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    """Return the workbook after somebody did something to its first sheet."""
    book = load_workbook(BytesIO(content))
    edit(book.worksheets[0])
    return saved(book)


def filled(content: bytes, *rows: Mapping[SheetColumn, object]) -> bytes:
    """Return the workbook with these cells written, row by row from the first one."""

    def fill(sheet: Worksheet) -> None:
        columns = columns_of(sheet)
        for number, cells in enumerate(rows, FIRST_ROW):
            for column, value in cells.items():
                sheet.cell(number, columns[column]).value = value

    return edited(content, fill)


def values(content: bytes, number: int = 0) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet, headings first."""
    sheet = load_workbook(BytesIO(content)).worksheets[number]
    return list(sheet.iter_rows(min_row=HEADINGS_AT, values_only=True))


def as_csv(content: bytes, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return the first sheet as Excel or WPS saves it as a text."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    target = StringIO()
    writer = csv.writer(target, delimiter=delimiter)
    for row in sheet.iter_rows(values_only=True):
        writer.writerow(["" if value is None else value for value in row])
    return target.getvalue().encode(encoding)


def book_of(*rows: Sequence[object]) -> bytes:
    """Return a workbook of these rows and nothing else, in which no text is a formula."""
    book = Workbook()
    book.active.title = "填报表"
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of the workbook."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return the archive with other parts, named by the constants above, or without them."""
    changed = {globals()[name]: part for name, part in parts.items()}
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in dict.fromkeys([*source.namelist(), *changed]):
            part = changed[name] if name in changed else source.read(name)
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()


def sheet_of(cells: str) -> bytes:
    """Return a workbook whose only sheet holds this XML as its rows."""
    part = f'<worksheet xmlns="{OPEN_XML}"><sheetData>{cells}</sheetData></worksheet>'
    return repacked(book_of(["a"]), SHEET_PART=part.encode())


def row_of(number: int, *cells: str) -> str:
    """Return a row of XML."""
    return f'<row r="{number}">{"".join(cells)}</row>'
