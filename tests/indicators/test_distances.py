"""How far figures are from where they should be, as numbers to sort by and in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Kind, Qualifier, Standing, Yardstick
from indicators.periods import Period, month_of
from indicators.progress import (
    Distance,
    ReleaseDay,
    StandingChange,
    change_of,
    distance_of,
    last_change,
    measure,
)
from indicators.series import Baseline, Point, Series, Target
from indicators.units import Unit
from tests.indicators.target_factories import PLAN
from tests.indicators.test_progress import (
    AT_LEAST,
    AT_MOST,
    DAY,
    DUE,
    make_point,
    make_series,
    make_target,
)

PERCENT = Unit("%", "%", "%")
DAYS = Unit("天", "day", "days")
# 2019-06-30 is day 1,276 of the plan's 1,826.
USED = Fraction(1276, 1826)


def distance(series: Series) -> Distance:
    return distance_of(series, measure(series, DAY))


def rate(
    value: str, target: Target, qualifier: Qualifier = Qualifier.EXACT, unit: Unit = PERCENT
) -> Series:
    return replace(
        make_series(make_point(value, qualifier), target=target, kind=Kind.RATE), unit=unit
    )


def words(series: Series) -> Text:
    progress = measure(series, DAY)
    return narrative.distance_words(series, progress, distance_of(series, progress))


class PathTests:
    def test_is_the_share_of_the_way_less_the_share_required(self) -> None:
        series = make_series(make_point("63"), target=make_target(AT_LEAST, "810"))

        share = Fraction(63, 810)
        key = round(Decimal(float((share - USED) * 100)), 6)
        assert distance(series) == Distance(Yardstick.PATH, share, USED, share, key)
        assert words(series) == Text("差62.1个百分点", "62.1 points short")

    def test_of_a_falling_figure_is_the_same_sum(self) -> None:
        target = make_target(AT_MOST, "0", whole=Decimal(250))
        series = make_series(make_point("51"), target=target)

        assert distance(series).share == Fraction(199, 250)
        assert words(series) == Text("超前9.7个百分点", "9.7 points ahead")
        progress = measure(series, DAY)
        assert narrative.start_words(series, progress) == Text("自250降起", "down from 250")
        assert narrative.due_words(series, progress, DAY) == Text(
            "今日应≤75.3", "due today: at most 75.3"
        )
        assert narrative.due_clause(series, progress) == Text(
            "应≤75.3项", "where at most 75.3 was due"
        )

    @pytest.mark.parametrize(
        ("value", "qualifier", "worst", "said"),
        [
            ("80", Qualifier.AT_LEAST, Fraction(80, 100), "至少超前10.1个百分点"),
            ("60", Qualifier.AT_LEAST, Fraction(60, 100), "至多差9.9个百分点"),
            ("80", Qualifier.NEARLY, None, "差距未能证实"),
            ("80", Qualifier.ABOUT, None, "差距未能证实"),
        ],
    )
    def test_of_a_bound_is_the_worst_that_it_allows(
        self, value: str, qualifier: Qualifier, worst: Fraction | None, said: str
    ) -> None:
        series = make_series(make_point(value, qualifier), target=make_target(AT_LEAST, "100"))

        found = distance(series)

        key = round(Decimal(float(((worst or 0) - USED) * 100)), 6)
        assert (found.worst, found.key) == (worst, key)
        assert words(series).zh == said

    def test_on_the_line_says_so(self) -> None:
        target = make_target(AT_LEAST, "200", baseline=Baseline(date(2018, 6, 30), Decimal(0)))
        half = replace(target, due=date(2020, 6, 29))
        series = make_series(make_point("100"), target=half)

        assert words(series) == Text("恰在序时线上", "exactly on the path")

    def test_of_an_older_figure_names_its_day(self) -> None:
        series = make_series(
            make_point("63", day=date(2019, 6, 20)), target=make_target(AT_LEAST, "810")
        )
        older = make_series(
            make_point("63", day=date(2018, 12, 31)), target=make_target(AT_LEAST, "810")
        )

        assert narrative.due_words(series, measure(series, DAY), DAY) == Text(
            "6月20日应达562", "due on 20 Jun: 562"
        )
        assert narrative.due_words(older, measure(older, DAY), DAY) == Text(
            "2018年12月31日应达486", "due on 31 Dec 2018: 486"
        )

    def test_of_a_target_that_asks_for_what_was_there_is_held_against_its_level(self) -> None:
        target = make_target(AT_LEAST, "90", baseline=Baseline(date(2016, 1, 1), Decimal(90)))

        assert distance(make_series(make_point("45"), target=target)) == Distance(
            Yardstick.LEVEL, Fraction(1, 2), Fraction(1), Fraction(1, 2), Decimal(-50)
        )


class LevelTests:
    @pytest.mark.parametrize(
        ("value", "target", "share", "said"),
        [
            ("72.8", make_target(AT_LEAST, "85"), Fraction(728, 850), "差12.2个百分点"),
            ("8.6", make_target(AT_MOST, "5"), Fraction(28, 100), "多3.6个百分点"),
            ("3", make_target(AT_MOST, "5"), Fraction(140, 100), "已到目标"),
            ("90", make_target(Comparison.EQUAL, "100"), Fraction(90, 100), "差10个百分点"),
            ("30", make_target(Comparison.EQUAL, "20"), Fraction(50, 100), "多10个百分点"),
            (
                "45",
                make_target(Comparison.WITHIN, "50", upper=Decimal(90)),
                Fraction(9, 10),
                "差5个百分点",
            ),
            (
                "99",
                make_target(Comparison.WITHIN, "50", upper=Decimal(90)),
                Fraction(9, 10),
                "多9个百分点",
            ),
            (
                "70",
                make_target(Comparison.WITHIN, "50", upper=Decimal(90)),
                Fraction(1),
                "已到目标",
            ),
        ],
    )
    def test_is_taken_from_the_target_itself(
        self, value: str, target: Target, share: Fraction, said: str
    ) -> None:
        series = rate(value, target)

        found = distance(series)

        assert (found.yardstick, found.share) == (Yardstick.LEVEL, share)
        assert found.required == 1
        assert found.key == round(Decimal(float((share - 1) * 100)), 6)
        assert words(series).zh == said

    @pytest.mark.parametrize(
        ("target", "qualifier", "key", "zh", "en"),
        [
            (
                make_target(AT_LEAST, "100"),
                Qualifier.AT_LEAST,
                -20,
                "至多差20个百分点",
                "≤ 20 points short",
            ),
            (
                make_target(AT_MOST, "50"),
                Qualifier.AT_MOST,
                -60,
                "至多多30个百分点",
                "≤ 30 points over",
            ),
            (
                make_target(Comparison.EQUAL, "80"),
                Qualifier.ABOUT,
                -100,
                "差距未能证实",
                "gap not proven",
            ),
        ],
    )
    def test_of_a_bound_is_the_worst_that_it_allows(
        self, target: Target, qualifier: Qualifier, key: int, zh: str, en: str
    ) -> None:
        series = rate("80", target, qualifier)

        assert distance(series).key == key
        assert words(series) == Text(zh, en)

    def test_of_days_says_them(self) -> None:
        series = rate("8.6", make_target(AT_MOST, "5"), unit=DAYS)

        assert words(series) == Text("多3.6天", "3.6 over")
        assert narrative.goal_words(series, series.targets[0]) == Text("目标≤5天", "target ≤ 5")
        assert narrative.short_figure(series, series.points[0]) == Text("8.6天", "8.6")

    @pytest.mark.parametrize(("value", "key"), [("0", 0), ("2", -100)])
    def test_to_a_target_of_zero_without_a_start_has_no_length(self, value: str, key: int) -> None:
        series = make_series(make_point(value), target=make_target(AT_MOST, "0"), kind=Kind.FLOW)

        assert distance(series) == Distance(Yardstick.LEVEL, None, Fraction(1), None, Decimal(key))

    def test_to_a_target_of_zero_counts_from_its_start(self) -> None:
        target = make_target(AT_MOST, "0", whole=Decimal(250))

        assert distance(
            make_series(make_point("50"), target=target, kind=Kind.FLOW)
        ).share == Fraction(4, 5)


class NothingTests:
    def test_without_a_number_to_reach_there_is_none(self) -> None:
        statement = Target(DUE, Basis.POLICY, statement=Text("全覆盖", "All"), plan=PLAN)

        assert distance(make_series(make_point("1"), target=None)) == Distance(Yardstick.NOTHING)
        assert distance(make_series(make_point("1"), target=statement)) == Distance(
            Yardstick.STATEMENT
        )
        assert narrative.goal_words(make_series(target=statement), statement) == Text(
            "全覆盖", "All"
        )

    def test_without_a_figure_there_is_none(self) -> None:
        series = make_series(target=make_target(AT_LEAST, "100"))

        assert distance(series) == Distance(Yardstick.PATH)
        assert words(series) == Text("", "")
        progress = measure(series, DAY)
        assert narrative.due_words(series, progress, DAY) == Text("", "")
        assert narrative.due_clause(series, progress) == Text("", "")

    def test_of_several_targets_each_is_named_with_its_day(self) -> None:
        early, late = make_target(AT_LEAST, "100"), make_target(AT_LEAST, "200")
        late = replace(late, due=date(2025, 12, 31))
        series = replace(make_series(make_point("63"), target=early), targets=(early, late))

        assert narrative.goal_words(series, late) == Text(
            "目标≥200项 · 2025-12-31", "target ≥ 200 · 2025-12-31"
        )

    def test_of_a_range_both_ends_are_said(self) -> None:
        target = make_target(Comparison.WITHIN, "50", upper=Decimal(90))

        assert narrative.goal_words(rate("60", target), target) == Text(
            "目标50至90%", "target 50 to 90 %"
        )

    @pytest.mark.parametrize("basis", Basis)
    def test_every_basis_has_its_short_words(self, basis: Basis) -> None:
        target = replace(make_target(AT_LEAST, "1"), basis=basis)

        assert narrative.basis_short(target).zh.endswith("目标")


def month(number: int, value: str | None, release: int, version: int = 1) -> Point:
    period = month_of(2019, number)
    point = replace(
        make_point(value or "0", day=period.end),
        period=period,
        release=release,
        released_at=datetime(2019, 12, release, tzinfo=UTC),
        version=version,
    )
    return point if value else replace(point, value=None)


def releases(*days: date) -> list[ReleaseDay]:
    return [
        ReleaseDay(number, datetime(2019, 12, number, tzinfo=UTC), day)
        for number, day in enumerate(days, 1)
    ]


class LastChangeTests:
    FEBRUARY, MARCH, APRIL = date(2019, 2, 28), date(2019, 3, 31), date(2019, 4, 30)

    def series(self, *points: Point) -> Series:
        return make_series(*points, target=make_target(AT_LEAST, "80"), kind=Kind.RATE)

    def test_is_the_newest_release_after_which_the_standing_was_another(self) -> None:
        series = self.series(month(2, "90", 1), month(3, "50", 2), month(4, "51", 3))

        found = last_change(series, releases(self.FEBRUARY, self.MARCH, self.APRIL))

        assert found == StandingChange(Standing.MET, 2)

    def test_of_what_never_changed_is_its_first_figure(self) -> None:
        series = self.series(month(2, "50", 1), month(3, "51", 2))

        found = last_change(series, releases(self.FEBRUARY, self.MARCH))

        assert found == StandingChange(Standing.NO_DATA, 1)

    def test_knows_what_a_correction_replaced(self) -> None:
        right = replace(month(2, "50", 2, version=2), earlier=(month(2, "90", 1),))

        found = last_change(self.series(right), releases(self.FEBRUARY, self.FEBRUARY))

        assert found == StandingChange(Standing.MET, 2)

    def test_is_a_release_that_passes_the_due_day_without_a_figure(self) -> None:
        target = replace(make_target(AT_LEAST, "80"), due=date(2019, 3, 15))
        series = make_series(month(2, "50", 1), target=target, kind=Kind.RATE)

        found = last_change(series, releases(self.FEBRUARY, self.MARCH, self.APRIL))

        assert found == StandingChange(Standing.BEHIND, 2)

    def test_is_none_without_a_target_or_a_figure(self) -> None:
        days = releases(self.FEBRUARY)

        assert last_change(make_series(month(2, "1", 1), target=None), days) is None
        assert last_change(self.series(), days) is None


class ChangeTests:
    def change(self, *points: Point, kind: Kind = Kind.FLOW) -> Decimal | None:
        return change_of(make_series(*points, target=None, kind=kind))

    def test_is_a_share_of_the_figure_before(self) -> None:
        assert self.change(month(2, "27", 1), month(3, "30", 2)) == Decimal("0.111111")
        assert self.change(month(2, "11", 1), month(3, "10", 2)) == Decimal("-0.090909")

    def test_of_less_than_ten_is_ranked_for_rates_alone(self) -> None:
        points = month(2, "8", 1), month(3, "9", 2)

        assert self.change(*points) is None
        assert self.change(*points, kind=Kind.RATE) == Decimal("0.125")

    def test_needs_two_exact_figures_of_like_periods(self) -> None:
        bound = replace(month(3, "30", 2), qualifier=Qualifier.AT_LEAST)
        day = replace(month(3, "30", 2), period=Period(date(2019, 3, 31)))
        corrected = month(3, "30", 2, version=2)

        assert self.change(month(3, "30", 2)) is None
        for newest in (bound, day, corrected):
            assert self.change(month(2, "27", 1), newest) is None
