"""How a cell is read as what its column holds."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from indicators import enums
from indicators.intake import cells
from indicators.intake.cells import NotReadable
from indicators.intake.choice_words import SYNONYMS, choice
from indicators.intake.workbook.cell_quirks import NO_RESULT, Unreadable
from indicators.intake.workbook.grids import grids_of
from indicators.intake.workbook.xlsx_reader import Cell
from tests.indicators.workbook.conftest import read_here  # noqa: F401 - a fixture

LAST_DAY = date(2020, 12, 31)


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(NotReadable) as refused:
        read()
    return refused.value.message.en


class DayTests:
    @pytest.mark.parametrize(
        "cell",
        [
            LAST_DAY,
            datetime(2020, 12, 31, 8, 30),  # noqa: DTZ001 - as a spreadsheet has it
            "2020-12-31",
            "2020/12/31",
            "2020.12.31",
            "2020年12月31日",
            " \uff12\uff10\uff12\uff10 年 12 月 31 日 ",
            "2020-12-31 00:00:00",
            "20201231",
            20201231.0,
            44196.0,
            "44196",
        ],
    )
    def test_is_read_however_it_is_written(self, cell: Cell) -> None:
        assert cells.day(cell) == LAST_DAY

    def test_is_counted_from_1904_where_the_workbook_does(self) -> None:
        book = Workbook()
        book.epoch = CALENDAR_MAC_1904
        book.active.append([LAST_DAY, 42734])
        target = BytesIO()
        book.save(target)

        [grid] = grids_of(target.getvalue())

        assert grid.is_1904
        assert [cells.day(cell, is_1904=grid.is_1904) for cell in grid.rows[0]] == [LAST_DAY] * 2

    @pytest.mark.parametrize(
        "cell",
        ["2020-13-31", "2020年12月", "12/31/2020", "年底", "2020", 2020.0, 99999.0, 0.5, True],
    )
    def test_is_not_guessed(self, cell: Cell) -> None:
        assert refusal(lambda: cells.day(cell)) == cells.NOT_A_DAY.en

    @pytest.mark.parametrize("cell", [time(8, 30), timedelta(hours=30)])
    def test_is_no_time(self, cell: Cell) -> None:
        assert refusal(lambda: cells.day(cell)) == cells.NOT_A_DAY.en


class AmountTests:
    @pytest.mark.parametrize(
        ("cell", "unit", "value"),
        [
            ("90%", "%", "90"),
            ("百分之九十", "%", "90"),
            (90.0, "%", "90"),
            (0.9, "%", "0.9"),
            ("42万", "人", "420000"),
            ("1,007项", "项", "1007"),
            ("0.5", None, "0.5"),
            ("90%", None, "90"),
        ],
    )
    def test_is_what_the_cell_shows_in_that_unit(
        self, cell: Cell, unit: str | None, value: str
    ) -> None:
        assert cells.amount(cell, unit) == Decimal(value)

    @pytest.mark.parametrize(
        ("cell", "message"),
        [
            ("90%", "The unit is 项, not “%”."),
            ("80以上", cells.NO_QUALIFIER.en),
            (LAST_DAY, "This is a date and no figure."),
            (True, "This is TRUE or FALSE and no figure."),
            ("许多", "There is no definite figure here."),
            (Unreadable(NO_RESULT), NO_RESULT.en),
        ],
    )
    def test_is_refused_in_words(self, cell: Cell, message: str) -> None:
        assert refusal(lambda: cells.amount(cell, "项")).startswith(message)


class ShareTests:
    @pytest.mark.parametrize("cell", ["10%", 0.1, "0.1", "\uff11\uff10\uff05"])
    def test_may_be_written_in_per_cent(self, cell: Cell) -> None:
        assert cells.share(cell) == Decimal("0.1")

    @pytest.mark.parametrize("cell", ["10项", "约10%", "%"])
    def test_is_nothing_else(self, cell: Cell) -> None:
        assert refusal(lambda: cells.share(cell)) == cells.NOT_A_SHARE.en


class WholeTests:
    def test_is_a_number_without_unit(self) -> None:
        assert (cells.whole(10.0), cells.whole("10"), cells.whole("")) == (10, 10, None)

    @pytest.mark.parametrize("cell", [1.5, "10项", "x"])
    def test_is_nothing_else(self, cell: Cell) -> None:
        assert refusal(lambda: cells.whole(cell)) == cells.NOT_WHOLE.en


class TruthTests:
    @pytest.mark.parametrize(
        ("cell", "is_true"),
        [(True, True), (False, False), ("是", True), ("否", False), (1.0, True), ("No", False)],
    )
    def test_is_yes_or_no(self, cell: Cell, *, is_true: bool) -> None:
        assert cells.truth(cell) is is_true

    def test_is_nothing_else(self) -> None:
        assert refusal(lambda: cells.truth("也许")) == cells.NOT_TRUE_OR_FALSE.en


class BlankTests:
    @pytest.mark.parametrize("cell", ["", None, "  "])
    def test_holds_nothing_whatever_is_wanted(self, cell: Cell | None) -> None:
        read = (cells.day(cell), cells.amount(cell, "项"), cells.share(cell), cells.whole(cell))

        assert (*read, cells.truth(cell), cells.text_of(cell)) == (None,) * 5 + ("",)


class ChoiceTests:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ("stock", "stock"),
            ("存量", "stock"),
            ("Level on a Day", "stock"),
            ("累计", "cumulative"),
        ],
    )
    def test_is_a_code_or_a_word_in_either_language(self, said: str, code: str) -> None:
        assert choice(said, enums.Kind) == code

    @pytest.mark.parametrize("said", ["≥", ">=", "不低于", "以上", "at least", " 至 少 "])
    def test_of_a_comparison_may_be_a_sign(self, said: str) -> None:
        assert choice(said, enums.Comparison) == "at_least"

    def test_has_no_word_with_two_meanings(self) -> None:
        for choices, words in SYNONYMS.items():
            for one, said in words.items():
                assert {choice(word, choices) for word in said} == {one.value}
            for one in choices:
                assert choice(str(one.label), choices) == one.value

    def test_that_is_unknown_is_answered_with_those_there_are(self) -> None:
        assert refusal(lambda: choice("每周", enums.Frequency)) == (
            "“每周” is no choice here. Write one of: monthly, quarterly, half-yearly, yearly."
        )
