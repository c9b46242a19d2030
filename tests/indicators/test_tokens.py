"""What tokens promise."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from indicators import tokens
from indicators.enums import Role, TokenPower
from indicators.models import Delivery, Event, Indicator, Official, Organisation, Release, Token
from indicators.permissions import can_report
from indicators.reminders.unassigned import forgotten
from indicators.tokens import NotTaken, Terms, TokenFault
from tests.indicators.desk import NOW, make_official

TODAY = date(2019, 8, 5)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def administrator(release: Release) -> Official:
    """Return whoever may issue tokens."""
    return Official.objects.create(username="root", is_superuser=True, is_staff=True)


def terms(**other: Any) -> Terms:  # noqa: ANN401 - any of the terms
    given: dict[str, Any] = {
        "name": "大数据平台",
        "organisation": Organisation.objects.get(code="petitions-bureau"),
        "powers": [TokenPower.REPORT],
        "ends_on": date(2019, 12, 31),
    }
    return Terms(**given | other)


class IssueTests:
    def test_makes_a_token_that_is_found_again(self, administrator: Official) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)

        found = tokens.find(written, at=LATER)

        assert found == token
        assert (found.name, found.organisation.code, found.issued_by, found.issued_at) == (
            "大数据平台",
            "petitions-bureau",
            administrator,
            NOW,
        )
        # The last day counts, in the office's own time.
        assert found.ends_at == datetime(2019, 12, 31, 16, tzinfo=UTC)
        assert found.holds(TokenPower.REPORT)

    def test_keeps_nothing_that_opens_anything(self, administrator: Official) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)

        secret = written.removeprefix(f"zs_{token.handle}_")
        assert len(secret) == 43
        rows = [str(row) for row in (*Token.objects.values(), *Event.objects.values())]
        rows += [str(row) for row in Official.objects.values()]
        assert not [row for row in rows if secret in row]

    def test_makes_another_secret_each_time(self, administrator: Official) -> None:
        written = {
            tokens.issue(terms(name=str(number)), by=administrator, at=NOW)[1]
            for number in range(20)
        }

        assert len({one.split("_", 2)[2] for one in written}) == 20

    def test_makes_an_official_who_reports_and_cannot_log_in(self, administrator: Official) -> None:
        token, _written = tokens.issue(terms(), by=administrator, at=NOW)

        official = Official.objects.get(pk=token.official_id)
        assert (official.is_active, official.has_usable_password()) == (False, False)
        assert str(official) == "大数据平台"
        assert can_report(official, token.organisation_id)
        assert not can_report(official, Organisation.objects.get(code="justice-bureau").pk)
        assert [held.role for held in official.roles_held.all()] == [Role.REPORTER]

    def test_leaves_a_trace(self, administrator: Official) -> None:
        token, _written = tokens.issue(terms(), by=administrator, at=NOW)

        event = Event.objects.get(record=f"token {token.pk}")
        assert (event.verb, event.by, event.at) == ("issued", administrator, NOW)
        assert event.detail == {
            "name": "大数据平台",
            "organisation": "petitions-bureau",
            "powers": ["report"],
            "ends_on": "2019-12-31",
        }

    @pytest.mark.parametrize("role", Role)
    def test_refuses_who_is_no_administrator(self, release: Release, role: Role) -> None:
        with pytest.raises(PermissionDenied):
            tokens.issue(terms(), by=make_official("somebody", role), at=NOW)
        assert not Token.objects.exists()

    def test_refuses_an_administrator_who_has_left(self, administrator: Official) -> None:
        administrator.is_active = False

        with pytest.raises(PermissionDenied):
            tokens.issue(terms(), by=administrator, at=NOW)

    @pytest.mark.parametrize(
        ("other", "field"),
        [
            ({"name": "  "}, "name"),
            ({"name": "a" * 101}, "name"),
            ({"powers": []}, "powers"),
            ({"ends_on": date(2019, 8, 4)}, "ends_on"),
            ({"ends_on": date(2021, 8, 8)}, "ends_on"),
            ({"ends_on": date.max}, "ends_on"),
        ],
    )
    def test_says_what_is_wrong_with_the_terms(
        self, administrator: Official, other: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(ValidationError) as caught:
            tokens.issue(terms(**other), by=administrator, at=NOW)

        assert set(caught.value.message_dict) == {field}
        assert not Token.objects.exists()

    def test_gives_a_system_one_token_at_a_time(self, administrator: Official) -> None:
        first, _written = tokens.issue(terms(), by=administrator, at=NOW)

        with pytest.raises(ValidationError):
            tokens.issue(terms(), by=administrator, at=NOW)

        tokens.revoke(first, by=administrator, at=NOW)
        second, _written = tokens.issue(terms(), by=administrator, at=NOW)
        assert second.pk != first.pk

    def test_takes_today_as_the_last_day(self, administrator: Official) -> None:
        _token, written = tokens.issue(terms(ends_on=TODAY), by=administrator, at=NOW)

        assert tokens.find(written, at=datetime(2019, 8, 5, 15, 59, 59, tzinfo=UTC))


class FindTests:
    @pytest.mark.parametrize(
        "change",
        [
            lambda written: "",
            lambda written: written[:-1],
            lambda written: f"{written}a",
            lambda written: written.upper(),
            lambda written: f"{written[:-4]}AAAA",
            lambda written: "zs_00000000_" + "a" * 43,
            lambda written: "\0",
            lambda written: "密钥",
        ],
    )
    def test_takes_nothing_else(self, administrator: Official, change: Any) -> None:  # noqa: ANN401
        _token, written = tokens.issue(terms(), by=administrator, at=NOW)

        with pytest.raises(NotTaken) as caught:
            tokens.find(change(written), at=NOW)

        assert caught.value.why is TokenFault.UNKNOWN

    def test_takes_no_token_after_its_last_day(self, administrator: Official) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)

        with pytest.raises(NotTaken) as caught:
            tokens.find(written, at=token.ends_at)

        assert caught.value.why is TokenFault.ENDED
        assert tokens.find(written, at=token.ends_at - timedelta(seconds=1)) == token

    def test_notes_the_last_use_at_most_once_a_minute(self, administrator: Official) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)
        noted = []

        for second in (0, 59, 60, 61):
            tokens.find(written, at=NOW + timedelta(seconds=second))
            token.refresh_from_db()
            noted.append(token.last_used_at)

        assert noted == [NOW, NOW, NOW + timedelta(seconds=60), NOW + timedelta(seconds=60)]


class RevokeTests:
    def test_ends_a_token_at_once(self, administrator: Official) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)

        assert tokens.revoke(token, by=administrator, at=LATER)

        with pytest.raises(NotTaken) as caught:
            tokens.find(written, at=LATER)
        assert caught.value.why is TokenFault.REVOKED
        token.refresh_from_db()
        assert (token.revoked_at, token.revoked_by) == (LATER, administrator)
        assert Event.objects.filter(verb="revoked", record=f"token {token.pk}").count() == 1

    def test_happens_once(self, administrator: Official) -> None:
        token, _written = tokens.issue(terms(), by=administrator, at=NOW)
        tokens.revoke(token, by=administrator, at=LATER)

        assert not tokens.revoke(token, by=administrator, at=LATER + timedelta(days=1))

        token.refresh_from_db()
        assert token.revoked_at == LATER

    def test_refuses_who_is_no_administrator(
        self, administrator: Official, reviewer: Official
    ) -> None:
        token, written = tokens.issue(terms(), by=administrator, at=NOW)

        with pytest.raises(PermissionDenied):
            tokens.revoke(token, by=reviewer, at=LATER)
        assert tokens.find(written, at=LATER)


class RecordTests:
    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"powers": ""}, "a_token_holds_a_power"),
            ({"digest": "zs_secret"}, "a_token_is_kept_as_its_hash"),
            ({"ends_at": NOW}, "a_token_ends_after_it_is_issued"),
            ({"revoked_at": NOW}, "a_revocation_has_time_and_official"),
            ({"revoked_at": NOW - timedelta(1)}, "a_revocation_has_time_and_official"),
        ],
    )
    def test_refuses_nonsense(
        self, administrator: Official, change: dict[str, Any], rule: str
    ) -> None:
        tokens.issue(terms(), by=administrator, at=NOW)

        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Token.objects.update(**change)

    def test_takes_a_key_once(self, administrator: Official) -> None:
        token, _written = tokens.issue(terms(), by=administrator, at=NOW)
        Delivery.objects.create(token=token, key="1", fingerprint="a", at=NOW)

        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.create(token=token, key="1", fingerprint="b", at=NOW)
        assert str(Delivery.objects.get()) == f"{token.pk} 1"

    def test_says_which_system_of_which_organisation_it_is_for(
        self, administrator: Official
    ) -> None:
        token, _written = tokens.issue(terms(), by=administrator, at=NOW)

        assert str(token) == f"大数据平台 ({token.organisation.name})"


class ForgottenTests:
    def test_leaves_out_what_a_system_reports(self, administrator: Official) -> None:
        indicator = Indicator.objects.get(code="petition-cases-taken")
        assert indicator.places.exists()
        token, _written = tokens.issue(
            terms(organisation=indicator.owner), by=administrator, at=NOW
        )

        def is_forgotten(on: date) -> bool:
            return indicator.code in {one.code for one in forgotten(on)}

        assert not is_forgotten(TODAY)
        assert is_forgotten(date(2020, 1, 1))
        tokens.revoke(token, by=administrator, at=LATER)
        assert is_forgotten(TODAY)
