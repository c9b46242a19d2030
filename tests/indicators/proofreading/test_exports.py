"""What became of a text's figures, as JSON, in words, and as lists for the office."""

import io
from dataclasses import replace

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from indicators import proofreading, selectors
from indicators.bilingual import Text
from indicators.enums import Kind
from indicators.models import Release
from indicators.periods import Period, month_of
from indicators.proofreading import Proof, Proofs, exports
from indicators.proofreading.judgement import judge
from indicators.prose import read
from tests.dashboard.reports.report_data import point, series

TEXT = (
    "2019年上半年，编制市本级政务服务事项811项，培养法律明白人42万人。植树300株。\n"
    "取消证明事项199项，保留的证明事项51项，合计250项。"
)


@pytest.fixture
def found(release: Release) -> Proofs:
    return proofreading.against_public(TEXT, selectors.edition())


class DescribedTests:
    def test_say_all_that_is_known_of_each_number(self, found: Proofs) -> None:
        date, items, people, trees = map(proofreading.described, found.numbers[:4])

        assert items == {
            "paragraph": 1,
            "line": 1,
            "start": 20,
            "end": 24,
            "as_written": "811项",
            "kind": "figure",
            "value": 811,
            "unit": "项",
            "qualifier": "exact",
            "indicator": "service-items",
            "place": "city-level",
            "confidence": items["confidence"],
            "result": "differs",
            "expected": 810,
            "expected_qualifier": "exact",
            "released_at": "2019-07-09T15:06:00+08:00",
            "working": "",
        }
        assert (date["kind"], date["result"], date["expected"], date["value"]) == (
            "date",
            None,
            None,
            None,
        )
        assert (people["value"], people["result"]) == (420000, "same")
        assert (trees["result"], trees["indicator"], trees["released_at"]) == (
            "unknown",
            None,
            None,
        )

    def test_write_ranges_and_decimals_as_numbers(self, release: Release) -> None:
        found = proofreading.against_public(
            "投资2.5亿元，每村3至5人，增长1.5%。", selectors.edition()
        )
        values = [proofreading.described(one) for one in found.numbers]

        assert [(one["value"], one.get("value_to")) for one in values] == [
            (250000000, None),
            (3, 5),
            (1.5, None),
        ]


class ExplainedTests:
    def test_say_what_the_text_and_the_data_say(self, found: Proofs) -> None:
        said = {one.statement.as_written: proofreading.explained(one) for one in found.numbers}

        assert said["811项"].zh == "不一致：文中为811项，数据为810项，2019-07-09发布"
        assert said["811项"].en == (
            "differs: the text says 811项, the data say 810 items, released 2019-07-09"
        )
        assert said["42万人"].zh == "一致：数据为420,000人，2019-07-09发布"
        assert said["300株"].zh == "数据中没有"
        assert said["250项"].zh == "一致：199 + 51"
        assert said["2019年"].zh == "日期"

    def test_write_a_sum_out_and_say_what_is_lacking(self) -> None:
        [statement] = read("114件")
        months = [
            replace(point("57", f"2019-{month:02}-30"), period=month_of(2019, month))
            for month in (5, 6)
        ]
        two, one = (series(*some, kind=Kind.FLOW) for some in (months, months[1:]))
        days = Period(months[1].period.end, months[0].period.start)

        said = [
            proofreading.explained(Proof(statement, judge(statement, known, days), known))
            for known in (two, one, replace(one, kind=Kind.RATE))
        ]

        assert said == [
            Text(
                "一致：57 + 57 = 114；数据为114项，2019-07-09发布",
                "same: 57 + 57 = 114; the data say 114 items, released 2019-07-09",
            ),
            Text(
                "数据中没有：不完整，2个月中有1个月，缺2019年5月",
                "not in the data: incomplete, 1 of 2 months; lacking May 2019",
            ),
            Text(
                "无法判断：数据只有2019年6月的；文中为114件，数据为57项，2019-07-09发布",
                "cannot tell: there is a figure of June 2019 alone; the text says 114件, the data "
                "say 57 items, released 2019-07-09",
            ),
        ]

    def test_count_the_figures_by_what_became_of_them(self, found: Proofs) -> None:
        assert proofreading.summary(found).zh == (
            "共6个数据：一致4个，不一致1个，数据中没有1个，无法判断0个。"
        )


class ListTests:
    def test_hold_a_row_for_each_figure_in_excel(self, found: Proofs) -> None:
        content = exports.workbook(found, "zh-hans")

        [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet)
        cells = rows.to_python()
        assert cells[0][0] == proofreading.summary(found).zh
        assert cells[1] == ["段落", "文中写法", "结果", "指标", "口径", "说明", "上下文"]
        assert cells[2][:6] == [
            "1",
            "811项",
            "✕ 不一致",
            "政务服务事项",
            "市本级",
            "不一致：文中为811项，数据为810项，2019-07-09发布",
        ]
        assert len(cells) == 2 + len(found.figures)

    def test_hold_a_row_for_each_figure_in_word(self, found: Proofs) -> None:
        paper = Document(io.BytesIO(exports.document(found, "en")))

        [table] = paper.tables
        assert [cell.text for cell in table.rows[0].cells][:3] == [
            "Paragraph",
            "As written",
            "Result",
        ]
        assert table.rows[1].cells[2].text == "✕ differs"
        assert len(table.rows) == 1 + len(found.figures)

    def test_run_nothing_that_a_text_says(self, release: Release) -> None:
        found = proofreading.against_public("=SUM(A1)共3项，", selectors.edition())

        content = exports.workbook(found, "zh-hans")

        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        assert sheet.to_python()[2][6] == "'=SUM(A1)共3项，"


class MarkedTests:
    def test_cut_each_line_at_its_numbers(self, found: Proofs) -> None:
        lines = [[piece.text for piece in pieces] for _line, pieces in found.marked()]

        assert ["".join(pieces) for pieces in lines] == TEXT.split("\n")
        assert [
            piece.proof.statement.as_written
            for _, all_ in found.marked()
            for piece in all_
            if piece.proof
        ] == [one.statement.as_written for one in found.numbers]
