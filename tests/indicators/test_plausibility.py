"""What looking at a figure promises."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.enums import Kind, Qualifier
from indicators.intake.plausibility import FigureInContext, look


def found(value: str, *past: str, kind: Kind = Kind.STOCK, is_percent: bool = False) -> list[str]:
    figure = FigureInContext(
        Decimal(value), Qualifier.EXACT, kind, is_percent, 0, tuple(Decimal(one) for one in past)
    )
    return [one.code for one in look(figure)]


class LookTests:
    @pytest.mark.parametrize(
        ("value", "past", "codes"),
        [
            ("100", (), []),
            ("0", (), []),
            ("110", ("100",), []),
            ("-1", ("100",), ["negative"]),
            ("1000", ("100",), ["unit_slip"]),
            ("10", ("100",), ["unit_slip"]),
            ("1050000", ("100",), ["unit_slip"]),
            ("160", ("100",), ["jump"]),
            ("40", ("100",), ["jump"]),
            ("0", ("100",), ["jump"]),
            ("140", ("100", "105", "110", "112"), ["jump"]),
            ("120", ("100", "105", "110", "112"), []),
            ("160", ("100", "100", "100", "100"), ["jump"]),
            ("3.5", (), ["too_fine"]),
        ],
    )
    def test_doubts_slips_of_the_unit_and_unusual_moves(
        self, value: str, past: tuple[str, ...], codes: list[str]
    ) -> None:
        assert found(value, *past) == codes

    @pytest.mark.parametrize(
        ("value", "said"),
        [
            ("160", "比上期（100）增加60，超出该指标的通常变动。"),
            ("40", "比上期（100）减少60，超出该指标的通常变动。"),
        ],
    )
    def test_says_by_how_much_and_which_way(self, value: str, said: str) -> None:
        past = (Decimal(100),)
        figure = FigureInContext(Decimal(value), Qualifier.EXACT, Kind.STOCK, False, 0, past)

        [finding] = look(figure)

        assert finding.message.zh == said

    @pytest.mark.parametrize(("value", "codes"), [("99", ["falls"]), ("100", []), ("101", [])])
    def test_lets_no_cumulative_count_fall(self, value: str, codes: list[str]) -> None:
        assert found(value, "100", kind=Kind.CUMULATIVE) == codes

    @pytest.mark.parametrize(
        ("value", "codes"), [("100", []), ("100.5", ["above_100"]), ("85.12", [])]
    )
    def test_keeps_rates_within_a_hundred(self, value: str, codes: list[str]) -> None:
        assert found(value, kind=Kind.RATE, is_percent=True) == codes

    @given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), max_size=6))
    def test_never_stops_a_stock_that_is_not_negative(self, value: int, past: list[int]) -> None:
        figure = FigureInContext(
            Decimal(value),
            Qualifier.EXACT,
            Kind.STOCK,
            is_percent=False,
            decimals=0,
            past=tuple(Decimal(one) for one in past),
        )

        assert not [one for one in look(figure) if one.is_error]
