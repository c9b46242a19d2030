"""The bars of progress as one interactive figure for plotly, with the marks of the drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plotly.io.json import to_json_plotly

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Basis, Qualifier, Yardstick
from indicators.progress import Distance, Progress
from indicators.qualifiers import ROWS, Mark
from indicators.series import Series

from .bullets import CUT
from .theme import ALERT, INK, MAIN, THEME

ROW, MARGIN = 40, 60
ARROWS = {Mark.UP: "triangle-right", Mark.DOWN: "triangle-left", Mark.RING: "diamond-open"}
START, GOAL = Text("起点", "start"), Text("目标", "target")
WAY = "#e7ebef"
Trace = dict[str, object]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the list."""

    series: Series
    progress: Progress
    distance: Distance

    @property
    def length(self) -> float:
        """Return how much of the way to draw."""
        share = self.distance.share or 0
        return float(min(max(share, Decimal(0)), CUT))

    @property
    def is_exact(self) -> bool:
        """Tell whether the bar is solid."""
        return self.progress.achieved_qualifier is Qualifier.EXACT


def bullet_chart(bars: Sequence[Bar], language: str) -> str:
    """Return what plotly draws, as JSON: those with a path above, those without below."""
    groups = [
        [bar for bar in bars if bar.distance.yardstick is one and bar.distance.share is not None]
        for one in (Yardstick.PATH, Yardstick.LEVEL)
    ]
    shown = [group for group in groups if group]
    number = sum(map(len, shown)) or 1
    layout: dict[str, object] = {
        "template": THEME,
        "barmode": "overlay",
        "showlegend": False,
        "hovermode": "closest",
        "height": MARGIN * max(len(shown), 1) + ROW * number,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
    }
    traces: list[Trace] = []
    top = 1.0
    for at, group in enumerate(shown):
        height = len(group) / number * (1 - 0.12 * (len(shown) - 1))
        suffix = str(at + 1) if at else ""
        layout[f"yaxis{suffix}"] = {
            "domain": [max(top - height, 0), top],
            "anchor": f"x{suffix}",
            "autorange": "reversed",
            "automargin": True,
            "showgrid": False,
            "fixedrange": True,
        }
        layout[f"xaxis{suffix}"] = {
            "domain": [0, 1],
            "anchor": f"y{suffix}",
            "range": [0, 1.14],
            "tickvals": [0, 1],
            "ticktext": [_begin(group).in_language(language), GOAL.in_language(language)],
            "fixedrange": True,
        }
        traces += _traces(group, language, {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"})
        top -= height + 0.12
    drawn: str = to_json_plotly({"data": traces, "layout": layout})
    return drawn


def _begin(group: Sequence[Bar]) -> Text:
    return START if group[0].distance.yardstick is Yardstick.PATH else Text("0", "0")


def _traces(group: Sequence[Bar], language: str, axes: dict[str, str]) -> Iterator[Trace]:
    lying = {"type": "bar", "orientation": "h", "textposition": "none", **axes}
    spots = {"type": "scatter", "mode": "markers", **axes}
    yield _rows(group, language, [1.0] * len(group)) | lying | {
        "marker": {"color": WAY}, "width": 0.55, "hoverinfo": "skip", "hovertemplate": None
    }  # fmt: skip
    exact = [bar for bar in group if bar.is_exact]
    bounds = [bar for bar in group if not bar.is_exact]
    yield _rows(exact, language, [bar.length for bar in exact]) | lying | {
        "marker": {"color": INK}, "width": 0.28
    }  # fmt: skip
    if bounds:
        lengths = [bar.length for bar in bounds]
        outline = {"color": "#ffffff", "line": {"color": ALERT, "width": 1.6}}
        yield _rows(bounds, language, lengths) | lying | {"marker": outline, "width": 0.28}
        symbols = [ARROWS[ROWS[bar.progress.achieved_qualifier].mark] for bar in bounds]
        yield (
            _rows(bounds, language, lengths)
            | spots
            | {"marker": {"size": 13, "color": ALERT, "symbol": symbols}}
        )
    due = [bar for bar in group if bar.distance.required is not None and bar.distance.required < 1]
    if due:
        yield (
            _rows(due, language, [float(bar.distance.required or 0) for bar in due])
            | spots
            | {"marker": {"size": 24, "symbol": "line-ns", "line": {"color": INK, "width": 3}}}
        )
    yield (
        _rows(group, language, [1.0] * len(group))
        | spots
        | {
            "marker": {
                "size": 13,
                "color": MAIN,
                "symbol": ["diamond-open" if _is_working(bar) else "diamond" for bar in group],
                "line": {"color": MAIN, "width": 1.6},
            }
        }
    )


def _is_working(bar: Bar) -> bool:
    return bar.progress.target is not None and bar.progress.target.basis is Basis.WORKING


def _rows(bars: Sequence[Bar], language: str, values: list[float]) -> Trace:
    """Return the values at the bars' names, with what the list says of each."""
    return {
        "x": values,
        "y": [_name(bar, language) for bar in bars],
        "text": [_said(bar).in_language(language) for bar in bars],
        "hovertemplate": "%{y}<br>%{text}<extra></extra>",
    }


def _name(bar: Bar, language: str) -> str:
    """Name the row; what is a part of something is named under it."""
    series = bar.series
    own = series.name.in_language(language)
    return f"{series.part_of.name.in_language(language)}<br>{own}" if series.part_of else own


def _said(bar: Bar) -> Text:
    series, progress = bar.series, bar.progress
    point, target = progress.point, progress.target
    figure = series.show(point) if point else Text("–", "–")
    goal = narrative.goal_words(series, target) if target else Text("", "")
    short = narrative.distance_words(series, progress, bar.distance)
    basis = narrative.basis_short(target) if target else Text("", "")
    return Text(
        f"{figure.zh}，{goal.zh}（{basis.zh}），{short.zh}",
        f"{figure.en}; {goal.en} ({basis.en}); {short.en}",
    )
