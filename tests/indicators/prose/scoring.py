"""Count what a reader of texts finds, misses and makes up, in labelled texts."""

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from indicators.enums import PlaceLevel, StatementKind
from indicators.prose import Spot, Statement, Subject, Vocabulary, read

from . import corpus
from .corpus import Kind, Labelled, Text

SURE = 0.45


@dataclass(slots=True)
class Score:
    """Figures that are labelled, found, read right, and made up; subjects likewise."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    made_up: int = 0

    @property
    def recall(self) -> float:
        """Return the share of labelled figures that are found with value, unit and qualifier."""
        return self.right / self.labelled

    @property
    def precision(self) -> float:
        """Return the share of figures found that are figures."""
        return self.found / (self.found + self.made_up)


def figures(pattern: str) -> Score:
    """Score the finding of figures in the texts whose names fit."""
    score = Score()
    for text in corpus.texts(pattern):
        statements = [one for one in read(text.clean) if one.kind is StatementKind.FIGURE]
        _count(score, text, statements)
    return score


def _count(score: Score, text: Text, statements: list[Statement]) -> None:
    skipped = [one for one in text.labels if one.kind is Kind.SKIP]
    used: set[int] = set()
    for label in text.labels:
        if label.kind is not Kind.FIGURE:
            continue
        score.labelled += 1
        found = _overlapping(label, (one for one in statements if id(one) not in used))
        if found is not None:
            used.add(id(found))
            score.found += 1
            score.right += _said(found) == _said(label)
    score.made_up += sum(
        id(one) not in used and not any(_overlapping(label, [one]) for label in skipped)
        for one in statements
    )


def _said(one: Statement | Labelled) -> tuple[object, ...]:
    return one.value, one.value_to, one.unit, one.qualifier


def _overlapping(label: Labelled, statements: Iterable[Statement]) -> Statement | None:
    for one in statements:
        if one.line == label.line and one.start < label.end and label.start < one.end:
            return one
    return None


def subjects(pattern: str, declared: str, sure: float = SURE) -> Score:
    """Score the choice of indicator and place; what is less sure counts as not chosen."""
    known, score = vocabulary(declared), Score()
    for text in corpus.texts(pattern):
        statements = [one for one in read(text.clean, known) if one.best]
        for label in text.labels:
            if label.kind is not Kind.FIGURE:
                continue
            found = _overlapping(label, statements)
            best = found.best if found else None
            chosen = f"{best.indicator}@{best.place}" if best and best.confidence >= sure else "-"
            score.labelled += label.subject != "-"
            score.right += chosen == label.subject != "-"
            score.found += chosen == label.subject != "-"
            score.made_up += chosen not in ("-", label.subject)
    return score


def vocabulary(declared: str) -> Vocabulary:
    """Return the made-up indicators that a file declares."""
    content = yaml.safe_load((corpus.CORPUS / declared).read_text(encoding="utf-8"))
    spots = {
        one["code"]: Spot(one["code"], PlaceLevel(one["level"]), one["name_zh"])
        for one in content["places"]
    }
    return Vocabulary(
        tuple(
            Subject(
                one["code"],
                one["name_zh"],
                one["definition_zh"],
                one["unit"],
                one.get("part_of") or "",
                tuple(spots[code] for code in one["places"]),
            )
            for one in content["indicators"]
        )
    )
