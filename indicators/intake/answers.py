"""What a reporter says of one figure, understood the same way whichever way it comes in."""

from decimal import Decimal
from typing import NamedTuple

from indicators.enums import Qualifier, Status
from indicators.models import Entry, Indicator
from indicators.series import NOTHING
from indicators.texts import Text
from indicators.units import Unit, show

from .grammar import LONGEST, NotAFigure, Understood, understand

LONGEST_TEXT = 2000
TOO_LONG = Text("数据不得超过100个字符。", "A figure has at most 100 characters.")
TEXT_TOO_LONG = Text("文字不得超过2000个字符。", "A text has at most 2000 characters.")
WHY_NOT_APPLICABLE = Text(
    "请在备注中说明不适用的原因。", "Say in the note why the figure does not apply."
)
QUALIFIERS = {one.value: one for one in Qualifier}
# Reaching into an enumeration takes as long as all else here, and a workbook has 20,000 rows.
EXACT, REPORTED = Qualifier.EXACT, Status.REPORTED


class NotUnderstood(Exception):
    """An answer that cannot be kept: in which field, and what to write instead."""

    def __init__(self, field: str, message: Text) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


class Answer(NamedTuple):
    """What a reporter puts into a row."""

    typed: str = ""
    qualifier: str = ""
    note: str = ""
    explanation: str = ""
    is_applicable: bool = True


class Said(NamedTuple):
    """What an entry holds of an answer, column by column."""

    typed: str
    value: Decimal | None
    qualifier: str
    status: str
    note: str
    explanation: str

    def kept(self) -> dict[str, str]:
        """Return what an event keeps of it."""
        value = "" if self.value is None else f"{self.value.normalize():f}"
        return {**self._asdict(), "value": value}


def said_by(entry: Entry) -> Said:
    """Return what the entry holds."""
    return Said(
        entry.typed, entry.value, entry.qualifier, entry.status, entry.note, entry.explanation
    )


def shown(said: Said, indicator: Indicator) -> Text:
    """Return the figure of an answer with qualifier and unit, or which sort of nothing it is."""
    if said.value is None:
        return NOTHING[Status(said.status)]
    unit = Unit(indicator.unit, indicator.unit_one, indicator.unit_many)
    return show(said.value, unit, Qualifier(said.qualifier), indicator.decimals)


def heard(answer: Answer, unit: str) -> Said:
    """Return what the answer says of a figure in that unit.

    Raises NotUnderstood where it is no figure, or says too much or too little.
    """
    note, explanation = answer.note.strip(), answer.explanation.strip()
    if len(note) > LONGEST_TEXT or len(explanation) > LONGEST_TEXT:
        raise NotUnderstood("note" if len(note) > LONGEST_TEXT else "explanation", TEXT_TOO_LONG)
    if not answer.is_applicable:
        if not note:
            raise NotUnderstood("note", WHY_NOT_APPLICABLE)
        status = Status.NOT_APPLICABLE
        return Said(answer.typed.strip()[:LONGEST], None, EXACT, status, note, explanation)
    understood = _figure(answer.typed, unit)
    if understood is None:
        return Said("", None, EXACT, Status.NOT_YET_REPORTED, note, explanation)
    qualifier = understood.qualifier
    if qualifier is EXACT:
        qualifier = QUALIFIERS.get(answer.qualifier, qualifier)
    return Said(answer.typed.strip(), understood.value, qualifier, REPORTED, note, explanation)


def _figure(typed: str, unit: str) -> Understood | None:
    if len(typed) > LONGEST:
        raise NotUnderstood("typed", TOO_LONG)
    try:
        understood = understand(typed)
    except NotAFigure as error:
        raise NotUnderstood("typed", error.message) from error
    if understood is not None and understood.unit not in ("", unit):
        raise NotUnderstood("typed", _wrong_unit(unit, understood.unit))
    return understood


def _wrong_unit(unit: str, typed: str) -> Text:
    return Text(f"计量单位应为“{unit}”，不是“{typed}”。", f"The unit is {unit}, not “{typed}”.")
