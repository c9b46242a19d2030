"""Write the workbook of definitions: one sheet for each kind of record, and how to fill it in."""

from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.exports.csv import csv_lines

from .columns import ImportColumn, Shown, written
from .formats import OPTIONS, put_rows
from .workbook_sheets import INSTRUCTIONS, SHEETS, DefinitionSheet

# The names of the columns, and below them their codes.
HEADING_ROWS = 2
# Rows for which cells offer their words.
ROWS_WITH_WORDS = 1000
# More signs than a spreadsheet takes in a list of words.
LONGEST_LIST = 255
PARTED = ","


def workbook(language: str, *, is_template: bool = False, remark: str = "") -> bytes:
    """Return all definitions as they stand, or an empty template, with names in that language.

    The remark stands above the instructions.
    """
    target = BytesIO()
    with override(language), Workbook(target, OPTIONS) as book:
        _instruct(book, book.add_worksheet(INSTRUCTIONS.in_language(language)), language, remark)
        for one in SHEETS:
            sheet = book.add_worksheet(one.name.in_language(language))
            rows = [] if is_template else rows_of(one)
            columns = columns_of(one)
            names = [[column.title for column in columns], [column.name for column in columns]]
            put_rows(book, sheet, names, rows)
            sheet.freeze_panes(HEADING_ROWS, 1)
            for index, column in enumerate(columns):
                _offer(sheet, index, column)
    return target.getvalue()


def csv_of(one: DefinitionSheet, language: str) -> bytes:
    """Return one sheet as a text in UTF-8, with the mark by which spreadsheets know it."""
    with override(language):
        lines = ([written(cell) for cell in row] for row in rows_of(one))
        return "".join(csv_lines([column.title for column in columns_of(one)], lines)).encode()


def columns_of(one: DefinitionSheet) -> list[ImportColumn]:
    """Return the sheet's columns."""
    return [field.widget for field in one.resource.fields.values()]


def rows_of(one: DefinitionSheet) -> list[list[Shown]]:
    """Return the records as rows, in the reader's language and in the records' own order."""
    resource = one.resource()
    records = resource.get_queryset().order_by(*_order(one))
    return [
        [
            resource.fields[name].widget.said(shown)
            for name, shown in resource.cells_of(record).items()
        ]
        for record in records
    ]


def _order(one: DefinitionSheet) -> tuple[str, ...]:
    model = one.resource._meta.model
    return tuple(model._meta.ordering) or one.resource._meta.import_id_fields


def _offer(sheet: Worksheet, index: int, column: ImportColumn) -> None:
    """Let cells offer the words they may hold, where a spreadsheet can; others can be typed."""
    words = column.choices
    if words and PARTED not in "".join(words) and len(PARTED.join(words)) <= LONGEST_LIST:
        options = {"validate": "list", "source": words, "show_error": False}
        sheet.data_validation(HEADING_ROWS, index, ROWS_WITH_WORDS, index, options)


def _instruct(book: Workbook, sheet: Worksheet, language: str, remark: str) -> None:
    said = [
        *([remark] if remark else []),
        _("Fill in the sheets that you need, below their two rows of headings; delete no heading."),
        _("Rows of one sheet may name, by code or by name, what another sheet makes."),
        _("What stands here already is known by its code and changed; nothing is ever deleted."),
    ]
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    table = [
        [one.name.in_language(language), column.title, column.name, column.about]
        for one in SHEETS
        for column in columns_of(one)
    ]
    headings = [_("Sheet"), _("Column"), _("Code"), _("What it holds")]
    bold = book.add_format({"bold": True})
    for line, text in enumerate(said):
        sheet.write_string(line, 0, text, bold if text == remark else None)
    for line, row in enumerate([headings, *table], len(said) + 1):
        for index, text in enumerate(row):
            sheet.write_string(line, index, text, bold if row is headings else wrapped)
    for index, width in enumerate((14, 28, 22, 90)):
        sheet.set_column(index, index, width)
