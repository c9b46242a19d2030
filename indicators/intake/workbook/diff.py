"""Diff a file against the entries: new, changed, in conflict, invalid.

Pure: nothing is read from the database here, and nothing is changed in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.enums import ChangeKind, EntryState, Status
from indicators.intake.entry_input import EntryInput, EntryValues, NotUnderstood, heard

from .cell_quirks import MERGED, DisplayedValue, Unreadable
from .layout import (
    ANSWERS,
    NOT_APPLICABLE,
    NOTHING_STOOD,
    Cells,
    SheetColumn,
    cells_of,
    digest,
    read_mark,
)
from .parse_row import InputCells, written_in
from .reader import CellProblem, FileRow
from .row_matching import DueEntries, DueEntry

COVERED = Unreadable(MERGED)
COLUMNS = {
    "typed": SheetColumn.VALUE,
    "qualifier": SheetColumn.QUALIFIER,
    "note": SheetColumn.NOTE,
    "explanation": SheetColumn.EXPLANATION,
}

OTHER_ORGANISATION = Text(
    "这一行属于其他单位，您只能填报本单位的数据。请删去这一行，或恢复原来的内容。",
    "This row is of another organisation, and you report for your own. Delete the row, or put "
    "back what stood there.",
)
LOCKED: dict[str, Text] = {
    EntryState.SUBMITTED: Text(
        "这一项已提交，不能修改。如需修改，请先在工作台撤回。",
        "This entry is submitted and cannot be changed. Withdraw it on the desk first.",
    ),
    EntryState.ACCEPTED: Text(
        "这一项已通过审核，不能修改。如需更正，请在工作台点“更正”。",
        "This entry is accepted and cannot be changed. To correct it, open it again on the desk.",
    ),
}


class EntryChange(NamedTuple):
    """What a row changes in its entry, whose version is the one that was compared with.

    It is a conflict where somebody wrote into the entry since the row was given out.
    """

    entry: DueEntry
    after: EntryValues
    line: FileRow
    is_conflict: bool

    @property
    def before(self) -> EntryValues:
        """Return what the entry says now."""
        return self.entry.said

    @property
    def cell(self) -> str:
        """Return the name of the cell with the figure, such as E7."""
        return self.line.table.cell(self.line.row, SheetColumn.VALUE)

    @property
    def kind(self) -> ChangeKind:
        """Tell whether a figure comes, goes, or something else is changed."""
        was_silent = self.before.status == Status.NOT_YET_REPORTED
        is_silent = self.after.status == Status.NOT_YET_REPORTED
        if was_silent == is_silent:
            return ChangeKind.CHANGED
        return ChangeKind.NEW if was_silent else ChangeKind.CLEARED


@dataclass(slots=True)
class WorkbookDiff:
    """What became of the rows.

    ``conflicts`` are changes of what somebody else changed since the file was given out, and
    ``strangers`` counts rows of other organisations that nobody touched.
    """

    changes: list[EntryChange] = field(default_factory=list)
    conflicts: list[EntryChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    unchanged: int = 0
    strangers: int = 0

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """Return how many changes there are of each kind."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in ChangeKind}

    @property
    def hidden(self) -> list[EntryChange]:
        """Return the changes and conflicts in rows that do not show in the file."""
        return [change for change in (*self.changes, *self.conflicts) if change.line.is_hidden]

    @property
    def fingerprint(self) -> str:
        """Return a mark of all that would be changed, from which version and to what."""
        told = [
            (change.entry.pk, change.entry.version, *map(str, change.after))
            for change in (*self.changes, *self.conflicts)
        ]
        return sha256(repr(told).encode()).hexdigest()


def compare(lines: Iterable[FileRow], known: DueEntries) -> WorkbookDiff:
    """Return what the rows change in the known entries, and every problem of every row."""
    found, seen = WorkbookDiff(), dict[int, FileRow]()
    for line in lines:
        written = written_in(line)
        if known.is_strange(line):
            _pass_over(found, line, written)
            continue
        if line.mark in ("", None, COVERED) and _says_nothing(written):
            # A total, a signature or another remark below the rows.
            continue
        entry = known.find(line)
        if isinstance(entry, CellProblem) or isinstance(written, list):
            found.problems += [entry] if isinstance(entry, CellProblem) else []
            found.problems += written if isinstance(written, list) else []
            continue
        first = seen.setdefault(entry.pk, line)
        if first is line:
            _add(found, _outcome(line, entry, written))
        else:
            found.problems.append(line.problem(SheetColumn.VALUE, _said_twice(first)))
    return found


def _says_nothing(written: InputCells | list[CellProblem]) -> bool:
    if isinstance(written, InputCells):
        return written.is_blank
    return all(problem.message == MERGED for problem in written)


def _pass_over(found: WorkbookDiff, line: FileRow, written: InputCells | list[CellProblem]) -> None:
    """Count a row of another organisation, where nobody wrote anything into it."""
    if isinstance(written, list) or written.is_touched(_stood(line)):
        found.problems.append(line.problem(SheetColumn.VALUE, OTHER_ORGANISATION))
    else:
        found.strangers += 1


def _stood(line: FileRow) -> Sequence[str]:
    """Return the digests of what the row's cells were given out with; nothing in an added row."""
    mark = read_mark(str(line.mark))
    return NOTHING_STOOD if mark is None else mark.stood


def _add(found: WorkbookDiff, outcome: EntryChange | CellProblem | None) -> None:
    if outcome is None:
        found.unchanged += 1
    elif isinstance(outcome, CellProblem):
        found.problems.append(outcome)
    elif outcome.is_conflict:
        found.conflicts.append(outcome)
    else:
        found.changes.append(outcome)


def _outcome(
    line: FileRow, entry: DueEntry, written: InputCells
) -> EntryChange | CellProblem | None:
    """Return what the row changes, what is wrong with it, or None where it changes nothing."""
    now = cells_of(entry.said)
    stood = None if str(line.mark).startswith(entry.mark) else _stood(line)
    cells = written.over(now, stood)
    if cells == now:
        return None
    is_conflict = bool(line.mark) and stood not in (None, tuple(map(digest, now)))
    if is_conflict:
        # Who takes the file's row gets what stands in it, not a mixture that nobody wrote.
        cells = written.over(now, None)
    if entry.state in LOCKED:
        touched = next(
            column for column, is_, was in zip(ANSWERS, cells, now, strict=True) if is_ != was
        )
        return line.problem(touched, LOCKED[entry.state])
    try:
        after = heard(_answer(cells), entry.unit)
    except NotUnderstood as error:
        column = COLUMNS[error.field]
        is_shown = column is SheetColumn.VALUE and isinstance(line.value, DisplayedValue)
        message = _as_shown(str(line.value), error.message) if is_shown else error.message
        return line.problem(column, message)
    # However it is typed: 1,007 and 1007 are the same figure.
    if after[1:] == entry.said[1:]:
        return None
    return EntryChange(entry, after, line, is_conflict)


def _answer(cells: Cells) -> EntryInput:
    if cells.value == NOT_APPLICABLE.zh:
        return EntryInput(note=cells.note, explanation=cells.explanation, is_applicable=False)
    return EntryInput(*cells)


def _as_shown(cell: str, message: Text) -> Text:
    return Text(
        f"单元格按其显示格式显示为“{cell}”，因此按这样的文字读取。{message.zh}",
        f"By its format the cell shows “{cell}”, so that this is what is read. {message.en}",
    )


def _said_twice(first: FileRow) -> Text:
    cell = first.table.cell(first.row, SheetColumn.VALUE)
    return Text(
        f"与“{first.table.name}”{cell}填的是同一项。请只保留一行。",
        f"The row of “{first.table.name}” {cell} is for the same entry. Keep one of them.",
    )
