"""Say what a standing sheet holds, in the reader's language."""

from fractions import Fraction

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.charts.punctuality import PunctualMonth, punctuality
from dashboard.tables.sheet import Numbered, in_two
from indicators.bilingual import Text
from indicators.enums import ReportingState, Standing
from indicators.selectors import (
    IndicatorLine,
    MonthLine,
    ReportingLine,
    StandingSheet,
)
from indicators.units import plain, rounded, rounded_beside

from .wording import words

register = Library()
TAGS = {
    ReportingState.MISSING: "t-missing",
    ReportingState.RETURNED: "t-back",
    ReportingState.LATE: "t-late",
    ReportingState.AWAITED: "t-awaited",
    ReportingState.ON_TIME: "t-ok",
}
# Shorter than the standings' own words, for a column of a sheet of paper.
SHORT = {
    Standing.BEHIND: Text("滞后", "behind"),
    Standing.MISSED: Text("未达成", "missed"),
    Standing.AT_RISK: Text("预警", "at risk"),
}
BAR = 60


@register.filter
def tag_of(line: ReportingLine) -> str:
    """Return the class of the tag that shows how an organisation stands."""
    return TAGS[line.counts.state]


@register.filter
def reporting_note(line: ReportingLine) -> str:
    """Say how many figures an organisation lacks or corrects, how late, how often it was told."""
    counts = line.counts
    if counts.state is ReportingState.MISSING:
        return words(_missing(line))
    if counts.state is ReportingState.RETURNED:
        return words(Text(f"{counts.returned}项待改", f"{counts.returned} to correct"))
    if counts.state is ReportingState.LATE:
        days = _days(counts.days_late)
        return words(Text(f"{counts.late}项迟{days.zh}", f"{counts.late} late by {days.en}"))
    if counts.state is ReportingState.AWAITED:
        return words(Text(f"{counts.awaited}项待报", f"{counts.awaited} not in yet"))
    return ""


def _missing(line: ReportingLine) -> Text:
    counts, days = line.counts, _days(line.counts.days_late)
    some = counts.missing if counts.missing < counts.owed else 0
    head = Text(f"{some}项", f"{some}: ") if some else Text("", "")
    told = (
        Text(f"催{line.reminders}次", f"reminded {line.reminders}×")
        if line.reminders
        else Text("未催报", "not reminded")
    )
    return Text(f"{head.zh}逾{days.zh}{told.zh}", f"{head.en}{days.en} overdue, {told.en}")


def _days(many: int) -> Text:
    return Text(f"{many}天", f"{many} day" if many == 1 else f"{many} days")


@register.filter
def short_standing(line: IndicatorLine) -> str:
    """Return the standing in the fewest words."""
    return words(SHORT[line.progress.standing])


@register.filter
def reached(line: IndicatorLine) -> str:
    """Return the figure with its unit."""
    return words(line.series.show(line.progress.point)) if line.progress.point else ""


@register.filter
def wanted(line: IndicatorLine) -> str:
    """Return what the figure should be by its day, rounded so that the order of both stays true."""
    progress = line.progress
    if progress.due_now is None or progress.point is None:
        return ""
    beside = Fraction(progress.point.value or 0)
    value = rounded_beside(progress.due_now, beside, line.series.decimals)
    noun = line.series.unit.after(value)
    written = plain(value, line.series.decimals)
    return words(Text(f"{written}{noun.zh}", f"{written}{noun.en}"))


@register.filter
def gap(line: IndicatorLine) -> str:
    """Return the distance from there in per cent, with its sign."""
    return "" if line.progress.gap is None else signed_percent(line.progress.gap)


def signed_percent(share: Fraction) -> str:
    """Write a share in per cent with one decimal and its sign; what is not zero never reads so."""
    shown = rounded_beside(share * 100, Fraction(0), 1)
    return f"{'−' if shown < 0 else '+'}{plain(abs(shown), 1)}%"


@register.filter
def way_bar(line: IndicatorLine) -> SafeString:
    """Draw how much of the way is covered, with a stroke where it should be."""
    progress = line.progress
    if progress.bar is None or progress.due_share is None:
        return SafeString("")
    return format_html(
        '<svg class="way" width="64" height="12" viewBox="0 0 64 12" aria-hidden="true">'
        '<rect class="whole" x="1" y="3" width="{}" height="6"/>'
        '<rect class="done {}" x="1" y="3" width="{}" height="6"/>'
        '<rect class="due" x="{}" y="0" width="1.6" height="12"/></svg>',
        BAR,
        progress.standing.value,
        f"{float(progress.bar * BAR):.1f}",
        f"{float(progress.due_share * BAR) + 0.2:.1f}",
    )


@register.filter
def punctual_months(months: tuple[MonthLine, ...]) -> list[PunctualMonth]:
    """Return the months of the trend as they are drawn and written."""
    return [_month(one) for one in months]


def _month(line: MonthLine) -> PunctualMonth:
    end, totals = line.period.end, line.totals
    name = words(Text(f"{end.month}月", f"{end:%b}"))
    if totals is None:
        return PunctualMonth(name, None)
    return PunctualMonth(name, totals.share, totals.missing, totals.corrected)


@register.filter
def punctual_trend(months: list[PunctualMonth]) -> SafeString:
    """Draw the months."""
    heads = (f"{_('Punctual')}%", _("Missing"), _("Returned"))
    title = _("Punctual organisations in per cent, organisations missing and figures returned")
    return punctuality(months, title, heads)


@register.filter
def one_decimal(share: Fraction) -> str:
    """Return a share in per cent with one decimal, as in a sum of days."""
    return f"{rounded(share * 100, 1):.1f}%"


@register.filter
def sheet_counts(sheet: StandingSheet) -> list[tuple[str, int, str, bool]]:
    """Return the sheet's counts: what is counted, how many, what of, and whether it is bad."""
    punctual = sheet.of(ReportingState.ON_TIME)
    missing = sheet.of(ReportingState.MISSING)
    returned = [one for one in sheet.lines if one.counts.returned]
    late = [one for one in sheet.lines if one.counts.late]
    awaited = sheet.of(ReportingState.AWAITED)
    behind = sheet.standing(Standing.BEHIND, Standing.MISSED)
    rows = [
        (Text("应报单位", "Organisations"), len(sheet.lines), _figures(sheet.owed), False),
        (Text("按期单位", "On time"), len(punctual), Text("个，无退回", "none returned"), False),
        (Text("未报单位", "Missing"), len(missing), _figures(_sum(missing, "missing")), True),
        (
            Text("退回待改", "To correct"),
            len(returned),
            _figures(_sum(returned, "returned")),
            False,
        ),
        (Text("迟报单位", "Late"), len(late), _figures(_sum(late, "late")), False),
        (Text("进度滞后", "Behind"), behind, Text("项", "indicators"), True),
        (
            Text("预警", "At risk"),
            sheet.standing(Standing.AT_RISK),
            Text("项", "indicators"),
            False,
        ),
    ]
    if awaited:
        said = _figures(_sum(awaited, "awaited"))
        rows.insert(2, (Text("待报单位", "Not in yet"), len(awaited), said, False))
    return [
        (words(head), number, words(note), is_bad and number > 0)
        for head, number, note, is_bad in rows
    ]


def _sum(lines: list[ReportingLine], name: str) -> int:
    return sum(getattr(one.counts, name) for one in lines)


def _figures(many: int) -> Text:
    return Text(f"个，{many}项", f"{many} figure" if many == 1 else f"{many} figures")


@register.filter
def all_on_time(sheet: StandingSheet) -> bool:
    """Tell whether nothing is missing, returned, late or awaited."""
    return all(one.counts.state is ReportingState.ON_TIME for one in sheet.lines)


@register.filter
def standing_counts(sheet: StandingSheet) -> str:
    """Say what behind and at risk mean, and how many indicators stand otherwise."""
    near = sheet.standing(Standing.MET, Standing.ON_TRACK)
    without = sheet.standing(Standing.NO_TARGET)
    unknown = sheet.standing(Standing.NOT_SHOWN, Standing.NO_DATA)
    return words(
        Text(
            "预警：未达应达，差距在该目标的预警幅度内（未另设的为应完成量的10%）；滞后：超出该幅度。"
            f"达到序时{near}项，无量化目标{without}项，未能证实或暂无数据{unknown}项。",
            "At risk: short of where it should be by no more than the target's margin (10 % of "
            "the way unless another is set); behind: by more. "
            f"On track or met: {near}; no quantified target: {without}; "
            f"not shown, or no data: {unknown}.",
        )
    )


@register.filter
def all_lines(sheet: StandingSheet) -> tuple[Numbered, Numbered]:
    """Return all organisations of the sheet in two columns."""
    return in_two(sheet.lines)
