"""What an organisation owes for a period, found by a row's marks or by its names. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from indicators.intake.answers import Said
from indicators.texts import Text

from .layout import Column, belongs_of, clean, read_mark
from .reading import Line, Problem

BROKEN_MARK = Text(
    "隐藏的编号已损坏或被改动，无法确认这一行填的是哪一项。请重新下载填报表，把数据填到新表中。",
    "The hidden marks were changed, so that it is not certain which entry this row is for. "
    "Download the workbook anew and fill in that one.",
)
OTHER_PERIOD = Text(
    "这一行属于其他报告期。请删去这一行，在该报告期的填报表中填写。",
    "This row is of another period. Delete it, and fill in the workbook of that period.",
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


class Owed(NamedTuple):
    """An entry as it is now: its key and version, what it says, and what it is about, by codes.

    ``mark`` is how the mark of its row begins where nobody changed it since it was given out.
    """

    pk: int
    version: int
    mark: str
    state: str
    said: Said
    indicator: str
    place: str
    unit: str


class Names(NamedTuple):
    """What the organisation, and indicators and places by their codes, are called."""

    organisation: Text
    indicators: Mapping[str, Text]
    places: Mapping[str, Text]


class Known:
    """What one organisation owes for one period; ``owner`` is how the marks of its rows begin."""

    def __init__(self, owner: str, owed: Iterable[Owed], names: Names) -> None:
        self.owner, self.names = owner, names
        self.organisation = owner.partition("/")[0] + "/"
        self.own_names = {name.casefold() for name in names.organisation}
        self.owed = {belongs_of(owner, one.indicator, one.place): one for one in owed}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Owed]]:
        """Return the entries by the names of indicator and place, or by the indicator's alone.

        Only rows that somebody added are looked for by name, so that most files never ask.
        """
        found: dict[tuple[str, str], list[Owed]] = defaultdict(list)
        for one in self.owed.values():
            for name in set(self.names.indicators[one.indicator]):
                for place in {"", *self.names.places[one.place]}:
                    found[name.casefold(), place.casefold()].append(one)
        return found

    def is_strange(self, line: Line) -> bool:
        """Tell whether the row is another organisation's."""
        if isinstance(line.belongs, str) and line.belongs:
            return not line.belongs.startswith(self.organisation)
        named = _name_in(line.organisation)
        return bool(named) and named not in self.own_names

    def find(self, line: Line) -> Owed | Problem:
        """Return the entry that the row is for, or why none is certain."""
        if not line.mark:
            return self._named(line)
        belongs = line.belongs if isinstance(line.belongs, str) else ""
        found, mark = self.owed.get(belongs), str(line.mark)
        if found is not None and mark.startswith(found.mark):
            return found
        read = read_mark(mark)
        if found is not None and read is not None and read.entry == found.pk:
            return found
        is_other = belongs.startswith(self.organisation) and not belongs.startswith(self.owner)
        return line.problem(Column.MARK, OTHER_PERIOD if is_other else BROKEN_MARK)

    def _named(self, line: Line) -> Owed | Problem:
        indicator = _name_in(line.indicator)
        if not indicator:
            return line.problem(Column.INDICATOR, NO_NAME)
        found = self.by_name.get((indicator, _name_in(line.place)), [])
        if len(found) == 1:
            return found[0]
        return line.problem(Column.INDICATOR, SEVERAL if found else NO_SUCH)


def _name_in(cell: object) -> str:
    return clean(cell).casefold() if isinstance(cell, str) else ""
