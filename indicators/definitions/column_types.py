"""Columns of choices, of other records, of amounts, numbers, truths and days."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext

from indicators import enums
from indicators.intake import cells, choice_words, record_lookup
from indicators.intake.workbook.xlsx_reader import Cell
from indicators.models import Target
from indicators.models.targets import MEASURED

from .columns import CellContext, ImportColumn, Shown

CHOICES = {
    tuple(one.values): one
    for one in vars(enums).values()
    if isinstance(one, type) and issubclass(one, TextChoices) and one is not TextChoices
}


class ChoiceColumn(ImportColumn):
    """A column of codes, which are also read as words."""

    @property
    def holds(self) -> str:
        """Name the words there are, each with its code."""
        known = (f"{label} ({value})" for value, label in self.field.flatchoices)
        return gettext("One of: %(words)s.") % {"words": ", ".join(known)}

    @property
    def choices(self) -> list[str]:
        """Return the words."""
        return [str(label) for _value, label in self.field.flatchoices]

    def said(self, shown: Shown) -> Shown:
        """Return the word of the code."""
        return str(dict(self.field.flatchoices).get(shown, shown))

    def read(self, cell: Cell | None, around: CellContext) -> str:
        """Return the code of the word."""
        said = cells.text_of(cell)
        known = tuple(value for value, _label in self.field.flatchoices)
        return choice_words.choice(said, CHOICES[known]) if said else ""


class RecordColumn(ImportColumn):
    """A column of other records' codes, which are also read as their names."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("Code or name.")

    def read(self, cell: Cell | None, around: CellContext) -> Any:  # noqa: ANN401 - of any model
        """Return the record that is named."""
        said = cells.text_of(cell)
        return around.registers.of(self.field.related_model).find(said) if said else None

    def shown(self, value: models.Model) -> str:
        """Return the record's code."""
        return record_lookup.code_of(value)


class RecordsColumn(ImportColumn):
    """A column of the codes of several records."""

    is_many = True

    @property
    def prefetched(self) -> str:
        """Return what is to be looked up with the records whose rows are written."""
        needed = record_lookup.NEEDED.get(self.field.related_model)
        return f"{self.name}__{needed}" if needed else self.name

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("Codes or names, with ; between them.")

    def read(self, cell: Cell | None, around: CellContext) -> list[Any]:
        """Return the records that are named."""
        return around.registers.of(self.field.related_model).find_all(cells.text_of(cell))

    def shown(self, value: Any) -> str:  # noqa: ANN401 - a manager, or a list
        """Return the codes in their order."""
        records: Iterable[models.Model] = value if isinstance(value, list) else value.all()
        return record_lookup.JOINED.join(sorted(map(record_lookup.code_of, records)))

    def drop(self, instance: models.Model, records: list[Any]) -> None:
        """Part the record from all but these."""
        now = getattr(instance, self.name)
        now.remove(*now.exclude(pk__in=[one.pk for one in records]))

    def put(self, instance: models.Model, records: list[Any]) -> None:
        """Let exactly these belong to the record."""
        getattr(instance, self.name).set(records)


class AmountColumn(ImportColumn):
    """A column of figures: in the unit of the row's indicator, or shares of one."""

    @property
    def holds(self) -> str:
        """Say in which unit figures are."""
        if self.field.name in MEASURED:
            return gettext("A figure in the indicator’s unit; per cent as 90 or 90%.")
        return gettext("A share, such as 0.1 or 10%.")

    def read(self, cell: Cell | Decimal | None, around: CellContext) -> Decimal | None:
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


class WholeColumn(ImportColumn):
    """A column of whole numbers."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("A whole number.")

    def read(self, cell: Cell | None, around: CellContext) -> int | None:
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

    @property
    def choices(self) -> list[str]:
        """Return the two words."""
        return [gettext("Yes"), gettext("No")]

    def said(self, shown: Shown) -> Shown:
        """Return the word."""
        return shown if shown == "" else self.choices[not shown]

    def read(self, cell: Cell | None, around: CellContext) -> bool | None:
        """Return which it is."""
        return cells.truth(cell)


class DayColumn(ImportColumn):
    """A column of days."""

    @property
    def holds(self) -> str:
        """Say what the cells hold."""
        return gettext("A day, such as 2020-12-31 or 2020年12月31日.")

    def read(self, cell: Cell | None, around: CellContext) -> date | None:
        """Return the day."""
        return cells.day(cell, is_1904=around.is_1904)

    def shown(self, value: date) -> date:
        """Return the day."""
        return value


class MomentColumn(DayColumn):
    """A column of moments of which the day is known."""

    def read(self, cell: Cell | None, around: CellContext) -> datetime | None:
        """Return the beginning of the day."""
        day = super().read(cell, around)
        return None if day is None else timezone.make_aware(datetime.combine(day, time()))

    def shown(self, value: date) -> date:
        """Return the day."""
        return timezone.localtime(value).date() if isinstance(value, datetime) else value


BY_FIELD: dict[type, type[ImportColumn]] = {
    models.ManyToManyField: RecordsColumn,
    models.ForeignKey: RecordColumn,
    models.BooleanField: TruthColumn,
    models.IntegerField: WholeColumn,
    models.DecimalField: AmountColumn,
    models.DateTimeField: MomentColumn,
    models.DateField: DayColumn,
}


def column_for(field: "models.Field[Any, Any]") -> ImportColumn:
    """Return the column that holds the field."""
    if field.choices:
        return ChoiceColumn(field)
    kinds = (column for kind, column in BY_FIELD.items() if isinstance(field, kind))
    return next(kinds, ImportColumn)(field)
