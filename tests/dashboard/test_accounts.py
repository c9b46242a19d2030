"""What logging in promises."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from dashboard.accounts.single_sign_on import official_for
from indicators.enums import Role
from indicators.models import Official, Release, RoleHeld
from tests.scenes import EMPTY, copied

PASSWORD = "Right-1949"
NOON = "2019-07-10T12:00:00+08:00"
MINUTE = 60
LOGIN, SET_UP = "/accounts/login/", "/accounts/2fa/"
ENTRANCE = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
]
OWN = [
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
]


def make_official(name: str = "wang", *roles: Role, **fields: Any) -> Official:  # noqa: ANN401 - any field
    official = Official.objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
    RoleHeld.objects.bulk_create(RoleHeld(official=official, role=role) for role in roles)
    return official


def log_in(client: Client, name: str = "wang", password: str = PASSWORD, **extra: Any) -> Any:  # noqa: ANN401 - a test response
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def fail(client: Client, times: int, name: str = "wang", address: str = "192.0.2.1") -> None:
    for _ in range(times):
        log_in(client, name, "wrong", REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    return client.get("/accounts/sessions/").status_code == 200


def add_totp(official: Official) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(official, secret)
    return secret


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def make_credential() -> dict[str, Any]:
    """Return what a browser sends of a passkey that it made."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x", -3: b"y"})
    key = AttestedCredentialData.create(b"\0" * 16, b"id", public)
    known = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.AT, 0, key)
    told = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    attested = AttestationObject.create("none", known, {})
    return {
        "id": "aWQ",
        "rawId": "aWQ",
        "type": "public-key",
        "response": {"clientDataJSON": told.b64, "attestationObject": websafe_encode(attested)},
        "clientExtensionResults": {},
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def official(db: None) -> Official:
    return make_official()


@pytest.fixture
def second_factor(settings: Any) -> None:  # noqa: ANN401 - pytest-django's own
    settings.REQUIRE_SECOND_FACTOR = True


class LogInTests:
    def test_lets_in_with_name_and_password_and_out_again(
        self, client: Client, official: Official
    ) -> None:
        answer = log_in(client)
        was_in = is_in(client)
        client.post("/accounts/logout/")

        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        assert was_in
        assert client.get("/accounts/sessions/")["Location"] == f"{LOGIN}?next=/accounts/sessions/"

    def test_comes_back_to_the_page_that_asked(self, client: Client, official: Official) -> None:
        form = {"login": "wang", "password": PASSWORD, "next": "/en/accounts/sessions/"}

        assert client.post(LOGIN, form)["Location"] == "/en/accounts/sessions/"
        assert client.get("/en/accounts/logout/").status_code == 200

    def test_does_not_go_to_another_site(self, client: Client, official: Official) -> None:
        form = {"login": "wang", "password": PASSWORD, "next": "https://example.com/"}

        assert client.post(LOGIN, form)["Location"] == "/desk/"

    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(
        self, client: Client, official: Official
    ) -> None:
        pages = [log_in(client, "wang", "wrong"), log_in(client, "nobody", "wrong")]

        errors = [str(page.context["form"].non_field_errors()) for page in pages]
        assert errors[0] == errors[1] != ""

    def test_refuses_who_is_no_longer_active(self, client: Client, db: None) -> None:
        make_official(is_active=False)

        assert log_in(client)["Location"] == "/accounts/inactive/"
        assert not is_in(client)

    def test_keeps_the_cookie_from_scripts_and_until_the_browser_closes(
        self, client: Client, official: Official
    ) -> None:
        cookie = log_in(client).cookies["sessionid"]

        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")

    @pytest.mark.parametrize("page", ["/accounts/signup/", "/en/accounts/signup/"])
    def test_offers_no_sign_up(self, client: Client, db: None, page: str) -> None:
        assert client.get(page).status_code == 404
        assert client.post(page, {"username": "new"}).status_code == 404

    def test_of_the_admin_is_the_same(self, client: Client, official: Official) -> None:
        answer = client.get("/admin/login/?next=/admin/indicators/")
        sent = client.post("/admin/login/", {"username": "wang", "password": PASSWORD})
        log_in(client)

        assert answer["Location"] == f"{LOGIN}?next=%2Fadmin%2Findicators%2F"
        assert sent["Location"].startswith(LOGIN)
        assert client.get("/admin/login/").status_code == 403

    def test_has_no_single_sign_on_without_its_settings(self, client: Client, db: None) -> None:
        assert client.get("/accounts/oidc/sso/login/").status_code == 404
        assert client.get("/accounts/oidc/sso/login/callback/").status_code == 404
        assert "oidc" not in client.get(LOGIN).content.decode()


class LockTests:
    def test_of_an_account_holds_from_everywhere_for_thirty_minutes(
        self, client: Client, official: Official
    ) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            fail(client, 4)
            now.shift(20 * MINUTE)
            fail(client, 1)
            now.shift(27 * MINUTE)
            locked = log_in(client, " WANG ", REMOTE_ADDR="192.0.2.2")
            now.shift(4 * MINUTE)
            answer = log_in(client, REMOTE_ADDR="192.0.2.2")

        assert locked.context["form"].non_field_errors() == [
            "此账号登录失败次数过多。请3分钟后再试，或联系管理员。"
        ]
        assert answer.status_code == 302

    def test_does_not_come_after_four_failures(self, client: Client, official: Official) -> None:
        fail(client, 4)

        assert log_in(client, REMOTE_ADDR="192.0.2.1").status_code == 302

    def test_starts_anew_after_a_success(self, client: Client, official: Official) -> None:
        for _ in range(2):
            fail(Client(), 4)
            entered = log_in(Client())

            assert entered.status_code == 302

    def test_does_not_reach_a_browser_in_which_the_official_logged_in_before(
        self, client: Client, official: Official
    ) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            log_in(client)
            client.post("/accounts/logout/")
            fail(Client(), 5)
            elsewhere = log_in(Client())
            own = log_in(client)
            client.post("/accounts/logout/")
            still = log_in(Client())
            fail(client, 5)
            too_often = log_in(client)
            now.shift(31 * MINUTE)
            later = log_in(client)

        assert (elsewhere.status_code, own.status_code, still.status_code) == (200, 302, 200)
        assert (too_often.status_code, later.status_code) == (200, 302)

    def test_reaches_a_browser_that_only_others_logged_in_with(
        self, client: Client, official: Official
    ) -> None:
        make_official("li")
        log_in(client, "li")
        client.post("/accounts/logout/")
        fail(Client(), 5)

        assert log_in(client).status_code == 200

    @pytest.mark.parametrize("change", [lambda kept: f"{kept}x", lambda kept: f"x{kept}"])
    def test_reaches_a_browser_that_makes_its_cookie_up(
        self, client: Client, official: Official, change: Callable[[str], str]
    ) -> None:
        cookie = log_in(client).cookies["known_browser"]
        client.post("/accounts/logout/")
        client.cookies["known_browser"] = change(cookie.value)
        fail(Client(), 5)

        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
        assert log_in(client).status_code == 200

    def test_does_not_reach_the_last_eight_who_share_a_browser(
        self, client: Client, db: None
    ) -> None:
        names = [f"colleague{number}" for number in range(9)]
        for name in names:
            make_official(name)
            log_in(client, name)
            client.post("/accounts/logout/")
            fail(Client(), 5, name, address=f"192.0.2.{name[-1]}")
        answers = {}
        for name in names:
            answers[name] = log_in(client, name).status_code
            client.post("/accounts/logout/")

        assert answers == dict.fromkeys(names, 302) | {"colleague0": 200}

    def test_counts_what_is_asked_for_again_inside(
        self, client: Client, official: Official
    ) -> None:
        log_in(client)
        for _ in range(5):
            client.post("/accounts/reauthenticate/", {"password": "wrong"})

        page = client.post("/accounts/reauthenticate/", {"password": PASSWORD})

        assert page.status_code == 200

    def test_comes_after_five_wrong_codes_whatever_the_password(
        self, client: Client, official: Official
    ) -> None:
        secret = add_totp(official)
        with time_machine.travel(NOON, tick=False) as now:
            for number in range(5):
                log_in(client, REMOTE_ADDR=f"192.0.2.{number}")
                client.post(
                    "/accounts/2fa/authenticate/", {"code": "0"}, REMOTE_ADDR=f"192.0.2.{number}"
                )
            refused = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
            now.shift(31 * MINUTE)
            log_in(client)
            client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
            let_in = is_in(client)

        assert "30分钟" in str(refused.context["form"].errors["code"])
        assert let_in


class AddressTests:
    def test_is_slowed_and_never_locked_after_twenty_failures(
        self, client: Client, official: Official
    ) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            for number in range(19):
                fail(client, 1, f"name{number}")
            before = log_in(Client(), REMOTE_ADDR="192.0.2.1")
            fail(client, 1, "name20")
            now.shift(18)
            slowed = log_in(Client(), REMOTE_ADDR="192.0.2.1")
            other = log_in(Client(), REMOTE_ADDR="192.0.2.2")
            now.shift(43)
            after = log_in(Client(), REMOTE_ADDR="192.0.2.1")

        assert (before.status_code, other.status_code, after.status_code) == (302, 302, 302)
        assert slowed.context["form"].non_field_errors() == [
            "所在网络登录失败次数过多。请42秒后再试。"
        ]

    def test_waits_after_each_failure_once_it_is_slowed(
        self, client: Client, official: Official
    ) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            for number in range(20):
                fail(client, 1, f"name{number}")
            now.shift(61)
            fail(client, 1, "another")
            again = log_in(client, "wang", REMOTE_ADDR="192.0.2.1")
            now.shift(31 * MINUTE)
            fail(client, 1, "another")
            much_later = log_in(client, "wang", REMOTE_ADDR="192.0.2.1")

        assert (again.status_code, much_later.status_code) == (200, 302)

    def test_does_not_hold_up_a_browser_in_which_the_official_logged_in_before(
        self, client: Client, official: Official
    ) -> None:
        log_in(client, REMOTE_ADDR="192.0.2.1")
        client.post("/accounts/logout/")
        for number in range(20):
            fail(Client(), 1, f"name{number}")

        assert log_in(client, REMOTE_ADDR="192.0.2.1").status_code == 302

    def test_counts_an_ipv6_network_as_one(self, client: Client, official: Official) -> None:
        for number in range(20):
            fail(client, 1, f"name{number}", f"2001:db8::{number}")

        assert log_in(Client(), REMOTE_ADDR="2001:db8::9").status_code == 200
        assert log_in(Client(), REMOTE_ADDR="2001:db8:0:1::9").status_code == 302


class PasswordTests:
    @pytest.mark.parametrize("password", ["Abcdef12", "abcdef1!", "ABCDEF1!", "密码Abcdef1"])
    def test_may_hold_three_kinds(self, password: str) -> None:
        validate_password(password)

    @pytest.mark.parametrize(
        ("password", "missing"),
        [
            ("abcdefgh", "capital letters, digits, signs"),
            ("abcdefg1", "capital letters, signs"),
            ("ABCDEFGH1", "small letters, signs"),
            ("12345678", "capital letters, small letters, signs"),
        ],
    )
    def test_must_hold_three_kinds(self, password: str, missing: str) -> None:
        with translation.override("en"), pytest.raises(ValidationError) as refused:
            validate_password(password)

        message = f"The password needs three kinds of characters. Missing: {missing}."
        assert refused.value.messages == [message]

    def test_must_be_eight_characters_long_and_unlike_the_name(self) -> None:
        for password in ("Abcde1!", "Wangwei-1"):
            with pytest.raises(ValidationError):
                validate_password(password, Official(username="wangwei-1"))

    def test_is_changed_by_its_owner(self, client: Client, official: Official) -> None:
        log_in(client)
        form = {"oldpassword": PASSWORD, "password1": "abcdefgh", "password2": "abcdefgh"}
        address = "/accounts/password/change/"

        weak = client.post(address, form)
        strong = client.post(address, form | {"password1": "Other-1949", "password2": "Other-1949"})

        official.refresh_from_db()
        assert (weak.status_code, strong.status_code) == (200, 302)
        assert official.check_password("Other-1949")

    def test_is_set_anew_by_a_letter(
        self,
        client: Client,
        official: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.EMAIL_CONFIGURED = True
        client.post("/accounts/password/reset/", {"email": "wang@example.org"})
        client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
        [letter] = mail.outbox
        link = re.search(r"http://testserver(/\S+)", str(letter.body))[1]  # type: ignore[index]

        page = client.get(link, follow=True)
        client.post(
            page.redirect_chain[-1][0], {"password1": "Other-1949", "password2": "Other-1949"}
        )

        assert letter.to == ["wang@example.org"]
        assert is_in(client)
        assert log_in(Client(), password="Other-1949").status_code == 302
        assert log_in(Client()).status_code == 200


@pytest.mark.usefixtures("second_factor")
class SecondFactorTests:
    @pytest.mark.parametrize(
        ("roles", "fields", "place"),
        [
            ([Role.REPORTER], {}, ""),
            ([Role.VIEWER], {}, ""),
            ([Role.REPORTER, Role.REVIEWER], {}, SET_UP),
            ([Role.PUBLISHER], {}, SET_UP),
            ([], {"is_staff": True}, SET_UP),
            ([], {"is_staff": True, "is_superuser": True}, SET_UP),
        ],
    )
    def test_must_be_set_up_by_who_decides_or_administers(
        self, client: Client, db: None, roles: list[Role], fields: dict[str, bool], place: str
    ) -> None:
        make_official("wang", *roles, **fields)
        log_in(client)

        assert client.get("/accounts/sessions/").get("Location", "") == place
        assert client.get(SET_UP).status_code == 200
        assert client.get("/accounts/logout/").status_code == 200
        assert client.get("/accounts/reauthenticate/").status_code == 200

    def test_guards_the_admin(self, client: Client, db: None) -> None:
        make_official(is_staff=True, is_superuser=True)
        log_in(client)

        assert client.get("/admin/")["Location"] == SET_UP
        assert client.post("/admin/logout/").status_code == 200

    def test_is_not_asked_for_where_it_is_switched_off(
        self,
        client: Client,
        db: None,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.REQUIRE_SECOND_FACTOR = False
        make_official("wang", Role.REVIEWER)
        log_in(client)

        assert is_in(client)

    def test_costs_one_query_and_none_for_the_public(
        self,
        client: Client,
        db: None,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        official = make_official("wang", Role.REVIEWER)
        add_totp(official)
        client.force_login(official)
        client.get("/accounts/password/change/")
        counts = []
        for settings.REQUIRE_SECOND_FACTOR in (False, True):
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/accounts/password/change/").status_code == 200
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as anonymous:
            Client().get("/accounts/sessions/")

        assert counts[1] - counts[0] == 1
        assert len(anonymous) == 0

    def test_is_set_up_with_an_app_and_then_asked_for(self, client: Client, db: None) -> None:
        make_official("wang", Role.REVIEWER)
        log_in(client)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        page = client.get("/accounts/2fa/totp/activate/")
        secret = page.context["form"].secret

        with time_machine.travel(NOON, tick=False) as now:
            done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
            client.post("/accounts/logout/")
            now.shift(MINUTE)
            asked = log_in(client)
            was_in = is_in(client)
            client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

            assert done["Location"] == "/accounts/2fa/recovery-codes/"
            assert asked["Location"] == "/accounts/2fa/authenticate/"
            assert not was_in
            assert is_in(client)

    def test_takes_a_code_only_once(self, client: Client, db: None) -> None:
        secret = add_totp(make_official("wang", Role.REVIEWER))
        other = Client()
        with time_machine.travel(NOON, tick=False):
            for one in (client, other):
                log_in(one)
                one.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

            assert is_in(client)
            assert not is_in(other)

    def test_may_be_a_recovery_code(self, client: Client, db: None) -> None:
        official = make_official("wang", Role.PUBLISHER)
        add_totp(official)
        code = RecoveryCodes.activate(official).get_unused_codes()[0]
        log_in(client)

        client.post("/accounts/2fa/authenticate/", {"code": code})

        assert is_in(client)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        assert code not in client.get("/accounts/2fa/recovery-codes/").content.decode()

    def test_can_be_taken_away_by_an_administrator_who_never_sees_it(
        self,
        client: Client,
        db: None,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.REQUIRE_SECOND_FACTOR = False
        secret = add_totp(make_official("wang", Role.REVIEWER))
        client.force_login(make_official("root", is_staff=True, is_superuser=True))
        address = f"/admin/mfa/authenticator/{Authenticator.objects.get().pk}"

        html = client.get(f"{address}/change/").content.decode()
        client.post(f"{address}/delete/", {"post": "yes"})

        assert "wang" in html
        assert secret not in html
        assert not Authenticator.objects.exists()

    def test_is_not_made_of_recovery_codes_alone(self, client: Client, db: None) -> None:
        RecoveryCodes.activate(make_official("wang", Role.PUBLISHER))
        log_in(client)

        assert client.get("/accounts/sessions/")["Location"] == SET_UP

    def test_asks_the_browser_for_a_passkey(self, client: Client, db: None) -> None:
        options = client.get(
            "/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}
        )

        assert options.json()["request_options"]["publicKey"]["challenge"]


class SessionTests:
    def test_ends_after_thirty_idle_minutes(self, client: Client, official: Official) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            log_in(client)
            client.get("/accounts/sessions/")
            now.shift(29 * MINUTE)
            still = is_in(client)
            now.shift(29 * MINUTE)
            again = is_in(client)
            now.shift(30 * MINUTE)
            ended = client.post("/accounts/sessions/?x=1")
            page = client.get(ended["Location"])

        assert (still, again) == (True, True)
        assert ended["Location"] == f"{LOGIN}?next=/accounts/sessions/%3Fx%3D1"
        assert len(page.context["messages"]) > 0

    def test_counts_from_the_log_in(self, client: Client, official: Official) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            log_in(client)
            now.shift(31 * MINUTE)

            assert not is_in(client)

    def test_ends_after_twelve_hours_however_busy(self, client: Client, official: Official) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            log_in(client)
            for _ in range(12 * 3 - 1):
                now.shift(20 * MINUTE)
                assert is_in(client)
            now.shift(20 * MINUTE)

            assert not is_in(client)

    def test_is_written_once_a_minute_at_most(self, client: Client, official: Official) -> None:
        with time_machine.travel(NOON, tick=False) as now:
            log_in(client)
            client.get("/accounts/password/change/")
            now.shift(30)
            with CaptureQueriesContext(connection) as queries:
                client.get("/accounts/password/change/")

        assert not [query for query in queries if query["sql"].startswith("UPDATE")]

    def test_is_ended_from_another(self, client: Client, official: Official) -> None:
        other = Client(headers={"user-agent": "Browser at home"})
        log_in(other)
        log_in(client)
        listed = "Browser at home" in client.get("/accounts/sessions/").content.decode()

        client.post("/accounts/sessions/")

        assert listed
        assert is_in(client)
        assert not is_in(other)

    def test_of_who_is_locked_out_ends_at_once(self, client: Client, official: Official) -> None:
        log_in(client)
        Official.objects.update(is_active=False)

        assert not is_in(client)


@pytest.mark.slow
class SingleSignOnTests:
    @pytest.mark.parametrize(
        ("claims", "name"),
        [
            ({"preferred_username": "wang"}, "wang"),
            ({"preferred_username": "wan"}, None),
            ({"email": "LI@example.org", "email_verified": True}, "li"),
            ({"email": "li@example.org"}, None),
            ({"email": "li@example.org", "email_verified": "no"}, None),
            ({"email": "shared@example.org", "email_verified": True}, None),
            ({"email": "", "email_verified": True, "preferred_username": ""}, None),
            ({}, None),
        ],
    )
    def test_knows_officials_by_name_or_verified_address(
        self, official: Official, claims: dict[str, Any], name: str | None
    ) -> None:
        make_official("li")
        for twin in ("zhao", "qian"):
            Official.objects.create(username=twin, email="shared@example.org")

        found = official_for(claims)

        assert (found.username if found else None) == name

    def test_lets_in_whom_the_administrator_made_and_nobody_else(
        self, django_db_setup: None, copies: Path, tmp_path: Path
    ) -> None:
        """Walk through in a process of its own, since the settings decide at its start."""
        environment = os.environ | {
            "DATABASE_URL": copied(copies / EMPTY, tmp_path / "walk.sqlite3"),
            "VAR_DIR": str(tmp_path),
        }
        command = [sys.executable, "-m", "tests.dashboard.single_sign_on"]

        told = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - our own

        assert told.returncode == 0, told.stderr.decode()
        assert json.loads(told.stdout) == {
            "log-in page": True,
            "wang": ["/accounts/sessions/", True, 1],
            "wang by subject alone": ["/accounts/sessions/", True, 1],
            "stranger": [None, False, 1],
            "connecting": ["/accounts/login/", False, 1],
            "sign-up": 404,
            "officials": 1,
        }


@pytest.mark.parametrize("language", ["", "/en"])
class EveryPageTests:
    @pytest.mark.parametrize("page", ENTRANCE)
    def test_answers_the_public(self, client: Client, db: None, page: str, language: str) -> None:
        self.check(client, language, page)

    @pytest.mark.parametrize("page", OWN)
    def test_answers_officials(
        self, client: Client, official: Official, page: str, language: str
    ) -> None:
        log_in(client)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        self.check(client, language, page)

    @pytest.mark.parametrize(
        "page",
        [
            "totp/deactivate/",
            "recovery-codes/",
            "recovery-codes/generate/",
            "reauthenticate/",
            "webauthn/reauthenticate/",
            "webauthn/",
            "webauthn/keys/99/edit/",
            "webauthn/keys/99/remove/",
            "",
        ],
    )
    def test_answers_who_has_a_second_factor(
        self, client: Client, official: Official, page: str, language: str
    ) -> None:
        log_in(client)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        add_totp(official)
        RecoveryCodes.activate(official)
        data = {"name": "Key", "credential": make_credential()}
        kind = Authenticator.Type.WEBAUTHN
        Authenticator.objects.create(pk=99, user=official, type=kind, data=data)
        self.check(client, language, f"/accounts/2fa/{page}")

    def test_answers_at_the_second_step(
        self, client: Client, official: Official, language: str
    ) -> None:
        add_totp(official)
        log_in(client)
        self.check(client, language, "/accounts/2fa/authenticate/")

    def check(self, client: Client, language: str, page: str) -> None:
        answer = client.get(language + page)
        html = answer.content.decode()

        assert answer.status_code == 200
        assert f'lang="{"en" if language else "zh-hans"}"' in html
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", html)
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer


class PublicPageTests:
    def test_lead_to_the_log_in_and_do_not_say_who_reads(
        self,
        client: Client,
        release: Release,
        official: Official,
    ) -> None:
        log_in(client)
        for page, door in (("/", LOGIN), ("/en/", f"/en{LOGIN}")):
            html = client.get(page).content.decode()

            assert f'href="{door}"' in html
            assert "wang" not in html
