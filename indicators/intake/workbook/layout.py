"""What the workbook's sheet looks like: its columns, its words, and the hidden marks of each row.

A row carries two marks in hidden columns. The first names the entry, the version that was given
out, what stood in each cell to fill in, so that an untouched cell is known as such, whatever became
of the entry meanwhile, and what the row was called and which past figures it showed, so that a row
is known that was sorted without its marks. The second names organisation, period, indicator and
place by their codes, so that a row of another month, organisation or site is never taken for one of
these.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple
from zlib import crc32

from indicators import grammar
from indicators.bilingual import Text
from indicators.enums import Frequency, Qualifier, Status
from indicators.intake.entry_input import EXACT, EntryValues, text_of
from indicators.models import Organisation, ReportingPeriod

SHEET = Text("填报表", "Entries")
HELP_SHEET = Text("填写说明", "How to fill in")


class SheetColumn(StrEnum):
    """A column of the sheet."""

    ORGANISATION = "organisation"
    INDICATOR = "indicator"
    PLACE = "place"
    UNIT = "unit"
    LAST = "last"
    YEAR_AGO = "year_ago"
    VALUE = "value"
    QUALIFIER = "qualifier"
    NOTE = "note"
    EXPLANATION = "explanation"
    STATE = "state"
    MARK = "mark"
    BELONGS = "belongs"


HEADINGS = {
    SheetColumn.ORGANISATION: Text("填报单位", "Organisation"),
    SheetColumn.INDICATOR: Text("指标", "Indicator"),
    SheetColumn.PLACE: Text("口径", "Place"),
    SheetColumn.UNIT: Text("计量单位", "Unit"),
    SheetColumn.LAST: Text("上期数据", "Last figure"),
    SheetColumn.YEAR_AGO: Text("上年同期", "A year ago"),
    SheetColumn.VALUE: Text("本期数据", "This period"),
    SheetColumn.QUALIFIER: Text("限定词", "Qualifier"),
    SheetColumn.NOTE: Text("备注", "Note"),
    SheetColumn.EXPLANATION: Text("疑点说明", "Explanation of doubts"),
    SheetColumn.STATE: Text("状态", "State"),
    SheetColumn.MARK: Text("填报项编号（请勿改动）", "Entry mark (leave as it is)"),
    SheetColumn.BELONGS: Text("归属编号（请勿改动）", "Owner mark (leave as it is)"),
}
# What people put around a heading: notes in brackets anywhere, a star or a colon at an end.
NOTE = re.compile(r"[（(【〔\[][^（(【〔\[）)】〕\]]*[）)】〕\]]")
LONGEST_HEADING, AROUND_HEADINGS = 100, "*＊:：·"

# The order on the sheet, each with its width in characters.
WIDTHS = {
    SheetColumn.INDICATOR: 40,
    SheetColumn.PLACE: 12,
    SheetColumn.UNIT: 9,
    SheetColumn.LAST: 14,
    SheetColumn.YEAR_AGO: 14,
    SheetColumn.VALUE: 16,
    SheetColumn.QUALIFIER: 10,
    SheetColumn.NOTE: 28,
    SheetColumn.EXPLANATION: 28,
    SheetColumn.STATE: 24,
    SheetColumn.MARK: 12,
    SheetColumn.BELONGS: 12,
}
WIDTH_OF_ORGANISATIONS = 24
ANSWERS = (SheetColumn.VALUE, SheetColumn.QUALIFIER, SheetColumn.NOTE, SheetColumn.EXPLANATION)
HIDDEN = (SheetColumn.MARK, SheetColumn.BELONGS)
# What a row is called by, and what it shows of the past.
NAMED = (SheetColumn.INDICATOR, SheetColumn.PLACE, SheetColumn.UNIT)
PAST = (SheetColumn.LAST, SheetColumn.YEAR_AGO)

DOES_NOT_APPLY = Status.NOT_APPLICABLE.value
NOT_APPLICABLE = Text("不适用", "not applicable")
# Nothing is said about a figure that is exact, so that a blank cell and the word mean the same.
BY_WORD = {
    word.casefold(): "" if qualifier is Qualifier.EXACT else qualifier.value
    for qualifier in Qualifier
    for word in qualifier.text
} | {"": ""}

# Workbooks that were given out earlier have no names, or no past, in their marks.
MARK = re.compile(
    r"ZS-([0-9]{1,9})-([0-9]{1,9})((?:-[0-9a-f]{0,8}){4})(?:-([0-9a-f]{1,8}))?(?:-([0-9a-f]{1,8}))?"
)

# Controls, halves of characters, and what XML or a database would refuse.
UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SPELLED_OUT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Cells(NamedTuple):
    """What stands in the four cells to fill in, in words that hold in every language.

    ``value`` is as typed, or 不适用; ``qualifier`` is a key of ``Qualifier``, or empty.
    """

    value: str = ""
    qualifier: str = ""
    note: str = ""
    explanation: str = ""


class RowMark(NamedTuple):
    """Which entry a row was made for, in which version, and digests of what stood in it.

    That is what stood in its cells to fill in, what it was called, and its past figures.
    """

    entry: int
    version: int
    stood: tuple[str, ...]
    called: str
    past: str


# What stood in the cells of a row that somebody added: nothing.
NOTHING_STOOD = ("", "", "", "")


def clean(text: str) -> str:
    """Return the text without what no cell can hold, or what comes and goes as files are saved."""
    if text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return UNWRITABLE.sub("", lines).strip()


def unescapable(text: str) -> str:
    """Return the text so that no part of it reads as a sign that Office spells out, as _x0041_."""
    return SPELLED_OUT.sub("_x005F_", text)


def cells_of(said: EntryValues) -> Cells:
    """Return what the sheet shows of an entry's answer in the cells to fill in."""
    note, explanation = clean(said.note), clean(said.explanation)
    if said.status == DOES_NOT_APPLY:
        return Cells(NOT_APPLICABLE.zh, "", note, explanation)
    typed = clean(text_of(said))
    if not typed and said.value is not None:
        typed = grammar.write(said.value, EXACT, "")
    # A qualifier in a cell of its own would stay behind when the figure is typed anew.
    return Cells(typed, "", note, explanation)


def digest(text: str) -> str:
    """Return a short mark of the text; nothing of nothing."""
    return f"{crc32(text.encode()):x}" if text else ""


def column_of(cell: object) -> tuple[SheetColumn | None, bool]:
    """Return the column that the heading names, and whether nothing was put around its words.

    Blanks and line breaks within it say nothing.
    """
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return None, False
    heading = compact(cell)
    exact = BY_HEADING.get(heading)
    return (exact, True) if exact else (BY_BARE_HEADING.get(_bare(heading)), False)


def _bare(heading: str) -> str:
    return NOTE.sub("", heading).strip(AROUND_HEADINGS)


def called(names: Iterable[str]) -> str:
    """Return a short mark of what a row is called, whatever blanks were put into it."""
    return digest("/".join(map(compact, names)))


def past(shown: Iterable[str]) -> str:
    """Return a short mark of the past figures that a row shows, with or without their commas."""
    return called(one.replace(",", "") for one in shown)


def compact(text: str) -> str:
    """Return the text without blanks and line breaks, in small letters, to be compared."""
    return "".join(text.split()).casefold()


def mark_of(entry: int, version: int) -> str:
    """Return how the hidden mark of an entry in that version begins."""
    return f"ZS-{entry}-{version}-"


def digests_of(cells: Cells) -> str:
    """Return how the hidden mark goes on: what stood in each cell to fill in."""
    return "-".join(map(digest, cells))


def read_mark(text: str) -> RowMark | None:
    """Return what the mark says, or None where it is none."""
    found = MARK.fullmatch(text)
    if found is None:
        return None
    entry, version, stood, names, past_then = found.groups()
    digests = tuple(stood[1:].split("-"))
    return RowMark(int(entry), int(version), digests, names or "", past_then or "")


def owner_of(organisation: Organisation, period: ReportingPeriod) -> str:
    """Return how the marks of all rows of an organisation and period begin."""
    return f"{organisation.code}/{code_of(period)}/"


def belongs_of(owner: str, indicator: str, place: str) -> str:
    """Return whose the row is: organisation and period, as ``owner`` has them, indicator, place."""
    return f"{owner}{indicator}/{place}"


def code_of(period: ReportingPeriod) -> str:
    """Return the period as a file names it: 2019-07, 2019H1, 2019."""
    end = period.end
    if period.frequency == Frequency.MONTH:
        return f"{end:%Y-%m}"
    return f"{end:%Y}" if period.frequency == Frequency.YEAR else f"{end:%Y}H{1 + end.month // 7}"


BY_HEADING = {compact(word): column for column, text in HEADINGS.items() for word in text}
BY_BARE_HEADING = {_bare(heading): column for heading, column in BY_HEADING.items()}
