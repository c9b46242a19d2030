"""Plausibility of one figure against its past: errors block, warnings need a reason. Pure.

A figure is doubtful where it is about ten, a hundred or ten thousand times the last one, or the
other way round (a slip of the unit), and where it moves further than the indicator ever does:
more than three times the largest of its earlier steps, or, with fewer than three steps known, more
than half of the last figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.bilingual import Text
from indicators.enums import Kind, Qualifier
from indicators.intervals import impossible
from indicators.units import plain

SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10000))
NEAR_A_SLIP = Decimal("0.2")
STEPS_THAT_TELL = 3
TIMES_THE_LARGEST = 3
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or doubtful with a figure, in both languages."""

    code: str
    is_error: bool
    message: Text

    def kept(self) -> dict[str, object]:
        """Return what an entry keeps of the finding when it is submitted."""
        return {
            "code": self.code,
            "is_error": self.is_error,
            "zh": self.message.zh,
            "en": self.message.en,
        }


@dataclass(frozen=True, slots=True)
class FigureInContext:
    """A figure to look at: its value, what it counts, and the exact figures before it."""

    value: Decimal
    qualifier: Qualifier
    kind: Kind
    is_percent: bool
    decimals: int
    past: tuple[Decimal, ...] = ()


def look(figure: FigureInContext) -> list[Finding]:
    """Return the errors and doubts of the figure by itself and beside its past."""
    return [*_range(figure), *_whole(figure), *_fall(figure), *_beside_the_last(figure)]


def _range(figure: FigureInContext) -> Iterator[Finding]:
    found = impossible(figure.value, figure.kind, is_percent=figure.is_percent)
    if found is not None:
        code, message = found
        yield Finding(code, is_error=True, message=message)


def _whole(figure: FigureInContext) -> Iterator[Finding]:
    places = -int(figure.value.normalize().as_tuple().exponent)
    if places > max(figure.decimals, 2 if figure.is_percent else 0):
        yield _doubt(
            "too_fine",
            f"该指标通常{_decimals_zh(figure.decimals)}，请核对单位。",
            f"This indicator has {figure.decimals} decimals; check the unit.",
        )


def _fall(figure: FigureInContext) -> Iterator[Finding]:
    if figure.kind is Kind.CUMULATIVE and figure.past and figure.value < figure.past[-1]:
        last, now = plain(figure.past[-1]), plain(figure.value)
        yield _error(
            "falls",
            f"累计数不能下降：上期{last}，本期{now}。",
            f"A cumulative count cannot fall: {last} before, {now} now.",
        )


def _beside_the_last(figure: FigureInContext) -> Iterator[Finding]:
    if not figure.past or figure.past[-1] <= 0 or figure.value < 0:
        return
    last, value = figure.past[-1], figure.value
    for slip in SLIPS if value > 0 else ():
        if any(abs(ratio / slip - 1) <= NEAR_A_SLIP for ratio in (value / last, last / value)):
            yield _doubt(
                "unit_slip",
                f"与上期{plain(last)}相差约{plain(slip)}倍，请核对单位。",
                f"About {plain(slip)} times apart from the last figure, {plain(last)}: "
                "check the unit.",
            )
            return
    if abs(value - last) > _usual_step(figure.past):
        more_zh, more_en = ("增加", "more") if value > last else ("减少", "less")
        step = plain(abs(value - last))
        yield _doubt(
            "jump",
            f"比上期（{plain(last)}）{more_zh}{step}，超出该指标的通常变动。",
            f"{step} {more_en} than the last figure, {plain(last)}: this indicator usually moves "
            "less.",
        )


def _decimals_zh(decimals: int) -> str:
    return f"保留{decimals}位小数" if decimals else "为整数"


def _usual_step(past: tuple[Decimal, ...]) -> Decimal:
    steps = [abs(after - before) for before, after in pairwise(past)]
    if len(steps) >= STEPS_THAT_TELL and max(steps) > 0:
        return max(steps) * TIMES_THE_LARGEST
    return past[-1] * HALF


def _error(code: str, zh: str, en: str) -> Finding:
    return Finding(code, is_error=True, message=Text(zh, en))


def _doubt(code: str, zh: str, en: str) -> Finding:
    return Finding(code, is_error=False, message=Text(zh, en))
