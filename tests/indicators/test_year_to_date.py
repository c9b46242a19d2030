"""本年累计: what the counts of a year come to so far, never as if a gap were not there."""

from dataclasses import replace

import pytest

from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier, Status
from indicators.narrative import with_year_to_date, year_to_date
from indicators.series import Series
from indicators.units import Unit
from tests.indicators.test_totals import flow, months, of

SAID = Text("有话。", "Said.")


class YearToDateTests:
    def test_counts_the_months_that_it_adds(self) -> None:
        series = flow(*months("9", "9", year=2019), *months("10", "20", "30"))

        assert year_to_date(series) == Text(
            "本年累计（1月至3月，3个月）60项。",
            "Year to date (January to March, 3 months): 60 items.",
        )
        assert with_year_to_date(series, SAID) == Text(
            "有话。本年累计（1月至3月，3个月）60项。",
            "Said. Year to date (January to March, 3 months): 60 items.",
        )

    def test_is_a_bound_where_a_part_is_one(self) -> None:
        found = year_to_date(flow(*months("10"), of("2020-02", "20", Qualifier.AT_LEAST)))

        assert found is not None
        assert found.zh == "本年累计（1月至2月，2个月）30项以上。"

    @pytest.mark.parametrize("status", [None, Status.MISSING, Status.WITHDRAWN])
    def test_names_the_month_that_is_lacking_in_place_of_a_sum(self, status: Status | None) -> None:
        gap = [] if status is None else [of("2020-02", None, status=status)]
        series = flow(*months("10"), *gap, of("2020-03", "30"))

        assert year_to_date(series) == Text(
            "本年累计：不完整，3个月中有2个月，缺2020年2月。",
            "Year to date: incomplete, 2 of 3 months; lacking February 2020.",
        )

    def test_says_that_parts_do_not_add_up(self) -> None:
        series = flow(
            of("2020-01", "10", Qualifier.AT_LEAST), of("2020-02", "20", Qualifier.AT_MOST)
        )

        assert year_to_date(series) == Text(
            "本年累计：各期不能相加。", "Year to date: the parts do not add up."
        )

    def test_ends_with_the_newest_figure(self) -> None:
        series = flow(*months("10", "20"), of("2020-03", None, status=Status.MISSING))

        found = year_to_date(series)

        assert found is not None
        assert found.zh == "本年累计（1月至2月，2个月）30项。"

    @pytest.mark.parametrize(
        "series",
        [
            flow(),
            flow(*months("10")),
            flow(of("2020-h1", "10")),
            flow(*months("10"), of("2020-02-01..2020-02-20", "20")),
            replace(flow(*months("10", "20")), kind=Kind.STOCK),
            replace(flow(*months("10", "20")), unit=Unit("%", "%", "%")),
        ],
        ids=["nothing", "January", "its own period", "a part of a month", "a level", "a share"],
    )
    def test_is_not_said_where_the_figure_says_it_or_nothing_adds_up(self, series: Series) -> None:
        assert year_to_date(series) is None
        assert with_year_to_date(series, SAID) is SAID
