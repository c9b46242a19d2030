"""Figures that a text computes from others beside them: sums, and shares in per cent. Pure.

Only figures that the text or the indicator's definition ties together are divided or added: of any
two neighbours some quotient lies within 60 % 以上.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import takewhile

from indicators.enums import Qualifier
from indicators.intervals import Bounds
from indicators.prose import Statement
from indicators.units import plain

from .claims import claimed

IS = "(?:分别)?(?:为|达到?|是|约|仅)?"
NOUN = "[^，,。；、]{0,8}"
# What stands between a part and its share: 35个，占申报单位的81.4%; 35件，办结率81.4%.
SHARE = re.compile(
    rf"(?:{NOUN}[，,、(])?(?:仅|约)?(?:占(?P<whole>[^，,。；、]{{0,12}}?)的?(?:比例?|比重)?|比例|比重){IS}"
)
RATE = re.compile(rf"{NOUN}[，,、(](?:其?[^，,。；、]{{0,6}}?)(?P<done>[^\W\d_]{{2}})率{IS}")
SUM = re.compile(r"(?:合计|总计|共计|总共|一共|累计|共)[^，。；]{0,10}$")
SENTENCE_END = re.compile("[。！？!?](?!其中)")
DIVIDED_BY = re.compile("占|÷|/|除以")
WHOLE = re.compile("^(?:总|全|其|$)")
MOST_PARTS = 5
NameOf = Callable[[Statement], str]


def derived(
    statement: Statement, line: str, beside: Sequence[Statement], definition: str, name_of: NameOf
) -> str | None:
    """Return the working where the figure follows from those beside it, else None.

    ``beside`` are the figures before it in its line, the nearest first. ``definition`` is that of
    the indicator spoken of, and ``name_of`` says what another figure speaks of.
    """
    start = max((end.end() for end in SENTENCE_END.finditer(line, 0, statement.start)), default=0)
    near = list(takewhile(lambda one: one.start >= start and _is_exact(one), beside))
    if statement.unit == "%":
        pairs = [*_tied(statement, line, near), *_defined(beside, definition, name_of)]
        return _share(claimed(statement), pairs)
    is_sum = _is_exact(statement) and SUM.search(line[: statement.start])
    return _sum(statement, near) if is_sum else None


def _is_exact(one: Statement) -> bool:
    return one.qualifier is Qualifier.EXACT and one.value_to is None and not one.is_change


def _tied(
    statement: Statement, line: str, near: Sequence[Statement]
) -> list[tuple[Statement, Statement]]:
    """Return part and whole by the words that lead from the part to its share."""
    if len(near) < 2:
        return []
    part, *wholes = near
    lead = line[part.end : statement.start]
    wholes = [one for one in wholes if one.unit == part.unit]
    if found := RATE.fullmatch(lead):
        is_done = found["done"] in _words(part, line, near)
        return [(part, one) for one in wholes[:1] if is_done]
    found = SHARE.fullmatch(lead)
    if found is None:
        return []
    whole = found["whole"] or ""
    if WHOLE.match(whole):
        return [(part, one) for one in wholes[:1]]
    pairs = {whole[at : at + 2] for at in range(len(whole) - 1)}
    named = [one for one in wholes if any(pair in _words(one, line, near) for pair in pairs)]
    return [(part, one) for one in named[:1]]


def _words(one: Statement, line: str, near: Sequence[Statement]) -> str:
    """Return the words around a figure, up to the figures or the stops on both sides."""
    before = max((other.end for other in near if other.end <= one.start), default=0)
    after = re.match(r"[^，,。；、0-9]*", line[one.end :])
    return line[before : one.start] + (after[0] if after else "")


def _defined(
    beside: Sequence[Statement], definition: str, name_of: NameOf
) -> list[tuple[Statement, Statement]]:
    """Return part and whole as the definition names them: 办结数占收到数的比例."""
    above, *below = DIVIDED_BY.split(definition, maxsplit=1)
    named = [(one, name) for one in beside if _is_exact(one) and (name := name_of(one))]
    return [
        (part, whole)
        for part, name in named
        for whole, other in named
        if name in above and below and other in below[0]
    ]


def _share(claim: Bounds, pairs: Sequence[tuple[Statement, Statement]]) -> str | None:
    """Return the working of the first pair of which the claim is the share."""
    for part, whole in pairs:
        low, high = part.value, whole.value
        if low is not None and high and _holds(claim, Fraction(low) / Fraction(high) * 100):
            return f"{plain(low)} ÷ {plain(high)}"
    return None


def _sum(statement: Statement, near: Sequence[Statement]) -> str | None:
    """Look for so many of the nearest figures in its unit that add up to the claim."""
    alike = takewhile(lambda one: one.unit == statement.unit, near)
    parts = [one.value for one in alike if one.value is not None][:MOST_PARTS]
    for count in range(2, len(parts) + 1):
        if _holds(claimed(statement), sum(map(Fraction, parts[:count]), Fraction(0))):
            return " + ".join(plain(part) for part in reversed(parts[:count]))
    return None


def _holds(claim: Bounds, value: Fraction) -> bool:
    return Bounds(value, value).lies_within(claim)
