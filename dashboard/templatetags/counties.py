"""Say how counties stand beside each other, in the reader's language."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.selectors import (
    CountyCell,
    CountyRow,
)
from indicators.units import plain, show

from .wording import words

register = Library()
COUNTY_BAR = 300
NOT_APPLICABLE = Text("不适用", "not applicable")
Item = TypeVar("Item")
NOTHING = "—"


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
        return words(NOT_APPLICABLE)
    if cell.point is None or cell.point.value is None:
        return NOTHING
    if cell.is_small:
        return fraction_of(cell) or NOTHING
    if cell.point.qualifier is not Qualifier.EXACT:
        return words(row.series.show(cell.point))
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
    said = [words(cell.place.name)]
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
    return words(Text(unit.zh, unit.many))


@register.filter
def target_of(row: CountyRow) -> str:
    """Return the target of all counties in signs; that theirs differ, or nothing without one."""
    if row.target is not None:
        return words(narrative.target_sign(row.series, row.target))
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
    return words(show(value, row.series.unit, qualifier, row.series.decimals))


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
