"""Codes of periods, in addresses and files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import NotAPeriod, Period, a_year_before, code_of, month_of, period_of

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


class CodeTests:
    @pytest.mark.parametrize(
        ("code", "period"),
        [
            ("2019-07", month_of(2019, 7)),
            ("2020-02", Period(date(2020, 2, 29), date(2020, 2, 1))),
            ("2019-q1", Period(date(2019, 3, 31), date(2019, 1, 1))),
            ("2019-q4", Period(date(2019, 12, 31), date(2019, 10, 1))),
            ("2019-h1", Period(date(2019, 6, 30), date(2019, 1, 1))),
            ("2019-h2", Period(date(2019, 12, 31), date(2019, 7, 1))),
            ("2019", Period(date(2019, 12, 31), date(2019, 1, 1))),
            ("2019-06-30", Period(date(2019, 6, 30))),
            ("2019-06-30..2019-06-30", Period(date(2019, 6, 30), date(2019, 6, 30))),
            ("2019-01-01..2019-09-30", Period(date(2019, 9, 30), date(2019, 1, 1))),
            ("2016-01-01..2019-06-30", Period(date(2019, 6, 30), date(2016, 1, 1))),
            ("0001-h1", Period(date(1, 6, 30), date(1, 1, 1))),
        ],
    )
    def test_is_written_and_read_back(self, code: str, period: Period) -> None:
        assert code_of(period) == code
        assert period_of(code) == period

    @given(end=DAYS, start=st.none() | DAYS)
    def test_of_any_period_names_it_alone(self, end: date, start: date | None) -> None:
        period = Period(end, min(start, end) if start else None)

        assert period_of(code_of(period)) == period

    @given(st.text(alphabet="0123456789-h.q七 ", max_size=24))
    def test_that_is_read_is_the_periods_own_or_names_the_same_days(self, code: str) -> None:
        try:
            period = period_of(code)
        except NotAPeriod:
            return
        assert period_of(code_of(period)) == period

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "19-07",
            "2019-7",
            "2019-13",
            "2019-00",
            "0000",
            "2019-h3",
            "2019-H1",
            "2019-q0",
            "2019-q5",
            "2019-Q1",
            "2019-02-30",
            "2019-06-30..",
            "..2019-06-30",
            "2019-06-30..2019-01-01",
            "2019-01-01..2019-02-01..2019-03-01",
            "\uff12\uff10\uff11\uff19-07",
            "2019-07\n",
            "20190701",
            "2019-W01-1",
        ],
    )
    def test_is_refused_where_it_names_no_period(self, code: str) -> None:
        with pytest.raises(NotAPeriod):
            period_of(code)


class AYearBeforeTests:
    @pytest.mark.parametrize(
        ("now", "then"),
        [
            ("2020", "2019"),
            ("2020-02", "2019-02"),
            ("2021-02", "2020-02"),
            ("2020-h1", "2019-h1"),
            ("2020-06-20", "2019-06-20"),
            ("2020-01-15..2020-02-28", "2019-01-15..2019-02-28"),
        ],
    )
    def test_is_the_same_part_of_the_year(self, now: str, then: str) -> None:
        assert code_of(a_year_before(period_of(now))) == then
