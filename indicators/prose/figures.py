"""Figures in a line: where each begins and ends, and what it says.

The grammar of the desk says what a figure looks like and what it is worth, so that a text and a
form never disagree; here is only what tells a figure from other words with a numeral in them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from indicators import grammar
from indicators.enums import Qualifier, StatementKind
from indicators.grammar import NotAFigure
from indicators.grammar.numerals import SIZES
from indicators.grammar.reading import BARE_SIZE

from .measures import AFTER_DIGITS, AFTER_NUMERALS, BELOW_THE_LINE, any_measure

UNIT = rf"(?:{any_measure(AFTER_DIGITS)})(?:/(?:{any_measure(BELOW_THE_LINE)}))?"
ADVERBS = {"年", "天", "周", "起", "道", "块", "点", "段", "处", "对"}
ENDS = re.compile(r"(?:$|[，。；：、！？,;:.!?)\]”’』])")
DETERMINERS = "的每这那某任同第唯统之另逐其"
CELL = "\t"
ROW_HEAD = re.compile(rf"[^{CELL}]*\((?P<size>[万亿]?)(?P<unit>{UNIT})\){CELL}")
CODE = re.compile(r"0[0-9]+")
FOUR_DIGITS_OF_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number from one sign of the line to another; what counts nothing has no value."""

    start: int
    end: int
    kind: StatementKind
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier | None = None


@cache
def _figure() -> re.Pattern[str]:
    """Return the long pattern, which processes that read no prose need not wait for."""
    return grammar.figure(UNIT, is_whole=False)


def figures(line: str) -> Iterator[NumberSpan]:
    """Yield the figures of a ``NormalisedLine``'s text, with what counts nothing blotted out."""
    head = ROW_HEAD.match(line)
    for match in _figure().finditer(line):
        found = _found(match)
        if found is not None:
            yield _in_row(found, head) if head and not found.unit else found


def _in_row(found: NumberSpan, head: re.Match[str]) -> NumberSpan:
    """Return a figure of a table's row in the unit that the row's head names: 收件(万件)."""
    if found.value is None:
        return found
    times = SIZES.get(head["size"], 1)
    return replace(found, value=found.value * times, unit=grammar.unit_of(head["unit"]))


def _found(match: re.Match[str]) -> NumberSpan | None:
    start, end = match.start(), match.start() + len(match[0].rstrip())
    kind = _kind(match, match.groupdict(default=""))
    if kind is not StatementKind.FIGURE:
        return None if kind is None else NumberSpan(start, end, kind)
    try:
        low, high, _ = grammar.read(match)
    except NotAFigure:
        return NumberSpan(start, end, StatementKind.IDIOM)
    to = high.value if high else None
    return NumberSpan(start, end, kind, low.value, to, low.unit, low.qualifier)


def _kind(match: re.Match[str], part: dict[str, str]) -> StatementKind | None:
    """Tell whether the number counts anything; None where it is only a part of a word."""
    unit = part["unit"].partition("/")[0]
    if part["share"] or part["noun"] or match["doubled"] is not None:
        return StatementKind.FIGURE
    if part["arabic"]:
        return StatementKind.FIGURE if unit or CELL in match.string else _bare(part)
    if unit not in AFTER_NUMERALS:
        return None
    around = part["before"] + part["inside"] + part["behind"] + part["after"]
    if part["chinese"] == "一" and not (around or part["size"] or part["half"]):
        return StatementKind.FIGURE if _is_counted(match, unit) else StatementKind.IDIOM
    # 收件(万件) names a unit.
    is_head = BARE_SIZE.fullmatch(match[0].removesuffix(part["unit"]))
    return None if is_head and match.string[: match.start()].endswith("(") else StatementKind.FIGURE


def _bare(part: dict[str, str]) -> StatementKind:
    """Take digits without a measure word for a figure of a table, but for codes and years."""
    digits = part["arabic"]
    if part["arabic_to"] or CODE.fullmatch(digits):
        return StatementKind.NAME
    is_year = FOUR_DIGITS_OF_A_YEAR.fullmatch(digits) and not part["size"]
    return StatementKind.DATE if is_year else StatementKind.FIGURE


def _is_counted(match: re.Match[str], unit: str) -> bool:
    """一 counts where its noun stands before it (规章一件), and is an article elsewhere."""
    line, start = match.string, match.start()
    if unit == "倍" or unit in ADVERBS:
        return unit == "倍"
    follows_noun = start > 0 and line[start - 1].isalpha() and line[start - 1] not in DETERMINERS
    return follows_noun and ENDS.match(line, match.end()) is not None
