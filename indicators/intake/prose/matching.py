"""Choose what a figure speaks of, by the words around it; its value is never looked at.

An indicator's name is cut into pairs of signs. Each pair counts by how rare it is among all names,
and by how near to the figure it stands; the score is the share of the name that is found so. Units
that cannot be the same rule an indicator out, places that do not fit weigh against it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .context import Around, pairs
from .places import Gazetteer, place_in
from .statements import Candidate, Statement
from .vocabulary import Subject, Vocabulary

NEAR, AFTER, REST, EARLIER = 1.0, 0.95, 0.45, 0.3
FURTHER = (0.75, 0.6, 0.5, 0.45, 0.4)
DEFINED = 0.25
PHRASE = 10
KEPT = 5
LEAST = 0.3
PART = "其中"
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
class Known:
    """An indicator with the weight of each pair of its name and of its definition."""

    subject: Subject
    name: dict[str, float]
    total: float


class Matcher:
    """Scores every known indicator for a figure."""

    def __init__(self, known: Vocabulary) -> None:
        self.gazetteer = Gazetteer(known)
        names = {one.code: set(pairs(one.name)) for one in known.subjects}
        count = Counter(pair for found in names.values() for pair in found)
        self.known: list[Known] = []
        self.where: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, subject in enumerate(known.subjects):
            weights = {pair: math.log(1 + len(names) / count[pair]) for pair in names[subject.code]}
            extra = set(pairs(subject.definition)) - set(weights)
            self.known.append(Known(subject, weights, sum(weights.values()) or 1.0))
            for pair, weight in weights.items():
                self.where[pair].append((position, weight))
            rare = max(weights.values(), default=0.0)
            for pair in extra:
                self.where[pair].append((position, -rare * DEFINED))

    def candidates(self, unit: str, around: Around) -> list[Candidate]:
        """Return what the figure may speak of, the best first, with scores within 0 and 1."""
        if not self.known:
            return []
        named, defined = self._scores(weighted(around))
        said = self.gazetteer.said(around)
        is_part = any(PART in stretch for stretch in around.before)
        phrase = phrase_of(around)
        found = []
        for position, score in named.items():
            known = self.known[position]
            subject = known.subject
            fit = unit_fit(unit, subject.unit)
            if not fit or not subject.places:
                continue
            place, place_fit = place_in(subject, said)
            share = min(1.0, (score + min(defined[position], 0.15 * known.total)) / known.total)
            explained = sum(pair in known.name for pair in phrase) / len(phrase) if phrase else 0.0
            total = (0.8 * share + 0.2 * explained) * fit * place_fit
            if is_part and PART in around.near:
                total *= 1.08 if subject.whole else 0.97
            found.append(Candidate(subject.code, place, round(min(total, 1.0), 4)))
        found.sort(key=lambda one: -one.confidence)
        return [one for one in found[:KEPT] if one.confidence >= LEAST]

    def _scores(self, words: dict[str, float]) -> tuple[dict[int, float], dict[int, float]]:
        named: dict[int, float] = defaultdict(float)
        defined: dict[int, float] = defaultdict(float)
        for pair, nearness in words.items():
            for position, weight in self.where.get(pair, ()):
                if weight > 0:
                    named[position] += weight * nearness
                else:
                    defined[position] -= weight * nearness
        return named, defined


def weighted(around: Around) -> dict[str, float]:
    """Return the pairs of signs around a figure with how near they stand, within 0 and 1."""
    words: dict[str, float] = {}
    stretches = [(around.earlier, EARLIER), (around.rest, REST)]
    stretches += [
        (stretch, FURTHER[min(distance, len(FURTHER) - 1)])
        for distance, stretch in reversed(list(enumerate(around.before[1:])))
    ]
    stretches += [(around.after, AFTER), (around.near, NEAR)]
    # A name may run across the figure's left neighbour: 市本级199项证明事项.
    for stretch, nearness in stretches:
        for pair in pairs(stretch):
            words[pair] = max(nearness, words.get(pair, 0.0))
    return words


def phrase_of(around: Around) -> list[str]:
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
    """Give each figure of a text its own subject: no two figures of different values share one.

    The surest figure chooses first. What is taken stays among the candidates of the others, behind
    what is free, with half its confidence; and where two candidates are close, both lose some.
    """
    asked = list(many)
    order = sorted(
        ((candidate.confidence, position, rank) for position, (_, found) in enumerate(asked)
         for rank, candidate in enumerate(found)),
        key=lambda one: (-one[0], one[1], one[2]),
    )  # fmt: skip
    taken: dict[tuple[str, str], Statement] = {}
    chosen: dict[int, int] = {}
    for _, position, rank in order:
        figure, found = asked[position]
        key = found[rank].indicator, found[rank].place
        if position in chosen or (key in taken and not _same(taken[key], figure)):
            continue
        chosen[position], taken[key] = rank, figure
    return [
        _ranked(found, chosen.get(position), taken, figure)
        for position, (figure, found) in enumerate(asked)
    ]


def _same(one: Statement, other: Statement) -> bool:
    return (one.value, one.value_to, one.qualifier) == (
        other.value,
        other.value_to,
        other.qualifier,
    )


def _ranked(
    found: list[Candidate],
    chosen: int | None,
    taken: dict[tuple[str, str], Statement],
    figure: Statement,
) -> tuple[Candidate, ...]:
    scored = []
    for rank, one in enumerate(found):
        owner = taken.get((one.indicator, one.place))
        is_free = rank == chosen or owner is None or _same(owner, figure)
        scored.append((one, one.confidence * (1.0 if is_free else 0.5), rank == chosen))
    scored.sort(key=lambda one: (not one[2], -one[1]))
    if not scored:
        return ()
    rivals = [score for one, score, _ in scored[1:] if one.indicator != scored[0][0].indicator]
    margin = scored[0][1] - max(rivals, default=0.0)
    sureness = 0.75 + 0.25 * min(max(margin, 0.0) / 0.2, 1.0)
    return tuple(
        Candidate(one.indicator, one.place, round(score * (sureness if rank == 0 else 1.0), 2))
        for rank, (one, score, _) in enumerate(scored)
    )
