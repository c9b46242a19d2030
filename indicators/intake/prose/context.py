"""The words around a figure, cut where what they say ends."""

import re
from dataclasses import dataclass

from .figures import Found

SENTENCE_END = re.compile(r"[。！？!?]")
BREAK = re.compile(r"[，,；;：:。！？!?]|--+")
AFTER_END = re.compile(r"[，,；;：:。、！？!?(]|其中")
IDLE = re.compile(r"[的了和与及等共已达为有\s“”‘’\"《》()（）\[\]0-9.]")
FARTHEST = 120


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a figure: stretches of its sentence before it, the nearest first.

    ``after`` goes to the next break or figure, ``rest`` from there to the end of the clause, and
    ``earlier`` holds what was said before the sentence.
    """

    before: tuple[str, ...]
    after: str
    rest: str
    earlier: str

    @property
    def near(self) -> str:
        """Return the stretch that leads up to the figure."""
        return self.before[0] if self.before else ""


def around(line: str, found: list[Found], position: int, heading: str) -> Around:
    """Return the words around one of the line's figures, given in order."""
    figure = found[position]
    start = max((end.end() for end in SENTENCE_END.finditer(line, 0, figure.start)), default=0)
    cuts = [*(cut.span() for cut in BREAK.finditer(line, start, figure.start))]
    cuts += [(one.start, one.end) for one in found[:position] if one.start >= start]
    before, end = [], figure.start
    for first, after in sorted(cuts, reverse=True):
        if after <= end:
            before.append(line[after:end])
            end = first
    before.append(line[start:end])
    following = found[position + 1].start if position + 1 < len(found) else len(line)
    stop = AFTER_END.search(line, figure.end, following)
    end = stop.start() if stop else following
    clause = BREAK.search(line, end)
    rest = line[end : min(clause.start() if clause else len(line), end + FARTHEST)]
    earlier = heading + "。" + line[max(0, start - FARTHEST) : start]
    return Around(tuple(before), line[figure.end : end], rest, earlier)


def plain(text: str) -> str:
    """Return the signs that carry meaning."""
    return IDLE.sub("", text)


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring signs that carry meaning: 证明事项 is 证明, 明事, 事项."""
    signs = plain(text)
    return [signs[at : at + 2] for at in range(len(signs) - 1)]
