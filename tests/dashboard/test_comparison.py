"""What the comparison of places promises."""

from dataclasses import replace

from dashboard.charts.comparison import Bar, comparison
from indicators.bilingual import Text
from indicators.enums import PlaceLevel, Qualifier
from indicators.series import Place, Series
from tests.indicators.test_progress import make_point, make_series


def make_place(code: str, value: str | None, qualifier: Qualifier = Qualifier.EXACT) -> Series:
    points = [] if value is None else [make_point(value, qualifier)]
    place = Place(code, Text(code, code), PlaceLevel.DIVISION)
    return replace(make_series(*points, target=None), place=place)


class ComparisonTests:
    def test_draws_each_place_to_the_largest_figure_and_bounds_open(self) -> None:
        places = [
            make_place("a", "143"),
            make_place("b", "1788", Qualifier.AT_LEAST),
            make_place("c", None),
            make_place("d", "-5"),
        ]

        bars = comparison(places)

        assert bars == [
            Bar("8.0", is_exact=True),
            Bar("100.0", is_exact=False),
            Bar("0.0", is_exact=False),
            Bar("0.0", is_exact=True),
        ]

    def test_of_nothing_but_zeros_has_no_length(self) -> None:
        assert [bar.length for bar in comparison([make_place("a", "0"), make_place("b", "0")])] == [
            "0.0",
            "0.0",
        ]
