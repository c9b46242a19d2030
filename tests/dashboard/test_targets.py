"""What pages, charts, files and answers say of an indicator with several targets."""

import io
import json
import re
import zipfile
from csv import DictReader
from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest
from django.test import Client
from django.urls import reverse

from dashboard.charts import picture, svg, trend
from dashboard.charts.labels import Labels
from dashboard.charts.styles import ChartStyle, by_class
from dashboard.reports.figure_wording import figure_of
from indicators import selectors
from indicators.enums import Kind
from indicators.models import Indicator, Official, Target
from indicators.progress import measure
from indicators.report_periods import ReportSpan
from indicators.series import Series
from tests.indicators.target_factories import CODE, FIRST, LAST, publish
from tests.indicators.test_progress import make_point
from tests.indicators.test_several_targets import GROWING, RISING, SUMMER, series
from tests.laid_out import laid_out

PAGE = f"/indicators/{CODE}/"


@pytest.fixture
def passed(rate: Indicator, publisher: Official) -> Indicator:
    """Return the rate after the day of its first target, which it had reached."""
    publish(publisher, date(2020, 11, 30), "86")
    publish(publisher, date(2021, 6, 30), "80")
    return rate


def listed(client: Client, path: str) -> list[str]:
    """Return the page's lines on targets as people read them."""
    lines = re.findall(r'<p class="target">(.*?)</p>', client.get(path).content.decode(), re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", line).split()) for line in lines]


class PageTests:
    def test_shows_the_target_judged_then_those_to_come(
        self, client: Client, rate: Indicator, publisher: Official
    ) -> None:
        publish(publisher, date(2020, 11, 30), "86")

        assert listed(client, PAGE) == [
            "目标 ≥ 85% · 2020-12-31 · 工作目标，非官方",
            "后续目标 ≥ 95% · 2025-12-31 · 工作目标，非官方",
        ]
        assert "✓ 已达成" in client.get(PAGE).content.decode()

    def test_keeps_what_became_of_a_target_whose_day_has_passed(
        self, client: Client, passed: Indicator
    ) -> None:
        assert listed(client, PAGE) == [
            "目标 ≥ 95% · 2025-12-31 · 工作目标，非官方",
            "已到期目标 ≥ 85% · 2020-12-31 · 工作目标，非官方 · ✓ 已达成（2020年11月：86%）",
        ]
        assert listed(client, f"/en{PAGE}")[1] == (
            "Past target ≥ 85 % · 2020-12-31 · working target, not official · "
            "✓ met (November 2020: 86 %)"
        )

    def test_of_an_earlier_day_shows_the_targets_as_they_stood_then(
        self, client: Client, passed: Indicator
    ) -> None:
        assert listed(client, f"{PAGE}?as_of=2020-12-20") == [
            "目标 ≥ 85% · 2020-12-31 · 工作目标，非官方",
            "后续目标 ≥ 95% · 2025-12-31 · 工作目标，非官方",
        ]

    def test_tells_of_a_statement_that_its_day_has_passed(
        self, client: Client, passed: Indicator
    ) -> None:
        target = Target.objects.get(indicator=passed, due=FIRST)
        target.comparison, target.value, target.statement = None, None, "负责人都应出庭"
        target.save()

        assert (
            listed(client, PAGE)[1] == "已到期目标 负责人都应出庭 · 2020-12-31 · 工作目标，非官方"
        )

    @pytest.mark.parametrize(("day", "goal"), [("2020-12-20", FIRST), ("", LAST)])
    def test_is_judged_alike_on_overview_list_and_frame(
        self, client: Client, passed: Indicator, day: str, goal: date
    ) -> None:
        query = f"?as_of={day}" if day else ""
        level = "85" if goal == FIRST else "95"

        pages = [
            laid_out(client.get(f"{path}{query}").content.decode())
            for path in ("/", "/indicators/", f"/embed/{CODE}/")
        ]

        assert f"目标≥{level}% · {goal}" in pages[0]
        assert f"≥ {level}%" in pages[1]
        assert str(goal) in pages[1]
        assert f"≥ {level}% · {goal}" in pages[2]


class AnswerTests:
    def test_hold_the_target_judged_and_every_verdict(
        self, client: Client, passed: Indicator
    ) -> None:
        def get(path: str) -> Any:  # noqa: ANN401 - JSON
            return client.get(f"/api/v1/{path}").json()

        one = get(f"series/{CODE}/city")
        goals = get(f"targets?indicator={CODE}")["items"]
        [standing] = get(f"standings?indicator={CODE}")["items"]

        assert (standing["standing"], standing["target"]["due"]) == ("behind", str(LAST))
        for found in (one["targets"], goals):
            first, last = (goal["verdict"] for goal in found)
            assert last is None
            assert (first["standing"], first["standing_name"]["en"]) == ("met", "met")
            assert first["figure"]["period"]["end"] == "2020-11-30"
        assert standing["target"]["verdict"] is None


class FileTests:
    def test_say_what_became_of_each_target(self, client: Client, passed: Indicator) -> None:
        whole = client.get(f"{PAGE.rstrip('/')}.json")
        package = b"".join(client.get(reverse("package")))

        [value] = json.loads(b"".join(whole) if whole.streaming else whole.content)["series"]
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            table = archive.read("data/targets.csv").decode()
        rows = [row for row in DictReader(io.StringIO(table)) if row["indicator"] == CODE]

        assert [one["verdict"] for one in value["targets"]] == [
            {"standing": "met", "period_end": "2020-11-30"},
            None,
        ]
        assert [(row["verdict"], row["verdict_period_end"]) for row in rows] == [
            ("met", "2020-11-30"),
            ("", ""),
        ]


class ReportTests:
    def test_names_the_target_of_its_own_day_and_those_passed(self, passed: Indicator) -> None:
        found = []
        for span in (ReportSpan(2020), ReportSpan(2021, 1)):
            [one] = [
                one for one in selectors.in_report(selectors.edition(), span) if one.code == CODE
            ]
            figure = figure_of(one, span, SUMMER)
            found.append((figure.target.zh, figure.standing.zh, figure.past_targets.zh))

        assert found == [
            ("不少于85%（2020年12月31日前，工作目标）", "已达成", "没有已到期的目标"),
            (
                "不少于95%（2025年12月31日前，工作目标）",
                "进度滞后",
                "不少于85%（2020年12月31日前，工作目标）：已达成（2020年11月：86%）",
            ),
        ]


def drawn(one: Series, day: date, look: ChartStyle = svg.PAGE) -> str:
    return str(svg.trend(one, measure(one, day), "x", "en", look))


class ChartTests:
    @pytest.mark.parametrize("look", [svg.PAGE, svg.FRAME])
    def test_draws_each_target_within_its_own_span(self, look: ChartStyle) -> None:
        one = series(make_point("260", day=SUMMER), targets=GROWING, kind=Kind.STOCK)
        text = str(svg.drawing(one, measure(one, SUMMER), "en", replace(look, style=by_class)))

        lines = re.findall(r'class="goal" x1="([^"]*)" x2="([^"]*)" y1="([^"]*)"', text)
        starts, ends, heights = zip(*(map(float, line) for line in lines), strict=True)

        assert (starts[0], ends[1]) == (look.left, look.right)
        assert starts[1] == ends[0]
        assert look.left < ends[0] < look.right
        assert heights[0] > heights[1] == look.top
        assert text.count('class="path"') == text.count('class="due"') == 2

    def test_ends_a_target_on_its_day_whatever_came_later(self) -> None:
        one = series(make_point("96", day=date(2027, 6, 30)), targets=RISING)

        ends = re.findall(r'class="goal" x1="[^"]*" x2="([^"]*)"', drawn(one, date(2027, 6, 30)))

        assert [float(end) < svg.PAGE.right for end in ends] == [True, True]

    def test_draws_the_same_for_plotly(self) -> None:
        one = series(make_point("260", day=SUMMER), targets=GROWING, kind=Kind.STOCK)

        figure = go.Figure(json.loads(trend.trend(one, measure(one, SUMMER), "en")))

        lines = {trace.name: (list(map(str, trace.x)), list(trace.y)) for trace in figure.data[1:]}
        assert lines == {
            "Required path": (
                ["2016-01-01", "2020-12-31", "None", "2020-12-31", "2025-12-31"],
                [0, 250, None, 250, 400],
            ),
            "Target": (
                ["2016-01-01", "2020-12-31", "None", "2020-12-31", "2025-12-31"],
                [250, 250, None, 400, 400],
            ),
        }
        assert figure.data[2].marker.size == (0, 10, 0, 0, 10)

    def test_names_every_target_beneath_a_picture(self) -> None:
        one = series(make_point("86", day=SUMMER), targets=RISING)

        text = picture.svg_file(one, measure(one, SUMMER), "zh-hans")

        assert "目标：≥ 85项（工作目标），2020-12-31" in text
        assert "目标：≥ 95项（工作目标），2025-12-31" in text

    def test_keeps_words_off_a_line_only_where_it_runs(self) -> None:
        labels = Labels(svg.PAGE, [(24, 200, 150), (200, 570, 50)])

        places = [labels.place(x, 158, "86 %") for x in (300, 100)]

        assert places == [((310, 150), "start"), ((110, 180), "start")]
