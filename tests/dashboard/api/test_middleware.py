"""What holds for every request to the API."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, Official, Release

API = "/api/v1/"


class CrossOriginTests:
    def test_lets_any_web_page_read(self, client: Client, release: Release) -> None:
        answer = client.get(f"{API}areas", headers={"origin": "https://elsewhere.example"})

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert {"ETag", "Link", "RateLimit", "Retry-After"} <= set(
            answer["Access-Control-Expose-Headers"].split(", ")
        )

    def test_holds_for_kept_answers_unchanged_ones_and_problems(
        self, client: Client, release: Release
    ) -> None:
        tag = client.get(f"{API}areas")["ETag"]

        for answer in (
            client.get(f"{API}areas"),
            client.get(f"{API}areas", headers={"if-none-match": tag}),
            client.get(f"{API}areas?x=1"),
            client.get(f"{API}nothing"),
            client.post(f"{API}areas"),
        ):
            assert answer["Access-Control-Allow-Origin"] == "*"

    @pytest.mark.parametrize("path", ["areas", "submissions/2019-07/entries", "nothing"])
    def test_says_beforehand_that_pages_may_read_and_no_more(
        self, client: Client, db: None, path: str
    ) -> None:
        answer = client.options(
            API + path,
            headers={
                "origin": "https://elsewhere.example",
                "access-control-request-method": "POST",
                "access-control-request-headers": "authorization",
            },
        )

        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "Authorization" not in answer["Access-Control-Allow-Headers"]

    def test_of_pages_stays_closed(self, client: Client, release: Release) -> None:
        assert "Access-Control-Allow-Origin" not in client.get("/")


class KeptAnswerTests:
    @pytest.mark.parametrize("path", ["areas", "observations?limit=5", "openapi.json", ""])
    def test_is_given_again_without_asking_for_figures(
        self, client: Client, release: Release, path: str
    ) -> None:
        first = client.get(API + path)

        with CaptureQueriesContext(connection) as queries:
            again = client.get(API + path)
            unchanged = client.get(API + path, headers={"if-none-match": first["ETag"]})

        assert again.content == first.content
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert len(queries) == 2
        assert first["Cache-Control"] == "no-cache"

    def test_changes_with_the_data(self, client: Client, release: Release) -> None:
        first = client.get(f"{API}indicators/service-items")
        indicator = Indicator.objects.get(code="service-items")
        indicator.name = "改过的名称"
        indicator.save()

        again = client.get(
            f"{API}indicators/service-items", headers={"if-none-match": first["ETag"]}
        )

        assert again.json()["name"]["zh"] == "改过的名称"

    def test_is_the_same_in_every_language(self, client: Client, release: Release) -> None:
        chinese, english = (
            client.get(f"{API}areas", headers={"accept-language": one}) for one in ("zh", "en")
        )

        assert chinese.content == english.content
        assert "Content-Language" not in chinese
        assert english["Vary"] == "Accept-Encoding, Accept-Language"

    def test_is_never_a_problem(self, client: Client, release: Release) -> None:
        said = [
            client.get(f"{API}areas?x=1", headers={"accept-language": one}).json()["title"]
            for one in ("zh", "en", "zh")
        ]

        assert said == ["参数有误", "A parameter is not right", "参数有误"]

    def test_keeps_no_count_of_another_visitor(self, client: Client, release: Release) -> None:
        left = [client.get(f"{API}areas")["RateLimit"].split(";")[1] for _ in range(3)]

        assert len(set(left)) == 3

    def test_comes_compressed_as_the_visitor_can_read_it(
        self, client: Client, release: Release
    ) -> None:
        path = f"{API}series"
        plain = client.get(path)
        small = client.get(path, headers={"accept-encoding": "gzip"})
        smaller = client.get(path, headers={"accept-encoding": "gzip, br"})

        assert gzip.decompress(small.content) == plain.content
        assert brotli.decompress(smaller.content) == plain.content
        assert (small["Content-Encoding"], smaller["Content-Encoding"]) == ("gzip", "br")
        assert len(smaller.content) < len(small.content) < len(plain.content) / 4


class RequestTests:
    def test_for_the_head_alone_is_answered_like_one_for_all(
        self, client: Client, release: Release
    ) -> None:
        whole, head = client.get(f"{API}areas"), client.head(f"{API}areas")

        assert (head.status_code, head.content) == (200, b"")
        assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], whole["Content-Length"])

    def test_is_answered_without_looking_at_its_cookies(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        client.force_login(publisher)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

        answer = client.get(f"{API}areas?x=1")

        assert answer.json()["title"] == "参数有误"
        assert client.get(f"{API}submissions").status_code == 401
        assert not answer.cookies

    def test_without_a_slash_at_the_entrance_is_led_there(
        self, client: Client, release: Release
    ) -> None:
        assert client.get("/api/v1")["Location"] == "/api/v1/"
