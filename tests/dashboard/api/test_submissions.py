"""What another system may report with its token, and what it sees of its own."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboard.api import payloads
from dashboard.api.problems import TOO_LARGE, RequestRefused
from indicators import review, tokens
from indicators.enums import Role, TokenPower
from indicators.models import Delivery, Entry, Indicator, Official, Organisation, Place, Token
from tests.indicators.desk import CODES, fill, fresh, make_official, open_month

SUBMISSIONS = "/api/v1/submissions"
ENTRIES = f"{SUBMISSIONS}/2019-07/entries"


class Sender:
    """A system with its token."""

    def __init__(self, organisation: Organisation, name: str = "业务系统") -> None:
        root, _made = Official.objects.get_or_create(username="root", is_superuser=True)
        day = timezone.localdate() + timedelta(days=30)
        terms = tokens.Terms(name, organisation, [TokenPower.REPORT], day)
        self.token, self.written = tokens.issue(terms, by=root, at=timezone.now())
        self.client = Client()

    def headers(self, **more: str) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"authorization": f"Bearer {self.written}", "accept-language": "en", **named}

    def get(self, address: str, **query: str | int) -> Any:  # noqa: ANN401 - a test's answer
        return self.client.get(address, query, headers=self.headers())

    def post(self, body: object, address: str = ENTRIES, **headers: str) -> Any:  # noqa: ANN401
        content = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.client.post(
            address, content, content_type="application/json", headers=self.headers(**headers)
        )


@pytest.fixture
def sender(month: list[Entry]) -> Sender:
    return Sender(month[0].submission.organisation)


def figure(number: int, value: object = None, **more: object) -> dict[str, object]:
    """Return a figure for one of the month's three entries."""
    indicator = CODES[number]
    place = Indicator.objects.get(code=indicator).places.all()[0].code
    given = {} if value is None else {"value": value}
    return {"indicator": indicator, "place": place, **given, **more}


def faults(answer: Any, status: int = 422) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return where and what is wrong."""
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    return [
        (next(one[name] for name in ("pointer", "header", "parameter") if name in one), one["code"])
        for one in answer.json().get("errors", [])
    ]


class SendTests:
    def test_keeps_figures_and_says_what_became_of_them(
        self, sender: Sender, month: list[Entry]
    ) -> None:
        answer = sender.post({"entries": [figure(0, "76项以上", note="含下放事项"), figure(1, 13)]})

        assert answer.status_code == 200
        said = answer.json()
        assert {name: said[name] for name in ("changed", "submitted", "due")} == {
            "changed": 2,
            "submitted": 0,
            "due": "2019-08-12",
        }
        assert said["period"]["code"] == "2019-07"
        first = said["items"][0]
        assert {
            name: first[name]
            for name in ("state", "version", "value", "qualifier", "as_typed", "entered_by")
        } == {
            "state": "draft",
            "version": 1,
            "value": "76",
            "qualifier": "at_least",
            "as_typed": "76项以上",
            "entered_by": "业务系统",
        }
        assert [fresh(entry).value for entry in month] == [76, 13, None]

    def test_submits_all_of_it(self, sender: Sender, month: list[Entry]) -> None:
        figures = [figure(0, 78), figure(1, 15), figure(2, 63)]

        said = sender.post({"entries": figures, "submit": True}).json()

        assert said["submitted"] == 3
        assert {one["state"] for one in said["items"]} == {"submitted"}
        assert {fresh(entry).submitted_by for entry in month} == {sender.token.official}

    @pytest.mark.parametrize(
        ("value", "typed"),
        [
            (76, "76"),
            (76.5, "76.5"),
            (b"76.10", "76.1"),
            (b"7.6e1", "76"),
            (b"12345678901234.123456", "12345678901234.123456"),
            (0, "0"),
            ("七十六项", "七十六项"),
            ("近80", "近80"),
        ],
    )
    def test_reads_numbers_to_the_last_digit(
        self, sender: Sender, month: list[Entry], value: object, typed: str
    ) -> None:
        written = value if isinstance(value, bytes) else json.dumps(value).encode()
        body = json.dumps({"entries": [figure(0, "VALUE")]}).encode().replace(b'"VALUE"', written)

        assert sender.post(body).status_code == 200
        assert fresh(month[0]).typed == typed

    def test_takes_null_for_what_is_not_said(self, sender: Sender, month: list[Entry]) -> None:
        silent = dict.fromkeys(("qualifier", "note", "explanation", "version"))

        assert sender.post({"entries": [figure(0, 76, **silent)]}).status_code == 200
        refused = sender.post({"entries": [{**figure(1), "value": None}]})
        assert faults(refused) == [("/entries/0/value", "missing")]

    def test_names_every_fault_with_a_pointer(self, sender: Sender, month: list[Entry]) -> None:
        answer = sender.post(
            {
                "entries": [
                    figure(0, "很多"),
                    figure(1, 13),
                    figure(1, 14),
                    {"indicator": "nothing", "place": "city", "value": 1},
                ]
            }
        )

        assert faults(answer) == [
            ("/entries/0/value", "figure"),
            ("/entries/2", "repeated"),
            ("/entries/3/indicator", "unknown"),
        ]
        assert answer.json()["type"] == "/api/#problem-invalid"
        assert "There is no definite figure here" in answer.json()["errors"][0]["detail"]
        assert {fresh(entry).version for entry in month} == {0}

    def test_explains_faults_in_chinese_too(self, sender: Sender) -> None:
        body = {"entries": [figure(0, "很多")]}

        said = sender.post(body, accept_language="zh-CN").json()

        assert said["errors"][0]["detail"].startswith("没有读到确切的数字。")

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({}, [("/entries", "missing")]),
            ({"entries": []}, [("/entries", "too_short")]),
            ({"entries": {}}, [("/entries", "list_type")]),
            ({"entries": [1]}, [("/entries/0", "model_type")]),
            ([], [("", "model_type")]),
            (None, [("", "model_type")]),
            ({"entries": [{"place": "city"}]}, [("/entries/0/indicator", "missing")]),
            (
                {"entries": [{"indicator": "a b", "place": "", "value": []}]},
                [
                    ("/entries/0/indicator", "string_pattern_mismatch"),
                    ("/entries/0/place", "string_pattern_mismatch"),
                    ("/entries/0/value", "value"),
                ],
            ),
            (
                {"entries": [{"indicator": "a", "place": "b", "value": True, "colour/~": 1}]},
                [("/entries/0/value", "value"), ("/entries/0/colour~1~0", "extra_forbidden")],
            ),
            (
                {
                    "entries": [
                        {
                            "indicator": "a",
                            "place": "b",
                            "qualifier": "maybe",
                            "note": 1,
                            "explanation": "a\0b",
                            "not_applicable": "yes",
                            "version": 1.5,
                        }
                    ],
                    "submit": 1,
                },
                [
                    ("/entries/0/qualifier", "enum"),
                    ("/entries/0/note", "string_type"),
                    ("/entries/0/explanation", "string_pattern_mismatch"),
                    ("/entries/0/not_applicable", "bool_type"),
                    ("/entries/0/version", "int_from_float"),
                    ("/submit", "bool_type"),
                ],
            ),
            (
                {"entries": [{"indicator": "a", "place": "b", "note": "字" * 2001}]},
                [("/entries/0/note", "string_too_long")],
            ),
            (
                {"entries": [{"indicator": "a", "place": "b", "version": -1}]},
                [("/entries/0/version", "greater_than_equal")],
            ),
        ],
    )
    def test_refuses_what_has_another_form(
        self, sender: Sender, body: object, expected: list[tuple[str, str]]
    ) -> None:
        answer = sender.post(json.dumps(body))

        assert faults(answer) == expected
        assert all("%(" not in one["detail"] for one in answer.json()["errors"])

    @pytest.mark.parametrize("number", [b"1e50", b"-1e-50", b"1" * 5000, b"1e400"])
    def test_refuses_numbers_that_are_no_figures(self, sender: Sender, number: bytes) -> None:
        body = json.dumps({"entries": [figure(0, "VALUE")]}).encode().replace(b'"VALUE"', number)

        assert [pointer for pointer, _code in faults(sender.post(body))] == ["/entries/0/value"]

    @pytest.mark.parametrize(
        "content",
        [
            b" ",
            b"{",
            b"{'entries': []}",
            b'{"entries": [}',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"entries": NaN}',
            b'{"entries": [1e99999999999999999999]}',
            b'{"entries": []} {}',
            b'{"entries": [{"value": 811, "value": 81}]}',
            "\ufeff{}".encode(),
        ],
    )
    def test_refuses_what_is_no_json(self, sender: Sender, content: bytes) -> None:
        answer = sender.post(content)

        assert (answer.status_code, answer.json()["type"]) == (400, "/api/#problem-malformed")

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("zh-hans", "请求正文以字节顺序标记（BOM）开头，请存为不带BOM的UTF-8后再发送。"),
            ("en", "The body begins with a byte order mark; send it as UTF-8 without one."),
        ],
    )
    def test_names_the_mark_that_editors_put_first(
        self, sender: Sender, language: str, said: str
    ) -> None:
        answer = sender.post("\ufeff{}".encode(), accept_language=language)

        assert answer.json()["detail"] == said

    def test_names_the_number_that_json_does_not_know(self, sender: Sender) -> None:
        answer = sender.post(b'{"entries": [{"value": -Infinity}]}')

        assert answer.json()["detail"] == "JSON knows no number “-Infinity”."

    def test_names_the_key_that_stands_twice(self, sender: Sender) -> None:
        answer = sender.post(b'{"entries": [], "entries": []}')

        assert answer.json()["detail"] == "“entries” stands twice in one object."

    def test_refuses_half_a_sign(self, sender: Sender) -> None:
        answer = sender.post(b'{"entries": [{"indicator": "a", "place": "b", "note": "\\ud800"}]}')

        assert [pointer for pointer, _code in faults(answer)] == ["/entries/0/note"]

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]
    )
    def test_refuses_what_is_of_another_type(self, sender: Sender, kind: str) -> None:
        answer = sender.client.post(ENTRIES, b"{}", content_type=kind, headers=sender.headers())

        assert (answer.status_code, answer.json()["type"]) == (415, "/api/#problem-type")

    def test_refuses_a_compressed_body(self, sender: Sender) -> None:
        assert sender.post({}, content_encoding="gzip").status_code == 415

    def test_keeps_back_what_does_not_stand_and_says_so(
        self, sender: Sender, month: list[Entry]
    ) -> None:
        figures = [figure(0, 760), figure(1, 15), figure(2, 63)]

        answer = sender.post({"entries": figures, "submit": True})

        found = faults(answer)
        assert ("/entries/0/explanation", "unit_slip") in found
        assert ("/entries/1/value", "rule:ganfutong-sum") in found
        assert {fresh(entry).version for entry in month} == {0}


class OwnershipTests:
    def test_of_others_figures_is_refused_by_name(self, sender: Sender, month: list[Entry]) -> None:
        others = {"indicator": "petition-cases-taken", "place": "counties", "value": 1}

        answer = sender.post({"entries": [figure(0, 76), others]})

        assert faults(answer, 403) == [("/entries/1/indicator", "foreign")]
        assert answer.json()["errors"][0]["detail"] == ("It is reported by Petitions Bureau.")
        assert fresh(month[0]).version == 0

    def test_reaches_no_other_organisations_period(self, sender: Sender) -> None:
        stranger = Sender(Organisation.objects.get(code="petitions-bureau"))

        for answer in (stranger.get(ENTRIES), stranger.post({"entries": [figure(0, 76)]})):
            assert answer.status_code == 404
            assert answer.json()["detail"] == (
                "Your organisation owes nothing for the period “2019-07”."
            )
        assert stranger.get(SUBMISSIONS).json()["items"] == []

    @pytest.mark.parametrize(
        ("code", "status"),
        [("2019-08", 404), ("2019", 404), ("2019-07-31", 404), ("2019-13", 400), ("july", 400)],
    )
    def test_of_a_period_that_is_not_owed_is_nothing(
        self, sender: Sender, code: str, status: int
    ) -> None:
        address = f"{SUBMISSIONS}/{code}/entries"

        assert sender.get(address).status_code == status
        assert sender.post({"entries": [figure(0, 76)]}, address).status_code == status

    def test_replaces_a_persons_word_only_by_its_version(
        self, sender: Sender, month: list[Entry], reporter: Official
    ) -> None:
        version = fill(month[0], "75", reporter).version

        refused = sender.post({"entries": [figure(0, 76)]})
        assert faults(refused, 409) == [("/entries/0/version", "changed")]
        assert "reporter has entered “75” (version 1)" in refused.json()["detail"]
        assert sender.post({"entries": [figure(0, 76, version=version)]}).status_code == 200


class TokenTests:
    @pytest.mark.parametrize(
        ("headers", "challenge"),
        [
            ({}, 'Bearer realm="zhunsheng"'),
            ({"authorization": "Basic cm9vdDpyb290"}, 'Bearer realm="zhunsheng"'),
            (
                {"authorization": "Bearer zs_00000000_" + "a" * 43},
                'Bearer realm="zhunsheng", error="invalid_token", error_description="unknown"',
            ),
            (
                {"authorization": "Bearer"},
                'Bearer realm="zhunsheng", error="invalid_token", error_description="unknown"',
            ),
        ],
    )
    def test_is_asked_for(
        self, client: Client, month: list[Entry], headers: dict[str, str], challenge: str
    ) -> None:
        answers = [
            client.get(SUBMISSIONS, headers=headers),
            client.get(ENTRIES, headers=headers),
            client.post(ENTRIES, "{}", content_type="application/json", headers=headers),
        ]

        for answer in answers:
            assert (answer.status_code, answer["WWW-Authenticate"]) == (401, challenge)
            assert answer.json()["type"] == "/api/#problem-token"

    @pytest.mark.parametrize("reason", ["ended", "revoked"])
    def test_is_not_taken_any_more(self, sender: Sender, reason: str) -> None:
        now = timezone.now()
        if reason == "ended":
            begun = {"issued_at": now - timedelta(days=2), "ends_at": now - timedelta(days=1)}
            Token.objects.update(**begun)
        else:
            tokens.revoke(sender.token, by=Official.objects.get(username="root"), at=now)

        answer = sender.post({"entries": [figure(0, 76)]})

        assert answer.status_code == 401
        assert f'error_description="{reason}"' in answer["WWW-Authenticate"]

    def test_without_the_power_is_refused(self, sender: Sender) -> None:
        Token.objects.update(powers="look")

        assert faults(sender.get(ENTRIES), 403) == []

    def test_is_taken_from_the_header_alone(self, sender: Sender, client: Client) -> None:
        for query in ("token", "access_token", "authorization"):
            answer = client.get(ENTRIES, {query: sender.written})
            assert answer.status_code == 400
            assert sender.written not in answer.content.decode()
        client.cookies["authorization"] = f"Bearer {sender.written}"
        assert client.get(ENTRIES).status_code == 401

    def test_is_asked_of_whoever_is_logged_in(self, sender: Sender, reporter: Official) -> None:
        client = Client()
        client.force_login(reporter)

        answers = [
            client.get(ENTRIES),
            client.post(ENTRIES, {"entries": [figure(0, 76)]}, content_type="application/json"),
        ]

        assert [answer.status_code for answer in answers] == [401, 401]
        assert not [answer for answer in answers if answer.cookies]

    def test_opens_no_session_and_no_page(self, sender: Sender) -> None:
        before = Session.objects.count()

        for path in ("/desk/", "/admin/", "/en/desk/review/"):
            assert sender.client.get(path, headers=sender.headers()).status_code == 302
        sender.get(ENTRIES)

        assert Session.objects.count() == before

    def test_is_noted_when_used(self, sender: Sender) -> None:
        sender.get(SUBMISSIONS)

        assert Token.objects.get().last_used_at is not None


class KeptTests:
    def test_is_nothing_that_only_a_token_opens(
        self, sender: Sender, client: Client, month: list[Entry]
    ) -> None:
        sender.post({"entries": [figure(0, 76)]})
        answers = [sender.get(ENTRIES), sender.get(SUBMISSIONS), sender.get(ENTRIES, limit=1)]

        for answer in answers:
            assert "no-store" in answer["Cache-Control"]
            assert "ETag" not in answer
            address = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
            assert client.get(address).status_code == 401
            assert client.get(address, headers={"if-none-match": "*"}).status_code == 401

    def test_of_one_organisation_is_nothing_to_another(
        self, sender: Sender, month: list[Entry]
    ) -> None:
        open_month("petition-cases-taken")
        other = Sender(Organisation.objects.get(code="petitions-bureau"))

        codes = [
            {one["indicator"]["code"] for one in one_of.get(ENTRIES).json()["items"]}
            for one_of in (sender, other)
        ]

        assert codes == [set(CODES), {"petition-cases-taken"}]


class OwnTests:
    def test_are_listed_with_what_is_found_and_why_they_came_back(
        self, sender: Sender, month: list[Entry], reviewer: Official
    ) -> None:
        figures = [figure(0, 78), figure(1, 15), figure(2, 63)]
        sender.post({"entries": figures, "submit": True})
        review.send_back(
            fresh(month[0]), reason="请核对口径", seen=1, by=reviewer, at=timezone.now()
        )
        review.accept(fresh(month[1]), seen=1, by=reviewer, at=timezone.now())

        said = sender.get(ENTRIES).json()

        assert [
            (one["indicator"]["code"], one["state"], one["return_reason"], one["is_public"])
            for one in said["items"]
        ] == [
            ("ganfutong-items", "returned", "请核对口径", False),
            ("ganfutong-items-city", "submitted", "", False),
            ("ganfutong-items-provincial", "accepted", "", False),
        ]
        assert (said["due"], said["period"]["label"]["en"]) == ("2019-08-12", "July 2019")

    def test_say_what_the_desk_finds(self, sender: Sender) -> None:
        sender.post({"entries": [figure(0, 760)]})

        [one] = sender.get(ENTRIES, state="draft", limit=1).json()["items"]

        [found] = one["findings"]
        assert (found["code"], found["is_error"]) == ("unit_slip", False)
        assert found["message"]["zh"].startswith("与上期76相差约10倍")

    def test_come_in_pages(self, sender: Sender) -> None:
        first = sender.get(ENTRIES, limit=2).json()
        rest = sender.get(first["next"]).json()

        found = [*first["items"], *rest["items"]]
        assert found == sender.get(ENTRIES).json()["items"]
        assert (len(found), rest["next"]) == (3, None)

    def test_come_in_the_parts_that_are_asked_for(self, sender: Sender) -> None:
        said = sender.get(ENTRIES, fields="state", limit=1).json()

        assert said["items"] == [{"state": "draft"}]
        assert set(said) == {"period", "due", "due_is_provisional", "next", "items"}

    def test_are_counted_by_period(self, sender: Sender, month: list[Entry]) -> None:
        open_month("ganfutong-items", end=month[0].submission.period.end.replace(month=8))
        sender.post({"entries": [figure(0, 78), figure(1, 15), figure(2, 63)], "submit": True})

        said = sender.get(SUBMISSIONS, limit=1).json()
        rest = sender.get(said["next"]).json()

        assert [
            (one["period"]["code"], one["entries"], one["draft"], one["submitted"])
            for one in (*said["items"], *rest["items"])
        ] == [("2019-08", 1, 1, 0), ("2019-07", 3, 0, 3)]

    def test_take_the_same_queries_for_one_and_for_many(self, sender: Sender) -> None:
        counts = []
        sender.get(ENTRIES)
        for limit in (1, 500):
            with CaptureQueriesContext(connection) as queries:
                sender.get(ENTRIES, limit=limit)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 12


class KeyTests:
    def test_sent_again_gets_the_same_answer_and_does_nothing(
        self, sender: Sender, month: list[Entry], reporter: Official
    ) -> None:
        body = {"entries": [figure(0, 76)]}
        first = sender.post(body, idempotency_key="july-1")
        fill(month[0], "77", reporter)

        again = sender.post(body, idempotency_key="july-1")

        assert (again.status_code, again.content) == (200, first.content)
        assert fresh(month[0]).value == 77

    def test_sent_with_another_body_or_period_is_refused(
        self, sender: Sender, month: list[Entry]
    ) -> None:
        open_month("ganfutong-items", end=month[0].submission.period.end.replace(month=8))
        body = {"entries": [figure(0, 76)]}
        sender.post(body, idempotency_key="july-1")

        other = sender.post({"entries": [figure(0, 78)]}, idempotency_key="july-1")
        august = sender.post(body, f"{SUBMISSIONS}/2019-08/entries", idempotency_key="july-1")

        assert faults(other) == [("Idempotency-Key", "reused")]
        assert faults(august) == [("Idempotency-Key", "reused")]
        assert fresh(month[0]).value == 76

    def test_is_free_again_after_a_refusal(self, sender: Sender, month: list[Entry]) -> None:
        assert sender.post({"entries": [figure(0, "很多")]}, idempotency_key="a").status_code == 422
        assert not Delivery.objects.exists()

        assert sender.post({"entries": [figure(0, 76)]}, idempotency_key="a").status_code == 200

    @pytest.mark.parametrize("key", ["", "with space", "键", "a" * 201])
    def test_that_is_no_key_is_refused(self, sender: Sender, key: str) -> None:
        answer = sender.post({"entries": [figure(0, 76)]}, idempotency_key=key)

        assert [where for where, _code in faults(answer, 400)] == ["Idempotency-Key"]


class Unread(io.BytesIO):
    """A body that says how much of it was read."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.taken = size, 0

    def read(self, size: int | None = -1) -> bytes:
        wanted = self.size - self.taken if size is None or size < 0 else size
        wanted = min(wanted, self.size - self.taken)
        self.taken += wanted
        return b" " * wanted


def unread(size: int | None, body: io.BytesIO) -> HttpRequest:
    """Return a request whose body is not read yet; without a size it comes in pieces."""
    length = {} if size is None else {"CONTENT_LENGTH": str(size)}
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": ENTRIES,
            "CONTENT_TYPE": "application/json",
            "wsgi.input": body,
            **length,
        }
    )


class SizeTests:
    @pytest.mark.parametrize("size", [payloads.LARGEST + 1, 50_000_000, 10**30, None])
    def test_beyond_the_limit_is_read_no_further_than_that(self, size: int | None) -> None:
        body = Unread(50_000_000)

        with pytest.raises(RequestRefused) as caught:
            payloads.content_of(unread(size, body))

        assert caught.value.kind is TOO_LARGE
        assert body.taken == (0 if size else payloads.LARGEST + 1)

    @pytest.mark.parametrize("size", [15, None])
    def test_within_the_limit_is_read_whole(self, size: int | None) -> None:
        assert (
            payloads.content_of(unread(size, io.BytesIO(b'{"entries": []}'))) == b'{"entries": []}'
        )

    def test_beyond_the_limit_is_a_problem(self, sender: Sender) -> None:
        answer = sender.post(b" " * (payloads.LARGEST + 1))

        assert (answer.status_code, answer.json()["type"]) == (413, "/api/#problem-too-large")

    def test_of_ten_thousand_figures_is_taken(self, sender: Sender) -> None:
        submission = Entry.objects.all()[0].submission
        model = Indicator.objects.get(code="service-items")
        indicators, places = [], []
        for number in range(100):
            model.pk, model.code = None, f"i{number}"
            model.save_base(raw=True)
            indicators.append(Indicator.objects.get(code=model.code))
            places.append(Place.objects.create(code=f"p{number}", name="p", level="city"))
        Entry.objects.bulk_create(
            Entry(submission=submission, indicator=indicator, place=place)
            for indicator in indicators
            for place in places
        )
        figures = [
            {"indicator": indicator.code, "place": place.code, "value": 810}
            for indicator in indicators
            for place in places
        ]

        answer = sender.post({"entries": figures, "submit": True})
        said = answer.json()

        assert (answer.status_code, said["changed"], said["submitted"]) == (200, 10_000, 10_000)
        assert len(said["items"]) == 10_000
        one_more = sender.post({"entries": [*figures, figure(0, 76)]})
        assert faults(one_more) == [("/entries", "too_long")]


def test_a_figure_goes_through_review_to_the_public(
    sender: Sender, month: list[Entry], reviewer: Official
) -> None:
    make_official("fabu", Role.PUBLISHER)
    figures = [figure(0, 78), figure(1, 15), figure(2, 63)]
    sender.post({"entries": figures, "submit": True})
    for entry in month:
        review.accept(fresh(entry), seen=1, by=reviewer, at=timezone.now())
    client = Client()
    client.force_login(Official.objects.get(username="fabu"))
    form = {
        "entry": [f"{entry.pk}-{fresh(entry).version}" for entry in month],
        "title_zh": "七月",
    }
    client.post("/desk/releases/publish/", form)

    said = client.get(f"/api/v1/observations?indicator={CODES[0]}&sort=-period&limit=1").json()

    assert said["items"][0]["value"] == "78"
    assert all(one["is_public"] for one in sender.get(ENTRIES).json()["items"])
