"""What the comparison of counties promises: rates against targets, sums over sums, small bases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Comparison, Direction, EntryState, Kind, PlaceLevel, Qualifier
from indicators.models import Citation, Entry, Indicator, Official, Ratio, Release
from indicators.models import Place as PlaceRecord
from indicators.periods import Period
from indicators.publication_input import NewFigure
from indicators.selectors import CountyComparison, CountyRow, Shortfall
from indicators.selectors.counties import compared
from indicators.series import Place, Point, Series, Target
from indicators.units import Unit

from .desk import NOW, open_month
from .target_factories import CODE, aim
from .test_progress import make_point, make_series, make_target

DAY = date(2019, 7, 31)
JULY = Period(DAY, date(2019, 7, 1))
PERCENT = Unit("%", "%", "%")
PLACES = tuple(
    Place(code, Text(name, code), PlaceLevel.DIVISION, order)
    for order, (code, name) in enumerate((("1", "甲区"), ("2", "乙区"), ("3", "丙县")))
)
COUNTS = {"rate": ("part", "base")}


def at_least(value: str) -> Target:
    return make_target(Comparison.AT_LEAST, value)


def point(value: str, qualifier: Qualifier = Qualifier.EXACT, days: Period = JULY) -> Point:
    return replace(make_point(value, qualifier), period=days)


def one(place: int, *points: Point, code: str = "rate", target: Target | None = None) -> Series:
    """Return a county's rate, or, under another code, a count within a month."""
    kind = Kind.RATE if code == "rate" else Kind.FLOW
    series = make_series(*points, target=target, kind=kind)
    unit = PERCENT if code == "rate" else series.unit
    return replace(series, code=code, place=PLACES[place], unit=unit, decimals=1)


def row_of(*series: Series) -> CountyRow:
    """Return the row of the rate among the series."""
    return compared(series, PLACES, COUNTS, DAY).rates[0]


def parts(place: int, numerator: str, base: str) -> tuple[Series, Series]:
    return one(place, point(numerator), code="part"), one(place, point(base), code="base")


class ShortfallTests:
    @pytest.mark.parametrize(
        ("value", "level"),
        [
            ("80", Shortfall.NONE),
            ("79.99", Shortfall.TO_5),
            ("76", Shortfall.TO_5),  # exactly 5 % of 80 short
            ("75.9", Shortfall.TO_10),
            ("72", Shortfall.TO_10),
            ("64", Shortfall.TO_20),
            ("63.9", Shortfall.MORE),
            ("0", Shortfall.MORE),
        ],
    )
    def test_is_the_share_of_the_target_that_is_lacking(self, value: str, level: Shortfall) -> None:
        [cell, *_] = row_of(one(0, point(value), target=at_least("80"))).cells

        assert cell.shortfall is level

    def test_counts_what_lies_above_where_less_is_better(self) -> None:
        target = replace(at_least("5"), comparison=Comparison.AT_MOST)
        row = row_of(*(one(place, point(value), target=target) for place, value in
                       enumerate(("5", "5.5", "9"))))  # fmt: skip

        assert [cell.shortfall for cell in row.cells] == [
            Shortfall.NONE, Shortfall.TO_10, Shortfall.MORE
        ]  # fmt: skip
        assert [cell.place.code for cell in row.ranked] == ["1", "2", "3"]

    def test_is_unknown_without_a_target_and_where_a_bound_proves_nothing(self) -> None:
        bound = one(1, point("70", Qualifier.AT_LEAST), target=at_least("80"))
        row = row_of(one(0, point("70")), bound)

        assert [cell.shortfall for cell in row.cells] == [None, None, None]
        assert not row.has_target

    def test_is_the_whole_where_nothing_should_be_left(self) -> None:
        target = replace(at_least("0"), comparison=Comparison.AT_MOST)

        [cell, *_] = row_of(one(0, point("1"), target=target)).cells

        assert cell.shortfall is Shortfall.MORE

    def test_is_of_the_day_and_never_of_a_verdict_of_before(self) -> None:
        passed = replace(at_least("80"), due=date(2019, 6, 30))
        june = point("90", days=Period(date(2019, 6, 30), date(2019, 6, 1)))

        [cell, *_] = row_of(one(0, june, point("70"), target=passed)).cells

        assert (cell.point, cell.shortfall) == (point("70"), None)


class SmallBaseTests:
    @pytest.mark.parametrize(("base", "is_small"), [("2", True), ("3", False), ("0", True)])
    def test_is_neither_coloured_nor_ranked_among_the_others(
        self,
        base: str,
        is_small: bool,  # noqa: FBT001 - a case of the test
    ) -> None:
        whole = one(0, point("100"), target=at_least("80"))
        other = one(1, point("50"), target=at_least("80"))

        row = row_of(whole, other, *parts(0, base, base), *parts(1, "5", "10"))

        assert row.cells[0].is_small is is_small
        assert (row.cells[0].shortfall is None) is is_small
        assert [cell.place.code for cell in row.ranked] == (["2", "1"] if is_small else ["1", "2"])

    def test_of_another_period_is_none_of_the_rate(self) -> None:
        half_year = Period(DAY, date(2019, 1, 1))
        base = one(0, point("2", days=half_year), code="base")

        [cell, *_] = row_of(one(0, point("50")), base).cells

        assert (cell.base, cell.is_small) == (None, False)

    def test_may_be_a_level_on_the_day(self) -> None:
        base = one(0, point("2", days=Period(DAY)), code="base")

        [cell, *_] = row_of(one(0, point("50")), base).cells

        assert cell.is_small


class TogetherTests:
    def test_is_the_sum_of_numerators_over_the_sum_of_bases(self) -> None:
        rates = one(0, point("84.2105")), one(1, point("50"))

        row = row_of(*rates, *parts(0, "16", "19"), *parts(1, "1", "2"))

        # The mean of the rates would be 67.1.
        assert (row.parts, row.rate) == ((Decimal(17), Decimal(21)), Fraction(1700, 21))
        assert row.total is None

    def test_is_unknown_where_a_county_lacks_a_part_or_says_it_vaguely(self) -> None:
        rates = one(0, point("84.2105")), one(1, point("50"))
        vague = one(1, point("1", Qualifier.ABOUT), code="part")
        base = one(1, point("2"), code="base")

        assert row_of(*rates, *parts(0, "16", "19")).rate is None
        assert row_of(*rates, *parts(0, "16", "19"), vague, base).parts is None
        assert row_of(one(0, point("0")), *parts(0, "0", "0")).rate is None

    def test_of_counts_is_their_sum_with_what_it_proves(self) -> None:
        found = compared(
            [
                one(0, point("10"), code="count"),
                one(1, point("5", Qualifier.AT_LEAST), code="count"),
                one(0, point("10", Qualifier.AT_LEAST), code="mixed"),
                one(1, point("5", Qualifier.AT_MOST), code="mixed"),
            ],
            PLACES,
            {},
            DAY,
        )

        assert [row.total for row in found.counts] == [(Decimal(15), Qualifier.AT_LEAST), None]
        assert found.rates == ()


class ComparedTests:
    def test_sets_side_by_side_what_ends_on_the_day(self) -> None:
        june = point("70", days=Period(date(2019, 6, 30), date(2019, 6, 1)))
        city = replace(
            one(0, point("70")), place=replace(PLACES[0], code="city", level=PlaceLevel.CITY)
        )

        found = compared([one(0, june), one(1, point("50")), city], PLACES, {}, DAY)
        nothing = compared([one(0, june), city], PLACES, {}, DAY)

        assert [cell.point for cell in found.rates[0].cells] == [None, point("50"), None]
        assert (nothing.rates, nothing.counts) == ((), ())

    def test_names_a_target_that_all_share(self) -> None:
        same = row_of(
            one(0, point("70"), target=at_least("80")), one(1, point("70"), target=at_least("80"))
        )
        other = row_of(
            one(0, point("70"), target=at_least("80")), one(1, point("70"), target=at_least("90"))
        )

        assert (same.target, other.target) == (at_least("80"), None)
        assert (same.has_target, other.has_target) == (True, True)

    def test_counts_the_targets_that_each_county_meets(self) -> None:
        target = at_least("80")
        series = (
            one(0, point("80"), target=target),
            one(1, point("79"), target=target),
            one(2, point("100"), target=target),
            *parts(0, "8", "10"),
            *parts(2, "2", "2"),
        )

        found = compared(series, PLACES, COUNTS, DAY)

        assert (found.met, found.aimed, found.by_met) == ([1, 0, 0], 1, [0, 1, 2])

    def test_is_of_an_area_alone_where_it_is_named(self) -> None:
        series = [one(0, point("80"))]

        assert len(compared(series, PLACES, {}, DAY, series[0].area.code).rates) == 1
        assert compared(series, PLACES, {}, DAY, "another").rates == ()

    def test_ranks_down_where_the_indicator_says_so(self) -> None:
        series = [
            replace(one(place, point(value)), direction=Direction.DOWN)
            for place, value in enumerate(("9", "3", "5"))
        ]

        assert [cell.place.code for cell in row_of(*series).ranked] == ["2", "3", "1"]


class CountiesTests:
    def found(self, *, with_accepted: bool = True) -> CountyComparison:
        return selectors.counties(DAY, at=NOW, with_accepted=with_accepted)

    def test_hold_released_figures_and_accepted_ones_unless_told_otherwise(
        self, rate: Indicator, publisher: Official
    ) -> None:
        first, second = PlaceRecord.objects.filter(level=PlaceLevel.DIVISION).order_by("code")[:2]
        target = aim(rate, date(2026, 12, 31), 80)
        target.place = first
        target.save()
        figure = NewFigure(
            indicator=rate, place=first, period_start=date(2019, 7, 1), period_end=DAY,
            value=Decimal(70), citation=Citation.objects.all()[0],
        )  # fmt: skip
        at = datetime(2019, 8, 10, tzinfo=UTC)
        publishing.publish([figure], title=Text("甲", "A"), by=publisher, at=at)
        accepted = draft(rate, second, "90")

        both, released = self.found(), self.found(with_accepted=False)

        assert [cell.point and cell.point.value for cell in both.rates[0].cells[:2]] == [70, 90]
        assert [cell.point and cell.point.value for cell in released.rates[0].cells[:2]] == [
            70, None
        ]  # fmt: skip
        assert both.rates[0].cells[0].shortfall is Shortfall.TO_20
        assert accepted.observation_id is None

    def test_know_what_a_rate_is_the_quotient_of(self, rate: Indicator) -> None:
        place = PlaceRecord.objects.filter(level=PlaceLevel.DIVISION).order_by("code")[0]
        part, base = (
            Indicator.objects.get(code=code)
            for code in ("litigation-cases", "legislative-meetings")
        )
        Ratio.objects.create(rate=rate, numerator=part, base=base)
        for indicator, value in ((rate, "50"), (part, "1"), (base, "2")):
            draft(indicator, place, value)

        [cell, *_] = self.found().rates[0].cells

        assert cell.numerator is not None
        assert (cell.numerator.value, cell.is_small) == (Decimal(1), True)


def draft(indicator: Indicator, place: PlaceRecord, value: str) -> Entry:
    """Return an entry of July that is accepted and not released."""
    [entry] = open_month(indicator.code)
    by = Official.objects.get_or_create(username="by")[0]
    other = Official.objects.get_or_create(username="other")[0]
    Entry.objects.filter(pk=entry.pk).update(
        state=EntryState.ACCEPTED, value=Decimal(value), typed=value, status="reported",
        place=place, entered_by=by, submitted_by=by, submitted_at=NOW, first_submitted_at=NOW,
        accepted_by=other, accepted_at=NOW,
    )  # fmt: skip
    return Entry.objects.get(pk=entry.pk)


class RatioTests:
    def test_is_of_three_indicators_of_which_two_are_counts(self, release: Release) -> None:
        rate = Indicator.objects.get(code=CODE)
        plan = Indicator.objects.get(code="work-tasks")
        count = Indicator.objects.get(code="litigation-cases")
        base = Indicator.objects.get(code="reconsideration-cases")

        Ratio(rate=rate, numerator=count, base=base).clean()
        Ratio(rate=rate).clean()

        with pytest.raises(ValidationError) as same:
            Ratio(rate=rate, numerator=count, base=count).clean()
        with pytest.raises(ValidationError) as wrong:
            Ratio(rate=rate, numerator=rate, base=plan).clean()
        assert set(same.value.message_dict) == {"base"}
        assert set(wrong.value.message_dict) == {"numerator", "base"}
        assert str(Ratio(rate=rate, numerator=count, base=base)) == f"{rate} = {count} ÷ {base}"
        for numerator, whole in ((count, count), (rate, base), (count, rate)):
            with pytest.raises(IntegrityError), transaction.atomic():
                Ratio.objects.create(rate=rate, numerator=numerator, base=whole)
