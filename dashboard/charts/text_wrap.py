"""Wrap text into lines for SVG, which has no paragraphs."""

import re

# From here on characters are as wide as they are high: signs such as “≥” first, then Chinese.
WIDE = 0x2010
SPACE, SMALL, CAPITAL = 0.3, 0.57, 0.72
OPENING, CLOSING = "（《“", "，。；：、！？）》”"
# A word or a Chinese character, with the signs that must not be torn from it.
PIECE = re.compile(rf"[{OPENING}]*(?:[!-~]+(?: %)?|.)[{CLOSING}]* *")


def width_of(text: str, size: float) -> float:
    """Return about how wide the text is at the size, rather too much than too little."""
    return size * sum(map(_share, text.rstrip()))


def _share(one: str) -> float:
    if ord(one) >= WIDE:
        return 1
    return SPACE if one == " " else CAPITAL if one.isupper() else SMALL


def lines(text: str, width: float, size: float) -> list[str]:
    """Break the text into lines of at most the width."""
    result, line, taken = [], "", 0.0
    for piece in PIECE.findall(" ".join(text.split())):
        for part in [piece] if width_of(piece, size) <= width else piece:
            if line and taken + width_of(part, size) > width:
                result.append(line.rstrip())
                line, taken = "", 0.0
            line += part
            taken += size * sum(map(_share, part))
    return [*result, line.rstrip()] if line else result
