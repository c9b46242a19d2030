"""Read a text: every number in it, with what it is and what it most likely speaks of."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indicators.enums import StatementKind
from indicators.grammar.numerals import NUMERAL
from indicators.paragraphs import Paragraph, paragraphs
from indicators.signs import NormalisedLine

from .context import Context, Surroundings
from .figures import NumberSpan, figures
from .matching import Matcher, settle
from .non_figures import BLOT, marks
from .statements import Candidate, Statement
from .vocabulary import NOTHING, Vocabulary

ROSE = "增长|增加|提高|上升|上涨|提升|跃升|升|多"
FELL = "下降|减少|降低|下浮|压缩|压减|缩短|精简|缩减|降|少"
CHANGE = re.compile(
    rf"(?:(?P<rose>{ROSE})|(?P<fell>{FELL})|相差|同比|环比)(?:了|近|约)?$|(?P<up>[↑+])$|(?P<down>↓)$"
    "|(?:(?P<growth>增幅|涨幅|增长率)|(?P<decline>降幅)|幅度)(?:为|达|约)?:?$"
)
ONWARD = re.compile(rf"[^，,。；;0-9]{{0,8}}(?:到|至|为|成)[^，,。；;]{{0,8}}?[0-9{NUMERAL}]")
FROM = re.compile(r"(?:由|从)[^，,。；;、]{0,14}$")
YEAR_BEFORE = "上年同期|去年同期|同期|上一?年度?|去年|上期|上半年|上月|上季度|年初"
THEN = re.compile(
    rf"(?:(?:{YEAR_BEFORE}|此前|原来?)(?:为|的|是|仅有?|有|共有?)?"
    r"|(?:较|比|与)(?:19|20)[0-9]{2}年的?)[:(]?$"
)
NEAR = 24
CHANGED, EARLIER, COMPARED = 0.3, 0.9, 0.85
Said = tuple[Statement, list[Candidate]]


def read(text: str, known: Vocabulary = NOTHING) -> list[Statement]:
    """Return every number of the text in order; figures carry candidates among what is known."""
    matcher, heading = Matcher(known), ""
    read: list[tuple[Statement, list[Candidate]]] = []
    for line, paragraph in enumerate(paragraphs(text), 1):
        read += _read(paragraph, line, matcher, heading)
        heading = paragraph.text if paragraph.number is None else heading
    settled = settle(read)
    return [
        replace(statement, candidates=candidates)
        for (statement, _), candidates in zip(read, settled, strict=True)
    ]


def numbers(line: str) -> list[NumberSpan]:
    """Return every number of a ``normalise.Line``'s text, in order."""
    found = [NumberSpan(mark.start, mark.end, mark.kind) for mark in marks(line)]
    blotted = list(line)
    for mark in found:
        blotted[mark.start : mark.end] = BLOT * (mark.end - mark.start)
    found += figures("".join(blotted))
    return sorted(found, key=lambda one: one.start)


def _read(
    paragraph: Paragraph, number: int, matcher: Matcher, heading: str
) -> Iterator[tuple[Statement, list[Candidate]]]:
    line = NormalisedLine(paragraph.text)
    found = numbers(line.text)
    counted = [one for one in found if one.kind is StatementKind.FIGURE]
    surroundings = Surroundings(line.text, counted, heading)
    matcher.gazetteer.open(line.text)
    position, before = 0, list[Said]()
    last: Statement | None = None
    for one in found:
        start, end = line.span(one.start, one.end)
        statement = Statement(
            paragraph.number,
            number,
            start,
            end,
            paragraph.text[start:end],
            one.kind,
            one.value,
            one.value_to,
            one.unit,
            one.qualifier,
        )
        if one.kind is not StatementKind.FIGURE:
            yield statement, []
            continue
        if not surroundings.follows(position):
            before = []
        around = surroundings.around(position)
        statement = last = _compared(statement, one, line.text, last if around.rank else None)
        candidates = _candidates(statement, around, matcher, before)
        yield statement, candidates
        position += 1
        if not (statement.is_change or statement.is_earlier) or around.rank:
            before.append((statement, candidates))


def _candidates(
    statement: Statement, around: Context, matcher: Matcher, before: list[Said]
) -> list[Candidate]:
    """Return what the figure may speak of, by its own words and by the figure before it."""
    own = matcher.candidates(statement.unit, around)
    back = around.among if around.is_shared_out else 1
    said, known = before[-back] if len(before) >= back else (statement, list[Candidate]())
    if statement.is_change or statement.is_earlier:
        more = [replace(one, confidence=one.confidence * COMPARED) for one in known]
    else:
        more = matcher.followed(statement.unit, around, (said.unit, known))
    best: dict[tuple[str, str], Candidate] = {}
    for one in sorted([*_weighed(statement, own), *more], key=lambda one: one.confidence):
        best[one.indicator, one.place] = one
    return sorted(best.values(), key=lambda one: -one.confidence)


def _compared(
    statement: Statement, found: NumberSpan, line: str, joined: Statement | None
) -> Statement:
    """Tell a level from a change (增长62.5%) and from what was before (由622份减为212份).

    What stands for the figure before, as in 分别增长2%和3%, stands for the one joined to it.
    """
    before = line[max(0, found.start - NEAR) : found.start]
    after = line[found.end : found.end + NEAR]
    moved = bool(FROM.search(before) and ONWARD.match(after))
    doubles = "番" in statement.as_written
    change = CHANGE.search(before)
    is_joined = joined is not None and joined.is_change
    trend = joined.trend if joined is not None and not change else _trend(change)
    return replace(
        statement,
        trend=1 if doubles else trend,
        is_change=bool(change) or doubles or is_joined,
        is_earlier=moved
        or (found.unit != "倍" and bool(THEN.search(before)))
        or (joined is not None and joined.is_earlier),
    )


def _trend(change: re.Match[str] | None) -> int:
    said = change.groupdict() if change else {}
    up = any(said.get(one) for one in ("rose", "up", "growth"))
    return 1 if up else -1 if any(said.get(one) for one in ("fell", "down", "decline")) else 0


def _weighed(statement: Statement, candidates: list[Candidate]) -> list[Candidate]:
    """Trust a change hardly, which is no level, and an earlier figure a little less."""
    weight = CHANGED if statement.is_change else EARLIER if statement.is_earlier else 1.0
    return [replace(one, confidence=one.confidence * weight) for one in candidates]
