"""Strips that show how each area stands, all from one zero.

Where areas are small a cell is one indicator; else a segment stands for many, and says how many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.enums import Standing
from indicators.narrative import STANDING_SIGNS

WIDTH, HEIGHT, GAP = 300, 18, 2
MOST_CELLS = 16
LEAST_SEGMENT = 14
# The worst first; what has no target comes last, and is pale.
ORDER = (
    Standing.BEHIND,
    Standing.MISSED,
    Standing.AT_RISK,
    Standing.NOT_SHOWN,
    Standing.ON_TRACK,
    Standing.MET,
    Standing.NO_DATA,
    Standing.NO_TARGET,
)
UNSIGNED = (Standing.NO_TARGET, Standing.NO_DATA)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a segment of so many; ``words`` stand in its middle."""

    standing: Standing
    x: float
    width: float
    words: str


def strips(areas: Sequence[Mapping[Standing, int]]) -> list[tuple[Cell, ...]]:
    """Return each area's cells, drawn to the largest area."""
    largest = max((sum(one.values()) for one in areas), default=0)
    if largest <= MOST_CELLS:
        return [_cells(one, WIDTH / max(largest, 1)) for one in areas]
    return [_segments(one, largest) for one in areas]


def _cells(counts: Mapping[Standing, int], step: float) -> tuple[Cell, ...]:
    standings = [one for one in ORDER for _ in range(counts.get(one, 0))]
    return tuple(
        Cell(one, round(1 + at * step, 1), round(step - GAP, 1), _sign(one))
        for at, one in enumerate(standings)
    )


def _segments(counts: Mapping[Standing, int], largest: int) -> tuple[Cell, ...]:
    """Return a segment for each standing; what small ones take too much, the longest gives."""
    lengths = {
        one: max(number * WIDTH / largest - GAP, LEAST_SEGMENT)
        for one in ORDER
        if (number := counts.get(one, 0))
    }
    if not lengths:
        return ()
    excess = sum(lengths.values()) + GAP * len(lengths) - WIDTH
    longest = max(lengths, key=lambda one: lengths[one])
    lengths[longest] = max(lengths[longest] - max(excess, 0), LEAST_SEGMENT)
    found, x = [], 1.0
    for one, length in lengths.items():
        words = f"{_sign(one)} {counts[one]}".strip()
        # About what a sign and digits take; counts stand beside the strip anyway.
        fits = length >= 8 * len(words) + 4
        found.append(Cell(one, round(x, 1), round(length, 1), words if fits else _sign(one)))
        x += length + GAP
    return tuple(found)


def _sign(standing: Standing) -> str:
    return "" if standing in UNSIGNED else STANDING_SIGNS[standing]


def draw(cells: Sequence[Cell]) -> SafeString:
    """Return an area's strip as SVG for a page."""
    boxes = ((one.standing.value, one.x, one.width, HEIGHT) for one in cells)
    signs = (
        (one.standing.value, round(one.x + one.width / 2, 1), one.words)
        for one in cells
        if one.words
    )
    return format_html(
        '<svg class="stack" viewBox="0 0 302 20" preserveAspectRatio="xMinYMid" aria-hidden="true">'
        "{}{}</svg>",
        format_html_join("", '<rect class="cell {}" x="{}" y="1" width="{}" height="{}"/>', boxes),
        format_html_join(
            "",
            '<text class="cell-sign {}" x="{}" y="14.5" text-anchor="middle">{}</text>',
            signs,
        ),
    )
