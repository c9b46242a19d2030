"""What the league promises: who reports in time over twelve months, and how far back it looks."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from indicators import exports, selectors, timeliness
from indicators.enums import EntryState, Frequency, Status
from indicators.models import (
    Entry,
    Indicator,
    Official,
    Organisation,
    Place,
    ReportingPeriod,
    Submission,
)
from indicators.periods import month_of
from indicators.selectors import League, LeagueQuery
from indicators.timeliness import FigureCounts

from .desk import NOW, open_month
from .target_factories import CODE, aim

TODAY = date(2019, 12, 15)
COUNTY = "gov-361022"


def league(today: date = TODAY, **asked: object) -> League:
    periods = list(timeliness.periods_owed())
    return selectors.league(periods, today, LeagueQuery(**asked), at=NOW)  # type: ignore[arg-type]


def came_in(entry: Entry, days_late: int = 0) -> None:
    """Let the entry be handed in so many days after its due day, by 0 on that day."""
    by = Official.objects.get_or_create(username="anybody")[0]
    due = entry.submission.period.due + timedelta(days=days_late)
    at = datetime(due.year, due.month, due.day, 2, tzinfo=UTC)
    Entry.objects.filter(pk=entry.pk).update(
        state=EntryState.SUBMITTED, value=1, typed="1", status=Status.REPORTED,
        entered_by=by, submitted_by=by, submitted_at=at, first_submitted_at=at,
    )  # fmt: skip


class LeagueTests:
    def test_has_twelve_months_up_to_the_newest_that_is_due(self, release: object) -> None:
        # October is due on 12 November, November on 12 December.
        for month, days_late in ((10, 0), (11, 3)):
            [entry] = open_month("petition-cases-taken", end=month_of(2019, month).end)
            came_in(entry, days_late)

        early, late = league(date(2019, 12, 12)), league(date(2019, 12, 13))

        assert (early.months[0], early.months[-1]) == (month_of(2018, 11), month_of(2019, 10))
        assert (late.months[0], late.months[-1]) == (month_of(2018, 12), month_of(2019, 11))
        [row] = late.departments
        assert row.months == (
            *(None,) * 10, FigureCounts(on_time=1), FigureCounts(late=1, days_late=3)
        )  # fmt: skip
        assert late.whole == row.months
        assert late.total == FigureCounts(1, 1, days_late=3)

    def test_has_the_months_of_a_year_as_far_as_anything_is_due(self, release: object) -> None:
        for year, month in ((2018, 12), (2019, 2)):
            end = month_of(year, month).end
            period = ReportingPeriod.objects.create(
                frequency=Frequency.MONTH, start=end.replace(day=1), end=end,
                due=end + timedelta(days=10),
            )  # fmt: skip
            [entry] = open_month("petition-cases-taken", end=end)
            assert entry.submission.period == period

        assert [one.end.month for one in league(year=2019).months] == [1, 2]
        assert len(league(year=2018).months) == 12
        assert league(year=2018).total == FigureCounts(missing=1, days_late=339)
        assert league(year=2020).rows == ()

    def test_counts_a_half_year_in_the_month_with_which_it_ends(self, release: object) -> None:
        [monthly] = open_month("petition-cases-taken", end=date(2019, 6, 30))
        came_in(monthly)
        half = ReportingPeriod.objects.create(
            frequency=Frequency.HALF_YEAR, start=date(2019, 1, 1), end=date(2019, 6, 30),
            due=date(2019, 7, 10),
        )  # fmt: skip
        submission = Submission.objects.create(
            organisation=monthly.submission.organisation, period=half
        )
        Entry.objects.create(
            submission=submission, indicator=monthly.indicator, place=monthly.place
        )

        [row] = league().departments

        assert row.months[-1] == FigureCounts(on_time=1, missing=1, days_late=158)

    def test_ranks_counties_apart_and_everybody_by_the_floor(self, release: object) -> None:
        for entry in open_month("petition-cases-taken"):
            came_in(entry)
        [one] = open_month("service-items")
        came_in(one, 1)
        [theirs] = open_month("legally-literate-villagers", owner=COUNTY)
        came_in(theirs, 1)

        found, strict = league(floor=1), league(floor=2)

        assert [(row.organisation.code, row.rank) for row in found.departments] == [
            ("petitions-bureau", 1),
            ("service-centre", 2),
        ]
        assert [(row.organisation.code, row.rank) for row in found.counties] == [(COUNTY, 1)]
        assert [row.rank for row in strict.rows] == [None, None, None]
        assert [row.organisation.code for row in found.rows] == [
            "petitions-bureau", "service-centre", COUNTY
        ]  # fmt: skip

    def test_is_ordered_by_what_is_asked_for_and_keeps_the_ranks(self, release: object) -> None:
        [first] = open_month("petition-cases-taken")
        came_in(first)
        [late] = open_month("service-items")
        came_in(late, 1)
        Entry.objects.filter(pk=late.pk).update(returns=3)
        open_month("legally-literate-villagers")

        def order(by: str) -> list[tuple[str, int | None]]:
            return [(row.organisation.code, row.rank) for row in league(order=by).departments]

        rated = [("petitions-bureau", 1), ("service-centre", 2), ("rule-of-law-office", 2)]
        by_order = Organisation.objects.filter(code__in=dict(rated)).values_list("code", flat=True)
        assert sorted(order("rate")) == sorted(rated)
        assert order("rate")[0] == rated[0]
        assert order("missing")[0] == ("rule-of-law-office", 2)
        assert order("returns")[0] == ("service-centre", 2)
        assert [code for code, _rank in order("organisation")] == list(by_order)

    def test_is_of_an_area_alone_where_it_is_named(self, release: object) -> None:
        [entry] = open_month("petition-cases-taken")
        open_month("service-items")

        found = league(area=entry.indicator.area.slug)

        assert [row.organisation.code for row in found.rows] == ["petitions-bureau"]

    def test_counts_what_lags_with_whoever_answers_for_it(self, rate: Indicator) -> None:
        county = Organisation.objects.get(code=COUNTY)
        county.place = Place.objects.get(code="361022")
        county.save()
        open_month("legally-literate-villagers", owner=COUNTY)
        by = Official.objects.create(username="by")
        other = Official.objects.create(username="other")
        before = {row.organisation.code: row.behind for row in league().rows}
        for place in ("city", "361022"):
            [entry] = open_month(CODE, end=date(2019, 7 if place == "city" else 8, 28))
            if place == county.place.code:
                target = aim(rate, date(2024, 12, 31), 90)
                target.place = county.place
                target.save()
            Entry.objects.filter(pk=entry.pk).update(
                state=EntryState.ACCEPTED, value=Decimal(50), typed="50", status=Status.REPORTED,
                place=Place.objects.get(code=place), entered_by=by, submitted_by=by,
                submitted_at=NOW, first_submitted_at=NOW, accepted_by=other, accepted_at=NOW,
            )  # fmt: skip

        found = {row.organisation.code: row.behind for row in league().rows}

        assert before == {COUNTY: 0}
        assert found[COUNTY] == 1
        assert found["justice-bureau"] >= 1
        assert league().behind == sum(found.values())
        assert league(area="no-such-area").behind == 0

    def test_says_nothing_where_nothing_is_due(self, release: object) -> None:
        open_month("petition-cases-taken")

        found = league(date(2019, 8, 12))

        assert (found.months, found.rows, found.whole) == ((), (), ())
        assert found.total == FigureCounts()


class LeagueTableTests:
    def test_has_a_row_for_each_organisation_and_a_column_for_each_month(
        self, release: object
    ) -> None:
        for entry in open_month("petition-cases-taken", "petition-cases-resolved"):
            came_in(entry)
        Entry.objects.filter(indicator__code="petition-cases-taken").update(returns=2)
        [other] = open_month("petition-cases-taken", end=date(2019, 8, 31))
        came_in(other, 2)
        open_month("service-items", end=date(2019, 8, 31), owner=COUNTY)
        found = league(year=2019)

        table = selectors.league_table(found.months, "zh-hans")
        text = "".join(exports.csv_table(table, found.rows))

        months = [f"2019-0{month}" for month in range(1, 9)]
        assert table.names[:5] == ["组别", "名次", "代码", "单位", "按期率（%）"]
        assert table.names[5:] == ["按期", "应报", "迟报", "未报", "退回", "落后", *months]
        name = Organisation.objects.get(code="petitions-bureau").name
        county = Organisation.objects.get(code=COUNTY).name
        petitions = found.departments[0].behind
        rows = text.splitlines()[1:]
        # Until June nothing was due; of July's two figures both are in time.
        assert rows == [
            f"市级部门,1,petitions-bureau,{name},66.7,2,3,1,0,2,{petitions},,,,,,,100,0",
            f"县（区）,1,{COUNTY},{county},0,0,1,0,1,0,0,,,,,,,,0",
        ]
        assert selectors.league_table((), "en").names[0] == "group"
