"""Numbers that count nothing: dates, ordinals, names, numbers of documents, idioms.

Each pattern says how such a number is written. They are tried in this order, and what one has
marked is closed to the next: a date inside a title is a date, any other number there is a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indicators.enums import StatementKind
from indicators.grammar.numerals import NUMERAL
from indicators.grammar.refusals import LIKE_FIGURES

from .measures import AFTER_NUMERALS, LATIN, NAMES, RANKS, any_measure

COUNT = "一二三四五六七八九十两"
YEAR = rf"(?:(?:19|20)[0-9]{{2}}|[一二][{NUMERAL}]{{3}}|20[零一二三四五六七八九]{{2}})"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
SIGN = rf"(?:(?![{NUMERAL}])[^\W\d_])"
TO = r"(?:-+|至|到)"
WORDS = any_measure(AFTER_NUMERALS)
UNITS = "|".join(LATIN.split())
LONGEST_NAME = 10
INSIDE_QUOTES = re.compile(rf"[“‘\"「『]([^“”‘’\"」』，。；;]{{1,{LONGEST_NAME}}})[”’\"」』]")
INSIDE_TITLE = re.compile(r"《[^《》]*》")
BLOT = "\0"
NUMBER = re.compile(rf"[0-9][0-9.,]*|[{NUMERAL}]+")


@dataclass(frozen=True, slots=True)
class NonFigure:
    """A number that is no figure, from one sign of the line to another."""

    start: int
    end: int
    kind: StatementKind


def _patterns(kind: StatementKind, *sources: str) -> list[tuple[StatementKind, str]]:
    return [(kind, source) for source in sources]


DOCUMENT_NUMBERS = _patterns(
    StatementKind.NUMBER_OF_DOCUMENT,
    rf"[\[(]{YEAR}[\])]第?[0-9]+号",
    rf"[\[(]{YEAR}[\])][^\W\d_]{{1,3}}[0-9]{{0,6}}[^\W\d_]{{1,4}}[0-9]+号",
    rf"令?第(?:[0-9]+|[{NUMERAL}]+)号令?",
    r"(?:[A-Z]{2,}(?:/[A-Z]+)? ?[0-9]+(?:\.[0-9]+)?-+(?:19|20)[0-9]{2})",
    r"[0-9]+号(?=文|令|公告|通知|决定)",
)
DATES = _patterns(
    StatementKind.DATE,
    rf"{YEAR}[-/.]{MONTH}[-/.]{DAY}(?![0-9])(?: *[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?",
    rf"{YEAR}年?{TO}{YEAR}年度?",
    rf"{YEAR}年度?{MONTH}月?{TO}{MONTH}月份?",
    rf"{YEAR}年度?{MONTH}月{DAY}日{TO}(?:{YEAR}年)?(?:{MONTH}月)?{DAY}日",
    rf"{YEAR}年度?(?:(?:{MONTH}|[{COUNT}]{{1,2}})月份?(?:(?:{DAY}|[{COUNT}]{{1,3}})[日号])?)?",
    rf"(?<![0-9]){MONTH}月{DAY}日{TO}(?:{MONTH}月)?{DAY}日",
    rf"(?<![0-9.]){MONTH}月?{TO}{MONTH}月份?(?!{DAY}日)",
    rf"(?<![0-9.]){MONTH}月(?:{DAY}[日号]|份)?",
    rf"[{COUNT}]{{1,3}}月(?:[{COUNT}]{{1,3}}[日号]|份)?",
    rf"(?<![0-9.]){DAY}日(?![以之]?内)",
    rf"(?:[前第])?[一二三四1-4]{TO}[一二三四1-4]季度",
    r"(?:[前第])?[一二三四1-4]季度",
    r"(?<![0-9])(?<![0-9]:)(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])",
    r"(?:[上下]午|凌晨|晚上?|早上?|中午)[0-9]{1,2}[时点](?:[0-9]{1,2}分|半)?",
    r"(?<![0-9.])(?:[01]?[0-9]|2[0-4])时(?:[0-5]?[0-9]分)?",
    r"(?:19|20)?[0-9]0年代",
    rf"{YEAR}(?=[)\]]|工作要点|版)",
    rf"(?:[0-9]+|[{COUNT}]+)年来|前(?:[0-9]+|[{COUNT}]+)个月|过去(?:[0-9]+|[{COUNT}]+)年",
    rf"近(?:[0-9]+|[{COUNT}]+)(?:年|个月|天|日|周)(?![以之]?内|半)",
    rf"(?:[这那]|今后|未来|接下来)(?:[0-9]+|[{COUNT}]+)年[来间里]?",
)
ORDINALS = _patterns(
    StatementKind.ORDINAL,
    rf"第(?:[0-9]+|[{NUMERAL}]+)(?:届|次|条|款|项|期|批|章|节|编|页|版|名|位|季|年|类|代|轮|场|个|方|书记|责任人)?",
    rf"(?:[0-9]+|[{NUMERAL}]+)届(?:[{NUMERAL}]+(?:次|中全会))?",
    rf"[{NUMERAL}]+中全会",
    r"(?:^|(?<=[。；;:]))\s*\(?[0-9]{1,2}[.、)](?![0-9](?![0-9]{3}年))",
    rf"^[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,2}}(?=[^\W\d_])(?!{WORDS}|[万亿])",
    rf"^\s*[{COUNT}]{{1,3}}、|(?<=[。；;])[{COUNT}]{{1,3}}、",
    rf"\((?:[{COUNT}]{{1,3}}|[0-9]{{1,2}})\)",
    rf"(?<=[前后])[{COUNT}][位名]",
    rf"(?:^|(?<=[，。；：、,;:)\s]))其?[{COUNT}](?:是|则|为)(?=[^\W\d_])",
    rf"其[{COUNT}](?=[，,])",
    # Marks of notes, of which some lost their place above the line: 199项[1], 1,378件1.
    r"\[[0-9]{1,3}\]|[①-⑳]|(?<=[0-9][项件次人名个户家份条%])[0-9]{1,2}(?=[，。；、,;.)]|$)",
    rf"(?<![{NUMERAL}0-9.])[{COUNT}0-9](?:[{RANKS}]|等奖|等功|号楼)",
    rf"(?<![{NUMERAL}])二(?:{WORDS})",
)
REPEATED = _patterns(
    StatementKind.IDIOM, rf"(一(?:{WORDS}|步))\1", rf"(?<![{NUMERAL}])一(?!月一日){SIGN}一{SIGN}"
)
NAMED = _patterns(
    StatementKind.NAME,
    r"[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+",
    "|".join(map(re.escape, NAMES)),
    rf"(?<![{NUMERAL}0-9])(?:{LIKE_FIGURES})",
    # A ratio: 3:1, 3比1.
    rf"(?<![0-9.:])(?!{YEAR}:)[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+"
    rf"(?![0-9.:]|[万亿]|{WORDS})",
    rf"(?<![0-9.])[0-9]+比[0-9]+(?![0-9.]|年|[万亿]|{WORDS})",
    rf"(?<=工程|项目|改造|园区|小区)[{COUNT}]期",
    r"(?:党的)?(?:十[五六七八九]|二十)大(?![\w]?[型力量家])",
    rf"[{COUNT}]{{1,2}}五(?=时期|规划|普法|期间|计划|[”’])",
    rf"(?<![{NUMERAL}])[{COUNT}][个大项]一",
    rf"(?:[0-9]+|[{COUNT}]+)年(?=行动|攻坚|计划|规划|工程|任务书)",
    r"[0-9]+[x+/][0-9A-Za-z]+(?:[x+][0-9A-Za-z]+)*(?:小时)?",
    r"\(0[0-9]{2,3}\)[0-9]{3,4}[ -]?[0-9]{4}",
    r"(?<![0-9])0[0-9]{2,3}-+[0-9]{7,8}(?![0-9])|(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
    rf"(?!(?:{UNITS})(?![A-Za-z0-9]))[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?[A-Za-z]*|(?<![0-9.])[0-9]+"
    rf"(?!(?:{UNITS})(?![A-Za-z0-9]))[A-Za-z]+[0-9]*",
    r"[0-9]+\.[0-9]+版|[0-9]+周年|[0-9]+乘[0-9]+小时|十件(?=民生|实事)",
    rf"365天|(?<![0-9])12[0-9]{{3}}(?![.,]?[0-9])(?![万亿]|{WORDS})",
    r"24小时(?=自助|服务|值守|在线|开放|不打烊|受理)",
    r"(?:电话|传真|邮编|邮政编码|编号|代码|手机):?(?P<number>[0-9][0-9-]+)",
    r"[0-9]+(?:号(?!召)|室|楼|单元)",
    rf"(?<![0-9])(?<![0-9][.,])(?:1[0-9]{{2}}|[0-9]{{5,}})(?!(?:{WORDS}))"
    r"(?=[^\W\d_]{0,6}?(?:热线|平台|报警|台|网站|系统|中心|便民|专线|工单|诉求))",
)
IDIOMS = _patterns(
    StatementKind.IDIOM,
    rf"进一步|一系列|一(?:点(?![{NUMERAL}])|[些步])|一部分|一方面",
    rf"(?<![{NUMERAL}])[{COUNT}](?![至到]){SIGN}[{COUNT}]{SIGN}(?!{SIGN}?(?:{WORDS}))",
    rf"(?<![{NUMERAL}0-9])[数几][十百千万]+[余多]?(?:{WORDS})?",
    r"十分(?!之)|百姓|千方|万一|百年|十足|千里|亿万|万物|万里",
)
ALL = [*DOCUMENT_NUMBERS, *REPEATED, *DATES, *ORDINALS, *NAMED, *IDIOMS]


# Nothing that counts is so long, and the patterns would look at it from every sign of it.
ENDLESS = re.compile(rf"[0-9A-Za-z.,_+/@-]{{40,}}|[{NUMERAL}]{{40,}}")


def marks(line: str) -> list[NonFigure]:
    """Return what counts nothing in a normalised line, in order and without overlaps."""
    endless = [NonFigure(*one.span(), StatementKind.NAME) for one in ENDLESS.finditer(line)]
    readable = ENDLESS.sub(lambda one: BLOT * len(one[0]), line)
    found: list[NonFigure] = []
    closed = bytearray(len(line))
    for mark in (*endless, *_all(readable)):
        if 1 not in closed[mark.start : mark.end]:
            found.append(mark)
            closed[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return sorted(found, key=lambda mark: mark.start)


@cache
def _compiled() -> list[tuple[StatementKind, re.Pattern[str]]]:
    """Return all patterns, which processes that read no prose need not wait for."""
    return [(kind, re.compile(source)) for kind, source in ALL]


def _all(line: str) -> Iterator[NonFigure]:
    for kind, pattern in _compiled():
        for match in pattern.finditer(line):
            named = "number" if "number" in pattern.groupindex else 0
            yield NonFigure(match.start(named), match.end(named), kind)
    for inside in (INSIDE_QUOTES, INSIDE_TITLE):
        for outer in inside.finditer(line):
            for number in NUMBER.finditer(line, outer.start() + 1, outer.end() - 1):
                yield NonFigure(number.start(), number.end(), StatementKind.NAME)
