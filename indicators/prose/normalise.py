"""Normalise a line: half-width characters, one kind of dash, no stray spaces."""

import re

from indicators.grammar import DIGITS, SIZES

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
DASHES = {ord(sign): "-" for sign in "‐‑‒–—―─−～"}
ALIKE: dict[int, int | str] = {
    **FULL_WIDTH,
    **DASHES,
    **{ord(sign): " " for sign in "\u3000\xa0\u2009\u202f"},
    ord("~"): "-",
    ord("\u3007"): "零",
    ord("○"): "零",
    ord("﹪"): "%",
    ord("〔"): "[",
    ord("〕"): "]",
    ord("【"): "[",
    ord("】"): "]",
    ord("×"): "x",
    ord("＊"): "x",
}
ONES = "".join(DIGITS)
NUMERAL = f"{ONES}{''.join(SIZES)}"
# Spaces part two numbers of a table, and two English words; everywhere else they say nothing.
SPACE = re.compile(r"(?<![0-9A-Za-z.,]) +| +(?![0-9A-Za-z.,])")
GROUPED = re.compile(r"(?<![0-9])(?<![0-9][., ])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?! [0-9])")
TORN = re.compile(r"[^\W\d_A-Za-z] [^\W\d_A-Za-z]")
MANY = 3


class NormalisedLine:
    """A line in which numbers are looked for; ``span`` leads back to the original signs."""

    def __init__(self, original: str) -> None:
        self.original = original
        text = original.translate(ALIKE)
        idle = set()
        if len(TORN.findall(text)) >= MANY:
            # A scan that tears every sign from the next: 1 0 4 项 is 104项.
            idle = {at for at, sign in enumerate(text) if sign == " "}
        for found in (*SPACE.finditer(text), *GROUPED.finditer(text)):
            idle |= {at for at in range(*found.span()) if text[at] == " "}
        self.kept = [at for at in range(len(text)) if at not in idle]
        self.text = "".join(text[at] for at in self.kept)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the signs from start to end stand in the original line."""
        return self.kept[start], self.kept[end - 1] + 1
