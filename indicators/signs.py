"""One table of signs for every way in: what is written in several ways becomes one sign. Pure.

Widths, small forms and radicals that stand for characters are Unicode's own; minus, dash and limits
are ours. What nobody sees is dropped. Whatever changes the meaning stays: ², ¹ and ① are no digits.
"""

# ruff: noqa: RUF001 - signs that look alike are what this is about

import re
import unicodedata

# A dash is written as two minuses, so that it parts figures, and makes none negative.
MINUS, DASH = "-", "--"
SAME = {
    MINUS: "−‐‑‒–⁻➖",
    DASH: "—―─━⸺﹘~∼〜",
    "≥": "≧⩾⪖",
    "≤": "≦⩽⪕",
    "≈": "≒≅",
    "%": "٪",
    ":": "∶︰",
    "[": "〔【",
    "]": "〕】",
    "x": "×✕",
    "*": "∗",
    "零": "〇○◯",
    "两": "兩",
    "万": "萬",
    "亿": "億",
    "μ": "µ",
}
# Equivalent_Unified_Ideograph of radicals and strokes, from EquivalentUnifiedIdeograph.txt of the
# Unicode Character Database 15.0.0 (© 2022 Unicode, Inc.; unicode.org/terms_of_use.html). The 214
# Kangxi radicals are not repeated: what they decompose to is the same.
RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄"
    "⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"
)
CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西"
    "见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
)
WIDTHS = {"<wide>", "<narrow>", "<small>", "<square>", "<font>"}
# Marks that only choose how the sign before them looks, and blanks that are letters by category.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# A minus is written close to its number; before a space it is the dash of a list.
LOOSE_MINUS = re.compile(r"(?<![0-9])(?<![0-9] )[-−–－](?=[ \u3000\xa0])")
# Spaces part two numbers of a table, and two English words; everywhere else they say nothing.
SPACE = re.compile(r"(?<![0-9A-Za-z.,]) +| +(?![0-9A-Za-z.,])")
GROUPED = re.compile(r"(?<![0-9])(?<![0-9][., ])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?! [0-9])")
TORN = re.compile(r"[^\W\d_A-Za-z] [^\W\d_A-Za-z]")
MANY = 3


class _Signs(dict[int, str]):
    """What each sign becomes, found when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if unicodedata.category(sign) == "Cf" or UNSEEN.match(sign):
            found = ""
        elif unicodedata.category(sign) == "Zs":
            found = " "
        else:
            found = _decomposed(sign)
            found = sign if found == sign else found.translate(self)
        self[code] = found
        return found


def _decomposed(sign: str) -> str:
    """Return what the sign is another width or shape of: ㎢ is km², ⽇ is 日."""
    kind, _, codes = unicodedata.decomposition(sign).rpartition(">")
    is_radical = "\u2f00" <= sign <= "\u2fd5"
    is_other_shape = f"{kind}>" in WIDTHS or (not kind and "\uf900" <= sign <= "\ufaff")
    parts = codes.split() if is_radical or is_other_shape else ()
    return "".join(chr(int(code, 16)) for code in parts) or sign


ALIKE = _Signs({ord(one): sign for sign, ways in SAME.items() for one in ways})
ALIKE.update({ord(one): sign for one, sign in zip(RADICALS, CHARACTERS, strict=True)})


def alike(text: str) -> str:
    """Return the text with one sign for each meaning, and without what nobody sees."""
    return text.translate(ALIKE)


class NormalisedLine:
    """A line in which numbers are looked for; ``span`` leads back to the original signs."""

    def __init__(self, original: str) -> None:
        loose = LOOSE_MINUS.sub("—", original)
        places = [(sign, at) for at, one in enumerate(loose) for sign in ALIKE[ord(one)]]
        text = "".join(sign for sign, _ in places)
        idle = set[int]()
        if len(TORN.findall(text)) >= MANY:
            # A scan that tears every sign from the next: 1 0 4 项 is 104项.
            idle = {at for at, sign in enumerate(text) if sign == " "}
        for found in (*SPACE.finditer(text), *GROUPED.finditer(text)):
            idle |= {at for at in range(*found.span()) if text[at] == " "}
        kept = [place for at, place in enumerate(places) if at not in idle]
        self.original = original
        self.text = "".join(sign for sign, _ in kept)
        self.places = [at for _, at in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the signs from start to end stand in the original line."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> str:
    """Return a short text, such as a cell's, with one sign for each meaning and no idle space."""
    close = " ".join(text.split())
    seen = close.translate(ALIKE)
    return NormalisedLine(close).text if " " in seen else seen
