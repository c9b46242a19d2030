"""What opening a period promises."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.enums import EntryState, Frequency, Status
from indicators.intake.opening import open_periods
from indicators.models import (
    Entry,
    Indicator,
    Organisation,
    Place,
    Release,
    ReportingPeriod,
    Submission,
)

AUGUST = date(2019, 8, 1)
JANUARY = date(2020, 1, 1)


@pytest.fixture
def indicators(release: Release) -> list[Indicator]:
    """Return the real indicators, of which nothing is asked yet."""
    for indicator in Indicator.objects.all():
        indicator.places.clear()
    return list(Indicator.objects.order_by("code"))


def owe(indicator: Indicator, *places: str, every: Frequency = Frequency.MONTH) -> Indicator:
    indicator.frequency = every
    indicator.save()
    indicator.places.set(Place.objects.filter(code__in=places))
    return indicator


def owed() -> list[tuple[str, str, str, str]]:
    rows = Entry.objects.values_list(
        "submission__organisation__code",
        "submission__period__frequency",
        "indicator__code",
        "place__code",
    )
    return sorted(rows)


class OpenPeriodsTests:
    def test_owes_one_draft_for_each_indicator_and_place(self, indicators: list[Indicator]) -> None:
        first = owe(indicators[0], "city", "361002")
        owe(indicators[1], "city", every=Frequency.HALF_YEAR)

        [period] = open_periods(AUGUST)

        assert (period.frequency, period.start, period.end, period.due) == (
            Frequency.MONTH,
            date(2019, 7, 1),
            date(2019, 7, 31),
            date(2019, 8, 12),
        )
        owner = first.owner.code
        assert owed() == [
            (owner, "month", first.code, "361002"),
            (owner, "month", first.code, "city"),
        ]
        assert set(Entry.objects.values_list("state", "status", "value", "version")) == {
            (EntryState.DRAFT, Status.NOT_YET_REPORTED, None, 0)
        }

    def test_asks_for_month_half_year_and_year_in_january(
        self, indicators: list[Indicator]
    ) -> None:
        every = (Frequency.MONTH, Frequency.HALF_YEAR, Frequency.YEAR)
        three = [
            owe(indicator, "city", every=frequency)
            for indicator, frequency in zip(indicators, every, strict=False)
        ]

        periods = open_periods(JANUARY)

        assert [str(period) for period in periods] == ["2019年12月", "2019年下半年", "2019年"]
        assert {period.due for period in periods} == {date(2020, 1, 10)}
        assert owed() == sorted((one.owner.code, one.frequency, one.code, "city") for one in three)

    def test_asks_every_co_owner_for_its_part(self, indicators: list[Indicator]) -> None:
        shared = owe(indicators[0], "city")
        others = list(Organisation.objects.exclude(pk=shared.owner_id)[:2])
        shared.co_owners.set([*others, shared.owner])

        open_periods(AUGUST)

        codes = sorted([shared.owner.code, *(one.code for one in others)])
        assert owed() == [(code, "month", shared.code, "city") for code in codes]

    def test_adds_nothing_the_second_time_and_leaves_what_is_there(
        self, indicators: list[Indicator]
    ) -> None:
        owe(indicators[0], "city")
        [period] = open_periods(AUGUST)
        ReportingPeriod.objects.update(due=date(2019, 8, 20))
        Entry.objects.update(typed="12", version=1)

        [again] = open_periods(AUGUST)

        assert (again, again.due) == (period, date(2019, 8, 20))
        assert list(Entry.objects.values_list("typed", "version")) == [("12", 1)]
        assert Submission.objects.count() == 1

    def test_picks_up_what_came_later(self, indicators: list[Indicator]) -> None:
        first, second = owe(indicators[0], "city"), indicators[1]
        open_periods(AUGUST)
        partner = Organisation.objects.exclude(pk=first.owner_id)[0]
        first.co_owners.add(partner)
        first.places.add(Place.objects.get(code="361002"))
        owe(second, "city")

        open_periods(AUGUST)

        assert owed() == sorted(
            [
                *(
                    (organisation.code, "month", first.code, place)
                    for organisation in (first.owner, partner)
                    for place in ("city", "361002")
                ),
                (second.owner.code, "month", second.code, "city"),
            ]
        )

    def test_opens_the_period_even_if_nothing_is_owed(self, indicators: list[Indicator]) -> None:
        assert [str(period) for period in open_periods(AUGUST)] == ["2019年7月"]
        assert (Submission.objects.count(), Entry.objects.count()) == (0, 0)

    def test_asks_the_database_as_often_for_twenty_indicators_as_for_one(
        self, indicators: list[Indicator]
    ) -> None:
        owe(indicators[0], "city")
        with CaptureQueriesContext(
            connection,
        ) as few:
            open_periods(AUGUST)
        for indicator in indicators[:20]:
            owe(indicator, "city")
        with CaptureQueriesContext(connection) as many:
            open_periods(date(2019, 9, 1))

        assert Entry.objects.count() == 21
        assert len(many) == len(few)


class OpenPeriodsCommandTests:
    def test_says_how_many_entries_are_new(self, indicators: list[Indicator]) -> None:
        owe(indicators[0], "city", "361002")
        said = [StringIO(), StringIO()]

        for out in said:
            call_command("open_periods", "--on", "2019-08-01", stdout=out)

        assert [out.getvalue() for out in said] == [
            "2019年7月: due 2019-08-12\nnew entries: 2\n",
            "2019年7月: due 2019-08-12\nnew entries: 0\n",
        ]

    # Still June in Greenwich, already July in China.
    @time_machine.travel("2019-06-30T17:00:00+00:00", tick=False)
    def test_takes_the_day_that_it_is_in_china(self, indicators: list[Indicator]) -> None:
        out = StringIO()

        call_command("open_periods", stdout=out)

        assert out.getvalue() == (
            "2019年6月: due 2019-07-10\n2019年上半年: due 2019-07-10\nnew entries: 0\n"
        )

    def test_refuses_what_is_no_day(self, db: None) -> None:
        with pytest.raises(CommandError, match="argument --on"):
            call_command("open_periods", "--on", "soon")
