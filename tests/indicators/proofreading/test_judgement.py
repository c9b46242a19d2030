"""When a figure of a text is what the data say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier
from indicators.periods import Period, month_of, period_of
from indicators.proofreading.judgement import ProofResult, judge, total_for
from indicators.prose import read
from indicators.series import Point, Series
from indicators.units import Unit
from tests.indicators.test_progress import make_point, make_series

HALF = Period(date(2019, 6, 30), date(2019, 1, 1))
SAME, DIFFERS, UNSURE = ProofResult.SAME, ProofResult.DIFFERS, ProofResult.UNSURE
CASES = [
    # As written in the text, the public value with its qualifier, and what becomes of it.
    ("199项", "199", "exact", SAME),
    ("198项", "199", "exact", DIFFERS),
    ("42万项", "423156", "exact", SAME),
    ("42万项", "425000", "exact", DIFFERS),
    ("42.3万项", "423156", "exact", SAME),
    ("42.4万项", "423156", "exact", DIFFERS),
    ("420000项", "423156", "exact", DIFFERS),
    ("80%以上", "85.1", "exact", SAME),
    ("80%以上", "79.9", "exact", DIFFERS),
    ("85.1%", "85.13", "exact", SAME),
    ("85%", "85.13", "exact", SAME),
    ("86%", "85.13", "exact", DIFFERS),
    ("80%以上", "80", "at_least", SAME),
    ("90%以上", "80", "at_least", DIFFERS),
    ("70%以上", "80", "at_least", DIFFERS),
    ("80%", "80", "at_least", DIFFERS),
    ("85%", "80", "at_least", UNSURE),
    ("75%", "80", "at_least", DIFFERS),
    ("超过70%", "80", "at_least", SAME),
    ("10余项", "10", "more_than", SAME),
    ("20余项", "10", "more_than", DIFFERS),
    ("12项", "10", "more_than", UNSURE),
    ("10余项", "12", "exact", SAME),
    ("10余项", "20", "exact", DIFFERS),
    ("超过10项", "57", "exact", SAME),
    ("近千项", "1000", "nearly", SAME),
    ("近千项", "960", "exact", SAME),
    ("近千项", "600", "exact", DIFFERS),
    ("近千项", "1000", "exact", DIFFERS),
    ("约100项", "95", "exact", SAME),
    ("约100项", "70", "exact", DIFFERS),
    ("10至15项", "12", "exact", SAME),
    ("10至15项", "16", "exact", DIFFERS),
    ("不超过15项", "15", "exact", SAME),
    ("不足15项", "15", "exact", DIFFERS),
    ("一百项", "100", "exact", SAME),
    ("42万3156项", "423156", "exact", SAME),
    ("42万3156项", "423157", "exact", DIFFERS),
    ("三万项", "31000", "exact", SAME),
    ("三万项", "36000", "exact", DIFFERS),
    ("六十二点五%", "62.5", "exact", SAME),
    ("六十二点五%", "62.6", "exact", DIFFERS),
    ("三分之二", "66.7", "exact", SAME),
    ("三分之二", "67.5", "exact", DIFFERS),
    ("八成", "82", "exact", SAME),
    ("八成", "70", "exact", DIFFERS),
    ("八成五", "85.2", "exact", SAME),
    ("八成五", "82", "exact", DIFFERS),
]


def series(unit: str, *points: Point) -> Series:
    return replace(make_series(*points, target=None), unit=Unit(unit, "item", "items"))


def judged(text: str, found: Series, period: Period | None = HALF) -> ProofResult:
    [statement] = read(text)
    return judge(statement, found, period).result


class JudgeTests:
    @pytest.mark.parametrize(("text", "value", "qualifier", "result"), CASES)
    def test_compares_with_the_exactness_that_is_written(
        self, text: str, value: str, qualifier: str, result: ProofResult
    ) -> None:
        point = make_point(value, Qualifier(qualifier), date(2019, 6, 30))

        assert judged(text, series("%" if "%" in text else "项", point)) is result

    def test_takes_the_figure_of_the_period_that_the_text_is_about(self) -> None:
        then = make_point("199", day=date(2019, 6, 30))
        later = make_point("230", day=date(2019, 12, 31))
        found = series("项", then, later)

        assert total_for(found, HALF).point is then
        assert total_for(found, None).point is later
        assert total_for(found, Period(date(2018, 12, 31), date(2018, 1, 1))).point is None
        assert judged("199项", found, Period(date(2018, 12, 31))) is ProofResult.UNKNOWN

    def test_takes_a_plan_of_the_year(self) -> None:
        plan = replace(series("项", make_point("22", day=date(2019, 12, 31))), kind=Kind.PLAN)

        assert judged("22项", plan) is SAME

    def test_holds_what_was_before_against_the_year_before(self) -> None:
        found = series(
            "项",
            make_point("100", day=date(2018, 6, 30)),
            make_point("150", day=date(2019, 3, 31)),
            make_point("199", day=date(2019, 6, 30)),
        )

        assert judged("去年同期100项", found) is SAME
        assert judged("去年同期150项", found) is DIFFERS
        assert judged("比去年增加99项", found) is SAME
        assert judged("比去年增加98项", found) is DIFFERS
        assert judged("比去年增长99%", found) is SAME
        assert judged("比去年增长98%", found) is DIFFERS

    @pytest.mark.parametrize(
        ("text", "before", "now", "result"),
        [
            ("增长5%", "100", "105", SAME),
            ("增长5%", "100", "95", DIFFERS),
            ("下降5%", "100", "95", SAME),
            ("下降5%", "100", "105", DIFFERS),
            ("下降-5%", "100", "95", SAME),
            ("同比-5%", "100", "95", SAME),
            ("同比5%", "100", "95", SAME),
            ("↓5%", "100", "95", SAME),
            ("↑5%", "100", "95", DIFFERS),
            ("降幅为5%", "100", "105", DIFFERS),
            ("增加1倍", "100", "200", SAME),
            ("翻了一番", "100", "203", SAME),
            ("翻了一番", "100", "50", DIFFERS),
            ("翻两番", "100", "200", DIFFERS),
        ],
    )
    def test_tells_a_growth_from_a_fall(
        self, text: str, before: str, now: str, result: ProofResult
    ) -> None:
        found = series(
            "项",
            make_point(before, day=date(2018, 6, 30)),
            make_point(now, day=date(2019, 6, 30)),
        )

        assert judged(text, found) is result

    def test_lets_the_figures_of_a_list_grow_or_fall_together(self) -> None:
        found = [one.trend for one in read("分别下降25.5%、31.2%，增加3件。")]

        assert found == [-1, -1, 1]

    def test_cannot_tell_a_change_without_two_exact_figures(self) -> None:
        bound = make_point("100", Qualifier.AT_LEAST, date(2018, 6, 30))
        zero = make_point("0", day=date(2018, 6, 30))
        now = make_point("199", day=date(2019, 6, 30))

        assert judged("增加99项", series("项", now)) is ProofResult.UNKNOWN
        assert judged("增加99项", series("项", bound, now)) is ProofResult.UNKNOWN
        assert judged("增长99%", series("项", zero, now)) is ProofResult.UNKNOWN
        assert judged("去年同期100项", series("项", now)) is ProofResult.UNKNOWN
        assert judged("199项", series("项")) is ProofResult.UNKNOWN

    def test_shows_the_working_of_a_change(self) -> None:
        found = series(
            "项",
            make_point("160", day=date(2018, 6, 30)),
            make_point("199", day=date(2019, 6, 30)),
        )
        [statement] = read("增长24.4%")

        assert judge(statement, found, HALF).working == "(199 − 160) ÷ 160 = 24.4%"
        assert Decimal("24.4") == statement.value


class AnnualTests:
    """The text of an annual report is held against the year, never against December."""

    YEAR = Period(date(2019, 12, 31), date(2019, 1, 1))

    def monthly(self, *values: str, year: int = 2019) -> list[Point]:
        months = (month_of(year, number) for number in range(1, 13))
        return [
            replace(make_point(value, day=month.end), period=month)
            for value, month in zip(values, months, strict=False)
        ]

    def flow(self, *points: Point) -> Series:
        return replace(series("件", *points), kind=Kind.FLOW)

    def test_adds_the_months_up_and_shows_the_working(self) -> None:
        found = self.flow(*self.monthly(*["10"] * 11, "4"))
        [statement] = read("114件")

        result = judge(statement, found, self.YEAR)

        assert (result.result, result.point and result.point.value) == (SAME, Decimal(114))
        assert result.working == f"{'10 + ' * 11}4 = 114"
        assert judged("4件", found, self.YEAR) is DIFFERS

    def test_knows_no_year_that_is_incomplete(self) -> None:
        [statement] = read("110件")

        result = judge(statement, self.flow(*self.monthly(*["10"] * 11)), self.YEAR)

        assert result.result is ProofResult.UNKNOWN
        assert result.note == Text(
            "不完整，12个月中有11个月，缺2019年12月",
            "incomplete, 11 of 12 months; lacking December 2019",
        )

    def test_takes_no_months_rate_for_that_of_the_year(self) -> None:
        rates = replace(series("%", *self.monthly(*["95"] * 12)), kind=Kind.RATE)
        [statement] = read("95%")

        result = judge(statement, rates, self.YEAR)

        assert (result.result, result.point) == (UNSURE, rates.points[-1])
        assert result.note.zh == "数据只有2019年12月的"

    def test_holds_a_growth_against_the_sum_of_the_year_before(self) -> None:
        found = self.flow(*self.monthly(*["8"] * 12, year=2018), *self.monthly(*["10"] * 12))

        assert judged("比去年增加24件", found, self.YEAR) is SAME
        assert judged("比去年增加2件", found, self.YEAR) is DIFFERS
        assert judged("去年同期96件", found, self.YEAR) is SAME

    def test_compares_a_month_with_the_newest_month_before(self) -> None:
        may = Period(date(2019, 5, 31), date(2019, 5, 1))
        half = replace(make_point("70", day=date(2018, 12, 31)), period=period_of("2018-h2"))
        found = self.flow(half, *self.monthly("1", "2", "3", "5", "9"))

        assert judged("增加4件", found, may) is SAME

    def test_has_nothing_to_say_without_a_figure(self) -> None:
        assert judged("1件", self.flow(), None) is ProofResult.UNKNOWN
