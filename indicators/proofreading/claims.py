"""The interval that a written figure claims, from its precision.

"42万人" leaves open what is less than half of 1万; "10余次" lies between 10 and 20, "近千人" within
the last tenth below 1000. A public figure is an interval too (``bounds``), and the two are held
against each other.
"""

import re
from decimal import Decimal
from fractions import Fraction

from indicators.enums import Qualifier
from indicators.grammar import step_of
from indicators.intervals import Bounds, bounds_of
from indicators.prose import Statement
from indicators.qualifiers import ROWS, IntervalEnd

# 10余次 and 30多个 say in which ten or hundred the number lies; 超过100件 does not.
SOME_MORE = re.compile("余|多|几|来")


def claimed(statement: Statement) -> Bounds:
    """Return the values that the text leaves possible; needs a figure."""
    value, qualifier = statement.value or Decimal(0), statement.qualifier or Qualifier.EXACT
    number = Fraction(value)
    if statement.value_to is not None:
        return Bounds(number, Fraction(statement.value_to))
    if qualifier is Qualifier.EXACT:
        half = Fraction(step_of(statement.as_written)) / 2
        return Bounds(number - half, number + half, high_open=True)
    row = ROWS[qualifier]
    if row.slack:
        below, above = row.slack
        is_open = row.high is IntervalEnd.OPEN
        return Bounds(number * (1 - below), number * (1 + above), high_open=is_open)
    if row.low is IntervalEnd.OPEN and SOME_MORE.search(statement.as_written):
        return Bounds(number, number + _last_place(value), low_open=True, high_open=True)
    return bounds_of(value, qualifier, is_percent=statement.unit == "%")


def _last_place(value: Decimal) -> Fraction:
    """Return the place of the last digit that is not zero: 10 of 30, 1000 of 43000."""
    exponent = value.normalize().as_tuple().exponent
    return Fraction(10) ** int(exponent)
