"""What the sheet of a period says of indicators, before anything is released."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from indicators import publishing, selectors, timeliness
from indicators.bilingual import Text
from indicators.enums import Comparison, EntryState, Standing, Status
from indicators.intake.desk import withdrawals
from indicators.models import Entry, Indicator, Observation, Official, Place
from indicators.selectors import IndicatorLine, StandingSheet

from .desk import NOW, make_official, open_month
from .target_factories import CODE, aim, publish

JULY, TODAY = date(2019, 7, 31), date(2019, 8, 20)


def sheet() -> StandingSheet:
    [period] = timeliness.periods_owed()
    return selectors.standing_sheet(period, [period], TODAY, at=NOW)


def line_of(code: str) -> IndicatorLine:
    [found] = [one for one in sheet().indicators if one.series.code == code]
    return found


def accept(entry: Entry, value: str, by: Official, place: str = "") -> None:
    """Let the entry be accepted with the value, in its own place or in another."""
    other = Official.objects.get_or_create(username="other")[0]
    where = Place.objects.get(code=place) if place else entry.place
    Entry.objects.filter(pk=entry.pk).update(
        state=EntryState.ACCEPTED, value=Decimal(value), typed=value, status=Status.REPORTED,
        place=where, entered_by=other, submitted_by=other, submitted_at=NOW,
        first_submitted_at=NOW, accepted_by=by, accepted_at=NOW,
    )  # fmt: skip


class IndicatorLineTests:
    def test_stands_by_the_accepted_figure_until_another_one_is_released(
        self, rate: Indicator, publisher: Official
    ) -> None:
        [entry] = open_month(CODE)
        before = line_of(CODE)
        accept(entry, "70", publisher)
        drafted = line_of(CODE)

        # 80 % and more do not prove 85 %, 70 % are more than a tenth short of it.
        assert (before.progress.standing, before.is_released) == (Standing.NOT_SHOWN, True)
        assert (drafted.progress.standing, drafted.is_released) == (Standing.BEHIND, False)
        assert drafted.lag == Fraction(85 - 70, 85)
        [accepted] = Entry.objects.filter(pk=entry.pk).with_relations()
        publishing.release_entries([accepted], title=Text("七月", "July"), by=publisher, at=NOW)

        assert line_of(CODE).is_released

    def test_knows_nothing_of_later_periods(self, rate: Indicator, publisher: Official) -> None:
        open_month(CODE)
        publish(publisher, JULY, "70")
        publish(publisher, date(2019, 8, 31), "90")

        point = line_of(CODE).progress.point

        assert point is not None
        assert point.value == 70

    def test_stands_by_the_figure_before_where_one_is_to_be_withdrawn(
        self, rate: Indicator, publisher: Official
    ) -> None:
        open_month(CODE)
        publish(publisher, date(2019, 7, 15), "88")
        publish(publisher, JULY, "70")
        public = Observation.objects.get(period_end=JULY, indicator=rate)
        proposal = withdrawals.propose(public, reason="口径有误", by=publisher, at=NOW)
        other = make_official("second")
        Entry.objects.filter(pk=proposal.pk).update(
            state=EntryState.ACCEPTED, accepted_by=other, accepted_at=NOW
        )

        point = line_of(CODE).progress.point

        assert point is not None
        assert point.value == 88

    def test_leaves_single_counties_to_their_own_page(
        self, rate: Indicator, publisher: Official
    ) -> None:
        [entry] = open_month(CODE)
        before = len(sheet().indicators)
        accept(entry, "70", publisher, place="361022")

        assert len(sheet().indicators) == before

    def test_lags_by_the_whole_where_nothing_should_be_left(
        self, rate: Indicator, publisher: Official
    ) -> None:
        [entry] = open_month(CODE)
        accept(entry, "70", publisher)
        rate.targets.all().delete()
        target = aim(rate, date(2020, 12, 31), 0)
        target.comparison = Comparison.AT_MOST
        target.save()

        line = line_of(CODE)

        assert (line.progress.standing, line.progress.gap, line.lag) == (
            Standing.BEHIND,
            None,
            Fraction(1),
        )

    def test_comes_before_what_is_at_risk_and_after_what_is_farther_behind(
        self, rate: Indicator, publisher: Official
    ) -> None:
        # All of them levels without a path: 60 of 100, 90 of 100, 70 of 85.
        for code, value in (("litigation-cases", "60"), ("reconsideration-cases", "90")):
            [entry] = open_month(code)
            aimed = aim(entry.indicator, date(2020, 12, 31), 100)
            aimed.place = entry.place
            aimed.save()
            accept(entry, value, publisher)
        [entry] = open_month(CODE)
        accept(entry, "70", publisher)

        found = [one.series.code for one in sheet().lagging if not one.is_released]

        assert found == ["litigation-cases", CODE, "reconsideration-cases"]
