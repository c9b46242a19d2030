"""Keyset pagination: each page starts after the last row of the one before.

A stretch is found by what stands at its end and not by counting, so that it costs the same
wherever it lies, and what is published meanwhile moves nothing to another stretch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from django.db.models import BooleanField, F, Func, QuerySet, Value

One = TypeVar("One")
# Texts and whole numbers, so that it can be written into an address.
End = tuple[str | int, ...]
CODE = re.compile(r"[-\w]{0,64}", re.ASCII)
LARGEST = 2**63 - 1


class InvalidCursor(ValueError):
    """What was given as the end of a stretch is none."""


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[One]):
    """A page of a list, and the key of its last row; None on the last page."""

    items: list[One]
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Columns to walk along, all of them the same way; together they name one row.

    ``holds_end`` begins at the end itself, where it was not told whole.
    """

    columns: tuple[str, ...]
    kinds: tuple[type, ...]
    is_downward: bool = False
    holds_end: bool = False

    def walk(self, rows: QuerySet[Any], end: End | None) -> QuerySet[Any]:
        """Return the rows in this order, from behind the end on."""
        ordered = rows.order_by(*(f"-{one}" if self.is_downward else one for one in self.columns))
        if end is None:
            return ordered
        sign = ("<" if self.is_downward else ">") + ("=" if self.holds_end else "")
        return ordered.filter(_compared(self.columns, sign, self.read(end)))

    def cut(self, rows: QuerySet[Any], end: End | None, limit: int) -> KeysetPage[Any]:
        """Return so many of the rows, from behind the end on."""
        found = list(self.walk(rows, end)[: limit + 1])
        if len(found) <= limit:
            return KeysetPage(found)
        last = found[limit - 1]
        values = [reduce(getattr, column.split("__"), last) for column in self.columns]
        return KeysetPage(found[:limit], self.end(values))

    def end(self, values: Sequence[object]) -> End:
        """Return a row's columns as the end of a stretch."""
        return tuple(one if isinstance(one, int) else str(one) for one in values)

    def read(self, end: End) -> list[object]:
        """Return the values of the columns; raise NotAnEnd where the end is not of this order."""
        if len(end) != len(self.kinds):
            raise InvalidCursor(end)
        return [_read(one, kind) for one, kind in zip(end, self.kinds, strict=True)]


def _read(value: str | int, kind: type) -> object:
    if kind is int and isinstance(value, int) and 0 <= value <= LARGEST:
        return value
    if kind is str and isinstance(value, str) and CODE.fullmatch(value):
        return value
    try:
        if kind is date and isinstance(value, str):
            return date.fromisoformat(value)
        if kind is datetime and isinstance(value, str):
            return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidCursor(value) from error
    raise InvalidCursor(value)


def _compared(columns: Sequence[str], sign: str, values: Sequence[object]) -> Func:
    """Compare rows as wholes: ``(a, b) > (1, 2)``.

    Databases find such a row in an index, which they do not for the same said with AND and OR.
    """
    rows = (
        Func(*parts, function="", output_field=BooleanField())
        for parts in (map(F, columns), map(Value, values))
    )
    return Func(
        *rows,
        template="%(expressions)s",
        arg_joiner=f" {sign} ",
        output_field=BooleanField(),
    )
