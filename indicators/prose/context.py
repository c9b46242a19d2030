"""The words around a figure, cut where what they say ends."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from .figures import NumberSpan

SENTENCE_END = re.compile(r"[。！？!?]")
BREAK = re.compile(r"[，,；;：:。！？!?\t]|-{3,}")
AFTER_END = re.compile(r"[，,；;：:。、！？!?(\t]|其中")
SHARED_OUT = re.compile(r"(?:分别|各)[^，,。；;]{0,4}$")
AND = re.compile(r"[、和及与]")
IDLE = re.compile(r"[的了和与及等共已达为有\s“”‘’\"《》()（）\[\]0-9.]")
FARTHEST, TOPIC = 120, 12


@dataclass(frozen=True, slots=True)
class Context:
    """Context of a figure: parts of its sentence before it, nearest first.

    ``after`` goes to the next break or figure, and ``rest`` from there to the end of the clause.
    ``earlier`` holds what was said before the sentence, ``heading`` the heading above, ``topic``
    the beginning of the sentence, and ``part`` what stands since its last semicolon. Of ``among``
    figures joined by 、 or 和 the one at ``rank`` is meant; ``listed`` stands before the first.
    """

    before: tuple[str, ...]
    after: str
    rest: str
    earlier: str
    heading: str
    topic: str
    part: str
    rank: int
    among: int
    listed: str

    @property
    def near(self) -> str:
        """Return the stretch that leads up to the figure."""
        return self.before[0]

    @property
    def is_shared_out(self) -> bool:
        """Tell whether the figures belong one by one to what was listed: 分别为12件、9件."""
        return self.among > 1 and SHARED_OUT.search(self.listed) is not None


class Surroundings:
    """A line with its figures, cut once, so that a long line takes no longer than many short ones.

    A break or a figure ends a stretch; a sentence is looked back into no further than so many
    signs.
    """

    def __init__(self, line: str, figures: list[NumberSpan], heading: str) -> None:
        self.line, self.figures, self.heading = line, figures, heading
        self.starts = [0, *(end.end() for end in SENTENCE_END.finditer(line))]
        cuts = [cut.span() for cut in BREAK.finditer(line)]
        self.cuts = sorted({*cuts, *((one.start, one.end) for one in figures)})
        self.ranks = [0] * len(figures)
        for at in range(1, len(figures)):
            if AND.fullmatch(line, figures[at - 1].end, figures[at].start):
                self.ranks[at] = self.ranks[at - 1] + 1
        self.among = [rank + 1 for rank in self.ranks]
        for at in range(len(figures) - 1, 0, -1):
            if self.ranks[at]:
                self.among[at - 1] = self.among[at]

    def follows(self, position: int) -> bool:
        """Tell whether the figure before stands in the same sentence."""
        if not position:
            return False
        start = bisect_right(self.starts, self.figures[position].start)
        return bisect_right(self.starts, self.figures[position - 1].start) == start

    def around(self, position: int) -> Context:
        """Return the words around one of the figures."""
        figure, line = self.figures[position], self.line
        sentence = self.starts[bisect_right(self.starts, figure.start) - 1]
        start = max(sentence, figure.start - FARTHEST)
        following = (
            self.figures[position + 1].start if position + 1 < len(self.figures) else len(line)
        )
        stop = AFTER_END.search(line, figure.end, min(following, figure.end + FARTHEST))
        end = stop.start() if stop else min(following, figure.end + FARTHEST)
        clause = BREAK.search(line, end, end + FARTHEST)
        before = self._before(figure, start)
        rank = self.ranks[position]
        return Context(
            before,
            line[figure.end : end],
            line[end : clause.start() if clause else end + FARTHEST],
            line[max(0, sentence - FARTHEST) : sentence],
            self.heading,
            line[sentence : min(sentence + TOPIC, figure.start)],
            line[max(start, line.rfind(";", start, figure.start)) : figure.start],
            rank,
            self.among[position],
            self._listed(position - rank),
        )

    def _listed(self, first: int) -> str:
        """Return what stands between the figure before and the first of those joined."""
        end = self.figures[first].start
        start = self.figures[first - 1].end if first else 0
        return self.line[max(start, end - FARTHEST) : end]

    def _before(self, figure: NumberSpan, start: int) -> tuple[str, ...]:
        stretches, end = [], figure.start
        for at in range(bisect_right(self.cuts, (figure.start, 0)) - 1, -1, -1):
            first, after = self.cuts[at]
            if first < start:
                break
            if after <= end:
                stretches.append(self.line[after:end])
                end = first
        return (*stretches, self.line[start:end])


def plain(text: str) -> str:
    """Return the signs that carry meaning."""
    return IDLE.sub("", text)


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring signs that carry meaning: 证明事项 is 证明, 明事, 事项."""
    signs = plain(text)
    return [signs[at : at + 2] for at in range(len(signs) - 1)]
