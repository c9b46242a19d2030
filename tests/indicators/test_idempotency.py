"""Doing once what is asked again and again."""

from datetime import timedelta

import pytest

from indicators import tokens
from indicators.enums import TokenPower
from indicators.intake.api.idempotency import KEPT, KeyReused, fingerprint, once
from indicators.models import Delivery, Official, Organisation, Release, Token
from tests.indicators.desk import NOW


@pytest.fixture
def token(release: Release) -> Token:
    root = Official.objects.create(username="root", is_superuser=True)
    return issue(root, "一")


def issue(root: Official, name: str) -> Token:
    organisation = Organisation.objects.get(code="petitions-bureau")
    day = NOW.date() + timedelta(days=30)
    terms = tokens.Terms(name, organisation, [TokenPower.REPORT], day)
    return tokens.issue(terms, by=root, at=NOW)[0]


class Counted:
    """An act that says how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"done {self.times}"


class OnceTests:
    def test_acts_once_and_gives_the_same_answer_again(self, token: Token) -> None:
        act = Counted()

        found = [once(token, "a", "same", act, at=NOW + timedelta(hours=n)) for n in (0, 1, 24)]

        assert (found, act.times) == (["done 1"] * 3, 1)

    def test_acts_for_each_key_and_each_token(self, token: Token) -> None:
        act = Counted()
        other = issue(Official.objects.get(username="root"), "二")

        once(token, "a", "same", act, at=NOW)
        once(token, "b", "same", act, at=NOW)
        once(other, "a", "same", act, at=NOW)

        assert act.times == 3

    def test_refuses_a_key_of_another_request(self, token: Token) -> None:
        act = Counted()
        once(token, "a", "one", act, at=NOW)

        with pytest.raises(KeyReused):
            once(token, "a", "other", act, at=NOW)

        assert act.times == 1

    def test_leaves_the_key_free_where_the_act_fails(self, token: Token) -> None:
        def fails() -> str:
            raise ValueError

        with pytest.raises(ValueError):
            once(token, "a", "one", fails, at=NOW)

        assert once(token, "a", "other", Counted(), at=NOW) == "done 1"

    def test_forgets_keys_after_a_week(self, token: Token) -> None:
        once(token, "a", "one", Counted(), at=NOW)

        once(token, "b", "one", Counted(), at=NOW + KEPT)
        assert Delivery.objects.count() == 2
        once(token, "c", "one", Counted(), at=NOW + KEPT + timedelta(seconds=1))
        assert {one.key for one in Delivery.objects.all()} == {"b", "c"}


def test_a_fingerprint_tells_where_parts_end() -> None:
    assert len({fingerprint(b"ab", b"c"), fingerprint(b"a", b"bc"), fingerprint(b"abc")}) == 3
