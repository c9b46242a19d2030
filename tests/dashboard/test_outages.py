"""A cache or a database that is away must not take the site with it."""

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from dashboard.redis_cache import PAUSE, RedisCache
from indicators.models import Release
from tests.dashboard.redis_server import PROGRAM, RedisServer, free_port

ROOT = Path(__file__).parent.parent.parent
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
FEW = 5
# Asks a site whose database is not there, in a process of its own, and prints the answers.
ASK = """
import json, django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
found = {}
for path in ("/healthz", "/", "/en/", "/desk/", "/accounts/login/", "/api/v1/indicators",
             "/api/v1/submissions/2019-07/entries", "/api/v1/openapi.json"):
    answer = client.get(path, headers={"authorization": "Bearer zs_00000000_" + 43 * "x"})
    found[path] = (answer.status_code, answer["Content-Type"], answer.get("Retry-After"),
                   answer.content.decode())
print(json.dumps(found))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """Start a Redis, and end it with the test."""
    if not PROGRAM:
        pytest.skip("no redis-server (apt-get install redis-server)")
    found = RedisServer(tmp_path)
    found.start()
    yield found
    found.kill()


@pytest.fixture
def shared(server: RedisServer, settings: Any) -> Iterator[RedisServer]:  # noqa: ANN401 - pytest-django's own
    """Let the site share that Redis as REDIS_URL would, with room for few answers."""

    def of(name: str, **more: object) -> dict[str, object]:
        return {
            "BACKEND": "dashboard.redis_cache.RedisCache",
            "LOCATION": server.address,
            "KEY_PREFIX": name,
            "OPTIONS": {"INSTEAD": f"{name}-of-process", **more},
        }

    settings.CACHES = {
        "default": of("default", MAX_ENTRIES=FEW),
        "rates": of("rates"),
        "default-of-process": {"BACKEND": LOCAL, "LOCATION": "instead"},
        "rates-of-process": {"BACKEND": LOCAL, "LOCATION": "instead-of-rates"},
    }
    RedisCache.away_until, RedisCache.said_at = 0, -1000
    yield server
    for name in ("default-of-process", "rates-of-process"):
        caches[name].clear()
    RedisCache.away_until = 0


def health(client: Client) -> tuple[int, dict[str, str]]:
    """Return what the site says of its state."""
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


class SharedCacheTests:
    def test_answers_all_processes_and_counts_for_them(
        self, client: Client, release: Release, shared: RedisServer
    ) -> None:
        client.get("/about/")
        client.get("/api/v1/areas")

        kept = {key.partition(":")[0] for key in shared.keys("*:*")}
        assert kept == {"default", "rates"}
        assert health(client) == (200, {"database": "ok", "cache": "ok"})

    def test_holds_the_newest_answers_and_no_more(
        self, client: Client, release: Release, shared: RedisServer
    ) -> None:
        tags = [client.get(f"/indicators/?q={number}")["ETag"][3:-1] for number in range(12)]

        kept = {key.rpartition(":")[2] for key in shared.keys("default:*")}
        assert kept == set(tags[-FEW:])

    @pytest.mark.parametrize("how", ["kill", "hang"])
    def test_is_passed_by_while_it_is_away(
        self,
        client: Client,
        release: Release,
        shared: RedisServer,
        how: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        pages = ("/", "/indicators/?q=1", "/api/v1/indicators", "/accounts/login/")
        before = [client.get(page).content for page in pages[:3]]
        getattr(shared, how)()

        with caplog.at_level(logging.WARNING):
            start = time.monotonic()
            answers = [client.get(page) for page in (*pages, *pages)]
            took = time.monotonic() - start

        assert {answer.status_code for answer in answers} == {200}
        assert [answer.content for answer in answers[:3]] == before
        # A Redis that hangs is waited for once, not once for each of many questions.
        assert took < PAUSE / 2
        said = [one.getMessage() for one in caplog.records if one.name == "dashboard.redis_cache"]
        assert len(said) == 1
        assert said[0].startswith("Redis does not answer; each process keeps its own meanwhile: ")
        assert health(client) == (200, {"database": "ok", "cache": "away"})

    def test_still_counts_requests_while_it_is_away(
        self,
        client: Client,
        release: Release,
        shared: RedisServer,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.API_REQUESTS_PER_MINUTE = 2
        shared.kill()

        found = [client.get("/api/v1/areas") for _ in range(4)]

        # The minute may end in between, which begins the count once more.
        assert 429 in {answer.status_code for answer in found}
        assert {answer.status_code for answer in found} <= {200, 429}

    def test_is_used_again_once_it_is_back(
        self, client: Client, release: Release, shared: RedisServer
    ) -> None:
        shared.kill()
        client.get("/about/")
        shared.start()

        assert health(client) == (200, {"database": "ok", "cache": "ok"})
        client.get("/about/")
        assert shared.keys("default:*")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, ...]]:
    """Return what a site answers whose PostgreSQL takes no connections, and what it logs."""
    known = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/nothing",
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
    }
    known.pop("REDIS_URL", None)
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", ASK],
        cwd=ROOT, env=known, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers: dict[str, tuple[Any, ...]] = json.loads(done.stdout)
    return {**answers, "log": (done.stderr,)}


@pytest.mark.slow
class DatabaseTests:
    def test_that_is_away_is_told_to_who_watches_the_site(
        self, found: dict[str, tuple[Any, ...]]
    ) -> None:
        status, kind, _, text = found["/healthz"]

        assert (status, kind) == (503, "application/json")
        assert json.loads(text) == {"database": "away", "cache": "not shared"}

    @pytest.mark.parametrize(
        ("page", "words"),
        [
            ("/", "数据库暂时没有响应，请稍后重试。"),
            ("/en/", "The database does not answer. Please try again soon."),
        ],
    )
    def test_that_is_away_is_told_to_readers(
        self, found: dict[str, tuple[Any, ...]], page: str, words: str
    ) -> None:
        status, kind, after, text = found[page]

        assert (status, kind, after) == (503, "text/html; charset=utf-8", "30")
        assert words in text

    @pytest.mark.parametrize(
        "page",
        ["/api/v1/indicators", "/api/v1/submissions/2019-07/entries", "/api/v1/openapi.json"],
    )
    def test_that_is_away_is_a_problem_to_programs(
        self, found: dict[str, tuple[Any, ...]], page: str
    ) -> None:
        status, kind, after, text = found[page]

        assert (status, kind, after) == (503, "application/problem+json", "30")
        assert json.loads(text)["type"] == "/api/#problem-away"

    def test_that_is_away_takes_a_line_of_the_log_for_each_request(
        self, found: dict[str, tuple[Any, ...]]
    ) -> None:
        [log] = found["log"]

        assert "Traceback" not in log
        assert "connection refused" in log.lower()
