"""How figures and periods read."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.exports import harmless
from indicators.grammar import ParsedFigure, understand
from indicators.periods import Period, months_between
from indicators.units import (
    Unit,
    rounded_beside,
    show,
    show_difference,
    show_in_text,
    show_percent,
)

ITEMS, RATE = Unit("项", "item", "items"), Unit("%", "%", "%")
PEOPLE = Unit("人", "person", "people")


class ShowTests:
    @pytest.mark.parametrize(
        ("value", "unit", "qualifier", "shown"),
        [
            ("199", ITEMS, Qualifier.EXACT, Text("199项", "199 items")),
            ("1", ITEMS, Qualifier.EXACT, Text("1项", "1 item")),
            ("80", RATE, Qualifier.AT_LEAST, Text("80%以上", "at least 80 %")),
            ("10", ITEMS, Qualifier.MORE_THAN, Text("10余项", "more than 10 items")),
            ("1000", ITEMS, Qualifier.NEARLY, Text("近1,000项", "nearly 1,000 items")),
            ("12", ITEMS, Qualifier.MORE_THAN, Text("超过12项", "more than 12 items")),
            ("79.96", RATE, Qualifier.EXACT, Text("79.96%", "79.96 %")),
        ],
    )
    def test_keeps_qualifier_unit_and_every_digit(
        self, value: str, unit: Unit, qualifier: Qualifier, shown: Text
    ) -> None:
        assert show(Decimal(value), unit, qualifier) == shown

    def test_calls_a_difference_of_rates_percentage_points(self) -> None:
        assert show_difference(Decimal(-3), RATE) == Text("3个百分点", "3 percentage points")


class ShowInTextTests:
    @pytest.mark.parametrize(
        ("value", "unit", "qualifier", "shown"),
        [
            ("420000", PEOPLE, Qualifier.EXACT, Text("42万人", "420,000 people")),
            ("36000", PEOPLE, Qualifier.EXACT, Text("3.6万人", "36,000 people")),
            ("36500", PEOPLE, Qualifier.EXACT, Text("36500人", "36,500 people")),
            ("9000", PEOPLE, Qualifier.EXACT, Text("9000人", "9,000 people")),
            ("150000000", PEOPLE, Qualifier.EXACT, Text("1.5亿人", "150,000,000 people")),
            ("123450000", PEOPLE, Qualifier.EXACT, Text("12345万人", "123,450,000 people")),
            ("1007", ITEMS, Qualifier.EXACT, Text("1007项", "1,007 items")),
            ("1000", PEOPLE, Qualifier.NEARLY, Text("近1000人", "nearly 1,000 people")),
            ("30000", PEOPLE, Qualifier.MORE_THAN, Text("3万余人", "more than 30,000 people")),
            ("80", RATE, Qualifier.AT_LEAST, Text("80%以上", "at least 80 %")),
        ],
    )
    def test_writes_large_numbers_as_officials_do(
        self, value: str, unit: Unit, qualifier: Qualifier, shown: Text
    ) -> None:
        assert show_in_text(Decimal(value), unit, qualifier) == shown

    @given(
        st.one_of(
            st.decimals(0, 10**13, places=0),
            st.integers(0, 10**6).map(lambda number: Decimal(number) * 1000),
            st.decimals(0, 10**6, places=2),
        ),
        st.sampled_from([ITEMS, PEOPLE, RATE]),
        st.sampled_from(Qualifier),
    )
    def test_is_read_back_as_the_same_value_qualifier_and_unit(
        self, value: Decimal, unit: Unit, qualifier: Qualifier
    ) -> None:
        written = show_in_text(value, unit, qualifier).zh

        assert understand(written) == ParsedFigure(value, qualifier, unit.zh)


class RoundingTests:
    @given(st.fractions(0, 2), st.integers(0, 3))
    def test_never_changes_the_order(self, share: Fraction, decimals: int) -> None:
        shown = rounded_beside(share, Fraction(1), decimals)

        assert (Fraction(shown) < 1) == (share < 1) or abs(share - 1) < Fraction(1, 10**6)

    @pytest.mark.parametrize(
        ("share", "shown"),
        [
            ("999999/1000000", "99.9999%"),
            ("1", "100%"),
            ("6/5", "120%"),
            ("199/250", "79.6%"),
            ("9999999999/10000000000", "99.9999%"),
        ],
    )
    def test_reads_as_a_hundred_per_cent_only_when_it_is(self, share: str, shown: str) -> None:
        assert show_percent(Fraction(share)) == (shown, shown.replace("%", " %"))


class PeriodTests:
    @pytest.mark.parametrize(
        ("start", "end", "label"),
        [
            (None, "2019-06-30", Text("截至2019-06-30", "as of 2019-06-30")),
            ("2019-06-01", "2019-06-30", Text("2019年6月", "June 2019")),
            ("2019-01-01", "2019-06-30", Text("2019年上半年", "first half of 2019")),
            ("2019-07-01", "2019-12-31", Text("2019年下半年", "second half of 2019")),
            ("2019-01-01", "2019-12-31", Text("2019年", "year 2019")),
            (
                "2019-01-01",
                "2019-04-15",
                Text("2019-01-01至2019-04-15", "2019-01-01 to 2019-04-15"),
            ),
            ("2019-06-20", "2019-06-20", Text("2019-06-20当日", "on 2019-06-20")),
        ],
    )
    def test_is_named_as_officials_name_it(self, start: str | None, end: str, label: Text) -> None:
        period = Period(date.fromisoformat(end), date.fromisoformat(start) if start else None)

        assert period.label == label

    def test_refuses_to_end_before_it_starts(self) -> None:
        with pytest.raises(ValueError, match="cannot start"):
            Period(date(2019, 1, 1), date(2019, 1, 2))

    def test_counts_calendar_months(self) -> None:
        assert months_between(date(2019, 6, 30), date(2020, 12, 31)) == 18


class HarmlessTests:
    @pytest.mark.parametrize(
        ("cell", "written"),
        [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5.2", "-5.2"), ("+cmd", "'+cmd"), ("80%", "80%")],
    )
    def test_lets_no_spreadsheet_run_a_text(self, cell: str, written: str) -> None:
        assert harmless(cell) == written
