"""The months as one interactive figure for plotly: a subplot for each series, a line at the month.

It draws the same marks over the months of the server's drawing, whose words, names and links stay;
so a page says where each subplot lies. A bound is no dot.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from plotly.io.json import to_json_plotly

from indicators.enums import Qualifier
from indicators.periods import month_of
from indicators.qualifiers import ROWS
from indicators.series import Point, Series

from .axis import value_axis
from .months import Window, visible_goals
from .theme import ALERT, INK, MAIN, MUTED, THEME
from .trend import SYMBOLS

CLEAR = "rgba(0, 0, 0, 0)"
HIDDEN = {
    "showgrid": False,
    "zeroline": False,
    "showticklabels": False,
    "ticks": "",
    "showline": False,
}
SPIKE = {
    "showspikes": True,
    "spikemode": "across",
    "spikesnap": "hovered data",
    "spikecolor": MUTED,
    "spikethickness": 1,
    "spikedash": "solid",
}
HOVER = {"hovertemplate": "%{text}<extra></extra>"}
Trace = dict[str, object]


def month_subplots(many: Sequence[Series], window: Window, language: str) -> str:
    """Return what plotly draws, as JSON; the subplots are numbered as the series are given."""
    traces: list[Trace] = []
    layout: dict[str, object] = {
        "template": THEME,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "x",
    }
    # The first month's figure is about its last day, and stands at the left edge.
    first = month_of(window.first_day.year, window.first_day.month).end
    for at, series in enumerate(many):
        suffix = str(at + 1) if at else ""
        low, high = _range(series, window)
        days = {"range": [first, window.day], "hoverformat": "%Y-%m", "anchor": f"y{suffix}"}
        layout[f"xaxis{suffix}"] = HIDDEN | SPIKE | days | {"fixedrange": True}
        values = {"range": [low, high], "anchor": f"x{suffix}"}
        layout[f"yaxis{suffix}"] = HIDDEN | values | {"fixedrange": True}
        axes: Trace = {"type": "scatter", "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        traces += [axes | trace for trace in _traces(series, window, language)]
    drawn: str = to_json_plotly({"data": traces, "layout": layout})
    return drawn


def _range(series: Series, window: Window) -> tuple[float, float]:
    values = [Fraction(point.value or 0) for point in series.reported]
    values += [Fraction(target.value or 0) for target, _, _ in visible_goals(series, window)]
    axis = value_axis(series, values)
    return float(axis.low), float(axis.high)


def _traces(series: Series, window: Window, language: str) -> Iterator[Trace]:
    for target, begin, end in visible_goals(series, window):
        level = float(target.value or 0)
        yield {
            "mode": "lines",
            "x": [begin, end],
            "y": [level, level],
            "line": {"color": MAIN, "dash": "dash", "width": 1},
            "hoverinfo": "skip",
        }
    exact = {"color": INK, "width": 2}
    yield HOVER | {
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "x": [point.period.end for point in series.points],
        "y": [_exact(point) for point in series.points],
        "text": [series.show(point).in_language(language) for point in series.points],
        "line": exact,
        "marker": {"size": 3, "color": INK},
    }
    bounds = [point for point in series.reported if point.qualifier is not Qualifier.EXACT]
    if bounds:
        symbols = [SYMBOLS[ROWS[point.qualifier].mark] for point in bounds]
        yield HOVER | {
            "mode": "markers",
            "cliponaxis": False,
            "x": [point.period.end for point in bounds],
            "y": [float(point.value or 0) for point in bounds],
            "text": [series.show(point).in_language(language) for point in bounds],
            "marker": {"size": 8, "color": ALERT, "symbol": symbols},
        }


def _exact(point: Point) -> float | None:
    """Return the value of an exact figure; a gap for all else, which no line crosses."""
    if point.value is None or point.qualifier is not Qualifier.EXACT:
        return None
    return float(point.value)
