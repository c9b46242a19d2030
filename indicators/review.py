"""Decide on what organisations submit: accept it, or send it back with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from . import audit, timeliness
from .enums import EntryOrigin, EntryState, Kind
from .models import Entry, Official, ReportingPeriod
from .models.entries import EntryQuerySet
from .periods import figure_period
from .permissions import can_decide
from .timeliness import FigureCounts


class NotAwaitingReview(Exception):
    """Somebody was faster: the entry was decided, withdrawn or changed meanwhile."""

    def __init__(self, now: Entry) -> None:
        super().__init__(str(now))
        self.now = now


@transaction.atomic
def accept(entry: Entry, *, seen: int, by: Official, at: datetime) -> None:
    """Accept the figure in the version ``seen``, so that the next release can publish it.

    Raises PermissionDenied for whoever entered or submitted it, and NotAwaitingReview where
    somebody was faster.
    """
    _decide(entry, seen, by, state=EntryState.ACCEPTED, accepted_by=by, accepted_at=at)
    audit.leave("accepted", entry, by=by, at=at, version=seen)


@transaction.atomic
def send_back(entry: Entry, *, reason: str, seen: int, by: Official, at: datetime) -> None:
    """Return the figure to its organisation with a reason, while the others stay submitted.

    Raises what ``accept`` raises, and ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be corrected.")})
    # Without a time of entry it counts as not looked at since, and is not submitted as it is.
    fields = {"return_reason": reason.strip(), "entered_at": None, "returns": F("returns") + 1}
    _decide(entry, seen, by, state=EntryState.RETURNED, **fields)
    audit.leave("returned", entry, by=by, at=at, version=seen, reason=reason.strip())


def _decide(entry: Entry, seen: int, by: Official, **fields: object) -> None:
    if not can_decide(by, entry):
        raise PermissionDenied
    waiting = Entry.objects.awaiting_review().filter(pk=entry.pk, version=seen)
    if not waiting.update(**fields, version=F("version") + 1):
        raise NotAwaitingReview(Entry.objects.with_relations().get(pk=entry.pk))


def queue() -> EntryQuerySet:
    """Return what waits for a decision, the most doubtful first, then the oldest."""
    waiting = Entry.objects.awaiting_review().with_relations()
    return waiting.order_by("-risk", "submitted_at", "pk")


def others_of(entry: Entry) -> list[Entry]:
    """Return what else is handed in of the same figure: other parts, and what texts give."""
    if entry.is_withdrawal:
        return []
    about = figure_period(Kind(entry.indicator.kind), entry.submission.period.period)
    handed_in = Q(state__in=(EntryState.SUBMITTED, EntryState.ACCEPTED))
    known = Entry.objects.with_relations().filter(
        handed_in | Q(origin=EntryOrigin.TEXT),
        ~Q(origin=EntryOrigin.WITHDRAWAL),
        indicator=entry.indicator_id,
        place=entry.place_id,
        submission__period__end__year=about.end.year,
    )
    return [
        one
        for one in known.exclude(pk=entry.pk).order_by("pk")
        if figure_period(Kind(one.indicator.kind), one.submission.period.period) == about
    ]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Organisations by periods: who has reported, and who is late."""

    periods: list[ReportingPeriod]
    rows: list[tuple[timeliness.Organisation, list[FigureCounts | None]]]


def matrix(periods: Iterable[ReportingPeriod], today: date) -> Matrix:
    """Return how far every organisation is with each of the periods, in one more query."""
    columns = list(periods)
    cells: dict[timeliness.Organisation, dict[int, FigureCounts]] = {}
    for one in timeliness.counts_of(columns, today):
        cells.setdefault(one.organisation, {})[one.period] = one.counts
    # A period in which only texts are read, or figures withdrawn, is owed by nobody.
    owed = {period for found in cells.values() for period in found}
    columns = [period for period in columns if period.pk in owed]
    rows = [(who, [found.get(one.pk) for one in columns]) for who, found in cells.items()]
    return Matrix(columns, rows)
