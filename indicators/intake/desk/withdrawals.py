"""Propose to take a public figure from the public: as a version without a value, with a reason.

Like a correction it goes through review and release; what was public until then stays visible for
the days on which it was.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indicators import audit
from indicators.enums import EntryOrigin, EntryState, Frequency, Status
from indicators.intake.period_opening import period_for
from indicators.models import (
    Entry,
    Indicator,
    Observation,
    Official,
    Submission,
)
from indicators.models.entries import EntryQuerySet
from indicators.periods import month_of
from indicators.permissions import Power, holds


def figures_for(official: Official) -> QuerySet[Observation]:
    """Return the public figures that the official may propose to withdraw.

    The office may of every figure, an organisation's reporters of those that it owns or shares.
    """
    found: QuerySet[Observation] = Observation.objects.current().filter(value__isnull=False)
    return found.filter(indicator__in=_indicators_of(official))


def proposals_for(official: Official) -> EntryQuerySet:
    """Return what is proposed of the same indicators and not released."""
    waiting = Entry.objects.withdrawals().filter(observation__isnull=True)
    return waiting.filter(indicator__in=_indicators_of(official))


@transaction.atomic
def propose(observation: Observation, *, reason: str, by: Official, at: datetime) -> Entry:
    """Submit that the figure be withdrawn, and return the entry that somebody else decides on.

    One that was sent back is submitted again. Raises PermissionDenied without the right, and
    ValidationError without a reason, where the version is not the public one any more, or where
    the same is proposed already.
    """
    if not _may_propose(by, observation):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the figure is withdrawn.")})
    if not figures_for(by).filter(pk=observation.pk).exists():
        raise ValidationError(_("This version is not public any more; look at the figure again."))
    said = {
        "reason": reason.strip(),
        "entered_by": by,
        "entered_at": at,
        "submitted_by": by,
        "submitted_at": at,
        "state": EntryState.SUBMITTED,
        "return_reason": "",
    }
    same = Entry.objects.filter(withdraws=observation, state=EntryState.RETURNED)
    if same.update(**said, version=F("version") + 1):
        entry = Entry.objects.with_relations().get(withdraws=observation)
    else:
        entry = _new(observation, said, at)
    audit.leave("proposed to withdraw", entry, by=by, at=at, reason=reason.strip())
    return entry


@transaction.atomic
def drop(entry: Entry, *, by: Official, at: datetime) -> None:
    """Forget a proposal that is not released.

    Whoever may propose it may drop it. Raises PermissionDenied without the right, and
    ValidationError where it is released, or is gone already.
    """
    if entry.withdraws is None or not _may_propose(by, entry.withdraws):
        raise PermissionDenied
    now = Entry.objects.select_for_update().filter(pk=entry.pk, observation__isnull=True).first()
    if now is None:
        raise ValidationError(_("The figure is withdrawn already, or the proposal is gone."))
    audit.leave("dropped a withdrawal", now, by=by, at=at, reason=now.reason)
    now.delete()


def _indicators_of(official: Official) -> QuerySet[Indicator]:
    if holds(official, Power.REVIEW) or holds(official, Power.PUBLISH):
        return Indicator.objects.all()
    if not holds(official, Power.REPORT) or official.organisation_id is None:
        return Indicator.objects.none()
    shared = Indicator.co_owners.through.objects.filter(organisation=official.organisation_id)
    own = Q(owner=official.organisation_id)
    return Indicator.objects.filter(own | Q(pk__in=shared.values("indicator")))


def _may_propose(official: Official, observation: Observation) -> bool:
    return _indicators_of(official).filter(pk=observation.indicator_id).exists()


def _new(observation: Observation, said: dict[str, object], at: datetime) -> Entry:
    try:
        with transaction.atomic():
            return Entry.objects.create(
                submission=_submission(observation),
                indicator=observation.indicator,
                place=observation.place,
                origin=EntryOrigin.WITHDRAWAL,
                withdraws=observation,
                status=Status.WITHDRAWN,
                first_submitted_at=at,
                **said,
            )
    except IntegrityError as error:
        raise ValidationError(_("It is proposed already to withdraw this figure.")) from error


def _submission(observation: Observation) -> Submission:
    """Return the submission that the figure came with, else its owner's of the month it ends in."""
    owner = observation.indicator.owner_id
    own = Submission.objects.filter(entries__observation=observation)
    found = own.filter(organisation=owner).first() or own.first()
    if found is not None:
        return found
    month = month_of(observation.period_end.year, observation.period_end.month)
    period = period_for(Frequency.MONTH, observation.period_end.replace(day=1), month.end)
    submission, _created_now = Submission.objects.get_or_create(
        organisation_id=owner, period=period
    )
    return submission
