"""The signs of a text, made alike one by one, so that spans found in it hold in the original."""

from indicators.intake.grammar import DIGITS, SIZES

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
DASHES = {ord(sign): "-" for sign in "‐‑‒–—―─−～"}
ALIKE: dict[int, int | str] = {
    **FULL_WIDTH,
    **DASHES,
    ord("~"): "-",
    ord("\u3007"): "零",
    ord("○"): "零",
    ord("\u3000"): " ",
    ord("\xa0"): " ",
    ord("﹪"): "%",
    ord("〔"): "[",
    ord("〕"): "]",
    ord("【"): "[",
    ord("】"): "]",
    ord("×"): "x",
    ord("＊"): "x",
}
# Numerals of running text; 廿 and the like stand in old documents only.
ONES = "".join(DIGITS)
NUMERAL = f"{ONES}{''.join(SIZES)}"


def alike(text: str) -> str:
    """Return the text in half-width signs and one sort of dash, as long as it was."""
    return text.translate(ALIKE)
