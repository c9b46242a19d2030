"""What the workbook looks like when it is given out."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from indicators import review
from indicators.intake.desk import entries
from indicators.intake.workbook.layout import called, past
from indicators.intake.workbook.queries import entries_of, rows_of
from indicators.intake.workbook.writer import WorkbookQuery
from indicators.models import Entry, Official, Organisation, Release
from tests.indicators.desk import CODES, NOW, fill, fresh, open_month

from .files import columns_of, given_out, of_all, values

HEADINGS = (
    "指标", "口径", "计量单位", "上期数据", "上年同期", "本期数据", "限定词", "备注", "疑点说明",
    "状态", "填报项编号（请勿改动）", "归属编号（请勿改动）",
)  # fmt: skip


class SheetTests:
    def test_names_organisation_period_and_due_date_and_says_how_to_fill_it_in(
        self, month: list[Entry]
    ) -> None:
        book = load_workbook(BytesIO(given_out(month[0])))

        sheet, guide = book.worksheets
        assert (sheet.title, guide.title) == ("填报表", "填写说明")
        assert sheet["A1"].value == "2019年7月指标填报表"
        about, how = str(sheet["A2"].value).split("\n")
        assert about == "填报单位：市政务服务中心　　报告期：2019年7月　　截止日期：2019-08-12"
        assert how.startswith("请填写浅黄色单元格")
        assert [str(row[0].value)[:2] for row in guide.iter_rows(min_row=2)] == [
            f"{n}." for n in range(1, 9)
        ]

    def test_has_a_row_for_each_entry_with_what_stood_before(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[1], "13", reporter, note="与上期一致")

        rows = values(given_out(month[0]))

        first, second, _third = month
        names = called(["赣服通抚州分厅接入事项", "全市", "项"])
        assert rows[0] == HEADINGS
        assert rows[1] == (
            "赣服通抚州分厅接入事项", "全市", "项", 76, None, None, None, None, None, "草稿",
            f"ZS-{first.pk}-0-----{names}-{past(['76', ''])}",
            "service-centre/2019-07/ganfutong-items/city",
        )  # fmt: skip
        assert rows[2][5:9] == (13, None, "与上期一致", None)
        assert str(rows[2][10]).startswith(f"ZS-{second.pk}-1-")

    def test_speaks_english_where_the_desk_does(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter, qualifier="more_than")
        fill(month[1], "", reporter, is_applicable=False, note="none")
        content = given_out(month[0], language="en")

        book = load_workbook(BytesIO(content))
        rows = values(content)

        assert [sheet.title for sheet in book.worksheets] == ["Entries", "How to fill in"]
        assert book.worksheets[0]["A1"].value == "Indicators to report for July 2019"
        assert rows[0][5:7] == ("This period", "Qualifier")
        assert rows[1][5:7] == ("超过76", None)
        assert rows[2][5] == "not applicable"
        assert rows[1][9] == "draft"

    def test_shows_bounds_of_earlier_periods_in_words(self, release: Release) -> None:
        [entry] = open_month("court-appearance-rate")

        assert values(given_out(entry))[1][3] == "80以上"
        assert values(given_out(entry, language="en"))[1][3] == "at least 80"

    def test_shows_what_stood_there_a_year_ago(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        fill(month[0], "90", reporter, explanation="已核实")
        entries.submit([fresh(month[0])], by=reporter, at=NOW)
        review.accept(fresh(month[0]), seen=1, by=reviewer, at=NOW)
        [later] = open_month(CODES[0], end=date(2020, 7, 31))

        assert values(given_out(later))[1][3:5] == (90, 90)

    def test_is_called_by_organisation_and_period(self, month: list[Entry]) -> None:
        submission = month[0].submission

        names = [
            WorkbookQuery(submission.period, owner, language).file_name
            for owner, language in ((submission.organisation, "zh-hans"), (None, "en"))
        ]

        assert names == [
            "填报表-市政务服务中心-2019年7月.xlsx",
            "Entries-all-organisations-July-2019.xlsx",
        ]

    def test_prints_in_columns_that_fit_with_headings_on_each_page(
        self, month: list[Entry]
    ) -> None:
        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        assert (sheet.freeze_panes, sheet.print_title_rows) == ("C5", "$4:$4")
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        hidden = [key for key, one in sheet.column_dimensions.items() if one.hidden]
        assert hidden == ["K", "L"]


class CellTests:
    def test_are_open_in_rows_so_that_they_can_be_sorted_and_pale_where_they_are_to_be_filled_in(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        for entry, typed in zip(month, ("76", "13", "63"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        review.accept(fresh(month[1]), seen=1, by=reviewer, at=NOW)
        review.send_back(fresh(month[2]), reason="请核对", seen=1, by=reviewer, at=NOW)

        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        open_ = [sum(not cell.protection.locked for cell in row) for row in sheet.rows]
        pale = [
            [cell.coordinate for cell in row if cell.fill.fgColor.rgb == "00FFF9E3"]
            for row in sheet.rows
        ]
        assert open_ == [0, 0, 0, 0, 12, 12, 12]
        assert pale == [[]] * 6 + [["F7", "G7", "H7", "I7"]]
        assert [sheet[f"J{row}"].value for row in (5, 6, 7)] == [
            "已提交",
            "已接受",
            "已退回：请核对",
        ]
        assert sheet.protection.sheet
        assert sheet.protection.password is None

    def test_offer_qualifiers_to_choose_from(self, month: list[Entry]) -> None:
        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        choice, prompt, known = sheet.data_validations.dataValidation
        assert (str(choice.sqref), choice.formula1) == ("G5:G7", '"以上,余,不超过,不足,近,约"')
        assert (str(prompt.sqref), prompt.prompt) == ("F5:F7", "如199、3.6万、80%以上、不适用")
        assert (known.type, known.formula1, known.showErrorMessage) == ("custom", "FALSE", True)
        assert {str(one)[0] for one in known.sqref.ranges} == set("ABCDEJKL")

    @pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "#REF!", "-", "'甲"])
    def test_hold_texts_as_they_are_and_never_formulas(
        self, month: list[Entry], reporter: Official, text: str
    ) -> None:
        fill(month[0], "76", reporter, note=text)

        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        assert (sheet["H5"].value, sheet["H5"].data_type) == (text, "s")

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("76", 76),
            ("76.5", 76.5),
            ("1,007", "1,007"),
            ("0076", "0076"),
            ("76.0", "76.0"),
            ("76项", "76项"),
        ],
    )
    def test_hold_a_number_only_where_it_is_read_again_as_it_was_typed(
        self, month: list[Entry], reporter: Official, typed: str, value: object
    ) -> None:
        fill(month[0], typed, reporter)

        sheet = load_workbook(BytesIO(given_out(month[0]))).worksheets[0]

        assert sheet["F5"].value == value


class AllTests:
    def test_of_the_organisations_stand_on_one_sheet_to_be_filtered(
        self, month: list[Entry]
    ) -> None:
        open_month("petition-cases-taken")

        content = of_all(month[0])

        sheet = load_workbook(BytesIO(content)).worksheets[0]
        rows = values(content)
        assert rows[0][0] == "填报单位"
        assert {row[0] for row in rows[1:]} == {"市政务服务中心", "市信访局"}
        assert str(sheet["A2"].value).startswith("填报单位：全部填报单位")
        assert sheet.auto_filter.ref == "A4:M8"

    def test_without_any_entry_has_its_headings(self, month: list[Entry]) -> None:
        nobody = Organisation.objects.get(code="petitions-bureau")

        content = given_out(month[0], nobody)

        assert values(content) == [HEADINGS]
        assert set(columns_of(load_workbook(BytesIO(content)).worksheets[0])) != set()

    def test_take_the_same_queries_for_one_row_and_for_many(self, release: Release) -> None:
        counts = []
        for codes in (CODES[:1], [*CODES[1:], "petition-cases-taken", "service-items"]):
            [first, *_others] = open_month(*codes)
            with CaptureQueriesContext(connection) as queries:
                rows = rows_of(entries_of(first.submission.period))
                told = [
                    (
                        str(row.entry.indicator),
                        str(row.entry.place),
                        str(row.entry.submission.organisation),
                        row.entry.entered_by,
                    )
                    for row in rows
                ]
            counts.append(len(queries))

        assert len(told) == 5
        assert counts[0] == counts[1] <= 10

    def test_keep_the_order_of_the_desk(self, month: list[Entry]) -> None:
        period = month[0].submission.period
        open_month("service-items", end=period.end + timedelta(days=31))

        ordered = [row[0] for row in values(of_all(month[0]))[1:]]

        assert ordered == ["市政务服务中心"] * 3
