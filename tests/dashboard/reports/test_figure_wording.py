"""What a report states of one series, and what it says where there is nothing to state."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboard.reports.figure_wording import DRAFT, ReportFigure, figure_of
from dashboard.reports.wording import spoken, target_words
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Frequency, Kind, Qualifier, Status
from indicators.periods import Period
from indicators.report_periods import ReportSpan
from indicators.series import Point, Series, Target
from indicators.units import Unit
from tests.indicators.target_factories import PLAN

from .report_data import END, HALF, point, series

RATE, PEOPLE = Unit("%", "%", "%"), Unit("人", "person", "people")
BEFORE = "2018-12-31"
YEAR = ("2019-12-31", "2019-01-01")


def figure(made: Series, span: ReportSpan = HALF) -> ReportFigure:
    return figure_of(made, span, span.days.end)


class ChosenPointTests:
    @pytest.mark.parametrize(
        ("points", "wanted"),
        [
            (["2019-03-31", "2019-06-30"], "2019-06-30"),
            (["2019-06-30", "2019-07-31"], "2019-06-30"),
            (["2018-12-31", "2019-01-31"], "2019-01-31"),
            (["2018-12-31", "2019-07-01"], None),
        ],
    )
    def test_is_the_newest_whose_period_ends_in_the_span(
        self, points: list[str], wanted: str | None
    ) -> None:
        found = figure(series(*(point("1", end) for end in points))).point

        assert (found.period.end.isoformat() if found else None) == wanted

    def test_is_the_longest_of_those_that_end_together(self) -> None:
        month, half = (
            point("5", "2019-06-30", "2019-06-01"),
            point("30", "2019-06-30", "2019-01-01"),
        )

        assert figure(series(month, half, kind=Kind.FLOW)).point == half

    def test_of_a_plan_is_that_of_the_year(self) -> None:
        plan = series(point("20", "2018-12-31", "2018-01-01"), point("22", *YEAR), kind=Kind.PLAN)

        found = figure(plan)

        assert found.value.zh == "22项"
        assert found.change.zh == "较上期增加2项"
        assert found.stated.zh == "22项（较上期增加2项）"

    def test_is_judged_and_drawn_without_what_came_later(self) -> None:
        goal = Target(date(2020, 12, 31), Basis.PLAN, Comparison.AT_LEAST, Decimal(100), plan=PLAN)
        later = series(point("10"), point("100", "2019-12-31"), targets=(goal,))

        found = figure(later)

        assert found.series.points == (point("10"),)
        assert found.standing.zh == "进度滞后"


class ValueTests:
    @pytest.mark.parametrize(
        ("value", "unit", "qualifier", "shown"),
        [
            ("420000", PEOPLE, Qualifier.EXACT, Text("42万人", "420,000 people")),
            ("36000", PEOPLE, Qualifier.EXACT, Text("3.6万人", "36,000 people")),
            ("1000", PEOPLE, Qualifier.NEARLY, Text("近1000人", "nearly 1,000 people")),
            ("80", RATE, Qualifier.AT_LEAST, Text("80%以上", "at least 80 %")),
        ],
    )
    def test_reads_as_officials_write(
        self, value: str, unit: Unit, qualifier: Qualifier, shown: Text
    ) -> None:
        assert figure(series(point(value, qualifier=qualifier), unit=unit)).value == shown

    @pytest.mark.parametrize(
        ("status", "mark"),
        [
            (Status.MISSING, Text("【缺：政务服务事项】", "[missing: Service items]")),
            (
                Status.NOT_APPLICABLE,
                Text("【不适用：政务服务事项】", "[not applicable: Service items]"),
            ),
            (
                Status.NOT_YET_REPORTED,
                Text("【尚未上报：政务服务事项】", "[not yet reported: Service items]"),
            ),
        ],
    )
    def test_leaves_a_mark_for_each_kind_of_nothing(self, status: Status, mark: Text) -> None:
        found = figure(series(point("9", "2019-03-31"), point(None, status=status)))

        said = (found.value, found.stated, found.change, found.sentence)
        assert said == (mark,) * 4
        assert found.standing.zh == "暂无数据"

    def test_leaves_a_mark_where_there_is_no_point(self) -> None:
        found = figure(series(point("9", "2018-12-31")))

        said = {found.value.zh, found.period.zh, found.source.zh, found.stated.zh}
        assert said == {"【缺：政务服务事项】"}
        assert found.gap.zh == "缺报"

    def test_takes_zero_for_a_figure(self) -> None:
        assert figure(series(point("0"))).value.zh == "0项"


class ChangeTests:
    @pytest.mark.parametrize(
        ("before", "now", "unit", "words"),
        [
            ("175", "199", None, Text("较上期增加24项", "24 items more than in the period before")),
            ("199", "198", None, Text("较上期减少1项", "1 item less than in the period before")),
            ("199", "199", None, Text("与上期持平", "unchanged from the period before")),
            (
                "80", "83", RATE,
                Text("较上期提高3个百分点", "3 percentage points more than in the period before"),
            ),
            (
                "83", "80.5", RATE,
                Text(
                    "较上期降低2.5个百分点", "2.5 percentage points less than in the period before"
                ),
            ),
            (
                "300000", "420000", PEOPLE,
                Text("较上期增加12万人", "120,000 people more than in the period before"),
            ),
        ],
    )  # fmt: skip
    def test_says_how_much_and_which_way(
        self, before: str, now: str, unit: Unit | None, words: Text
    ) -> None:
        made = series(point(before, BEFORE), point(now))

        assert figure(replace(made, unit=unit or made.unit)).change == words

    @pytest.mark.parametrize(
        "points",
        [
            [point("199")],
            [point("100", "2018-06-30"), point("199")],
            [point(None, BEFORE, status=Status.MISSING), point("199")],
            [point("100", BEFORE, qualifier=Qualifier.MORE_THAN), point("199")],
            [point("100", BEFORE), point("199", qualifier=Qualifier.AT_LEAST)],
            [point("10", BEFORE, "2018-12-01"), point("60", "2019-06-30", "2019-01-01")],
            [point("10", BEFORE), point("60", "2019-06-30", "2019-01-01")],
        ],
    )
    def test_is_not_made_up_where_nothing_is_comparable(self, points: list[Point]) -> None:
        found = figure(series(*points))

        assert found.change == Text("无可比数据", "no comparable figure")
        assert "较上期" not in found.stated.zh

    def test_compares_half_years_although_they_differ_in_days(self) -> None:
        halves = point("60", BEFORE, "2018-07-01"), point("70", "2019-06-30", "2019-01-01")

        assert figure(series(*halves, kind=Kind.FLOW)).stated.zh == "70项（较上期增加10项）"

    def test_shows_the_figure_before(self) -> None:
        assert figure(series(point("175", BEFORE), point("199"))).previous_value.zh == "175项"
        assert figure(series(point("199"))).previous_value.zh == "无可比数据"


class StatedTests:
    def test_names_the_period_only_where_it_is_another(self) -> None:
        whole = figure(series(point("5", "2019-06-30", "2019-01-01"), kind=Kind.FLOW))
        end = figure(series(point("76")))
        day = figure(series(point("76", "2019-06-20")))
        said = [one.stated.zh for one in (whole, end, day)]
        assert said == ["5项", "76项", "76项（截至2019年6月20日）"]
        assert day.stated.en == day.value.en == "76 items (as of 20 June 2019)"

    def test_names_period_and_change_together(self) -> None:
        found = figure(series(point("70", BEFORE), point("76", "2019-06-20")))

        assert found.stated.zh == "76项（截至2019年6月20日，较上期增加6项）"
        assert found.stated.en == (
            "76 items (as of 20 June 2019, 6 items more than in the period before)"
        )


class DraftTests:
    @pytest.fixture
    def draft(self) -> ReportFigure:
        return figure(series(point("175", BEFORE), replace(point("199"), release=0)))

    def test_is_marked_in_everything_that_it_states(self, draft: ReportFigure) -> None:
        said = (draft.value, draft.stated, draft.change, draft.standing, draft.sentence)

        assert all(DRAFT.zh in words.zh and DRAFT.en in words.en for words in said)
        assert draft.value == Text("199项【内部草稿】", "199 items [internal draft]")
        assert draft.source.zh == "【内部草稿】"

    def test_marks_a_figure_before_that_is_no_more_public(self) -> None:
        before = replace(point("175", BEFORE), release=0)

        assert figure(series(before, point("199"))).previous_value.zh == "175项【内部草稿】"


class DueTests:
    def test_asks_for_yearly_figures_at_the_years_end_alone(self) -> None:
        yearly, plan = series(frequency=Frequency.YEAR), series(kind=Kind.PLAN)
        spans = (HALF, ReportSpan(2019, 2), ReportSpan(2019))

        due = [figure(yearly, span).is_due for span in spans]

        assert due == [False, True, True]
        assert figure(replace(plan, frequency=Frequency.YEAR)).is_due
        assert figure(series()).is_due


class WordingTests:
    def test_speaks_of_periods_as_a_sentence_does(self) -> None:
        odd = Period(date(2019, 2, 4), date(2019, 1, 3))

        assert spoken(odd) == Text(
            "2019年1月3日至2019年2月4日", "3 January 2019 to 4 February 2019"
        )
        assert spoken(Period(END, date(2019, 1, 1))).zh == "2019年上半年"

    def test_says_a_target_with_its_day_and_that_the_office_set_it(self) -> None:
        goal = Target(
            date(2020, 12, 31), Basis.WORKING, Comparison.AT_LEAST, Decimal(1007), plan=PLAN
        )

        assert target_words(series(), goal) == Text(
            "不少于1007项（2020年12月31日前，工作目标）",
            "at least 1,007 items (by 31 December 2020, a working target)",
        )
        assert figure(series(point("1"), targets=(goal,))).target == target_words(series(), goal)
        assert figure(series(point("1"))).target.zh == "未设定量目标"

    def test_says_a_target_in_words_as_it_stands(self) -> None:
        goal = Target(
            date(2020, 12, 31), Basis.POLICY, statement=Text("全覆盖。", "All of them."), plan=PLAN
        )

        assert figure(series(point("1"), targets=(goal,))).target == Text(
            "全覆盖。", "All of them."
        )
