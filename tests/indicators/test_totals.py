"""What a series says of a half-year or year: never a part in place of the whole."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.enums import Frequency, Kind, Qualifier, Status
from indicators.intervals import qualifier_of_sum
from indicators.periods import Period, month_of, period_of
from indicators.series import Point, Series
from indicators.totals import Total, TotalKind, spans_of_months, total_of
from indicators.units import Unit
from tests.dashboard.reports.report_data import point, series

YEAR, HALF = period_of("2020"), period_of("2020-h1")
EXACT, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN, NEARLY, ABOUT = Qualifier


def of(
    code: str,
    value: str | None,
    qualifier: Qualifier = EXACT,
    status: Status = Status.REPORTED,
) -> Point:
    """Return a point of the period that the code names: 2020-03, 2020-h1, 2020-06-30."""
    period = period_of(code)
    start = period.start.isoformat() if period.start else ""
    return point(value, period.end.isoformat(), start, qualifier, status)


def months(*values: str | None, year: int = 2020, status: Status = Status.REPORTED) -> list[Point]:
    """Return a point for each of so many months from January on."""
    return [of(f"{year}-{month:02}", value, status=status) for month, value in enumerate(values, 1)]


def flow(*points: Point, frequency: Frequency = Frequency.MONTH) -> Series:
    """Return a count within periods, in order."""
    in_order = sorted(points, key=lambda one: one.period.order)
    return series(*in_order, kind=Kind.FLOW, frequency=frequency)


def summed(total: Total) -> tuple[TotalKind, Decimal | None, Qualifier | None]:
    point = total.point
    return total.sort, point.value if point else None, point.qualifier if point else None


class SumTests:
    def test_adds_every_month_up(self) -> None:
        total = total_of(flow(*months(*"123456789", "10", "11", "12")), YEAR)

        assert summed(total) == (TotalKind.SUM, Decimal(78), EXACT)
        assert total.point is not None
        assert total.point.period == YEAR
        assert len(total.parts) == 12

    def test_takes_the_months_of_the_half_year_alone(self) -> None:
        found = flow(*months(*"123456789", "10", "11", "12"))

        assert summed(total_of(found, HALF)) == (TotalKind.SUM, Decimal(21), EXACT)
        assert summed(total_of(found, period_of("2020-h2"))) == (TotalKind.SUM, Decimal(57), EXACT)

    @pytest.mark.parametrize(
        ("parts", "value"),
        [
            (["2020-h1", "2020-h2"], 2),
            (["2020-h1", *(f"2020-{month:02}" for month in range(7, 13))], 7),
            (["2020-01-01..2020-03-31", "2020-04-01..2020-06-30", "2020-h2"], 3),
            (["2020-01-01..2020-06-20", "2020-06-21..2020-12-31"], 2),
            # The half-year stands in place of the months that it holds.
            ([*(f"2020-{month:02}" for month in range(1, 13)), "2020-h2"], 7),
            # One of the pieces overlaps the others, which fill the year without it.
            (["2020-01-01..2020-06-20", "2020-h1", "2020-h2"], 2),
        ],
    )
    def test_puts_periods_of_different_lengths_together(self, parts: list[str], value: int) -> None:
        total = total_of(flow(*(of(code, "1") for code in parts)), YEAR)

        assert summed(total) == (TotalKind.SUM, Decimal(value), EXACT)

    def test_takes_what_was_published_for_the_whole_before_any_sum(self) -> None:
        whole = of("2020", "100")
        total = total_of(flow(*months(*"111111111111"), whole), YEAR)

        assert total == Total(TotalKind.WHOLE, whole)

    def test_takes_the_newest_version_of_each_month(self) -> None:
        first, *others = months(*"111111111111")
        corrected = replace(first, value=Decimal(5), version=2).with_earlier((first,))

        total = total_of(flow(corrected, *others), YEAR)

        assert summed(total) == (TotalKind.SUM, Decimal(16), EXACT)
        assert total.point is not None
        assert (total.point.version, total.point.earlier) == (1, ())

    def test_counts_zero_as_a_figure_and_what_does_not_apply_as_nothing(self) -> None:
        never = of("2020-01", None, status=Status.NOT_APPLICABLE)

        total = total_of(flow(never, *months(*"101111111111")[1:]), YEAR)

        assert summed(total) == (TotalKind.SUM, Decimal(10), EXACT)
        assert len(total.parts) == 11

    def test_is_not_applicable_where_no_month_applies(self) -> None:
        found = flow(*months(*[None] * 12, status=Status.NOT_APPLICABLE))

        total = total_of(found, YEAR)

        assert total == Total(TotalKind.NOTHING, found.points[-1])

    def test_is_not_public_as_long_as_a_part_is_not(self) -> None:
        first, *others = months(*"111111111111")
        later = datetime(2021, 1, 9, tzinfo=UTC)
        last = replace(others[-1], release=7, released_at=later)
        public = flow(first, *others[:-1], last)
        draft = flow(replace(first, release=0), *others[:-1], last)

        points = [total_of(one, YEAR).point for one in (public, draft)]

        assert [one and (one.release, one.released_at) for one in points] == [
            (7, later),
            (0, later),
        ]

    @pytest.mark.parametrize("code", ["2020-06-30", "2020-12-31"])
    def test_takes_a_count_without_a_first_day_for_the_period_it_is_due_for(
        self, code: str
    ) -> None:
        halves = flow(of("2020-06-30", "15"), of("2020-12-31", "2"), frequency=Frequency.HALF_YEAR)
        half = period_of("2020-h1" if code == "2020-06-30" else "2020-h2")

        assert summed(total_of(halves, YEAR)) == (TotalKind.SUM, Decimal(17), EXACT)
        assert total_of(halves, half).sort is TotalKind.WHOLE


class BoundTests:
    @pytest.mark.parametrize(
        ("parts", "together"),
        [
            ([EXACT], EXACT),
            ([EXACT, AT_LEAST], AT_LEAST),
            ([EXACT, AT_LEAST, MORE_THAN], MORE_THAN),
            ([MORE_THAN], MORE_THAN),
            ([EXACT, AT_MOST], AT_MOST),
            ([EXACT, NEARLY], LESS_THAN),
            ([AT_MOST, LESS_THAN], LESS_THAN),
            ([NEARLY], NEARLY),
            ([EXACT, ABOUT], ABOUT),
            ([ABOUT, AT_LEAST], None),
            ([ABOUT, LESS_THAN], None),
            ([AT_LEAST, AT_MOST], None),
            ([MORE_THAN, EXACT, NEARLY], None),
        ],
    )
    def test_prove_together_what_they_prove_alone(
        self, parts: list[Qualifier], together: Qualifier | None
    ) -> None:
        assert qualifier_of_sum(parts) == together

    def test_add_up_as_bounds(self) -> None:
        total = total_of(flow(of("2020-h1", "80", AT_LEAST), of("2020-h2", "20")), YEAR)

        assert summed(total) == (TotalKind.SUM, Decimal(100), AT_LEAST)

    def test_that_speak_against_each_other_do_not_add_up(self) -> None:
        total = total_of(flow(of("2020-h1", "80", AT_LEAST), of("2020-h2", "20", AT_MOST)), YEAR)

        assert (total.sort, total.point, len(total.parts)) == (TotalKind.UNADDABLE, None, 2)


class IncompleteTests:
    @pytest.mark.parametrize("gone", range(1, 13))
    def test_is_told_with_the_month_that_is_lacking(self, gone: int) -> None:
        found = flow(*(one for one in months(*"1" * 12) if one.period.end.month != gone))

        total = total_of(found, YEAR)

        assert (total.sort, total.point) == (TotalKind.INCOMPLETE, None)
        assert (total.months, total.lacking) == (12, (month_of(2020, gone),))
        assert not (total.is_figure or total.is_of_span)

    @pytest.mark.parametrize("status", [Status.MISSING, Status.NOT_YET_REPORTED])
    def test_takes_a_month_that_says_nothing_for_lacking(self, status: Status) -> None:
        found = flow(*months(*"1" * 11), of("2020-12", None, status=status))

        assert total_of(found, YEAR).lacking == (month_of(2020, 12),)

    def test_counts_the_months_of_longer_periods(self) -> None:
        total = total_of(flow(of("2020-h1", "50"), of("2020-08", "3")), YEAR)

        assert [one.end.month for one in total.lacking] == [7, 9, 10, 11, 12]

    def test_of_periods_that_overlap_is_no_sum(self) -> None:
        overlapping = flow(of("2020-01-01..2020-07-31", "1"), of("2020-07-01..2020-12-31", "1"))

        assert total_of(overlapping, YEAR).sort is TotalKind.UNADDABLE

    def test_puts_months_together_that_follow_each_other(self) -> None:
        lacking = [month_of(2020, month) for month in (2, 7, 8, 12)]

        assert spans_of_months(lacking) == [
            month_of(2020, 2),
            Period(date(2020, 8, 31), date(2020, 7, 1)),
            month_of(2020, 12),
        ]


class NothingTests:
    def test_is_there_without_a_point(self) -> None:
        assert total_of(flow(*months("1", year=2019)), YEAR) == Total(TotalKind.NOTHING)

    @pytest.mark.parametrize("kind", [Kind.FLOW, Kind.STOCK, Kind.RATE])
    @pytest.mark.parametrize("status", [one for one in Status if one is not Status.REPORTED])
    def test_keeps_its_kind(self, kind: Kind, status: Status) -> None:
        gap = of("2020", None, status=status)

        assert total_of(replace(flow(gap), kind=kind), YEAR) == Total(TotalKind.NOTHING, gap)

    def test_of_a_whole_that_does_not_apply_comes_before_its_months(self) -> None:
        gap = of("2020", None, status=Status.NOT_APPLICABLE)

        assert total_of(flow(*months(*"1" * 12), gap), YEAR) == Total(TotalKind.NOTHING, gap)

    def test_of_a_whole_that_is_missing_leaves_the_sum(self) -> None:
        gap = of("2020", None, status=Status.MISSING)

        assert summed(total_of(flow(*months(*"1" * 12), gap), YEAR))[1] == 12


class LevelTests:
    @pytest.mark.parametrize("kind", [Kind.STOCK, Kind.CUMULATIVE])
    @pytest.mark.parametrize(
        ("day", "sort"), [("2020-12-31", TotalKind.WHOLE), ("2020-11-30", TotalKind.OTHER_DAYS)]
    )
    def test_is_the_last_one_and_whole_on_the_last_day(
        self, kind: Kind, day: str, sort: TotalKind
    ) -> None:
        levels = series(of("2020-10-31", "8"), of(day, "9"), kind=kind)

        assert total_of(levels, YEAR) == Total(sort, levels.points[-1])


class RateTests:
    @pytest.mark.parametrize(
        ("kind", "unit"), [(Kind.RATE, "%"), (Kind.FLOW, "%"), (Kind.RATE, "天")]
    )
    def test_of_one_month_is_never_that_of_the_year(self, kind: Kind, unit: str) -> None:
        rates = series(*months(*["90"] * 12), kind=kind, unit=Unit(unit, unit, unit))

        assert total_of(rates, YEAR) == Total(TotalKind.OTHER_DAYS, rates.points[-1])

    def test_of_the_year_is_whole(self) -> None:
        rates = series(*months(*["90"] * 12), of("2020", "91"), kind=Kind.RATE)

        assert total_of(rates, YEAR) == Total(TotalKind.WHOLE, rates.points[-1])


class OtherDaysTests:
    @pytest.mark.parametrize(
        "code", ["2020-03-20..2020-03-20", "2020-06-20", "2019-12-16..2020-06-15"]
    )
    def test_are_those_of_a_count_that_is_of_no_months(self, code: str) -> None:
        found = flow(of(code, "5"))

        assert total_of(found, HALF) == Total(TotalKind.OTHER_DAYS, found.points[0])

    def test_are_those_of_the_year_in_a_report_of_its_second_half(self) -> None:
        found = flow(of("2020", "5"))

        assert total_of(found, period_of("2020-h2")).sort is TotalKind.OTHER_DAYS

    def test_have_no_months_where_the_span_has_none(self) -> None:
        odd = period_of("2020-01-15..2020-03-14")

        assert total_of(flow(*months("1", "2", "3")), odd).sort is TotalKind.OTHER_DAYS
