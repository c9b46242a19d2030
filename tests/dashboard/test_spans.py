"""What charts have over time: lines without gaps, last year beside this one, targets' own years."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go

from dashboard.charts import picture, spans, svg, trend
from indicators.enums import Comparison, Frequency, Kind, Qualifier, Status
from indicators.periods import period_of
from indicators.progress import measure
from indicators.series import Point, Series
from indicators.units import Unit
from tests.indicators.test_progress import AT_LEAST, DAY, make_point, make_series, make_target


def figure(code: str, value: str | None, qualifier: Qualifier = Qualifier.EXACT) -> Point:
    made = replace(make_point(value or "0", qualifier), period=period_of(code))
    return made if value else replace(made, value=None, status=Status.MISSING)


def counts(*points: Point, kind: Kind = Kind.FLOW) -> Series:
    return make_series(*points, target=None, kind=kind)


def values(lines: list[list[Point]]) -> list[list[str]]:
    return [[str(point.value) for point in line] for line in lines]


SEASONS = counts(
    *(figure(f"2018-{month:02}", str(10 * month)) for month in (5, 6, 7)),
    *(figure(f"2019-{month:02}", str(11 * month)) for month in (5, 6, 7)),
)


class RunTests:
    def test_cross_no_bound_no_gap_and_no_month_without_a_figure(self) -> None:
        series = counts(
            figure("2019-01", "1"),
            figure("2019-02", "2"),
            figure("2019-03", "3", Qualifier.AT_LEAST),
            figure("2019-04", "4"),
            figure("2019-05", None),
            figure("2019-06", "6"),
            figure("2019-08", "8"),
            figure("2019-09", "9"),
        )

        assert values(spans.runs(series)) == [["1", "2"], ["4"], ["6"], ["8", "9"]]

    def test_are_as_long_as_figures_are_due(self) -> None:
        series = counts(figure("2018-h2", "1"), figure("2019-h1", "2"), figure("2020-h1", "3"))

        assert values(spans.runs(replace(series, frequency=Frequency.HALF_YEAR))) == [
            ["1", "2"],
            ["3"],
        ]

    def test_are_drawn_alike_everywhere(self) -> None:
        series = counts(
            *(figure("2019-01", "1"), figure("2019-02", "2")),
            *(figure("2019-05", "5"), figure("2019-06", "6")),
        )
        progress = measure(series, DAY)

        page = svg.trend(series, progress, "x", "en")
        chart = go.Figure(json.loads(trend.trend(series, progress, "en")))

        assert page.count('class="values"') == 2
        assert chart.data[0].y == (1, 2, None, 5, 6)


class LastYearTests:
    def test_stands_beside_the_same_periods_of_this_one(self) -> None:
        [line] = spans.last_year(SEASONS)

        assert [(now.period.code, then.period.code) for now, then in line] == [
            (f"2019-{month}", f"2018-{month}") for month in ("05", "06", "07")
        ]

    def test_leaves_out_bounds_and_gaps(self) -> None:
        points = list(SEASONS.points)
        points[1] = figure("2018-06", "60", Qualifier.ABOUT)

        found = spans.last_year(counts(*points))

        assert [[str(then.value) for _, then in line] for line in found] == [["50"], ["70"]]

    def test_is_of_no_use_along_a_path_or_within_a_year(self) -> None:
        assert spans.last_year(replace(SEASONS, kind=Kind.STOCK)) == []
        assert spans.last_year(counts(*SEASONS.points[3:])) == []

    def test_is_drawn_light_named_and_in_every_chart(self) -> None:
        progress = measure(SEASONS, DAY)

        page = svg.trend(SEASONS, progress, "x", "zh-hans")
        file = picture.svg_file(SEASONS, progress, "zh-hans")
        chart = go.Figure(json.loads(trend.trend(SEASONS, progress, "zh-hans")))

        [corners] = re.findall(r'class="last_year" points="([^"]*)"', page)
        assert len(corners.split()) == 3
        assert ">上年同期</text>" in page
        assert file.count(">上年同期</text>") == 2, "beside the line, and in the legend"
        [then] = [one for one in chart.data if one.name == "上年同期"]
        assert list(zip(then.x, then.y, then.text, strict=True)) == [
            ("2019-05-31", 50, "2018年5月：50项"),
            ("2019-06-30", 60, "2018年6月：60项"),
            ("2019-07-31", 70, "2018年7月：70项"),
        ]


class LevelTests:
    def test_begin_with_the_plan_or_with_what_is_drawn(self) -> None:
        target = make_target(AT_LEAST, "85")
        rate = replace(counts(figure("2019-06", "80"), kind=Kind.RATE), targets=(target,))

        found = [
            [(begin, value) for _, begin, value in spans.levels(rate, first)]
            for first in (date(2014, 1, 31), date(2019, 6, 30))
        ]

        assert found == [
            [(date(2016, 1, 1), Decimal(85))],
            [(date(2019, 6, 30), Decimal(85))],
        ]

    def test_of_a_range_are_two(self) -> None:
        target = make_target(Comparison.WITHIN, "70", upper=Decimal(90))
        rate = replace(counts(figure("2019-06", "80"), kind=Kind.RATE), targets=(target,))

        chart = go.Figure(json.loads(trend.trend(rate, measure(rate, DAY), "en")))

        assert svg.trend(rate, measure(rate, DAY), "x", "en").count('class="goal"') == 2
        assert chart.data[1].y == (70, 70, None, 90, 90)


class HoverTests:
    def test_says_by_a_line_across_what_the_table_says(self) -> None:
        target = make_target(AT_LEAST, "250")
        series = make_series(figure("2019-06", "199", Qualifier.AT_LEAST), target=target)

        chart = go.Figure(json.loads(trend.trend(series, measure(series, DAY), "zh-hans")))

        assert chart.layout.hovermode == "x unified"
        assert [(one.name, one.text, one.hoverinfo) for one in chart.data] == [
            ("界限值（非精确）", ("2019年6月：199项以上",), None),
            ("要求路径", None, "skip"),
            ("目标", ("≥ 250项（工作目标） · 2020-12-31",) * 2, None),
        ]


class LabelTests:
    def test_name_the_newest_figure_and_the_target_away_from_each_other(self) -> None:
        found = []
        for value in ("84.5", "85", "86"):
            series = counts(figure("2019-05", "1"), figure("2019-06", value), kind=Kind.RATE)
            series = replace(series, targets=(make_target(AT_LEAST, "85"),))
            chart = json.loads(trend.trend(series, measure(series, DAY), "zh-hans"))
            found.append([(one["text"], one["yshift"]) for one in chart["layout"]["annotations"]])

        assert found == [
            [("84.5项", -12), ("≥ 85项", 12)],
            [("85项", 12), ("≥ 85项", -12)],
            [("86项", 12), ("≥ 85项", -12)],
        ]

    def test_stand_right_of_the_plot_unless_they_are_too_long(self) -> None:
        unit = Unit("项", "certificate requirement", "certificate requirements")
        series = replace(counts(figure("2019-06", "86")), unit=unit)

        found = [
            json.loads(trend.trend(series, measure(series, DAY), language))["layout"]
            for language in ("zh-hans", "en")
        ]

        assert [one["annotations"][0]["xanchor"] for one in found] == ["left", "right"]
        assert [one["margin"] for one in found] == [{"r": 88}] * 2

    def test_make_no_room_among_the_days(self) -> None:
        series = counts(figure("2019-05", "84"), figure("2019-06", "86"))

        chart = go.Figure(json.loads(trend.trend(series, measure(series, DAY), "en")))

        assert chart.layout.xaxis.range == ("2019-05-31", "2019-06-30")
