"""Match rows to due entries, by the row's hidden mark or by its names. Pure.

A row with marks must still be called as its entry is, or as it was when it was given out: whoever
sorts some of the columns parts the figures from their marks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.intake.entry_input import EntryValues

from .layout import NAMED, PAST, SheetColumn, belongs_of, called, clean, compact, past, read_mark
from .reader import CellProblem, FileRow, text_in
from .xlsx_reader import Cell

BROKEN_MARK = Text(
    "隐藏的编号已损坏或被改动，无法确认这一行填的是哪一项。请重新下载填报表，把数据填到新表中。",
    "The hidden marks were changed, so that it is not certain which entry this row is for. "
    "Download the workbook anew and fill in that one.",
)
OTHER_PERIOD = Text(
    "这一行属于其他报告期。请删去这一行，在该报告期的填报表中填写。",
    "This row is of another period. Delete it, and fill in the workbook of that period.",
)
NO_MARK = Text(
    "这一行的隐藏编号缺失，无法确认填的是哪一项。请从下载的填报表中把整行（含隐藏的编号列）复制过来，或删去这一行。",
    "The row has lost its hidden marks, so that it is not certain which entry it is for. Copy the "
    "whole row from the downloaded workbook, hidden columns included, or delete the row.",
)
OTHER_PAST = Text(
    "这一行的上期数据或上年同期不是下载时的数：可能只对部分列排了序，或者被改动。"
    "请恢复原数，或重新下载填报表填写；排序须包含全部列（含隐藏的编号列）。",
    "The last figure of this row, or the one of a year ago, is not what was downloaded: some "
    "columns were sorted without the others, or it was changed. Put it back, or fill in the "
    "workbook anew; sort all columns together, the hidden ones included.",
)
NO_NAME = Text("这一行没有指标名称。", "This row names no indicator.")
NO_SUCH = Text(
    "本单位本报告期没有这个指标和口径的填报项。请按填报表中的名称填写，或删去这一行。",
    "Your organisation owes no entry of this indicator and place for the period. Write the names "
    "as in the workbook, or delete the row.",
)
SEVERAL = Text(
    "这个指标有多个口径。请在“口径”列写明是哪一个。",
    "This indicator is reported for several places. Say which in the column “Place”.",
)


class DueEntry(NamedTuple):
    """An entry as it is now: its key and version, what it says, and what it is about, by codes.

    ``mark`` is how the mark of its row begins where nobody changed it since it was given out.
    """

    pk: int
    version: int
    mark: str
    state: str
    said: EntryValues
    indicator: str
    place: str
    unit: str


class OrganisationNames(NamedTuple):
    """What the organisation, and indicators and places by their codes, are called."""

    organisation: Text
    indicators: Mapping[str, Text]
    places: Mapping[str, Text]


class DueEntries:
    """What one organisation owes for one period; ``owner`` is how the marks of its rows begin."""

    def __init__(self, owner: str, owed: Iterable[DueEntry], names: OrganisationNames) -> None:
        self.owner, self.names = owner, names
        self.organisation = owner.partition("/")[0] + "/"
        self.own_names = {name.casefold() for name in names.organisation}
        self.owed = {belongs_of(owner, one.indicator, one.place): one for one in owed}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[DueEntry]]:
        """Return the entries by the names of indicator and place, or by the indicator's alone.

        Only rows that somebody added are looked for by name, so that most files never ask.
        """
        found: dict[tuple[str, str], list[DueEntry]] = defaultdict(list)
        for one in self.owed.values():
            for name in set(self.names.indicators[one.indicator]):
                for place in {"", *self.names.places[one.place]}:
                    found[name.casefold(), place.casefold()].append(one)
        return found

    def is_strange(self, line: FileRow) -> bool:
        """Tell whether the row is another organisation's."""
        if isinstance(line.belongs, str) and line.belongs:
            return not line.belongs.startswith(self.organisation)
        named = _name_in(line.organisation)
        return bool(named) and named not in self.own_names

    def find(self, line: FileRow) -> DueEntry | CellProblem:
        """Return the entry that the row is for, or why none is certain."""
        if not line.mark:
            is_added = not line.belongs and SheetColumn.MARK not in line.table.columns
            return self._named(line) if is_added else line.problem(SheetColumn.MARK, NO_MARK)
        belongs = line.belongs if isinstance(line.belongs, str) else ""
        found, mark = self.owed.get(belongs), read_mark(str(line.mark))
        if found is not None and mark is not None and mark.entry == found.pk:
            other = self._called_otherwise(line, found, mark.called)
            return other or _shows_another_past(line, mark.past) or found
        is_other = belongs.startswith(self.organisation) and not belongs.startswith(self.owner)
        return line.problem(SheetColumn.MARK, OTHER_PERIOD if is_other else BROKEN_MARK)

    def _called_otherwise(
        self, line: FileRow, entry: DueEntry, called_then: str
    ) -> CellProblem | None:
        """Return the first cell of the row that shows another entry's name or unit."""
        right = (
            self.names.indicators[entry.indicator],
            self.names.places[entry.place],
            Text(entry.unit, entry.unit),
        )
        cells = line.indicator, line.place, line.unit
        # Most rows are called exactly as their entries, and there are many.
        others = [
            index
            for index, (cell, names) in enumerate(zip(cells, right, strict=True))
            if cell is not None and cell not in names and not _is_one_of(cell, names)
        ]
        if not others or called(map(_shown, cells)) == called_then:
            return None
        index = others[0]
        return line.problem(NAMED[index], _other_name(_shown(cells[index]), right[index]))

    def _named(self, line: FileRow) -> DueEntry | CellProblem:
        indicator = _name_in(line.indicator)
        if not indicator:
            return line.problem(SheetColumn.INDICATOR, NO_NAME)
        found = self.by_name.get((indicator, _name_in(line.place)), [])
        if len(found) == 1:
            return found[0]
        return line.problem(SheetColumn.INDICATOR, SEVERAL if found else NO_SUCH)


def _shows_another_past(line: FileRow, past_then: str) -> CellProblem | None:
    """Return the cell of the last figure, if the row shows other past figures than it was given."""
    cells = line.last, line.year_ago
    if not past_then or None in cells or past(map(_shown, cells)) == past_then:
        return None
    return line.problem(PAST[0], OTHER_PAST)


def _shown(cell: Cell | None) -> str:
    found = text_in(cell)
    return found if isinstance(found, str) else ""


def _is_one_of(cell: Cell, names: Text) -> bool:
    return compact(_shown(cell)) in {compact(name) for name in names if name}


def _other_name(shown: str, right: Text) -> Text:
    return Text(
        f"这一行的编号属于“{right.zh}”，这里却是“{shown}”：可能只对部分列排了序，或者名称被改动。"
        "请恢复名称，或重新下载填报表填写；排序须包含全部列（含隐藏的编号列）。",
        f"The marks of this row are those of “{right.en or right.zh}”, but here stands “{shown}”: "
        "some columns were sorted without the others, or the name was changed. Put the name back, "
        "or fill in the workbook anew; sort all columns together, the hidden ones included.",
    )


def _name_in(cell: object) -> str:
    return clean(cell).casefold() if isinstance(cell, str) else ""
