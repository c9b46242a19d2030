"""The same progress chart drawn on the server, so that the first paint needs no script."""

from datetime import date, timedelta
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.series import Point, Series

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 300, 24, 150, 24, 36
Corners = tuple[tuple[date, Fraction], ...]
LABELLED = 6
UPWARD = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)


class Scale:
    """Turn days and values into places on the drawing."""

    def __init__(self, days: list[date], values: list[Fraction]) -> None:
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - timedelta(183), self.last + timedelta(183)
        self.low = min([*values, Fraction(0)])
        self.high = max([*values, Fraction(0)])
        if self.low == self.high:
            self.high = self.low + 1

    def x(self, day: date) -> str:
        """Return the horizontal place of the day."""
        share = (day - self.first).days / (self.last - self.first).days
        return f"{LEFT + share * (WIDTH - LEFT - RIGHT):.1f}"

    def y(self, value: Fraction) -> str:
        """Return the vertical place of the value."""
        share = float((value - self.low) / (self.high - self.low))
        return f"{HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM):.1f}"


def trend(series: Series, progress: Progress, title: str, language: str) -> SafeString:
    """Return the chart as SVG: axis, path, target, the page's day, and a mark for each figure."""
    corners, target = path_of(series), progress.target
    ahead = projection_of(series)
    days = [point.period.end for point in series.reported] + [day for day, _ in corners]
    values = [Fraction(point.value or 0) for point in series.reported] + [v for _, v in corners]
    if target is not None and target.value is not None:
        days.append(target.due)
        values.append(Fraction(target.value))
    if not days:
        return SafeString("")
    values += [value for _, value in ahead]
    scale = Scale(days, values)
    parts = [_axis(scale), _polyline(scale, "path", corners)]
    if target is not None and target.value is not None:
        parts.append(_target(scale, Fraction(target.value), target.due))
    if scale.first <= progress.as_of <= scale.last:
        parts.append(_day(scale, progress.as_of))
    parts += [_polyline(scale, "projection", ahead), _line(scale, series)]
    # Labels that would cover each other are left out; the table below has every figure.
    crowded = len(series.reported) > LABELLED
    for point in series.reported:
        is_newest = point is series.latest_reported
        label = "" if crowded and not is_newest else series.show(point).in_language(language)
        parts.append(_mark(scale, point, label))
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _axis(scale: Scale) -> SafeString:
    floor = HEIGHT - BOTTOM
    return format_html(
        '<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        LEFT,
        WIDTH - RIGHT,
        floor,
        floor,
        LEFT,
        HEIGHT - 12,
        scale.first,
        WIDTH - RIGHT,
        HEIGHT - 12,
        scale.last,
    )


def _polyline(scale: Scale, name: str, corners: Corners) -> SafeString:
    points = " ".join(f"{scale.x(day)},{scale.y(value)}" for day, value in corners)
    return format_html('<polyline class="{}" points="{}"/>', name, points)


def _target(scale: Scale, value: Fraction, due: date) -> SafeString:
    y = scale.y(value)
    return format_html(
        '<line class="goal" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<path class="goal" d="M{} {}l6 -6 6 6 -6 6z" transform="translate(-6 0)"/>',
        LEFT,
        WIDTH - RIGHT,
        y,
        y,
        scale.x(due),
        y,
    )


def _day(scale: Scale, day: date) -> SafeString:
    x = scale.x(day)
    return format_html(
        '<line class="day" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        x,
        x,
        TOP,
        HEIGHT - BOTTOM,
        x,
        HEIGHT - 12,
        day,
    )


def _line(scale: Scale, series: Series) -> SafeString:
    exact = [point for point in series.reported if point.qualifier is Qualifier.EXACT]
    corners = tuple((point.period.end, Fraction(point.value or 0)) for point in exact)
    return _polyline(scale, "values", corners)


def _mark(scale: Scale, point: Point, label: str) -> SafeString:
    """Draw an exact figure as a dot, a bound as an open arrow in the direction it leaves open."""
    x, y = scale.x(point.period.end), scale.y(Fraction(point.value or 0))
    words = format_html('<text class="figure" x="{}" y="{}" dx="10" dy="-8">{}</text>', x, y, label)
    if point.qualifier is Qualifier.EXACT:
        return format_html('<circle class="exact" cx="{}" cy="{}" r="5"/>{}', x, y, words)
    if point.qualifier is Qualifier.ABOUT:
        return format_html('<circle class="bound" cx="{}" cy="{}" r="5"/>{}', x, y, words)
    arrow = (
        "l0 -18 m-5 6 l5 -6 5 6 m-12 12 l14 0"
        if point.qualifier in UPWARD
        else ("l0 18 m-5 -6 l5 6 5 -6 m-12 -12 l14 0")
    )
    return format_html('<path class="bound" d="M{} {}{}"/>{}', x, y, arrow, words)
