"""The share of punctual organisations over twelve months, drawn on the server for a sheet of paper.

Every number of it stands in the drawing, so that it needs no script and no colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.units import rounded

WIDTH, HEIGHT, FIRST, LAST = 574, 112, 114, 546
LEFT, RIGHT, TOP, FLOOR = 92, 568, 16, 66
NAMES, RULE, ROWS = 81, 84.5, (95, 109)
ABOVE, BELOW = 6, 11
HALF, WHOLE = 50, 100
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class PunctualMonth:
    """A month: its name, the share of punctual organisations, and two counts to write below it.

    Where nothing was owed, or nothing is due yet, there is no share.
    """

    name: str
    share: Fraction | None
    missing: int = 0
    corrected: int = 0

    @property
    def percent(self) -> str:
        """Return the share in per cent with one decimal."""
        return NOTHING if self.share is None else f"{rounded(self.share * WHOLE, 1):.1f}"

    @property
    def counts(self) -> tuple[str, str]:
        """Return both counts as they are written."""
        if self.share is None:
            return NOTHING, NOTHING
        return str(self.missing), str(self.corrected)


def punctuality(
    months: Sequence[PunctualMonth], title: str, heads: tuple[str, str, str]
) -> SafeString:
    """Return the drawing: a line for the shares, and two rows of counts below it."""
    lowest = min((one.share for one in months if one.share is not None), default=Fraction(1))
    bottom = HALF if lowest * WHOLE >= HALF else 0
    across = _across(len(months))
    return format_html(
        '<svg class="punctuality" width="{}" height="{}" viewBox="0 0 {} {}" font-size="11" '
        'role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        title,
        _scale(bottom, heads[0]),
        _line(months, across, bottom),
        format_html_join("", "{}", ((_month(*one),) for one in zip(months, across, strict=True))),
        format_html_join(
            "",
            '<text class="head" x="0" y="{}">{}</text>',
            zip(ROWS, heads[1:], strict=True),
        ),
    )


def _across(many: int) -> list[float]:
    """Return where the months stand; the newest one is at the right."""
    step = (LAST - FIRST) / 11
    return [round(LAST - step * back, 1) for back in reversed(range(many))]


def _up(percent: float, bottom: int) -> float:
    return round(FLOOR - (percent - bottom) / (WHOLE - bottom) * (FLOOR - TOP), 1)


def _scale(bottom: int, head: str) -> SafeString:
    middle = (bottom + WHOLE) // 2
    lines = format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="86" y="{}" '
        'text-anchor="end">{}</text>',
        (
            (LEFT, RIGHT, y, y, y + 4, percent)
            for percent in (bottom, middle, WHOLE)
            for y in [_up(percent, bottom)]
        ),
    )
    rule = format_html('<line class="rule" x1="0" x2="{}" y1="{}" y2="{}"/>', RIGHT, RULE, RULE)
    name = format_html('<text class="head" x="0" y="{}">{}</text>', _up(middle, bottom) + 4, head)
    return lines + rule + name


def _line(months: Sequence[PunctualMonth], across: Sequence[float], bottom: int) -> SafeString:
    """Draw the line, broken where there is no share, and a dot with its number for each month."""
    runs: list[list[tuple[float, float, str]]] = [[]]
    for month, x in zip(months, across, strict=True):
        if month.share is None:
            runs.append([])
        else:
            runs[-1].append((x, _up(float(month.share * WHOLE), bottom), month.percent))
    lines = format_html_join(
        "",
        '<polyline points="{}"/>',
        ((" ".join(f"{x},{y}" for x, y, _said in run),) for run in runs if len(run) > 1),
    )
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="2.6"/><text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((x, y, x, written, said) for run in runs for x, y, written, said in _labelled(run)),
    )
    return lines + dots


def _labelled(run: Sequence[tuple[float, float, str]]) -> Iterator[tuple[float, float, float, str]]:
    """Put each number above its dot, or below it where the line comes down from higher up."""
    before = float(FLOOR)
    for x, y, said in run:
        yield x, y, y + BELOW if y > before + ABOVE else y - ABOVE, said
        before = y


def _month(month: PunctualMonth, x: float) -> SafeString:
    rows = (
        (x, y, said) for y, said in zip((NAMES, *ROWS), (month.name, *month.counts), strict=True)
    )
    return format_html_join("", '<text x="{}" y="{}" text-anchor="middle">{}</text>', rows)
