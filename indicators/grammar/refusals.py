"""Why something is no single figure, and what to write instead."""

import re

from indicators.bilingual import Text

NO_FIGURE = Text(
    "没有读到确切的数字。请只写一个数字，如199、3.6万、80%以上、近1000人；说明请写在备注里。",
    "There is no definite figure here. Write one, such as 199, 3.6万, 80%以上 or 近1000人; "
    "explanations belong in the note.",
)
WHICH_NOTHING = Text(
    "“无”“/”“—”等可能指零、不适用或尚未统计：数量为零的请填0；不适用的请填“不适用”，并在备注中说明原因；"
    "尚未统计的请留空。",
    "This may mean zero, not applicable or not yet counted. Write 0 for zero; where the figure "
    "does not apply write 不适用 (or n/a) and say why in the note; leave it blank where it is not "
    "yet known.",
)
MORE_THAN_ONE = Text(
    "只能写一个数字，并写出全部数位：请写12，不写“10、15”或“1e6”。",
    "Write a single figure with all its digits: 12, neither “10、15” nor “1e6”.",
)
RANGE = Text(
    "这是一个范围，不是一个数：请写一个确切的数，或写明一端，如10件以上、不超过15件。",
    "This is a range and no single figure. Write one figure, or one end of it, as in 10件以上 "
    "or 不超过15件.",
)
RATIO = Text(
    "“:”表示比例，不是一个数：请写百分数，如75%。",
    "“:” makes it a ratio and no single figure. Write it in per cent, such as 75%.",
)
NAME = Text(
    "这是名称、名次或位数（如500强、三次产业、两位数、零部件），不是数据。",
    "This is a name, a rank or a number of digits, such as 500强 or 两位数, and no figure.",
)
CONTRADICTION = Text(
    "“以上”“不超过”“近”“约”等限定词互相矛盾，请只保留一个，如80%以上。",
    "The words around the figure contradict each other; keep one of them, as in 80%以上.",
)
NOT_A_UNIT = Text(
    "数字后面只能写单位，“以上”等限定词写在最后，如80%以上、42万人左右；说明请写在备注里。",
    "Only a unit may follow the figure, and words such as 以上 come last, as in 80%以上; "
    "explanations belong in the note.",
)
MISPLACED_SEPARATOR = Text(
    "千位分隔符的位置不对：应从右起每三位一隔，如1,007；也可以不写分隔符，如1007。",
    "The separators are misplaced: they part groups of three digits, as in 1,007; 1007 will do.",
)
UNCLEAR_NUMERAL = Text(
    "这个数字的写法不规范，可能有不同读法，请改用阿拉伯数字写全，如150、35000。",
    "This numeral can be read in more than one way; write it in digits, such as 150 or 35000.",
)
TOO_MANY_DIGITS = Text(
    "数字过长：小数点前最多14位，小数点后最多6位。",
    "The figure is too long: at most 14 digits before the point and 6 after it.",
)

# A letter of a unit; ², ¹, ① and ½ are none.
LETTER = r"[^\W\d_¹²³¼-¾\u2070-\u209f\u2150-\u218f\u2460-\u24ff]"
# Signs that figures and their units are written with, beside letters and digits.
UNKNOWN = re.compile(rf"(?<![A-Za-z米])[²³]|(?!{LETTER}|[²³])[^-0-9,.、 %‰‱℃()/<>=≥≤≈+:\\]")
STRAY_SIGN = re.compile(r"(?<!\w)--(?=\w)|[<>≥≤≈=+]+")
# Words that only look like a figure: names, ranks, numbers of digits, phases, parts of words.
COUNT = "[0-9一二两三四五六七八九十百千]+"
LIKE_FIGURES = (
    rf"(?:[0-9]+|[一二两三五]?百|十)强(?![制化调劲大烈])|{COUNT}(?:位数|次产业|期(?:工程|项目|建设))"
    rf"|前{COUNT}[位名]|零(?:部件|件|售|星)|三门峡"
)


class NotAFigure(Exception):
    """What was written is no single figure; the message says why and what to write instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


def unknown_sign(sign: str) -> Text:
    """Say which sign is no part of a figure: 199项※."""
    seen = f"“{sign}” (U+{ord(sign):04X})" if sign.isprintable() else f"U+{ord(sign):04X}"
    return Text(
        f"认不出符号{seen}。请去掉或改写，说明请写在备注里；上标的注码请删去。",
        f"The sign {seen} is no part of a figure. Leave it out or write it in words; marks of "
        "notes are not wanted here, and explanations belong in the note.",
    )


def stray_sign(sign: str) -> Text:
    """Say which sign of a limit, or which minus, stands where it means nothing: 80≥, —5."""
    seen = sign.replace("--", "—")
    return Text(
        f"“{seen}”写在这里看不出意思：≥、<、约等写在数字前面，如≥80；负号紧挨数字，如-5。",
        f"“{seen}” says nothing in this place: signs such as ≥ stand before the figure, as in ≥80, "
        "and a minus close to it, as in -5.",
    )


def first_unknown(text: str) -> str:
    """Return the first sign that no figure is written with; empty where there is none."""
    found = UNKNOWN.search(text)
    return found[0] if found else ""
