"""Figures that a text computes from others beside them: sums, and shares in per cent. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from indicators.enums import Qualifier
from indicators.intervals import Bounds
from indicators.prose import Statement
from indicators.units import plain

from .claims import claimed

SHARE = re.compile(r"占[^，。；]{0,12}$|比例[^，。；]{0,6}$|率[^，。；]{0,6}$")
SUM = re.compile(r"(?:合计|总计|共计|总共|一共|累计|共)[^，。；]{0,10}$")
MOST_PARTS = 5


def derived(statement: Statement, before: str, beside: Sequence[Statement]) -> str | None:
    """Return the working where the figure follows from those beside it, else None.

    ``before`` is the text up to the figure, and ``beside`` are the exact figures of its paragraph,
    the nearest first.
    """
    exact = [
        one.value
        for one in beside
        if one.qualifier is Qualifier.EXACT and one.value_to is None and one.value is not None
    ]
    if statement.unit == "%" and SHARE.search(before):
        return _share(claimed(statement), exact)
    return _sum(claimed(statement), exact) if SUM.search(before) else None


def _share(claim: Bounds, values: list[Decimal]) -> str | None:
    """Look for two of the nearest figures of which one is that share of the other."""
    near = values[:MOST_PARTS]
    for part in near:
        for whole in near:
            if part < whole and _holds(claim, Fraction(part) / Fraction(whole) * 100):
                return f"{plain(part)} ÷ {plain(whole)}"
    return None


def _sum(claim: Bounds, values: list[Decimal]) -> str | None:
    """Look for so many of the nearest figures that add up to the claim."""
    for count in range(2, min(MOST_PARTS, len(values)) + 1):
        parts = values[:count]
        if _holds(claim, Fraction(sum(parts, Decimal(0)))):
            return " + ".join(plain(part) for part in reversed(parts))
    return None


def _holds(claim: Bounds, value: Fraction) -> bool:
    return Bounds(value, value).lies_within(claim)
