"""Decide on what organisations submit: accept it, or send it back with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import audit
from .enums import EntryOrigin, EntryState, Kind, Timeliness
from .models import Entry, Official, Organisation, ReportingPeriod
from .models.entries import EntryQuerySet
from .periods import figure_period
from .permissions import can_decide


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


def timeliness(entry: Entry, today: date) -> Timeliness:
    """Tell whether the figure came in by its due day; the version that was accepted counts."""
    due = entry.submission.period.due
    if entry.state in (EntryState.DRAFT, EntryState.RETURNED) or entry.submitted_at is None:
        return Timeliness.OVERDUE if today > due else Timeliness.OPEN
    if timezone.localdate(entry.submitted_at) <= due:
        return Timeliness.ON_TIME
    first = entry.first_submitted_at or entry.submitted_at
    return Timeliness.CORRECTED_LATE if timezone.localdate(first) <= due else Timeliness.LATE


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How far one organisation is with one period."""

    total: int
    submitted: int
    accepted: int
    late: int

    @property
    def share(self) -> int:
        """Return how many in a hundred are submitted or accepted."""
        return 100 * (self.submitted + self.accepted) // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Organisations by periods: who has reported, and who is late."""

    periods: list[ReportingPeriod]
    rows: list[tuple[str, str, list[MatrixCell | None]]]


def matrix(periods: Iterable[ReportingPeriod], today: date) -> Matrix:
    """Return how far every organisation is with each of the periods; the database counts."""
    columns = list(periods)
    counted = (
        Entry.objects.owed()
        .filter(submission__period__in=columns)
        .annotate(day=TruncDate("submitted_at"))
        .values("submission__organisation", "submission__period")
        .annotate(
            total=Count("pk"),
            submitted=Count("pk", filter=Q(state=EntryState.SUBMITTED)),
            accepted=Count("pk", filter=Q(state=EntryState.ACCEPTED)),
            late=Count("pk", filter=_is_late(today)),
        )
    )
    cells: dict[int, dict[int, MatrixCell]] = {}
    for row in counted.order_by():
        cell = MatrixCell(row["total"], row["submitted"], row["accepted"], row["late"])
        found = cells.setdefault(row["submission__organisation"], {})
        found[row["submission__period"]] = cell
    # A period in which only texts are read, or figures withdrawn, is owed by nobody.
    owed = {key for row in cells.values() for key in row}
    columns = [period for period in columns if period.pk in owed]
    organisations = Organisation.objects.filter(pk__in=cells)
    rows = [
        (one.code, one.name, [cells[one.pk].get(period.pk) for period in columns])
        for one in organisations
    ]
    return Matrix(columns, rows)


def _is_late(today: date) -> Q:
    """Hold what ``timeliness`` calls overdue, late or corrected late."""
    is_open = Q(state__in=(EntryState.DRAFT, EntryState.RETURNED))
    return (is_open & Q(submission__period__due__lt=today)) | (
        ~is_open & Q(day__gt=F("submission__period__due"))
    )
