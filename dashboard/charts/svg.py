"""The same progress chart drawn on the server, so that the first paint needs no script."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.progress import Progress, path_of, projection_of
from indicators.qualifiers import ROWS, Mark
from indicators.series import Point, Series, Target

from . import spans
from .axis import ValueAxis, axis_of
from .labels import BESIDE, Labels, Level
from .scale import Scale
from .styles import LABELS, ChartStyle, by_attributes, by_class
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
    days = spans.first_and_last(series)
    if days is None:
        return SafeString("")
    scale = Scale(look, days, axis_of(series, progress))
    goals = _levels(scale, series)
    parts = [_base_line(scale, language), _ends(scale, progress.as_of)]
    parts += [_polyline(scale, "path", path_of(series, one)) for one in series.quantified]
    parts += [_goal(look, goal) for goal in goals]
    if scale.first <= progress.as_of <= scale.last:
        parts.append(_day(scale, progress.as_of))
    parts.append(_polyline(scale, "projection", projection_of(series, progress.target)))
    parts += [_seasons(scale, line) for line in spans.last_year(series)]
    parts += [_line(scale, run) for run in spans.runs(series)]
    parts += _marks(scale, series, progress, goals, language)
    parts += [cross(look, scale.x(gone.period.end), look.floor) for gone in series.withdrawn]
    return SafeString("".join(parts))


def _levels(scale: Scale, series: Series) -> list[Level]:
    """Return the targets' lines: each within its own days."""
    return [
        (scale.x(begin), scale.x(target.due), scale.y(Fraction(value)))
        for target, begin, value in spans.levels(series, scale.first)
    ]


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


def _line(scale: Scale, run: Iterable[Point]) -> SafeString:
    corners = tuple((point.period.end, Fraction(point.value or 0)) for point in run)
    return _polyline(scale, "values", corners)


def _seasons(scale: Scale, line: Iterable[tuple[Point, Point]]) -> SafeString:
    """Draw the same periods of the year before, light, where this year's stand."""
    corners = tuple((now.period.end, Fraction(then.value or 0)) for now, then in line)
    if len(corners) > 1:
        return _polyline(scale, "last_year", corners)
    x, y = scale.x(corners[0][0]), scale.y(corners[0][1])
    return format_html(
        '<path {} d="M{} {}h10"/>', scale.look.style("last_year"), round(x - 5, 1), y
    )


def _marks(
    scale: Scale, series: Series, progress: Progress, goals: list[Level], language: str
) -> list[SafeString]:
    """Draw the figures, with words where there is room: the newest first, of many it alone.

    Then come those of the target that is judged and of last year's line, which give way to it.
    """
    labels, reported = Labels(scale.look, goals), series.reported
    named = reported[-1:] if len(reported) > LABELLED else reported
    signs = [symbol(scale.look, point.qualifier, *_at(scale, point)) for point in reported]
    words = [_words(scale, series, point, labels, language) for point in named[-1:]]
    words.append(_target_words(scale, series, progress.target, labels, language))
    words += [_season_words(scale, line, labels, language) for line in spans.last_year(series)[-1:]]
    words += [_words(scale, series, point, labels, language) for point in reversed(named[:-1])]
    return [*signs, *words]


def _target_words(
    scale: Scale, series: Series, target: Target | None, labels: Labels, language: str
) -> SafeString:
    if target is None or target.value is None:
        return SafeString("")
    sign, word = narrative.target_sign(series, target), LABELS["target"]
    said = Text(f"{word.zh} {sign.zh}", f"{word.en} {sign.en}").in_language(language)
    found = labels.place(scale.x(target.due), scale.y(Fraction(target.value)), said)
    return words_at(scale.look, "goal_words", found[0], said, found[1]) if found else SafeString("")


def _season_words(
    scale: Scale, line: list[tuple[Point, Point]], labels: Labels, language: str
) -> SafeString:
    now, then = line[-1]
    said = LABELS["last_year"].in_language(language)
    found = labels.place(scale.x(now.period.end), scale.y(Fraction(then.value or 0)), said)
    return words_at(scale.look, "scale", found[0], said, found[1]) if found else SafeString("")


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
