"""What holds for any answers, in any order of rows and columns."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.bilingual import Text
from indicators.enums import Frequency, Qualifier
from indicators.grammar import write as in_words
from indicators.intake.desk.due_entries import DueRow
from indicators.intake.entry_input import EntryInput, EntryValues, heard
from indicators.intake.previous_figures import FigureHistory
from indicators.intake.workbook.diff import WorkbookDiff, compare
from indicators.intake.workbook.layout import HEADINGS, SheetColumn, clean, mark_of, owner_of
from indicators.intake.workbook.reader import read
from indicators.intake.workbook.row_matching import DueEntries, DueEntry, OrganisationNames
from indicators.intake.workbook.writer import WorkbookQuery, write
from indicators.models import Entry, Indicator, Organisation, Place, ReportingPeriod, Submission

from .files import book_of, values

UNIT = "件"
ORGANISATION = Organisation(code="office", name_zh_hans="法治办", name_en="Office")
PERIOD = ReportingPeriod(
    frequency=Frequency.MONTH, start=date(2019, 7, 1), end=date(2019, 7, 31), due=date(2019, 8, 12)
)
PLACE = Place(code="city", name_zh_hans="全市", name_en="Whole city")
SILENT = heard(EntryInput(), UNIT)

decimals = st.decimals(0, 10**9, places=2).map(lambda value: value.normalize())
words = st.text(max_size=40).map(clean)
figures = st.builds(in_words, decimals, st.sampled_from(Qualifier), st.sampled_from(["", UNIT]))
bare = st.one_of(
    st.integers(0, 10**14 - 1).map(str),
    st.builds(in_words, decimals, st.just(Qualifier.EXACT), st.sampled_from(["", UNIT])),
)
# A qualifier is chosen for a figure that is typed without one.
written = st.one_of(
    st.tuples(st.one_of(st.just(""), bare, figures), st.just("")),
    st.tuples(bare, st.sampled_from(Qualifier.values)),
)
reported = st.builds(
    lambda text, note, explanation: EntryInput(text[0], text[1], note, explanation),
    text=written,
    note=words,
    explanation=words,
)
without = st.builds(
    EntryInput,
    typed=st.just(""),
    qualifier=st.just(""),
    note=words.filter(bool),
    explanation=words,
    is_applicable=st.just(False),
)
answers = st.lists(st.one_of(reported, without), min_size=1, max_size=8)


def entries_of(said: Iterable[EntryValues]) -> list[Entry]:
    """Return entries, in no database, that hold what was said."""
    submission = Submission(organisation=ORGANISATION, period=PERIOD)
    return [
        Entry(
            pk=number,
            submission=submission,
            indicator=Indicator(
                code=f"indicator-{number}", name_zh_hans=f"指标{number}", unit=UNIT
            ),
            place=PLACE,
            **one._asdict(),
        )
        for number, one in enumerate(said, 1)
    ]


def given_out(said: list[EntryValues], language: str = "zh-hans") -> bytes:
    rows = [DueRow(entry, FigureHistory(), ()) for entry in entries_of(said)]
    return write(rows, WorkbookQuery(PERIOD, ORGANISATION, language))


def compared(content: bytes, said: list[EntryValues]) -> WorkbookDiff:
    """Hold the file against entries that hold what was said, in the version given out."""
    owed = [
        DueEntry(n, 0, mark_of(n, 0), "draft", one, f"indicator-{n}", "city", UNIT)
        for n, one in enumerate(said, 1)
    ]
    names = OrganisationNames(
        Text("法治办", "Office"),
        {one.indicator: Text(one.indicator.replace("indicator-", "指标"), "") for one in owed},
        {"city": Text("全市", "Whole city")},
    )
    return compare(read(content), DueEntries(owner_of(ORGANISATION, PERIOD), owed, names))


def filled_in(content: bytes, given: list[EntryInput], random: Random | None = None) -> bytes:
    """Return the rows of the workbook filled in, in another order of rows and columns."""
    heading, *rows = ([*row] for row in values(content))
    at = {column: heading.index(text.zh) for column, text in HEADINGS.items() if text.zh in heading}
    for row, answer in zip(rows, given, strict=True):
        word = Qualifier(answer.qualifier).text if answer.qualifier else None
        row[at[SheetColumn.VALUE]] = answer.typed if answer.is_applicable else "不适用"
        row[at[SheetColumn.QUALIFIER]] = word.zh if word else None
        row[at[SheetColumn.NOTE]], row[at[SheetColumn.EXPLANATION]] = (
            answer.note,
            answer.explanation,
        )
    order = list(range(len(heading)))
    if random is not None:
        random.shuffle(rows)
        random.shuffle(order)
    return book_of(*([row[column] for column in order] for row in (heading, *rows)))


@pytest.mark.slow
class AnswersTests:
    @given(answers, st.sampled_from(["zh-hans", "en"]))
    @settings(deadline=None, max_examples=40)
    def test_given_out_and_read_again_are_unchanged(
        self, given: list[EntryInput], language: str
    ) -> None:
        said = [heard(answer, UNIT) for answer in given]

        found = compared(given_out(said, language), said)

        assert (found.unchanged, found.changes, found.problems) == (len(said), [], [])

    @given(answers, st.randoms(use_true_random=False))
    @settings(deadline=None, max_examples=40)
    def test_filled_in_are_read_as_on_the_desk_in_any_order(
        self, given: list[EntryInput], random: Random
    ) -> None:
        silent = [SILENT] * len(given)
        content = given_out(silent)
        expected = {
            number: said
            for number, answer in enumerate(given, 1)
            if (said := heard(answer, UNIT))[1:] != SILENT[1:]
        }

        found = [compared(filled_in(content, given, one), silent) for one in (None, random)]

        for comparison in found:
            assert comparison.problems == []
            assert {one.entry.pk: one.after for one in comparison.changes} == expected

    @given(answers, answers)
    @settings(deadline=None, max_examples=40)
    def test_come_over_what_stood_there_before(
        self, before: list[EntryInput], after: list[EntryInput]
    ) -> None:
        both = list(zip(before, after, strict=False))
        said = [heard(one, UNIT) for one, _other in both]
        expected = [heard(other, UNIT) for _one, other in both]

        found = compared(filled_in(given_out(said), [other for _one, other in both]), said)

        changed = {one.entry.pk: one.after for one in found.changes}
        now = [changed.get(number, one) for number, one in enumerate(said, 1)]
        assert [one[1:] for one in now] == [one[1:] for one in expected]


@pytest.mark.slow
class NumbersTests:
    @given(st.decimals(0, 10**9, places=6))
    @settings(deadline=None, max_examples=40)
    def test_are_the_figures_that_a_spreadsheet_holds(self, value: Decimal) -> None:
        content = given_out([SILENT])
        heading, row = ([*one] for one in values(content))
        row[heading.index("本期数据")] = float(value)

        [line] = read(book_of(heading, row))
        found = compared(book_of(heading, row), [SILENT])

        assert line.value == float(value)
        assert [one.after.value for one in found.changes] == [value]
