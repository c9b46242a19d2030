"""Which period a text is about."""

import re
from calendar import monthrange
from datetime import date

from indicators.paragraphs import paragraphs
from indicators.periods import Period
from indicators.signs import NormalisedLine

LOOKED_AT = 6
YEAR = r"((?:19|20)[0-9]{2})年度?"
FIRST_MONTHS = re.compile(rf"{YEAR}1月?(?:-+|至|到)(1[0-2]|[2-9])月")
HALF = re.compile(rf"{YEAR}(上|下)半年")
QUARTERS = re.compile(rf"{YEAR}(前|第)?([一二三四1-4])个?季度")
MONTH = re.compile(rf"{YEAR}(1[0-2]|[1-9])月(?!(?:[0-9]|-|至|到))")
WHOLE = re.compile(rf"{YEAR}(?!基本|-|至|到|[0-9]|前|底前|年)")
QUARTER = {sign: number for pair in ("一1", "二2", "三3", "四4") for sign in pair
           for number in [int(pair[1])]}  # fmt: skip


def period_of(text: str) -> Period | None:
    """Return the period that the title or the first paragraphs name, or None.

    A half-year, a quarter or a month says more than a year, wherever it stands.
    """
    lines = [NormalisedLine(one.text).text for one in paragraphs(text)[:LOOKED_AT]]
    for line in lines:
        found = _part_of_a_year(line)
        if found is not None:
            return found
    years = [match for line in lines if (match := WHOLE.search(line))]
    return _months(years[0][1], 1, 12) if years else None


def _part_of_a_year(line: str) -> Period | None:
    if match := FIRST_MONTHS.search(line):
        return _months(match[1], 1, int(match[2]))
    if match := HALF.search(line):
        return _months(match[1], *((1, 6) if match[2] == "上" else (7, 12)))
    if match := QUARTERS.search(line):
        last = 3 * QUARTER[match[3]]
        return _months(match[1], 1 if match[2] == "前" else last - 2, last)
    if match := MONTH.search(line):
        return _months(match[1], int(match[2]), int(match[2]))
    return None


def _months(year: str, first: int, last: int) -> Period:
    number = int(year)
    return Period(date(number, last, monthrange(number, last)[1]), date(number, first, 1))
