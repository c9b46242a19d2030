"""Bars of progress beside each other: how much of its way each figure has come.

The way is as long for every row, so that targets stand below each other. A bound is an open bar
with an arrow, never a solid one; what is beyond the target by a tenth is cut, with two marks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Direction, Standing, Yardstick
from indicators.progress import Distance, Progress
from indicators.qualifiers import ROWS, Mark
from indicators.series import NO_TEXT, Series
from indicators.units import show_percent

# Of a drawing 304 wide: where the way begins and ends, and where the middle of its height is.
START, GOAL, WIDTH, MIDDLE = 1, 269, 268, 14
CUT = Fraction(11, 10)
# What the sign of a target, of the path and of a bar's end take to each side.
DIAMOND, PIN, END = 6, 2, 1
# A bar this short could not be seen.
LEAST = 1.5
# So close to an end of the axis its words would meet those there.
CLOSE = 60


@dataclass(frozen=True, slots=True)
class Bullet:
    """Where the parts of a row's drawing are.

    ``end`` is that of the bar, ``required`` the path's pin, ``lacking`` the dashes between an exact
    figure and what it should be. ``reach`` is how far a bound may go on.
    """

    end: float
    mark: Mark
    standing: Standing
    is_working: bool
    is_cut: bool = False
    required: float | None = None
    lacking: tuple[float, float] | None = None
    reach: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BulletRow:
    """A row in words, with its drawing; the words say all that the drawing shows."""

    code: str
    place: str
    standing: Standing
    part: Text
    name: Text
    whole_name: Text
    figure: Text
    short: Text
    work: Text
    due: Text
    goal: Text
    basis: Text
    is_down: bool
    drawing: SafeString


def bullet(progress: Progress, distance: Distance) -> Bullet | None:
    """Return where the parts of the drawing are; None where there is no share to draw."""
    target = progress.target
    if distance.share is None or target is None:
        return None
    end = at(min(distance.share, CUT))
    mark = ROWS[progress.achieved_qualifier].mark
    required = (
        at(distance.required)
        if distance.yardstick is Yardstick.PATH and distance.required
        else None
    )
    return Bullet(
        end=end,
        mark=mark,
        standing=progress.standing,
        is_working=target.basis is Basis.WORKING,
        is_cut=distance.share > CUT,
        required=required,
        lacking=_lacking(end, required) if mark is Mark.DOT else None,
        reach=(end, float(GOAL - DIAMOND)) if mark is Mark.UP and end < GOAL - DIAMOND else None,
    )


def at(share: Fraction) -> float:
    """Return the place of a share of the way; before its start nothing is drawn."""
    return round(START + float(max(share, Fraction(0))) * WIDTH, 1)


def _lacking(end: float, required: float | None) -> tuple[float, float] | None:
    """Return the dashes from the bar to what it should reach, where there is room for one."""
    begin = round(end + END, 1)
    until = GOAL - DIAMOND if required is None else round(required - PIN, 1)
    return (begin, until) if until - begin > PIN else None


def draw(one: Bullet) -> SafeString:
    """Return the drawing as SVG for a page, whose style sheet dresses its classes."""
    parts = [_bar(one)]
    if one.is_cut:
        parts.append(_line("over", f"M{one.end - 9:.1f} 10l4 4-4 4M{one.end - 4:.1f} 10l4 4-4 4"))
    if one.lacking:
        begin, end = one.lacking
        parts.append(_line(f"gap {one.standing.value}", f"M{begin} {MIDDLE}H{end}"))
    if one.required is not None:
        x = one.required
        parts.append(_line("need-halo", f"M{x} 2V26"))
        parts.append(_line("need", f"M{x} 2V26M{x - 5:.1f} 0h10l-5 6z"))
    parts.append(_line("goal working" if one.is_working else "goal", f"M{GOAL} 7l6 7-6 7-6-7z"))
    way = f'<rect class="way" x="{START}" y="6" width="{WIDTH}" height="16"/>'
    return SafeString(
        f'<svg class="bullet" viewBox="0 0 304 28" aria-hidden="true">{way}{"".join(parts)}</svg>'
    )


def _bar(one: Bullet) -> str:
    """Return a solid bar for an exact figure, and for a bound an open one that says which way."""
    width = round(max(one.end - START, LEAST), 1)
    if one.mark is Mark.DOT:
        return f'<rect class="value" x="{START}" y="10" width="{width}" height="8"/>'
    bar = f'<rect class="bound" x="{START}" y="10" width="{width}" height="8"/>'
    if one.mark is Mark.RING:
        whisker = _line("whisker", f"M{one.end - 18:.1f} {MIDDLE}h36")
        return bar + whisker + _line("bound-end ring", f"M{one.end} 7l7 7-7 7-7-7z")
    step = 9 if one.mark is Mark.UP else -9
    reach = _line("reach", "M{} 14H{}".format(*one.reach)) if one.reach else ""
    return bar + reach + _line("bound-end", f"M{one.end} 7l{step} 7 {-step} 7z")


def _line(part: str, path: str) -> str:
    return f'<path class="{part}" d="{path}"/>'


def row(
    series: Series, progress: Progress, distance: Distance, day: date, *, names_place: bool
) -> BulletRow:
    """Return the series as a row; ``names_place`` where another one is called alike."""
    target, point = progress.target, progress.point
    drawn = bullet(progress, distance)
    goal = narrative.goal_words(series, target) if target else NO_TEXT
    work = (
        narrative.start_words(series, progress),
        narrative.due_words(series, progress, day),
        goal,
    )
    place = series.place.name if names_place else NO_TEXT
    return BulletRow(
        code=series.code,
        place=series.place.code,
        standing=progress.standing,
        part=_part(series, place),
        name=series.name,
        whole_name=_whole_name(series),
        figure=narrative.short_figure(series, point) if point else Text("–", "–"),
        short=narrative.distance_words(series, progress, distance),
        work=joined((one for one in work if one.zh), Text("，", "; ")),
        due=narrative.due_clause(series, progress),
        goal=goal,
        basis=narrative.basis_short(target) if target else NO_TEXT,
        is_down=series.direction is Direction.DOWN
        or (target is not None and target.comparison is Comparison.AT_MOST),
        drawing=draw(drawn) if drawn else SafeString(""),
    )


def joined(parts: Iterable[Text], between: Text) -> Text:
    """Return the texts as one, with what stands between them."""
    some = [*parts]
    zh, en = ([*one] for one in zip(*some, strict=True)) if some else ([], [])
    return Text(between.zh.join(zh), between.en.join(en))


def _part(series: Series, place: Text) -> Text:
    """Return what the figure is only a part of, and where it holds."""
    whole = series.part_of.name if series.part_of else NO_TEXT
    zh = f"{whole.zh}，其中：" if whole.zh else ""
    en = f"{whole.en or whole.zh}, of which:" if whole.zh else ""
    return Text(f"{place.zh}{'　' if place.zh and zh else ''}{zh}", f"{place.en} {en}".strip())


def _whole_name(series: Series) -> Text:
    whole, name = series.part_of, series.name
    if whole is None:
        return name
    return Text(f"{whole.name.zh}中的{name.zh}", f"{whole.name.en}: {name.en}")


def axis(required: Fraction | None, language: str) -> SafeString:
    """Return the head of the list: start, target, and where the path of all of them is today."""
    words = [("", 1.0, "start", Text("起点", "start")), ("", 269.0, "middle", TARGET)]
    if required is not None:
        x, share = at(required), show_percent(required)
        anchor, place = "middle", min(max(x, START + CLOSE), float(GOAL))
        if GOAL - place < CLOSE:
            anchor, place = "end", min(place, GOAL - 24.0)
        today = Text(f"今日应达 {share.zh}", f"due today {share.en}")
        words.append(("need-text", place, anchor, today))
    return _axis(words, language)


def level_axis(language: str) -> SafeString:
    """Return the head of the list of those that are held against the target itself."""
    return _axis([("", 1.0, "start", Text("0", "0")), ("", 269.0, "middle", TARGET)], language)


TARGET = Text("目标", "target")


def _axis(words: Iterable[tuple[str, float, str, Text]], language: str) -> SafeString:
    texts = ((part, x, anchor, text.in_language(language)) for part, x, anchor, text in words)
    return format_html(
        '<svg class="axis" viewBox="0 0 304 14" aria-hidden="true">{}</svg>',
        format_html_join("", '<text class="{}" x="{}" y="11" text-anchor="{}">{}</text>', texts),
    )


def common_requirement(rows: Iterable[tuple[Progress, Distance]], day: date) -> Fraction | None:
    """Return where the path is on the day, if it is the same for all figures about that day."""
    found = {
        round(distance.required, 3)
        for progress, distance in rows
        if distance.required is not None and progress.point and progress.point.period.end == day
    }
    return found.pop() if len(found) == 1 else None
