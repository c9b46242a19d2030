"""How a report words changes, periods and targets, in both languages."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Basis, Status
from indicators.periods import MONTHS, Period
from indicators.series import NO_TEXT, NOTHING, Citation, Named, Point, Series, Target
from indicators.totals import Total
from indicators.units import in_myriads, plain, show_in_text

SEPARATOR = re.compile(r"(?<=\d),(?=\d{3})")
MOST_CITED = 3
WORKING = Text("，工作目标", ", a working target")


def change_words(series: Series, difference: Decimal) -> Text:
    """Return a change in words: 较上期增加24项, 与上期持平."""
    if not difference:
        return Text("与上期持平", "unchanged from the period before")
    written = in_myriads(abs(difference), series.decimals)
    noun = series.unit.difference(difference)
    up, down = ("提高", "降低") if series.unit.is_percent else ("增加", "减少")
    grown = difference > 0
    return Text(
        f"较上期{up if grown else down}{written}{noun.zh}",
        f"{plain(abs(difference), series.decimals)}{noun.en} "
        f"{'more' if grown else 'less'} than in the period before",
    )


def spoken(period: Period) -> Text:
    """Return the period as a sentence names it: 2019年上半年, 截至2019年6月20日."""
    end = spoken_day(period.end)
    if period.start is None:
        return Text(f"截至{end.zh}", f"as of {end.en}")
    if "-" not in period.label.zh:
        return period.label
    start = spoken_day(period.start)
    return Text(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")


def own_days(total: Total, days: Period) -> list[Text]:
    """Return the days that a figure is about, unless they are those of the report."""
    if total.point is None or not total.is_figure or total.is_of_span:
        return []
    period = total.point.period
    words = spoken(period)
    first, start = days.start or days.end, period.start
    if start is None or start < first or period.end > days.end:
        return [words]
    # A part of the report's days alone: what it says of them is not said of the rest.
    return [Text(f"仅{words.zh}", f"{words.en} alone")]


def spoken_day(day: date) -> Text:
    """Return the day as a sentence names it: 2019年6月20日, 20 June 2019."""
    return Text(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    )


def cited(citations: Iterable[Citation]) -> Text:
    """Return the documents with their paragraphs, the first few of many."""
    found = list(dict.fromkeys((one.source, one.paragraph) for one in citations))
    words = [_cited(source, paragraph) for source, paragraph in found[:MOST_CITED]]
    zh, en = "、".join(one.zh for one in words), "; ".join(one.en for one in words)
    more = len(found) - len(words)
    return Text(f"{zh}等{len(found)}处" if more else zh, f"{en}; {more} more" if more else en)


def _cited(source: Named, paragraph: int | None) -> Text:
    at = Text(f"第{paragraph}段", f", paragraph {paragraph}") if paragraph else NO_TEXT
    return Text(f"《{source.name.zh}》{at.zh}", f"{source.name.en or source.name.zh}{at.en}")


def shown(series: Series, point: Point | None) -> Text:
    """Return a point's figure as officials write it in a sentence."""
    if point is None or point.value is None:
        return NOTHING[Status.MISSING]
    return show_in_text(point.value, series.unit, point.qualifier, series.decimals)


def target_words(series: Series, target: Target) -> Text:
    """Return the target in words; one that the office set itself says so."""
    words, due = without_separators(narrative.target_words(series, target)), spoken_day(target.due)
    if not target.is_quantified:
        return words
    own = WORKING if target.basis is Basis.WORKING else NO_TEXT
    return Text(f"{words.zh}（{due.zh}前{own.zh}）", f"{words.en} (by {due.en}{own.en})")


def without_separators(words: Text) -> Text:
    """Leave out the separators of thousands, which Chinese sentences do not have."""
    return Text(SEPARATOR.sub("", words.zh), words.en)


def bracketed(parts: list[Text]) -> Text:
    """Return the parts in one pair of brackets, or nothing."""
    if not parts:
        return NO_TEXT
    zh, en = "，".join(one.zh for one in parts), ", ".join(one.en for one in parts)
    return Text(f"（{zh}）", f" ({en})")


def joined(words: Text, more: Text) -> Text:
    """Return the words with more behind them."""
    return Text(f"{words.zh}{more.zh}", f"{words.en}{more.en}")


def labelled(series: Series, words: Text) -> Text:
    """Return the words behind what is counted where: 政务服务事项（市本级）：缺报."""
    name, place = series.name, series.place.name
    return Text(f"{name.zh}（{place.zh}）：{words.zh}", f"{name.en} ({place.en}): {words.en}")


def counted(number: int, one: str, many: str) -> str:
    """Return an English count: 1 figure, 2 figures."""
    return f"{number} {one if number == 1 else many}"
