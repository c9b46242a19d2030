"""An annual report states the year: the sum of all months or what is lacking, never December."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.reports import default_template, document
from dashboard.reports.figure_wording import DRAFT, ReportFigure, figure_of
from dashboard.reports.pdf import pdf
from dashboard.reports.word import fill
from dashboard.typesetting import chinese_fonts
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Frequency, Kind, Qualifier
from indicators.report_periods import ReportSpan
from indicators.series import Named, Point, Series, Target
from indicators.units import Unit
from tests.indicators.target_factories import PLAN

from .report_data import lines, material, point, series
from .test_pdf import text_of
from .test_word import filled

YEAR = ReportSpan(2020)
RATE = Unit("%", "%", "%")
LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month(value: str | None, number: int, year: int = 2020) -> Point:
    last = 28 if number == 2 and year % 4 else LAST_DAYS[number - 1]
    start = f"{year}-{number:02}-01"
    return point(value, f"{year}-{number:02}-{last}", start)


def monthly(*numbers: int, value: str = "10", year: int = 2020) -> list[Point]:
    """Return a point for each month of the year that is named, for all where none is."""
    return [month(value, number, year) for number in numbers or range(1, 13)]


def flow(*points: Point, **changes: object) -> Series:
    return series(*points, kind=Kind.FLOW, frequency=Frequency.MONTH, **changes)


def figure(made: Series, span: ReportSpan = YEAR) -> ReportFigure:
    return figure_of(made, span, span.days.end)


GOAL = Target(date(2020, 12, 31), Basis.PLAN, Comparison.AT_LEAST, Decimal(100), plan=PLAN)


class SumTests:
    def test_is_stated_in_place_of_december(self) -> None:
        found = figure(flow(*monthly()))

        assert (found.value, found.stated) == (Text("120项", "120 items"),) * 2
        assert found.period == Text("2020年", "year 2020")
        assert found.sentence == Text(
            "2020年各期合计为120项。未设定量目标。",
            "Year 2020, all parts added: 120 items. No quantified target is set.",
        )
        assert found.standing.zh == "未设定量目标"

    def test_is_compared_with_the_sum_of_the_year_before(self) -> None:
        found = figure(flow(*monthly(value="9", year=2019), *monthly()))

        assert found.previous_value.zh == "108项"
        assert found.stated.zh == "120项（较上期增加12项）"

    def test_is_compared_with_nothing_less_than_a_year(self) -> None:
        found = figure(flow(*monthly(*range(2, 13), year=2019), *monthly()))

        assert (found.previous_value.zh, found.change.zh) == ("无可比数据", "无可比数据")
        assert found.stated.zh == "120项"

    def test_is_not_judged_by_a_target_of_its_months(self) -> None:
        found = figure(flow(*monthly(), targets=(GOAL,)))

        assert found.standing == Text("未达成（2020年12月）", "missed (December 2020)")
        assert found.sentence.zh.startswith("2020年各期合计为120项。2020年12月为10项。目标：")

    def test_names_the_documents_that_its_parts_come_from(self) -> None:
        names = [Named(f"{number}", Text(f"{number}月报", "")) for number in range(1, 13)]
        points = [
            replace(one, citation=replace(one.citation, source=name))
            for one, name in zip(monthly(), names, strict=True)
        ]

        assert figure(flow(*points)).source == Text(
            "《1月报》第3段、《2月报》第3段、《3月报》第3段等12处",
            "1月报, paragraph 3; 2月报, paragraph 3; 3月报, paragraph 3; 9 more",
        )
        assert figure(flow(*monthly())).source == Text("《计划》第3段", "Plan, paragraph 3")

    def test_is_a_draft_as_long_as_one_month_is(self) -> None:
        first, *others = monthly()

        found = figure(flow(replace(first, release=0), *others))

        assert found.value.zh == f"120项{DRAFT.zh}"
        assert found.source.zh == DRAFT.zh

    def test_of_bounds_is_a_bound(self) -> None:
        first, *others = monthly()

        found = figure(flow(replace(first, qualifier=Qualifier.AT_LEAST), *others))

        assert found.value == Text("120项以上", "at least 120 items")
        assert found.difference is None


class IncompleteTests:
    @pytest.fixture
    def found(self) -> ReportFigure:
        return figure(flow(*monthly(1, 3, 4, 5, 6, 10), targets=(GOAL,)))

    def test_leaves_a_mark_in_place_of_the_part(self, found: ReportFigure) -> None:
        mark = Text(
            "【不完整：政务服务事项，12个月中有6个月】",
            "[incomplete: Service items, 6 of 12 months]",
        )

        said = (found.value, found.stated, found.change, found.sentence, found.period, found.source)
        assert said == (mark,) * 6

    def test_says_which_months_are_lacking(self, found: ReportFigure) -> None:
        assert found.gap == Text(
            "不完整，12个月中有6个月，缺2020年2月、2020年7月至9月、2020年11月至12月",
            "incomplete, 6 of 12 months; lacking February 2020, July to September 2020, "
            "November to December 2020",
        )

    def test_is_not_judged(self, found: ReportFigure) -> None:
        assert found.standing.zh == "数据不完整，不作判断"
        assert not material(found.series, span=YEAR).standings

    def test_says_so_of_parts_that_do_not_add_up(self) -> None:
        first, *others = monthly()
        some = replace(first, qualifier=Qualifier.AT_LEAST)
        more = replace(others[0], qualifier=Qualifier.AT_MOST)

        found = figure(flow(some, more, *others[1:]))

        assert found.value.zh == "【各期不能相加：政务服务事项】"
        assert found.gap == Text("各期不能相加", "the parts do not add up")

    def test_is_not_due_where_the_figure_is_yearly(self) -> None:
        yearly = series(kind=Kind.FLOW, frequency=Frequency.YEAR)
        begun = replace(yearly, points=(month("1", 1),))

        half = ReportSpan(2020, 1)
        assert [figure(one, half).is_due for one in (yearly, begun)] == [False, True]


class AloneTests:
    def test_says_that_a_rate_is_of_one_month_alone(self) -> None:
        found = figure(series(*monthly(value="95"), kind=Kind.RATE, unit=RATE))

        assert found.value == Text("95%（仅2020年12月）", "95 % (December 2020 alone)")
        assert found.value == found.stated

    def test_compares_a_rate_with_that_of_the_same_month_alone(self) -> None:
        rates = {"kind": Kind.RATE, "unit": RATE}
        same = figure(series(month("93", 12, 2019), month("95", 12), **rates))
        other = figure(series(month("93", 11, 2019), month("95", 12), **rates))

        assert same.stated.zh == "95%（仅2020年12月，较上期提高2个百分点）"
        assert same.previous_value.zh == "93%（仅2019年12月）"
        assert other.stated.zh == "95%（仅2020年12月）"

    def test_says_of_which_day_an_older_level_is(self) -> None:
        found = figure(series(point("7", "2020-11-30")))

        assert found.value == Text("7项（截至2020年11月30日）", "7 items (as of 30 November 2020)")

    def test_says_of_a_longer_period_nothing_of_alone(self) -> None:
        found = figure(flow(point("5", "2020-12-31", "2020-01-01")), ReportSpan(2020, 2))

        assert found.value.zh == "5项（2020年）"


class WholeReportTests:
    """The page, the PDF and the Word file say the same of what is lacking and what is older."""

    MANY = (
        flow(*monthly()),
        flow(*monthly(*range(1, 12)), code="b", name=Text("案件", "Cases")),
        series(point("7", "2020-11-30"), code="c", name=Text("人员", "People")),
        series(month("95", 12), code="d", name=Text("比率", "Rate"), kind=Kind.RATE, unit=RATE),
        series(point("8", "2020-12-31"), code="e", name=Text("清单", "Lists")),
    )
    ENDS = {
        "zh-hans": [
            "附：缺少或不完整的数据",
            "案件（全市）：不完整，12个月中有11个月，缺2020年12月",
            "附：所属期与报告期不一致的数据",
            "人员（全市）：7项（截至2020年11月30日）",
            "比率（全市）：95%（仅2020年12月）",
        ],
        "en": [
            "Figures that are missing or incomplete",
            "Cases (Whole city): incomplete, 11 of 12 months; lacking December 2020",
            "Figures about other days than the report",
            "People (Whole city): 7 items (as of 30 November 2020)",
            "Rate (Whole city): 95 % (December 2020 alone)",
        ],
    }

    @pytest.mark.parametrize("language", ENDS)
    def test_lists_them_on_the_page(self, language: str) -> None:
        written = document.write(material(*self.MANY, span=YEAR), language)

        assert [word for end in written.ends for word in (end.heading, *end.lines)] == self.ENDS[
            language
        ]

    @pytest.mark.parametrize("language", ENDS)
    def test_lists_them_in_the_word_file(self, language: str) -> None:
        known = material(*self.MANY, span=YEAR)
        written = fill(default_template.default_template(known, language), known, language)
        bare = fill(default_template.default_template(material(), language), known, language)

        for content in (written, bare):
            said = lines(content)
            wanted = self.ENDS[language]
            start = said.index(wanted[0])
            assert said[start : start + len(wanted)] == wanted

    @pytest.mark.parametrize("language", ENDS)
    @pytest.mark.skipif(not chinese_fonts(), reason="needs a Chinese font")
    def test_lists_them_in_the_pdf(self, language: str) -> None:
        text = text_of(pdf(document.write(material(*self.MANY, span=YEAR), language)))

        plain = "".join(text.split())
        assert [one for one in self.ENDS[language] if "".join(one.split()) not in plain] == []

    def test_says_so_in_the_overview(self) -> None:
        known = material(*self.MANY, span=YEAR)
        written = document.write(known, "zh-hans")

        said = "".join(one.words for one in written.sentences)
        assert "本报告共载数据4项" in said
        assert (
            "缺少或不完整的数据1项，已在文中标明，并列于文末。"
            "另有2项数据的所属期与报告期不一致，已注明所属期，并列于文末。" in said
        )

    def test_leaves_the_tables_no_part_for_the_whole(self) -> None:
        written = document.write(material(*self.MANY, span=YEAR), "zh-hans")

        rows = [row.cells for table in written.annexes[0].tables for row in table.rows]
        assert [cells[2] for cells in rows] == [
            "120项",
            "【不完整：案件，12个月中有11个月】",
            "7项（截至2020年11月30日）",
            "95%（仅2020年12月）",
            "8项",
        ]


class LoopTests:
    def test_lists_what_a_template_only_asks_about(self) -> None:
        said = filled(
            material(series()), "{% if missing %}见文末{% endif %}{% if other_days %}x{% endif %}"
        )

        assert said == ["见文末", "附：缺少或不完整的数据", "政务服务事项（全市）：缺报"]

    def test_lists_the_other_days_of_what_a_template_shows_alone(self) -> None:
        made = material(series(point("7", "2019-06-20")), series(point("8"), code="b"))

        assert filled(made, "{{ b.city }}") == ["8项"]
        assert filled(made, "{{ service_items.city }}")[1:] == [
            "附：所属期与报告期不一致的数据",
            "政务服务事项（全市）：7项（截至2019年6月20日）",
        ]

    def test_offers_the_other_days_to_templates(self) -> None:
        made = material(series(point("7", "2019-06-20")))

        said = filled(made, "{% for one in other_days %}{{ one }}{% endfor %}")

        assert said == ["政务服务事项（全市）：7项（截至2019年6月20日）"]
