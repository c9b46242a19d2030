"""Write the workbook that officials fill in: one row for each entry, all else locked.

The protection has no password. Within the rows every cell is open and the filter covers the hidden
marks, so that they are sorted as a whole; an empty line keeps the headings out of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.bilingual import Text
from indicators.enums import EntryState, Qualifier
from indicators.intake.desk.due_entries import DueRow
from indicators.intake.entry_input import said_by
from indicators.intake.previous_figures import PastFigure
from indicators.models import Entry, Organisation, ReportingPeriod
from indicators.series_builders import text_of
from indicators.units import Unit, show

from . import styles
from .layout import (
    HEADINGS,
    HELP_SHEET,
    HIDDEN,
    NAMED,
    NOT_APPLICABLE,
    PAST,
    SHEET,
    WIDTH_OF_ORGANISATIONS,
    WIDTHS,
    Cells,
    SheetColumn,
    belongs_of,
    called,
    cells_of,
    digests_of,
    mark_of,
    owner_of,
    past,
    unescapable,
)
from .number_formats import number
from .wording import EVERYBODY, GUIDE, HOW_TO, KNOWN, PROMPT, WRONG_QUALIFIER, about, title

HEADINGS_AT = 4
NO_UNIT = Unit("", "", "")


@dataclass(frozen=True, slots=True)
class WorkbookQuery:
    """A query for a workbook: period, organisation (None for all) and language."""

    period: ReportingPeriod
    organisation: Organisation | None
    language: str = "zh-hans"

    @property
    def columns(self) -> list[SheetColumn]:
        """Return the columns in their order; only where there are several, organisations first."""
        return [*([] if self.organisation else [SheetColumn.ORGANISATION]), *WIDTHS]

    @property
    def file_name(self) -> str:
        """Return what to call the file."""
        owner = text_of(self.organisation, "name") if self.organisation else EVERYBODY
        parts = (SHEET, owner, self.period.period.label)
        return "-".join(map(self.say, parts)).replace(" ", "-") + ".xlsx"

    def say(self, text: Text) -> str:
        """Return the words in the workbook's language."""
        return text.in_language(self.language)


def write(rows: Iterable[DueRow], asked: WorkbookQuery) -> bytes:
    """Return the .xlsx file."""
    book = Workbook(write_only=True)
    for style in styles.styles():
        book.add_named_style(style)
    with translation.override(asked.language):
        sheet = book.create_sheet(asked.say(SHEET))
        _set_up(sheet, asked)
        _head(sheet, asked)
        last = HEADINGS_AT
        for row in rows:
            sheet.append(list(_cells(sheet, row, asked)))
            last += 1
        _finish(sheet, asked, max(last, HEADINGS_AT + 1))
        _guide(book.create_sheet(asked.say(HELP_SHEET)), asked)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _set_up(sheet: Worksheet, asked: WorkbookQuery) -> None:
    """Say what must stand before the rows in the file: widths, frozen panes, the paper."""
    for index, column in enumerate(asked.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = WIDTHS.get(column, WIDTH_OF_ORGANISATIONS)
        dimension.hidden = column in HIDDEN
    after_place = asked.columns.index(SheetColumn.PLACE) + 2
    sheet.freeze_panes = f"{get_column_letter(after_place)}{HEADINGS_AT + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{HEADINGS_AT}:{HEADINGS_AT}"
    sheet.oddFooter.center.text = "&P / &N"
    for line, height in ((1, 30), (2, 54), (3, 6)):
        sheet.row_dimensions[line].height = height


def _head(sheet: Worksheet, asked: WorkbookQuery) -> None:
    organisation = text_of(asked.organisation, "name") if asked.organisation else EVERYBODY
    period, due = asked.period.period.label, asked.period.due_label
    sheet.append([_text(sheet, asked.say(title(period)), styles.TITLE)])
    lines = asked.say(about(organisation, period, due)), asked.say(HOW_TO)
    sheet.append([_text(sheet, "\n".join(lines), styles.ABOUT)])
    sheet.append([])
    sheet.append([_text(sheet, asked.say(HEADINGS[one]), styles.HEADING) for one in asked.columns])


def _cells(sheet: Worksheet, row: DueRow, asked: WorkbookQuery) -> Iterator[Cell]:
    entry, organisation = row.entry, row.entry.submission.organisation
    owner, cells = owner_of(organisation, asked.period), cells_of(said_by(entry))
    known: dict[SheetColumn, str | Decimal | None] = {
        SheetColumn.ORGANISATION: organisation.name,
        SheetColumn.INDICATOR: entry.indicator.name,
        SheetColumn.PLACE: entry.place.name,
        SheetColumn.UNIT: entry.indicator.unit,
        SheetColumn.LAST: _past(row.background.last, asked),
        SheetColumn.YEAR_AGO: _past(row.background.year_ago, asked),
        SheetColumn.STATE: _state(entry),
        SheetColumn.BELONGS: belongs_of(owner, entry.indicator.code, entry.place.code),
    }
    names = called(str(known[column]) for column in NAMED)
    shown = past(_as_read(known[column]) for column in PAST)
    known[SheetColumn.MARK] = (
        f"{mark_of(entry.pk, entry.version)}{digests_of(cells)}-{names}-{shown}"
    )
    known |= _answers(cells, asked)
    for column in asked.columns:
        look = styles.OF_ANSWER.get(column) if row.is_open else None
        yield _cell(sheet, known[column], look or styles.OF_COLUMN.get(column, styles.KNOWN))


def _answers(cells: Cells, asked: WorkbookQuery) -> dict[SheetColumn, str | Decimal | None]:
    value: str | Decimal = cells.value
    if cells.value == NOT_APPLICABLE.zh:
        value = asked.say(NOT_APPLICABLE)
    elif _is_number(cells.value):
        value = Decimal(cells.value)
    word = Qualifier(cells.qualifier).text if cells.qualifier else None
    return {
        SheetColumn.VALUE: value,
        SheetColumn.QUALIFIER: asked.say(word) if word else None,
        SheetColumn.NOTE: cells.note,
        SheetColumn.EXPLANATION: cells.explanation,
    }


def _is_number(typed: str) -> bool:
    """Tell whether the text can stand in its cell as a number and be read again as it was typed."""
    if not typed.isascii() or not typed.replace(".", "", 1).removeprefix("-").isdigit():
        return False
    return number(float(typed)) == typed


def _past(past: PastFigure | None, asked: WorkbookQuery) -> str | Decimal | None:
    if past is None:
        return None
    if past.qualifier is Qualifier.EXACT:
        return past.value
    return asked.say(show(past.value, NO_UNIT, past.qualifier)).strip()


def _as_read(known: str | Decimal | None) -> str:
    """Return what is read from a cell with that in it."""
    return number(float(known)) if isinstance(known, Decimal) else known or ""


def _state(entry: Entry) -> str:
    state = str(EntryState(entry.state).label)
    return f"{state}：{entry.return_reason}" if entry.return_reason else state


def _cell(sheet: Worksheet, value: str | Decimal | None, look: str) -> Cell:
    if isinstance(value, str):
        return _text(sheet, value, look)
    cell = WriteOnlyCell(sheet, value if value is None else Decimal(f"{value.normalize():f}"))
    is_whole = value is not None and value == value.to_integral_value()
    cell.style = styles.KNOWN_WHOLE if is_whole and look == styles.KNOWN_NUMBER else look
    return cell


def _text(sheet: Worksheet, text: str, look: str) -> Cell:
    """Return a cell that holds the text as it is: never a formula, whatever it starts with."""
    cell = WriteOnlyCell(sheet, unescapable(text) or None)
    cell.data_type = "s"
    cell.style = look
    return cell


def _finish(sheet: Worksheet, asked: WorkbookQuery, last: int) -> None:
    """Say what stands behind the rows in the file: protection, the choices, the filter."""
    first = HEADINGS_AT + 1
    letters = {one: get_column_letter(index) for index, one in enumerate(asked.columns, 1)}
    sheet.merged_cells.add(f"A2:{letters[SheetColumn.STATE]}2")
    sheet.protection.sheet = True
    # What is not forbidden: looking at the sheet in another way.
    for allowed in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.auto_filter.ref = f"A{HEADINGS_AT}:{letters[asked.columns[-1]]}{last}"
    words = [asked.say(one.text) for one in Qualifier if one is not Qualifier.EXACT]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.error, choice.showErrorMessage = asked.say(WRONG_QUALIFIER), True
    help_ = DataValidation(prompt=asked.say(PROMPT), showInputMessage=True)
    # Nothing that is typed is right here; sorting and filtering ask no check.
    known = DataValidation(type="custom", formula1="FALSE", showErrorMessage=True)
    known.error = asked.say(KNOWN)
    checks = {SheetColumn.QUALIFIER: choice, SheetColumn.VALUE: help_}
    for column, letter in letters.items():
        if column not in (SheetColumn.NOTE, SheetColumn.EXPLANATION):
            checks.get(column, known).add(f"{letter}{first}:{letter}{last}")
    sheet.data_validations.dataValidation = [choice, help_, known]


def _guide(sheet: Worksheet, asked: WorkbookQuery) -> None:
    sheet.column_dimensions["A"].width = 100
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.append([_text(sheet, asked.say(HELP_SHEET), styles.TITLE)])
    for text in GUIDE:
        sheet.append([_text(sheet, asked.say(text), styles.GUIDE)])
