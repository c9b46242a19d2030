"""Every address and every action of the administration, asked for and posted to, by role.

The other addresses stand in ``test_doors``.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import URLPattern, reverse

from indicators.enums import Role
from indicators.models import Event, Indicator, Official, Place, Plan, Release, Target
from tests.indicators.desk import make_official

HIDDEN, NAME = "hidden-indicator", "尚未公开的指标"
# Where whoever may open the administration gets in: these show no records.
OPEN = {"index", "jsi18n", "password_change", "password_change_done"}
# Whoever comes here logs in or out; tests of accounts walk them.
OWN = {"login", "logout"}
IN, CSV = 200, 1
STAFF = ("staff", "seer", "editor", "administrator")
# What comes of asking for, and of posting nothing to, the two tables of definitions.
TABLES = {
    "staff": {"export": (403, 403), "import": (403, 403), "process_import": (405, 403)},
    "seer": {"export": (200, 200), "import": (403, 403), "process_import": (405, 403)},
    "editor": {"export": (200, 200), "import": (200, 200), "process_import": (405, 404)},
    "administrator": {"export": (200, 200), "import": (200, 200), "process_import": (405, 404)},
}


@pytest.fixture
def hidden(release: Release) -> Indicator:
    """Return an indicator that is not public, with a target."""
    shown = Indicator.objects.get(code="service-items")
    one: Indicator = Indicator.objects.create(
        code=HIDDEN, name=NAME, area=shown.area, owner=shown.owner, unit="项",
        unit_one="item", unit_many="items", kind="stock", is_public=False,
    )  # fmt: skip
    place = Place.objects.get(code="city")
    Target.objects.create(
        indicator=one, place=place, comparison="at_least", value=7, due="2020-12-31",
        basis="working", plan=Plan.objects.get(),
    )  # fmt: skip
    return one


def visitor(role: str) -> Client:
    """Return a client logged in with the role.

    Staff may open the administration and nothing else; a seer sees the tables of definitions, an
    editor adds and changes there.
    """
    client = Client()
    if role in STAFF:
        official = Official.objects.create(
            username=role, is_staff=True, is_superuser=role == "administrator"
        )
        rights = {"seer": ["view"], "editor": ["view", "add", "change"]}.get(role, [])
        codes = [f"{right}_{table}" for right in rights for table in ("indicator", "target")]
        official.user_permissions.set(Permission.objects.filter(codename__in=codes))
        client.force_login(official)
    elif role != "nobody":
        client.force_login(make_official(role, Role(role)))
    return client


def addresses(hidden: Indicator) -> Iterator[tuple[str, str]]:
    """Yield every address of the administration by its name, about the hidden indicator."""
    pending: list[Any] = list(admin.site.urls[0])
    while pending:
        one = pending.pop()
        if not isinstance(one, URLPattern):
            pending += one.url_patterns
        elif one.name:
            yield one.name, reverse(f"admin:{one.name}", args=_arguments(one, hidden))


def _arguments(pattern: URLPattern, hidden: Indicator) -> list[object]:
    said = str(pattern.pattern)
    if "app_label" in said:
        return ["indicators"]
    model = next(
        (one for one in admin.site._registry if f"_{one._meta.model_name}_" in str(pattern.name)),
        Official,
    )
    record = record_of(model, hidden)
    if "history/(" in said:
        return [record.pk, record.history.first().history_id]
    return [record.pk] if pattern.pattern.converters else []


def record_of(model: type[Model], hidden: Indicator) -> Any:  # noqa: ANN401 - of whichever model
    """Return a record of the model, the hidden indicator's where there is one."""
    if model is Target:
        return Target.objects.get(indicator=hidden)
    return hidden if model is Indicator else model._default_manager.first() or hidden


def actions() -> Iterator[tuple[str, type[Model]]]:
    """Yield the name of every action that lists of records offer to somebody."""
    request = RequestFactory().get("/")
    request.user = Official.objects.create(username="every", is_superuser=True, is_staff=True)
    for model, page in admin.site._registry.items():
        yield from ((name, model) for name in page.get_actions(request))


def state() -> dict[str, list[dict[str, Any]]]:
    """Return all that the administration could have changed; a log-in changes its own moment."""
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name != "last_login"}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in admin.site._registry
    }


class AdminDoorTests:
    @pytest.mark.parametrize("role", ["nobody", *Role.values])
    def test_lead_everybody_else_to_the_log_in(self, hidden: Indicator, role: str) -> None:
        client = visitor(role)

        found = {
            answer.status_code
            for name, address in addresses(hidden)
            for answer in (client.get(address), client.post(address))
            if name not in OWN
        }

        assert found == {302}

    def test_let_staff_without_a_right_see_and_change_nothing(self, hidden: Indicator) -> None:
        client = visitor("staff")
        before = state()

        found = {}
        for name, address in addresses(hidden):
            if name in OWN:
                continue
            answers = [client.get(address), client.post(address, {"post": "yes"})]
            told = "".join(one.content.decode() + one.get("Location", "") for one in answers)
            assert NAME not in told, name
            assert HIDDEN not in told, name
            found[name] = {one.headers.get("Location", one.status_code) for one in answers}

        # Where there is no such record, Django leads back to the beginning.
        closed = {403, 404, 405, reverse("admin:index")}
        assert {name for name, got in found.items() if not got <= closed} == OPEN
        assert state() == before

    def test_let_staff_without_a_right_act_on_no_list(self, hidden: Indicator) -> None:
        acts = list(actions())
        client = visitor("staff")
        before = state()

        found = {}
        for name, model in acts:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            record = record_of(model, hidden)
            form = {"action": name, "_selected_action": [record.pk], "post": "yes"}
            found[name, model] = client.post(address, form).status_code

        assert {name for name, _model in acts} == {"correct", "delete_selected", "revoke"}
        assert set(found.values()) == {403}
        assert state() == before

    @pytest.mark.parametrize("role", STAFF)
    @pytest.mark.parametrize("table", ["indicator", "target"])
    def test_of_tables_open_for_whom_the_table_says(
        self, hidden: Indicator, table: str, role: str
    ) -> None:
        client = visitor(role)

        found = {}
        for name in ("export", "import", "process_import"):
            address = reverse(f"admin:indicators_{table}_{name}")
            found[name] = client.get(address).status_code, client.post(address).status_code

        assert found == TABLES[role]

    @pytest.mark.parametrize("role", STAFF)
    @pytest.mark.parametrize("table", ["indicator", "target"])
    def test_hand_hidden_records_to_those_who_may_see_them_alone(
        self, hidden: Indicator, table: str, role: str
    ) -> None:
        answer = visitor(role).post(
            reverse(f"admin:indicators_{table}_export"), {"format": CSV, "resource": ""}
        )

        assert (HIDDEN in answer.content.decode()) == (role != "staff")
        assert Event.objects.filter(verb="exported").count() == (role != "staff")

    @pytest.mark.parametrize("role", STAFF)
    def test_let_those_import_who_may_add_and_change(self, hidden: Indicator, role: str) -> None:
        client = visitor(role)
        content = f"indicator,place,due,value\n{HIDDEN},city,2020-12-31,8\n".encode()
        file = SimpleUploadedFile("t.csv", content)
        address = reverse("admin:indicators_target_import")
        # What an administrator waits to confirm is nobody else's.
        other = visitor("administrator") if role != "administrator" else client
        shown = other.post(address, {"import_file": file}).context

        answer = client.post(
            reverse("admin:indicators_target_process_import"),
            {"key": shown["upload"].pk, "fingerprint": shown["preview"].fingerprint},
        )

        assert answer.status_code == {"administrator": 302, "editor": 404}.get(role, 403)
        changed = Target.objects.get(indicator=hidden).value == Decimal(8)
        assert changed == (role == "administrator")

    @pytest.mark.parametrize(
        ("role", "status"), [("staff", 403), ("seer", 200), ("administrator", 200)]
    )
    def test_complete_names_for_those_who_may_see_them(
        self, hidden: Indicator, role: str, status: int
    ) -> None:
        of = {"app_label": "indicators", "model_name": "target", "field_name": "indicator"}

        answer = visitor(role).get(f"{reverse('admin:autocomplete')}?{urlencode(of)}&term={HIDDEN}")

        assert answer.status_code == status
        assert (str(hidden.pk) in answer.content.decode()) == (status == IN)

    @pytest.mark.parametrize("role", STAFF)
    def test_lead_from_no_number_to_a_public_page(self, hidden: Indicator, role: str) -> None:
        kind = ContentType.objects.get_for_model(Indicator)

        answer = visitor(role).get(f"/admin/r/{kind.pk}/{hidden.pk}/")

        assert answer.status_code == 404
