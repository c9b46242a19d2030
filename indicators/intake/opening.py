"""Open the periods whose figures are owed now: one entry for each figure and organisation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from indicators.models import Entry, Indicator, ReportingPeriod, Submission

from .calendar import due_date, periods_open_on

Owed = tuple[int, int, int, int]


@transaction.atomic
def open_periods(on: date) -> list[ReportingPeriod]:
    """Return the periods open on the day, after adding whatever was still missing in them.

    May run as often as one likes: what is there stays as it is, a due day that was moved too, and
    indicators, places and owners that came later are picked up.
    """
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
    ReportingPeriod.objects.bulk_create(
        (
            ReportingPeriod(
                frequency=frequency,
                start=span.start or span.end,
                end=span.end,
                due=due_date(span.end),
            )
            for frequency, span in spans
        ),
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
