"""Parse and validate each figure of a batch; nothing is saved here."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.bilingual import Text
from indicators.enums import EntryState, Status
from indicators.intake.desk.entries import OPEN
from indicators.intake.entry_input import (
    CONTRADICTION,
    EntryInput,
    EntryValues,
    NotUnderstood,
    heard,
    said_by,
)
from indicators.models import Entry

from .types import FigureProblem, IncomingFigure

Key = tuple[str, str]
FIELDS = {"typed": "value"}
NO_VALUE = Text(
    "请填写数值；不适用的，请将not_applicable设为true并在备注中说明原因。",
    "Give a value; where the figure does not apply, set not_applicable and say why in the note.",
)
BOTH = Text("不适用的项不能同时填写数值。", "What does not apply has no value.")
TWICE = Text("同一指标、同一口径在本次请求中出现了两次。", "It is said twice in this request.")
LOCKED = Text(
    "该项已提交或已通过审核，内容与本次不同；请先在工作台撤回或更正。",
    "It is submitted or accepted and says something else; withdraw or reopen it in the desk first.",
)


@dataclass(slots=True)
class ParsedBatch:
    """What is known while the figures are gone through, and what they change."""

    held: dict[Key, Entry]
    systems: set[int]
    strangers: dict[str, Text]
    problems: list[FigureProblem] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    changes: list[tuple[Entry, EntryValues]] = field(default_factory=list)


def taken(batch: ParsedBatch, number: int, one: IncomingFigure) -> Iterator[FigureProblem]:
    """Note what the figure changes, or yield what is wrong with it."""
    entry = batch.held.get((one.indicator, one.place))
    if entry is None:
        yield _unknown(batch, number, one)
    elif entry.pk in batch.numbers:
        yield FigureProblem(number, "", "repeated", TWICE)
    else:
        batch.numbers[entry.pk] = number
        batch.entries.append(entry)
        yield from _heard(batch, number, one, entry)


def _heard(
    batch: ParsedBatch, number: int, one: IncomingFigure, entry: Entry
) -> Iterator[FigureProblem]:
    is_silent = not one.typed.strip()
    if one.is_applicable and is_silent:
        yield FigureProblem(number, "value", "missing", NO_VALUE)
        return
    if not one.is_applicable and not is_silent:
        yield FigureProblem(number, "not_applicable", "both", BOTH)
        return
    try:
        said = heard(_answer(one, entry), entry.indicator.unit)
    except NotUnderstood as error:
        code = "qualifier" if error.field == "qualifier" else "figure"
        yield FigureProblem(number, FIELDS.get(error.field, error.field), code, error.message)
        return
    if one.qualifier not in ("", said.qualifier):
        # Beside what does not apply, which has none.
        yield FigureProblem(number, "qualifier", "qualifier", CONTRADICTION)
    said = _with_words_of_its_own(said, one, said_by(entry))
    is_same = said == said_by(entry)
    if not is_same:
        yield from _protected(batch, number, one, entry)
    if not is_same or entry.state == EntryState.RETURNED:
        batch.changes.append((entry, said))


def _with_words_of_its_own(
    said: EntryValues, one: IncomingFigure, before: EntryValues
) -> EntryValues:
    """Let old words stand for the same figure alone, however it is written now.

    Of another figure they would say what nobody said: who sends it explains it. What stood there
    stays in the entry's history.
    """
    if (said.value, said.qualifier, said.status) == (before.value, before.qualifier, before.status):
        return said._replace(typed=before.typed)
    if before.status == Status.NOT_YET_REPORTED:
        return said
    note = "" if one.note is None and said.status != Status.NOT_APPLICABLE else said.note
    explanation = "" if one.explanation is None else said.explanation
    return said._replace(note=note, explanation=explanation)


def _answer(one: IncomingFigure, entry: Entry) -> EntryInput:
    return EntryInput(
        one.typed,
        one.qualifier,
        entry.note if one.note is None else one.note,
        entry.explanation if one.explanation is None else one.explanation,
        one.is_applicable,
    )


def _unknown(batch: ParsedBatch, number: int, one: IncomingFigure) -> FigureProblem:
    if one.indicator in batch.strangers:
        return FigureProblem(number, "indicator", "foreign", batch.strangers[one.indicator])
    places = "、".join(place for code, place in batch.held if code == one.indicator)
    if places:
        message = Text(
            f"该指标在此口径没有应报数据；应报口径：{places}。",
            f"Nothing is owed of it there; it is owed in: {places}.",
        )
        return FigureProblem(number, "place", "unknown", message)
    message = Text(
        f"本单位本期没有应报的指标“{one.indicator}”。",
        f"Your organisation owes no indicator “{one.indicator}” for this period.",
    )
    return FigureProblem(number, "indicator", "unknown", message)


def _protected(
    batch: ParsedBatch, number: int, one: IncomingFigure, entry: Entry
) -> Iterator[FigureProblem]:
    """Yield why the entry is not overwritten: it is decided on, or a person's word stands there."""
    if entry.state not in OPEN:
        yield FigureProblem(number, "", "locked", LOCKED)
        return
    is_seen = one.version == entry.version
    is_own = entry.entered_by_id is None or entry.entered_by_id in batch.systems
    if not is_seen and not (is_own and one.version is None):
        yield _changed(number, entry)


def _changed(number: int, entry: Entry) -> FigureProblem:
    who, what, version = entry.entered_by, entry.typed, entry.version
    message = Text(
        f"{who}已将其填为“{what}”（版本{version}）；如需替换，请将version设为{version}。",
        f"{who} has entered “{what}” (version {version}); to replace it, send version {version}.",
    )
    return FigureProblem(number, "version", "changed", message)
