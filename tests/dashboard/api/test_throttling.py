"""How many requests a visitor has."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from dashboard.api.throttling import ApiQuota, count
from indicators.models import Release

NOON = 1_562_644_800


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """Begin and end without a count."""
    caches["rates"].clear()
    yield
    caches["rates"].clear()


class CountTests:
    def test_runs_down_and_begins_again_with_the_next_minute(self, settings: Any) -> None:  # noqa: ANN401
        settings.API_REQUESTS_PER_MINUTE = 2
        request = RequestFactory().get("/api/v1/areas")

        found = [count(request, NOON + second) for second in (0, 30, 59, 60)]

        assert found == [
            ApiQuota(2, 1, 60),
            ApiQuota(2, 0, 30),
            ApiQuota(2, -1, 1),
            ApiQuota(2, 1, 60),
        ]

    @pytest.mark.parametrize(
        ("one", "other", "are_one"),
        [
            ("192.0.2.1", "192.0.2.1", True),
            ("192.0.2.1", "192.0.2.2", False),
            # A household has a network of IPv6.
            ("2001:db8::1", "2001:db8::2", True),
            ("2001:db8::1", "2001:db8:1::1", False),
            ("", "", True),
        ],
    )
    def test_is_of_an_address(self, settings: Any, one: str, other: str, *, are_one: bool) -> None:  # noqa: ANN401
        settings.API_REQUESTS_PER_MINUTE = 10
        factory = RequestFactory()

        first, second = (
            count(factory.get("/", REMOTE_ADDR=address), NOON) for address in (one, other)
        )

        assert first == ApiQuota(10, 9, 60)
        assert second == ApiQuota(10, 8 if are_one else 9, 60)

    def test_is_of_the_visitor_behind_a_proxy(self, settings: Any) -> None:  # noqa: ANN401
        settings.API_REQUESTS_PER_MINUTE = 10
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        factory = RequestFactory()

        found = [
            count(factory.get("/", HTTP_X_FORWARDED_FOR=f"made-up, {address}"), NOON)
            for address in ("192.0.2.1", "192.0.2.2")
        ]

        assert found == [ApiQuota(10, 9, 60)] * 2

    def test_is_not_kept_where_there_is_no_limit(self, settings: Any) -> None:  # noqa: ANN401
        settings.API_REQUESTS_PER_MINUTE = 0

        assert count(RequestFactory().get("/"), NOON) is None

    def test_survives_a_full_cache(
        self,
        settings: Any,  # noqa: ANN401
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        settings.API_REQUESTS_PER_MINUTE = 10
        monkeypatch.setattr(caches["rates"], "_max_entries", 0)

        assert count(RequestFactory().get("/"), NOON) in (ApiQuota(10, 9, 60), ApiQuota(10, 9, 60))


class LimitTests:
    def test_says_how_many_are_left_and_then_how_long_to_wait(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401
    ) -> None:
        settings.API_REQUESTS_PER_MINUTE = 2

        answers = [client.get("/api/v1/areas", headers={"accept-language": "en"}) for _ in range(3)]

        # A minute may end in between, and the count begins again.
        if "r=1" in answers[0]["RateLimit"] and "r=0" in answers[2]["RateLimit"]:
            assert [answer.status_code for answer in answers] == [200, 200, 429]
            refused = answers[2]
            assert refused["Content-Type"] == "application/problem+json"
            assert 1 <= int(refused["Retry-After"]) <= 60
            assert refused.json()["detail"].startswith("At most 2 requests a minute; go on in ")
        assert answers[0]["RateLimit-Policy"] == '"minute";q=2;w=60'

    def test_is_not_there_where_it_is_switched_off(
        self,
        client: Client,
        release: Release,
        settings: Any,  # noqa: ANN401
    ) -> None:
        settings.API_REQUESTS_PER_MINUTE = 0

        assert "RateLimit" not in client.get("/api/v1/areas")

    def test_holds_for_no_page(self, client: Client, release: Release, settings: Any) -> None:  # noqa: ANN401
        settings.API_REQUESTS_PER_MINUTE = 1

        assert [client.get("/").status_code for _ in range(3)] == [200] * 3
