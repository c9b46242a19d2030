"""What the value axis promises: one rule, the same in every chart, with nothing outside."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts import picture, svg, trend
from dashboard.charts.axis import ValueAxis, axis_of, value_axis
from indicators.enums import Comparison, Kind, Qualifier
from indicators.progress import measure
from indicators.series import Series
from indicators.units import Unit
from tests.indicators.test_progress import (
    AT_LEAST,
    AT_MOST,
    DAY,
    make_point,
    make_series,
    make_target,
)

VALUES = st.integers(-(10**11), 10**11).map(lambda hundredths: Fraction(hundredths, 100))
PERCENT = Unit("%", "%", "%")
RATE = replace(
    make_series(make_point("72.4"), target=make_target(AT_LEAST, "85", whole=None), kind=Kind.RATE),
    unit=PERCENT,
)


def axis(kind: Kind, *values: str, unit: Unit | None = None) -> tuple[str, str]:
    series = make_series(target=None, kind=kind)
    series = replace(series, unit=unit or series.unit)
    found = value_axis(series, [Fraction(value) for value in values])
    return f"{found.low.normalize():f}", f"{found.high}"


class ValueAxisTests:
    @pytest.mark.parametrize("kind", [Kind.STOCK, Kind.FLOW, Kind.CUMULATIVE, Kind.PLAN])
    def test_of_counts_begins_at_zero(self, kind: Kind) -> None:
        assert axis(kind, "990", "1000", "1200") == ("0", "1200")

    @pytest.mark.parametrize(
        ("values", "ends"),
        [
            (("72.4", "85"), ("70", "85")),
            (("70", "85"), ("68", "85")),
            (("5", "8.6"), ("4.5", "43/5")),
            (("0", "12"), ("0", "12")),
            (("90.5", "98"), ("88", "98")),
            (("2", "98"), ("0", "98")),
            (("99.9", "100"), ("90", "100")),
            (("0.412", "0.5"), ("0.4", "1/2")),
        ],
    )
    def test_of_rates_and_durations_takes_their_range_from_a_round_number(
        self, values: tuple[str, ...], ends: tuple[str, str]
    ) -> None:
        assert axis(Kind.RATE, *values) == ends

    def test_of_percentages_takes_their_range_whatever_their_kind(self) -> None:
        assert axis(Kind.STOCK, "72.4", "85", unit=PERCENT) == ("70", "85")

    @pytest.mark.parametrize("kind", [Kind.RATE, Kind.STOCK])
    @pytest.mark.parametrize(
        ("values", "ends"),
        [
            (("96",), ("0", "96")),
            (("0",), ("0", "1")),
            ((), ("0", "1")),
            (("96",) * 3, ("0", "96")),
        ],
    )
    def test_is_calm_where_there_is_no_range(
        self, kind: Kind, values: tuple[str, ...], ends: tuple[str, str]
    ) -> None:
        assert axis(kind, *values) == ends

    @pytest.mark.parametrize("kind", [Kind.RATE, Kind.STOCK])
    def test_holds_zero_above_what_is_below_it(self, kind: Kind) -> None:
        assert axis(kind, "-7", "-2") == ("-7", "0")
        assert axis(kind, "-7.5", "9") == ("-10", "9")
        assert axis(kind, "-3", "7") == ("-4", "7")

    @settings(deadline=None)
    @given(st.sampled_from(Kind), st.lists(VALUES, max_size=6))
    def test_leaves_nothing_outside(self, kind: Kind, values: list[Fraction]) -> None:
        found = value_axis(make_series(target=None, kind=kind), values)

        assert all(Fraction(found.low) <= value <= found.high for value in values)
        assert found.rise > 0

    def test_has_room_for_bounds_and_both_ends_of_a_range(self) -> None:
        points = [make_point("60", Qualifier.AT_MOST), make_point("97", Qualifier.AT_LEAST)]
        target = make_target(Comparison.WITHIN, "70", upper=Decimal(99))
        series = replace(RATE, points=tuple(points), targets=(target,))

        assert axis_of(series, measure(series, DAY)) == ValueAxis(Decimal(55), Fraction(99))


def base_line(text: str) -> str:
    [line] = re.findall(r'<path [^>]*d="(M[\d.]+ [\d.]+(?:h6l3 -5 4 9 3 -4)?H[\d.]+)"', text)
    return str(line)


class EveryChartTests:
    """The page's drawing, the file and the interactive chart."""

    def of(self, series: Series, language: str) -> tuple[str, str, go.Figure]:
        progress = measure(series, DAY)
        return (
            svg.trend(series, progress, "x", language),
            picture.svg_file(series, progress, language),
            go.Figure(json.loads(trend.trend(series, progress, language))),
        )

    @pytest.mark.parametrize(
        ("language", "words", "title"),
        [("zh-hans", "轴自70起", "%（轴自70起）"), ("en", "axis from 70", "% (axis from 70)")],
    )
    def test_says_where_an_axis_begins_that_is_not_from_zero(
        self, language: str, words: str, title: str
    ) -> None:
        page, file, figure = self.of(RATE, language)

        assert page.count(f">{words}</text>") == file.count(f">{words}</text>") == 1
        assert figure.layout.yaxis.title.text == title
        assert figure.layout.yaxis.range == (70, 85)
        assert base_line(page) == "M24 264h6l3 -5 4 9 3 -4H570"
        assert "h6l3 -5 4 9 3 -4" in base_line(file)
        assert [shape.type for shape in figure.layout.shapes] == ["line", "path"]

    def test_has_neither_kink_nor_words_from_zero(self) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))

        page, file, figure = self.of(series, "zh-hans")

        assert "轴自" not in page + file
        assert base_line(page) == "M24 264H570"
        assert "h6l3" not in file
        assert figure.layout.yaxis.title.text == "项"
        assert figure.layout.yaxis.range == (0, 250)
        assert [shape.type for shape in figure.layout.shapes] == ["line"]

    def test_puts_figure_and_target_at_the_same_heights(self) -> None:
        series = replace(RATE, targets=(make_target(AT_MOST, "85"),))

        page, file, figure = self.of(series, "en")

        low, high = figure.layout.yaxis.range
        share = (figure.data[0].y[0] - low) / (high - low)
        top, floor = svg.PAGE.top, svg.PAGE.floor
        [height] = re.findall(r'<circle class="exact" cx="[^"]*" cy="([^"]*)"', page)
        assert float(height) == round(floor - share * (floor - top), 1)
        [floor_of_file] = re.findall(r"M28 (\d+)h6", file)
        tops = re.findall(r'stroke-dasharray="7 5" x1="[^"]*" x2="[^"]*" y1="([^"]*)"', file)
        signs = re.findall(r'<circle [^>]*cx="[^"]*" cy="([^"]*)"', file)
        reach = float(floor_of_file) - float(tops[-1])
        assert float(signs[-1]) == pytest.approx(float(floor_of_file) - share * reach, abs=0.1)

    def test_grows_the_page_by_the_line_of_words(self) -> None:
        from_zero = make_series(make_point("199"), target=None)

        heights = [
            re.findall(r'viewBox="0 0 720 (\d+)"', self.of(series, "en")[0])
            for series in (from_zero, RATE)
        ]

        assert heights == [["300"], ["326"]]

    def test_of_one_rate_alone_is_calm(self) -> None:
        series = replace(RATE, targets=(), points=(make_point("96", day=date(2019, 6, 30)),))

        page, file, figure = self.of(series, "zh-hans")

        assert "轴自" not in page + file
        assert figure.layout.yaxis.range == (0, 96)
