"""Fill in what is owed: save, submit, withdraw, reopen. Nothing typed is thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import events
from indicators.enums import EntryState, Qualifier, Status
from indicators.models import Entry, Official
from indicators.permissions import can_report
from indicators.texts import Text

from .checking import Finding, findings_for
from .grammar import NotAFigure, Understood, understand

OPEN = (EntryState.DRAFT, EntryState.RETURNED)


class ChangedMeanwhile(Exception):
    """Somebody else saved the entry first; ``now`` is what it holds."""

    def __init__(self, now: Entry) -> None:
        super().__init__(str(now))
        self.now = now


class NotOpen(Exception):
    """The entry is submitted or accepted, so it cannot be changed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reporter puts into a row."""

    typed: str = ""
    qualifier: str = ""
    note: str = ""
    explanation: str = ""
    is_applicable: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not submitted, with what stands in the way."""

    entry: Entry
    findings: tuple[Finding, ...]


@transaction.atomic
def save(entry: Entry, answer: Answer, *, seen: int, by: Official, at: datetime) -> Entry:
    """Keep the answer as a draft, and return the entry as it is now.

    Raises PermissionDenied for a stranger, ValidationError by field where the answer is no figure,
    ChangedMeanwhile where the entry is not the version ``seen``, and NotOpen where it is locked.
    """
    if not can_report(by, entry.submission.organisation_id):
        raise PermissionDenied
    fields = _fields(entry, answer)
    before = _state_of(entry)
    changed = Entry.objects.filter(pk=entry.pk, version=seen, state__in=OPEN).update(
        **fields, version=seen + 1, entered_by=by, entered_at=at
    )
    now = Entry.objects.with_relations().get(pk=entry.pk)
    if not changed:
        raise NotOpen if now.state not in OPEN else ChangedMeanwhile(now)
    events.leave("entered", now, by=by, at=at, before=before, after=_state_of(now))
    return now


@transaction.atomic
def submit(
    entries: Iterable[Entry], *, by: Official, at: datetime
) -> tuple[list[Entry], list[Refused]]:
    """Submit what may be submitted, and return it with what was refused and why.

    An error, or a doubt without an explanation, keeps its own entry back and no other. Raises
    PermissionDenied where one of the entries is a stranger's.
    """
    asked = list(entries)
    if not all(can_report(by, organisation) for organisation in _organisations(asked)):
        raise PermissionDenied
    found = findings_for(asked)
    submitted, refused = [], []
    for entry in asked:
        findings = [*_untouched(entry), *found[entry.pk]]
        if entry.state not in OPEN or _in_the_way(entry, findings):
            refused.append(Refused(entry, tuple(findings)))
        elif _submitted(entry, findings, by, at):
            submitted.append(entry)
        else:
            refused.append(Refused(entry, ()))
    return submitted, refused


@transaction.atomic
def withdraw(entry: Entry, *, by: Official, at: datetime) -> None:
    """Take a submitted entry back; raise NotOpen once a reviewer has decided."""
    if not can_report(by, entry.submission.organisation_id):
        raise PermissionDenied
    waiting = Entry.objects.awaiting_review().filter(pk=entry.pk)
    if not waiting.update(state=EntryState.DRAFT, version=F("version") + 1):
        raise NotOpen
    events.leave("withdrew", entry, by=by, at=at)


@transaction.atomic
def reopen(entry: Entry, *, reason: str, by: Official, at: datetime) -> None:
    """Open an accepted entry again, to correct it; the public figure stands until a release.

    Raises ValidationError without a reason, and NotOpen where the entry is not accepted.
    """
    if not can_report(by, entry.submission.organisation_id):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the figure is corrected.")})
    accepted = Entry.objects.filter(pk=entry.pk, state=EntryState.ACCEPTED)
    changed = accepted.update(
        state=EntryState.DRAFT,
        version=F("version") + 1,
        accepted_by=None,
        accepted_at=None,
        observation=None,
        reason=reason.strip(),
    )
    if not changed:
        raise NotOpen
    events.leave("reopened", entry, by=by, at=at, reason=reason.strip())


def _organisations(entries: list[Entry]) -> set[int]:
    return {entry.submission.organisation_id for entry in entries}


def _untouched(entry: Entry) -> list[Finding]:
    """Return an error for what was returned and neither changed nor saved again since."""
    if entry.state != EntryState.RETURNED or entry.entered_at is not None:
        return []
    message = Text(
        "退回后尚未修改；如无需修改，请重新保存以示确认。",
        "It was returned and not changed since; save it again to confirm it.",
    )
    return [Finding("untouched", is_error=True, message=message)]


def _in_the_way(entry: Entry, findings: list[Finding]) -> bool:
    errors = [one for one in findings if one.is_error]
    doubts = [one for one in findings if not one.is_error]
    is_silent = entry.status == Status.NOT_YET_REPORTED
    return is_silent or bool(errors) or (bool(doubts) and not entry.explanation.strip())


def _submitted(entry: Entry, findings: list[Finding], by: Official, at: datetime) -> bool:
    same = Entry.objects.filter(pk=entry.pk, version=entry.version, state__in=OPEN)
    changed = same.update(
        state=EntryState.SUBMITTED,
        submitted_by=by,
        submitted_at=at,
        first_submitted_at=entry.first_submitted_at or at,
        findings=[one.kept() for one in findings],
        risk=len(findings),
        return_reason="",
    )
    if changed:
        events.leave("submitted", entry, by=by, at=at, after=_state_of(entry))
    return bool(changed)


def _fields(entry: Entry, answer: Answer) -> dict[str, object]:
    """Return the columns that the answer fills, or raise ValidationError by field."""
    texts: dict[str, object] = {
        "typed": answer.typed.strip()[:100],
        "note": answer.note.strip(),
        "explanation": answer.explanation.strip(),
    }
    nothing: dict[str, object] = {"value": None, "qualifier": Qualifier.EXACT}
    if not answer.is_applicable:
        if not texts["note"]:
            raise ValidationError({"note": _("Say why the figure does not apply.")})
        return texts | nothing | {"status": Status.NOT_APPLICABLE}
    understood = _understood(entry, answer.typed)
    if understood is None:
        return texts | nothing | {"status": Status.NOT_YET_REPORTED}
    qualifier = understood.qualifier
    if answer.qualifier in Qualifier.values and qualifier is Qualifier.EXACT:
        qualifier = Qualifier(answer.qualifier)
    return texts | {
        "value": understood.value,
        "qualifier": qualifier,
        "status": Status.REPORTED,
    }


def _understood(entry: Entry, typed: str) -> Understood | None:
    if len(typed) > 100:
        raise ValidationError({"typed": _("A figure has at most 100 characters.")})
    try:
        understood = understand(typed)
    except NotAFigure as error:
        raise ValidationError({"typed": _said(error.message)}) from error
    unit = entry.indicator.unit
    if understood is not None and understood.unit not in ("", unit):
        raise ValidationError(
            {
                "typed": _("The unit is %(unit)s, not “%(typed)s”.")
                % {"unit": unit, "typed": understood.unit}
            }
        )
    return understood


def _said(message: Text) -> str:
    return message.in_language(get_language() or "zh-hans")


def _state_of(entry: Entry) -> dict[str, str]:
    """Return what an event keeps of an entry."""
    value = "" if entry.value is None else f"{entry.value.normalize():f}"
    return {
        "typed": entry.typed,
        "value": value,
        "qualifier": entry.qualifier,
        "status": entry.status,
        "note": entry.note,
        "explanation": entry.explanation,
    }
