"""What plans promise: which one pages speak of, where paths start, and what stood before."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from simple_history.utils import get_history_manager_for_model

from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Basis, Comparison
from indicators.models import Area, Indicator, Milestone, Official, Plan, Release, Target
from indicators.progress import path_value
from indicators.series import Baseline, Series, plan_on
from indicators.series import Plan as PlanValue
from indicators.series import Target as TargetValue
from tests.indicators.target_factories import LAST, publish
from tests.indicators.test_progress import make_point, make_series
from tests.scenes import play, played

CODE = "certificates-cancelled"
NEW_YEAR = date(2021, 1, 1)
CHANGED = datetime(2019, 8, 1, 3, tzinfo=UTC)


def plan(code: str, first: date, last: date) -> PlanValue:
    return PlanValue(code, Text(code, code), first, last, last.year)


FIVE = plan("five", date(2016, 1, 1), date(2020, 12, 31))
THREE = plan("three", date(2018, 1, 1), date(2020, 6, 30))
NEXT = plan("next", date(2021, 6, 1), date(2025, 12, 31))
PLANS = (NEXT, THREE, FIVE)


class PlanOfADayTests:
    @pytest.mark.parametrize(
        ("day", "chosen"),
        [
            (date(2015, 12, 31), FIVE),
            (date(2016, 1, 1), FIVE),
            (date(2017, 12, 31), FIVE),
            (date(2018, 1, 1), THREE),
            (date(2020, 6, 30), THREE),
            (date(2020, 7, 1), FIVE),
            (date(2020, 12, 31), FIVE),
            (date(2021, 1, 1), FIVE),
            (date(2021, 5, 31), FIVE),
            (date(2021, 6, 1), NEXT),
            (date(2031, 1, 1), NEXT),
        ],
    )
    def test_is_the_one_that_began_last_of_those_that_run(
        self, day: date, chosen: PlanValue
    ) -> None:
        assert plan_on(PLANS, day) == chosen

    def test_is_none_without_a_plan(self) -> None:
        assert plan_on((), date(2020, 1, 1)) is None

    @given(st.permutations(PLANS), st.dates(date(2010, 1, 1), date(2030, 1, 1)))
    def test_does_not_depend_on_their_order(self, plans: list[PlanValue], day: date) -> None:
        assert plan_on(plans, day) == plan_on(PLANS, day)


class PathTests:
    def test_without_a_baseline_starts_on_the_first_day_of_the_targets_plan(self) -> None:
        goal = TargetValue(
            date(2025, 12, 31), Basis.WORKING, Comparison.AT_LEAST, Decimal(100), plan=NEXT
        )
        series = make_series(make_point("5"), target=goal)
        days = (NEXT.last_day - NEXT.first_day).days

        assert path_value(series, goal, NEXT.first_day) == 0
        assert path_value(series, goal, date(2021, 6, 11)) == Fraction(1000, days)
        assert path_value(series, goal, NEXT.last_day) == 100


def now(as_of: date | None = None) -> Series:
    [card] = selectors.cards(selectors.edition(as_of), Indicator.objects.filter(code=CODE))
    return card.series


class RecordTests:
    def test_a_plan_cannot_end_before_it_starts(self, release: Release) -> None:
        with pytest.raises(IntegrityError, match="a_plan_starts_before_it_ends"):
            Plan.objects.update(last_day=date(2016, 1, 1))

    def test_an_earlier_day_has_the_plan_as_it_stood(self, release: Release) -> None:
        record = Plan.objects.get()
        record.first_day, record.name = date(2017, 1, 1), "改名后"
        with time_machine.travel(CHANGED, tick=False):
            record.save()
            record.areas.set(Area.objects.filter(slug="functions"))
        publishing.refresh(Indicator.objects.all())

        before, after = selectors.edition(date(2019, 7, 31)), selectors.edition(date(2019, 8, 1))
        [stood] = selectors.reference_data.plans(before, None, 5).items
        [stands] = selectors.reference_data.plans(after, None, 5).items

        assert now().targets[0].plan.first_day == date(2017, 1, 1)
        assert now(date(2019, 8, 1)).targets[0].plan.first_day == date(2017, 1, 1)
        assert now(date(2019, 7, 31)).targets[0].plan.first_day == date(2016, 1, 1)
        assert (stood.plan.first_day, len(stood.areas)) == (date(2016, 1, 1), 7)
        assert (stands.plan.name.zh, stands.areas) == ("改名后", ("functions",))
        assert selectors.reference_data.plan_of(before) == stood.plan

    def test_the_next_one_takes_over_on_its_day_and_leaves_verdicts(
        self, release: Release, publisher: Official
    ) -> None:
        following = Plan.objects.create(
            code="2021-2025", name_zh_hans="下一规划", name_en="The next plan",
            first_day=NEW_YEAR, last_day=LAST, target_year=2025,
        )  # fmt: skip
        first = Target.objects.get(indicator__code=CODE)
        Target.objects.create(
            indicator=first.indicator, place=first.place, plan=following, comparison="at_least",
            value=400, due=LAST, basis="working",
        )  # fmt: skip
        publishing.refresh(Indicator.objects.filter(code=CODE))
        publish(publisher, date(2020, 12, 31), "812", code="service-items")
        old = selectors.reference_data.plan_of(selectors.edition())
        publish(publisher, date(2021, 1, 31), "813", code="service-items")

        chosen = selectors.reference_data.plan_of(selectors.edition())
        [card] = selectors.cards(selectors.edition(), Indicator.objects.filter(code=CODE))

        assert [one and one.code for one in (old, chosen)] == ["2016-2020", "2021-2025"]
        assert card.progress.target is not None
        assert card.progress.target.plan.code == "2021-2025"
        # On from the target before, not from zero on the new plan's first day.
        assert card.progress.start is not None
        assert (card.progress.start.on, card.progress.start.value) == (
            date(2020, 12, 31),
            Fraction(250),
        )

    def test_an_earlier_day_has_todays_milestones_of_its_targets(self, release: Release) -> None:
        target = Target.objects.get(indicator__code=CODE)
        Milestone.objects.create(target=target, on=date(2019, 12, 31), value=Decimal(200))

        assert now(date(2019, 7, 31)).targets == now().targets
        assert now().targets[0].milestones == (Baseline(date(2019, 12, 31), Decimal(200)),)

    def test_says_in_words_that_it_ends_before_it_starts(self, release: Release) -> None:
        record = Plan.objects.get()
        record.clean()
        record.last_day = record.first_day

        with pytest.raises(ValidationError) as refused:
            record.clean()
        assert list(refused.value.message_dict) == ["last_day"]

    def test_its_document_is_public(self, release: Release) -> None:
        Target.objects.update(source=None, basis=Basis.WORKING)

        found = selectors.reference_data.sources(selectors.edition(), None, 500).items

        assert "outline-2015-2020" in {one.slug for one in found}

    def test_without_a_plan_there_is_nothing_to_show(self, release: Release) -> None:
        Target.objects.all().delete()
        Plan.objects.all().delete()

        nothing = selectors.Edition(None, None, None, None, None)
        assert selectors.reference_data.plan_of(selectors.edition()) is None
        assert selectors.reference_data.plan_of(nothing) is None
        assert selectors.reference_data.plans(selectors.edition(), None, 5).items == []


def plans_and_targets() -> object:
    past = get_history_manager_for_model(Target)
    return (
        [[one.code, str(one.first_day), str(one.last_day)] for one in Plan.objects.all()],
        Plan.objects.filter(source__slug="outline-2015-2020").count(),
        sorted(set(Target.objects.values_list("plan__code", flat=True))),
        sorted(set(past.values_list("plan__code", flat=True))),
        selectors.reference_data.plan_of(selectors.edition(date(2019, 7, 31))) is not None,
    )


class MigrationTests:
    def test_puts_the_targets_that_are_there_into_the_plan_of_their_years(self, city: str) -> None:
        before = played(city, "migrate", "indicators", "0015", "--verbosity=0")
        after = played(city, "migrate", "--verbosity=0")

        assert (before.returncode, after.returncode) == (0, 0), before.stderr + after.stderr
        assert play(city, plans_and_targets) == [
            [["2016-2020", "2016-01-01", "2020-12-31"]],
            1,
            ["2016-2020"],
            ["2016-2020"],
            True,
        ]
