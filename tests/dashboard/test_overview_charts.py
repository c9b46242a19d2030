"""What the overview's drawings promise: whole shapes from series, and the same marks for plotly."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts import areas, bullet_chart, bullets, month_subplots, months, moves
from dashboard.charts.areas import Cell
from dashboard.charts.axis import ValueAxis
from dashboard.charts.bullets import Bullet
from dashboard.charts.months import MonthChart, Window
from dashboard.charts.moves import Move
from indicators.bilingual import Text
from indicators.enums import Comparison, Direction, Kind, Qualifier, Standing
from indicators.periods import month_of
from indicators.progress import distance_of, measure
from indicators.qualifiers import Mark
from indicators.series import Named, Point, Series, Target
from indicators.units import Unit
from tests.indicators.test_progress import (
    AT_LEAST,
    AT_MOST,
    DAY,
    make_point,
    make_series,
    make_target,
)

PERCENT = Unit("%", "%", "%")


def drawn(series: Series) -> Bullet | None:
    progress = measure(series, DAY)
    return bullets.bullet(progress, distance_of(series, progress))


def rate(*points: Point, target: Target | None = None) -> Series:
    return replace(make_series(*points, target=target, kind=Kind.RATE), unit=PERCENT)


def monthly(values: str, *, first: int = 1) -> list[Point]:
    """Return a point for each month; "-" stands for none, "80+" for at least 80."""
    found = []
    for at, value in enumerate(values.split()):
        month = month_of(2019 + (first + at - 1) // 12, (first + at - 1) % 12 + 1)
        if value != "-":
            kind = Qualifier.AT_LEAST if value.endswith("+") else Qualifier.EXACT
            point = make_point(value.rstrip("+"), kind, month.end)
            found.append(replace(point, period=month))
    return found


class BulletTests:
    def test_is_as_long_as_the_share_of_the_way_with_a_pin_where_the_path_is(self) -> None:
        series = make_series(make_point("63"), target=make_target(AT_LEAST, "810"))

        # 63 ÷ 810 and 1,276 ÷ 1,826 of 268, from 1 on.
        assert drawn(series) == Bullet(
            end=21.8,
            mark=Mark.DOT,
            standing=Standing.BEHIND,
            is_working=True,
            required=188.3,
            lacking=(22.8, 186.3),
        )

    def test_without_a_path_leads_to_the_target(self) -> None:
        assert drawn(rate(make_point("72.8"), target=make_target(AT_LEAST, "85"))) == Bullet(
            end=230.5,
            mark=Mark.DOT,
            standing=Standing.BEHIND,
            is_working=True,
            lacking=(231.5, 263),
        )

    def test_beyond_the_target_by_a_tenth_is_cut(self) -> None:
        found = drawn(rate(make_point("3"), target=make_target(AT_MOST, "5")))

        assert found == Bullet(
            end=295.8, mark=Mark.DOT, standing=Standing.MET, is_working=True, is_cut=True
        )
        assert found
        assert bullets.draw(found).count('class="over"') == 1

    def test_of_a_bound_is_open_and_points_where_the_figure_may_be(self) -> None:
        found = drawn(
            rate(make_point("80", Qualifier.AT_LEAST), target=make_target(AT_LEAST, "100"))
        )

        assert found == Bullet(
            end=215.4,
            mark=Mark.UP,
            standing=Standing.NOT_SHOWN,
            is_working=True,
            reach=(215.4, 263.0),
        )
        svg = bullets.draw(found) if found else ""
        assert 'class="value"' not in svg
        assert '<rect class="bound" x="1" y="10" width="214.4" height="8"/>' in svg
        assert '<path class="bound-end" d="M215.4 7l9 7 -9 7z"/>' in svg

    @pytest.mark.parametrize(
        ("qualifier", "part"),
        [
            (Qualifier.NEARLY, '<path class="bound-end" d="M215.4 7l-9 7 9 7z"/>'),
            (Qualifier.AT_MOST, '<path class="bound-end" d="M215.4 7l-9 7 9 7z"/>'),
            (Qualifier.ABOUT, '<path class="bound-end ring" d="M215.4 7l7 7-7 7-7-7z"/>'),
        ],
    )
    def test_of_every_bound_is_no_solid_bar(self, qualifier: Qualifier, part: str) -> None:
        found = drawn(rate(make_point("80", qualifier), target=make_target(AT_LEAST, "100")))

        svg = bullets.draw(found) if found else ""
        assert part in svg
        assert 'class="value"' not in svg
        assert found
        assert (found.lacking, found.reach) == (None, None)

    def test_is_none_without_a_share(self) -> None:
        assert drawn(make_series(target=make_target(AT_LEAST, "1"))) is None
        zero = make_series(make_point("2"), target=make_target(AT_MOST, "0"), kind=Kind.FLOW)
        assert drawn(zero) is None

    def test_below_the_start_begins_there(self) -> None:
        target = make_target(AT_MOST, "0", whole=Decimal(250))
        found = drawn(make_series(make_point("300"), target=target))

        assert found
        assert found.end == 1.0

    def test_row_says_all_that_is_drawn(self) -> None:
        target = make_target(AT_MOST, "0", whole=Decimal(250))
        whole = Named("y", Text("总数", "All"))
        series = replace(
            make_series(make_point("51"), target=target), part_of=whole, direction=Direction.DOWN
        )
        progress = measure(series, DAY)

        row = bullets.row(series, progress, distance_of(series, progress), DAY, names_place=True)

        assert (row.part, row.whole_name) == (
            Text("全市　总数，其中：", "Whole city All, of which:"),
            Text("总数中的某项", "All: Some items"),
        )
        assert (row.figure, row.short) == (
            Text("51项", "51"),
            Text("超前9.7个百分点", "9.7 points ahead"),
        )
        assert row.work == Text(
            "自250降起，今日应≤75.3，目标≤0项", "down from 250; due today: at most 75.3; target ≤ 0"
        )
        assert (row.basis.zh, row.is_down) == ("工作目标", True)

    @pytest.mark.parametrize(
        ("share", "place"),
        [
            (Fraction(7, 10), 'class="need-text" x="188.6" y="11" text-anchor="middle"'),
            (Fraction(96, 100), 'class="need-text" x="245.0" y="11" text-anchor="end"'),
            (Fraction(1, 100), 'class="need-text" x="61" y="11" text-anchor="middle"'),
        ],
    )
    def test_head_says_where_the_path_is_clear_of_start_and_target(
        self, share: Fraction, place: str
    ) -> None:
        assert place in bullets.axis(share, "zh-hans")
        assert "need-text" not in bullets.axis(None, "zh-hans")

    def test_head_names_no_share_where_the_paths_differ(self) -> None:
        one = make_series(make_point("63"), target=make_target(AT_LEAST, "810"))
        whole = make_target(AT_MOST, "0", whole=Decimal(250))
        milestone = replace(make_target(AT_LEAST, "9"), due=date(2022, 12, 31))
        other = make_series(make_point("1"), target=milestone)
        third = make_series(make_point("51"), target=whole)
        pairs = [(measure(s, DAY), distance_of(s, measure(s, DAY))) for s in (one, third, other)]

        assert bullets.common_requirement(pairs[:2], DAY) == Fraction(699, 1000)
        assert bullets.common_requirement(pairs, DAY) is None
        assert bullets.common_requirement(pairs[:2], date(2019, 7, 1)) is None


class AreaTests:
    def test_has_a_cell_for_each_indicator_the_worst_first(self) -> None:
        small, large = {Standing.MET: 1, Standing.BEHIND: 1}, {Standing.NO_TARGET: 3}

        assert areas.strips([small, large]) == [
            (
                Cell(Standing.BEHIND, 1.0, 98.0, "▼"),
                Cell(Standing.MET, 101.0, 98.0, "✓"),
            ),
            (
                Cell(Standing.NO_TARGET, 1.0, 98.0, ""),
                Cell(Standing.NO_TARGET, 101.0, 98.0, ""),
                Cell(Standing.NO_TARGET, 201.0, 98.0, ""),
            ),
        ]

    def test_beyond_sixteen_has_segments_with_numbers_none_too_small(self) -> None:
        [strip] = areas.strips([{Standing.BEHIND: 1, Standing.AT_RISK: 20, Standing.NO_TARGET: 79}])

        assert strip == (
            Cell(Standing.BEHIND, 1.0, 14.0, "▼"),
            Cell(Standing.AT_RISK, 17.0, 58.0, "▲ 20"),
            Cell(Standing.NO_TARGET, 77.0, 222.0, "79"),
        )
        assert areas.strips([{Standing.BEHIND: 20}, {}])[1] == ()

    def test_says_nothing_by_colour_alone(self) -> None:
        svg = areas.draw(
            (Cell(Standing.BEHIND, 1.0, 98.0, "▼"), Cell(Standing.NO_TARGET, 101.0, 9.0, ""))
        )

        assert svg == (
            '<svg class="stack" viewBox="0 0 302 20" preserveAspectRatio="xMinYMid" '
            'aria-hidden="true">'
            '<rect class="cell behind" x="1.0" y="1" width="98.0" height="18"/>'
            '<rect class="cell no_target" x="101.0" y="1" width="9.0" height="18"/>'
            '<text class="cell-sign behind" x="50.0" y="14.5" text-anchor="middle">▼</text></svg>'
        )


class MoveTests:
    def test_goes_from_one_zero_drawn_to_the_largest(self) -> None:
        found = moves.moves([Decimal("0.2"), Decimal("0.1"), Decimal("-0.05")])

        assert found == [
            Move(62, 122.0, is_up=True),
            Move(62, 92.0, is_up=True),
            Move(47.0, 62, is_up=False),
        ]
        assert '<rect x="47.0" y="3" width="15.0" height="10"/>' in moves.draw(found[2])


class MonthTests:
    def chart(self, series: Series, language: str = "zh-hans") -> MonthChart:
        window = months.window_of([series], date(2019, 12, 31))
        return months.month_chart(series, measure(series, date(2019, 12, 31)), window, language)

    def test_of_counts_begins_at_zero_and_breaks_at_a_missing_month(self) -> None:
        series = make_series(*monthly("10 20 - 30", first=9), target=None, kind=Kind.FLOW)

        assert self.chart(series) == MonthChart(
            axis=ValueAxis(Decimal(0), Fraction(30)),
            lines=(((2.0, 70.0), (55.3, 48.0)), ((162.0, 26.0),)),
            bounds=(),
            goals=(),
            goal_label=None,
            last=(162.0, 26.0),
            last_words="30",
            is_exact=True,
        )

    def test_of_rates_begins_at_a_round_number_below_data_and_target(self) -> None:
        series = rate(*monthly("74 72 73", first=10), target=make_target(AT_LEAST, "85"))

        found = self.chart(series)

        assert found.axis == ValueAxis(Decimal(70), Fraction(85))
        assert found.goals == ((2.0, 162.0, 26.0),)
        assert found.goal_label == (30.0, "目标85")
        text = months.draw(found, Window(date(2019, 12, 31), 3), "zh-hans")
        assert "h6l3 -5 4 9 3 -4" in text
        assert ">轴自70起</text>" in text

    def test_label_of_the_target_moves_off_the_figure(self) -> None:
        above = rate(*monthly("84 84 84.5", first=10), target=make_target(AT_LEAST, "85"))
        below = rate(*monthly("70 80 86", first=10), target=make_target(AT_LEAST, "85"))

        for series, sign in ((above, -20), (below, 20)):
            found = self.chart(series)
            assert found.goal_label
            assert found.goal_label[0] == round(found.last[1] + 5 + sign, 1)

    def test_bound_is_an_open_sign_that_no_line_meets(self) -> None:
        series = rate(*monthly("70 80+ 75 85+", first=9))

        found = self.chart(series)
        svg = months.draw(found, Window(date(2019, 12, 31), 4), "zh-hans")

        assert found.lines == ((found.lines[0][0],), (found.lines[1][0],))
        assert [mark for _, mark in found.bounds] == [Mark.UP, Mark.UP]
        assert (found.last_words, found.is_exact) == ("≥85", False)
        assert (svg.count('class="open"'), svg.count('class="last"')) == (2, 0)

    def test_each_target_is_drawn_within_its_own_years(self) -> None:
        early = replace(make_target(AT_LEAST, "80"), due=date(2019, 10, 31))
        late = replace(make_target(AT_LEAST, "90"), due=date(2020, 12, 31))
        series = replace(rate(*monthly("70 80 75 85", first=9)), targets=(early, late))

        found = self.chart(series)

        assert [goal[:2] for goal in found.goals] == [(2.0, 55.3), (55.3, 162.0)]
        assert found.goal_label
        assert found.goal_label[1] == "目标90"
        past = replace(early, due=date(2019, 8, 31))
        assert self.chart(replace(series, targets=(past,))).goals == ()

    def test_names_the_first_and_the_last_month(self) -> None:
        window = Window(date(2020, 11, 30), 24)

        assert (window.first, window.last, window.x(date(2018, 12, 31))) == (
            "2018-12",
            "2020-11",
            2,
        )


def _symbol(trace: Any) -> object:  # noqa: ANN401 - plotly's own
    return trace.marker.symbol if trace.type == "scatter" else None


class PlotlyTests:
    def figure(self, text: str) -> Any:  # noqa: ANN401 - plotly's own
        """Return what plotly understands, which refuses what it does not know."""
        return go.Figure(json.loads(text))

    def test_months_have_the_marks_of_the_drawing(self) -> None:
        target = make_target(AT_LEAST, "85")
        one = rate(*monthly("70 80+ 75", first=10), target=target)
        other = make_series(*monthly("1 - 3", first=10), target=None, kind=Kind.FLOW)
        window = months.window_of([one, other], date(2019, 12, 31))

        figure = self.figure(month_subplots.month_subplots([one, other], window, "zh-hans"))

        assert [(trace.xaxis, trace.mode, trace.y) for trace in figure.data] == [
            ("x", "lines", (85.0, 85.0)),
            ("x", "lines+markers", (70.0, None, 75.0)),
            ("x", "markers", (80.0,)),
            ("x2", "lines+markers", (1.0, 3.0)),
        ]
        assert figure.data[2].marker.symbol == ("triangle-up-open",)
        assert figure.layout.xaxis.showspikes
        assert (figure.layout.yaxis.range, figure.layout.yaxis2.range) == ((68.0, 85.0), (0.0, 3.0))

    def test_bars_have_the_marks_of_the_drawing(self) -> None:
        path = make_series(make_point("63"), target=make_target(AT_LEAST, "810"))
        bound = rate(make_point("80", Qualifier.AT_LEAST), target=make_target(AT_LEAST, "100"))
        bars = [
            bullet_chart.Bar(one, measure(one, DAY), distance_of(one, measure(one, DAY)))
            for one in (path, bound)
        ]

        figure = self.figure(bullet_chart.bullet_chart(bars, "en"))

        marks = [(trace.xaxis, trace.type, _symbol(trace)) for trace in figure.data]
        assert marks == [
            ("x", "bar", None),
            ("x", "bar", None),
            ("x", "scatter", "line-ns"),
            ("x", "scatter", ("diamond-open",)),
            ("x2", "bar", None),
            ("x2", "bar", None),
            ("x2", "bar", None),
            ("x2", "scatter", ("triangle-right",)),
            ("x2", "scatter", ("diamond-open",)),
        ]
        assert figure.data[7].text == (
            "at least 80 %; target ≥ 100 % (working target); ≤ 20 points short",
        )
        assert figure.layout.xaxis.ticktext == ("start", "target")

    def test_nothing_to_draw_is_an_empty_figure(self) -> None:
        assert self.figure(bullet_chart.bullet_chart([], "en")).data == ()
        window = Window(DAY, 1)
        assert self.figure(month_subplots.month_subplots([], window, "en")).data == ()


def test_a_range_has_no_diamond_of_its_own_but_a_bar() -> None:
    target = make_target(Comparison.WITHIN, "50", upper=Decimal(90))

    found = drawn(rate(make_point("45"), target=target))

    assert found
    assert (found.end, found.is_cut) == (242.2, False)
