"""Let the database count what came in, by organisation and period, in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from indicators.bilingual import Text
from indicators.enums import EntryState, OrganisationKind, Timeliness
from indicators.models import Entry, Notice, ReportingPeriod

from .counts import FigureCounts, Organisation

ONE_DAY = timedelta(days=1)
OPEN = (EntryState.DRAFT, EntryState.RETURNED)
ORGANISATION = "submission__organisation"
FIELDS = (
    ORGANISATION,
    *(f"{ORGANISATION}__{name}" for name in ("code", "name_zh_hans", "name_en", "kind", "order")),
    f"{ORGANISATION}__place__code",
)


@dataclass(frozen=True, slots=True)
class OrganisationPeriod:
    """What an organisation owes for a period, and how it came in."""

    organisation: Organisation
    period: int
    counts: FigureCounts


def periods_owed() -> QuerySet[ReportingPeriod]:
    """Return the periods for which organisations owe figures, the newest first."""
    owed = Entry.objects.owed().filter(submission__period=OuterRef("pk"))
    return ReportingPeriod.objects.filter(Exists(owed))


def is_in() -> Q:
    """Hold entries that were handed in and not taken back.

    Returned ones were handed in; one that was accepted and is opened again was, too, and says why.
    """
    return Q(first_submitted_at__isnull=False) & (~Q(state=EntryState.DRAFT) | ~Q(reason=""))


def timeliness_of(entry: Entry, today: date) -> Timeliness:
    """Return how the one figure came in, by the definition by which all of them are counted.

    Of what came in on time it tells, too, whether it came again after the due day.
    """
    due, first = entry.submission.period.due, entry.first_submitted_at
    if first is None or (entry.state == EntryState.DRAFT and not entry.reason):
        return Timeliness.OVERDUE if today > due else Timeliness.OPEN
    if first >= _after(due):
        return Timeliness.LATE
    last = entry.submitted_at or first
    return Timeliness.CORRECTED_LATE if last >= _after(due) else Timeliness.ON_TIME


def came_in_late(periods: Iterable[ReportingPeriod]) -> Q:
    """Hold entries of the periods that were handed in first after the end of their due day."""
    late = Q(pk__in=())
    for period in periods:
        late |= Q(submission__period=period.pk, first_submitted_at__gte=_after(period.due))
    return is_in() & late


def counts_of(
    periods: Collection[ReportingPeriod], today: date, *, area: str = ""
) -> list[OrganisationPeriod]:
    """Return the counts of each organisation and period, or those of an area's indicators alone.

    One query, whatever the number of organisations and figures.
    """
    if not periods:
        return []
    dues = {period.pk: period.due for period in periods}
    owed = Entry.objects.owed().filter(submission__period__in=dues)
    if area:
        owed = owed.filter(indicator__area__slug=area)
    late = came_in_late(periods)
    rows = (
        owed.values(*FIELDS, "submission__period")
        .annotate(
            all=Count("pk"),
            late=Count("pk", filter=late),
            received=Count("pk", filter=is_in()),
            returned=Count("pk", filter=is_in() & Q(state=EntryState.RETURNED)),
            corrected=Count("pk", filter=Q(returns__gt=0)),
            times=Sum("returns"),
            last=Max("first_submitted_at", filter=late),
        )
        .order_by(f"{ORGANISATION}__order", f"{ORGANISATION}__code")
    )
    return [_of_row(row, dues[row["submission__period"]], today) for row in rows]


def _of_row(row: dict[str, Any], due: date, today: date) -> OrganisationPeriod:
    open_ones = row["all"] - row["received"]
    is_due = today > due
    last = timezone.localdate(row["last"]) if row["last"] else due
    counts = FigureCounts(
        on_time=row["received"] - row["late"],
        late=row["late"],
        missing=open_ones if is_due else 0,
        awaited=0 if is_due else open_ones,
        returned=row["returned"],
        corrected=row["corrected"],
        returns=row["times"],
        days_late=((today if is_due and open_ones else last) - due).days,
    )
    key, code, zh, en, kind, order, place = (row[name] for name in FIELDS)
    organisation = Organisation(
        key, code, Text(zh, en or ""), OrganisationKind(kind), order, place or ""
    )
    return OrganisationPeriod(organisation, row["submission__period"], counts)


def reminders_of(period: ReportingPeriod, organisations: Collection[int]) -> dict[str, int]:
    """Return on how many days somebody of each organisation was told that the period is overdue.

    By the organisations' codes. What reviewers were told of others is no reminder.
    """
    if not organisations:
        return {}
    label = period.period.label.zh
    notices = Notice.objects.filter(
        day__gt=period.due, official__organisation__in=organisations
    ).values_list("day", "official__organisation__code", "items")
    days: dict[str, set[date]] = defaultdict(set)
    for day, code, items in notices:
        if any(one["organisation"] == code and one["period_zh"] == label for one in items):
            days[code].add(day)
    return {code: len(some) for code, some in days.items()}


def _after(due: date) -> datetime:
    """Return the moment from which on a figure is late."""
    return timezone.make_aware(datetime.combine(due + ONE_DAY, time()))
