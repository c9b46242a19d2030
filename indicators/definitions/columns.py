"""What the columns of a table hold: how each field is written out, and read back."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext
from import_export.widgets import Widget

from indicators.intake import cells, choice_words
from indicators.intake.record_lookup import Registers
from indicators.intake.workbook.layout import clean
from indicators.intake.workbook.xlsx_reader import Cell

Shown = str | int | bool | Decimal | date


def written(cell: Shown) -> str:
    """Return the cell as a text: 2020-12-31, TRUE."""
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


class Change(NamedTuple):
    """What a cell shows now, and what it will show."""

    column: str
    title: str
    before: str
    after: str


class CellContext(NamedTuple):
    """Context for parsing a cell: the partial record, and the records that it may refer to."""

    record: models.Model
    registers: Registers
    is_1904: bool = False


class ImportColumn(Widget):
    """A column of texts."""

    is_many = False

    def __init__(self, field: Any = None) -> None:  # noqa: ANN401 - a field of any sort
        """Stand for the field."""
        super().__init__()
        self.field = field

    @property
    def name(self) -> str:
        """Return by which code headings name the column."""
        return str(self.field.name)

    @property
    def title(self) -> str:
        """Return the column's name in the reader's language."""
        original = original_of(self.field)
        if original is None:
            return str(self.field.verbose_name)
        is_chinese = self.field.language == choice_words.LANGUAGES[0]
        language = gettext("Chinese") if is_chinese else gettext("English")
        return gettext("%(name)s (%(language)s)") % {
            "name": original.verbose_name,
            "language": language,
        }

    @property
    def titles(self) -> list[str]:
        """Return what headings may call the column in the reader's language."""
        original = original_of(self.field)
        is_other = original is None or self.field.language != choice_words.LANGUAGES[0]
        return [self.title] if is_other else [self.title, str(original.verbose_name)]

    @property
    def holds(self) -> str:
        """Return what the column's cells hold."""
        return gettext("Text.")

    @property
    def about(self) -> str:
        """Return in words what the column's cells may hold."""
        said = self.holds
        return f"{said} {gettext('Required.')}" if is_required(self.field) else said

    @property
    def choices(self) -> list[str]:
        """Return the only words that cells may hold, in the reader's language; none for any."""
        return []

    def said(self, shown: Shown) -> Shown:
        """Return in the reader's words what a cell shows."""
        return shown

    def read(self, cell: Cell | None, around: CellContext) -> Any:  # noqa: ANN401 - as the field has it
        """Return what the field is to hold; nothing, or an empty text, of a blank cell.

        Raises NotReadable where the cell holds something else.
        """
        return clean(cells.text_of(cell))

    def render(self, value: Any, obj: object = None, **kwargs: object) -> Shown:  # noqa: ANN401
        """Return what a cell shows of the value; an empty text of nothing."""
        return "" if value is None else self.shown(value)

    def shown(self, value: Any) -> Shown:  # noqa: ANN401 - as the field has it
        """Return what a cell shows of a value that is there."""
        return clean(value)


def original_of(field: object) -> Any:  # noqa: ANN401 - a field of any sort
    """Return the field whose words in one language this one holds, or None where it is no such."""
    return getattr(field, "translated_field", None)


def is_required(field: Any) -> bool:  # noqa: ANN401 - a field of any sort
    """Tell whether a cell of the column may not be blank.

    A text in two languages needs the first of them, which is Chinese.
    """
    original = original_of(field)
    if original is None:
        return not field.blank
    return not original.blank and field.language == choice_words.LANGUAGES[0]
