"""What opening a period promises."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from chinese_calendar import constants
from django.core.checks import run_checks
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from indicators.apps import due_rules, holidays_on
from indicators.bilingual import Text
from indicators.enums import EntryState, Frequency, Role, Status
from indicators.intake.period_opening import move_due_day, open_periods, settle_due_days
from indicators.models import (
    Entry,
    Event,
    Indicator,
    Official,
    Organisation,
    Place,
    Release,
    ReportingPeriod,
    Submission,
)
from tests.indicators.desk import make_official

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

    def test_asks_for_a_quarter_once_an_indicator_is_of_quarters(
        self, indicators: list[Indicator]
    ) -> None:
        october = date(2019, 10, 8)
        before = [str(period) for period in open_periods(october)]
        one = owe(indicators[0], "city", every=Frequency.QUARTER)

        periods = open_periods(october)

        assert before == ["2019年9月"]
        assert [str(period) for period in periods] == ["2019年9月", "2019年第三季度"]
        assert owed() == [(one.owner.code, "quarter", one.code, "city")]

    def test_sets_due_days_by_the_rule_of_the_frequency(
        self, indicators: list[Indicator], settings: Settings
    ) -> None:
        settings.DUE_RULES = {**settings.DUE_RULES, "month": "5w", "year": "last"}

        periods = open_periods(JANUARY)

        assert {period.frequency: period.due for period in periods} == {
            "month": date(2020, 1, 8),
            "half_year": date(2020, 1, 10),
            "year": date(2020, 1, 23),
        }

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


SPRING_FESTIVAL = [date(2027, 2, day) for day in range(5, 12)]
FEBRUARY_2027 = date(2027, 2, 1)


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calendar know no year from 2027 on, whatever it knows by now."""
    later = [day for day in constants.holidays if day.year > 2026]
    for day in later:
        monkeypatch.delitem(constants.holidays, day)


def announce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calendar know a Spring Festival of 2027."""
    for day in SPRING_FESTIVAL:
        monkeypatch.setitem(constants.holidays, day, "Spring Festival")


@pytest.mark.usefixtures("unknown", "release")
class DueRuleTests:
    def test_that_says_no_day_is_an_error_of_the_settings(self, settings: Settings) -> None:
        settings.DUE_RULES = {"month": "10", "year": "soon"}

        assert [(one.id, one.msg) for one in due_rules()] == [
            (
                "indicators.E001",
                "DUE_YEAR: 'soon' is no rule for due days: write 10, 5w or last.",
            )
        ]


@pytest.mark.django_db
class ProvisionalDueDayTests:
    def test_is_marked_until_the_calendar_knows_the_year(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [period] = open_periods(FEBRUARY_2027)
        assert (period.due, period.due_is_provisional) == (date(2027, 2, 10), True)
        assert period.due_label == Text("2027-02-10（暂定）", "2027-02-10 (provisional)")
        assert settle_due_days() == []

        announce(monkeypatch)
        [again] = open_periods(FEBRUARY_2027)

        assert again == period
        assert (again.due, again.due_is_provisional) == (date(2027, 2, 12), False)
        assert again.due_label == Text("2027-02-12", "2027-02-12")

    def test_that_was_guessed_before_it_was_marked_is_marked(self) -> None:
        [period] = open_periods(FEBRUARY_2027)
        ReportingPeriod.objects.update(due_is_provisional=False)

        assert settle_due_days() == [period]
        assert settle_due_days() == []
        assert ReportingPeriod.objects.get(pk=period.pk).due_is_provisional

    def test_that_was_chosen_before_it_was_marked_stays(self) -> None:
        [period] = open_periods(FEBRUARY_2027)
        ReportingPeriod.objects.update(due_is_provisional=False, due=date(2027, 2, 19))

        assert settle_due_days() == []
        assert ReportingPeriod.objects.get(pk=period.pk).due == date(2027, 2, 19)

    def test_that_somebody_moved_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        [period] = open_periods(FEBRUARY_2027)
        root = Official.objects.create(username="root", is_superuser=True)
        at = datetime(2027, 2, 2, tzinfo=UTC)

        move_due_day(period, date(2027, 2, 19), by=root, at=at)
        announce(monkeypatch)
        [again] = open_periods(FEBRUARY_2027)

        assert (again.due, again.due_is_provisional, again.due_moved_by) == (
            date(2027, 2, 19),
            False,
            root,
        )
        event = Event.objects.get(verb="moved the due day")
        assert (event.by, event.at) == (root, at)
        assert event.detail == {"before": "2027-02-10", "after": "2027-02-19"}

    def test_is_moved_by_administrators_alone(self) -> None:
        [period] = open_periods(FEBRUARY_2027)
        reviewer = make_official("reviewer", Role.REVIEWER)

        with pytest.raises(PermissionDenied):
            move_due_day(
                period, date(2027, 2, 19), by=reviewer, at=datetime(2027, 2, 2, tzinfo=UTC)
            )

    def test_that_somebody_moved_is_never_provisional_in_the_database(self) -> None:
        [period] = open_periods(FEBRUARY_2027)
        root = Official.objects.create(username="root", is_superuser=True)

        rule = "a_due_day_that_somebody_moved_is_not_provisional"
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            ReportingPeriod.objects.filter(pk=period.pk).update(due_moved_by=root)

    def test_is_told_by_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def said() -> list[str]:
            out = StringIO()
            call_command("open_periods", "--on=2027-02-01", stdout=out)
            return out.getvalue().splitlines()[:-1]

        assert said() == ["2027年1月: due 2027-02-10 (provisional)"]
        announce(monkeypatch)
        assert said() == [
            "2027年1月: settled, due 2027-02-12",
            "2027年1月: due 2027-02-12",
        ]
        assert said() == ["2027年1月: due 2027-02-12"]


class MissedMonthTests:
    def test_is_opened_after_a_pause(self, indicators: list[Indicator]) -> None:
        owe(indicators[0], "city")
        owe(indicators[1], "city", every=Frequency.HALF_YEAR)
        open_periods(AUGUST)

        periods = open_periods(date(2020, 2, 3))

        assert [str(one) for one in periods] == [
            "2020年1月",
            "2019年12月",
            "2019年下半年",
            "2019年",
            "2019年11月",
            "2019年10月",
            "2019年9月",
            "2019年8月",
        ]
        ends = Entry.objects.values_list("submission__period__frequency", flat=True)
        assert sorted(ends) == ["half_year", *["month"] * 7]
        assert open_periods(date(2020, 2, 3)) == [periods[0]]

    def test_is_opened_at_most_a_year_back(self, indicators: list[Indicator]) -> None:
        owe(indicators[0], "city")
        open_periods(AUGUST)

        months = [one for one in open_periods(date(2022, 5, 1)) if one.frequency == Frequency.MONTH]

        assert [str(one) for one in (months[0], months[-1])] == ["2022年4月", "2021年4月"]
        assert len(months) == 13

    def test_is_none_at_the_first_start(self, indicators: list[Indicator]) -> None:
        owe(indicators[0], "city")
        ReportingPeriod.objects.create(
            frequency=Frequency.MONTH,
            start=date(2018, 6, 1),
            end=date(2018, 6, 30),
            due=date(2018, 7, 10),
        )

        assert [str(one) for one in open_periods(AUGUST)] == ["2019年7月"]


class HolidayCheckTests:
    @pytest.mark.parametrize(
        ("day", "years"),
        [
            (date(2026, 10, 31), []),
            (date(2026, 11, 1), ["2027"]),
            (date(2026, 12, 31), ["2027"]),
            (date(2027, 1, 1), ["2027"]),
            (date(2027, 11, 1), ["2027", "2028"]),
            (date(2025, 11, 1), []),
        ],
    )
    @pytest.mark.usefixtures("unknown")
    def test_warns_from_november_on_of_a_year_that_is_unknown(
        self, day: date, years: list[str]
    ) -> None:
        found = holidays_on(day)

        assert [one.id for one in found] == ["indicators.W001"] * len(years)
        assert [one.msg.split()[7].rstrip(";") for one in found] == years

    @pytest.mark.usefixtures("unknown")
    def test_is_among_the_system_checks(self) -> None:
        with time_machine.travel(datetime(2026, 11, 2, tzinfo=UTC), tick=False):
            assert "indicators.W001" in {one.id for one in run_checks()}
