"""The progress chart for plotly: values with bounds, targets, their paths and the page's day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plotly.io.json import to_json_plotly

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.qualifiers import ROWS, Mark
from indicators.series import NO_TEXT, Point, Series, Target

from . import spans
from .axis import ValueAxis, axis_of
from .styles import LABELS
from .text_wrap import width_of
from .theme import ALERT, INK, MAIN, MUTED, THEME

# In the base line, right of its begin, where the axis does not begin at zero: in pixels.
KINK = {
    "type": "path",
    "xref": "paper",
    "yref": "paper",
    "xanchor": 0,
    "yanchor": 0,
    "xsizemode": "pixel",
    "ysizemode": "pixel",
    "path": "M0,0L6,0L9,5L13,-4L16,0",
    "line": {"color": MUTED, "width": 1.5},
}
# From the bottom of the plot to its top, wherever the axis ends.
DAY_LINE = {"type": "line", "xref": "x", "yref": "y domain", "y0": 0, "y1": 1}
# On the axis, for what was withdrawn has no value to stand at.
CROSS = {
    "xref": "x",
    "y": 0,
    "yref": "y domain",
    "text": "×",
    "showarrow": False,
    "font": {"size": 22, "color": ALERT},
}
# How far from its mark a label stands, what is free for it right of the plot, and its size: pixels.
ABOVE_OR_BELOW, BESIDE, FOR_LABELS, SIZE = 12, 8, 88, 14
# In a box beside the vertical line, each with the name of what it is.
HOVER = "%{text}"
LIGHT = "#7b8693"
Trace = dict[str, object]
Part = TypeVar("Part")
SYMBOLS = {Mark.UP: "triangle-up-open", Mark.DOWN: "triangle-down-open", Mark.RING: "diamond-open"}


def trend(series: Series, progress: Progress, language: str) -> str:
    """Draw the figures over time with target and path; a bound is never drawn as an exact dot.

    Returns what plotly draws, as JSON. Tests let plotly check it: doing so for each chart takes
    five times as long as all else.
    """
    bounds = [point for point in series.reported if point.qualifier is not Qualifier.EXACT]
    dot = {"size": 10, "color": INK}
    arrows = [SYMBOLS[ROWS[point.qualifier].mark] for point in bounds]
    open_ended = {"size": 13, "color": ALERT, "symbol": arrows}
    traces = [
        *_figures(series, _parted(spans.runs(series)), ("value", language), dot),
        *_figures(series, bounds, ("bound", language), open_ended),
        *_last_year(series, language),
        *_targets(series, language),
        *_projection(series, progress, language),
    ]
    layout = _layout(series, progress, language, has_traces=bool(traces))
    drawn: str = to_json_plotly({"data": traces, "layout": layout})
    return drawn


def _layout(
    series: Series, progress: Progress, language: str, *, has_traces: bool
) -> dict[str, object]:
    axis = axis_of(series, progress)
    layout: dict[str, object] = {
        "template": THEME,
        "yaxis": _value_axis(series, axis, language),
        "height": 380,
        "hovermode": "x unified",
        "margin": {"r": FOR_LABELS},
    }
    days: dict[str, object] = {"hoverformat": "%Y-%m-%d", "showline": bool(axis.words.zh)}
    if ends := spans.first_and_last(series):
        # Said, for plotly would make room for the labels, which stand in the margin.
        days["range"] = ends
    layout["xaxis"] = days
    if has_traces:
        today = progress.as_of.isoformat()
        line = {"color": MUTED, "width": 1}
        layout["shapes"] = [
            DAY_LINE | {"x0": today, "x1": today, "line": line},
            *([KINK] if axis.words.zh else []),
        ]
        layout["annotations"] = [
            *_labels(series, progress, language),
            *(_withdrawn(point, language) for point in series.withdrawn),
        ]
    return layout


def _labels(series: Series, progress: Progress, language: str) -> Iterator[Trace]:
    """Name the newest figure and the target that is judged, away from each other."""
    newest, target = series.latest_reported, progress.target
    goal = None if target is None else target.value
    is_below = newest is not None and goal is not None and (newest.value or 0) < goal
    if newest is not None:
        shown, side = series.show(newest).in_language(language), -1 if is_below else 1
        yield _label(newest.period.end, newest.value, shown, side)
    if target is not None and goal is not None:
        words = narrative.target_sign(series, target).in_language(language)
        yield _label(target.due, goal, words, 1 if is_below else -1) | {"font": {"color": MAIN}}


def _label(day: date, value: Decimal | None, words: str, side: int) -> Trace:
    return {
        "x": day,
        "y": float(value or 0),
        "text": words,
        "showarrow": False,
        "yshift": side * ABOVE_OR_BELOW,
        **({"xanchor": "left", "xshift": BESIDE} if _fits(words) else {"xanchor": "right"}),
    }


def _fits(words: str) -> bool:
    """Tell whether the words fit into the margin right of the plot."""
    return width_of(words, SIZE) <= FOR_LABELS - BESIDE


def _withdrawn(point: Point, language: str) -> Trace:
    words = narrative.withdrawal(point).in_language(language)
    return CROSS | {"x": point.period.end.isoformat(), "hovertext": words}


def _value_axis(series: Series, axis: ValueAxis, language: str) -> dict[str, object]:
    """Return the same axis as the server's drawing has, with its unit and where it begins."""
    unit = series.unit.zh if language.startswith("zh") else series.unit.many
    words = axis.words
    begins = Text(f"（{words.zh}）", f" ({words.en})") if words.zh else NO_TEXT
    return {
        "title": {"text": unit + begins.in_language(language)},
        "range": [float(axis.low), float(axis.high)],
    }


def _figures(
    series: Series, points: Sequence[Point | None], label: tuple[str, str], marker: Trace
) -> Iterator[Trace]:
    """Draw the points; only exact ones are joined, and no line crosses a gap."""
    name, language = label
    if points:
        yield {
            "type": "scatter",
            "name": LABELS[name].in_language(language),
            "mode": "lines+markers" if name == "value" else "markers",
            "x": [point and point.period.end for point in points],
            "y": [point and float(point.value or 0) for point in points],
            "text": [point and _said(series, point, language) for point in points],
            "hovertemplate": HOVER,
            "line": {"color": INK},
            "marker": marker,
            # The axis ends at the highest figure, whose mark must not be cut.
            "cliponaxis": False,
        }


def _said(series: Series, point: Point, language: str) -> str:
    """Return period and figure in the words of the table."""
    label, shown = point.period.label, series.show(point)
    return Text(f"{label.zh}：{shown.zh}", f"{label.en}: {shown.en}").in_language(language)


def _last_year(series: Series, language: str) -> Iterator[Trace]:
    """Draw the same periods of the year before, light, where this year's stand."""
    pairs = _parted(spans.last_year(series))
    name = LABELS["last_year"]
    if pairs:
        yield {
            "type": "scatter",
            "name": name.in_language(language),
            "mode": "lines+markers",
            "x": [pair and pair[0].period.end for pair in pairs],
            "y": [pair and float(pair[1].value or 0) for pair in pairs],
            "text": [pair and _said(series, pair[1], language) for pair in pairs],
            "hovertemplate": HOVER,
            "cliponaxis": False,
            "line": {"color": LIGHT, "width": 1.2},
            "marker": {"size": 4, "color": LIGHT},
        }


def _projection(series: Series, progress: Progress, language: str) -> Iterator[Trace]:
    """Draw where the figures lead by the due date, where three of them allow it."""
    ends = projection_of(series, progress.target)
    if ends:
        yield {
            "type": "scatter",
            "name": LABELS["projection"].in_language(language),
            "mode": "lines",
            "x": [day for day, _ in ends],
            "y": [float(value) for _, value in ends],
            "line": {"color": INK, "dash": "dot", "width": 1},
            "hovertemplate": "%{y:,.1f}",
        }


def _targets(series: Series, language: str) -> Iterator[Trace]:
    """Draw each target within its own span, and its path; gaps part one from the next."""
    paths = (path_of(series, target) for target in series.quantified)
    corners = _parted(path for path in paths if path)
    if corners:
        yield {
            "type": "scatter",
            "name": LABELS["path"].in_language(language),
            "mode": "lines",
            "x": [corner and corner[0] for corner in corners],
            "y": [corner and float(corner[1]) for corner in corners],
            "line": {"color": MUTED, "dash": "dot"},
            "hoverinfo": "skip",
        }
    days = spans.first_and_last(series)
    levels = [*spans.levels(series, days[0])] if days else []
    if levels:
        ends = _parted(((begin, one, at), (one.due, one, at)) for one, begin, at in levels)
        yield {
            "type": "scatter",
            "name": LABELS["target"].in_language(language),
            "mode": "lines+markers",
            "x": [end and end[0] for end in ends],
            "y": [end and float(end[2]) for end in ends],
            "text": [end and _target_said(series, end[1], language) for end in ends],
            "line": {"color": MAIN, "dash": "dash"},
            "marker": {"size": [*[0, 10, 0] * len(levels)][:-1], "symbol": "diamond"},
            "cliponaxis": False,
            "hovertemplate": HOVER,
        }


def _target_said(series: Series, target: Target, language: str) -> str:
    return f"{narrative.target_with_basis(series, target).in_language(language)} · {target.due}"


def _parted(lines: Iterable[Iterable[Part]]) -> list[Part | None]:
    """Return the lines as one, with a gap after each but the last."""
    parts: list[Part | None] = []
    for line in lines:
        parts += [*line, None]
    return parts[:-1]
