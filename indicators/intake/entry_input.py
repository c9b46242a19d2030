"""Parse the input for one entry, the same for every way in.

The text says it all: a qualifier that is chosen from a list is written into it, so that no word of
one figure is left over for the next one that is typed in its place.
"""

from decimal import Decimal
from typing import NamedTuple

from indicators.bilingual import Text
from indicators.enums import Qualifier, Status
from indicators.grammar import (
    LONGEST,
    NotAFigure,
    ParsedFigure,
    means_not_applicable,
    qualified,
    understand,
    unit_of,
    write,
)
from indicators.models import Entry, Indicator
from indicators.series import NOTHING
from indicators.units import Unit, show

LONGEST_TEXT = 2000
TOO_LONG = Text("数据不得超过100个字符。", "A figure has at most 100 characters.")
TEXT_TOO_LONG = Text("文字不得超过2000个字符。", "A text has at most 2000 characters.")
WHY_NOT_APPLICABLE = Text(
    "请在备注中说明不适用的原因。", "Say in the note why the figure does not apply."
)
BOTH = Text(
    "不适用的项不能同时填写数值：请清空数据，或取消勾选“不适用”。",
    "What does not apply has no figure: empty the field, or untick “does not apply”.",
)
CONTRADICTION = Text(
    "所选的限定词与数据中写明的不一致，请只保留一个。",
    "The qualifier chosen contradicts the words around the figure; keep one of them.",
)
WORD_ALONE = Text(
    "只选了限定词，没有填写数据。请填写数据，或不选限定词。",
    "A qualifier without a figure says nothing: write the figure, or choose none.",
)
QUALIFIERS = {one.value: one for one in Qualifier}
# Reaching into an enumeration takes as long as all else here, and a workbook has 20,000 rows.
EXACT, REPORTED = Qualifier.EXACT, Status.REPORTED
NO_WORD = ("", EXACT.value)


class NotUnderstood(Exception):
    """An answer that cannot be kept: in which field, and what to write instead."""

    def __init__(self, field: str, message: Text) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


class EntryInput(NamedTuple):
    """What a reporter puts into a row; ``qualifier`` is chosen for a text that has none."""

    typed: str = ""
    qualifier: str = ""
    note: str = ""
    explanation: str = ""
    is_applicable: bool = True


class EntryValues(NamedTuple):
    """The values of an entry's columns."""

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


def said_by(entry: Entry) -> EntryValues:
    """Return what the entry holds."""
    return EntryValues(
        entry.typed, entry.value, entry.qualifier, entry.status, entry.note, entry.explanation
    )


def shown(said: EntryValues, indicator: Indicator) -> Text:
    """Return the figure of an answer with qualifier and unit, or which sort of nothing it is."""
    if said.value is None:
        return NOTHING[Status(said.status)]
    unit = Unit(indicator.unit, indicator.unit_one, indicator.unit_many)
    return show(said.value, unit, Qualifier(said.qualifier), indicator.decimals)


def heard(answer: EntryInput, unit: str) -> EntryValues:
    """Return what the answer says of a figure in that unit.

    Raises NotUnderstood where it is no figure, or says too much or too little.
    """
    note, explanation = answer.note.strip(), answer.explanation.strip()
    if len(note) > LONGEST_TEXT or len(explanation) > LONGEST_TEXT:
        raise NotUnderstood("note" if len(note) > LONGEST_TEXT else "explanation", TEXT_TOO_LONG)
    if len(answer.typed) > LONGEST:
        raise NotUnderstood("typed", TOO_LONG)
    typed = answer.typed.strip()
    if not answer.is_applicable or means_not_applicable(typed):
        return _not_applicable(typed, note, explanation)
    understood = heard_figure(answer.typed, unit)
    if understood is None:
        if answer.qualifier not in NO_WORD:
            raise NotUnderstood("qualifier", WORD_ALONE)
        return EntryValues("", None, EXACT, Status.NOT_YET_REPORTED, note, explanation)
    qualifier = QUALIFIERS.get(answer.qualifier, understood.qualifier)
    if qualifier is not understood.qualifier:
        if understood.qualifier is not EXACT:
            raise NotUnderstood("qualifier", CONTRADICTION)
        typed = qualified(typed, understood, qualifier)
    return EntryValues(typed, understood.value, qualifier, REPORTED, note, explanation)


def in_place_of(before: EntryValues, answer: EntryInput) -> EntryInput:
    """Return the input without what is left over from the entry's earlier state.

    Who types a figure where none applied has not ticked that it does not apply; and who ticks that
    beside a figure, or takes the tick away, has not typed what stands in the field.
    """
    did_apply = before.status != Status.NOT_APPLICABLE
    if answer.typed.strip() != text_of(before):
        return answer if did_apply else answer._replace(is_applicable=True)
    return answer if did_apply == answer.is_applicable else answer._replace(typed="")


def text_of(said: EntryValues) -> str:
    """Return the input text, with a separately stored qualifier written out."""
    if said.status == Status.NOT_APPLICABLE:
        return said.typed if means_not_applicable(said.typed) else ""
    if said.value is None or said.qualifier == EXACT:
        return said.typed
    try:
        figure = understand(said.typed)
    except NotAFigure:
        figure = None
    if figure is None:
        return write(said.value, Qualifier(said.qualifier), "")
    if figure.qualifier is not EXACT:
        return said.typed
    return qualified(said.typed, figure, Qualifier(said.qualifier))


def _not_applicable(typed: str, note: str, explanation: str) -> EntryValues:
    if typed and not means_not_applicable(typed):
        raise NotUnderstood("typed", BOTH)
    if not note:
        raise NotUnderstood("note", WHY_NOT_APPLICABLE)
    return EntryValues(typed, None, EXACT, Status.NOT_APPLICABLE, note, explanation)


def heard_figure(typed: str, unit: str | None) -> ParsedFigure | None:
    """Return the figure of a text in that unit, or in any where that is None; None of a blank one.

    Raises NotUnderstood where it is none, or in another unit.
    """
    try:
        understood = understand(typed)
    except NotAFigure as error:
        raise NotUnderstood("typed", error.message) from error
    if understood is None or unit is None or understood.unit in ("", unit, unit_of(unit)):
        return understood
    raise NotUnderstood("typed", _wrong_unit(unit, understood.unit))


def _wrong_unit(unit: str, typed: str) -> Text:
    return Text(f"计量单位应为“{unit}”，不是“{typed}”。", f"The unit is {unit}, not “{typed}”.")
