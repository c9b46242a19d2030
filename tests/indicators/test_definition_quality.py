"""What the check of the definitions finds, and what it lets pass."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from indicators.enums import Role
from indicators.models import (
    Indicator,
    Official,
    Organisation,
    Place,
    Plan,
    Release,
    RoleHeld,
    Rule,
    Target,
    Term,
)
from indicators.selectors.definition_quality import DefinitionIssueKind, definition_issues
from tests.indicators.desk import make_official

NOW = datetime(2019, 8, 1, tzinfo=UTC)
Found = tuple[str, str, str, str]


@pytest.fixture
def sound(release: Release) -> None:
    """Mend what the report leaves open: nobody reports for its bodies yet."""
    for organisation in Organisation.objects.all():
        make_official(f"of-{organisation.code}", Role.REPORTER, organisation=organisation.code)
    city = Place.objects.get(code="city")
    for indicator in Indicator.objects.filter(places=None):
        indicator.places.add(city)


def found(kind: DefinitionIssueKind) -> list[Found]:
    return [
        (one.model, one.name.zh, one.detail.zh, one.detail.en)
        for one in definition_issues(NOW)
        if one.kind is kind
    ]


class DefinitionIssuesTests:
    def test_finds_nothing_in_sound_definitions(self, sound: None) -> None:
        left = {one.kind for one in definition_issues(NOW)}

        assert left <= {DefinitionIssueKind.MIXED_UNITS}
        assert Indicator.objects.filter(targets=None).exists()

    @pytest.mark.parametrize("change", [{"is_active": False}, {"organisation": None}])
    def test_finds_owners_for_whom_nobody_reports(
        self, sound: None, change: dict[str, Any]
    ) -> None:
        Official.objects.filter(username="of-justice-bureau").update(**change)

        assert found(DefinitionIssueKind.NO_REPORTER) == [
            (
                "organisation",
                "市司法局",
                "该单位负责指标，但没有可填报的在用账号。",
                "It owns indicators, and no active account can report for it.",
            )
        ]

    def test_asks_for_the_role_and_lets_those_pass_that_own_nothing(self, sound: None) -> None:
        Organisation.objects.create(code="idle", name_zh_hans="闲", name_en="Idle", kind="office")
        RoleHeld.objects.filter(official__username="of-justice-bureau").update(role=Role.VIEWER)

        assert [one[1] for one in found(DefinitionIssueKind.NO_REPORTER)] == ["市司法局"]

    def test_finds_indicators_without_places(self, sound: None) -> None:
        one = Indicator.objects.get(code="service-items")
        one.places.clear()

        assert found(DefinitionIssueKind.NO_PLACE) == [
            (
                "indicator",
                one.name_zh_hans,  # type: ignore[attr-defined]
                "工作台不会要求填报。",
                "The desk asks nobody for its figures.",
            )
        ]

    @pytest.mark.parametrize("due", ["2015-12-31", "2021-01-01"])
    def test_finds_targets_due_outside_their_plan(self, sound: None, due: str) -> None:
        target = Target.objects.get(indicator__code="certificates-cancelled")
        Target.objects.filter(pk=target.pk).update(due=due)

        [(model, _name, zh, en)] = found(DefinitionIssueKind.DUE_OUTSIDE_PLAN)

        assert (model, zh, en) == (
            "target",
            f"期限{due}，规划期2016-01-01至2020-12-31。",
            f"Due {due}; the plan runs from 2016-01-01 to 2020-12-31.",
        )

    def test_lets_targets_due_on_the_first_and_the_last_day_pass(self, sound: None) -> None:
        target = Target.objects.get(indicator__code="certificates-cancelled")
        for day in (target.plan.first_day, target.plan.last_day):
            Target.objects.filter(pk=target.pk).update(due=day)

            assert found(DefinitionIssueKind.DUE_OUTSIDE_PLAN) == []

    def test_finds_rules_over_different_units(self, sound: None) -> None:
        before = found(DefinitionIssueKind.MIXED_UNITS)
        city = Place.objects.get(code="city")
        for kind in ("sum", "note"):
            rule = Rule.objects.create(code=kind, name_zh_hans=f"甲{kind}", name_en="A", kind=kind)
            for side, code in (("left", "service-items"), ("right", "court-appearance-rate")):
                indicator = Indicator.objects.get(code=code)
                Term.objects.create(rule=rule, side=side, indicator=indicator, place=city)

        new = [one for one in found(DefinitionIssueKind.MIXED_UNITS) if one not in before]
        assert new == [("rule", "甲sum", "单位：%、项。", "Units: %, 项.")]

    def test_finds_names_that_stand_twice_in_one_kind_of_record(self, sound: None) -> None:
        Place.objects.create(code="a", name_zh_hans="甲 ", name_en="A", level="city")
        Place.objects.create(code="b", name_zh_hans="甲", name_en="B", level="city")
        Plan.objects.create(
            code="c", name_zh_hans="甲", name_en="C", target_year=2030,
            first_day="2026-01-01", last_day="2030-12-31",
        )  # fmt: skip

        assert found(DefinitionIssueKind.SAME_NAME) == [
            ("place", "甲 ", "同名：b。", "The same as b."),
            ("place", "甲", "同名：a。", "The same as a."),
        ]

    def test_finds_names_without_english(self, sound: None) -> None:
        Place.objects.filter(code="city").update(name_en="")

        assert found(DefinitionIssueKind.NO_ENGLISH) == [
            ("place", "全市", "代码：city。", "Code: city.")
        ]


class QualityPageTests:
    def test_links_each_record_in_the_same_number_of_queries_for_few_and_many(
        self,
        client: Client,
        sound: None,
        django_assert_max_num_queries: Any,  # noqa: ANN401
    ) -> None:
        client.force_login(Official.objects.create(username="r", is_superuser=True, is_staff=True))
        Place.objects.update(name_en="")
        city = Place.objects.get(code="city")

        with django_assert_max_num_queries(12):
            html = client.get("/admin/definitions/quality/").content.decode()

        assert f'href="/admin/indicators/place/{city.pk}/change/"' in html
        assert f"缺少英文名称 ({Place.objects.count()})" in html

    def test_is_for_administrators(self, client: Client, release: Release) -> None:
        client.force_login(Official.objects.create(username="staff", is_staff=True))

        assert client.get("/admin/definitions/quality/").status_code == 403
