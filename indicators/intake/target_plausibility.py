"""Plausibility of a target against its indicator's usual values."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier
from indicators.models import Target
from indicators.models.targets import MEASURED
from indicators.units import PERCENT

from .plausibility import FigureInContext, Finding, look

# What else is doubtful of a figure beside its past says nothing of a target.
TELLING = {"too_fine", "unit_slip"}


def doubts_of(target: Target, before: Target | None = None) -> Iterator[tuple[str, Finding]]:
    """Yield what is doubtful with the target's figures, each with its field.

    ``before`` is the target as it stood.
    """
    indicator = target.indicator
    is_percent = indicator.unit == PERCENT
    for field in MEASURED:
        value, stood = getattr(target, field), getattr(before, field, None)
        if value is None:
            continue
        looked = FigureInContext(
            value=value,
            qualifier=Qualifier.EXACT,
            kind=Kind(indicator.kind),
            is_percent=is_percent,
            decimals=indicator.decimals,
            past=() if stood is None else (stood,),
        )
        yield from ((field, found) for found in look(looked) if found.code in TELLING)
        if is_percent and 0 < value < 1:
            yield field, _below_one(value)


def _below_one(value: Decimal) -> Finding:
    said, meant = f"{value.normalize():f}", f"{(value * 100).normalize():f}"
    return Finding(
        "below_1",
        is_error=False,
        message=Text(
            f"{said}%不到1%，是否应为{meant}%？", f"{said} % is below 1 %: should it be {meant} %?"
        ),
    )
