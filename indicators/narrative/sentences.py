"""What a series shows, sentence by sentence, with the working."""

from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.text import capfirst

from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier, Standing
from indicators.progress import Progress
from indicators.qualifiers import ROWS
from indicators.series import NO_TEXT, Point, Series
from indicators.units import plain, rounded, rounded_beside, show_difference, show_percent

from .targets import goal

UNTARGETED = Text("未设定量目标。", "No quantified target is set.")
ASSUMED = Text("（起点为假定值，文件未载明）", " (an assumed start; no document states one)")
BEFORE = Text("（上一期限的目标）", " (the target before)")


def describe(series: Series, progress: Progress) -> Text:
    """Return the sentences that state the figure, the target, the path and the standing."""
    newest, taken = series.latest_reported, withdrawn(series)
    if newest is None:
        return taken or Text("尚无已发布的数据。", "No figure has been published yet.")
    parts = [*([taken] if taken else []), figure(series, newest)]
    if progress.target is None or progress.target.value is None:
        parts.append(UNTARGETED)
        return _joined(parts)
    working = (
        goal(series, progress.target),
        in_time(series, progress),
        path(series, progress),
        conclusion(series, progress),
        way(series, progress),
        still_to_go(series, progress),
    )
    return _joined([*parts, *(part for part in working if part)])


def of_sum(series: Series, total: Point, progress: Progress) -> Text:
    """Return the same for a sum: the sum, then how the newest of its parts is judged, if at all."""
    shown, label = series.show(total), total.period.label
    added = Text(
        f"{label.zh}各期合计为{shown.zh}。", f"{capfirst(label.en)}, all parts added: {shown.en}."
    )
    if progress.target is None or progress.target.value is None:
        return _joined([added, UNTARGETED])
    return _joined([added, describe(series, progress)])


def essence(series: Series, progress: Progress) -> Text:
    """Return figure, target and standing alone, for where there is room for little."""
    newest = series.latest_reported
    if newest is None or progress.target is None or progress.target.value is None:
        return describe(series, progress)
    judged, gone = in_time(series, progress), withdrawn(series)
    parts = [
        *([gone] if gone else []),
        figure(series, newest),
        goal(series, progress.target),
        *([judged] if judged else []),
    ]
    return _joined([*parts, conclusion(series, progress)])


def outcome(series: Series, progress: Progress) -> Text:
    """Say what became of a target whose day has passed: the standing and the figure behind it."""
    words, point = progress.standing.text, progress.point
    if point is None:
        return Text(f"{words.zh}（期限内没有数据）", f"{words.en} (no figure up to that day)")
    shown, label = series.show(point), point.period.label
    return Text(f"{words.zh}（{label.zh}：{shown.zh}）", f"{words.en} ({label.en}: {shown.en})")


def figure(series: Series, point: Point) -> Text:
    """Say what was reported and for when."""
    shown, label = series.show(point), point.period.label
    return Text(f"{label.zh}为{shown.zh}。", f"{capfirst(label.en)}: {shown.en}.")


def withdrawn(series: Series) -> Text | None:
    """Say that the figure of the newest period was withdrawn, when and why."""
    newest = series.latest
    return withdrawal(newest) if newest is not None and newest.is_withdrawal else None


def withdrawal(point: Point) -> Text:
    """Say of what period a figure was withdrawn, when and why."""
    label, words = point.period.label, gone(point)
    return Text(
        f"{label.zh}的数据{words.zh}。", f"{capfirst(label.en)}: the figure was {words.en}."
    )


def gone(point: Point) -> Text:
    """Say when and why a figure was withdrawn, within a sentence."""
    day = f"{timezone.localtime(point.released_at):%Y-%m-%d}"
    reason = point.reason.rstrip("。.")
    return Text(f"已于{day}撤回，原因：{reason}", f"withdrawn on {day} (reason: {reason})")


def in_time(series: Series, progress: Progress) -> Text | None:
    """Name the figure that counts where a newer one is about days after the due day."""
    point = progress.point
    if point is None:
        return Text("没有期限内的数据。", "There is no figure about the time up to that day.")
    newest = series.latest_reported
    if newest is not None and newest.period == point.period:
        return None
    shown, label = series.show(point), point.period.label
    return Text(
        f"期限内最近的数据：{label.zh}为{shown.zh}。",
        f"The newest figure up to that day counts: {label.en}, {shown.en}.",
    )


def mention(series: Series, shown: Text) -> Text:
    """Say in one sentence what is counted where, with the figure as it is shown."""
    name, place = series.name, series.place.name
    return Text(f"{name.zh}（{place.zh}）为{shown.zh}。", f"{name.en} ({place.en}): {shown.en}.")


def path(series: Series, progress: Progress) -> Text | None:
    """Say where the path stood on the figure's day, and how far ahead or behind the figure is."""
    if progress.expected is None or progress.start is None or progress.point is None:
        return None
    start, value = progress.start, Fraction(progress.point.value or 0)
    expected = rounded_beside(progress.expected, value, series.decimals)
    day = progress.point.period.end
    is_exact = progress.point.qualifier is Qualifier.EXACT
    shown, exactly = plain(expected), plain(progress.point.value or Decimal(0))
    # A bound is never told as the number alone.
    reported = Text(exactly, exactly) if is_exact else series.show(progress.point)
    from_here = ASSUMED if start.assumed else BEFORE if start.is_target else NO_TEXT
    begins = plain(rounded(start.value, series.decimals))
    line = Text(
        f"自{start.on}的{begins}{from_here.zh}起按直线推进，至{day}应为{shown}；上报{reported.zh}",
        f"On a straight path from {begins} on {start.on}{from_here.en}, {shown} was expected "
        f"by {day}; reported {reported.en}",
    )
    if not is_exact:
        return Text(f"{line.zh}（非精确值）。", f"{line.en} (not an exact figure).")
    return _with_distance(line, Fraction(progress.ahead or 0), value - Fraction(expected))


def _with_distance(line: Text, ahead: Fraction, difference: Fraction) -> Text:
    """Close the path's sentence with the difference of the two numbers that it shows."""
    if ahead == 0:
        return Text(f"{line.zh}，恰在路径上。", f"{line.en}; exactly on the path.")
    apart = plain(Decimal(difference.numerator) / Decimal(difference.denominator)).lstrip("-")
    side = ("领先", "ahead") if ahead > 0 else ("落后", "behind")
    return Text(f"{line.zh}，{side[0]}{apart}。", f"{line.en}; {side[1]} by {apart}.")


def conclusion(series: Series, progress: Progress) -> Text:
    """Name the standing; where a figure proves nothing, say why."""
    words = progress.standing.text
    if progress.standing is Standing.NOT_SHOWN and progress.point is not None:
        shown = series.show(progress.point)
        return Text(
            f"进展：{words.zh}——“{shown.zh}”不足以证明已达到或未达到目标。",
            f"Standing: {words.en}; “{shown.en}” proves neither that the target is reached nor "
            "that it is not.",
        )
    if progress.standing is Standing.MISSED and progress.point is not None:
        return Text(
            f"进展：{words.zh}（目标期限已过，依据为截至{progress.point.period.end}的数据）。",
            f"Standing: {words.en} (the due date has passed; judged by the figure for "
            f"{progress.point.period.end}).",
        )
    return Text(f"进展：{words.zh}。", f"Standing: {words.en}.")


def way(series: Series, progress: Progress) -> Text | None:
    """Say which share of the way is done and how it is counted."""
    if progress.achieved is None or progress.start is None or progress.target is None:
        return None
    zh, en = ROWS[progress.achieved_qualifier].share
    share = show_percent(progress.achieved)
    value, start, end = (
        plain(number)
        for number in (
            (progress.point.value if progress.point else None) or Decimal(0),
            rounded(progress.start.value, series.decimals),
            progress.target.value or Decimal(0),
        )
    )
    sum_ = f"({value} − {start}) ÷ ({end} − {start})" if start != "0" else f"{value} ÷ {end}"
    return Text(
        f"完成度{zh}{share.zh}（{sum_}）。", f"Progress: {en}{share.en} of the way ({sum_})."
    )


def still_to_go(series: Series, progress: Progress) -> Text | None:
    """Say what remains and, where the target is a level to grow to, what each month must bring."""
    if not progress.remaining or progress.pace is None or progress.target is None:
        return None
    remaining = show_difference(rounded(progress.remaining, 6), series.unit)
    if series.kind not in (Kind.STOCK, Kind.CUMULATIVE):
        return Text(f"距目标{remaining.zh}。", f"The target is {remaining.en} away.")
    pace = plain(rounded(progress.pace, series.decimals + 1))
    months = progress.months_left
    return Text(
        f"距目标{remaining.zh}，余{months}个月，平均每月需{pace}。",
        f"The target is {remaining.en} away with {months} "
        f"{'month' if months == 1 else 'months'} left: {pace} a month.",
    )


def _joined(parts: list[Text]) -> Text:
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))


def paragraph(number: int | None) -> Text:
    """Return which paragraph it is, ready to follow its document's name; no words for none."""
    return Text(f"，第{number}段", f", paragraph {number}") if number else NO_TEXT
