"""What is said when a request is not right."""

import re
from typing import Any

import pytest
from django.test import Client

from indicators import selectors
from indicators.models import Release

API = "/api/v1/"


def problem(client: Client, path: str, language: str = "en", status: int = 400) -> Any:  # noqa: ANN401 - JSON
    """Return the problem that the address is answered with."""
    answer = client.get(API + path, headers={"accept-language": language})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


class ParameterTests:
    def test_that_is_unknown_is_refused_with_those_that_are_known(
        self, client: Client, release: Release
    ) -> None:
        known = "fields, as_of, limit, cursor"
        detail = f"There is no parameter “lang” here. Known are: {known}."

        assert problem(client, "areas?lang=en") == {
            "type": "/api/#problem-parameter",
            "title": "A parameter is not right",
            "status": 400,
            "detail": detail,
            "errors": [{"code": "unknown", "detail": detail, "parameter": "lang"}],
        }

    def test_that_nothing_takes_is_refused_without_a_list(
        self, client: Client, release: Release
    ) -> None:
        said = "There is no parameter “lang”: nothing can be asked for here."

        assert problem(client, "?lang=en")["detail"] == said
        assert problem(client, "?lang=en", "zh")["detail"] == "没有参数“lang”，此处不用参数。"

    @pytest.mark.parametrize(
        ("language", "title", "detail"),
        [
            ("en", "A parameter is not right", "Write a day as YYYY-MM-DD."),
            ("en-GB,zh;q=0.5", "A parameter is not right", "Write a day as YYYY-MM-DD."),
            ("zh-CN", "参数有误", "日期请写成YYYY-MM-DD。"),
            ("fr, zh;q=0.3", "参数有误", "日期请写成YYYY-MM-DD。"),
            ("fr", "参数有误", "日期请写成YYYY-MM-DD。"),
            ("*", "参数有误", "日期请写成YYYY-MM-DD。"),
            ("en, *;q=0.5", "A parameter is not right", "Write a day as YYYY-MM-DD."),
            ("", "参数有误", "日期请写成YYYY-MM-DD。"),
        ],
    )
    def test_is_explained_in_the_language_of_the_reader(
        self, client: Client, release: Release, language: str, title: str, detail: str
    ) -> None:
        found = problem(client, "observations?since=1.7.2019", language)

        assert (found["title"], found["detail"]) == (title, detail)

    @pytest.mark.parametrize(
        ("path", "parameter", "code"),
        [
            ("areas?as_of=2019-02-30", "as_of", "day"),
            ("areas?as_of=x", "as_of", "day"),
            ("areas?as_of=9999-01-01", "as_of", "day"),
            ("areas?as_of=0001-01-01", "as_of", "day"),
            ("areas?limit=0", "limit", "greater_than_equal"),
            ("areas?limit=501", "limit", "less_than_equal"),
            ("areas?limit=ten", "limit", "int_parsing"),
            ("areas?limit=" + "9" * 5000, "limit", "int_parsing_size"),
            ("areas?limit=1&limit=2", "limit", "repeated"),
            ("areas?cursor=!", "cursor", "string_pattern_mismatch"),
            ("areas?cursor=" + "a" * 500, "cursor", "string_too_long"),
            ("areas?cursor=abc", "cursor", "cursor"),
            ("areas?cursor=WyJhcmVhcyIsMV0", "cursor", "cursor"),
            ("areas?cursor=WyJhcmVhcyJd", "cursor", "cursor"),
            ("areas?cursor=WyJhcmVhcyIsdHJ1ZV0", "cursor", "cursor"),
            ("areas?cursor=e30", "cursor", "cursor"),
            ("areas?cursor=MQ", "cursor", "cursor"),
            ("areas?fields=code,colour", "fields", "fields"),
            ("areas?fields=", "fields", "fields"),
            ("series?standing=fine", "standing", "enum"),
            ("series?area=a%00b", "area", "string_pattern_mismatch"),
            ("series?q=a%00b", "q", "string_pattern_mismatch"),
            ("series?q=" + "a" * 201, "q", "string_too_long"),
            ("observations?period=2019-13", "period", "period"),
            ("observations?period=20190701", "period", "period"),
            ("observations?since=1562630400", "since", "day"),
            ("observations?until=2019-02-29", "until", "day"),
            ("observations?released_after=yesterday", "released_after", "moment"),
            ("observations?released_after=0001-01-01T00:00:00%2B14:00", "released_after", "moment"),
            ("observations?release=2.5", "release", "int_parsing"),
            ("observations?sort=value", "sort", "enum"),
            ("observations?versions=none", "versions", "enum"),
            ("observations?token=secret", "token", "unknown"),
            ("openapi.json?as_of=2019-07-09", "as_of", "unknown"),
            ("?limit=1", "limit", "unknown"),
        ],
    )
    def test_that_is_wrong_is_named(
        self, client: Client, release: Release, path: str, parameter: str, code: str
    ) -> None:
        [error] = problem(client, path)["errors"]

        assert (error["parameter"], error["code"]) == (parameter, code)
        assert error["detail"]
        assert "%(" not in error["detail"]

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("zh-hans", "可用的值：current、all。"),
            ("en", "Allowed are: current, all."),
        ],
    )
    def test_of_a_closed_list_is_answered_with_the_list(
        self, client: Client, release: Release, language: str, said: str
    ) -> None:
        [error] = problem(client, "observations?versions=none", language)["errors"]

        assert error["detail"] == said

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_that_is_no_period_is_answered_with_every_way_to_write_one(
        self, client: Client, release: Release, language: str
    ) -> None:
        [error] = problem(client, "observations?period=2019H1", language)["errors"]

        codes = re.findall(r"2019(?:[-.0-9hq]*[0-9])?", error["detail"])
        assert codes == [
            "2019-07", "2019-q3", "2019-h1", "2019", "2019-06-30", "2019-01-01..2019-03-31",
        ]  # fmt: skip
        for code in codes:
            assert client.get(f"{API}observations?period={code}").status_code == 200

    def test_of_another_lists_cursor_is_refused(self, client: Client, release: Release) -> None:
        cursor = client.get(f"{API}areas?limit=1").json()["next"].partition("cursor=")[2]

        for path in ("places", "observations"):
            [error] = problem(client, f"{path}?cursor={cursor}")["errors"]
            assert error["code"] == "cursor"

    def test_of_another_sorts_cursor_is_refused(self, client: Client, release: Release) -> None:
        address = client.get(f"{API}observations?limit=1&sort=period").json()["next"]

        assert client.get(address.replace("sort=period", "sort=-period")).status_code == 400
        assert client.get(address).status_code == 200

    def test_are_told_all_at_once(self, client: Client, release: Release) -> None:
        found = problem(client, "observations?limit=0&period=x&release=a")

        assert {error["parameter"] for error in found["errors"]} == {"limit", "period", "release"}
        unknown = problem(client, "observations?a=1&b=2&limit=0")
        assert [error["parameter"] for error in unknown["errors"]] == ["a", "b"]


class AddressTests:
    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    @pytest.mark.parametrize("path", ["foo", "submissions/2019-07/entries/"])
    def test_that_leads_nowhere_takes_nothing_and_says_so(
        self, release: Release, method: str, path: str
    ) -> None:
        client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

        answer = client.generic(method, API + path, "{}", content_type="application/json")

        assert answer.status_code == 404
        assert answer.json()["detail"] == "The API has no such address."

    @pytest.mark.parametrize("path", ["nothing", "areas/", "areas/x/y", "series/x", "areas/%2e%2e"])
    def test_that_leads_nowhere_is_a_problem(
        self, client: Client, release: Release, path: str
    ) -> None:
        assert problem(client, path, status=404)["detail"] == "The API has no such address."

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_takes_only_the_methods_that_it_names(
        self, client: Client, release: Release, method: str
    ) -> None:
        answer = getattr(client, method)(f"{API}areas", headers={"accept-language": "en"})

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.json()["title"] == "This method is not taken here"
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_of_another_host_is_a_problem(self, client: Client, release: Release) -> None:
        answer = client.get(f"{API}areas", headers={"host": "elsewhere.example"})

        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


class FaultTests:
    def test_of_ours_is_a_problem_and_written_down(
        self,
        client: Client,
        release: Release,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def breaks(*_arguments: object, **_named: object) -> None:
            raise RuntimeError("what happened")

        monkeypatch.setattr(selectors.reference_data, "areas", breaks)

        found = problem(client, "areas", status=500)

        assert found["title"] == "Something broke on our side"
        assert "what happened" not in str(found)
        assert "what happened" in caplog.text
