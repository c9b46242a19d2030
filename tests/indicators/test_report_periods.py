"""Which days a written report is about."""

from datetime import date

import pytest

from indicators.bilingual import Text
from indicators.enums import Kind
from indicators.periods import Period
from indicators.report_periods import ReportSpan, spans_of


class ReportSpanTests:
    @pytest.mark.parametrize(
        ("span", "first", "last", "label", "before"),
        [
            (ReportSpan(2019, 1), "2019-01-01", "2019-06-30", "2019年上半年", ReportSpan(2018, 2)),
            (ReportSpan(2019, 2), "2019-07-01", "2019-12-31", "2019年下半年", ReportSpan(2019, 1)),
            (ReportSpan(2020), "2020-01-01", "2020-12-31", "2020年", ReportSpan(2019)),
        ],
    )
    def test_knows_its_days_its_name_and_what_came_before(
        self, span: ReportSpan, first: str, last: str, label: str, before: ReportSpan
    ) -> None:
        days = Period(date.fromisoformat(last), date.fromisoformat(first))

        assert (span.days, span.label.zh, span.before) == (days, label, before)

    def test_takes_the_plans_of_the_whole_year(self) -> None:
        span = ReportSpan(2019, 1)

        assert span.days_of(Kind.PLAN) == ReportSpan(2019).days
        assert span.days_before(Kind.PLAN) == ReportSpan(2018).days
        assert span.days_of(Kind.FLOW) == span.days
        assert span.days_before(Kind.FLOW) == ReportSpan(2018, 2).days

    @pytest.mark.parametrize(("year", "half"), [(0, None), (1948, 1), (9999, None), (2019, 3)])
    def test_is_of_a_year_and_half_that_exist(self, year: int, half: int | None) -> None:
        with pytest.raises(ValueError, match="No report"):
            ReportSpan(year, half)

    def test_of_many_days_come_once_each_and_the_newest_first(self) -> None:
        days = [date(2019, 6, 30), date(2019, 6, 1), date(2018, 7, 1)]

        assert spans_of(days) == [
            ReportSpan(2019),
            ReportSpan(2019, 1),
            ReportSpan(2018),
            ReportSpan(2018, 2),
        ]
        assert spans_of(days)[0].label == Text("2019年", "year 2019")
