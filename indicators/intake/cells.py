"""Read a cell of any workbook as what its column holds: a figure, a day, a whole number, yes or no.

How a cell's number format, its errors and the encoding of a text are read is said once, in
``workbook``; the desk's workbook and the tables of the administration both rest on that. Pure.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

from indicators.bilingual import Text
from indicators.enums import Qualifier
from indicators.signs import alike, plain
from indicators.units import PERCENT

from .entry_input import NotUnderstood, heard_figure
from .workbook.reader import figure_in, text_in
from .workbook.xlsx_reader import Cell

# The day that a spreadsheet counts as 0. It takes 1900 for a leap year, so that its count is right
# from March of that year on.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
# A number is taken for a day only within these years: 2020 is a year, and no day of 1905.
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
DAY = re.compile(
    r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})日?(?: 0?0:00(?::00)?)?"
)
DAY_IN_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
COUNTED_DAY = re.compile("[0-9]{5}")
YES = {"true", "1", "yes", "y", "是", "公开", "√", "✓"}
NO = {"false", "0", "no", "n", "否", "不公开", "×"}
HUNDRED = Decimal(100)

NOT_A_DAY = Text(
    "没有读到日期。请写成2020-12-31、2020/12/31或2020年12月31日。",
    "There is no day here. Write it as 2020-12-31, 2020/12/31 or 2020年12月31日.",
)
NOT_WHOLE = Text("这里应填整数，不带单位。", "A whole number without a unit is wanted here.")
NOT_A_SHARE = Text(
    "这里应填0至1之间的数或百分数，如0.1或10%。",
    "A number between 0 and 1 or a percentage is wanted here, such as 0.1 or 10%.",
)
NOT_TRUE_OR_FALSE = Text(
    "这里应填“是”或“否”（也可填TRUE或FALSE）。", "Write yes or no here, or TRUE or FALSE."
)
NO_QUALIFIER = Text(
    "这里只填数字；“以上”“不超过”“约”等字样请在“比较方式”列中选择。",
    "Write the number alone; words such as 以上 or 不超过 belong in the column of comparisons.",
)


class NotReadable(Exception):
    """A cell that does not hold what its column holds; the message says what to write instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


def fold(text: str) -> str:
    """Return the text as it is compared: widths, capitals and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", alike(text)).casefold().split())


def text_of(cell: Cell | None) -> str:
    """Return the text of a cell; a number as it is shown."""
    return _held(text_in(cell))


def amount(cell: Cell | None, unit: str | None) -> Decimal | None:
    """Return an exact figure in that unit, or in any if none is known; None of a blank cell.

    A cell that shows 90 % holds 90 where the unit is per cent, and is wrong for any other unit.
    """
    try:
        found = heard_figure(_held(figure_in(cell)), unit)
    except NotUnderstood as error:
        raise NotReadable(error.message) from error
    if found is None:
        return None
    if found.qualifier is not Qualifier.EXACT:
        raise NotReadable(NO_QUALIFIER)
    return found.value


def share(cell: Cell | None) -> Decimal | None:
    """Return a share of one, which may be written in per cent, or None of a blank cell."""
    typed = plain(_held(figure_in(cell)))
    try:
        if typed.endswith(PERCENT):
            shown = amount(typed, PERCENT)
            return None if shown is None else shown / HUNDRED
        return amount(typed, "")
    except NotReadable as error:
        raise NotReadable(NOT_A_SHARE) from error


def whole(cell: Cell | None) -> int | None:
    """Return a whole number, or None of a blank cell."""
    try:
        found = amount(cell, "")
    except NotReadable as error:
        raise NotReadable(NOT_WHOLE) from error
    if found is not None and found != int(found):
        raise NotReadable(NOT_WHOLE)
    return None if found is None else int(found)


def day(cell: Cell | None, *, is_1904: bool = False) -> date | None:
    """Return a day, or None of a blank cell.

    It may be a cell that holds a date, a text such as 2020年12月31日, or the number behind a date.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    typed = alike(text_of(cell))
    if not typed:
        return None
    close = re.sub(r"\s*([年月日/.-])\s*", r"\1", typed)
    found = DAY.fullmatch(close) or DAY_IN_DIGITS.fullmatch(close)
    try:
        if found is not None:
            return date(*map(int, found.groups()))
        if COUNTED_DAY.fullmatch(close):
            return _counted(int(close), is_1904=is_1904)
    except ValueError:
        pass
    raise NotReadable(NOT_A_DAY)


def truth(cell: Cell | None) -> bool | None:
    """Return whether the cell says yes or no, or None of a blank cell."""
    said = fold(text_of(cell))
    if said in YES or said in NO:
        return said in YES
    if said:
        raise NotReadable(NOT_TRUE_OR_FALSE)
    return None


def _counted(number: int, *, is_1904: bool) -> date:
    found = (DAY_ZERO_1904 if is_1904 else DAY_ZERO) + timedelta(number)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError
    return found


def _held(found: str | Text) -> str:
    if isinstance(found, Text):
        raise NotReadable(found)
    return found
