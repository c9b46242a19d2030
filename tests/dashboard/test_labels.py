"""What the words in a chart promise: there is room for them, and none covers another."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from lxml import etree

from dashboard.charts import svg
from dashboard.charts.styles import ChartStyle, by_class
from dashboard.charts.text_wrap import width_of
from indicators.enums import Qualifier
from indicators.progress import measure
from indicators.series import Series
from indicators.units import Unit
from tests.indicators.test_progress import AT_LEAST, DAY, DUE, make_point, make_series, make_target


def boxes(
    series: Series, look: ChartStyle, word: str, part: str = "figure"
) -> list[tuple[float, float, float, float]]:
    """Return where the part's words with the word stand, as large as a style sheet writes them."""
    look = replace(look, style=by_class)
    root = etree.fromstring(svg.trend(series, measure(series, DAY), "x", "en", look))
    result = []
    for one in root.iter("text"):
        if word in one.text and one.get("class") == part:
            x, y, width = float(one.get("x")), float(one.get("y")), width_of(one.text, look.largest)
            start = x - {"middle": 0.5, "end": 1}.get(one.get("text-anchor"), 0) * width
            result.append((start, y - 0.75 * look.largest, start + width, y + 0.25 * look.largest))
    return result


class RoomTests:
    @pytest.mark.parametrize("look", [svg.PAGE, svg.FRAME])
    @pytest.mark.parametrize("day", [date(2016, 2, 1), date(2018, 6, 30), DUE])
    @pytest.mark.parametrize("value", ["1", "199", "250"])
    def test_is_found_for_long_words_around_their_mark(
        self, look: ChartStyle, day: date, value: str
    ) -> None:
        point = make_point(value, Qualifier.AT_LEAST, day)
        series = replace(
            make_series(point, target=make_target(AT_LEAST, "250")),
            unit=Unit("项", "certificate requirement", "certificate requirements"),
        )

        [(start, high, end, low)] = boxes(series, look, "certificate")

        assert 0 <= start < end <= look.paper
        assert 0 <= high < low <= look.floor

    def test_is_beside_the_target_and_not_on_its_line(self) -> None:
        series = replace(
            make_series(make_point("240"), target=make_target(AT_LEAST, "250")),
            unit=Unit("项", "certificate requirement", "certificate requirements"),
        )

        [(_, high, _, low)] = boxes(series, svg.FRAME, "certificate")

        assert not high - 6 < svg.FRAME.top < low + 6

    @pytest.mark.parametrize("look", [svg.PAGE, svg.FRAME])
    def test_is_taken_by_the_newest_figure_where_words_would_cover_each_other(
        self, look: ChartStyle
    ) -> None:
        points = [make_point(str(100 + n), day=DAY - timedelta(70 * (5 - n))) for n in range(6)]
        series = make_series(*points, target=make_target(AT_LEAST, "250"))

        taken = boxes(series, look, "items")

        said = svg.trend(series, measure(series, DAY), "x", "en", look)
        assert "105 items" in said
        assert 1 < len(taken) < 6
        for (left, high, right, low), (start, top, end, bottom) in combinations(taken, 2):
            assert right <= start or end <= left or low <= top or bottom <= high

    @pytest.mark.parametrize("look", [svg.PAGE, svg.FRAME])
    @pytest.mark.parametrize("value", ["238", "249", "250", "251", "262"])
    def test_is_found_for_the_target_off_the_figure(self, look: ChartStyle, value: str) -> None:
        series = make_series(make_point(value, day=DUE), target=make_target(AT_LEAST, "250"))

        [figure] = boxes(series, look, value)
        [target] = boxes(series, look, "Target ≥ 250 items", "goal_words")

        (left, high, right, low), (start, top, end, bottom) = figure, target
        assert right <= start or end <= left or low <= top or bottom <= high

    @pytest.mark.parametrize("look", [svg.PAGE, svg.FRAME])
    def test_is_left_for_each_day_at_the_foot(self, look: ChartStyle) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))

        taken = sorted(boxes(series, look, "20", "scale"))

        assert len(taken) == 3
        assert all(one[2] < other[0] for one, other in pairwise(taken))
