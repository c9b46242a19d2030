"""Styles of an SVG drawing: its layout, and its parts by CSS class or by attributes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.bilingual import Text

from .theme import ALERT, INK, MAIN, MUTED

LABELS = {
    "value": Text("数据", "Figures"),
    "bound": Text("界限值（非精确）", "Bounds (not exact)"),
    "path": Text("要求路径", "Required path"),
    "projection": Text("趋势外推", "Projection of the trend"),
    "target": Text("目标", "Target"),
    "last_year": Text("上年同期", "A year before"),
    "gone": Text("已撤回的数据", "Figures withdrawn"),
}
# For files; on a page the site's style sheet dresses the same parts as classes.
ATTRIBUTES = {
    "axis": 'fill="none" stroke="#8f99a5"',
    "path": 'fill="none" stroke="#7b8693" stroke-width="1.5" stroke-dasharray="2 4"',
    "goal": f'stroke="{MAIN}" stroke-dasharray="7 5"',
    "due": f'fill="{MAIN}"',
    "projection": f'fill="none" stroke="{INK}" stroke-dasharray="1 4"',
    "day": 'stroke="#b3bcc6"',
    "values": f'fill="none" stroke="{INK}" stroke-width="2"',
    "last_year": 'fill="none" stroke="#7b8693" stroke-width="1.2"',
    "exact": f'fill="{INK}"',
    "bound": f'fill="none" stroke="{ALERT}" stroke-width="2"',
    "gone": f'fill="none" stroke="{ALERT}" stroke-width="2"',
    "scale": f'fill="{MUTED}"',
    "figure": 'font-weight="bold"',
    "goal_words": f'fill="{MAIN}"',
    "title": 'font-size="22" font-weight="bold"',
    "made_up": f'font-weight="bold" fill="{ALERT}"',
    "note": f'font-size="14" fill="{MUTED}"',
    "sentence": 'font-size="16"',
}


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The edges of the plot, that of the paper to its right, and the style.

    Words have the size, where no style sheet writes them larger, to the largest at most.
    """

    left: int
    right: int
    top: int
    floor: int
    paper: int
    size: int
    largest: int
    style: Callable[[str], SafeString]


@lru_cache(maxsize=len(ATTRIBUTES))
def by_class(part: str) -> SafeString:
    """Name the part for a style sheet, as a page has one."""
    return format_html('class="{}"', part)


def by_attributes(part: str) -> SafeString:
    """Return the part's style as attributes, for a self-contained file."""
    return SafeString(ATTRIBUTES[part])
