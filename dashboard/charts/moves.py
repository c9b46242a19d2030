"""Rises and falls as arrows from one zero; grey, for neither is good in itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

ZERO, LONGEST = 62, 60


@dataclass(frozen=True, slots=True)
class Move:
    """From where to where the arrow's bar goes, and whether it points right."""

    begin: float
    end: float
    is_up: bool


def moves(changes: Sequence[Decimal]) -> list[Move]:
    """Return an arrow for each change, drawn to the largest of them."""
    largest = max((abs(one) for one in changes), default=Decimal(0)) or Decimal(1)
    lengths = [round(float(abs(one) / largest) * LONGEST, 1) for one in changes]
    return [
        Move(ZERO, ZERO + length, is_up=True)
        if change > 0
        else Move(round(ZERO - length, 1), ZERO, is_up=False)
        for change, length in zip(changes, lengths, strict=True)
    ]


def draw(one: Move) -> SafeString:
    """Return the arrow as SVG for a page."""
    width = round(one.end - one.begin, 1)
    head = f"M{one.end} 3l5 5-5 5z" if one.is_up else f"M{one.begin} 3l-5 5 5 5z"
    return SafeString(
        '<svg viewBox="-6 0 136 16" aria-hidden="true">'
        f'<path class="zero" d="M{ZERO} 0V16"/>'
        f'<rect x="{one.begin}" y="3" width="{width}" height="10"/><path d="{head}"/></svg>'
    )
