"""The lines of a document while it is read, with one rule for the rows of tables."""

import re

from indicators.signs import alike

LONGEST = 300_000
# A web page may hold far more blank than text.
MOST_OF_A_LINE = 10 * LONGEST

# Signs that nobody sees: they would tear a figure apart, and PostgreSQL takes no NUL.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
)
# Some fonts give the radical instead of the character that looks the same.
RADICALS = re.compile(r"[\u2e80-\u2fdf\u31c0-\u31ef]+")
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026]"
TURN_OF_A_LINE = re.compile(rf"(?<={WIDE})[ \t]*\n\s*(?={WIDE})")


class Lines:
    """Collects a document's text line by line; keeps no more of it than may be read.

    A row of a table is one line with tabs between its cells, so that a figure stays beside what it
    counts; but where a cell holds several lines, as in tables that only lay a page out, each of
    them is a line.
    """

    def __init__(self) -> None:
        self.length = 0
        self._done: list[str] = []
        self._now: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._added = 0

    def add(self, text: str) -> None:
        """Go on with the line."""
        self._added += len(text)
        if self._added <= MOST_OF_A_LINE:
            self._now.append(text)

    def end_line(self) -> None:
        """Let the next text start a new line."""
        line = clean("".join(self._now))
        size = len(line) if self._added <= MOST_OF_A_LINE else self._added
        # Between two lines stands the end of the first.
        self.length += size + bool(size and self.length)
        self._now, self._added = [], 0
        if line and self.length <= LONGEST:
            self._keep(line)

    def start_row(self) -> None:
        """Begin a row of a table."""
        self.end_line()
        self._rows.append([])

    def start_cell(self) -> None:
        """Begin the row's next cell."""
        self.end_line()
        if self._rows:
            self._rows[-1].append([])

    def end_row(self) -> None:
        """End the row."""
        self.end_line()
        cells = self._rows.pop() if self._rows else []
        filled = [cell for cell in cells if cell]
        if all(len(cell) == 1 for cell in filled):
            filled = [["\t".join(line for [line] in filled)]] if filled else []
        for cell in filled:
            for line in cell:
                self._keep(line)

    def text(self) -> str:
        """Return all lines."""
        self.end_line()
        return "\n".join(self._done)

    def _keep(self, line: str) -> None:
        inside = self._rows and self._rows[-1]
        (self._rows[-1][-1] if inside else self._done).append(line)


def clean(line: str) -> str:
    """Return the line without unseen signs and with single spaces.

    Where only the width of the page parted it, Chinese takes no space. Radicals become characters.
    """
    seen = UNSEEN.sub("", line)
    seen = RADICALS.sub(lambda signs: alike(signs[0]), seen)
    return " ".join(TURN_OF_A_LINE.sub("", seen).split())
