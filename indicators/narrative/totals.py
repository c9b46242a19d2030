"""What parts come to and why they make no whole, in words."""

from indicators.bilingual import Text
from indicators.periods import MONTHS, Period, is_month_end, month_of
from indicators.series import NO_TEXT, Series
from indicators.totals import Total, TotalKind, adds_up, spans_of_months, total_of


def incomplete(total: Total, name: Text = NO_TEXT) -> Text:
    """Say in a few words, of what is named, why parts make no whole: 不完整，12个月中有11个月."""
    zh, en = (f"：{name.zh}", f": {name.en}") if name.zh else ("", "")
    if total.sort is TotalKind.UNADDABLE:
        return Text(f"各期不能相加{zh}", f"the parts do not add up{en}")
    number = total.months - len(total.lacking)
    return Text(
        f"不完整{zh}，{total.months}个月中有{number}个月",
        f"incomplete{en}, {number} of {total.months} months",
    )


def lacking(total: Total) -> Text:
    """Return the same with the months that are lacking: 缺2020年2月、2020年7月至12月."""
    words, spans = incomplete(total), [_months(one) for one in spans_of_months(total.lacking)]
    if not spans:
        return words
    zh, en = "、".join(one.zh for one in spans), ", ".join(one.en for one in spans)
    return Text(f"{words.zh}，缺{zh}", f"{words.en}; lacking {en}")


def year_to_date(series: Series) -> Text | None:
    """Say what the counts of the year come to so far (本年累计), of how many months.

    None of levels and shares, and where a year's first figure says it all. Where a month is lacking
    or the parts do not add up, that is said in place of a sum.
    """
    newest = series.latest_reported
    if newest is None or not adds_up(series) or not is_month_end(newest.period.end):
        return None
    days = Period(newest.period.end, newest.period.end.replace(month=1, day=1))
    total = total_of(series, days)
    if total.sort in (TotalKind.INCOMPLETE, TotalKind.UNADDABLE):
        why = lacking(total)
        return Text(f"本年累计：{why.zh}。", f"Year to date: {why.en}.")
    if total.sort is not TotalKind.SUM or total.point is None:
        return None
    shown, first, last = series.show(total.point), MONTHS[0], MONTHS[days.end.month - 1]
    months = days.end.month
    return Text(
        f"本年累计（1月至{months}月，{months}个月）{shown.zh}。",
        f"Year to date ({first} to {last}, {months} months): {shown.en}.",
    )


def with_year_to_date(series: Series, said: Text) -> Text:
    """Return what is said, and after it what the year comes to so far, where that is to be said."""
    total = year_to_date(series)
    return said if total is None else Text(f"{said.zh}{total.zh}", f"{said.en} {total.en}")


def _months(period: Period) -> Text:
    """Name a month, or the first and the last of several."""
    start = period.start or period.end
    first, last = (month_of(one.year, one.month).label for one in (start, period.end))
    if first == last:
        return first
    return Text(f"{first.zh}至{period.end.month}月", f"{MONTHS[start.month - 1]} to {last.en}")
