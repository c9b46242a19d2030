"""What everybody may read."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators import narrative, publishing, selectors
from indicators.bilingual import Text
from indicators.enums import Role, Status
from indicators.models import Citation, Indicator, Observation, Official, Release
from indicators.publication_input import NewFigure
from indicators.synthetic import Size
from tests.indicators.desk import fill, make_official, open_month

API = "/api/v1/"
LISTS = (
    "areas",
    "indicators",
    "observations",
    "organisations",
    "places",
    "plans",
    "releases",
    "rules",
    "series",
    "sources",
    "standings",
    "targets",
)
WALKED = ("observations", "series", "standings", "targets", "indicators")
ONES = (
    "areas/functions",
    "indicators/service-items",
    "organisations/justice-bureau",
    "places/city",
    "plans/2016-2020",
    "rules/ganfutong-sum",
    "series/court-appearance-rate/city",
    "sources/fuzhou-2019h1",
)


def get(client: Client, path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON
    """Return the answer's JSON."""
    answer = client.get(API + path, query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def pages(client: Client, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
    """Yield every page, each from the address that the last one names."""
    answer = client.get(API + path, query)
    while True:
        found = answer.json()
        yield found
        link = f'<{found["next"]}>; rel="next"' if found["next"] else None
        assert answer.get("Link") == link
        if link is None:
            return
        answer = client.get(found["next"])


def items(client: Client, path: str, **query: str | int) -> list[dict[str, Any]]:
    """Return everything that a list holds."""
    return [item for page in pages(client, path, **query) for item in page["items"]]


class ListTests:
    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("limit", [1, 5])
    def test_is_the_same_in_small_pages_and_in_one(
        self, client: Client, release: Release, name: str, limit: int
    ) -> None:
        whole = get(client, name, limit=500)
        small = list(pages(client, name, limit=limit))

        assert [item for page in small for item in page["items"]] == whole["items"]
        assert max(len(page["items"]) for page in small) <= limit
        assert (whole["as_of"], whole["day"], whole["next"]) == (None, "2019-06-30", None)
        assert whole["items"]

    @pytest.mark.parametrize("name", LISTS)
    def test_says_the_same_of_the_day_of_the_report(
        self, client: Client, release: Release, name: str
    ) -> None:
        now = get(client, name, limit=500)
        then = items(client, name, limit=7, as_of="2019-07-09")

        # On an earlier day standings are judged on that day.
        assert [_without_day(one) for one in then] == [_without_day(one) for one in now["items"]]

    @pytest.mark.parametrize("name", ["indicators", "observations", "series", "standings"])
    def test_holds_nothing_before_the_first_release(
        self, client: Client, release: Release, name: str
    ) -> None:
        found = get(client, name, as_of="2019-07-08")

        assert found == {"as_of": "2019-07-08", "day": "2019-07-08", "next": None, "items": []}

    @pytest.mark.parametrize("name", LISTS)
    def test_takes_the_same_queries_for_one_and_for_many(
        self, client: Client, release: Release, name: str
    ) -> None:
        counts = []
        for limit in (1, 500):
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                get(client, name, limit=limit)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 12

    @pytest.mark.parametrize("name", LISTS)
    def test_of_an_earlier_day_takes_the_same_queries_for_one_and_for_many(
        self, client: Client, release: Release, name: str
    ) -> None:
        counts = []
        # Of one alone no target might name a document to look for.
        for limit in (20, 500):
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                get(client, name, limit=limit, as_of="2019-07-09")
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 12

    @pytest.mark.parametrize("name", LISTS)
    def test_gives_the_parts_that_are_asked_for(
        self, client: Client, release: Release, name: str
    ) -> None:
        [whole] = get(client, name, limit=1)["items"]
        wanted = sorted(whole)[:2]

        [some] = get(client, name, limit=1, fields=",".join(wanted))["items"]

        assert some == {part: whole[part] for part in wanted}

    def test_stays_the_same_for_a_day_whatever_is_released_meanwhile(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        whole = items(client, "observations", as_of="2019-07-09")
        first = get(client, "observations", as_of="2019-07-09", limit=10)
        correct(release, publisher)
        list(publishing.publish_generated(Size(5, 1, 1, first_year=2020)))

        rest = client.get(first["next"].replace("limit=10", "limit=500")).json()

        assert first["items"] + rest["items"] == whole

    def test_of_today_loses_and_repeats_nothing_when_more_is_released(
        self, client: Client, release: Release
    ) -> None:
        before = {name: items(client, name) for name in WALKED}
        first = {name: get(client, name, limit=5) for name in WALKED}

        list(publishing.publish_generated(Size(5, 1, 1, first_year=2020)))

        for name in WALKED:
            rest = client.get(first[name]["next"].replace("limit=5", "limit=500")).json()["items"]
            found = [*first[name]["items"], *rest]
            old = [one for one in found if "generated" not in str(one)]
            assert [_names(one) for one in old] == [_names(one) for one in before[name]]


def _names(one: dict[str, Any]) -> list[str]:
    """Return what a release of later figures leaves as it is."""
    return [str(one.get(part)) for part in ("indicator", "code", "place", "value", "due")]


def _without_day(one: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key not in ("as_of", "progress")}


def correct(release: Release, by: Official) -> None:
    publishing.correct(
        Observation.objects.get(indicator__code="service-items"),
        value=Decimal(811),
        reason="漏计一项",
        by=by,
        at=release.released_at + timedelta(days=1),
    )


class ObservationTests:
    def test_is_said_in_full(self, client: Client, release: Release) -> None:
        [found] = get(client, "observations", indicator="court-appearance-rate")["items"]

        assert found == {
            "indicator": {
                "code": "court-appearance-rate",
                "name": {
                    "zh": "行政机关负责人出庭应诉率",
                    "en": "Court appearance rate of agency heads",
                },
            },
            "place": {"code": "city", "name": {"zh": "全市", "en": "Whole city"}},
            "period": {
                "code": "2019-h1",
                "start": "2019-01-01",
                "end": "2019-06-30",
                "label": {"zh": "2019年上半年", "en": "first half of 2019"},
            },
            "value": "80",
            "qualifier": "at_least",
            "status": "reported",
            "shown": {"zh": "80%以上", "en": "at least 80 %"},
            "as_written": "80%以上",
            "note": {"zh": "", "en": ""},
            "citation": {
                "source": {
                    "code": "fuzhou-2019h1",
                    "name": {
                        "zh": "抚州市2019年上半年法治政府建设工作情况",
                        "en": "Fuzhou: law-based government in the first half of 2019",
                    },
                },
                "paragraph": 7,
                "as_written": "80%以上",
                "characters": None,
            },
            "release": release.pk,
            "released_at": "2019-07-09T15:06:00+08:00",
            "version": 1,
            "reason": "",
            "unit": {"zh": "%", "one": "%", "many": "%"},
        }

    def test_are_exactly_those_of_the_download(self, client: Client, release: Release) -> None:
        text = client.get("/data/observations.csv").getvalue().decode("utf-8-sig")

        assert sorted(
            (row["indicator"], row["place"], row["period_end"], row["value"], row["qualifier"])
            for row in csv.DictReader(io.StringIO(text))
        ) == sorted(
            (
                one["indicator"]["code"],
                one["place"]["code"],
                one["period"]["end"],
                one["value"],
                one["qualifier"],
            )
            for one in items(client, "observations")
        )

    def test_without_a_value_says_which_kind_of_nothing_it_is(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        indicator = Indicator.objects.get(code="service-items")
        for day, status in enumerate((Status.MISSING, Status.NOT_APPLICABLE), 1):
            none = NewFigure(
                indicator,
                indicator.places.all()[0],
                None,
                release.day + timedelta(days=day),
                None,
                Citation.objects.all()[0],
                status=status,
            )
            at = release.released_at + timedelta(days=day)
            publishing.publish([none], title=Text("x", "x"), by=publisher, at=at)

        found = get(client, "observations", indicator="service-items", sort="-period")["items"]

        assert [(one["value"], one["status"], one["shown"]["zh"]) for one in found] == [
            (None, "not_applicable", "不适用"),
            (None, "missing", "缺报"),
            ("810", "reported", "810项"),
        ]
        [one] = get(client, "observations", status="missing")["items"]
        assert one["status"] == "missing"

    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ({"period": "2019-h1"}, 9),
            ({"period": "2019-06-30"}, 20),
            ({"period": "2019"}, 4),
            ({"since": "2019-07-01"}, 4),
            ({"until": "2019-06-29"}, 4),
            ({"released_after": "2019-07-09"}, 37),
            ({"released_after": "2019-07-09T15:05:59+08:00"}, 37),
            ({"released_after": "2019-07-09T15:06:00+08:00"}, 0),
            ({"released_after": "2019-07-09T07:05:59Z"}, 37),
            ({"area": "society", "place": "counties"}, 3),
            ({"owner": "petitions-bureau"}, 3),
            ({"source": "fuzhou-2019h1"}, 37),
            ({"source": "nowhere"}, 0),
        ],
    )
    def test_are_narrowed(
        self, client: Client, release: Release, query: dict[str, str], number: int
    ) -> None:
        assert len(items(client, "observations", **query)) == number

    def test_of_one_release(self, client: Client, release: Release, publisher: Official) -> None:
        correct(release, publisher)
        newest = Release.objects.latest("pk").pk

        [one] = get(client, "observations", release=newest)["items"]
        assert (one["value"], one["version"], one["reason"]) == ("811", 2, "漏计一项")

    def test_in_all_versions_hold_what_was_corrected(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)

        found = get(client, "observations", indicator="service-items", versions="all")["items"]

        assert [(one["value"], one["version"]) for one in found] == [("810", 1), ("811", 2)]


class SeriesTests:
    def test_says_what_its_page_says(self, client: Client, release: Release) -> None:
        found = get(client, "series/certificates-cancelled/city-level")
        [card] = selectors.cards(
            selectors.edition(), Indicator.objects.filter(code="certificates-cancelled")
        )
        page = client.get("/indicators/certificates-cancelled/").content.decode()

        sentence = narrative.describe(card.series, card.progress)
        assert found["progress"]["sentence"] == {"zh": sentence.zh, "en": sentence.en}
        assert sentence.zh in page
        assert found["progress"] | {"sentence": None} == {
            "standing": "on_track",
            "standing_name": {"zh": "进度正常", "en": "on track"},
            "as_of": "2019-06-30",
            "sentence": None,
            "start": {"on": "2016-01-01", "value": "0", "is_target": False, "assumed": True},
            "expected": "174.698795",
            "ahead": "24.301205",
            "achieved": "0.796",
            "achieved_qualifier": "exact",
            "remaining": "51",
            "months_left": 18,
            "pace": "2.833333",
        }
        [goal] = found["targets"]
        assert (goal["value"], goal["shown"]["zh"], goal["arithmetic"]) == (
            "250",
            "≥ 250项",
            "199 + 51 = 250",
        )

    def test_holds_every_figure_with_the_versions_that_were_corrected(
        self, client: Client, release: Release, publisher: Official
    ) -> None:
        correct(release, publisher)

        [figure] = get(client, "series/service-items/city-level", fields="figures")["figures"]

        assert (figure["value"], figure["version"]) == ("811", 2)
        assert [(old["value"], old["version"]) for old in figure["earlier"]] == [("810", 1)]
        [then] = get(client, "series/service-items/city-level", as_of="2019-07-09")["figures"]
        assert (then["value"], then["earlier"]) == ("810", [])

    def test_of_the_list_is_that_of_its_own_address(self, client: Client, release: Release) -> None:
        for one in items(client, "series", area="society"):
            path = f"series/{one['indicator']['code']}/{one['place']['code']}"
            whole = get(client, path)
            del whole["figures"]
            assert whole == one

    def test_takes_the_same_queries_with_one_figure_and_with_many(
        self, client: Client, db: None
    ) -> None:
        list(publishing.publish_generated(Size(2, 30, 1, first_year=2020)))
        path = "series/generated-00001/generated-city"
        counts = []
        for day in (None, "2020-02-15"):
            cache.clear()
            selectors.today.cache_clear()
            with CaptureQueriesContext(connection) as queries:
                figures = get(client, path, **({"as_of": day} if day else {}))["figures"]
            counts.append((len(figures), len(queries)))

        assert [figures for figures, _queries in counts] == [30, 1]
        assert all(queries <= 12 for _figures, queries in counts)


class StandingTests:
    def test_are_those_of_the_lists(self, client: Client, release: Release) -> None:
        found = items(client, "standings", standing="behind")

        listed = selectors.listing(selectors.edition(), selectors.ListQuery(standing="behind"))[:]
        assert sorted((one["indicator"]["code"], one["place"]["code"]) for one in found) == sorted(
            (card.series.code, card.series.place.code) for card in listed
        )
        assert all(one["figure"]["value"] and one["target"]["value"] for one in found)

    @pytest.mark.parametrize("name", ["series", "indicators", "standings", "targets"])
    @pytest.mark.parametrize(
        "query",
        [
            {"indicator": "petition-cases-taken"},
            {"area": "society"},
            {"owner": "petitions-bureau"},
            {"place": "counties"},
            {"q": "出庭"},
            {"standing": "behind"},
            {"q": "nowhere"},
        ],
    )
    def test_and_all_that_hangs_on_series_are_narrowed(
        self, client: Client, release: Release, name: str, query: dict[str, str]
    ) -> None:
        choice = {"code" if key == "indicator" else key: value for key, value in query.items()}
        fitting = selectors.listing(selectors.edition(), selectors.ListQuery(**choice))[:]

        found = items(client, name, **query)

        assert {_code(one) for one in found} == {
            card.series.code for card in fitting if name != "targets" or card.series.targets
        }


def _code(one: dict[str, Any]) -> str:
    return str(one["indicator"]["code"] if "indicator" in one else one["code"])


class RuleTests:
    def test_says_what_was_checked(self, client: Client, release: Release) -> None:
        found = get(client, "rules/ganfutong-sum")

        assert (found["outcome"], found["working"]) == ("holds", "13 + 63 = 76")
        assert [term["figure"]["value"] for term in found["left"]] == ["13", "63"]

    def test_is_not_there_where_it_names_an_indicator_that_is_not_public(
        self, client: Client, release: Release
    ) -> None:
        before = {one["code"] for one in items(client, "rules")}
        Indicator.objects.filter(code="ganfutong-items").update(is_public=False)

        after = {one["code"] for one in items(client, "rules")}

        assert before - after == {"ganfutong-sum"}
        assert client.get("/api/v1/rules/ganfutong-sum").status_code == 404


class OneTests:
    @pytest.mark.parametrize("path", ONES)
    def test_is_the_one_of_its_list(self, client: Client, release: Release, path: str) -> None:
        found = get(client, path)
        name = path.partition("/")[0]

        if name != "series":
            assert found in items(client, name)
        wanted = sorted(found)[0]
        assert get(client, path, fields=wanted) == {wanted: found[wanted]}

    def test_of_a_release_is_found_by_its_number(self, client: Client, release: Release) -> None:
        assert get(client, f"releases/{release.pk}")["figures"] == 37

    @pytest.mark.parametrize(
        "path", [*(f"{path.partition('/')[0]}/nothing" for path in ONES[:5]), "sources/nothing",
                 "releases/0", "releases/99999999999999999999", "series/nothing/city",
                 "series/court-appearance-rate/361002", "nothing", "series/x", "areas/%00"]
    )  # fmt: skip
    def test_that_is_not_there_is_a_problem(
        self, client: Client, release: Release, path: str
    ) -> None:
        answer = client.get(API + path)

        assert answer.status_code == 404
        assert answer.json()["type"] == "/api/#problem-not-found"

    def test_of_the_entrance_names_every_list(self, client: Client, release: Release) -> None:
        found = get(client, "")

        assert set(found["lists"]) == set(LISTS)
        assert {client.get(address).status_code for address in found["lists"].values()} == {200}
        assert client.get(found["documentation"]).status_code == 200
        assert client.get(found["openapi"]).json()["openapi"] == "3.1.0"
        assert found["newest_release"] == "2019-07-09T15:06:00+08:00"


class SecrecyTests:
    def test_shows_nothing_of_an_indicator_that_is_not_public(
        self, client: Client, release: Release
    ) -> None:
        Indicator.objects.filter(code="service-items").update(is_public=False)

        for day in ({}, {"as_of": "2019-07-09"}):
            for name in LISTS:
                assert "service-items" not in str(items(client, name, **day)), name
            for path in ("indicators/service-items", "series/service-items/city-level"):
                assert client.get(API + path, day).status_code == 404

    def test_shows_nothing_that_is_only_entered(self, client: Client, release: Release) -> None:
        [entry] = open_month("service-items")
        owner = entry.submission.organisation.code
        fill(entry, "987654", make_official("filler", Role.REPORTER, organisation=owner))

        for name in LISTS:
            assert "987654" not in str(items(client, name)), name

    def test_is_the_same_for_whoever_is_logged_in(
        self, client: Client, release: Release, reviewer: Official
    ) -> None:
        before = client.get(f"{API}areas")
        cache.clear()
        client.force_login(reviewer)

        with CaptureQueriesContext(connection) as queries:
            after = client.get(f"{API}areas")

        assert after.content == before.content
        assert "Cookie" not in after["Vary"]
        assert not after.cookies
        assert not [one for one in queries if "session" in one["sql"]]
