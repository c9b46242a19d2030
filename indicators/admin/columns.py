"""What the columns of a table hold: how each field is written out, and read back."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext
from import_export.widgets import Widget

from indicators import enums
from indicators.intake import cells, registers, words
from indicators.intake.registers import Registers
from indicators.intake.workbook.layout import clean
from indicators.intake.workbook.sheets import Cell
from indicators.models import Target
from indicators.models.targets import MEASURED

CHOICES = {
    tuple(one.values): one
    for one in vars(enums).values()
    if isinstance(one, type) and issubclass(one, TextChoices) and one is not TextChoices
}
Shown = str | int | bool | Decimal | date


def written(cell: Shown) -> str:
    """Return the cell as a text: 2020-12-31, TRUE."""
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


class Around(NamedTuple):
    """What a cell is read with: the record as far as it is read, and what cells may name."""

    record: models.Model
    registers: Registers
    is_1904: bool = False


class Column(Widget):
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
        is_chinese = self.field.language == words.LANGUAGES[0]
        language = gettext("Chinese") if is_chinese else gettext("English")
        return gettext("%(name)s (%(language)s)") % {
            "name": original.verbose_name,
            "language": language,
        }

    @property
    def titles(self) -> list[str]:
        """Return what headings may call the column in the reader's language."""
        original = original_of(self.field)
        is_other = original is None or self.field.language != words.LANGUAGES[0]
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

    def read(self, cell: Cell | None, around: Around) -> Any:  # noqa: ANN401 - as the field has it
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


class ChoiceColumn(Column):
    """A column of codes, which are also read as words."""

    @property
    def holds(self) -> str:
        """Name the words there are, each with its code."""
        known = (f"{label} ({value})" for value, label in self.field.flatchoices)
        return gettext("One of: %(words)s.") % {"words": ", ".join(known)}

    def read(self, cell: Cell | None, around: Around) -> str:
        """Return the code of the word."""
        said = cells.text_of(cell)
        known = tuple(value for value, _label in self.field.flatchoices)
        return words.choice(said, CHOICES[known]) if said else ""


class RecordColumn(Column):
    """A column of other records' codes, which are also read as their names."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("Code or name.")

    def read(self, cell: Cell | None, around: Around) -> Any:  # noqa: ANN401 - of any model
        """Return the record that is named."""
        said = cells.text_of(cell)
        return around.registers.of(self.field.related_model).find(said) if said else None

    def shown(self, value: models.Model) -> str:
        """Return the record's code."""
        return registers.code_of(value)


class RecordsColumn(Column):
    """A column of the codes of several records."""

    is_many = True

    @property
    def prefetched(self) -> str:
        """Return what is to be looked up with the records whose rows are written."""
        needed = registers.NEEDED.get(self.field.related_model)
        return f"{self.name}__{needed}" if needed else self.name

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("Codes or names, with ; between them.")

    def read(self, cell: Cell | None, around: Around) -> list[Any]:
        """Return the records that are named."""
        return around.registers.of(self.field.related_model).find_all(cells.text_of(cell))

    def shown(self, value: Any) -> str:  # noqa: ANN401 - a manager, or a list
        """Return the codes in their order."""
        records: Iterable[models.Model] = value if isinstance(value, list) else value.all()
        return registers.JOINED.join(sorted(map(registers.code_of, records)))


class AmountColumn(Column):
    """A column of figures: in the unit of the row's indicator, or shares of one."""

    @property
    def holds(self) -> str:
        """Say in which unit figures are."""
        if self.field.name in MEASURED:
            return gettext("A figure in the indicator’s unit; per cent as 90 or 90%.")
        return gettext("A share, such as 0.1 or 10%.")

    def read(self, cell: Cell | Decimal | None, around: Around) -> Decimal | None:
        """Return the figure; 90 % is 90 in per cent, and 0.9 as a share."""
        if isinstance(cell, Decimal):
            return cell
        if not (isinstance(around.record, Target) and self.field.name in MEASURED):
            return cells.share(cell)
        target = around.record
        # Without an indicator, which is a problem of its own, any unit may be right.
        unit = target.indicator.unit if target.indicator_id is not None else None
        return cells.amount(cell, unit)

    def shown(self, value: Decimal) -> Decimal:
        """Return the figure without idle zeros."""
        return Decimal(f"{value.normalize():f}")


class WholeColumn(Column):
    """A column of whole numbers."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("A whole number.")

    def read(self, cell: Cell | None, around: Around) -> int | None:
        """Return the number."""
        return cells.whole(cell)

    def shown(self, value: int) -> int:
        """Return the number."""
        return value


class TruthColumn(WholeColumn):
    """A column of yes and no."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("Yes or no.")

    def read(self, cell: Cell | None, around: Around) -> bool | None:
        """Return which it is."""
        return cells.truth(cell)


class DayColumn(Column):
    """A column of days."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("A day, such as 2020-12-31 or 2020年12月31日.")

    def read(self, cell: Cell | None, around: Around) -> date | None:
        """Return the day."""
        return cells.day(cell, is_1904=around.is_1904)

    def shown(self, value: date) -> date:
        """Return the day."""
        return value


BY_FIELD: dict[type, type[Column]] = {
    models.ManyToManyField: RecordsColumn,
    models.ForeignKey: RecordColumn,
    models.BooleanField: TruthColumn,
    models.IntegerField: WholeColumn,
    models.DecimalField: AmountColumn,
    models.DateField: DayColumn,
}


def column_for(field: "models.Field[Any, Any]") -> Column:
    """Return the column that holds the field."""
    if field.choices:
        return ChoiceColumn(field)
    kinds = (column for kind, column in BY_FIELD.items() if isinstance(field, kind))
    return next(kinds, Column)(field)


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
    return not original.blank and field.language == words.LANGUAGES[0]
