"""Whoever is half logged in, or was away too long, gets nothing that a stranger would not get."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as site_settings
from django.contrib import admin
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from dashboard.accounts.middleware import SECOND_FACTOR
from indicators import review
from indicators.enums import Role
from indicators.intake.desk import entries
from indicators.models import Entry, Official, RoleHeld
from tests.indicators.desk import NOW, fill, fresh

from .test_doors import ACTS, arguments, names, site  # noqa: F401 - fixtures

PASSWORD = "Right-1949"
LOGIN, SET_UP = "/accounts/login/", "/accounts/2fa/"
KNOWN = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
    "admin:app_list": {"app_label": "indicators"},
}
Visit = Callable[[Official], Client]
Told = tuple[object, ...]


@pytest.fixture(autouse=True)
def second_factor(settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
    # Addresses are named in the language of the request before, of another test.
    translation.activate("zh-hans")
    settings.REQUIRE_SECOND_FACTOR = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def everything(db: None) -> Official:
    """Return an official who may do everything, and has no second factor."""
    official = Official.objects.create_superuser("everything", password=PASSWORD)
    RoleHeld.objects.bulk_create(RoleHeld(official=official, role=role) for role in Role)
    return official


def without_second_factor(official: Official) -> Client:
    Authenticator.objects.filter(user=official).delete()
    client = Client()
    client.force_login(official)
    return client


def before_the_code(official: Official) -> Client:
    Authenticator.objects.filter(user=official).delete()
    TOTP.activate(official, generate_totp_secret())
    client = Client()
    client.post(LOGIN, {"login": official.username, "password": PASSWORD})
    assert client.session["account_login"]
    return client


def away(official: Official, *, seconds: int) -> Client:
    client = without_second_factor(official)
    TOTP.activate(official, generate_totp_secret())
    session = client.session
    session["started"] = session["seen"] = time.time() - seconds
    session.save()
    return client


def idle(official: Official) -> Client:
    return away(official, seconds=site_settings.SESSION_IDLE)


def busy_too_long(official: Official) -> Client:
    client = away(official, seconds=site_settings.SESSION_LONGEST)
    session = client.session
    session["seen"] = time.time()
    session.save()
    return client


VISITS: tuple[Visit, ...] = (without_second_factor, before_the_code, idle, busy_too_long)


def others() -> Iterator[str]:
    """Yield the addresses of the admin, of the pages of one's own account, and of neither."""
    pending: list[tuple[str, URLPattern | URLResolver]] = [
        ("", one) for one in get_resolver().url_patterns
    ]
    while pending:
        prefix, one = pending.pop()
        if isinstance(one, URLResolver):
            within = f"{one.namespace}:" if one.namespace else prefix
            pending += [(within, inner) for inner in one.url_patterns]
        elif one.name and (prefix == "admin:" or one.name.startswith(("account_", "usersessions"))):
            yield from address_of(f"{prefix}{one.name}", one)
    yield from ("/static/dashboard/site.css", "/nowhere/", "/admin/nowhere/", "/en/admin/")


def address_of(name: str, pattern: URLPattern) -> Iterator[str]:
    expression = pattern.pattern.regex
    if expression.groups > len(expression.groupindex):
        yield reverse(name, args=["1"] * expression.groups)
    elif not SECOND_FACTOR.knows(name):
        yield reverse(name, kwargs=KNOWN.get(name, dict.fromkeys(expression.groupindex, "1")))


def told(client: Client, method: str, address: str) -> Told:
    """Return status, place and text of an answer that is made anew."""
    cache.clear()
    caches["rates"].clear()
    answer: Any = client.generic(method, address)
    text = ""
    if "html" in answer.get("Content-Type", "") and not answer.streaming:
        text = re.sub(r'value="\w{64}"', "", answer.content.decode())
    for close in answer._resource_closers:
        close()
    return answer.status_code, answer.get("Location", ""), answer.get("Content-Type"), text


def is_sent_on(visit: Visit, address: str, stranger: Told, visitor: Told) -> bool:
    """Tell whether the visitor is led to what is missing, from where a stranger is asked to log in.

    Before the code the log-in leads to its second step, and does not ask for the password again.
    """
    if visit is before_the_code:
        return address == LOGIN and visitor[:2] == (302, f"{SET_UP}authenticate/")
    asks = "/login/?next=" in str(stranger[1])
    return visit is without_second_factor and asks and str(visitor[1]).endswith(SET_UP)


class HalfLoggedInTests:
    def test_visitors_get_what_strangers_get_at_every_address(
        self,
        arguments: dict[str, dict[str, object]],  # noqa: F811 - the fixture
        everything: Official,
    ) -> None:
        asked = [("GET", reverse(name, kwargs=arguments.get(name))) for name in names()]
        asked += [("POST", reverse(name, kwargs=arguments.get(name))) for name in ACTS]
        asked += [(method, address) for address in others() for method in ("GET", "POST")]

        differing = {}
        for method, address in asked:
            stranger = told(Client(), method, address)
            for visit in VISITS:
                visitor = told(visit(everything), method, address)
                if visitor != stranger and not is_sent_on(visit, address, stranger, visitor):
                    differing[visit, method, address] = (stranger[:3], visitor[:3])

        assert differing == {}
        assert len(asked) > 300

    def test_pages_that_make_it_good_are_known_by_name(self) -> None:
        known = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}

        assert SECOND_FACTOR.pages - known == {"admin:logout"}
        assert reverse("admin:logout")

    @pytest.mark.parametrize("visit", VISITS)
    def test_visitors_do_not_count_what_is_accepted(
        self,
        month: list[Entry],
        reporter: Official,
        reviewer: Official,
        everything: Official,
        visit: Visit,
    ) -> None:
        for entry, typed in zip(month, ("80", "15", "65"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        for entry in month:
            review.accept(fresh(entry), seen=fresh(entry).version, by=reviewer, at=NOW)
        form = {"text": "2019年7月情况。“赣服通”抚州分厅接入事项80项。", "accepted": "on"}

        offered = visit(everything).get("/proofreading/").content.decode()
        refused = visit(everything).post("/proofreading/", form).content.decode()

        assert 'name="accepted"' not in offered
        assert "比对已审核、尚未发布的数据，请重新登录。" in refused
        assert "已审核，尚未发布" not in refused
        assert 'class="summary"' not in refused

    def test_sessions_are_neither_read_nor_prolonged_by_pages_that_ask_nobody(
        self,
        arguments: dict[str, dict[str, object]],  # noqa: F811 - the fixture
        everything: Official,
    ) -> None:
        client = idle(everything)
        with CaptureQueriesContext(connection) as queries:
            for name in ("overview", "indicators", "api:indicators", "robots"):
                client.get(reverse(name))

        assert not [one for one in queries if "session" in one["sql"]]

    def test_session_that_is_over_ends_wherever_the_user_is_read(
        self,
        client: Client,
        everything: Official,
    ) -> None:
        visitor = idle(everything)
        visitor.get("/proofreading/")

        assert "_auth_user_id" not in visitor.session

    def test_admin_is_walked(self) -> None:
        assert sum("/admin/" in address for address in others()) > len(admin.site._registry) * 3
