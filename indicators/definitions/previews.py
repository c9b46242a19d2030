"""What the rows of a table would change, and what is wrong or doubtful with them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS as ROW
from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.results import RowResult

from indicators import publishing
from indicators.bilingual import Text
from indicators.models import Indicator

from .columns import Change
from .sheets import RowPlace, SheetRows
from .tables import ELSEWHERE, TableResource, in_words

# The columns by which other rows name a record.
CALLED = ("code", "slug", "name_zh_hans", "name_en", "title_zh_hans", "title_en")
SEVERAL_TIMES = Text(
    "这一行与第{line}行说的是同一条记录。请只保留一行。",
    "This row is about the same record as row {line}. Keep one of them.",
)

IS_HIDDEN = Text(
    "这一行在工作表中被隐藏或筛选，导入时同样计入。",
    "This row is hidden or filtered in the sheet, and is imported all the same.",
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong or doubtful: in which cell of which sheet, of which column."""

    sheet: str
    cell: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that makes or changes a record."""

    sheet: str
    cell: str
    record: str
    is_new: bool
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table changes: nothing at all where there are problems."""

    rows: list[ChangedRow]
    unchanged: int
    problems: list[Note]
    doubts: list[Note]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many records are new, changed and unchanged."""
        new = sum(row.is_new for row in self.rows)
        return {"new": new, "changed": len(self.rows) - new, "unchanged": self.unchanged}

    @property
    def fingerprint(self) -> str:
        """Return a digest that differs where anything else would be kept."""
        return hashlib.sha256(repr((self.rows, self.doubts)).encode()).hexdigest()


def run(rows: SheetRows, resource: TableResource, *, dry_run: bool) -> TablePreview:
    """Import the rows of one table, as ``run_all`` does."""
    [found] = run_all([(rows, resource)], dry_run=dry_run)
    return found


def run_all(
    tables: Iterable[tuple[SheetRows, TableResource]], *, dry_run: bool
) -> list[TablePreview]:
    """Import tables one after the other, and return what each changed; undo it with ``dry_run``.

    Later tables may name what earlier ones make. Otherwise the caller undoes it where there are
    problems.
    """
    found, affected = [], set()
    with transaction.atomic():
        for rows, resource in tables:
            result = resource.import_data(rows)
            found.append(_seen(rows, resource, result))
            _refuse(rows, resource, result)
            changed = [row.instance for row in result.valid_rows() if not _is_skipped(row)]
            affected |= set(resource.affected(changed))
        if dry_run:
            transaction.set_rollback(True)
        elif affected and not any(one.problems for one in found):
            publishing.refresh(Indicator.objects.filter(pk__in=affected))
    return found


def _seen(rows: SheetRows, resource: TableResource, result: Any) -> TablePreview:  # noqa: ANN401
    found = TablePreview([], result.totals[RowResult.IMPORT_TYPE_SKIP], [], [])
    seen: dict[object, RowPlace] = {}
    for place, row in sorted(zip(rows.places, result.rows, strict=True), key=_line):
        if not row.is_valid():
            found.problems.extend(_problems(row.validation_error, place, resource))
            continue
        first = seen.setdefault(row.object_id, place)
        if first is not place:
            message = Text(*(text.format(line=first.line) for text in SEVERAL_TIMES))
            found.problems.append(_note(place, ROW, in_words(message), resource))
        elif not _is_skipped(row):
            is_new = row.import_type == RowResult.IMPORT_TYPE_NEW
            found.rows.append(
                ChangedRow(place.sheet, place.cell(""), row.object_repr, is_new, row.diff)
            )
        if place.line in rows.hidden and not _is_skipped(row):
            found.doubts.append(_note(place, ROW, in_words(IS_HIDDEN), resource))
        found.doubts.extend(
            _note(place, name, in_words(finding.message), resource) for name, finding in row.doubts
        )
    return found


def _refuse(rows: SheetRows, resource: TableResource, result: Any) -> None:  # noqa: ANN401
    """Let later tables know what the refused rows were to make, so that the cause is told once."""
    called = [at for at, name in enumerate(rows.headers) if name in CALLED]
    for row, answer in zip(rows, result.rows, strict=True):
        if called and not answer.is_valid():
            register = resource.registers.of(resource._meta.model)
            register.refuse(str(row[at]) for at in called)


def _is_skipped(row: Any) -> bool:  # noqa: ANN401
    return bool(row.import_type == RowResult.IMPORT_TYPE_SKIP)


def _line(pair: tuple[RowPlace, object]) -> int:
    return pair[0].line


def _problems(error: ValidationError, place: RowPlace, resource: TableResource) -> Iterator[Note]:
    by_field: dict[str, list[ValidationError]] = {ROW: [error]}
    if hasattr(error, "error_dict"):
        by_field = dict(error.error_dict)
    columns = list(resource.fields)
    for name in sorted(by_field, key=lambda name: columns.index(name) if name in columns else -1):
        for one in by_field[name]:
            for message in () if one.code == ELSEWHERE else one.messages:
                yield _note(place, name, message, resource)


def _note(place: RowPlace, name: str, message: str, resource: TableResource) -> Note:
    column = resource.fields.get(name)
    title = "" if column is None else column.widget.title
    return Note(place.sheet, place.cell(name), title, message)
