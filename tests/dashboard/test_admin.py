"""What the admin promises."""

from decimal import Decimal

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from indicators.enums import Role
from indicators.models import Indicator, Observation, Official, Release, RoleHeld

LIST = "/admin/indicators/observation/"


@pytest.fixture
def administrator(client: Client, db: None) -> Official:
    official = Official.objects.create(username="root", is_superuser=True, is_staff=True)
    client.force_login(official)
    return official


def correct(client: Client, code: str, **form: str) -> str:
    pk = Observation.objects.filter(indicator__code=code).latest("version").pk
    data = {"action": "correct", "_selected_action": [str(pk)], **form}
    return client.post(LIST, data, follow=True).content.decode()


class CorrectTests:
    def test_publishes_the_new_value_with_its_reason(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        RoleHeld.objects.create(official=administrator, role=Role.PUBLISHER)

        html = correct(client, "service-items", value="811", reason="漏计一项")

        assert "更正已公开。" in html
        newest = Observation.objects.filter(indicator__code="service-items").latest("version")
        assert (newest.value, newest.version, newest.reason) == (Decimal(811), 2, "漏计一项")

    @pytest.mark.parametrize(
        ("roles", "form", "message"),
        [
            ([Role.PUBLISHER], {"value": "811", "reason": ""}, "请说明更正原因。"),
            ([Role.PUBLISHER], {"value": "", "reason": "y"}, "请选择一个数据并填写新值。"),
            ([], {"value": "811", "reason": "y"}, "仅发布人可以更正数据。"),
        ],
    )
    def test_says_what_is_missing_and_changes_nothing(  # noqa: PLR0913, PLR0917 - the table below
        self,
        client: Client,
        release: Release,
        administrator: Official,
        roles: list[Role],
        form: dict[str, str],
        message: str,
    ) -> None:
        RoleHeld.objects.bulk_create(RoleHeld(official=administrator, role=role) for role in roles)

        html = correct(client, "service-items", **form)

        assert message in html
        assert Observation.objects.filter(indicator__code="service-items").count() == 1


class PagesTests:
    def test_open_for_every_sort_of_record(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        for model in admin.site._registry:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert client.get(address).status_code == 200, address

    def test_refuse_to_delete_what_figures_hang_on(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        pk = Indicator.objects.get(code="service-items").pk

        html = client.post(
            f"/admin/indicators/indicator/{pk}/delete/", {"post": "yes"}
        ).content.decode()

        assert Indicator.objects.filter(pk=pk).exists()
        assert "政务服务事项" in html

    def test_are_closed_to_the_public(self, client: Client, db: None) -> None:
        assert client.get(LIST).status_code == 302
