"""One indicator's places beside each other, as bars from zero."""

from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.enums import Qualifier
from indicators.series import Point, Series

WIDTH, LINE, LEFT, RIGHT = 720, 34, 150, 170
SHRINK = 14


def comparison(places: list[Series], language: str) -> SafeString:
    """Return the bars as SVG, or nothing where fewer than two places have a figure of one kind.

    A bound is drawn as an open bar, because it is not exact. Whole and parts (the city and its
    counties) stand beside each other as they are; nothing is summed.
    """
    shown = [(series, point) for series in places if (point := series.latest_reported)]
    values = [Fraction(point.value or 0) for _, point in shown]
    if len(shown) < 2 or min(values) < 0 or max(values) == 0:
        return SafeString("")
    same_period = len({point.period for _, point in shown}) == 1
    bars = [
        _bar(line, (series, point), Fraction(point.value or 0) / max(values), language, same_period)
        for line, (series, point) in enumerate(shown)
    ]
    return format_html(
        '<svg class="comparison" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        LINE * len(bars),
        shown[0][0].name.in_language(language),
        format_html_join("", "{}", ((bar,) for bar in bars)),
    )


def _bar(
    line: int,
    shown: tuple[Series, Point],
    share: Fraction,
    language: str,
    same_period: bool,  # noqa: FBT001 - inner function
) -> SafeString:
    series, point = shown
    width = float(share) * (WIDTH - LEFT - RIGHT)
    figure = series.show(point).in_language(language)
    if not same_period:
        figure = f"{figure} · {point.period.end}"
    name = series.place.name.in_language(language)
    return format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text x="{}" y="{}">{}</text>',
        LEFT - 10,
        LINE * line + 22,
        name if len(name) <= SHRINK or language != "zh-hans" else f"{name[:SHRINK]}…",
        "exact" if point.qualifier is Qualifier.EXACT else "bound",
        LEFT,
        LINE * line + 8,
        f"{width:.1f}",
        LINE - 14,
        f"{LEFT + width + 8:.1f}",
        LINE * line + 22,
        figure,
    )
