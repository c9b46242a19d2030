"""A site served as ``make run`` serves it, and one browser for all journeys."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.scenes import REPORT

ROOT = Path(__file__).parent.parent.parent
ASSETS = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "assets"
DATABASE = "zhunsheng.sqlite3"
CHROMIUM = os.environ.get("CHROMIUM", "")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# Five minutes: on a cold machine the first start compiles and compresses beside all other tests.
ATTEMPTS = 1_500
Manage = Callable[..., str]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium once, and end it with the journeys: Django refuses to work beside its loop."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)


@pytest.fixture(scope="package")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the static files are collected and compressed, once for all sites."""
    var = tmp_path_factory.mktemp("collected")
    (var / "assets").symlink_to(ASSETS)
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(var)},
        check=True,
    )
    return var / "static"


@pytest.fixture(scope="module")
def environment(
    collected: Path, django_db_setup: None, copies: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Return the environment of a site of its own, with its port and the real report's database."""
    var = tmp_path_factory.mktemp("var")
    (var / "assets").symlink_to(ASSETS)
    (var / "static").symlink_to(collected)
    shutil.copy(copies / REPORT, var / DATABASE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    own = {"VAR_DIR": str(var), "PORT": str(port), "WORKERS": "1", "REQUIRE_SECOND_FACTOR": "0"}
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return known | own


@pytest.fixture(scope="module")
def manage(environment: dict[str, str]) -> Manage:
    """Return a function that runs a command of manage.py on the site's database."""

    def run(*command: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return run


@pytest.fixture(scope="module")
def site(environment: dict[str, str]) -> Iterator[str]:
    """Serve the real report, and wait until the site is healthy."""
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{environment['PORT']}"
            wait_for(server, address)
            yield address
        finally:
            server.terminate()


def wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    """Return once the site is healthy, and fail where it stops or never is."""
    pause = Event()
    for _ in range(ATTEMPTS):
        try:
            with urllib.request.urlopen(f"{address}/healthz"):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the server stopped"
            pause.wait(0.2)
    pytest.fail("the site was not healthy in time")
