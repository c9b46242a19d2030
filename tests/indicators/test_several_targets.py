"""What is promised of an indicator with several targets: each is judged in its own time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators import narrative
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison, Kind, Qualifier, Standing
from indicators.progress import judge, measure, path_of, verdict
from indicators.series import NO_TEXT, Baseline, Point, Series, Target
from tests.indicators.target_factories import PLAN
from tests.indicators.test_progress import AT_LEAST, AT_MOST, make_point, make_series, make_target

FIRST, LAST = date(2020, 12, 31), date(2025, 12, 31)
NOVEMBER, SUMMER = date(2020, 11, 30), date(2021, 6, 30)


def target(value: str, due: date, comparison: Comparison = AT_LEAST, **more: object) -> Target:
    return replace(make_target(comparison, value, **more), due=due)


def series(*points: Point, targets: tuple[Target, ...], kind: Kind = Kind.RATE) -> Series:
    return replace(make_series(*points, target=None, kind=kind), targets=targets)


RISING = (target("85", FIRST), target("95", LAST))
GROWING = (target("250", FIRST), target("400", LAST))


class ChoiceTests:
    @pytest.mark.parametrize(
        ("day", "due"),
        [
            (NOVEMBER, FIRST),
            (FIRST, FIRST),
            (date(2021, 1, 1), LAST),
            (LAST, LAST),
            (date(2026, 1, 1), LAST),
        ],
    )
    @pytest.mark.parametrize("targets", [RISING, RISING[::-1]])
    def test_is_the_target_next_due_and_after_the_last_day_the_last(
        self, targets: tuple[Target, ...], day: date, due: date
    ) -> None:
        one = series(make_point("86", day=NOVEMBER), targets=targets)

        found = measure(one, day).target

        assert found is not None
        assert found.due == due

    def test_is_among_numbers_alone(self) -> None:
        words = Target(SUMMER, Basis.POLICY, statement=Text("覆盖", "cover"), plan=PLAN)
        one = series(make_point("86", day=NOVEMBER), targets=(words, *RISING))

        assert measure(one, date(2021, 1, 31)).target == RISING[1]
        assert verdict(one, words, date(2026, 1, 1)) is None
        assert [one.statement_on(day) for day in (NOVEMBER, LAST)] == [words, words]

    def test_of_statements_is_the_next_one_too(self) -> None:
        words = [
            Target(due, Basis.POLICY, statement=Text(str(due), ""), plan=PLAN)
            for due in (LAST, FIRST)
        ]
        one = series(targets=tuple(words))

        found = [one.statement_on(day) for day in (NOVEMBER, SUMMER, date(2026, 1, 1))]

        assert found == [words[1], words[0], words[0]]


class VerdictTests:
    def test_of_a_target_met_outlasts_a_fall(self) -> None:
        good = make_point("86", day=FIRST)
        one = series(good, make_point("80", day=SUMMER), targets=RISING)

        decided = verdict(one, RISING[0], SUMMER)

        assert decided is not None
        assert (decided.standing, decided.point) == (Standing.MET, good)
        assert measure(one, SUMMER).standing is Standing.BEHIND

    @pytest.mark.parametrize("targets", [RISING, RISING[:1]])
    def test_of_a_target_missed_is_not_healed_by_what_came_later(
        self, targets: tuple[Target, ...]
    ) -> None:
        one = series(make_point("80", day=NOVEMBER), make_point("96", day=SUMMER), targets=targets)

        decided = verdict(one, RISING[0], SUMMER)

        assert decided is not None
        assert (decided.standing, decided.point) == (Standing.MISSED, one.points[0])

    def test_of_the_last_target_is_the_standing_from_then_on(self) -> None:
        one = series(
            make_point("96", day=LAST), make_point("60", day=date(2027, 6, 30)), targets=RISING
        )

        progress = measure(one, date(2027, 6, 30))

        assert (progress.standing, progress.point) == (Standing.MET, one.points[0])

    def test_counts_a_figure_of_the_time_that_came_out_late(self) -> None:
        early, late = make_point("80", day=NOVEMBER), make_point("85", day=FIRST)
        after = make_point("70", day=SUMMER)

        found = [
            verdict(series(*points, targets=RISING), RISING[0], SUMMER)
            for points in ((early, after), (early, late, after))
        ]

        assert [one.standing for one in found if one] == [Standing.MISSED, Standing.MET]

    @pytest.mark.parametrize(
        ("value", "qualifier", "standing"),
        [
            ("85", Qualifier.AT_LEAST, Standing.MET),
            ("80", Qualifier.AT_LEAST, Standing.NOT_SHOWN),
            ("85", Qualifier.ABOUT, Standing.NOT_SHOWN),
            ("85", Qualifier.LESS_THAN, Standing.MISSED),
        ],
    )
    def test_is_what_a_bound_proves(
        self, value: str, qualifier: Qualifier, standing: Standing
    ) -> None:
        one = series(
            make_point(value, qualifier, FIRST), make_point("99", day=SUMMER), targets=RISING
        )

        decided = verdict(one, RISING[0], SUMMER)

        assert decided is not None
        assert decided.standing is standing

    def test_is_not_shown_before_the_first_figure_and_no_data_without_any(self) -> None:
        found = [
            verdict(series(*points, targets=RISING), RISING[0], SUMMER)
            for points in ((make_point("99", day=SUMMER),), ())
        ]

        assert [(one.standing, one.point) for one in found if one] == [
            (Standing.NOT_SHOWN, None),
            (Standing.NO_DATA, None),
        ]

    def test_is_none_until_the_day_has_passed(self) -> None:
        one = series(make_point("86", day=NOVEMBER), targets=RISING)

        assert verdict(one, RISING[0], FIRST) is None
        assert judge(one, RISING[0], FIRST).standing is Standing.MET


class PathTests:
    def test_to_the_next_target_starts_from_the_one_before(self) -> None:
        one = series(targets=GROWING, kind=Kind.STOCK)

        assert [path_of(one, target) for target in GROWING] == [
            ((date(2016, 1, 1), Fraction(0)), (FIRST, Fraction(250))),
            ((FIRST, Fraction(250)), (LAST, Fraction(400))),
        ]

    def test_goes_down_from_target_to_target(self) -> None:
        falling = (
            target("50", FIRST, AT_MOST, whole=Decimal(250)),
            target("0", LAST, AT_MOST, whole=Decimal(250)),
        )
        one = series(targets=falling, kind=Kind.STOCK)

        assert path_of(one, falling[1]) == ((FIRST, Fraction(50)), (LAST, Fraction(0)))

    def test_starts_from_a_cited_baseline_where_there_is_one(self) -> None:
        cited = target("400", LAST, baseline=Baseline(date(2020, 6, 30), Decimal(300)))
        one = series(targets=(GROWING[0], cited), kind=Kind.STOCK)

        assert path_of(one, cited)[0] == (date(2020, 6, 30), Fraction(300))

    @pytest.mark.parametrize(
        "before",
        [
            target("500", FIRST),
            target("100", FIRST, Comparison.WITHIN, upper=Decimal(200)),
        ],
    )
    def test_leads_on_from_no_target_that_asked_for_more_or_for_a_range(
        self, before: Target
    ) -> None:
        one = series(targets=(before, GROWING[1]), kind=Kind.STOCK)

        assert path_of(one, GROWING[1])[0] == (date(2016, 1, 1), Fraction(0))

    def test_of_a_milestone_bends_and_judges_nothing(self) -> None:
        steps = (Baseline(date(2023, 12, 31), Decimal(390)),)
        bent = (GROWING[0], replace(GROWING[1], milestones=steps))
        one = series(make_point("240", day=NOVEMBER), targets=bent, kind=Kind.STOCK)

        assert path_of(one, bent[1])[1] == (steps[0].on, Fraction(390))
        assert measure(one, date(2024, 1, 31)).target == bent[1]

    @pytest.mark.parametrize("value", ["240", "220"])
    def test_is_no_stricter_on_the_day_after_a_target(self, value: str) -> None:
        """The margin is a tenth of the whole way, not of the little since the day before."""
        one = series(make_point(value, day=FIRST), targets=GROWING, kind=Kind.STOCK)
        later = replace(one, points=(make_point(value, day=FIRST + timedelta(1)),))

        standings = [
            judge(later, GROWING[1], FIRST + timedelta(1)).standing,
            judge(
                replace(one, points=(make_point(value, day=NOVEMBER),)), GROWING[0], NOVEMBER
            ).standing,
        ]

        assert standings == [standings[0]] * 2

    def test_of_a_rate_stays_a_share_of_the_target(self) -> None:
        one = series(make_point("76", day=SUMMER), targets=RISING)

        assert measure(one, SUMMER).achieved == Fraction(76, 95)


class SentenceTests:
    def test_names_the_target_before_as_the_start(self) -> None:
        one = series(make_point("260", day=SUMMER), targets=GROWING, kind=Kind.STOCK)

        said = narrative.describe(one, measure(one, SUMMER))

        assert said.zh == (
            "截至2021-06-30为260项。目标：2025-12-31前不少于400项。自2020-12-31的250（上一期限的目标）"
            "起按直线推进，至2021-06-30应为265；上报260，落后5。进展：预警。"
            "完成度6.7%（(260 − 250) ÷ (400 − 250)）。距目标140项，余54个月，平均每月需2.6。"
        )
        assert said.en == (
            "As of 2021-06-30: 260 items. The target is at least 400 items by 2025-12-31. On a "
            "straight path from 250 on 2020-12-31 (the target before), 265 was expected by "
            "2021-06-30; reported 260; behind by 5. Standing: at risk. Progress: 6.7 % of the way "
            "((260 − 250) ÷ (400 − 250)). The target is 140 items away with 54 months left: 2.6 a "
            "month."
        )

    def test_names_the_figure_that_counts_where_a_newer_one_came_too_late(self) -> None:
        one = series(
            make_point("80", day=NOVEMBER), make_point("96", day=SUMMER), targets=RISING[:1]
        )
        progress = measure(one, SUMMER)

        said, short = narrative.describe(one, progress), narrative.essence(one, progress)

        assert said.zh == (
            "截至2021-06-30为96项。目标：2020-12-31前不少于85项。期限内最近的数据：截至2020-11-30为80项。"
            "进展：未达成（目标期限已过，依据为截至2020-11-30的数据）。完成度94.1%（80 ÷ 85）。"
        )
        assert short.en == (
            "As of 2021-06-30: 96 items. The target is at least 85 items by 2020-12-31. The newest "
            "figure up to that day counts: as of 2020-11-30, 80 items. Standing: missed (the due "
            "date has passed; judged by the figure for 2020-11-30)."
        )
        assert narrative.outcome(one, progress) == Text(
            "未达成（截至2020-11-30：80项）", "missed (as of 2020-11-30: 80 items)"
        )

    def test_says_that_no_figure_is_of_the_time(self) -> None:
        one = series(make_point("96", day=SUMMER), targets=RISING[:1])
        progress = measure(one, SUMMER)

        assert narrative.describe(one, progress).zh == (
            "截至2021-06-30为96项。目标：2020-12-31前不少于85项。没有期限内的数据。进展：未能证实。"
        )
        assert narrative.outcome(one, progress).en == "not proven (no figure up to that day)"

    def test_names_the_day_of_one_of_several_or_of_one_passed_by_the_newest_figure(self) -> None:
        points = make_point("80", day=NOVEMBER), make_point("96", day=SUMMER)
        both, last_one = series(*points, targets=RISING), series(*points, targets=RISING[:1])

        said = [
            narrative.target_judged(one, measure(one, day)).zh
            for one in (both, last_one.until(NOVEMBER), last_one)
            for day in (NOVEMBER, SUMMER)
        ]

        assert said == [
            "≥ 85项（工作目标） · 2020-12-31",
            "≥ 95项（工作目标） · 2025-12-31",
            "≥ 85项（工作目标）",
            "≥ 85项（工作目标）",
            "≥ 85项（工作目标） · 2020-12-31",
            "≥ 85项（工作目标） · 2020-12-31",
        ]
        assert narrative.target_judged(both, measure(series(targets=()), SUMMER)) == NO_TEXT
