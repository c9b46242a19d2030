"""What an administrator does for an official who cannot log in."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone

from dashboard.accounts import recovery
from dashboard.accounts.password_expiry import needs_new_password
from dashboard.log import brief
from dashboard.models import FailedTry
from indicators.audit import history_of
from indicators.enums import Role
from indicators.models import Official, Organisation, RoleHeld, Token

from .test_accounts import LOGIN, PASSWORD, fail, is_in, log_in, make_official, quick_passwords

NEW = "Other-1949"
CHANGE_PASSWORD = "/accounts/password/change/"
HOUR = 3600

__all__ = ["quick_passwords"]


@pytest.fixture
def official(db: None) -> Official:
    return make_official()


@pytest.fixture
def administrator(db: None) -> Official:
    return make_official("root", is_staff=True, is_superuser=True)


@pytest.fixture
def office(administrator: Official) -> Client:
    """Return the administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


def act(client: Client, official: Official, name: str) -> Any:  # noqa: ANN401 - a test response
    return client.post(f"/admin/indicators/official/{official.pk}/{name}/")


def link_in(answer: Any) -> str:  # noqa: ANN401 - a test response
    found = re.search(r'id="written">http://testserver(\S+?)</code>', answer.content.decode())
    assert found
    return found[1]


def use(client: Client, link: str, password: str = NEW) -> Any:  # noqa: ANN401 - a test response
    """Open the link and set a password; return the answer."""
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(address, {"password1": password, "password2": password})


def verbs(official: Official) -> list[str]:
    return list(history_of(official).values_list("verb", flat=True))


class LinkTests:
    def test_sets_the_password_once_and_leads_to_the_desk(
        self, office: Client, official: Official, administrator: Official
    ) -> None:
        link, browser = link_in(act(office, official, "link")), Client()

        used = use(browser, link)
        again = use(Client(), link, "Third-1949")

        official.refresh_from_db()
        assert (used.status_code, used["Location"]) == (302, "/desk/")
        assert is_in(browser)
        assert official.check_password(NEW)
        assert "此链接已失效" in again.content.decode()
        assert verbs(official) == ["set own password", "made one-time link"]
        assert history_of(official).last().by == administrator  # type: ignore[union-attr]

    @pytest.mark.parametrize("account", ["zzzz", "z" * 13, "z" * 20])
    def test_of_no_account_is_said_to_be_no_longer_valid(self, db: None, account: str) -> None:
        page = Client().get(f"/accounts/password/reset/key/{account}-a-b/")

        assert "此链接已失效" in page.content.decode()

    def test_lets_in_while_strangers_lock_the_account(
        self, office: Client, official: Official
    ) -> None:
        fail(Client(), 5)
        browser = Client()
        use(browser, link_in(act(office, official, "link")))
        browser.post("/accounts/logout/")

        assert log_in(Client(), password=NEW).status_code == 200
        assert log_in(browser, password=NEW).status_code == 302

    def test_asks_for_the_second_factor_all_the_same(
        self, office: Client, official: Official
    ) -> None:
        TOTP.activate(official, generate_totp_secret())
        browser = Client()

        used = use(browser, link_in(act(office, official, "link")))

        assert used["Location"] == "/accounts/2fa/authenticate/"
        assert not is_in(browser)

    def test_ends_when_a_newer_one_is_made_and_after_a_day(
        self, office: Client, official: Official
    ) -> None:
        with time_machine.travel("2019-07-10T12:00:00+08:00", tick=False) as now:
            office.force_login(Official.objects.get(username="root"))
            old = link_in(act(office, official, "link"))
            new = link_in(act(office, official, "link"))
            replaced = Client().get(old)
            now.shift(23 * HOUR)
            before = Client().get(new)
            now.shift(2 * HOUR)
            after = Client().get(new)

        assert (replaced.status_code, after.status_code) == (200, 200)
        assert replaced.context["token_fail"]
        assert after.context["token_fail"]
        assert before.status_code == 302

    def test_ends_with_any_log_in(self, office: Client, official: Official) -> None:
        link = link_in(act(office, official, "link"))
        log_in(Client())

        assert Client().get(link).context["token_fail"]

    def test_is_shown_this_once_and_kept_nowhere(
        self, office: Client, official: Official, caplog: pytest.LogCaptureFixture
    ) -> None:
        answer = act(office, official, "link")

        key = link_in(answer).rstrip("/").rpartition("/")[2]
        pages = [f"/admin/indicators/official/{official.pk}/change/", "/admin/"]
        shown = "".join(office.get(page).content.decode() for page in pages)
        kept: list[object] = [*LogEntry.objects.values(), *history_of(official).values()]
        kept += [session.get_decoded() for session in Session.objects.all()]
        assert "no-store" in answer["Cache-Control"]
        assert key not in shown + str(kept) + caplog.text
        assert key not in str(answer.headers) + str(answer.cookies)

    def test_loses_its_key_in_the_log(self) -> None:
        path = "/en/accounts/password/reset/key/1-abc-def/"
        record = logging.LogRecord("django", 30, "", 0, "%s: %s", ("Too Many", path), None)

        assert brief(record)
        assert record.getMessage() == "Too Many: /en/accounts/password/reset/key/…/"

    def test_is_not_made_for_an_account_that_is_not_active(
        self, office: Client, official: Official
    ) -> None:
        Official.objects.filter(pk=official.pk).update(is_active=False)

        answer = act(office, official, "link")

        assert answer.status_code == 302
        assert verbs(official) == []

    def test_is_not_made_by_who_only_comes_to_the_address(
        self, office: Client, official: Official
    ) -> None:
        for name in ("link", "end-lock", "new-password"):
            answer = office.get(f"/admin/indicators/official/{official.pk}/{name}/")

            assert answer["Location"] == f"/admin/indicators/official/{official.pk}/change/"
        assert verbs(official) == []


class EndOfLockTests:
    def test_lets_the_official_in_at_once(self, office: Client, official: Official) -> None:
        change = f"/admin/indicators/official/{official.pk}/change/"
        fail(Client(), 5)
        locked, refused = office.get(change).content.decode(), log_in(Client())

        act(office, official, "end-lock")

        assert "登录失败次数过多，锁定至" in locked
        assert "未锁定。" in office.get(change).content.decode()
        assert refused.status_code == 200
        assert log_in(Client()).status_code == 302
        assert verbs(official) == ["ended lock"]

    def test_covers_wrong_codes_and_every_browser(self, office: Client, official: Official) -> None:
        browser = Client()
        log_in(browser)
        browser.post("/accounts/logout/")
        fail(browser, 5)

        act(office, official, "end-lock")

        assert log_in(browser).status_code == 302
        assert not FailedTry.objects.exists()


class NewPasswordTests:
    def test_is_asked_for_on_every_page_and_ends_the_sessions(
        self, office: Client, official: Official
    ) -> None:
        before, browser = Client(), Client()
        log_in(before)
        act(office, official, "new-password")
        was_ended = not is_in(before)
        log_in(browser)

        places = {
            page: browser.get(page).get("Location")
            for page in ("/desk/", "/accounts/sessions/", "/accounts/2fa/", "/en/desk/review/")
        }
        stays = browser.get(CHANGE_PASSWORD).status_code

        assert was_ended
        assert set(places.values()) == {CHANGE_PASSWORD, f"/en{CHANGE_PASSWORD}"}
        assert stays == 200
        assert browser.get("/accounts/logout/").status_code == 200
        assert verbs(official) == ["required new password"]

    def test_cannot_be_the_old_one_again(self, office: Client, official: Official) -> None:
        act(office, official, "new-password")
        browser = Client()
        log_in(browser)
        form = {"oldpassword": PASSWORD}

        same = browser.post(CHANGE_PASSWORD, form | {"password1": PASSWORD, "password2": PASSWORD})
        other = browser.post(CHANGE_PASSWORD, form | {"password1": NEW, "password2": NEW})

        assert same.context["form"].errors == {"password1": ["新密码不能与当前密码相同。"]}
        assert other["Location"] == "/desk/"
        assert is_in(browser)
        official.refresh_from_db()
        assert not official.must_change_password

    def test_may_come_from_a_link(self, office: Client, official: Official) -> None:
        act(office, official, "new-password")
        browser = Client()

        use(browser, link_in(act(office, official, "link")))

        assert is_in(browser)

    def test_comes_before_the_second_factor_is_set_up(
        self,
        office: Client,
        official: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        RoleHeld.objects.create(official=official, role=Role.REVIEWER)
        act(office, official, "new-password")
        settings.REQUIRE_SECOND_FACTOR = True
        browser = Client()
        log_in(browser)
        first = browser.get("/accounts/2fa/")["Location"]
        form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        browser.post(CHANGE_PASSWORD, form)

        assert first == CHANGE_PASSWORD
        assert browser.get("/desk/")["Location"] == "/accounts/2fa/"

    @pytest.mark.parametrize(
        ("method", "expected"),
        [
            ("password", ({}, True)),
            ("password_reset", ({}, True)),
            ("socialaccount", ({"provider": "sso", "uid": "1"}, False)),
            ("mfa", ({"type": "webauthn", "passwordless": True}, False)),
            ("mfa", ({"type": "totp"}, True)),
        ],
    )
    def test_waits_for_who_used_the_password(
        self, client: Client, official: Official, method: str, expected: tuple[Any, bool]
    ) -> None:
        detail, needs = expected
        official.must_change_password = True
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, official, method, **detail)

        assert needs_new_password(request, official) is needs

    def test_is_asked_for_after_an_administrator_typed_one(
        self, office: Client, official: Official
    ) -> None:
        form = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        office.post(f"/admin/indicators/official/{official.pk}/password/", form)
        roles = {"roles_held-TOTAL_FORMS": "0", "roles_held-INITIAL_FORMS": "0"}
        new = {"username": "li"} | form | roles
        office.post("/admin/indicators/official/add/", new)

        asked = {}
        for name in ("wang", "li"):
            browser = Client()
            log_in(browser, name, NEW)
            asked[name] = browser.get("/desk/")["Location"]
        assert asked == dict.fromkeys(("wang", "li"), CHANGE_PASSWORD)
        assert verbs(official) == ["typed password"]

    def test_of_oneself_is_set_where_everybody_sets_theirs(
        self, office: Client, administrator: Official
    ) -> None:
        answer = office.get(f"/admin/indicators/official/{administrator.pk}/password/")

        assert answer["Location"] == CHANGE_PASSWORD

    def test_is_not_asked_of_who_has_none(self, office: Client, db: None) -> None:
        official = Official.objects.create(username="sso")
        official.set_unusable_password()
        official.save()

        act(office, official, "new-password")

        official.refresh_from_db()
        assert not official.must_change_password
        assert verbs(official) == []

    def test_counts_wrong_present_passwords(self, official: Official) -> None:
        browser = Client()
        log_in(browser)
        form = {"password1": NEW, "password2": NEW}
        for _ in range(5):
            browser.post(CHANGE_PASSWORD, form | {"oldpassword": "wrong"})

        answer = browser.post(CHANGE_PASSWORD, form | {"oldpassword": PASSWORD})

        assert "30分钟" in str(answer.context["form"].errors["oldpassword"])


class RightsTests:
    @pytest.mark.parametrize(
        "act_of", [recovery.make_link, recovery.end_lock, recovery.require_new_password]
    )
    def test_are_the_administrators_alone(
        self, official: Official, administrator: Official, act_of: Callable[..., object]
    ) -> None:
        staff = make_official("clerk", *Role, is_staff=True)
        gone = make_official("gone", is_superuser=True, is_staff=True, is_active=False)
        for by in (official, staff, gone):
            for account in (official, administrator):
                with pytest.raises(PermissionDenied):
                    act_of(account, by=by, at=timezone.now())
        assert verbs(official) == verbs(administrator) == []

    def test_of_staff_with_every_permission_do_not_reach_accounts(
        self, official: Official, administrator: Official
    ) -> None:
        clerk = make_official("clerk", is_staff=True)
        clerk.user_permissions.set(Permission.objects.all())
        client = Client()
        client.force_login(clerk)
        found = {}
        for account in (official, administrator):
            at = f"/admin/indicators/official/{account.pk}"
            for page in ("link", "end-lock", "new-password", "password", "change", "delete"):
                form = {"password1": NEW, "password2": NEW, "is_superuser": "on", "post": "yes"}
                found[account.username, page] = client.post(f"{at}/{page}/", form).status_code
        found["add", ""] = client.post("/admin/indicators/official/add/").status_code

        assert set(found.values()) == {403}
        assert client.get(f"/admin/indicators/official/{official.pk}/change/").status_code == 200
        assert (
            "生成一次性链接"
            not in client.get(f"/admin/indicators/official/{official.pk}/change/").content.decode()
        )
        assert not Official.objects.get(pk=clerk.pk).is_superuser

    def test_do_not_reach_what_stands_for_a_system(
        self, official: Official, administrator: Official, office: Client
    ) -> None:
        Token.objects.create(
            name="系统",
            organisation=Organisation.objects.get(code="justice-bureau"),
            official=official,
            powers="report",
            handle="0" * 8,
            digest="0" * 64,
            issued_by=administrator,
            issued_at=timezone.now(),
            ends_at=timezone.now(),
        )

        with pytest.raises(PermissionDenied):
            recovery.make_link(official, by=administrator, at=timezone.now())
        assert act(office, official, "link").status_code == 404

    def test_refuse_what_makes_no_sense(self, official: Official, administrator: Official) -> None:
        official.is_active = False

        with pytest.raises(ValidationError):
            recovery.make_link(official, by=administrator, at=timezone.now())
        assert UserSession.objects.count() == 0


class LetterTests:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_are_not_promised_without_mail(
        self, client: Client, official: Official, capsys: pytest.CaptureFixture[str], language: str
    ) -> None:
        address = f"{language}/accounts/password/reset/"

        shown = client.get(address).content.decode()
        posted = client.post(address, {"email": "wang@example.org"}).content.decode()

        said = "one-time link" if language else "一次性链接"
        assert said in shown
        assert said in posted
        assert 'name="email"' not in shown + posted
        assert mail.outbox == []
        assert capsys.readouterr() == ("", "")

    def test_are_not_the_default(self, settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
        assert not settings.EMAIL_CONFIGURED
        assert f'href="{LOGIN}"' in Client().get("/accounts/password/reset/").content.decode()
