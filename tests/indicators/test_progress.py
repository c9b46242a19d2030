"""What ``progress`` promises."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    Standing,
    Status,
)
from indicators.periods import Period
from indicators.progress import measure, path_value, project, time_used
from indicators.series import NOTHING, Baseline, Citation, Named, Place, Point, Series, Target
from indicators.units import Unit
from tests.indicators.target_factories import PLAN

DAY, DUE = date(2019, 6, 30), date(2020, 12, 31)
NAME = Named("x", Text("某", "some"))


def make_point(value: str, qualifier: Qualifier = Qualifier.EXACT, day: date = DAY) -> Point:
    return Point(
        Period(day),
        Decimal(value),
        qualifier,
        Status.REPORTED,
        value,
        Citation(NAME, 1, value),
        1,
        datetime(2019, 7, 9, tzinfo=UTC),
    )


def make_series(
    *points: Point, target: Target | None, kind: Kind = Kind.STOCK, unit: str = "项"
) -> Series:
    return Series(
        "x",
        Text("某项", "Some items"),
        Text("", ""),
        Unit("项", "item", "items"),
        kind,
        Direction.UP,
        0,
        Frequency.MONTH,
        NAME,
        NAME,
        (),
        OwnershipBasis.STATED,
        None,
        Place("city", Text("全市", "Whole city"), PlaceLevel.CITY),
        points,
        (target,) if target else (),
    )


def make_target(comparison: Comparison, value: str, **more: object) -> Target:
    return Target(DUE, Basis.WORKING, comparison, Decimal(value), plan=PLAN, **more)  # type: ignore[arg-type]


AT_LEAST, AT_MOST = Comparison.AT_LEAST, Comparison.AT_MOST


class GapTests:
    """How far a figure is from where it should be on its day, as a share of that."""

    def test_is_taken_from_the_path(self) -> None:
        target = make_target(AT_LEAST, "200", baseline=Baseline(date(2018, 12, 31), Decimal(100)))
        # 181 of 731 days: 24.76… of the hundred to go.
        progress = measure(make_series(make_point("120"), target=target), DAY)

        assert progress.due_now == 100 + Fraction(100 * 181, 731)
        assert progress.gap == (120 - progress.due_now) / progress.due_now
        assert progress.due_share == Fraction(181, 731)

    @pytest.mark.parametrize(
        ("comparison", "value", "gap"),
        [(AT_LEAST, "60", "-1/4"), (AT_LEAST, "100", "1/4"), (AT_MOST, "100", "1/4")],
    )
    def test_is_taken_from_the_target_where_there_is_no_path(
        self, comparison: Comparison, value: str, gap: str
    ) -> None:
        target = make_target(comparison, "80")
        progress = measure(make_series(make_point(value), target=target, kind=Kind.RATE), DAY)

        assert (progress.due_now, progress.gap) == (Fraction(80), Fraction(gap))

    @pytest.mark.parametrize(("value", "gap"), [("40", "-1/5"), ("100", "1/9")])
    def test_of_a_range_is_taken_from_the_nearer_end(self, value: str, gap: str) -> None:
        target = make_target(Comparison.WITHIN, "50", upper=Decimal(90))
        progress = measure(make_series(make_point(value), target=target, kind=Kind.RATE), DAY)

        assert (progress.gap, progress.due_share) == (Fraction(gap), None)

    def test_is_none_where_nothing_is_due_or_nothing_is_reported(self) -> None:
        zero = measure(make_series(make_point("3"), target=make_target(AT_MOST, "0")), DAY)
        silent = measure(make_series(target=make_target(AT_LEAST, "5")), DAY)
        aimless = measure(make_series(make_point("3"), target=None), DAY)

        assert [one.gap for one in (zero, silent, aimless)] == [None, None, None]
        assert (zero.due_now, aimless.due_now, aimless.due_share) == (Fraction(0), None, None)

    def test_share_of_a_way_that_leads_nowhere_is_none(self) -> None:
        target = make_target(AT_LEAST, "5", baseline=Baseline(date(2018, 12, 31), Decimal(5)))
        progress = measure(make_series(make_point("4"), target=target, kind=Kind.RATE), DAY)

        assert (progress.due_now, progress.due_share) == (Fraction(5), None)


class AchievedTests:
    @pytest.mark.parametrize(("value", "share"), [("60", "3/5"), ("120", "6/5"), ("0", "0")])
    def test_is_the_share_of_the_target_and_never_cut(self, value: str, share: str) -> None:
        progress = measure(make_series(make_point(value), target=make_target(AT_LEAST, "100")), DAY)

        assert progress.achieved == Fraction(share)

    def test_is_cut_only_in_the_bar(self) -> None:
        progress = measure(make_series(make_point("120"), target=make_target(AT_LEAST, "100")), DAY)

        assert progress.bar == 1

    def test_is_half_from_100_towards_50_at_75(self) -> None:
        baseline = Baseline(date(2018, 1, 1), Decimal(100))
        target = make_target(AT_MOST, "50", baseline=baseline)

        assert measure(make_series(make_point("75"), target=target), DAY).achieved == Fraction(1, 2)

    @given(st.decimals(-(10**6), 10**6, places=3), st.decimals(1, 10**6, places=3))
    def test_times_the_target_gives_the_value_back(self, value: Decimal, goal: Decimal) -> None:
        series = make_series(make_point(str(value)), target=make_target(AT_LEAST, str(goal)))

        progress = measure(series, DAY)

        assert progress.achieved is not None
        assert progress.achieved * Fraction(goal) == Fraction(value)


class StandingTests:
    @pytest.mark.parametrize(
        ("value", "qualifier", "comparison", "goal", "standing"),
        [
            ("0", Qualifier.EXACT, AT_MOST, "0", Standing.MET),
            ("0", Qualifier.EXACT, AT_LEAST, "10", Standing.BEHIND),
            ("80", Qualifier.AT_LEAST, AT_LEAST, "80", Standing.MET),
            ("79.96", Qualifier.EXACT, AT_LEAST, "80", Standing.AT_RISK),
            ("10", Qualifier.MORE_THAN, AT_LEAST, "12", Standing.NOT_SHOWN),
            ("10", Qualifier.MORE_THAN, AT_LEAST, "10", Standing.MET),
            ("1000", Qualifier.NEARLY, AT_LEAST, "1000", Standing.NOT_SHOWN),
            ("1000", Qualifier.ABOUT, AT_LEAST, "1000", Standing.NOT_SHOWN),
            ("90", Qualifier.EXACT, AT_LEAST, "100", Standing.AT_RISK),
            ("89", Qualifier.EXACT, AT_LEAST, "100", Standing.BEHIND),
        ],
    )
    def test_of_a_level_is_what_the_figure_proves(
        self,
        value: str,
        qualifier: Qualifier,
        comparison: Comparison,
        goal: str,
        standing: Standing,
    ) -> None:
        target = make_target(comparison, goal)
        series = make_series(make_point(value, qualifier), target=target, kind=Kind.FLOW)

        assert measure(series, DAY).standing is standing

    def test_is_missed_after_the_due_date(self) -> None:
        series = make_series(make_point("89"), target=make_target(AT_LEAST, "100"), kind=Kind.FLOW)

        assert measure(series, date(2021, 1, 1)).standing is Standing.MISSED

    def test_is_on_track_where_the_path_is_reached(self) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))

        assert measure(series, DAY).standing is Standing.ON_TRACK
        assert path_value(series, series.quantified[0], DAY) == Fraction(250 * 1276, 1826)

    def test_says_no_target_and_no_data(self) -> None:
        assert (
            measure(make_series(make_point("1"), target=None), DAY).standing is Standing.NO_TARGET
        )
        assert measure(make_series(target=None), DAY).standing is Standing.NO_DATA

    @given(st.integers(0, 300), st.integers(0, 300))
    def test_never_falls_when_the_figure_rises(self, one: int, other: int) -> None:
        order = [Standing.BEHIND, Standing.AT_RISK, Standing.ON_TRACK, Standing.MET]
        target = make_target(AT_LEAST, "250")
        low, high = (
            order.index(measure(make_series(make_point(str(v)), target=target), DAY).standing)
            for v in sorted((one, other))
        )

        assert low <= high


class SentenceTests:
    def test_recomputes_by_hand_and_names_the_assumed_start(self) -> None:
        series = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))

        text = narrative.describe(series, measure(series, DAY))

        assert text.en == (
            "As of 2019-06-30: 199 items. The target is at least 250 items by "
            "2020-12-31. On a straight path from 0 on 2016-01-01 (an assumed start; no document "
            "states one), 175 was expected by 2019-06-30; reported 199; ahead by 24. Standing: on "
            "track. Progress: 79.6 % of the way (199 ÷ 250). The target is 51 items away with 18 "
            "months left: 2.8 a month."
        )
        assert text.zh == (
            "截至2019-06-30为199项。目标：2020-12-31前不少于250项。自2016-01-01的0"
            "（起点为假定值，文件未载明）起按直线推进，至2019-06-30应为175；上报199，领先24。"
            "进展：进度正常。完成度79.6%（199 ÷ 250）。距目标51项，余18个月，平均每月需2.8。"
        )

    def test_names_both_ends_of_a_range_and_no_way_there(self) -> None:
        target = make_target(Comparison.WITHIN, "10", upper=Decimal(20))
        series = make_series(make_point("5"), target=target)

        text = narrative.describe(series, measure(series, DAY))

        assert "目标：2020-12-31前介于10至20项。" in text.zh
        assert "within 10 to 20 items" in text.en
        assert "完成度" not in text.zh
        assert narrative.target_sign(series, target).zh == "介于10至20项"

    def test_in_short_keeps_figure_target_and_standing(self) -> None:
        with_target = make_series(make_point("199"), target=make_target(AT_LEAST, "250"))
        without = make_series(make_point("199"), target=None)
        empty = make_series(target=make_target(AT_LEAST, "250"))

        said = [narrative.essence(one, measure(one, DAY)) for one in (with_target, without, empty)]

        assert [text.zh for text in said] == [
            "截至2019-06-30为199项。目标：2020-12-31前不少于250项。进展：进度正常。",
            "截至2019-06-30为199项。未设定量目标。",
            "尚无已发布的数据。",
        ]

    def test_shows_a_statement_in_its_own_words(self) -> None:
        words = Text("覆盖所有部门", "cover every department")
        target = Target(DUE, Basis.POLICY, statement=words, plan=PLAN)
        series = make_series(make_point("5"), target=target)

        assert series.statements == (target,)
        assert narrative.target_sign(series, target) == words
        assert narrative.target_words(series, target) == words

    @pytest.mark.parametrize("status", [Status.MISSING, Status.NOT_APPLICABLE])
    def test_tells_the_kinds_of_nothing_apart(self, status: Status) -> None:
        point = replace(make_point("0"), value=None, status=status)

        assert make_series(point, target=None).show(point) == NOTHING[status]


class PaceTests:
    @pytest.mark.parametrize(("day", "pace"), [(DAY, Fraction(51, 18)), (DUE, None)])
    def test_is_what_each_month_left_must_bring(self, day: date, pace: Fraction | None) -> None:
        series = make_series(make_point("199", day=day), target=make_target(AT_LEAST, "250"))

        assert measure(series, day).pace == pace


class DownwardTests:
    @pytest.mark.parametrize(
        ("value", "standing"),
        [("60", Standing.ON_TRACK), ("64", Standing.AT_RISK), ("80", Standing.BEHIND)],
    )
    def test_gives_way_by_a_tenth_of_the_way_covered(self, value: str, standing: Standing) -> None:
        start = Baseline(date(2018, 12, 31), Decimal(100))
        target = replace(make_target(AT_MOST, "0", baseline=start), due=date(2019, 12, 31))
        series = make_series(make_point(value, day=date(2019, 5, 26)), target=target)

        assert measure(series, DAY).standing is standing


class PathTests:
    def test_is_level_before_its_start_and_after_its_end(self) -> None:
        baseline = Baseline(date(2019, 1, 1), Decimal(100))
        target = make_target(AT_LEAST, "200", baseline=baseline)
        series = make_series(target=target)

        assert path_value(series, target, date(2018, 1, 1)) == 100
        assert path_value(series, target, date(2019, 1, 1)) == 100
        assert path_value(series, target, date(2021, 1, 1)) == 200
        assert path_value(make_series(target=target, kind=Kind.RATE), target, DAY) is None

    @pytest.mark.parametrize(("day", "share"), [(date(2019, 1, 1), 1), (date(2018, 1, 1), 0)])
    def test_of_no_length_is_used_up_on_its_day(self, day: date, share: int) -> None:
        assert time_used(date(2019, 1, 1), date(2019, 1, 1), day) == share


class ProjectionTests:
    def test_takes_three_points(self) -> None:
        days = [date(2019, 1, 1), date(2019, 1, 11), date(2019, 1, 21)]
        points = [make_point(str(10 * n), day=day) for n, day in enumerate(days)]
        target = make_target(AT_LEAST, "1000")
        series = make_series(*points, target=target)

        assert project(series, target) == (DUE - days[0]).days
        assert project(replace(series, points=series.points[:2]), target) is None
