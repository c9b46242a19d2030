"""Annotated types for parameter values."""

import re
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from dashboard.api.descriptions import text
from indicators.periods import NotAPeriod, Period, period_of

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _day(value: object) -> date:
    """Read a day as everybody writes it; numbers are no days here."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise PydanticCustomError("day", "not a day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("day", "not a day") from error


def _moment(value: object) -> datetime:
    """Read a moment, or a day as its first one; a plus in an address arrives as a space."""
    written = value if isinstance(value, str) else ""
    try:
        moment = datetime.fromisoformat(written.replace(" ", "+"))
        aware = moment if moment.tzinfo else timezone.make_aware(moment)
        return aware.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError("moment", "not a moment") from error


def _period(value: object) -> Period:
    try:
        return period_of(str(value))
    except NotAPeriod as error:
        raise PydanticCustomError("period", "not a period") from error


Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=64)]
Day = Annotated[date, BeforeValidator(_day), text(format="date")]
Moment = Annotated[datetime, BeforeValidator(_moment), text(format="date-time")]
PeriodCode = Annotated[
    Period,
    BeforeValidator(_period),
    text(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])|-h[12]|-q[1-4]|-[0-9]{2}-[0-9]{2}"
        r"(\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?)?$",
        examples=["2019-07", "2019-q3", "2019-h1", "2019"],
    ),
]
