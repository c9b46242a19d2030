"""How an administrator issues, lists and revokes tokens."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from indicators import tokens
from indicators.enums import TokenPower
from indicators.models import Official, Organisation, Release, Token
from tests.laid_out import laid_out

LIST = "/admin/indicators/token/"


@pytest.fixture
def administrator(client: Client, release: Release) -> Official:
    official = Official.objects.create(username="root", is_superuser=True, is_staff=True)
    client.force_login(official)
    return official


def form(**other: object) -> dict[str, object]:
    return {
        "name": "大数据平台",
        "organisation": Organisation.objects.get(code="petitions-bureau").pk,
        "powers": ["report"],
        "ends_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        **other,
    }


def issued(html: str) -> str:
    found = re.search(r'id="written">([^<]+)<', html)
    assert found
    return found[1]


class IssueTests:
    def test_shows_the_token_once_and_keeps_it_nowhere(
        self, client: Client, administrator: Official, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            answer = client.post(f"{LIST}add/", form())

        written = issued(answer.content.decode())
        token = tokens.find(written, at=timezone.now())
        assert (answer.status_code, token.issued_by, token.name) == (
            200,
            administrator,
            "大数据平台",
        )
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        secret = written.removeprefix(f"{tokens.MARK}{token.handle}_")
        for page in (LIST, f"{LIST}{token.pk}/change/", f"{LIST}add/", "/admin/"):
            assert secret not in client.get(page).content.decode()
        kept = [str(row) for row in (*LogEntry.objects.values(), *Token.objects.values())]
        kept += [str(session.get_decoded()) for session in Session.objects.all()]
        kept += [str(cache.__dict__) for cache in (caches["default"], caches["rates"])]
        assert secret not in " ".join(kept)
        assert secret not in caplog.text
        assert secret not in str(answer.headers) + str(answer.cookies)

    def test_shows_the_last_day_as_it_was_asked_for(
        self, client: Client, administrator: Official
    ) -> None:
        day = form()["ends_on"]

        shown = laid_out(client.post(f"{LIST}add/", form()).content.decode())
        listed = client.get(LIST).content.decode()

        assert f"<dt>截止日期</dt><dd>{day}</dd>" in shown
        year, month, number = map(int, str(day).split("-"))
        assert re.findall(r'class="field-last_day[^>]*>([^<]*)<', listed) == [
            f"{year}年{month}月{number}日"
        ]

    def test_lists_powers_in_words(self, client: Client, administrator: Official) -> None:
        client.post(f"{LIST}add/", form())

        [powers] = re.findall(r'class="field-may">([^<]*)<', client.get(LIST).content.decode())

        assert powers == "填报数据"

    def test_needs_no_script_or_style_of_its_own(
        self, client: Client, administrator: Official
    ) -> None:
        answer = client.post(f"{LIST}add/", form())

        html = answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", html)

    def test_sent_again_issues_no_second_token(
        self, client: Client, administrator: Official
    ) -> None:
        client.post(f"{LIST}add/", form())

        again = client.post(f"{LIST}add/", form()).content.decode()

        assert "该系统已有令牌，请先撤销原令牌。" in again
        assert Token.objects.count() == 1

    @pytest.mark.parametrize(
        ("other", "message"),
        [
            ({"powers": []}, "这个字段是必填项。"),
            ({"ends_on": "2019-01-01"}, "请选择今天起两年以内的日期。"),
            ({"ends_on": "9999-12-31"}, "请选择今天起两年以内的日期。"),
            ({"name": " "}, "这个字段是必填项。"),
            ({"organisation": ""}, "这个字段是必填项。"),
        ],
    )
    def test_says_what_is_wrong_beside_the_field(
        self, client: Client, administrator: Official, other: dict[str, object], message: str
    ) -> None:
        answer = client.post(f"{LIST}add/", form(**other))

        assert message in answer.content.decode()
        assert not Token.objects.exists()

    @pytest.mark.parametrize("is_staff", [True, False])
    def test_is_for_administrators_alone(
        self, client: Client, release: Release, *, is_staff: bool
    ) -> None:
        client.force_login(Official.objects.create(username="staff", is_staff=is_staff))

        for path in (LIST, f"{LIST}add/"):
            assert client.get(path).status_code in (302, 403)
            assert client.post(path, form()).status_code in (302, 403)
        assert not Token.objects.exists()


class ListTests:
    def test_names_each_token_by_its_first_signs(
        self, client: Client, administrator: Official
    ) -> None:
        written = issued(client.post(f"{LIST}add/", form()).content.decode())
        tokens.find(written, at=timezone.now())

        html = client.get(LIST).content.decode()

        token = Token.objects.get()
        assert f"zs_{token.handle}…" in html
        assert "大数据平台" in html
        assert token.digest not in html
        assert token.digest not in client.get(f"{LIST}{token.pk}/change/").content.decode()
        assert token.last_used_at is not None

    def test_revokes_what_is_selected(self, client: Client, administrator: Official) -> None:
        written = issued(client.post(f"{LIST}add/", form()).content.decode())
        token = Token.objects.get()

        data = {"action": "revoke", "_selected_action": [str(token.pk)]}
        asked = laid_out(client.post(LIST, data).content.decode())
        assert tokens.find(written, at=timezone.now()) == token
        html = client.post(LIST, data | {"confirmed": "1"}, follow=True).content.decode()
        again = client.post(LIST, data).content.decode()

        assert "大数据平台 · 市信访局 · 未使用过" in asked
        assert "所选令牌均已撤销。" in again
        assert "已撤销1个令牌。" in html
        with pytest.raises(tokens.NotTaken):
            tokens.find(written, at=timezone.now())

    def test_lets_nobody_change_or_delete_a_token(
        self, client: Client, administrator: Official
    ) -> None:
        client.post(f"{LIST}add/", form())
        token = Token.objects.get()

        assert client.post(f"{LIST}{token.pk}/change/", form(name="另一个")).status_code == 403
        assert client.post(f"{LIST}{token.pk}/delete/", {"post": "yes"}).status_code == 403
        assert Token.objects.get().name == "大数据平台"

    def test_of_officials_holds_people_alone(self, client: Client, administrator: Official) -> None:
        client.post(f"{LIST}add/", form())
        stand_in = Token.objects.get().official

        html = client.get("/admin/indicators/official/").content.decode()

        assert "root" in html
        assert stand_in.username not in html
        change = f"/admin/indicators/official/{stand_in.pk}/change/"
        assert client.get(change).status_code == 302


class LogInTests:
    def test_is_refused_to_what_stands_for_a_system(
        self, client: Client, administrator: Official
    ) -> None:
        client.post(f"{LIST}add/", form())
        token = Token.objects.get()
        assert token.holds(TokenPower.REPORT)
        stranger = Client()

        for password in ("", "!", token.official.password):
            stranger.post(
                "/accounts/login/", {"login": token.official.username, "password": password}
            )
            assert "_auth_user_id" not in stranger.session
