"""Fill in what is owed: save, submit, withdraw, reopen. Nothing typed is thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import audit
from indicators.bilingual import Text
from indicators.enums import EntryState, Status
from indicators.intake.entry_input import (
    EntryInput,
    EntryValues,
    NotUnderstood,
    heard,
    in_place_of,
    said_by,
)
from indicators.intake.validation import Finding, findings_for
from indicators.models import Entry, Official
from indicators.permissions import can_report

__all__ = [
    "ChangedMeanwhile",
    "EntryInput",
    "EntryRefused",
    "NotOpen",
    "reopen",
    "save",
    "submit",
    "withdraw",
]

OPEN = (EntryState.DRAFT, EntryState.RETURNED)


class ChangedMeanwhile(Exception):
    """Somebody else saved the entry first; ``now`` is what it holds."""

    def __init__(self, now: Entry) -> None:
        super().__init__(str(now))
        self.now = now


class NotOpen(Exception):
    """The entry is submitted or accepted, so it cannot be changed."""


@dataclass(frozen=True, slots=True)
class EntryRefused:
    """An entry that was not submitted, with what stands in the way."""

    entry: Entry
    findings: tuple[Finding, ...]


@transaction.atomic
def save(entry: Entry, answer: EntryInput, *, seen: int, by: Official, at: datetime) -> Entry:
    """Keep the answer as a draft, and return the entry as it is now.

    Raises PermissionDenied for a stranger, ValidationError by field where the answer is no figure,
    ChangedMeanwhile where the entry is not the version ``seen``, and NotOpen where it is locked.
    """
    if not _may_fill(by, entry):
        raise PermissionDenied
    said, before = _heard(entry, answer), said_by(entry).kept()
    changed = Entry.objects.filter(pk=entry.pk, version=seen, state__in=OPEN).update(
        **said._asdict(), version=seen + 1, entered_by=by, entered_at=at
    )
    now = Entry.objects.with_relations().get(pk=entry.pk)
    if not changed:
        raise NotOpen if now.state not in OPEN else ChangedMeanwhile(now)
    audit.leave("entered", now, by=by, at=at, before=before, after=said_by(now).kept())
    return now


@transaction.atomic
def submit(
    entries: Iterable[Entry], *, by: Official, at: datetime
) -> tuple[list[Entry], list[EntryRefused]]:
    """Submit what may be submitted, and return it with what was refused and why.

    An error, or a doubt without an explanation, keeps its own entry back and no other. Raises
    PermissionDenied where one of the entries is a stranger's.
    """
    asked = list(entries)
    if not all(_may_fill(by, entry) for entry in asked):
        raise PermissionDenied
    return hand_in(asked, by=by, at=at)


def hand_in(
    asked: list[Entry], *, by: Official, at: datetime
) -> tuple[list[Entry], list[EntryRefused]]:
    """Submit what may be submitted; the caller has asked the right, and holds the transaction."""
    found = findings_for(asked)
    submitted, refused = [], []
    for entry in asked:
        findings = [*_untouched(entry), *found[entry.pk]]
        if entry.state not in OPEN or _in_the_way(entry, findings):
            refused.append(EntryRefused(entry, tuple(findings)))
        elif _submitted(entry, findings, by, at):
            submitted.append(entry)
        else:
            refused.append(EntryRefused(entry, ()))
    return submitted, refused


@transaction.atomic
def withdraw(entry: Entry, *, by: Official, at: datetime) -> None:
    """Take a submitted entry back; raise NotOpen once a reviewer has decided."""
    if not _may_fill(by, entry):
        raise PermissionDenied
    waiting = Entry.objects.awaiting_review().filter(pk=entry.pk)
    if not waiting.update(state=EntryState.DRAFT, version=F("version") + 1):
        raise NotOpen
    audit.leave("withdrew", entry, by=by, at=at)


@transaction.atomic
def reopen(entry: Entry, *, reason: str, by: Official, at: datetime) -> None:
    """Open an accepted entry again, to correct it; the public figure stands until a release.

    Raises ValidationError without a reason, and NotOpen where the entry is not accepted.
    """
    if not _may_fill(by, entry):
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
    audit.leave("reopened", entry, by=by, at=at, reason=reason.strip())


def _heard(entry: Entry, answer: EntryInput) -> EntryValues:
    """Return what the answer says, or raise ValidationError by field in the reader's language."""
    try:
        return heard(in_place_of(said_by(entry), answer), entry.indicator.unit)
    except NotUnderstood as error:
        said = error.message.in_language(get_language() or "zh-hans")
        raise ValidationError({error.field: said}) from error


def _may_fill(official: Official, entry: Entry) -> bool:
    """Tell whether the official fills it in; what stands in a published text says itself."""
    return entry.is_owed and can_report(official, entry.submission.organisation_id)


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
        audit.leave("submitted", entry, by=by, at=at, after=said_by(entry).kept())
    return bool(changed)
