"""Choose what a figure speaks of, by the words around it; its value is never looked at.

An indicator's name is looked for in pairs of signs. Each sign counts by how rare it is among all
names, and by how near to the figure it stands; the score is the share of the name that is found so.
Units that cannot be the same rule an indicator out, places that do not fit weigh against it.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .context import Context, pairs, plain
from .places import CUE, Gazetteer, place_in
from .statements import Candidate, Statement
from .vocabulary import Subject, Vocabulary

NEARNESS = (1.0, 0.75, 0.6, 0.5, 0.45, 0.4)
AFTER, REST, EARLIER, HEADING = 0.95, 0.45, 0.3, 0.55
NAMED, TOLD, TELLING = 0.8, 0.2, 4
DEFINED, MOST_DEFINED = 0.02, 0.12
PHRASE = 10
KEPT = 5
LEAST = 0.3
TAKEN, DOUBTED, CLEAR = 0.5, 0.75, 0.2
Subjects = tuple[str, str]
PART = "其中"
FILLING = re.compile("其中|分别|共计|合计|总计|累计|其余|另外")
FOLLOWED = 0.92
MONEY = {"元", "美元", "欧元"}
TIME = {"天", "日", "个工作日", "工作日", "小时", "分钟", "个月", "年", "周", "个自然日", "秒"}
SHARE = {"%", "‰", "成", "个百分点", "百分点", "倍", "折", "分"}
ALIKE = (
    {"人", "名", "位"},
    {"件", "起", "宗", "例", "项"},
    {"个", "家", "项", "户", "所"},
    {"份", "件", "部"},
)


@dataclass(frozen=True, slots=True)
class NameWeights:
    """An indicator's name, sign by sign, with how much each sign tells it from the others."""

    subject: Subject
    weights: tuple[float, ...]
    pairs: frozenset[str]

    @property
    def total(self) -> float:
        """Return the weight of the whole name."""
        return sum(self.weights) or 1.0


class Matcher:
    """Scores every known indicator for a figure."""

    def __init__(self, known: Vocabulary) -> None:
        self.gazetteer = Gazetteer(known)
        self.subjects = {one.code: one for one in known.subjects}
        names = [plain(one.name) for one in known.subjects]
        count = Counter(sign for name in names for sign in set(name))
        self.known = [
            NameWeights(
                subject,
                tuple(math.log(1 + len(names) / count[sign]) for sign in name),
                frozenset(pairs(name)),
            )
            for subject, name in zip(known.subjects, names, strict=True)
        ]
        self.named: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.defined: dict[str, list[int]] = defaultdict(list)
        for position, (one, name) in enumerate(zip(self.known, names, strict=True)):
            for at, pair in enumerate(pairs(name)):
                self.named[pair].append((position, at))
            for pair in set(pairs(one.subject.definition)) - one.pairs:
                self.defined[pair].append(position)

    def candidates(self, unit: str, around: Context) -> list[Candidate]:
        """Return what the figure may speak of, the best first, with scores within 0 and 1."""
        said = self.gazetteer.said(around)
        phrase = phrase_of(around)
        found = []
        for position, share in self._shares(weighted(around)).items():
            known = self.known[position]
            fit = unit_fit(unit, known.subject.unit)
            if not fit or not known.subject.places:
                continue
            place, place_fit = place_in(known.subject, said)
            told = sum(pair in known.pairs for pair in phrase) / max(len(phrase), TELLING)
            score = (NAMED * share + TOLD * told) * fit * place_fit
            if PART in around.near:
                score *= 1.08 if known.subject.whole else 0.97
            found.append(Candidate(known.subject.code, place, round(min(score, 1.0), 4)))
        found.sort(key=lambda one: -one.confidence)
        return [one for one in found[:KEPT] if one.confidence >= LEAST]

    def followed(
        self, unit: str, around: Context, before: tuple[str, list[Candidate]]
    ) -> list[Candidate]:
        """Return what the figure speaks of where it only goes on from the one before it.

        县(区)534件 names a place and no subject, so that it has the subject of the figure before.
        """
        if unit != before[0] or _is_telling(self.gazetteer.without_places(around.near)):
            return []
        if _is_telling(around.after):
            return []
        said, found = self.gazetteer.said(around), []
        for one in before[1]:
            place, fit = place_in(self.subjects[one.indicator], said)
            found.append(Candidate(one.indicator, place, one.confidence * fit * FOLLOWED))
        return found

    def _shares(self, words: dict[str, float]) -> dict[int, float]:
        """Return which share of each name stands around the figure; its definition adds a little.

        A sign counts as near as the nearest pair that it belongs to.
        """
        covered: dict[int, dict[int, float]] = defaultdict(dict)
        explained: dict[int, float] = defaultdict(float)
        for pair, nearness in words.items():
            for position, at in self.named.get(pair, ()):
                signs = covered[position]
                for sign in (at, at + 1):
                    signs[sign] = max(nearness, signs.get(sign, 0.0))
            for position in self.defined.get(pair, ()):
                explained[position] += DEFINED * nearness
        shares = {}
        for position, signs in covered.items():
            known = self.known[position]
            share = sum(known.weights[at] * near for at, near in signs.items()) / known.total
            shares[position] = min(1.0, share + min(explained[position], MOST_DEFINED))
        return shares


def weighted(around: Context) -> dict[str, float]:
    """Return the pairs of signs around a figure with how near they stand, within 0 and 1.

    A stretch that only names a place (县(区)6565项) leaves its nearness to the one before it.
    """
    words: dict[str, float] = {}
    telling = [stretch for stretch in around.before if _is_telling(CUE.sub("", stretch))]
    if around.after and not plain(around.near):
        telling.insert(0, "")
    stretches = [(around.earlier, EARLIER), (around.heading, HEADING), (around.rest, REST)]
    stretches += zip(reversed(telling), [*reversed(nearness(len(telling)))], strict=True)
    stretches.append((around.after, AFTER))
    for stretch, near in stretches:
        for pair in pairs(stretch):
            words[pair] = max(near, words.get(pair, 0.0))
    return words


def _is_telling(stretch: str) -> bool:
    return len(plain(FILLING.sub("", stretch))) > 1


def nearness(stretches: int) -> list[float]:
    """Return how near so many stretches before a figure are, the nearest first."""
    return [NEARNESS[min(distance, len(NEARNESS) - 1)] for distance in range(stretches)]


def phrase_of(around: Context) -> list[str]:
    """Return the pairs of the words that touch the figure, on both sides."""
    return pairs(around.near[-PHRASE:]) + pairs(around.after[:PHRASE])


def unit_fit(said: str, unit: str) -> float:
    """Return how well a figure with one measure word speaks of what is counted by another."""
    if said == unit:
        return 1.0
    for sort in (MONEY, TIME, SHARE):
        if (said in sort) != (unit in sort):
            return 0.0 if said else 0.85
    if not said:
        return 0.85
    return 0.93 if any({said, unit} <= same for same in ALIKE) else 0.75


def settle(many: Iterable[tuple[Statement, list[Candidate]]]) -> list[tuple[Candidate, ...]]:
    """Give each level of a text its own subject: no two of different values share one.

    The surest chooses first. What is taken stays among the candidates of the others, with half its
    confidence; where two candidates are close, the first is less sure. What is hardly likely at
    all is nothing.
    """
    asked = list(many)
    order = sorted(
        (-candidate.confidence, position, rank)
        for position, (statement, found) in enumerate(asked)
        if _is_level(statement)
        for rank, candidate in enumerate(found)
    )
    taken: dict[Subjects, Statement] = {}
    chosen: set[int] = set()
    for _, position, rank in order:
        statement, found = asked[position]
        key = found[rank].indicator, found[rank].place
        if position not in chosen and _same(taken.get(key, statement), statement):
            chosen.add(position)
            taken[key] = statement
    return [_ranked(statement, found, taken) for statement, found in asked]


def _is_level(statement: Statement) -> bool:
    return not (statement.is_change or statement.is_earlier)


def _same(one: Statement, other: Statement) -> bool:
    return (one.value, one.value_to, one.qualifier) == (
        other.value,
        other.value_to,
        other.qualifier,
    )


def _ranked(
    statement: Statement, found: list[Candidate], taken: dict[Subjects, Statement]
) -> tuple[Candidate, ...]:
    scored = []
    for one in found:
        owner = taken.get((one.indicator, one.place), statement)
        is_free = not _is_level(statement) or _same(owner, statement)
        scored.append(replace(one, confidence=one.confidence * (1.0 if is_free else TAKEN)))
    scored.sort(key=lambda one: -one.confidence)
    if not scored:
        return ()
    first, *others = scored
    rival = max((one.confidence for one in others if one.indicator != first.indicator), default=0.0)
    margin = min((first.confidence - rival) / CLEAR, 1.0)
    first = replace(first, confidence=first.confidence * (DOUBTED + (1 - DOUBTED) * margin))
    if first.confidence < LEAST:
        return ()
    return tuple(replace(one, confidence=round(one.confidence, 2)) for one in (first, *others))
