"""What stands in the cells and in the hidden marks of a row."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.bilingual import Text
from indicators.enums import Frequency, Status
from indicators.intake.entry_input import EntryValues
from indicators.intake.workbook.layout import (
    HEADINGS,
    Cells,
    RowMark,
    SheetColumn,
    called,
    cells_of,
    clean,
    code_of,
    column_of,
    digests_of,
    mark_of,
    past,
    read_mark,
)
from indicators.models import ReportingPeriod

REPORTED = Status.REPORTED


class CellsTests:
    @pytest.mark.parametrize(
        ("said", "cells"),
        [
            (EntryValues("", None, "exact", Status.NOT_YET_REPORTED, "", ""), Cells()),
            (
                EntryValues("199项", Decimal(199), "exact", REPORTED, "甲", "乙"),
                Cells("199项", "", "甲", "乙"),
            ),
            (EntryValues("80以上", Decimal(80), "at_least", REPORTED, "", ""), Cells("80以上")),
            (EntryValues("80", Decimal(80), "at_least", REPORTED, "", ""), Cells("80以上")),
            (EntryValues("", Decimal("3.60"), "exact", REPORTED, "", ""), Cells("3.6")),
            (EntryValues("几十", Decimal(80), "about", REPORTED, "", ""), Cells("约80")),
            (
                EntryValues("5", None, "exact", Status.NOT_APPLICABLE, "本期无此业务", ""),
                Cells("不适用", "", "本期无此业务"),
            ),
        ],
    )
    def test_show_what_was_typed_with_the_qualifier_that_was_chosen(
        self, said: EntryValues, cells: Cells
    ) -> None:
        assert cells_of(said) == cells

    @pytest.mark.parametrize(
        ("text", "cleaned"),
        [
            (" 甲 ", "甲"),
            ("甲\r\n乙\r丙\t丁\x00\x0b\x85", "甲\n乙\n丙 丁"),
            ("\ud800𠮷\ufffe", "𠮷"),
            ("　甲　乙　", "甲　乙"),
        ],
    )
    def test_hold_no_sign_that_a_file_would_lose(self, text: str, cleaned: str) -> None:
        assert clean(text) == cleaned


class HeadingTests:
    @pytest.mark.parametrize(
        "heading",
        [
            "本期数据", " 本 期\n数据\u3000", "本期\r\n数据（必填）", "本期数据(万元)",
            "*本期数据：", "【必填】本期数据", "THIS\xa0Period", "This period [to fill in]",
        ],
    )  # fmt: skip
    def test_is_known_whatever_blanks_and_notes_people_put_around_it(self, heading: str) -> None:
        assert column_of(heading)[0] is SheetColumn.VALUE

    @pytest.mark.parametrize(
        "cell", ["本期", "上期数据说明", "（本期数据）", "", 5.0, None, "甲" * 101]
    )
    def test_is_no_other_text(self, cell: object) -> None:
        assert column_of(cell) == (None, False)

    @pytest.mark.parametrize("text", HEADINGS.values())
    def test_of_each_column_is_exact_in_either_language(self, text: Text) -> None:
        assert [HEADINGS[column] for column, is_exact in map(column_of, text) if column] == [
            text
        ] * 2
        assert all(is_exact for _column, is_exact in map(column_of, text))


class MarkTests:
    def test_is_read_as_it_was_written(self) -> None:
        mark = mark_of(812, 3) + digests_of(Cells("199", "", "甲"))

        stood = "8b695307", "", "63ae8289", ""
        assert mark == "ZS-812-3-8b695307--63ae8289-"
        assert read_mark(mark) == RowMark(812, 3, stood, "", "")
        assert read_mark(f"{mark}-1a2b") == RowMark(812, 3, stood, "1a2b", "")
        assert read_mark(f"{mark}-1a2b-3c") == RowMark(812, 3, stood, "1a2b", "3c")

    def test_of_names_passes_over_blanks_and_capitals_alone(self) -> None:
        marks = [called(names) for names in (["甲 A", "乙"], [" 甲\na", "乙\u3000"], ["甲", "A乙"])]

        assert marks[0] == marks[1] != marks[2]

    def test_of_past_figures_passes_over_commas(self) -> None:
        assert past(["1,007", "近1,000"]) == past(["1007", "近1000"]) != past(["1007", ""])

    @pytest.mark.parametrize("text", ["", "812", "ZS-812-3", "ZS-1-2-x---", "ZS-9999999999-1----"])
    def test_is_no_other_text(self, text: str) -> None:
        assert read_mark(text) is None


class PeriodTests:
    @pytest.mark.parametrize(
        ("frequency", "end", "code"),
        [
            (Frequency.MONTH, date(2019, 7, 31), "2019-07"),
            (Frequency.HALF_YEAR, date(2019, 6, 30), "2019H1"),
            (Frequency.HALF_YEAR, date(2019, 12, 31), "2019H2"),
            (Frequency.YEAR, date(2019, 12, 31), "2019"),
        ],
    )
    def test_has_a_code_of_its_own(self, frequency: Frequency, end: date, code: str) -> None:
        period = ReportingPeriod(frequency=frequency, end=end, start=end, due=end)

        assert code_of(period) == code
