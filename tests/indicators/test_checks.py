"""What rules promise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators import checks
from indicators.bilingual import Text
from indicators.enums import Comparison, Kind, Outcome, Qualifier, RuleKind, Standing
from indicators.narrative import describe, target_sign
from indicators.progress import measure
from indicators.series import Baseline, Series

from .test_progress import AT_LEAST, AT_MOST, DAY, DUE, make_point, make_series, make_target

EARLIER = date(2019, 5, 31)
A, B, C = ("a", "city"), ("b", "city"), ("c", "city")


def make_rule(
    kind: RuleKind, left: tuple[checks.Key, ...], right: tuple[checks.Key, ...] = ()
) -> checks.Rule:
    return checks.Rule("r", Text("规则", "rule"), kind, left, right)


def known(**values: str) -> dict[checks.Key, Series]:
    return {
        (code, "city"): make_series(make_point(value.strip("<>"), _qualifier(value)), target=None)
        for code, value in values.items()
    }


def _qualifier(value: str) -> Qualifier:
    return {"<": Qualifier.AT_MOST, ">": Qualifier.AT_LEAST}.get(value[0], Qualifier.EXACT)


class EvaluateTests:
    @pytest.mark.parametrize(
        ("kind", "values", "outcome"),
        [
            (RuleKind.SUM, {"a": "13", "b": "63", "c": "76"}, Outcome.HOLDS),
            (RuleKind.SUM, {"a": "13", "b": "64", "c": "76"}, Outcome.BROKEN),
            (RuleKind.SUM, {"a": "13", "b": ">63", "c": "76"}, Outcome.CANNOT_CHECK),
            (RuleKind.SUM, {"a": "13", "b": ">64", "c": "76"}, Outcome.BROKEN),
            (RuleKind.SUM, {"a": "13", "c": "76"}, Outcome.CANNOT_CHECK),
            (RuleKind.AT_MOST, {"a": "1", "b": "<2", "c": ">3"}, Outcome.HOLDS),
            (RuleKind.AT_MOST, {"a": "1", "b": "3", "c": "3"}, Outcome.BROKEN),
        ],
    )
    def test_judges_what_the_figures_prove(
        self, kind: RuleKind, values: dict[str, str], outcome: Outcome
    ) -> None:
        assert checks.evaluate(make_rule(kind, (A, B), (C,)), known(**values)).outcome is outcome

    @pytest.mark.parametrize(
        ("value", "outcome", "working", "difference"),
        [
            ("72", Outcome.HOLDS, "10 ≤ 72 ≤ 100", "0"),
            ("173", Outcome.BROKEN, "173 > 100", "73"),
            ("7", Outcome.BROKEN, "7 < 10", "-3"),
        ],
    )
    def test_measures_how_far_a_figure_is_out_of_its_range(
        self, value: str, outcome: Outcome, working: str, difference: str
    ) -> None:
        rule = replace(make_rule(RuleKind.RANGE, (A,)), low=Decimal(10), high=Decimal(100))

        result = checks.evaluate(rule, known(a=value))

        assert (result.outcome, result.working, result.difference) == (
            outcome,
            working,
            Decimal(difference),
        )

    def test_names_what_is_missing(self) -> None:
        result = checks.evaluate(make_rule(RuleKind.SUM, (A, B), (C,)), known(a="1"))

        assert (result.outcome, result.missing) == (Outcome.CANNOT_CHECK, (B, C))
        assert result.difference is None

    def test_needs_figures_of_the_same_day(self) -> None:
        series = known(a="1", b="2")
        series[C] = make_series(make_point("3", day=EARLIER), target=None)

        result = checks.evaluate(make_rule(RuleKind.SUM, (A, B), (C,)), series)

        assert (result.outcome, result.missing) == (Outcome.CANNOT_CHECK, (A, B, C))

    @pytest.mark.parametrize(
        ("before", "after", "outcome", "working"),
        [
            ("5", "5", Outcome.HOLDS, "5 ≤ 5"),
            ("5", "4", Outcome.BROKEN, "5 > 4"),
        ],
    )
    def test_sees_a_cumulative_count_fall(
        self, before: str, after: str, outcome: Outcome, working: str
    ) -> None:
        points = make_point(before, day=EARLIER), make_point(after)
        series = {A: make_series(*points, target=None, kind=Kind.CUMULATIVE)}

        result = checks.evaluate(make_rule(RuleKind.NON_DECREASING, (A,)), series)

        assert (result.outcome, result.working) == (outcome, working)


class OtherTargetsTests:
    @pytest.mark.parametrize(
        ("value", "standing"),
        [
            ("3", Standing.MET),
            ("5", Standing.MET),
            ("5.4", Standing.AT_RISK),
            ("6", Standing.BEHIND),
        ],
    )
    def test_within_holds_both_ends(self, value: str, standing: Standing) -> None:
        target = make_target(Comparison.WITHIN, "3", upper=Decimal(5))
        progress = measure(make_series(make_point(value), target=target), DAY)

        assert (progress.standing, progress.achieved) == (standing, None)

    @pytest.mark.parametrize(
        ("value", "standing"),
        [("3", Standing.MET), ("3.2", Standing.AT_RISK), ("4", Standing.BEHIND)],
    )
    def test_exactly_gives_way_on_both_sides(self, value: str, standing: Standing) -> None:
        series = make_series(make_point(value), target=make_target(Comparison.EQUAL, "3"))

        assert measure(series, DAY).standing is standing

    def test_exactly_with_a_baseline_follows_its_path_down(self) -> None:
        baseline = Baseline(date(2019, 1, 1), Decimal(10))
        series = make_series(
            make_point("4"), target=make_target(Comparison.EQUAL, "2", baseline=baseline)
        )

        assert measure(series, DAY).standing is Standing.ON_TRACK

    def test_a_milestone_bends_the_path(self) -> None:
        steps = (Baseline(DAY, Decimal(10)),)
        target = make_target(AT_LEAST, "250", milestones=steps)

        assert measure(make_series(make_point("10"), target=target), DAY).expected == 10

    def test_at_most_without_a_whole_compares_the_level(self) -> None:
        progress = measure(make_series(make_point("5"), target=make_target(AT_MOST, "10")), DAY)

        assert (progress.standing, progress.start, progress.expected) == (Standing.MET, None, None)

    def test_a_late_baseline_leaves_the_path_level(self) -> None:
        baseline = Baseline(date(2020, 1, 1), Decimal(10))
        target = make_target(AT_LEAST, "20", baseline=baseline)

        assert measure(make_series(make_point("10"), target=target), DAY).expected == 10


class DescribeTests:
    def test_says_that_there_is_nothing(self) -> None:
        empty, bare = make_series(target=None), make_series(make_point("1"), target=None)

        assert describe(empty, measure(empty, DAY)).zh == "尚无已发布的数据。"
        assert describe(bare, measure(bare, DAY)).zh == "截至2019-06-30为1项。未设定量目标。"

    def test_says_that_the_due_date_has_passed(self) -> None:
        series = make_series(make_point("2"), target=make_target(AT_LEAST, "15"), kind=Kind.FLOW)

        text = describe(series, measure(series, date(2021, 1, 1)))

        assert "未达成（目标期限已过，依据为截至2019-06-30的数据）" in text.zh

    def test_does_not_compare_a_bound_with_the_path_to_the_digit(self) -> None:
        point = make_point("190", Qualifier.AT_LEAST)
        series = make_series(point, target=make_target(AT_LEAST, "250"))

        assert "上报190项以上（非精确值）。" in describe(series, measure(series, DAY)).zh

    def test_says_that_a_figure_is_exactly_on_the_path(self) -> None:
        steps = (Baseline(DAY, Decimal(10)),)
        series = make_series(
            make_point("10"), target=make_target(AT_LEAST, "250", milestones=steps)
        )

        assert "恰在路径上" in describe(series, measure(series, DAY)).zh

    def test_writes_a_range(self) -> None:
        series = make_series(target=make_target(Comparison.WITHIN, "3", upper=Decimal(5)))
        [target] = series.quantified

        assert target_sign(series, target) == Text("介于3至5项", "within 3 to 5 items")
        assert target.due == DUE
