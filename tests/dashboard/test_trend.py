"""What the charts promise, the one of plotly and the one drawn on the server."""

import json
import re
from datetime import date

import plotly.graph_objects as go

from dashboard.charts import svg, trend
from indicators.enums import Kind, Qualifier
from indicators.progress import measure
from indicators.series import Series
from tests.indicators.test_progress import AT_LEAST, DAY, make_point, make_series, make_target


def checked(series: Series, language: str) -> go.Figure:
    """Return the chart as plotly understands it, which refuses what it does not know."""
    return go.Figure(json.loads(trend.trend(series, measure(series, DAY), language)))


class TrendTests:
    def test_never_draws_a_bound_as_an_exact_dot(self) -> None:
        point = make_point("80", Qualifier.AT_LEAST)
        series = make_series(point, target=make_target(AT_LEAST, "100"), kind=Kind.RATE)

        figure = checked(series, "en")

        assert [trace.name for trace in figure.data] == ["Bounds (not exact)", "Target"]
        assert figure.data[0].marker.symbol == ("triangle-up-open",)

    def test_draws_figures_path_and_target(self) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))

        figure = checked(series, "zh-hans")

        assert [(trace.name, tuple(trace.y)) for trace in figure.data] == [
            ("数据", (199.0,)),
            ("要求路径", (0.0, 250.0)),
            ("目标", (250.0, 250.0)),
        ]

    def test_gives_a_single_figure_a_year_around_it(self) -> None:
        series = make_series(make_point("76"), target=None)

        figure = checked(series, "en")

        assert figure.layout.xaxis.range == ("2018-12-29", "2019-12-30")

    def test_projects_only_from_three_figures_on(self) -> None:
        days = [date(2019, 1, 1), date(2019, 1, 11), date(2019, 1, 21)]
        points = [make_point(str(10 * n), day=day) for n, day in enumerate(days)]
        target = make_target(AT_LEAST, "1000")
        names = []
        for some in (points[:2], points):
            series = make_series(*some, target=target)
            names.append([trace.name for trace in checked(series, "en").data])

        assert names == [
            ["Figures", "Required path", "Target"],
            ["Figures", "Required path", "Target", "Projection of the trend"],
        ]


class DrawingTests:
    def test_draws_the_same_projection_without_script(self) -> None:
        days = [date(2019, 1, 1), date(2019, 1, 11), date(2019, 1, 21)]
        points = [make_point(str(10 * n), day=day) for n, day in enumerate(days)]
        series = make_series(*points, target=make_target(AT_LEAST, "1000"))

        drawing = svg.trend(series, measure(series, DAY), "x", "en")

        [line] = re.findall(r'class="projection" points="([^"]*)"', drawing)
        [newest] = re.findall(r'cx="([^"]*)" cy="([^"]*)"', drawing)[-1:]
        assert line.split()[0] == ",".join(newest)
        assert drawing.count("<circle") == 3

    def test_labels_only_the_newest_of_many_figures(self) -> None:
        days = [date(2019, 1, day) for day in range(1, 11)]
        series = make_series(*(make_point("7", day=day) for day in days), target=None)

        drawing = svg.trend(series, measure(series, DAY), "x", "en")

        assert (drawing.count("<circle"), drawing.count("7 items")) == (10, 1)
