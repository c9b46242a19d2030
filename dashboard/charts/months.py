"""Months beside each other: a small chart for each series, all over the same months.

Each has its own value axis (``axis``). A month without a figure is a gap; a bound is an open sign
that no line meets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.periods import months_between
from indicators.progress import Progress
from indicators.qualifiers import ROWS, Mark
from indicators.series import Point, Series, Target
from indicators.units import plain

from .axis import ValueAxis, value_axis

LEFT, RIGHT, TOP, FLOOR = 2, 162, 26, 92
WORDS, BASE, FOOT = 170, 5, 110
# A label of the target so near to that of the figure moves off it.
NEAR, OFF = 18, 20
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """The months that all of the charts show: so many, up to that of the day."""

    day: date
    months: int

    def x(self, day: date) -> float:
        """Return the place of the day's month, within the chart."""
        last = max(self.months - 1, 1)
        at = min(max(last - months_between(day, self.day), 0), last)
        return round(LEFT + at * (RIGHT - LEFT) / last, 1)

    @property
    def first_day(self) -> date:
        """Return the first day of the first month."""
        months = self.day.year * 12 + self.day.month - self.months
        return date(months // 12, months % 12 + 1, 1)

    @property
    def first(self) -> str:
        """Name the first month."""
        return f"{self.first_day:%Y-%m}"

    @property
    def last(self) -> str:
        """Name the last month."""
        return f"{self.day:%Y-%m}"


@dataclass(frozen=True, slots=True)
class MonthChart:
    """Where the parts of one chart are, and the words at its right edge."""

    axis: ValueAxis
    lines: tuple[tuple[Spot, ...], ...]
    bounds: tuple[tuple[Spot, Mark], ...]
    goals: tuple[tuple[float, float, float], ...]
    goal_label: tuple[float, str] | None
    last: Spot
    last_words: str
    is_exact: bool


def window_of(many: Iterable[Series], day: date) -> Window:
    """Return the months from the first figure of any of the series to the day's."""
    oldest = min((point.period.end for one in many for point in one.reported), default=day)
    return Window(day, months_between(oldest, day) + 1)


def month_chart(series: Series, progress: Progress, window: Window, language: str) -> MonthChart:
    """Return where the parts of the series' chart are; it has a figure at least."""
    goals = list(visible_goals(series, window))
    values = [Fraction(point.value or 0) for point in series.reported]
    values += [Fraction(target.value or 0) for target, _, _ in goals]
    axis = value_axis(series, values)
    rise = float(axis.rise)

    def y(value: Decimal | None) -> float:
        return round(FLOOR - float((value or Decimal(0)) - axis.low) / rise * (FLOOR - TOP), 1)

    def spot(point: Point) -> Spot:
        return window.x(point.period.end), y(point.value)

    newest = series.reported[-1]
    height = spot(newest)[1]
    current = progress.target if any(one is progress.target for one, _, _ in goals) else None
    return MonthChart(
        axis=axis,
        lines=tuple(tuple(map(spot, line)) for line in _lines(series.points)),
        bounds=tuple(
            (spot(point), ROWS[point.qualifier].mark)
            for point in series.reported
            if point.qualifier is not Qualifier.EXACT
        ),
        goals=tuple(
            (window.x(begin), window.x(end), y(target.value)) for target, begin, end in goals
        ),
        goal_label=_label(current, (y(current.value), height), language) if current else None,
        last=spot(newest),
        last_words=ROWS[newest.qualifier].sign + plain(newest.value or Decimal(0), series.decimals),
        is_exact=newest.qualifier is Qualifier.EXACT,
    )


def _label(target: Target, heights: tuple[float, float], language: str) -> tuple[float, str]:
    """Return where the target's label stands, off that of the figure, and its words."""
    goal, figure = heights
    words = Text("目标", "target ").in_language(language)
    place = goal + 4
    if abs(goal - figure) < NEAR:
        place = figure + BASE + (OFF if goal > figure else -OFF)
    return round(place, 1), f"{words}{plain(target.value or Decimal(0))}"


def _lines(points: Iterable[Point]) -> list[list[Point]]:
    """Join exact figures of months that follow one another."""
    lines: list[list[Point]] = []
    for point in points:
        if point.value is None or point.qualifier is not Qualifier.EXACT:
            lines.append([])
            continue
        joined = lines and lines[-1]
        if not joined or months_between(lines[-1][-1].period.end, point.period.end) > 1:
            lines.append([])
        lines[-1].append(point)
    return [line for line in lines if line]


def visible_goals(series: Series, window: Window) -> Iterator[tuple[Target, date, date]]:
    """Yield each target that is set within the months, with the first and last day to show it."""
    for target in series.quantified:
        earlier = series.target_before(target)
        begin = max(earlier.due, window.first_day) if earlier else window.first_day
        if target.due >= window.first_day and begin < window.day:
            yield target, begin, min(target.due, window.day)


def draw(one: MonthChart, window: Window, language: str) -> SafeString:
    """Return the chart as SVG for a page."""
    kink, begins = one.axis.kink, one.axis.words.in_language(language)
    parts = [f'<path class="base" d="M{LEFT} {FLOOR}{kink}H{RIGHT}"/>']
    parts += [f'<path class="goal-line" d="M{begin} {y}H{end}"/>' for begin, end, y in one.goals]
    parts += [_joined(line) for line in one.lines]
    parts += [_sign(spot, mark) for spot, mark in one.bounds]
    if one.is_exact:
        parts.append('<circle class="last" cx="{}" cy="{}" r="3.5"/>'.format(*one.last))
    words: list[tuple[str, float, float, str, str]]
    words = [("last-text", WORDS, one.last[1] + BASE, "start", one.last_words)]
    if one.goal_label:
        words.append(("goal-text", WORDS, one.goal_label[0], "start", one.goal_label[1]))
    words += [
        ("when", LEFT, FOOT, "start", window.first),
        ("when", RIGHT, FOOT, "end", window.last),
    ]
    if begins:
        words.append(("when mid", (LEFT + RIGHT) / 2, FOOT, "middle", begins))
    texts = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((part, x, round(y, 1), anchor, text) for part, x, y, anchor, text in words),
    )
    return format_html(
        '<svg class="months" viewBox="0 0 248 116" preserveAspectRatio="xMinYMid" '
        'aria-hidden="true">{}{}</svg>',
        SafeString("".join(parts)),
        texts,
    )


def _joined(line: tuple[Spot, ...]) -> str:
    if len(line) == 1:
        return '<circle class="alone" cx="{}" cy="{}" r="2"/>'.format(*line[0])
    return f'<path class="values" d="M{"L".join(f"{x} {y}" for x, y in line)}"/>'


def _sign(spot: Spot, mark: Mark) -> str:
    """Return the open sign of a bound: it points where the figure may be."""
    x, y = spot
    path = {
        Mark.UP: f"M{x - 4:.1f} {y}h8l-4-7z",
        Mark.DOWN: f"M{x - 4:.1f} {y}h8l-4 7z",
    }.get(mark, f"M{x} {y - 4:.1f}l4 4-4 4-4-4z")
    return f'<path class="open" d="{path}"/>'
