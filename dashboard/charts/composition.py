"""A whole and its parts as one stacked bar; what no part covers stays empty."""

from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.enums import Qualifier
from indicators.series import Series

WIDTH, HEIGHT, LINE = 720, 44, 30
SHADES = 3


def composition(whole: Series, parts: list[Series], language: str) -> SafeString:
    """Return the bar as SVG, or nothing unless all figures are exact, of one day, and fit."""
    figures = [series.latest_reported for series in (whole, *parts)]
    exact = [point for point in figures if point and point.qualifier is Qualifier.EXACT]
    if not parts or len(exact) < len(figures) or len({point.period.end for point in exact}) > 1:
        return SafeString("")
    total, *values = [Fraction(point.value or 0) for point in exact]
    if total <= 0 or sum(values) > total:
        return SafeString("")
    pieces, start = [], Fraction(0)
    for shade, (series, point, value) in enumerate(zip(parts, exact[1:], values, strict=True)):
        pieces.append(
            format_html(
                '<rect class="part{}" x="{}" y="0" width="{}" height="28"/>'
                '<rect class="part{}" x="0" y="{}" width="12" height="12"/>'
                '<text x="20" y="{}">{} {}</text>',
                shade % SHADES,
                f"{float(start / total * WIDTH):.1f}",
                f"{float(value / total * WIDTH):.1f}",
                shade % SHADES,
                40 + LINE * shade,
                51 + LINE * shade,
                series.name.in_language(language),
                series.show(point).in_language(language),
            )
        )
        start += value
    return format_html(
        '<svg class="composition" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<rect class="whole" width="{}" height="28"/>{}</svg>',
        WIDTH,
        HEIGHT + LINE * len(parts),
        whole.name.in_language(language),
        WIDTH,
        format_html_join("", "{}", ((piece,) for piece in pieces)),
    )
