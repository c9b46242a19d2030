"""The same progress chart drawn on the server, so that the first paint needs no script."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.qualifiers import ROWS, Mark
from indicators.series import Point, Series, Target

from .axis import ValueAxis, axis_of
from .labels import BESIDE, Labels, Level
from .styles import ChartStyle, by_attributes, by_class
from .text_wrap import width_of

# On a narrow screen the site's style sheet writes larger words, for which there must be room.
PAGE = ChartStyle(
    left=24, right=570, top=28, floor=264, paper=720, size=13, largest=22, style=by_class
)
# In a frame of another website there is less room, and no need of a large style sheet.
FRAME = ChartStyle(
    left=16, right=380, top=28, floor=210, paper=480, size=17, largest=17, style=by_attributes
)
Corners = tuple[tuple[date, Fraction], ...]
LABELLED = 6
BELOW, FOOT, BETWEEN_LINES = 24, 36, 4


class Scale:
    """Turn days and values into places on the drawing."""

    def __init__(self, look: ChartStyle, days: list[date], axis: ValueAxis) -> None:
        self.look, self.axis = look, axis
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - timedelta(183), self.last + timedelta(183)

    def x(self, day: date) -> float:
        """Return the horizontal place of the day."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.look.left + share * (self.look.right - self.look.left), 1)

    def y(self, value: Fraction) -> float:
        """Return the vertical place of the value."""
        share = float(value - Fraction(self.axis.low)) / float(self.axis.rise)
        return round(self.look.floor - share * (self.look.floor - self.look.top), 1)


def trend(
    series: Series, progress: Progress, title: str, language: str, look: ChartStyle = PAGE
) -> SafeString:
    """Return the chart as SVG for a page, or nothing where there is nothing to draw."""
    parts = drawing(series, progress, language, look)
    if not parts:
        return parts
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" font-size="{}" role="img" aria-label="{}">{}</svg>',
        look.paper,
        look.floor + FOOT + room_below(axis_of(series, progress), look),
        look.size,
        title,
        parts,
    )


def room_below(axis: ValueAxis, look: ChartStyle) -> int:
    """Return the room that the words on where the axis begins take below the days, if any."""
    return look.largest + BETWEEN_LINES if axis.words.zh else 0


def drawing(series: Series, progress: Progress, language: str, look: ChartStyle) -> SafeString:
    """Return axis, paths, targets, the page's day and a mark for each figure, if there is any."""
    targets, reported = series.quantified, series.reported
    ahead = projection_of(series, progress.target)
    paths = [path_of(series, target) for target in targets]
    corners = [(point.period.end, Fraction(point.value or 0)) for point in reported]
    corners += [corner for path in paths for corner in path]
    corners += [(target.due, Fraction(target.value or 0)) for target in targets]
    if not corners:
        return SafeString("")
    days = [day for day, _ in corners] + [point.period.end for point in series.withdrawn]
    scale = Scale(look, days, axis_of(series, progress))
    goals = _levels(scale, targets)
    parts = [_base_line(scale, language), _ends(scale, progress.as_of)]
    parts += [_polyline(scale, "path", path) for path in paths]
    parts += [_goal(look, goal) for goal in goals]
    if scale.first <= progress.as_of <= scale.last:
        parts.append(_day(scale, progress.as_of))
    parts += [_polyline(scale, "projection", ahead), _line(scale, reported)]
    parts += _marks(scale, series, goals, language)
    parts += [cross(look, scale.x(gone.period.end), look.floor) for gone in series.withdrawn]
    return SafeString("".join(parts))


def _levels(scale: Scale, targets: Iterable[Target]) -> list[Level]:
    """Return the targets' lines: each begins on the due day of the one before."""
    found, begin = [], float(scale.look.left)
    for target in targets:
        end = scale.x(target.due)
        found.append((begin, end, scale.y(Fraction(target.value or 0))))
        begin = end
    return found


def _base_line(scale: Scale, language: str) -> SafeString:
    """Draw the base line, with a kink and words where the axis does not begin at zero."""
    look, words = scale.look, scale.axis.words.in_language(language)
    line = format_html(
        '<path {} d="M{} {}{}H{}"/>',
        look.style("axis"),
        look.left,
        look.floor,
        scale.axis.kink,
        look.right,
    )
    place = look.left, look.floor + BELOW + look.largest + BETWEEN_LINES
    return format_html("{}{}", line, words_at(look, "scale", place, words))


def _ends(scale: Scale, day: date) -> SafeString:
    """Name the first day and the last, clear of the as-of day's label."""
    look = scale.look
    width = width_of(f"{day}", look.largest)
    ends = (
        (scale.first, look.left, "start", width * 3 / 2 + BESIDE),
        (scale.last, look.right, "middle", width + BESIDE),
    )
    is_shown = scale.first <= day <= scale.last
    words = [
        words_at(look, "scale", (x, look.floor + BELOW), f"{end}", anchor)
        for end, x, anchor, room in ends
        if not is_shown or abs(scale.x(day) - x) >= room
    ]
    return format_html_join("", "{}", ((one,) for one in words))


def words_at(
    look: ChartStyle, part: str, place: tuple[float, float], words: str, anchor: str = "start"
) -> SafeString:
    """Return the words, where there are any, starting, centred or ending at the place."""
    if not words:
        return SafeString("")
    x, y = place
    return format_html(
        '<text {} x="{}" y="{}" text-anchor="{}">{}</text>', look.style(part), x, y, anchor, words
    )


def _polyline(scale: Scale, part: str, corners: Corners) -> SafeString:
    if len(corners) < 2:
        return SafeString("")
    points = " ".join(f"{scale.x(day)},{scale.y(value)}" for day, value in corners)
    return format_html('<polyline {} points="{}"/>', scale.look.style(part), points)


def _goal(look: ChartStyle, level: Level) -> SafeString:
    begin, due, y = level
    return format_html(
        '<line {} x1="{}" x2="{}" y1="{}" y2="{}"/><path {} d="M{} {}l6 -6 6 6 -6 6z"/>',
        look.style("goal"),
        begin,
        due,
        y,
        y,
        look.style("due"),
        round(due - 6, 1),
        y,
    )


def _day(scale: Scale, day: date) -> SafeString:
    x, look = scale.x(day), scale.look
    anchor = "middle" if x * 2 >= width_of(f"{day}", look.largest) else "start"
    return format_html(
        '<line {} x1="{}" x2="{}" y1="{}" y2="{}"/>{}',
        look.style("day"),
        x,
        x,
        look.top,
        look.floor,
        words_at(look, "scale", (x, look.floor + BELOW), f"{day}", anchor),
    )


def _line(scale: Scale, reported: Iterable[Point]) -> SafeString:
    """Join the exact figures alone; between bounds no line is known."""
    exact = [point for point in reported if point.qualifier is Qualifier.EXACT]
    corners = tuple((point.period.end, Fraction(point.value or 0)) for point in exact)
    return _polyline(scale, "values", corners)


def _marks(scale: Scale, series: Series, goals: list[Level], language: str) -> list[SafeString]:
    """Draw the figures, with words where there is room: the newest first, of many it alone."""
    labels, reported = Labels(scale.look, goals), series.reported
    named = reported[-1:] if len(reported) > LABELLED else reported
    words = [_words(scale, series, point, labels, language) for point in reversed(named)]
    signs = [symbol(scale.look, point.qualifier, *_at(scale, point)) for point in reported]
    return [*signs, *words]


def _words(scale: Scale, series: Series, point: Point, labels: Labels, language: str) -> SafeString:
    said = series.show(point).in_language(language)
    place = labels.place(*_at(scale, point), said)
    return words_at(scale.look, "figure", place[0], said, place[1]) if place else SafeString("")


def _at(scale: Scale, point: Point) -> tuple[float, float]:
    return scale.x(point.period.end), scale.y(Fraction(point.value or 0))


def cross(look: ChartStyle, x: float, y: float) -> SafeString:
    """Return the sign of a figure that was withdrawn, which has no value to stand at."""
    strokes = "m-5 -5 l10 10 m0 -10 l-10 10"
    return format_html('<path {} d="M{} {}{}"/>', look.style("gone"), x, y, strokes)


def symbol(look: ChartStyle, qualifier: Qualifier, x: float, y: float) -> SafeString:
    """Return a dot for an exact figure, an open sign for a bound: never one for the other."""
    part = "exact" if qualifier is Qualifier.EXACT else "bound"
    mark = ROWS[qualifier].mark
    if mark in (Mark.DOT, Mark.RING):
        # Of numbers and our own words alone, and drawn by the hundred.
        return SafeString(f'<circle {look.style(part)} cx="{x}" cy="{y}" r="5"/>')
    arrow = (
        "l0 -18 m-5 6 l5 -6 5 6 m-12 12 l14 0"
        if mark is Mark.UP
        else "l0 18 m-5 -6 l5 6 5 -6 m-12 -12 l14 0"
    )
    return format_html('<path {} d="M{} {}{}"/>', look.style(part), x, y, arrow)
