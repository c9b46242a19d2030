"""What publishing promises of standings: the newest figures at a cost that does not grow."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import publishing
from indicators.bilingual import Text
from indicators.enums import Qualifier, Status
from indicators.models import (
    Citation,
    Indicator,
    Observation,
    Official,
    Place,
    Plan,
    Release,
    Standing,
    Target,
)
from indicators.publication_input import NewFigure
from indicators.synthetic import Size

COLUMNS = ("indicator__code", "place__code", "newest", "latest", "previous", "target", "as_of",
           "standing", "achieved", "expected", "sentence_zh_hans", "sentence_en", "yardstick",
           "distance", "change", "released_in", "changed_in", "changed_from",
           "is_main")  # fmt: skip
FIGURE = st.tuples(
    st.sampled_from(["certificates-cancelled", "court-appearance-rate", "service-items"]),
    st.integers(1, 24),
    st.one_of(st.none(), st.integers(0, 300)),
    st.sampled_from(Qualifier),
)


def standings() -> list[tuple[object, ...]]:
    return list(Standing.objects.order_by("indicator", "place").values_list(*COLUMNS))


def put(row: tuple[str, int, int | None, Qualifier], by: Official) -> None:
    """Publish the figure, or correct it where it is public already."""
    code, month, value, qualifier = row
    end = date(2019, 7, 31) + timedelta(31 * (month - 1))
    at = Release.objects.latest("released_at").released_at + timedelta(days=1)
    public = Observation.objects.filter(indicator__code=code, period_end=end).order_by("version")
    if newest := public.last():
        # What changes nothing, or cannot be, is refused; that is tested elsewhere.
        with suppress(ValidationError):
            publishing.correct(newest, value=Decimal(value or 0), reason="x", by=by, at=at)
        return
    figure = NewFigure(
        indicator=Indicator.objects.get(code=code),
        place=Place.objects.get(code="city"),
        period_start=None,
        period_end=end,
        value=None if value is None else Decimal(value),
        citation=Citation.objects.all()[0],
        qualifier=Qualifier.EXACT if value is None else qualifier,
        status=Status.MISSING if value is None else Status.REPORTED,
    )
    publishing.publish([figure], title=Text("甲", "A"), by=by, at=at)


class FollowTests:
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(rows=st.lists(FIGURE, min_size=1, max_size=8))
    def test_gives_what_all_figures_together_give(
        self,
        release: Release,
        publisher: Official,
        rows: list[tuple[str, int, int | None, Qualifier]],
    ) -> None:
        for code, value in (("court-appearance-rate", 90), ("service-items", 200)):
            for due in (date(2019, 9, 30), date(2020, 6, 30), date(2021, 1, 31)):
                Target.objects.get_or_create(
                    indicator=Indicator.objects.get(code=code), due=due,
                    place=Place.objects.get(code="city"),
                    defaults={"comparison": "at_least", "value": value, "basis": "working",
                              "plan": Plan.objects.get()},
                )  # fmt: skip
        publishing.refresh(Indicator.objects.all())
        for row in rows:
            put(row, publisher)
        followed = standings()

        publishing.refresh(Indicator.objects.all())

        assert standings() == followed

    def test_turns_behind_into_missed_when_the_page_day_passes_the_due_date(
        self, release: Release, publisher: Official
    ) -> None:
        before = Standing.objects.get(indicator__code="petition-cases-resolved")
        put(("service-items", 24, 810, Qualifier.EXACT), publisher)

        after = Standing.objects.get(indicator__code="petition-cases-resolved")

        assert (before.standing, after.standing) == ("behind", "missed")
        assert set(Standing.objects.values_list("as_of", flat=True)) == {after.as_of}

    def test_takes_the_same_queries_whatever_the_history(
        self, release: Release, publisher: Official
    ) -> None:
        counts = []
        for month in range(1, 8):
            with CaptureQueriesContext(connection) as queries:
                put(("service-items", month, 810, Qualifier.EXACT), publisher)
            counts.append(len(queries))

        assert len(set(counts[1:])) == 1


class RefreshTests:
    def test_follows_a_changed_target_and_forgets_a_deleted_one(self, release: Release) -> None:
        target = Target.objects.get(indicator__code="petition-cases-resolved")
        wanted = Indicator.objects.filter(code="petition-cases-resolved")
        Target.objects.filter(pk=target.pk).update(value=1)
        publishing.refresh(wanted)
        met = Standing.objects.get(indicator__code="petition-cases-resolved").standing
        target.delete()

        publishing.refresh(wanted)

        left = Standing.objects.get(indicator__code="petition-cases-resolved")
        assert (met, left.standing, left.target) == ("met", "no_target", None)

    def test_drops_the_standing_of_a_place_that_has_nothing_left(self, release: Release) -> None:
        indicator = Indicator.objects.get(code="service-items")
        county = Place.objects.get(code="361002")
        target = Target.objects.create(
            indicator=indicator, place=county, due=date(2020, 12, 31), basis="working",
            comparison="at_least", value=1, plan=Plan.objects.get(),
        )  # fmt: skip
        publishing.refresh(Indicator.objects.filter(pk=indicator.pk))
        found = Standing.objects.get(indicator=indicator, place=county).standing
        target.delete()

        publishing.refresh(Indicator.objects.filter(pk=indicator.pk))

        assert found == "no_data"
        assert not Standing.objects.filter(indicator=indicator, place=county).exists()


class GenerateTests:
    @pytest.mark.django_db
    def test_publishes_the_same_figures_for_the_same_seed(self, release: Release) -> None:
        list(publishing.publish_generated(Size(5, 3, 2, seed=7, first_year=2020)))

        found = Observation.objects.filter(indicator__code__startswith="generated-")
        assert found.count() == 5 * 3 * 2
        first = found.order_by("period_end", "indicator__code", "place__code")[:4]
        assert [str(one.value.normalize()) for one in first if one.value] == [
            "22",
            "34",
            "88",
            "67",
        ]
