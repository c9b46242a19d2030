"""Say how organisations and counties stand beside each other, in the reader's language."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboard.charts.punctuality import PunctualMonth, punctuality
from dashboard.tables.sheet import Numbered, in_two
from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier, ReportingState, Standing
from indicators.periods import Period
from indicators.selectors import (
    CountyCell,
    CountyRow,
    IndicatorLine,
    MonthLine,
    ReportingLine,
    StandingSheet,
)
from indicators.timeliness import FigureCounts, cut_percent, heat_of, tenths_of
from indicators.units import plain, rounded, rounded_beside, show

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
BAR, RATE_BAR, COUNTY_BAR = 60, 74, 300
NOT_APPLICABLE = Text("不适用", "not applicable")
Item = TypeVar("Item")
# Of a thousand; bars of rates begin here.
HALF = 500
NOTHING = "—"


def _words(text: Text) -> str:
    return text.in_language(get_language() or "zh-hans")


@register.filter
def tag_of(line: ReportingLine) -> str:
    """Return the class of the tag that shows how an organisation stands."""
    return TAGS[line.counts.state]


@register.filter
def reporting_note(line: ReportingLine) -> str:
    """Say how many figures an organisation lacks or corrects, how late, how often it was told."""
    counts = line.counts
    if counts.state is ReportingState.MISSING:
        return _words(_missing(line))
    if counts.state is ReportingState.RETURNED:
        return _words(Text(f"{counts.returned}项待改", f"{counts.returned} to correct"))
    if counts.state is ReportingState.LATE:
        days = _days(counts.days_late)
        return _words(Text(f"{counts.late}项迟{days.zh}", f"{counts.late} late by {days.en}"))
    if counts.state is ReportingState.AWAITED:
        return _words(Text(f"{counts.awaited}项待报", f"{counts.awaited} not in yet"))
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
    return _words(SHORT[line.progress.standing])


@register.filter
def reached(line: IndicatorLine) -> str:
    """Return the figure with its unit."""
    return _words(line.series.show(line.progress.point)) if line.progress.point else ""


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
    return _words(Text(f"{written}{noun.zh}", f"{written}{noun.en}"))


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
    name = _words(Text(f"{end.month}月", f"{end:%b}"))
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
        (_words(head), number, _words(note), is_bad and number > 0)
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
    return _words(
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


@register.filter
def rate_of(counts: FigureCounts) -> str:
    """Return the share that came in on time, to a tenth of a percent."""
    tenths = tenths_of(counts)
    return NOTHING if tenths is None else f"{tenths / 10:.1f}%"


@register.filter
def rate_bar(counts: FigureCounts) -> SafeString:
    """Draw the rate as a bar that begins at 50 %."""
    tenths = tenths_of(counts)
    if tenths is None:
        return SafeString("")
    width = max(tenths - HALF, 0) * RATE_BAR / HALF
    return format_html(
        '<svg class="rate" width="{0}" height="10" viewBox="0 0 {0} 10" aria-hidden="true">'
        '<rect class="whole" width="{0}" height="10"/>'
        '<rect class="done" width="{1}" height="10"/></svg>',
        RATE_BAR,
        f"{width:.1f}",
    )


@register.simple_tag
def heat_cell(counts: FigureCounts | None, month: Period, name: str) -> SafeString:
    """Return a month's cell: its rate without decimals, as dark as it is bad; hatched if empty."""
    percent, level = (None, None) if counts is None else (cut_percent(counts), heat_of(counts))
    if counts is None or level is None:
        return format_html('<td class="heat none">{}</td>', NOTHING)
    said = _words(
        Text(
            f"{name} {month.label.zh}：按期{counts.on_time}，应报{counts.owed}",
            f"{name}, {month.label.en}: {counts.on_time} of {counts.owed} on time",
        )
    )
    return format_html('<td class="heat h{}" title="{}">{}</td>', level.value, said, percent)


@register.filter
def month_head(month: Period) -> str:
    """Return a month without its year, as the head of a column."""
    return _words(Text(f"{month.end.month}月", f"{month.end:%b}"))


@register.filter
def span_of(months: tuple[Period, ...]) -> str:
    """Return the first and the last of the months."""
    first, last = months[0].label, months[-1].label
    return _words(Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}"))


@register.filter
def nth(many: Sequence[Period], number: int) -> Period:
    """Return the member at the place, counted from zero."""
    return many[number]


@register.filter
def cell_of(counts: FigureCounts | None) -> str:
    """Return the rate of a month of everybody, without decimals."""
    percent = None if counts is None else cut_percent(counts)
    return NOTHING if percent is None else str(percent)


@register.filter
def ordered(many: Sequence[Item], order: Sequence[int]) -> list[Item]:
    """Return the members in the order of their numbers."""
    return [many[number] for number in order]


@register.filter
def county_value(row: CountyRow, cell: CountyCell) -> str:
    """Return a county's figure without its unit; decimals are cut, so that 99.96 never reads 100.

    Of a base that is too small it is numerator and base.
    """
    if cell.base is not None and cell.base.value == 0:
        return _words(NOT_APPLICABLE)
    if cell.point is None or cell.point.value is None:
        return NOTHING
    if cell.is_small:
        return fraction_of(cell) or NOTHING
    if cell.point.qualifier is not Qualifier.EXACT:
        return _words(row.series.show(cell.point))
    if not row.is_rate:
        return plain(cell.point.value, row.series.decimals)
    return cut(Fraction(cell.point.value), decimals_of(row))


def decimals_of(row: CountyRow) -> int:
    """Return how many decimals rates are cut to: one at least, since much is cut with none."""
    return max(row.series.decimals, 1)


def cut(value: Fraction, decimals: int) -> str:
    """Write a number with so many decimals, the others cut."""
    whole = int(value * 10**decimals)
    return f"{Decimal(whole).scaleb(-decimals):,.{decimals}f}"


@register.filter
def fraction_of(cell: CountyCell) -> str:
    """Return numerator and base, where both are known."""
    parts = [one.value for one in (cell.numerator, cell.base) if one is not None]
    known = [plain(one) for one in parts if one is not None]
    return "/".join(known) if len(known) == len(("numerator", "base")) else ""


@register.simple_tag
def county_cell(row: CountyRow, cell: CountyCell) -> SafeString:
    """Return a county's cell: rates as dark as they are short of the target, counts plain."""
    shade = "none" if cell.is_small or cell.point is None else "plainly"
    if row.is_rate and cell.shortfall is not None:
        shade = f"h{cell.shortfall.value}"
    draft = "" if cell.point is None or cell.point.release else " draft"
    said = [_words(cell.place.name)]
    if fraction_of(cell):
        said.append(fraction_of(cell).replace("/", " ÷ "))
    if draft:
        said.append(_("not released"))
    return format_html(
        '<td class="heat {}{}" title="{}">{}</td>',
        shade,
        draft,
        " · ".join(said),
        county_value(row, cell),
    )


@register.filter
def unit_of(row: CountyRow) -> str:
    """Return the unit in which a row's figures are counted."""
    unit = row.series.unit
    return _words(Text(unit.zh, unit.many))


@register.filter
def target_of(row: CountyRow) -> str:
    """Return the target of all counties in signs; that theirs differ, or nothing without one."""
    if row.target is not None:
        return _words(narrative.target_sign(row.series, row.target))
    return _("differs") if row.has_target else ""


@register.filter
def whole_of(row: CountyRow) -> str:
    """Return what all counties come to: Σ ÷ Σ of a rate, the sum of a count, else nothing."""
    if row.rate is not None:
        return cut(row.rate, decimals_of(row))
    if row.total is None:
        return ""
    value, qualifier = row.total
    if qualifier is Qualifier.EXACT:
        return plain(value, row.series.decimals)
    return _words(show(value, row.series.unit, qualifier, row.series.decimals))


@register.filter
def whole_working(row: CountyRow) -> str:
    """Write out how the rate of all counties comes about: 68 ÷ 85 = 80.0 %."""
    if row.parts is None or row.rate is None:
        return ""
    above, below = (plain(one) for one in row.parts)
    return f"{above} ÷ {below} = {cut(row.rate, decimals_of(row))}{row.series.unit.zh}"


@register.simple_tag
def county_bar(row: CountyRow, cell: CountyCell) -> SafeString:
    """Draw a county's rate from zero, with a stroke at the target; hollow where its base is small.

    Bars are as long as the largest figure or target needs, and hundred per cent at least.
    """
    values = [one.point.value for one in row.cells if one.point and one.point.value is not None]
    goal = row.target.value if row.target is not None else None
    least = Decimal(100) if row.series.unit.is_percent else Decimal(0)
    most = max([*values, goal or Decimal(0), least]) or Decimal(1)
    value = cell.point.value if cell.point and cell.point.value is not None else Decimal(0)
    sort = "hollow" if cell.is_small else "short" if cell.shortfall else "well"
    stroke = (
        format_html('<rect class="due" x="{}" width="2" height="22"/>', _along(goal, most))
        if goal is not None
        else SafeString("")
    )
    return format_html(
        '<svg class="county" viewBox="0 0 {} 22" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="{}" y="5" width="{}" height="12"/>{}</svg>',
        COUNTY_BAR + 2,
        sort,
        _along(value, most),
        stroke,
    )


def _along(value: Decimal, most: Decimal) -> str:
    return f"{float(value / most) * COUNTY_BAR:.1f}"
