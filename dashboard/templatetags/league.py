"""Say how organisations rank by what came in on time, in the reader's language."""

from collections.abc import Sequence

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.bilingual import Text
from indicators.periods import Period
from indicators.timeliness import FigureCounts, cut_percent, heat_of, tenths_of

from .wording import words

register = Library()
RATE_BAR = 74
# Of a thousand; bars of rates begin here.
HALF = 500
NOTHING = "—"


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
    said = words(
        Text(
            f"{name} {month.label.zh}：按期{counts.on_time}，应报{counts.owed}",
            f"{name}, {month.label.en}: {counts.on_time} of {counts.owed} on time",
        )
    )
    return format_html('<td class="heat h{}" title="{}">{}</td>', level.value, said, percent)


@register.filter
def month_head(month: Period) -> str:
    """Return a month without its year, as the head of a column."""
    return words(Text(f"{month.end.month}月", f"{month.end:%b}"))


@register.filter
def span_of(months: tuple[Period, ...]) -> str:
    """Return the first and the last of the months."""
    first, last = months[0].label, months[-1].label
    return words(Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}"))


@register.filter
def nth(many: Sequence[Period], number: int) -> Period:
    """Return the member at the place, counted from zero."""
    return many[number]


@register.filter
def cell_of(counts: FigureCounts | None) -> str:
    """Return the rate of a month of everybody, without decimals."""
    percent = None if counts is None else cut_percent(counts)
    return NOTHING if percent is None else str(percent)
