"""What a report says of all figures together, as whole sentences."""

from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.series import NO_TEXT

from .figure_wording import DRAFT
from .report_data import NEEDS_WORK, ReportData
from .wording import counted, spoken_day

AND_MORE = 20
TITLES = {
    True: Text("法治政府建设指标进展年度报告", "Progress of law-based government: annual report"),
    False: Text("法治政府建设指标进展报告", "Progress of law-based government"),
}


def title(material: ReportData) -> Text:
    """Return the report's title with its period."""
    label, name = material.span.label, TITLES[material.span.half is None]
    return Text(f"{name.zh}（{label.zh}）", f"{name.en}, {label.en}")


def period(material: ReportData) -> Text:
    """Return the half-year or year: 2019年上半年."""
    return material.span.label


def day(material: ReportData) -> Text:
    """Return the day until which figures are stated."""
    return spoken_day(min(material.day, material.span.days.end))


def mark(material: ReportData) -> Text:
    """Return what marks a draft; empty where every figure is public."""
    return Text(DRAFT.zh, DRAFT.en.strip()) if material.is_internal else Text("", "")


def summary(material: ReportData) -> Text:
    """Say how many figures of how many areas and organisations the report states."""
    label = material.span.label
    figures = material.reported
    areas = len({one.series.area.code for one in figures})
    owners = len({one.series.owner.code for one in figures})
    stated = counted(len(figures), "figure", "figures")
    return Text(
        f"{label.zh}，本报告共载数据{len(figures)}项，分属{areas}个领域，由{owners}个单位负责。",
        f"For the {label.en}, this report states {stated} from {counted(areas, 'area', 'areas')}, "
        f"kept by {counted(owners, 'organisation', 'organisations')}.",
    )


def progress(material: ReportData) -> Text:
    """Say how many of the figures with a target have which standing."""
    total = material.standings.total()
    if not total:
        return Text("本期数据均未设定量目标。", "None of the figures has a quantified target.")
    numbers = [(one.text, material.standings[one]) for one in Standing]
    zh = "，".join(f"{words.zh}{number}项" for words, number in numbers if number)
    en = ", ".join(f"{number} {words.en}" for words, number in numbers if number)
    return Text(
        f"其中设有定量目标的{total}项：{zh}。",
        f"Of the {total} with a quantified target: {en}.",
    )


def attention(material: ReportData) -> Text:
    """Name the figures that are short of their targets."""
    pressing = material.pressing
    if not pressing:
        return Text(
            "目前没有预警、进度滞后或未达成目标的数据。",
            "No figure is at risk, behind or short of its target.",
        )
    named = [
        (one.series.name, one.series.place.name, one.judged)
        for one in sorted(pressing, key=lambda one: -NEEDS_WORK.index(one.progress.standing))
    ][:AND_MORE]
    zh = "、".join(f"{name.zh}（{place.zh}，{words.zh}）" for name, place, words in named)
    en = "; ".join(f"{name.en} ({place.en}, {words.en})" for name, place, words in named)
    more = len(pressing) - len(named)
    return Text(
        f"需要重点推进的有：{zh}{f'等{len(pressing)}项' if more else ''}。",
        f"These need attention: {en}{f', and {more} more' if more else ''}.",
    )


def gaps(material: ReportData) -> Text:
    """Say whether figures are missing or about other days, and that they are listed."""
    parts = [_lacking(len(material.missing)), _of_other_days(len(material.of_other_days))]
    return Text("".join(one.zh for one in parts), " ".join(one.en for one in parts if one.en))


def _lacking(number: int) -> Text:
    if not number:
        return Text("应载数据均已齐全。", "No figure is missing.")
    return Text(
        f"缺少或不完整的数据{number}项，已在文中标明，并列于文末。",
        f"{counted(number, 'figure is', 'figures are')} missing or incomplete, marked in the text "
        "and listed at its end.",
    )


def _of_other_days(number: int) -> Text:
    if not number:
        return NO_TEXT
    return Text(
        f"另有{number}项数据的所属期与报告期不一致，已注明所属期，并列于文末。",
        f"{counted(number, 'figure is', 'figures are')} about other days than the report; they are "
        "marked with their own days and listed at the end.",
    )


def basis(material: ReportData) -> Text:
    """Say what the report draws from."""
    if material.is_internal:
        return Text(
            "本报告为内部草稿，含已审核、尚未发布的数据，不得公开；这类数据逐项标明。",
            "This is an internal draft: it holds figures that are accepted but not released, each "
            "of them marked, and must not be made public.",
        )
    return Text(
        "本报告依据已公开发布的数据编写，各项数据的出处见网站上的指标页面。",
        "This report draws on released figures alone; each indicator's page on the site names its "
        "source.",
    )


SLOTS = {
    "title": (title, Text("报告标题", "title of the report")),
    "period": (period, Text("报告期", "period of the report")),
    "day": (day, Text("数据截止日期", "day until which figures are stated")),
    "mark": (mark, Text("内部稿标记，公开稿为空", "mark of a draft; empty in a public report")),
    "summary": (summary, Text("总体情况一句", "a sentence on what the report states")),
    "progress": (progress, Text("进展统计一句", "a sentence on the standings")),
    "attention": (attention, Text("需重点推进的数据一句", "a sentence on what is short")),
    "basis": (basis, Text("编写依据一句", "a sentence on what the report draws from")),
    "gaps": (gaps, Text("数据是否齐全一句", "a sentence on what is missing")),
}
