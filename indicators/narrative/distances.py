"""How far a figure is from where it should be, in the few words that a list has room for."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Qualifier, Standing, Yardstick
from indicators.intervals import Bounds, bounds_of
from indicators.periods import MONTHS
from indicators.progress import Distance, Progress
from indicators.series import NO_TEXT, Point, Series, Target
from indicators.units import Unit, plain, rounded, rounded_beside, show, show_difference

from .targets import SIGNS

REACHED = Text("已到目标", "target reached")
ON_THE_PATH = Text("恰在序时线上", "exactly on the path")
UNBOUNDED = Text("差距未能证实", "gap not proven")
BASES = {
    Basis.STATED: Text("文件目标", "stated target"),
    Basis.PLAN: Text("计划目标", "plan target"),
    Basis.POLICY: Text("上级文件目标", "policy target"),
    Basis.DERIVED: Text("推算目标", "derived target"),
    Basis.WORKING: Text("工作目标", "working target"),
}
NO_UNIT = Unit("", "", "")
# Beyond this a decimal says nothing.
LARGE = 100


def short_figure(series: Series, point: Point) -> Text:
    """Return the figure for where its name stands beside it: in English without the noun."""
    shown = series.show(point)
    if point.value is None or series.unit.is_percent:
        return shown
    bare = show(point.value, NO_UNIT, point.qualifier, series.decimals)
    return Text(shown.zh, bare.en.strip())


def distance_words(series: Series, progress: Progress, distance: Distance) -> Text:
    """Say what is lacking: on a path in points of the way, else in the series' own unit."""
    if progress.point is None or progress.target is None:
        return NO_TEXT
    if progress.standing is Standing.MET:
        return REACHED
    if distance.yardstick is Yardstick.PATH:
        return _of_the_way(distance, is_exact=progress.point.qualifier is Qualifier.EXACT)
    return _of_the_level(series, progress.point, progress.target)


def _of_the_way(distance: Distance, *, is_exact: bool) -> Text:
    if distance.worst is None or distance.required is None:
        return UNBOUNDED
    ahead = (distance.worst - distance.required) * 100
    points = plain(abs(rounded_beside(ahead, Fraction(0), 1)))
    if ahead < 0:
        zh, en = ("差", "") if is_exact else ("至多差", "≤ ")
        return Text(f"{zh}{points}个百分点", f"{en}{points} points short")
    zh, en = ("超前", "") if is_exact else ("至少超前", "≥ ")
    return Text(f"{zh}{points}个百分点", f"{en}{points} points ahead") if ahead else ON_THE_PATH


def _of_the_level(series: Series, point: Point, target: Target) -> Text:
    value = point.value or Decimal(0)
    bounds = bounds_of(value, point.qualifier, is_percent=series.unit.is_percent)
    amount = _beyond(bounds, target)
    if amount is None:
        return UNBOUNDED
    zh, en = ("", "") if bounds.is_exact else ("至多", "≤ ")
    size = rounded(abs(amount), 6)
    words = Text(show_difference(size, series.unit).zh, _bare(size, series))
    if amount > 0:
        return Text(f"{zh}多{words.zh}", f"{en}{words.en} over")
    return Text(f"{zh}差{words.zh}", f"{en}{words.en} short")


def _bare(size: Decimal, series: Series) -> str:
    return f"{plain(size)} points" if series.unit.is_percent else plain(size)


def _beyond(bounds: Bounds, target: Target) -> Fraction | None:
    """Return how far the worst that is possible lies above the target, or below it."""
    value = Fraction(target.value or 0)
    upper = value if target.upper is None else Fraction(target.upper)
    if target.comparison is Comparison.AT_LEAST:
        return None if bounds.low is None else bounds.low - value
    if target.comparison is Comparison.AT_MOST:
        return None if bounds.high is None else bounds.high - value
    if not bounds.is_exact or bounds.low is None:
        return None
    return bounds.low - (value if bounds.low < value else upper)


def due_words(series: Series, progress: Progress, day: date) -> Text:
    """Say where the path was on the figure's own day: 今日应达562, 6月20日应达562, 今日应≤75.3."""
    point, shown = progress.point, _due(series, progress)
    if point is None or not shown:
        return NO_TEXT
    when = _when(point.period.end, day)
    if _is_falling(progress):
        return Text(f"{when.zh}应≤{shown}", f"due {when.en}: at most {shown}")
    return Text(f"{when.zh}应达{shown}", f"due {when.en}: {shown}")


def due_clause(series: Series, progress: Progress) -> Text:
    """Say the same within a sentence, after the figure: 应达562个, where 562 were due."""
    shown, noun = _due(series, progress), series.unit.zh
    if not shown:
        return NO_TEXT
    if _is_falling(progress):
        return Text(f"应≤{shown}{noun}", f"where at most {shown} was due")
    return Text(f"应达{shown}{noun}", f"where {shown} was due")


def _due(series: Series, progress: Progress) -> str:
    """Write the path's value on the figure's day, small ones with a decimal: 7.7, 562."""
    expected, point = progress.expected, progress.point
    if expected is None or point is None:
        return ""
    decimals = max(series.decimals, 0 if abs(expected) >= LARGE else 1)
    return plain(rounded_beside(expected, Fraction(point.value or 0), decimals))


def _is_falling(progress: Progress) -> bool:
    return progress.target is not None and progress.target.comparison is Comparison.AT_MOST


def _when(day: date, today: date) -> Text:
    if day == today:
        return Text("今日", "today")
    year = "" if day.year == today.year else f"{day.year}"
    return Text(
        f"{year and year + '年'}{day.month}月{day.day}日",
        f"on {day.day} {MONTHS[day.month - 1][:3]}{year and ' ' + year}",
    )


def goal_words(series: Series, target: Target) -> Text:
    """Say the target in signs, with its day where there are several: 目标≥810个."""
    if target.comparison is None or target.value is None:
        return target.statement
    due = f" · {target.due}" if len(series.quantified) > 1 else ""
    noun = " %" if series.unit.is_percent else ""
    shown = plain(target.value)
    if target.upper is not None:
        upper = plain(target.upper)
        zh, en = f"{shown}至{upper}", f"{shown} to {upper}"
    else:
        zh, en = (f"{SIGNS[target.comparison]}{distance}{shown}" for distance in ("", " "))
    return Text(f"目标{zh}{series.unit.zh}{due}", f"target {en}{noun}{due}")


def start_words(series: Series, progress: Progress) -> Text:
    """Say from where a falling figure counts down: 自250降起."""
    start = progress.start
    if start is None or progress.expected is None or not _is_falling(progress):
        return NO_TEXT
    begin = plain(rounded(start.value, series.decimals))
    return Text(f"自{begin}降起", f"down from {begin}")


def basis_short(target: Target) -> Text:
    """Return in a word or two where the target comes from."""
    return BASES[target.basis]
