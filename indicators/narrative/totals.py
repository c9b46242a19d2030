"""Why parts make no whole, in words."""

from indicators.bilingual import Text
from indicators.periods import MONTHS, Period, month_of
from indicators.series import NO_TEXT
from indicators.totals import Total, TotalKind, spans_of_months


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


def _months(period: Period) -> Text:
    """Name a month, or the first and the last of several."""
    start = period.start or period.end
    first, last = (month_of(one.year, one.month).label for one in (start, period.end))
    if first == last:
        return first
    return Text(f"{first.zh}至{period.end.month}月", f"{MONTHS[start.month - 1]} to {last.en}")
