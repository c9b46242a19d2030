"""Kept answers: who may have them, what they are kept by, and how much of them there can be."""

import pickle
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.http import http_date

from dashboard import cached_response, code_digest, typesetting
from dashboard.page_cache import is_published
from indicators.models import Release
from tests.dashboard.test_doors import arguments, site  # noqa: F401 - fixtures

SECURITY = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
}
LISTED = {"as_of", "page", "q", "area", "owner", "standing", "place", "sort"}
# What each public page reads of its address; files refuse by themselves what they do not know.
READ: dict[str, set[str] | None] = {
    "about": {"as_of"},
    "api": {"as_of"},
    "area": LISTED,
    "catalogue_jsonld": None,
    "catalogue_ttl": None,
    "chart": {"as_of", "period"},
    "chart_png": {"as_of", "period", "width"},
    "chart_svg": {"as_of", "period"},
    "data": {"as_of", "page"},
    "embed": {"as_of", "interactive", "period", "place"},
    "favicon": {"as_of"},
    "feed": {"as_of"},
    "indicator": {"as_of", "place"},
    "indicator_file": None,
    "indicators": LISTED,
    "indicators_csv": None,
    "indicators_csvw": None,
    "observations_csv": None,
    "observations_csvw": None,
    "observations_json": None,
    "observations_xlsx": None,
    "organisation": LISTED,
    "organisations": {"as_of"},
    "overview": LISTED - {"page"} | {"screen"},
    "overview_months": {"as_of"},
    "overview_progress": {"as_of"},
    "package": None,
    "place": LISTED,
    "quality": {"as_of"},
    "release": {"as_of", "page"},
    "release_package": None,
    "releases": {"as_of", "page"},
    "report": {"as_of"},
    "report_pdf": {"as_of"},
    "report_word": {"as_of"},
    "reports": {"as_of"},
    "robots": {"as_of"},
    "schema": None,
    "sdmx_csv": None,
    "sdmx_structure": None,
    "search_index": {"as_of"},
    "search_script": {"as_of"},
    "sitemap": {"as_of"},
    "sitemap_part": {"as_of"},
    "source": {"as_of", "page"},
}
ADDRESSES = {
    "source": "/sources/fuzhou-2019h1/",
    "indicators": "/indicators/",
    "overview": "/",
}


@pytest.fixture
def https(settings: Any) -> Any:  # noqa: ANN401 - pytest-django's own
    """Ask for HTTPS as HTTPS=1 does, behind a proxy that says how the reader came."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def secure(client: Client, address: str, **headers: str) -> Any:  # noqa: ANN401 - Django's own
    """Return the answer as a reader behind the proxy gets it."""
    return client.get(address, headers={"x-forwarded-proto": "https", **headers})


def entries() -> dict[str, Any]:
    """Return all that the cache holds, by its keys."""
    return dict(locmem._caches[""])  # type: ignore[attr-defined]


class HttpsTests:
    @pytest.mark.parametrize(
        "address", ["/", "/en/indicators/?q=1", "/data/observations.csv", "/api/v1/indicators"]
    )
    def test_comes_before_every_answer_kept_or_not(
        self,
        client: Client,
        release: Release,
        https: Any,  # noqa: ANN401 - pytest-django's own
        address: str,
    ) -> None:
        before = client.get(address)
        tag = secure(client, address)["ETag"]

        answers = [
            before,
            client.get(address),
            client.head(address),
            client.get(address, headers={"if-none-match": tag}),
            client.get(address, headers={"if-modified-since": http_date()}),
        ]

        for answer in answers:
            found = (answer.status_code, answer["Location"], answer.content)
            assert found == (301, f"https://testserver{address}", b"")
            assert not answer.has_header("ETag")

    def test_lets_who_watches_the_server_ask_for_its_health(
        self,
        client: Client,
        db: None,
        https: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        assert client.get("/healthz").status_code == 200

    @pytest.mark.parametrize("address", ["/", "/indicators/service-items/"])
    def test_names_what_browsers_must_heed_on_kept_answers_too(
        self,
        client: Client,
        release: Release,
        https: Any,  # noqa: ANN401 - pytest-django's own
        address: str,
    ) -> None:
        made = secure(client, address)
        again = secure(client, address)
        unchanged = secure(client, address, **{"if-none-match": made["ETag"]})

        assert set(made.headers) >= SECURITY
        assert dict(again.items()) == dict(made.items())
        assert unchanged.status_code == 304
        # Browsers keep of the first answer what a 304 does not say again.
        assert SECURITY - set(unchanged.headers) <= {"Content-Security-Policy", "X-Frame-Options"}


class UpgradeTests:
    @pytest.fixture
    def known(self, client: Client, release: Release) -> dict[str, str]:
        """Return how a browser asks again for a page that it has."""
        seen = client.get("/data/")
        return {"if-none-match": seen["ETag"], "if-modified-since": seen["Last-Modified"]}

    @pytest.mark.parametrize("name", ["CITY_NAME_ZH", "LICENCE"])
    def test_of_a_setting_reaches_who_has_the_page(
        self,
        known: dict[str, str],
        settings: Any,  # noqa: ANN401 - pytest-django's own
        name: str,
    ) -> None:
        before = Client().get("/data/", headers={"if-none-match": known["if-none-match"]})
        setattr(settings, name, "别处")
        # Settings are read when a server starts, as this client does.
        after = Client().get("/data/", headers=known)

        assert (before.status_code, after.status_code) == (304, 200)
        assert "别处" in after.content.decode()

    def test_of_the_code_reaches_who_has_the_page_or_its_date_alone(
        self, known: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later = timezone.now() + timedelta(minutes=5)
        monkeypatch.setattr(timezone, "now", lambda: later)
        monkeypatch.setattr(code_digest, "code_and_packages", lambda: "another")
        upgraded = Client()
        date_alone = {"if-modified-since": known["if-modified-since"]}

        answers = [upgraded.get("/data/", headers=one) for one in (known, date_alone)]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert (
            upgraded.get("/data/", headers={"if-none-match": answers[0]["ETag"]}).status_code == 304
        )

    def test_of_the_fonts_reaches_pages_that_offer_files(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tags = []
        for fonts in ((), ("SimSun",)):
            monkeypatch.setattr(typesetting, "chinese_fonts", lambda fonts=fonts: fonts)
            tags.append(Client().get("/reports/")["ETag"])

        assert tags[0] != tags[1]

    @pytest.mark.parametrize(
        "name", ["dashboard/templates/dashboard/base.html", "indicators/enums.py"]
    )
    def test_of_one_file_makes_another_fingerprint(
        self,
        settings: Any,  # noqa: ANN401 - pytest-django's own
        tmp_path: Any,  # noqa: ANN401 - pytest's own
        name: str,
    ) -> None:
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        settings.BASE_DIR = tmp_path
        found = []
        for text in ("one", "two", "one"):
            file.write_text(text)
            code_digest.code_and_packages.cache_clear()
            found.append(code_digest.fingerprint())
        code_digest.code_and_packages.cache_clear()

        assert found[0] == found[2] != found[1]

    def test_lets_old_and_new_code_share_a_cache(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client.get("/about/")
        old = entries()
        monkeypatch.setattr(code_digest, "code_and_packages", lambda: "another")
        Client().get("/about/")

        assert len(entries()) == len(old) + 1
        assert old.items() <= entries().items()


class ParameterTests:
    def test_are_said_of_every_public_page(self) -> None:
        found = {
            pattern.name: getattr(pattern.callback, "parameters", ())
            for pattern in patterns()
            if is_published(pattern.callback)
        }

        assert found == READ

    @pytest.mark.parametrize("name", sorted(READ))
    def test_that_are_unknown_change_nothing_or_are_refused(
        self,
        client: Client,
        arguments: dict[str, dict[str, object]],  # noqa: F811 - the fixture
        name: str,
    ) -> None:
        address = reverse(name, kwargs=arguments.get(name))
        if READ[name] is None:
            assert client.get(f"{address}?utm_source=x").status_code == 400
            return
        plain = client.get(address)
        before = entries()
        strange = client.get(f"{address}?utm_source=x&Page=2&from=message")

        assert (strange.status_code, strange.getvalue()) == (200, plain.getvalue())
        assert strange.get("ETag") == plain.get("ETag")
        assert entries().keys() == before.keys()

    def test_of_six_hundred_strange_addresses_leave_the_cache_as_it_was(
        self, client: Client, release: Release
    ) -> None:
        for address in ADDRESSES.values():
            client.get(address)
        before = entries()

        for number in range(200):
            for address in ADDRESSES.values():
                client.get(f"{address}?x{number}={number}")

        assert entries() == before

    def test_in_another_order_or_twice_are_the_same_address(
        self, client: Client, release: Release
    ) -> None:
        answers = [
            client.get(f"/indicators/?{query}")
            for query in (
                "q=1&sort=-value",
                "sort=-value&q=1",
                "q=2&q=1&sort=-value",
                "%71=1&sort=-value",
                "q=1&sort=-value&Sort=name",
            )
        ]

        assert len({answer["ETag"] for answer in answers}) == 1
        assert len({answer.content for answer in answers}) == 1
        assert len(entries()) == 1
        # The links of the page hold what the page reads, and nothing that somebody appended.
        html = answers[-1].content.decode()
        assert "q=1&amp;sort=-value" in html
        assert "name" not in html.partition('hreflang="en"')[2].partition(">")[0]

    def test_of_the_api_in_another_order_are_one_entry(
        self, client: Client, release: Release
    ) -> None:
        for query in ("limit=2&fields=code", "fields=code&limit=2"):
            assert client.get(f"/api/v1/indicators?{query}").status_code == 200

        assert len(entries()) == 1

    def test_asked_for_the_head_keep_the_whole_page(self, client: Client, release: Release) -> None:
        client.head("/about/")
        before = entries()

        page = client.get("/about/")

        assert b"</html>" in page.content
        assert entries() == before


class BoundTests:
    @pytest.fixture
    def few(self, settings: Any) -> Iterator[int]:  # noqa: ANN401 - pytest-django's own
        """Let the cache hold ten entries."""
        caches["default"]._max_entries = 10
        yield 10
        del caches["default"]

    @pytest.mark.parametrize(
        "address",
        [
            lambda number: f"/indicators/?page={10**9 - number}",
            lambda number: f"/about/?as_of=2019-08-{number:02}",
            lambda number: f"/indicators/?q={number}",
        ],
    )
    def test_holds_whatever_values_are_asked_for(
        self, client: Client, release: Release, few: int, address: Callable[[int], str]
    ) -> None:
        for number in range(1, 31):
            assert client.get(address(number)).status_code == 200

        assert 0 < len(entries()) <= few

    def test_of_an_entry_holds_for_the_largest_answer(
        self, client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client.get("/about/")
        [whole] = map(pickle.loads, entries().values())
        monkeypatch.setattr(cached_response, "LARGEST", len(whole.content) - 1)
        caches["default"].clear()

        first, second = client.get("/about/"), client.get("/about/")

        assert (first.content, first["ETag"]) == (second.content, second["ETag"])
        assert entries() == {}

    def test_of_all_entries_is_what_the_settings_say(self) -> None:
        most = caches["default"]._max_entries

        assert most * cached_response.LARGEST <= 100_000_000


def patterns() -> list[URLPattern]:
    """Return every address of the URL table."""
    pending, found = list(get_resolver().url_patterns), []
    while pending:
        one = pending.pop()
        if isinstance(one, URLPattern):
            found.append(one)
        else:
            pending += one.url_patterns
    return found
