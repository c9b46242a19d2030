"""A column: its name, its meaning, its type, and how its value is read from a record.

Every file and every schema is written from columns, and takes them by name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from indicators.bilingual import Text

from .types import TEXT, TEXTS, Type

Record = TypeVar("Record", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Record]):
    """A column: its name, and what its values may be.

    ``read`` takes the value from a record, None where there is none. ``words`` is a closed list,
    ``refers`` the table whose key stands here, ``limits`` what JSON Schema says of the range,
    ``concept`` the identifier and the name of the attribute in SDMX, ``width`` what a spreadsheet
    needs, in characters; ``languages`` are the columns that a file has instead.
    """

    name: str = field(kw_only=False)
    meaning: Text = field(kw_only=False)
    read: Callable[[Record], Any] = field(kw_only=False)
    type: Type = field(default=TEXT, kw_only=False)
    is_required: bool = False
    words: Iterable[str] = ()
    refers: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)
    concept: tuple[str, Text] | None = None
    width: int = 0
    languages: "tuple[Column[Record], ...]" = ()

    def cell(self, record: Record) -> str:
        """Return the value as the text of a cell."""
        value = self.read(record)
        return "" if value is None else self.type.cell(value)

    def value(self, record: Record) -> object:
        """Return the value as JSON holds it."""
        value = self.read(record)
        return None if value is None else self.type.value(value)


class Half(NamedTuple):
    """What a file says of the column of one language; ``concept`` is its name in SDMX."""

    meaning: Text
    is_required: bool = False
    concept: Text | None = None
    width: int = 0

    def column(self, name: str, read: Callable[[Record], str]) -> Column[Record]:
        """Return the column."""
        concept = (name.upper(), self.concept) if self.concept else None
        return Column(
            name,
            self.meaning,
            read,
            is_required=self.is_required,
            concept=concept,
            width=self.width,
        )


def both(name: str, zh: Half, en: Half, read: Callable[[Record], Text]) -> Column[Record]:
    """Return a column of texts, which files hold in two."""
    languages: tuple[Column[Record], ...] = (
        zh.column(f"{name}_zh", lambda record: read(record).zh),
        en.column(f"{name}_en", lambda record: read(record).en),
    )
    return Column(name, zh.meaning, read, TEXTS, is_required=True, languages=languages)


class Columns(Generic[Record]):
    """All columns of one sort of record, in order and by name."""

    def __init__(self, *columns: Column[Record]) -> None:
        self._known = {column.name: column for column in columns}

    def all(self, first: str = "", *, without: str = "") -> tuple[Column[Record], ...]:
        """Return every column but those named, some of them first.

        What is declared later comes last, so that files keep the order of their columns.
        """
        begun, left_out = self.pick(first), self.pick(without)
        rest = (one for one in self._known.values() if one not in begun and one not in left_out)
        return (*begun, *rest)

    def __getitem__(self, name: str) -> Column[Record]:
        """Return the column of the name, or raise KeyError."""
        return self._known[name]

    def pick(self, names: str) -> tuple[Column[Record], ...]:
        """Return the columns of these names, which spaces part, or raise KeyError."""
        return tuple(self[name] for name in names.split())


def in_files(columns: Iterable[Column[Record]]) -> tuple[Column[Record], ...]:
    """Return the columns as tables have them: texts in a column for each language."""
    return tuple(one for column in columns for one in column.languages or (column,))


def values(columns: Iterable[Column[Record]], record: Record) -> dict[str, object]:
    """Return the record as a JSON object of these columns."""
    return {column.name: column.value(record) for column in columns}
