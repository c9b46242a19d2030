"""Where the words of a figure stand: on the paper, off the targets' lines and off each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .styles import ChartStyle
from .text_wrap import width_of

BESIDE, OVER, UNDER = 10, 8, 22
# Half the size of the sign at the end of a target's line.
DUE = 6
# How far letters rise above the line they stand on and hang below it, as shares of their size.
RISE, HANG = 0.75, 0.25
Place = tuple[tuple[float, float], str]
# Where a target's line begins and ends, and how high it lies.
Level = tuple[float, float, float]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Labels:
    """The words placed so far, and the targets' lines."""

    look: ChartStyle
    levels: list[Level]
    taken: list[Box] = field(default_factory=list)

    def place(self, x: float, y: float, words: str) -> Place | None:
        """Return where the words of the mark stand, and how; None where there is no room."""
        width = width_of(words, self.look.largest)
        free = [one for one in self._around(x, y, width) if self._is_free(self._box(one, width))]
        chosen = next((one for one in free if not self._is_crossed(self._box(one, width))), None)
        chosen = chosen or next(iter(free), None)
        if chosen is not None:
            self.taken.append(self._box(chosen, width))
        return chosen

    def _around(self, x: float, y: float, width: float) -> Iterator[Place]:
        """Return the places in the order in which readers look for them."""
        over, under = round(y - OVER, 1), round(y + self.look.largest, 1)
        for height in (over, under):
            yield (round(x + BESIDE, 1), height), "start"
            yield (round(x - BESIDE, 1), height), "end"
        start = round(min(max(x - width / 2, 0), self.look.paper - width), 1)
        yield (start, round(y - UNDER, 1)), "start"
        yield (start, round(y + UNDER + RISE * self.look.largest, 1)), "start"

    def _box(self, place: Place, width: float) -> Box:
        (x, y), anchor = place
        size = self.look.largest
        left = x - width if anchor == "end" else x
        return left, y - RISE * size, left + width, y + HANG * size

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        look = self.look
        highest = look.top - OVER - RISE * look.largest
        is_on_paper = left >= 0 and right <= look.paper and highest <= top and bottom <= look.floor
        return is_on_paper and not any(
            left < end and start < right and top < low and high < bottom
            for start, high, end, low in self.taken
        )

    def _is_crossed(self, box: Box) -> bool:
        left, top, right, bottom = box
        return any(
            left < end + DUE and begin < right and top - DUE < y < bottom + DUE
            for begin, end, y in self.levels
        )
