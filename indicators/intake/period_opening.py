"""Open the periods whose figures are owed: one entry for each figure and organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from indicators import audit
from indicators.enums import Frequency
from indicators.models import Entry, Indicator, Official, ReportingPeriod, Submission
from indicators.periods import months_between

from .calendar import (
    FIRST_KNOWN,
    ONE_DAY,
    DueDay,
    due_day,
    knows_holidays,
    periods_open_on,
    rule_of,
)

Owed = tuple[int, int, int, int]
# After a longer pause only the newest months are asked for.
MOST_MISSED = 12


@transaction.atomic
def open_periods(on: date) -> list[ReportingPeriod]:
    """Return the periods open on the day, after adding whatever was still missing in them.

    Months that nothing was opened in since the newest one with entries are opened as well, at most
    ``MOST_MISSED``, and stand last. May run as often as one likes: what is there stays as it is, a
    due day that somebody moved too, and indicators, places and owners that came later are picked
    up. Due days that were provisional are settled.
    """
    missed = list(_missed(on))
    settle_due_days()
    return [one for day in (on, *missed) for one in _open(day)]


@transaction.atomic
def settle_due_days() -> list[ReportingPeriod]:
    """Return the periods whose provisional due day became certain, or another one, just now.

    A day that was guessed before such days were marked is marked, unless somebody chose another.
    """
    settled = []
    for period in _of_unknown_holidays().select_for_update():
        day = due_on(period.frequency, period.end)
        is_chosen = not period.due_is_provisional and period.due != day.on
        if not is_chosen and (day.on, day.is_provisional) != (
            period.due,
            period.due_is_provisional,
        ):
            period.due, period.due_is_provisional = day.on, day.is_provisional
            period.save(update_fields=["due", "due_is_provisional"])
            settled.append(period)
    return settled


def _of_unknown_holidays() -> QuerySet[ReportingPeriod]:
    """Return the periods with a provisional due day, and those due in a year nobody knows yet."""
    years = [one.year for one in ReportingPeriod.objects.dates("due", "year")]
    unknown = [year for year in years if year >= FIRST_KNOWN and not knows_holidays(year)]
    return ReportingPeriod.objects.filter(
        Q(due_is_provisional=True) | Q(due__year__in=unknown, due_moved_by=None)
    )


@transaction.atomic
def move_due_day(period: ReportingPeriod, due: date, *, by: Official, at: datetime) -> None:
    """Set another due day, which no calendar changes any more.

    Raises PermissionDenied without the administrator's right to change periods.
    """
    if not by.has_perm("indicators.change_reportingperiod"):
        raise PermissionDenied
    before = ReportingPeriod.objects.select_for_update().get(pk=period.pk).due
    period.due, period.due_is_provisional, period.due_moved_by = due, False, by
    period.save(update_fields=["due", "due_is_provisional", "due_moved_by"])
    told = {"before": before.isoformat(), "after": due.isoformat()}
    audit.leave("moved the due day", period, by=by, at=at, **told)


def due_on(frequency: str, end: date) -> DueDay:
    """Return when figures of such a period are due by the city's own rule."""
    return due_day(end, rule_of(settings.DUE_RULES[frequency]))


def period_for(frequency: str, start: date, end: date) -> ReportingPeriod:
    """Return the period, made with its due day where it is not there yet."""
    day = due_on(frequency, end)
    period, _created_now = ReportingPeriod.objects.get_or_create(
        frequency=frequency,
        end=end,
        defaults={"start": start, "due": day.on, "due_is_provisional": day.is_provisional},
    )
    return period


def new_period(frequency: str, start: date, end: date) -> ReportingPeriod:
    """Return the period with its due day, not saved yet."""
    day = due_on(frequency, end)
    return ReportingPeriod(
        frequency=frequency, start=start, end=end, due=day.on, due_is_provisional=day.is_provisional
    )


def _missed(on: date) -> Iterator[date]:
    """Yield a day in each month in which nothing was opened, the newest first."""
    newest = (
        Entry.objects.owed()
        .order_by("-submission__period__end")
        .values_list("submission__period__end", flat=True)
        .first()
    )
    if newest is None:
        return
    # In the running month the one before is opened.
    day = on.replace(day=1) - ONE_DAY
    for _number in range(min(months_between(newest, day) - 1, MOST_MISSED)):
        yield day
        day = day.replace(day=1) - ONE_DAY


def _open(on: date) -> list[ReportingPeriod]:
    periods = _opened(on)
    owed = _owed(periods)
    submissions = _submissions(owed)
    keys = {
        (submissions[organisation, period], indicator, place)
        for organisation, period, indicator, place in owed
    }
    there = Entry.objects.owed().filter(submission__period__in=periods)
    missing = keys - set(there.values_list("submission_id", "indicator_id", "place_id"))
    Entry.objects.bulk_create(
        (
            Entry(submission_id=submission, indicator_id=indicator, place_id=place)
            for submission, indicator, place in sorted(missing)
        ),
        ignore_conflicts=True,
    )
    return periods


def _opened(on: date) -> list[ReportingPeriod]:
    spans = periods_open_on(on)
    # Most cities do not report by the quarter, and need no empty ones.
    if not Indicator.objects.filter(frequency=Frequency.QUARTER, places__isnull=False).exists():
        spans = [one for one in spans if one[0] is not Frequency.QUARTER]
    ReportingPeriod.objects.bulk_create(
        (new_period(frequency, span.start or span.end, span.end) for frequency, span in spans),
        ignore_conflicts=True,
    )
    found = ReportingPeriod.objects.filter(
        frequency__in=[frequency for frequency, _span in spans],
        end__in={span.end for _frequency, span in spans},
    )
    return list(found.order_by("-start"))


def _owed(periods: Iterable[ReportingPeriod]) -> set[Owed]:
    """Return organisation, period, indicator and place of each figure owed."""
    by_frequency = {period.frequency: period.pk for period in periods}
    partners: dict[int, set[int]] = defaultdict(set)
    shared = Indicator.co_owners.through.objects.filter(indicator__frequency__in=by_frequency)
    for indicator, organisation in shared.values_list("indicator_id", "organisation_id"):
        partners[indicator].add(organisation)
    places = Indicator.objects.filter(frequency__in=by_frequency, places__isnull=False)
    return {
        (organisation, by_frequency[frequency], indicator, place)
        for indicator, frequency, owner, place in places.values_list(
            "pk", "frequency", "owner_id", "places"
        )
        for organisation in {owner, *partners[indicator]}
    }


def _submissions(owed: Iterable[Owed]) -> dict[tuple[int, int], int]:
    """Return the submissions by organisation and period, with those added that were missing."""
    wanted = sorted({(organisation, period) for organisation, period, _what, _where in owed})
    Submission.objects.bulk_create(
        (
            Submission(organisation_id=organisation, period_id=period)
            for organisation, period in wanted
        ),
        ignore_conflicts=True,
    )
    found = Submission.objects.filter(period__in={period for _organisation, period in wanted})
    return {(one.organisation_id, one.period_id): one.pk for one in found}
