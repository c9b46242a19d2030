"""Enter many figures of one submission at once: all of them, or nothing and every problem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators import assembly
from indicators.enums import EntryState, Status
from indicators.models import Entry, Indicator, Official, Submission, Token
from indicators.permissions import can_report
from indicators.texts import Text

from .answers import Answer, NotUnderstood, Said, heard, said_by
from .checking import findings_for
from .doubts import Finding
from .entries import OPEN
from .keeping import keep_all, sharing, submit_all

Key = tuple[str, str]
FIELDS = {"typed": "value"}
NO_VALUE = Text(
    "请填写数值；不适用的，请将not_applicable设为true并在备注中说明原因。",
    "Give a value; where the figure does not apply, set not_applicable and say why in the note.",
)
BOTH = Text("不适用的项不能同时填写数值。", "What does not apply has no value.")
TWICE = Text("同一指标、同一口径在本次请求中出现了两次。", "It is said twice in this request.")
CONTRADICTION = Text(
    "qualifier与数值中的限定词不一致。", "The qualifier contradicts the words around the value."
)
LOCKED = Text(
    "该项已提交或已通过审核，内容与本次不同；请先在工作台撤回或更正。",
    "It is submitted or accepted and says something else; withdraw or reopen it in the desk first.",
)
EXPLAIN = Text("如数据无误，请在explanation中说明。", "Where it is right, say so in explanation.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A figure that another system sends.

    A note or explanation of None leaves what is there, as long as the figure stays the same;
    ``version`` is the one that the system has seen, where it says so.
    """

    indicator: str
    place: str
    typed: str = ""
    qualifier: str = ""
    note: str | None = None
    explanation: str | None = None
    is_applicable: bool = True
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one of the figures, by its number and the field that says it."""

    number: int
    field: str
    code: str
    message: Text


class NotEntered(Exception):
    """Nothing was saved; ``problems`` holds everything that stands in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Entered:
    """The entries in the order sent, what is found in them, and how many changed or moved on."""

    entries: list[Entry]
    found: Mapping[int, Sequence[Finding]]
    changed: int
    submitted: int


@dataclass(slots=True)
class _Batch:
    """What is known while the figures are gone through."""

    held: dict[Key, Entry]
    systems: set[int]
    strangers: dict[str, Text]
    problems: list[Problem] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    changes: list[tuple[Entry, Said]] = field(default_factory=list)


@transaction.atomic
def enter_all(
    submission: Submission, sent: Sequence[Sent], *, submit: bool, by: Official, at: datetime
) -> Entered:
    """Keep the figures, submit them where asked to, and return their entries.

    What says the same as before is left as it is, so that sending again is harmless. Raises
    PermissionDenied for a stranger, and NotEntered with all that is wrong.
    """
    if not can_report(by, submission.organisation_id):
        raise PermissionDenied
    held = _held(submission, sent)
    systems = Token.objects.filter(organisation=submission.organisation_id)
    batch = _Batch(held, {*systems.values_list("official", flat=True)}, _strangers(held, sent))
    for number, one in enumerate(sent):
        batch.problems += _taken(batch, number, one)
    if batch.problems:
        raise NotEntered(batch.problems)
    keep_all(batch.changes, by=by, at=at)
    found = findings_for(batch.entries)
    waiting = [entry for entry in batch.entries if submit and entry.state in OPEN]
    in_the_way = [
        problem
        for entry in waiting
        for problem in _in_the_way(batch.numbers[entry.pk], entry, found[entry.pk])
    ]
    if in_the_way:
        raise NotEntered(in_the_way)
    submit_all(waiting, found, by=by, at=at)
    return Entered(batch.entries, found, len(batch.changes), len(waiting))


def _held(submission: Submission, sent: Sequence[Sent]) -> dict[Key, Entry]:
    """Return the submission's entries by indicator and place, locked until all is written."""
    wanted = submission.entries.owed().filter(indicator__code__in={one.indicator for one in sent})
    locked = sharing(wanted.select_for_update(of=("self",)), submission)
    return {(entry.indicator.code, entry.place.code): entry for entry in locked}


def _strangers(held: dict[Key, Entry], sent: Sequence[Sent]) -> dict[str, Text]:
    """Say by whom what is not owed here is reported, by the codes of public indicators."""
    own = {indicator for indicator, _place in held}
    others = {one.indicator for one in sent} - own
    if not others:
        return {}
    found = Indicator.objects.filter(is_public=True, code__in=others).select_related("owner")
    owners = {one.code: assembly.text_of(one.owner, "name") for one in found}
    return {
        code: Text(f"该指标由{name.zh}填报。", f"It is reported by {name.en or name.zh}.")
        for code, name in owners.items()
    }


def _taken(batch: _Batch, number: int, one: Sent) -> Iterator[Problem]:
    """Note what the figure changes, or yield what is wrong with it."""
    entry = batch.held.get((one.indicator, one.place))
    if entry is None:
        yield _unknown(batch, number, one)
    elif entry.pk in batch.numbers:
        yield Problem(number, "", "repeated", TWICE)
    else:
        batch.numbers[entry.pk] = number
        batch.entries.append(entry)
        yield from _heard(batch, number, one, entry)


def _heard(batch: _Batch, number: int, one: Sent, entry: Entry) -> Iterator[Problem]:
    is_silent = not one.typed.strip()
    if one.is_applicable and is_silent:
        yield Problem(number, "value", "missing", NO_VALUE)
        return
    if not one.is_applicable and not is_silent:
        yield Problem(number, "not_applicable", "both", BOTH)
        return
    try:
        said = heard(_answer(one, entry), entry.indicator.unit)
    except NotUnderstood as error:
        yield Problem(number, FIELDS.get(error.field, error.field), "figure", error.message)
        return
    if one.qualifier not in ("", said.qualifier):
        yield Problem(number, "qualifier", "qualifier", CONTRADICTION)
    said = _with_words_of_its_own(said, one, said_by(entry))
    is_same = said == said_by(entry)
    if not is_same:
        yield from _protected(batch, number, one, entry)
    if not is_same or entry.state == EntryState.RETURNED:
        batch.changes.append((entry, said))


def _with_words_of_its_own(said: Said, one: Sent, before: Said) -> Said:
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


def _answer(one: Sent, entry: Entry) -> Answer:
    return Answer(
        one.typed,
        one.qualifier,
        entry.note if one.note is None else one.note,
        entry.explanation if one.explanation is None else one.explanation,
        one.is_applicable,
    )


def _unknown(batch: _Batch, number: int, one: Sent) -> Problem:
    if one.indicator in batch.strangers:
        return Problem(number, "indicator", "foreign", batch.strangers[one.indicator])
    places = "、".join(place for code, place in batch.held if code == one.indicator)
    if places:
        message = Text(
            f"该指标在此口径没有应报数据；应报口径：{places}。",
            f"Nothing is owed of it there; it is owed in: {places}.",
        )
        return Problem(number, "place", "unknown", message)
    message = Text(
        f"本单位本期没有应报的指标“{one.indicator}”。",
        f"Your organisation owes no indicator “{one.indicator}” for this period.",
    )
    return Problem(number, "indicator", "unknown", message)


def _protected(batch: _Batch, number: int, one: Sent, entry: Entry) -> Iterator[Problem]:
    """Yield why the entry is not overwritten: it is decided on, or a person's word stands there."""
    if entry.state not in OPEN:
        yield Problem(number, "", "locked", LOCKED)
        return
    is_seen = one.version == entry.version
    is_own = entry.entered_by_id is None or entry.entered_by_id in batch.systems
    if not is_seen and not (is_own and one.version is None):
        yield _changed(number, entry)


def _changed(number: int, entry: Entry) -> Problem:
    who, what, version = entry.entered_by, entry.typed, entry.version
    message = Text(
        f"{who}已将其填为“{what}”（版本{version}）；如需替换，请将version设为{version}。",
        f"{who} has entered “{what}” (version {version}); to replace it, send version {version}.",
    )
    return Problem(number, "version", "changed", message)


def _in_the_way(number: int, entry: Entry, found: Sequence[Finding]) -> Iterator[Problem]:
    """Yield what keeps the entry from being submitted, as the desk does."""
    for one in found:
        if one.is_error:
            yield Problem(number, "value", one.code, one.message)
        elif not entry.explanation.strip():
            message = Text(one.message.zh + EXPLAIN.zh, f"{one.message.en} {EXPLAIN.en}")
            yield Problem(number, "explanation", one.code, message)
