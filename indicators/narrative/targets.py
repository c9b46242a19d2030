"""Targets in words and in signs."""

from indicators.bilingual import Text
from indicators.enums import Basis, Comparison
from indicators.progress import Progress
from indicators.series import NO_TEXT, Series, Target
from indicators.units import plain, show

COMPARISONS = {
    Comparison.AT_LEAST: Text("不少于", "at least "),
    Comparison.AT_MOST: Text("不超过", "at most "),
    Comparison.EQUAL: Text("等于", "exactly "),
    Comparison.WITHIN: Text("介于", "within "),
}
SIGNS = {
    Comparison.AT_LEAST: "≥",
    Comparison.AT_MOST: "≤",
    Comparison.EQUAL: "=",
    Comparison.WITHIN: "",
}


def target_words(series: Series, target: Target) -> Text:
    """Return the target as words: 不少于250项 / at least 250 items."""
    if target.comparison is None or target.value is None:
        return target.statement
    sign = COMPARISONS[target.comparison]
    shown = show(target.value, series.unit, decimals=series.decimals)
    if target.comparison is Comparison.WITHIN and target.upper is not None:
        low, high = plain(target.value, series.decimals), show(target.upper, series.unit)
        return Text(f"{sign.zh}{low}至{high.zh}", f"{sign.en}{low} to {high.en}")
    return Text(f"{sign.zh}{shown.zh}", f"{sign.en}{shown.en}")


def target_sign(series: Series, target: Target) -> Text:
    """Return the target in signs: ≥ 250项 / ≥ 250 items."""
    if target.comparison is None or target.value is None:
        return target.statement
    if target.comparison is Comparison.WITHIN:
        return target_words(series, target)
    shown = show(target.value, series.unit, decimals=series.decimals)
    return Text(f"{SIGNS[target.comparison]} {shown.zh}", f"{SIGNS[target.comparison]} {shown.en}")


def target_with_basis(series: Series, target: Target) -> Text:
    """Return the target in signs, and that it is not official where the office set it itself."""
    sign = target_sign(series, target)
    if target.basis is not Basis.WORKING:
        return sign
    return Text(f"{sign.zh}（工作目标）", f"{sign.en} (working target)")


def target_judged(series: Series, progress: Progress) -> Text:
    """Return the target that the standing is about, as a list shows it beside the newest figure.

    Its due day is named where the series has other targets, or where that figure came too late.
    """
    if progress.target is None:
        return NO_TEXT
    words, due = target_with_basis(series, progress.target), progress.target.due
    if len(series.quantified) == 1 and series.latest_reported == progress.point:
        return words
    return Text(f"{words.zh} · {due}", f"{words.en} · {due}")


def goal(series: Series, target: Target) -> Text:
    """Say the target and its due date."""
    shown = target_words(series, target)
    return Text(f"目标：{target.due}前{shown.zh}。", f"The target is {shown.en} by {target.due}.")
