"""When figures are due, and which periods are open."""

from datetime import date

import pytest

from indicators.enums import Frequency
from indicators.intake.calendar import (
    DueDay,
    DueRule,
    due_day,
    knows_holidays,
    periods_open_on,
    rule_of,
)
from indicators.periods import Period

DECEMBER = (Frequency.MONTH, Period(date(2019, 12, 31), date(2019, 12, 1)))
SECOND_HALF = (Frequency.HALF_YEAR, Period(date(2019, 12, 31), date(2019, 7, 1)))
YEAR = (Frequency.YEAR, Period(date(2019, 12, 31), date(2019, 1, 1)))
JUNE = (Frequency.MONTH, Period(date(2019, 6, 30), date(2019, 6, 1)))
FOURTH_QUARTER = (Frequency.QUARTER, Period(date(2019, 12, 31), date(2019, 10, 1)))
SECOND_QUARTER = (Frequency.QUARTER, Period(date(2019, 6, 30), date(2019, 4, 1)))
FIRST_HALF = (Frequency.HALF_YEAR, Period(date(2019, 6, 30), date(2019, 1, 1)))


class DueDateTests:
    @pytest.mark.parametrize(
        ("end", "days", "due"),
        [
            # An ordinary working day.
            (date(2019, 6, 30), 10, date(2019, 7, 10)),
            # Spring Festival 2019: 4 to 10 February; the weekend before it was worked.
            (date(2019, 1, 31), 10, date(2019, 2, 11)),
            (date(2019, 1, 31), 4, date(2019, 2, 11)),
            (date(2019, 1, 31), 3, date(2019, 2, 3)),
            # Spring Festival 2020, made longer at short notice: 24 January to 2 February.
            (date(2020, 1, 14), 10, date(2020, 2, 3)),
            (date(2020, 1, 31), 10, date(2020, 2, 10)),
            # National Day 2019: 1 to 7 October; Saturday the 12th was worked.
            (date(2019, 9, 21), 10, date(2019, 10, 8)),
            (date(2019, 9, 30), 10, date(2019, 10, 10)),
            (date(2019, 9, 30), 12, date(2019, 10, 12)),
            (date(2019, 9, 30), 13, date(2019, 10, 14)),
            # National Day 2020: 1 to 8 October; Saturday the 10th was worked.
            (date(2020, 9, 21), 10, date(2020, 10, 9)),
            (date(2020, 9, 30), 10, date(2020, 10, 10)),
        ],
    )
    def test_moves_forward_to_the_next_working_day_of_china(
        self, end: date, days: int, due: date
    ) -> None:
        assert due_day(end, DueRule(days)) == DueDay(due)

    @pytest.mark.parametrize(
        ("end", "due"),
        [
            # Sunday, then a Tuesday of National Day, in years whose holidays nobody knows yet.
            (date(2045, 8, 31), DueDay(date(2045, 9, 11), is_provisional=True)),
            (date(2045, 9, 23), DueDay(date(2045, 10, 3), is_provisional=True)),
            # From a year that is known into one that is not.
            (date(2044, 12, 31), DueDay(date(2045, 1, 10), is_provisional=True)),
            # Before the first year that the package knows: a Saturday, and nothing to wait for.
            (date(2002, 7, 31), DueDay(date(2002, 8, 12))),
        ],
    )
    def test_steps_over_weekends_alone_where_the_holidays_are_unknown(
        self, end: date, due: DueDay
    ) -> None:
        assert due_day(end, DueRule(10)) == due

    @pytest.mark.parametrize(
        ("end", "days", "due"),
        [
            # Monday 1 July is the first working day.
            (date(2019, 6, 30), 1, date(2019, 7, 1)),
            (date(2019, 6, 30), 5, date(2019, 7, 5)),
            (date(2019, 6, 30), 6, date(2019, 7, 8)),
            # After National Day: the 8th is the first, Saturday the 12th the fifth, worked.
            (date(2019, 9, 30), 1, date(2019, 10, 8)),
            (date(2019, 9, 30), 5, date(2019, 10, 12)),
            (date(2019, 9, 30), 6, date(2019, 10, 14)),
        ],
    )
    def test_counts_working_days_where_the_rule_is_of_them(
        self, end: date, days: int, due: date
    ) -> None:
        assert due_day(end, DueRule(days, of_work=True)) == DueDay(due)

    @pytest.mark.parametrize(
        ("end", "due"),
        [
            (date(2019, 6, 30), DueDay(date(2019, 7, 31))),
            # 31 August 2019 is a Saturday.
            (date(2019, 7, 31), DueDay(date(2019, 8, 30))),
            # The end of January 2020 fell into the longer Spring Festival.
            (date(2019, 12, 31), DueDay(date(2020, 1, 23))),
            (date(2045, 8, 31), DueDay(date(2045, 9, 29), is_provisional=True)),
        ],
    )
    def test_goes_back_to_the_last_working_day_of_the_next_month(
        self, end: date, due: DueDay
    ) -> None:
        assert due_day(end, DueRule(None)) == due

    @pytest.mark.parametrize(
        ("written", "rule"),
        [
            ("10", DueRule(10)),
            ("1", DueRule(1)),
            ("5w", DueRule(5, of_work=True)),
            ("last", DueRule(None)),
        ],
    )
    def test_follows_the_rule_that_is_written(self, written: str, rule: DueRule) -> None:
        assert rule_of(written) == rule

    @pytest.mark.parametrize(
        "written", ["", "0", "0w", "w", "-1", "10d", "LAST", "1000", "\uff11\uff10"]
    )
    def test_refuses_what_is_no_rule(self, written: str) -> None:
        with pytest.raises(ValueError, match="no rule for due days"):
            rule_of(written)

    def test_knows_a_year_once_its_holidays_are_announced(self) -> None:
        assert [knows_holidays(year) for year in (2003, 2004, 2026, 2045)] == [
            False, True, True, False
        ]  # fmt: skip


class PeriodsOpenOnTests:
    @pytest.mark.parametrize(
        ("day", "periods"),
        [
            (date(2020, 1, 1), [DECEMBER, FOURTH_QUARTER, SECOND_HALF, YEAR]),
            (date(2020, 1, 31), [DECEMBER, FOURTH_QUARTER, SECOND_HALF, YEAR]),
            (
                date(2020, 3, 5),
                [(Frequency.MONTH, Period(date(2020, 2, 29), date(2020, 2, 1)))],
            ),
            (date(2019, 7, 1), [JUNE, SECOND_QUARTER, FIRST_HALF]),
            (date(2019, 7, 31), [JUNE, SECOND_QUARTER, FIRST_HALF]),
            (
                date(2019, 10, 8),
                [
                    (Frequency.MONTH, Period(date(2019, 9, 30), date(2019, 9, 1))),
                    (Frequency.QUARTER, Period(date(2019, 9, 30), date(2019, 7, 1))),
                ],
            ),
            # A month is not over on its last day.
            (
                date(2019, 6, 30),
                [(Frequency.MONTH, Period(date(2019, 5, 31), date(2019, 5, 1)))],
            ),
        ],
    )
    def test_are_those_that_ended_with_the_month_before(
        self, day: date, periods: list[tuple[Frequency, Period]]
    ) -> None:
        assert periods_open_on(day) == periods
