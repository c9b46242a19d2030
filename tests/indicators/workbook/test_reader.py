"""Which rows are found in a file, and what is read of a single cell."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from indicators.documents.refusal import FileRefused
from indicators.intake.workbook import reader
from indicators.intake.workbook.cell_quirks import NO_RESULT, Unreadable
from indicators.intake.workbook.layout import SheetColumn
from indicators.intake.workbook.reader import figure_in, read, text_in

from .files import book_of, saved


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read(content)
    return refused.value.message.en


class RowTests:
    def test_are_found_below_the_headings_wherever_the_columns_stand(self) -> None:
        content = book_of(
            ["填表说明"],
            [None, "自用", "本期数据", None, " 指标 "],
            [],
            [None, "x", 1, None, "甲"],
            [None, None, 0, None, None],
            [None, "只有自用列", None, None, None],
            [None, None, None, None, "合计"],
        )

        lines = read(content)

        assert [(line.row, line.indicator, line.value, line.note) for line in lines] == [
            (4, "甲", 1.0, None),
            (5, "", 0.0, None),
            (7, "合计", "", None),
        ]
        problem = lines[0].problem(SheetColumn.VALUE, reader.IS_DATE)
        assert (problem.sheet, problem.cell, problem.message) == ("填报表", "C4", reader.IS_DATE)
        assert lines[0].problem(SheetColumn.NOTE, reader.IS_DATE).cell == "A4"

    def test_are_taken_from_each_sheet_with_headings_in_either_language(self) -> None:
        book = Workbook()
        book.active.append(["Indicator", "This period"])
        book.active.append(["A", 1])
        book.create_sheet("参考").append(["其他", "内容"])
        other = book.create_sheet("甲")
        other.append(["指标", "本期数据", "备注"])
        other.append(["乙", 2, "丙"])

        lines = read(saved(book))

        assert [(line.table.name, line.indicator, line.note) for line in lines] == [
            ("Sheet", "A", None),
            ("甲", "乙", "丙"),
        ]

    def test_are_found_by_headings_with_blanks_and_notes_and_exact_ones_come_first(self) -> None:
        content = book_of(
            ["指 标\n（请勿改动）", "备注（自用）", "本期\n数据*", "备注", "计量单位(元)"],
            ["甲", "丙", 1, "乙", "件"],
        )

        [line] = read(content)

        assert (line.indicator, line.value, line.note, line.unit) == ("甲", 1.0, "乙", "件")

    def test_of_a_text_may_be_shorter_than_the_headings(self) -> None:
        [line] = read("指标,本期数据,备注\n甲,1\n,\n".encode())

        assert (line.indicator, line.value, line.note) == ("甲", "1", "")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (book_of(["甲", "乙"], ["丙", 1]), "no row of headings"),
            (book_of(["指标", "口径"], ["甲", "全市"]), "no row of headings"),
            (book_of(["本期数据"], [1]), "no row of headings"),
            (book_of(["指标", "本期数据"]), "no row of headings"),
            (book_of(*[["x"]] * 50, ["指标", "本期数据"], ["甲", 1]), "no row of headings"),
            (book_of(["指标", "本期数据", "本期 数据"], ["甲", 1, 2]), "two columns “This period”"),
            (
                book_of(["指标", "本期数据（一）", "本期数据（二）"], ["甲", 1, 2]),
                "two columns “This period”",
            ),
            ("指标,本期数据\n".encode() + b"a,1\n" * 20_001, "more than 20,000 rows"),
        ],
    )
    def test_are_refused_all_together_with_a_reason(self, content: bytes, said: str) -> None:
        assert said in refusal(content)


class CellTests:
    @pytest.mark.parametrize(
        ("cell", "figure", "text"),
        [
            (" 80以上 ", "80以上", "80以上"),
            ("甲\r\n乙\x07", "甲\n乙", "甲\n乙"),
            (199.0, "199", "199"),
            (7, "7", "7"),
            (None, "", ""),
            (True, reader.IS_LOGICAL, "TRUE"),
            (date(2019, 7, 1), reader.IS_DATE, "2019-07-01"),
            (datetime(2019, 7, 1, 9, 30), reader.IS_DATE, "2019-07-01 09:30:00"),  # noqa: DTZ001
            (time(9, 30), reader.IS_DATE, "09:30:00"),
            (timedelta(hours=3), reader.IS_DATE, "3:00:00"),
            (Unreadable(NO_RESULT), NO_RESULT, NO_RESULT),
        ],
    )
    def test_holds_a_figure_or_says_why_it_does_not(
        self, cell: object, figure: object, text: object
    ) -> None:
        assert (figure_in(cell), text_in(cell)) == (figure, text)  # type: ignore[arg-type]
