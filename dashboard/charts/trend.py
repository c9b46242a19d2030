"""The progress chart for plotly: values with bounds, targets, their paths and the page's day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from plotly.io.json import to_json_plotly

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.qualifiers import ROWS, Mark
from indicators.series import NO_TEXT, Point, Series, Target

from .axis import ValueAxis, axis_of
from .styles import LABELS
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
HALF_A_YEAR = timedelta(days=183)
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
Trace = dict[str, object]
Corner = tuple[date, Fraction]
SYMBOLS = {Mark.UP: "triangle-up-open", Mark.DOWN: "triangle-down-open", Mark.RING: "diamond-open"}


def trend(series: Series, progress: Progress, language: str) -> str:
    """Draw the figures over time with target and path; a bound is never drawn as an exact dot.

    Returns what plotly draws, as JSON. Tests let plotly check it: doing so for each chart takes
    five times as long as all else.
    """
    exact = [point for point in series.reported if point.qualifier is Qualifier.EXACT]
    bounds = [point for point in series.reported if point.qualifier is not Qualifier.EXACT]
    dot = {"size": 10, "color": INK}
    arrows = [SYMBOLS[ROWS[point.qualifier].mark] for point in bounds]
    open_ended = {"size": 13, "color": ALERT, "symbol": arrows}
    traces = [
        *_figures(series, exact, ("value", language), dot),
        *_figures(series, bounds, ("bound", language), open_ended),
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
    }
    if len(series.reported) == 1 and not series.quantified:
        # One figure has no stretch of its own; a year around it keeps the axis calm.
        day = series.reported[0].period.end
        layout["xaxis"] = {"range": [day - HALF_A_YEAR, day + HALF_A_YEAR]}
    if has_traces:
        today = progress.as_of.isoformat()
        line = {"color": MUTED, "width": 1}
        layout["shapes"] = [
            DAY_LINE | {"x0": today, "x1": today, "line": line},
            *([KINK] if axis.words.zh else []),
        ]
    if has_traces and series.withdrawn:
        layout["annotations"] = [
            CROSS
            | {
                "x": gone.period.end.isoformat(),
                "hovertext": narrative.withdrawal(gone).in_language(language),
            }
            for gone in series.withdrawn
        ]
    return layout


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
    series: Series, points: list[Point], label: tuple[str, str], marker: dict[str, object]
) -> Iterator[Trace]:
    """Draw the points; only exact ones are joined by a line."""
    name, language = label
    if points:
        yield {
            "type": "scatter",
            "name": LABELS[name].in_language(language),
            "mode": "lines+markers" if name == "value" else "markers",
            "x": [point.period.end for point in points],
            "y": [float(point.value or 0) for point in points],
            "text": [series.show(point).in_language(language) for point in points],
            "hovertemplate": "%{x}<br>%{text}<extra></extra>",
            "line": {"color": INK},
            "marker": marker,
            # The axis ends at the highest figure, whose mark must not be cut.
            "cliponaxis": False,
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
            "hovertemplate": "%{x}: %{y:.1f}<extra></extra>",
        }


def _targets(series: Series, language: str) -> Iterator[Trace]:
    """Draw each target within its own span, and its path; gaps part one from the next."""
    paths = [[*path_of(series, target)] for target in series.quantified]
    corners = _parted(path for path in paths if path)
    if corners:
        yield {
            "type": "scatter",
            "name": LABELS["path"].in_language(language),
            "mode": "lines",
            "x": [day for day, _ in corners],
            "y": [None if value is None else float(value) for _, value in corners],
            "line": {"color": MUTED, "dash": "dot"},
            "hoverinfo": "skip",
        }
    levels = [
        [(day, Fraction(target.value or 0)) for day in (_begin(series, target, path), target.due)]
        for target, path in zip(series.quantified, paths, strict=True)
    ]
    if levels:
        ends = _parted(levels)
        yield {
            "type": "scatter",
            "name": LABELS["target"].in_language(language),
            "mode": "lines+markers",
            "x": [day for day, _ in ends],
            "y": [None if value is None else float(value) for _, value in ends],
            "line": {"color": MAIN, "dash": "dash"},
            "marker": {"size": [*[0, 10, 0] * len(levels)][:-1], "symbol": "diamond"},
            "cliponaxis": False,
            "hovertemplate": "%{x}: %{y}<extra></extra>",
        }


def _parted(lines: Iterable[list[Corner]]) -> list[tuple[date | None, Fraction | None]]:
    """Return the lines as one, with a gap after each but the last."""
    ends: list[tuple[date | None, Fraction | None]] = []
    for line in lines:
        ends += [*line, (None, None)]
    return ends[:-1]


def _begin(series: Series, target: Target, path: list[Corner]) -> date:
    """Return where the target's span begins: on the due day of the one before."""
    earlier = series.target_before(target)
    if earlier is not None:
        return earlier.due
    return path[0][0] if path else date(target.due.year - 2, 1, 1)
