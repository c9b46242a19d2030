"""What becomes of a file that comes back, row by row."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators import review
from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.enums import ChangeKind, EntryState, Qualifier, Role, Status
from indicators.intake.desk import entries
from indicators.intake.workbook import diff, row_matching
from indicators.intake.workbook.cell_quirks import MERGED
from indicators.intake.workbook.diff import WorkbookDiff
from indicators.intake.workbook.layout import SheetColumn
from indicators.intake.workbook.previews import compared
from indicators.models import Entry, Indicator, Official, Place
from tests.indicators.desk import NOW, fill, fresh, make_official, open_month

from .files import (
    FIRST_ROW,
    as_csv,
    book_of,
    columns_of,
    edited,
    filled,
    given_out,
    of_all,
    saved,
)

VALUE, QUALIFIER, NOTE = SheetColumn.VALUE, SheetColumn.QUALIFIER, SheetColumn.NOTE
EXPLANATION, MARK, BELONGS = SheetColumn.EXPLANATION, SheetColumn.MARK, SheetColumn.BELONGS


def compare(content: bytes, by: Official) -> WorkbookDiff:
    return compared(content, by=by).comparison


def told(found: WorkbookDiff) -> list[tuple[str, str, str]]:
    """Return what changes where: before and after, as typed."""
    return [(one.cell, one.before.typed, one.after.typed) for one in found.changes]


def problems(found: WorkbookDiff) -> list[tuple[str, Text]]:
    return [(one.cell, one.message) for one in found.problems]


def summary(found: WorkbookDiff) -> tuple[int, int, int, int]:
    """Return how many changes, conflicts, problems and unchanged rows there are."""
    return len(found.changes), len(found.conflicts), len(found.problems), found.unchanged


@pytest.fixture
def typed(month: list[Entry], reporter: Official) -> list[Entry]:
    """Return the month with two rows filled in, every cell of one of them."""
    fill(month[0], "76项以上", reporter, note="甲\n乙", explanation="+丙")
    fill(month[1], "13", reporter, qualifier="nearly")
    return [fresh(entry) for entry in month]


class UntouchedTests:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_changes_nothing(self, typed: list[Entry], reporter: Official, language: str) -> None:
        content = given_out(typed[0], language=language)

        again = saved(load_workbook(BytesIO(content)))

        assert [summary(compare(one, reporter)) for one in (content, again)] == [(0, 0, 0, 3)] * 2

    def test_changes_nothing_whatever_became_of_the_entries_meanwhile(
        self, typed: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        content = given_out(typed[0])
        for entry, figure in zip(typed, ("76", "13", "63"), strict=True):
            fill(entry, figure, reporter, note="丁")
        entries.submit([fresh(typed[2])], by=reporter, at=NOW)
        review.accept(fresh(typed[2]), seen=1, by=reviewer, at=NOW)

        assert summary(compare(content, reporter)) == (0, 0, 0, 3)

    @pytest.mark.parametrize("note", ["=1+1", "_x0041_", "3-5", "TRUE", "甲\x0b乙", "𠮷\r\n"])
    def test_holds_notes_that_a_spreadsheet_might_take_for_something_else(
        self, month: list[Entry], reporter: Official, note: str
    ) -> None:
        fill(month[0], "76", reporter, note=note)

        assert summary(compare(given_out(month[0]), reporter)) == (0, 0, 0, 3)

    def test_tells_not_applicable_from_nothing(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "", reporter, is_applicable=False, note="本期无此业务")

        assert summary(compare(given_out(month[0]), reporter)) == (0, 0, 0, 3)


class ChangedTests:
    @pytest.mark.parametrize(
        ("written", "value", "qualifier"),
        [
            (199, "199", Qualifier.EXACT),
            (0, "0", Qualifier.EXACT),
            (199.0, "199", Qualifier.EXACT),
            (0.1 + 0.2, "0.3", Qualifier.EXACT),
            ("42万", "420000", Qualifier.EXACT),
            ("80项以上", "80", Qualifier.AT_LEAST),
            ("近千", "1000", Qualifier.NEARLY),
            ("\uff11\uff19\uff19", "199", Qualifier.EXACT),
            ("1,007", "1007", Qualifier.EXACT),
            ("10余项", "10", Qualifier.MORE_THAN),
        ],
    )
    def test_figures_are_understood_as_on_the_desk(
        self,
        month: list[Entry],
        reporter: Official,
        written: object,
        value: str,
        qualifier: Qualifier,
    ) -> None:
        [change] = compare(filled(given_out(month[0]), {VALUE: written}), reporter).changes

        assert (change.entry.pk, change.cell, change.kind) == (month[0].pk, "F5", ChangeKind.NEW)
        assert change.after._replace(typed="") == (
            "", change.after.value, qualifier, Status.REPORTED, "", "",
        )  # fmt: skip
        assert str(change.after.value) == value

    @pytest.mark.parametrize(
        ("written", "typed"),
        [(0.85, "85%"), (0.857, "85.7%"), (0.1 + 0.2, "30%")],
    )
    def test_percentages_are_what_the_cell_shows(
        self, month: list[Entry], reporter: Official, written: float, typed: str
    ) -> None:
        Indicator.objects.filter(pk=month[0].indicator_id).update(unit="%")
        content = given_out(month[0])

        def write(look: str, sheet: Worksheet) -> None:
            sheet["F5"].value, sheet["F5"].number_format = written, look

        shown, plain = (
            compare(edited(content, partial(write, look)), reporter) for look in ("0.0%", "General")
        )

        assert shown.changes[0].after.typed == typed
        assert float(plain.changes[0].after.value or 0) == pytest.approx(written)

    @pytest.mark.parametrize(
        ("written", "look", "after"),
        [
            (80, '0"%以上"', ("80%以上", Decimal(80), "at_least", "reported")),
            (70, '"约"0', ("约70", Decimal(70), "about", "reported")),
            (10, '0"余"', ("10余", Decimal(10), "more_than", "reported")),
            (0, '0;-0;"不适用"', ("", None, "exact", "not_applicable")),
        ],
    )
    def test_words_that_a_format_puts_beside_a_figure_count(
        self,
        month: list[Entry],
        reporter: Official,
        written: float,
        look: str,
        after: tuple[object, ...],
    ) -> None:
        Indicator.objects.filter(pk=month[0].indicator_id).update(unit="%")

        def write(sheet: Worksheet) -> None:
            sheet["C5"].value = "%"
            sheet["F5"].value, sheet["F5"].number_format = written, look
            sheet["H5"].value = "甲"

        [change] = compare(edited(given_out(month[0]), write), reporter).changes

        assert change.after[:4] == after

    def test_words_of_a_format_that_are_no_figure_are_shown_in_the_problem(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def write(sheet: Worksheet) -> None:
            for row, look in ((5, '"共"0"项"'), (6, '0"%"'), (7, '0"万"')):
                sheet[f"F{row}"].value, sheet[f"F{row}"].number_format = 76, look

        found = compare(edited(given_out(month[0]), write), reporter)

        assert [(cell, said.zh[:24]) for cell, said in problems(found)] == [
            ("F5", "单元格按其显示格式显示为“共76项”，因此按这样"),
            ("F6", "单元格按其显示格式显示为“76%”，因此按这样的"),
            ("F7", "单元格的显示格式带有数字或“万”“千”等字样，或"),
        ]
        assert "计量单位应为“项”，不是“%”" in found.problems[1].message.zh

    def test_cells_are_taken_one_by_one(self, typed: list[Entry], reporter: Official) -> None:
        content = filled(
            given_out(typed[0]),
            {VALUE: "81项"},
            {VALUE: 13, QUALIFIER: "约", EXPLANATION: "已核实"},
            {VALUE: "N/A", NOTE: "本期无此业务"},
        )

        first, second, third = compare(content, reporter).changes

        assert first.after[0] == "81项"
        assert first.after[2:] == (Qualifier.EXACT, Status.REPORTED, "甲\n乙", "+丙")
        assert (second.after.typed, second.after.qualifier, second.after.explanation) == (
            "约13",
            Qualifier.ABOUT,
            "已核实",
        )
        assert third.after == ("", None, "exact", Status.NOT_APPLICABLE, "本期无此业务", "")
        assert [one.kind for one in (first, second, third)] == ["changed", "changed", "new"]

    def test_a_word_that_was_chosen_ends_with_its_figure(
        self, typed: list[Entry], reporter: Official
    ) -> None:
        [change] = compare(filled(given_out(typed[0]), {}, {VALUE: 14}), reporter).changes

        assert (change.before.qualifier, change.after.typed, change.after.qualifier) == (
            "nearly",
            "14",
            "exact",
        )

    @pytest.mark.parametrize(
        ("cells", "problem"),
        [
            ({QUALIFIER: "约"}, "所选的限定词与数据中写明的不一致，请只保留一个。"),
            (
                {VALUE: None, QUALIFIER: "约"},
                "只选了限定词，没有填写数据。请填写数据，或不选限定词。",
            ),
        ],
    )
    def test_a_word_without_a_figure_of_its_own_is_a_problem_with_its_cell(
        self,
        typed: list[Entry],
        reporter: Official,
        cells: dict[SheetColumn, object],
        problem: str,
    ) -> None:
        [found] = compare(filled(given_out(typed[0]), cells), reporter).problems

        assert (found.cell, found.message.zh) == ("G5", problem)

    def test_notes_may_hold_anything_a_cell_can(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {NOTE: True}, {NOTE: 5}, {NOTE: "甲\r\n乙"})

        assert [one.after.note for one in compare(content, reporter).changes] == [
            "TRUE",
            "5",
            "甲\n乙",
        ]

    def test_a_figure_that_goes_is_told_apart(self, typed: list[Entry], reporter: Official) -> None:
        found = compare(filled(given_out(typed[0]), {VALUE: None}), reporter)

        assert found.counts == {ChangeKind.NEW: 0, ChangeKind.CHANGED: 0, ChangeKind.CLEARED: 1}
        assert told(found) == [("F5", "76项以上", "")]

    def test_a_figure_typed_in_another_way_is_the_same(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "1,007", reporter)

        found = compare(filled(given_out(month[0]), {VALUE: 1007}), reporter)

        assert summary(found) == (0, 0, 0, 3)

    def test_the_same_file_twice_changes_nothing_the_second_time(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: "76", NOTE: "甲"})
        fill(month[0], "76", reporter, note="甲")

        assert summary(compare(content, reporter)) == (0, 0, 0, 3)

    def test_returned_entries_may_be_changed(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        review.send_back(fresh(month[0]), reason="请核对", seen=1, by=reviewer, at=NOW)

        found = compare(filled(given_out(month[0]), {VALUE: 77}), reporter)

        assert told(found) == [("F5", "76", "77")]


class ConflictTests:
    def test_is_a_cell_that_both_sides_changed(
        self, typed: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(typed[0]), {VALUE: 90}, {VALUE: 14}, {VALUE: 63})
        fill(typed[0], "80", reporter)
        fill(typed[2], "63", reporter)

        found = compare(content, reporter)

        assert told(found) == [("F6", "近13", "14")]
        [conflict] = found.conflicts
        assert (conflict.before.typed, conflict.after.typed) == ("80", "90")
        assert conflict.entry.version == 2
        assert found.unchanged == 1

    def test_offers_the_row_as_it_stands_in_the_file_where_another_cell_of_it_was_touched(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter)
        content = filled(given_out(month[0]), {NOTE: "已核对"})
        fill(month[0], "80", reporter)

        [conflict] = compare(content, reporter).conflicts

        assert (conflict.before.typed, conflict.before.note) == ("80", "")
        assert (conflict.after.typed, conflict.after.note) == ("76", "已核对")

    def test_is_no_decision_that_leaves_what_the_entry_says(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        fill(month[0], "76", reporter)
        content = filled(given_out(month[0]), {VALUE: 77})
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        review.send_back(fresh(month[0]), reason="请核对", seen=1, by=reviewer, at=NOW)

        found = compare(content, reporter)

        assert (told(found), found.conflicts) == ([("F5", "76", "77")], [])


class ProblemTests:
    def test_are_all_told_at_once_each_with_its_cell(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(
            given_out(month[0]),
            {VALUE: "很多", QUALIFIER: "大概吧"},
            {VALUE: "不适用"},
            {VALUE: "76人", NOTE: "长" * 2001},
        )

        found = compare(content, reporter)

        assert [cell for cell, _message in problems(found)] == ["G5", "H6", "H7"]
        assert {one.sheet for one in found.problems} == {"填报表"}
        assert summary(found) == (0, 0, 3, 0)

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("很多", "没有读到确切的数字"),
            ("76人", "计量单位应为“项”，不是“人”"),
            (True, "TRUE/FALSE"),
            ("=1+1", "公式没有计算结果"),
            (NOW.replace(tzinfo=None), "这里是日期"),
            ("1" * 101, "不得超过100个字符"),
            (1e20, "数字过长"),
            (1e-9, "数字过长"),
        ],
    )
    def test_say_what_is_wrong_with_a_figure(
        self, month: list[Entry], reporter: Official, written: object, said: str
    ) -> None:
        [problem] = compare(filled(given_out(month[0]), {VALUE: written}), reporter).problems

        assert (problem.sheet, problem.cell) == ("填报表", "F5")
        assert said in problem.message.zh
        assert problem.message.en

    @pytest.mark.parametrize("state", [EntryState.SUBMITTED, EntryState.ACCEPTED])
    def test_are_changes_of_what_is_locked_at_the_cell_that_was_changed(
        self, month: list[Entry], reporter: Official, reviewer: Official, state: EntryState
    ) -> None:
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        if state == EntryState.ACCEPTED:
            review.accept(fresh(month[0]), seen=1, by=reviewer, at=NOW)

        found = compare(filled(given_out(month[0]), {NOTE: "甲"}), reporter)

        assert problems(found) == [("H5", diff.LOCKED[state])]

    def test_are_rows_for_one_entry_whatever_they_say(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def twice(value: object, sheet: Worksheet) -> None:
            columns = columns_of(sheet)
            for column, at in columns.items():
                copied = sheet.cell(FIRST_ROW, at).value
                sheet.cell(FIRST_ROW + 3, at, value if column is VALUE else copied)
            sheet.cell(FIRST_ROW, columns[VALUE], 76)

        same, other = (
            compare(edited(given_out(month[0]), partial(twice, value)), reporter)
            for value in (76.0, 77)
        )

        for found in (same, other):
            [problem] = found.problems
            assert problem.cell == "F8"
            assert "与“填报表”F5填的是同一项" in problem.message.zh

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            ({MARK: None}, row_matching.NO_MARK),
            ({MARK: None, BELONGS: None}, row_matching.NO_MARK),
            ({MARK: "ZS-1-2"}, row_matching.BROKEN_MARK),
            ({MARK: 5}, row_matching.BROKEN_MARK),
            ({MARK: "ZS-999999-0----"}, row_matching.BROKEN_MARK),
            ({BELONGS: None}, row_matching.BROKEN_MARK),
            ({BELONGS: 7}, row_matching.BROKEN_MARK),
            ({BELONGS: "service-centre/2019-07/ganfutong-items/county"}, row_matching.BROKEN_MARK),
            ({BELONGS: "service-centre/2019-06/ganfutong-items/city"}, row_matching.OTHER_PERIOD),
        ],
    )
    def test_are_marks_that_fit_nothing(
        self,
        month: list[Entry],
        reporter: Official,
        cells: dict[SheetColumn, object],
        message: Text,
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76, **cells}, {VALUE: "很多"})

        found = compare(content, reporter)

        assert problems(found)[0] == ("K5", message)
        assert len(found.problems) == 2


class CalledTests:
    @pytest.mark.parametrize(
        ("column", "shown", "cell"),
        [
            (SheetColumn.INDICATOR, "全省通用事项", "A5"),
            (SheetColumn.INDICATOR, None, "A5"),
            (SheetColumn.INDICATOR, 5, "A5"),
            (SheetColumn.PLACE, "市本级", "B5"),
            (SheetColumn.UNIT, "个", "C5"),
        ],
    )
    def test_a_row_with_the_marks_of_another_is_a_problem_at_the_cell_that_tells(
        self,
        month: list[Entry],
        reporter: Official,
        column: SheetColumn,
        shown: object,
        cell: str,
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76, column: shown}, {VALUE: 13})

        found = compare(content, reporter)

        assert ([one.cell for one in found.problems], told(found)) == ([cell], [("F6", "", "13")])
        assert f"这里却是“{'' if shown is None else shown}”" in found.problems[0].message.zh

    def test_a_row_may_be_called_in_either_language_and_with_other_blanks(
        self, month: list[Entry], reporter: Official
    ) -> None:
        names = {SheetColumn.INDICATOR: month[0].indicator.name_en, SheetColumn.PLACE: " 全 市\n"}  # type: ignore[attr-defined]

        found = compare(filled(given_out(month[0]), {VALUE: 76, **names}), reporter)

        assert (told(found), found.problems) == ([("F5", "", "76")], [])

    def test_a_row_may_be_called_as_it_was_when_it_was_given_out(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13})
        without = filled(content, {}, {SheetColumn.UNIT: "个"})
        Indicator.objects.filter(pk=month[1].indicator_id).update(name_zh_hans="甲", name_en="A")

        assert told(compare(content, reporter)) == [("F5", "", "76"), ("F6", "", "13")]
        assert [one.cell for one in compare(without, reporter).problems] == ["A6"]

    @pytest.mark.parametrize("column", [SheetColumn.LAST, SheetColumn.YEAR_AGO])
    def test_a_row_that_shows_the_past_of_another_is_a_problem(
        self, month: list[Entry], reporter: Official, column: SheetColumn
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76, column: 63}, {VALUE: 13})

        found = compare(content, reporter)

        assert problems(found) == [("D5", row_matching.OTHER_PAST)]
        assert told(found) == [("F6", "", "13")]

    def test_the_columns_of_the_past_may_be_gone(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def take_away(sheet: Worksheet) -> None:
            sheet.delete_cols(4, 2)

        content = edited(filled(given_out(month[0]), {VALUE: 76}), take_away)

        assert told(compare(content, reporter)) == [("D5", "", "76")]

    def test_a_file_given_out_before_marks_held_names_is_still_taken(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76, MARK: f"ZS-{month[0].pk}-0----"})

        assert told(compare(content, reporter)) == [("F5", "", "76")]


class MergedTests:
    def test_cells_that_a_merged_one_covers_are_problems(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}, {VALUE: 63})

        found = compare(edited(content, lambda sheet: sheet.merge_cells("F5:F6")), reporter)

        assert problems(found) == [("F6", MERGED)]
        assert told(found) == [("F5", "", "76"), ("F7", "", "63")]

    def test_a_remark_below_the_rows_may_be_merged(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def sign(sheet: Worksheet) -> None:
            sheet["A9"] = "填表人："
            sheet.merge_cells("A9:L9")

        content = edited(filled(given_out(month[0]), {VALUE: 76}), sign)

        assert summary(compare(content, reporter)) == (1, 0, 0, 2)


class HiddenTests:
    def test_every_row_is_told_apart_where_its_figures_do_not_show(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def hide(sheet: Worksheet) -> None:
            sheet.column_dimensions["F"].hidden = True

        content = edited(filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}), hide)

        assert [one.cell for one in compare(content, reporter).hidden] == ["F5", "F6"]

    def test_rows_that_change_something_are_told_apart(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def hide(sheet: Worksheet) -> None:
            for row in (6, 7):
                sheet.row_dimensions[row].hidden = True

        content = edited(filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}), hide)

        found = compare(content, reporter)

        assert summary(found) == (2, 0, 0, 1)
        assert [one.cell for one in found.hidden] == ["F6"]


class OthersTests:
    def test_rows_that_nobody_touched_are_passed_over(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [other] = open_month("petition-cases-taken")
        fill(other, "5", _reporter_of(other), note="甲")

        def fill_own(sheet: Worksheet) -> None:
            where = columns_of(sheet)
            for row in range(FIRST_ROW, sheet.max_row + 1):
                if sheet.cell(row, 1).value == "市政务服务中心":
                    sheet.cell(row, where[VALUE], row)

        found = compare(edited(of_all(month[0]), fill_own), reporter)

        assert (summary(found), found.strangers) == ((3, 0, 0, 0), 1)

    @pytest.mark.parametrize("value", [5, "很多", "=1"])
    def test_rows_that_somebody_filled_in_are_problems(
        self, month: list[Entry], reporter: Official, value: object
    ) -> None:
        open_month("petition-cases-taken")

        def fill_theirs(sheet: Worksheet) -> None:
            where = columns_of(sheet)
            for row in range(FIRST_ROW, sheet.max_row + 1):
                if sheet.cell(row, 1).value == "市信访局":
                    sheet.cell(row, where[VALUE], value)

        found = compare(edited(of_all(month[0]), fill_theirs), reporter)

        assert [message for _cell, message in problems(found)] == [diff.OTHER_ORGANISATION]
        assert found.strangers == 0

    def test_rows_without_marks_are_known_by_their_organisation(
        self, month: list[Entry], reporter: Official
    ) -> None:
        name = month[0].indicator.name
        content = book_of(
            ["填报单位", "指标", "本期数据"],
            ["市信访局", name, 5],
            ["市信访局", name, None],
            ["市政务服务中心", name, 76],
        )

        found = compare(content, reporter)

        assert problems(found) == [("C2", diff.OTHER_ORGANISATION)]
        assert (told(found), found.strangers) == ([("C4", "", "76")], 1)


class AddedTests:
    def test_rows_are_matched_by_name_and_place_where_that_is_certain(
        self, month: list[Entry], reporter: Official
    ) -> None:
        first, second, third = (entry.indicator for entry in month)
        content = book_of(
            ["指标", "口径", "本期数据"],
            [first.name, "全市", 76],
            [f" {second.name_en.upper()} ", None, 13],  # type: ignore[attr-defined]
            [third.name, "全市", 63],
            ["没有的指标", None, 5],
            [None, "全市", 6],
            ["填报人：", None, None],
        )

        found = compare(content, reporter)

        assert told(found) == [("C2", "", "76"), ("C3", "", "13")]
        assert problems(found) == [
            ("A4", row_matching.NO_SUCH),
            ("A5", row_matching.NO_SUCH),
            ("A6", row_matching.NO_NAME),
        ]
        assert found.unchanged == 0

    def test_rows_that_could_be_for_several_places_are_problems(
        self, month: list[Entry], reporter: Official
    ) -> None:
        entry = month[0]
        Entry.objects.create(
            submission=entry.submission,
            indicator=entry.indicator,
            place=Place.objects.exclude(pk=entry.place_id)[0],
        )
        content = book_of(["指标", "本期数据"], [entry.indicator.name, 76])

        assert problems(compare(content, reporter)) == [("A2", row_matching.SEVERAL)]

    def test_blank_cells_of_added_rows_take_nothing_away(
        self, typed: list[Entry], reporter: Official
    ) -> None:
        content = book_of(
            ["指标", "本期数据", "备注", "疑点说明"], [typed[0].indicator.name, None, "戊", None]
        )

        [change] = compare(content, reporter).changes

        assert change.after[0] == "76项以上"
        assert (change.after.note, change.after.explanation) == ("戊", "+丙")


class MovedTests:
    def test_rows_columns_and_sheets_may_be_moved_left_out_and_added(
        self, typed: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(typed[0]), {VALUE: 81}, {}, {VALUE: "六十三"})
        expected = sorted((one.entry.pk, one.after) for one in compare(content, reporter).changes)

        def upside_down(sheet: Worksheet) -> None:
            rows = [list(row) for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True)]
            for number, row in enumerate(reversed(rows), FIRST_ROW):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column).value = value

        def from_behind(sheet: Worksheet) -> None:
            rows = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
            for number, row in enumerate(rows, 4):
                for column, value in enumerate(reversed(row), 1):
                    sheet.cell(number, column).value = value

        changed: list[Callable[[Worksheet], Any]] = [
            upside_down,
            from_behind,
            lambda sheet: sheet.insert_cols(3),
            lambda sheet: sheet.insert_rows(2, 5),
            lambda sheet: sheet.delete_rows(FIRST_ROW + 1),
            lambda sheet: sheet.delete_cols(8, 3),
            lambda sheet: sheet.parent.create_sheet("参考", 0).append(["甲", 1]),
        ]

        for edit in changed:
            found = compare(edited(content, edit), reporter)
            assert found.problems == []
            assert sorted((one.entry.pk, one.after) for one in found.changes) == expected

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_may_be_saved_as_a_text(
        self, typed: list[Entry], reporter: Official, encoding: str, sign: str
    ) -> None:
        content = filled(given_out(typed[0]), {}, {}, {VALUE: "1,007"})

        found = compare(as_csv(content, sign, encoding), reporter)

        assert (told(found), found.unchanged) == ([("F7", "", "1,007")], 2)


class FileTests:
    def test_of_another_month_is_refused(self, month: list[Entry], reporter: Official) -> None:
        [later] = open_month(month[0].indicator.code, end=NOW.date().replace(day=31))

        with pytest.raises(FileRefused) as refused:
            compared(given_out(month[0]), by=reporter, period=fresh(later).submission.period)

        assert "这是2019-07报告期的填报表，而现在填报的是2019年8月" in refused.value.message.zh
        assert "This is the workbook of 2019-07" in refused.value.message.en

    def test_of_its_own_month_is_known_without_being_told(
        self, month: list[Entry], reporter: Official
    ) -> None:
        open_month(month[0].indicator.code, end=NOW.date().replace(day=31))

        found = compared(given_out(month[0]), by=reporter)

        assert found.period == month[0].submission.period

    def test_without_marks_is_for_the_newest_month(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [later] = open_month(month[0].indicator.code, end=NOW.date().replace(day=31))

        found = compared(book_of(["指标", "本期数据"], [str(later.indicator), 7]), by=reporter)

        assert found.period == later.submission.period

    def test_of_another_organisation_is_refused(
        self, month: list[Entry], reporter: Official
    ) -> None:
        [other] = open_month("petition-cases-taken")

        with pytest.raises(FileRefused) as refused:
            compare(given_out(other), reporter)

        assert "其他单位的填报表（市信访局），您只能填报本单位（市政务服务中心）" in (
            refused.value.message.zh
        )

    def test_is_refused_where_nothing_is_owed(self, month: list[Entry]) -> None:
        idle = _reporter_of(month[0], "justice-bureau")

        with pytest.raises(FileRefused, match="No reporting period is open"):
            compare(book_of(["指标", "本期数据"], ["甲", 1]), idle)


def _reporter_of(entry: Entry, code: str = "") -> Official:
    owner = code or entry.submission.organisation.code
    return make_official(f"of {owner}", Role.REPORTER, organisation=owner)
