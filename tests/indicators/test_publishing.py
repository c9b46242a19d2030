"""What ``publishing`` and ``selectors`` promise."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from indicators import publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Outcome
from indicators.enums import Standing as StandingOf
from indicators.models import (
    Event,
    Indicator,
    Observation,
    Official,
    PublicState,
    Release,
    Standing,
    Target,
)
from indicators.publication_input import NewFigure

REPORTED = date(2019, 7, 9)


def later(release: Release, days: int = 1) -> datetime:
    return release.released_at + timedelta(days=days)


class PublicStateTests:
    def test_is_called_by_its_token(self, release: Release) -> None:
        state = PublicState.objects.get()

        assert str(state) == state.token != ""


class CorrectTests:
    def test_publishes_a_new_version_beside_the_old_one(
        self, release: Release, publisher: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")

        publishing.correct(
            old, value=Decimal(811), reason="漏计一项", by=publisher, at=later(release)
        )

        [card] = selectors.cards(
            selectors.edition(), Indicator.objects.filter(code="service-items")
        )
        [point] = card.series.points
        assert [(v.version, v.value, v.reason) for v in point.versions] == [
            (1, Decimal(810), ""),
            (2, Decimal(811), "漏计一项"),
        ]

    def test_leaves_what_was_public_before(self, release: Release, publisher: Official) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        publishing.correct(old, value=Decimal(811), reason="x", by=publisher, at=later(release))

        [card] = selectors.cards(
            selectors.edition(REPORTED), Indicator.objects.filter(code="service-items")
        )

        assert [point.value for point in card.series.points] == [Decimal(810)]

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("约811项", "“约811项” does not say this figure."),
            ("812", "“812” does not say this figure."),
            ("811件", "The unit is 项, not “件”."),
        ],
    )
    def test_refuses_words_that_say_another_figure(
        self, release: Release, publisher: Official, words: str, message: str
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")

        with pytest.raises(ValidationError) as refused, translation.override("en"):
            publishing.correct(
                old,
                value=Decimal(811),
                as_written=words,
                reason="漏计一项",
                by=publisher,
                at=later(release),
            )

        assert refused.value.message_dict == {"as_written": [message]}
        assert Observation.objects.filter(indicator__code="service-items").count() == 1

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_refuses_to_go_without_a_reason(
        self, release: Release, publisher: Official, reason: str
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")

        with pytest.raises(ValidationError):
            publishing.correct(
                old, value=Decimal(811), reason=reason, by=publisher, at=later(release)
            )
        assert Observation.objects.filter(indicator__code="service-items").count() == 1

    @pytest.mark.parametrize(
        ("value", "said"), [(810, "This is the public figure already."), (-1, "负数")]
    )
    def test_refuses_what_is_public_already_and_what_cannot_be(
        self, release: Release, publisher: Official, value: int, said: str
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")

        with translation.override("en"), pytest.raises(ValidationError, match=said):
            publishing.correct(
                old, value=Decimal(value), reason="x", by=publisher, at=later(release)
            )
        assert Observation.objects.filter(indicator__code="service-items").count() == 1

    def test_refuses_those_who_may_not_publish(self, release: Release) -> None:
        stranger = Official.objects.create(username="stranger")
        old = Observation.objects.get(indicator__code="service-items")

        with pytest.raises(PermissionDenied):
            publishing.correct(old, value=Decimal(811), reason="x", by=stranger, at=later(release))

    def test_refuses_an_old_version_and_a_date_before_the_newest_release(
        self, release: Release, publisher: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        publishing.correct(old, value=Decimal(811), reason="x", by=publisher, at=later(release))

        for at in (later(release), later(release, 2)):
            with pytest.raises(ValidationError):
                publishing.correct(old, value=Decimal(812), reason="x", by=publisher, at=at)


class DatabaseTests:
    @pytest.mark.parametrize("act", ["save", "update", "delete", "sql"])
    def test_refuses_to_change_or_delete_what_is_public(self, release: Release, act: str) -> None:
        observation = Observation.objects.get(indicator__code="service-items")
        observation.value = Decimal(1)
        rows = Observation.objects.filter(pk=observation.pk)

        cursor = connection.cursor()
        acts: dict[str, Callable[[], object]] = {
            "save": observation.save,
            "update": lambda: rows.update(value=1),
            "delete": lambda: rows._raw_delete(using="default"),
            "sql": lambda: cursor.execute("UPDATE indicators_observation SET value = 1"),
        }
        change = acts[act]

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
        assert rows.get().value == Decimal(810)

    def test_refuses_to_change_an_event(self, release: Release) -> None:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.update(verb="nothing")

    @pytest.mark.parametrize(
        "nonsense",
        [
            {"value": None},
            {"comparison": None, "value": None, "statement": ""},
            {"comparison": "within", "upper": None},
            {"basis": "derived", "arithmetic": ""},
            {"basis": "stated", "source": None},
            {"baseline_value": Decimal(1), "baseline_on": None},
        ],
    )
    def test_refuses_targets_that_make_no_sense(
        self, release: Release, nonsense: dict[str, object]
    ) -> None:
        target = Target.objects.get(indicator__code="ganfutong-items-city")

        with pytest.raises(DatabaseError), transaction.atomic():
            Target.objects.filter(pk=target.pk).update(**nonsense)


class ReportTests:
    def test_stands_as_its_figures_prove(self, release: Release) -> None:
        found = Standing.objects.exclude(standing=StandingOf.NO_TARGET)

        assert dict(found.values_list("indicator__code", "standing")) == {
            "certificates-cancelled": "on_track",
            "certificates-kept": "on_track",
            "ganfutong-items-city": "behind",
            "court-appearance-rate": "not_shown",
            "petition-cases-resolved": "behind",
            "petition-pilot-counties": "behind",
        }

    def test_obeys_its_rules(self, release: Release) -> None:
        results = {r.rule.code: r for r in selectors.rule_results(selectors.edition())}

        assert {code: r.working for code, r in results.items() if r.outcome is Outcome.HOLDS} == {
            "ganfutong-sum": "13 + 63 = 76",
            "key-villagers-part": "36,000 ≤ 420,000",
            "rulemaking-part": "35 ≤ 43",
            "petitions-part": "2 ≤ 15",
            "annual-inspections-total": "38 + 13 = 51",
            "certificates-total": "199 + 51 = 250",
            "court-rate-range": "0 ≤ 80 ≤ 100",
        }
        assert results["random-inspection-scope"].outcome is Outcome.NOTED
        assert not [r for r in results.values() if r.outcome is Outcome.BROKEN]

    def test_breaks_the_sum_when_a_part_changes(
        self, release: Release, publisher: Official
    ) -> None:
        part = Observation.objects.get(indicator__code="ganfutong-items-city")
        publishing.correct(part, value=Decimal(64), reason="x", by=publisher, at=later(release))

        [result] = [
            r for r in selectors.rule_results(selectors.edition()) if r.rule.code == "ganfutong-sum"
        ]

        assert (result.outcome, result.working, result.difference) == (
            Outcome.BROKEN,
            "13 + 64 ≠ 76",
            Decimal(1),
        )


class PublishTests:
    def test_refuses_what_is_public_already_and_an_empty_release(
        self, release: Release, publisher: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="service-items")
        figure = NewFigure(
            old.indicator, old.place, old.period_start, old.period_end, Decimal(1), old.citation
        )

        for figures, message in (([figure], "已经公开"), ([], "至少须有一个数据")):
            with pytest.raises(ValidationError, match=message):
                publishing.publish(figures, title=Text("甲", "A"), by=publisher, at=later(release))
        assert Release.objects.count() == 1

    def test_leaves_an_event(self, release: Release) -> None:
        event = Event.objects.get()

        assert (event.verb, event.detail) == ("published", {"figures": 37})

    def test_puts_a_new_point_beside_the_old_one(
        self, release: Release, publisher: Official
    ) -> None:
        old = Observation.objects.get(indicator__code="certificates-cancelled")
        figure = NewFigure(
            old.indicator, old.place, None, date(2019, 7, 31), Decimal(260), old.citation
        )

        publishing.publish([figure], title=Text("甲", "A"), by=publisher, at=later(release, 30))

        standing = Standing.objects.get(indicator=old.indicator)
        assert (standing.standing, standing.achieved) == (StandingOf.MET, Decimal(104))
        assert standing.previous == old
