"""Log-ins at the same moment, at a real server of two processes on a database of its own."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Thread

import pytest

from dashboard.management.granian import OPTIONS
from tests.scenes import PATIENCE, ROOT, played

LOGIN = "/accounts/login/"
PASSWORD = "Right-1949"
OFFICE = 12
# One password for all, since making one is slow on purpose.
PREPARED = f"""
from django.contrib.auth.hashers import make_password
from indicators.models import Official
password = make_password("{PASSWORD}")
for name in ["guessed", *(f"official{{number}}" for number in range({OFFICE}))]:
    Official.objects.create(username=name, password=password)
"""
COUNTED = """
import json
from dashboard.models import FailedTry
print(json.dumps(FailedTry.objects.count()))
"""

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("at_once")]


@pytest.fixture
def port(city: str, tmp_path: Path) -> Iterator[int]:
    """Return the port at which the city is served until the test ends."""
    run(city, PREPARED)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    where = ["--host", "127.0.0.1", "--port", str(free), "--workers", "2"]
    # What is served in development needs no collected files; failures are told all the same.
    own = {"DATABASE_URL": city, "VAR_DIR": str(tmp_path), "DEBUG": "1"}
    granian = str(Path(sys.executable).with_name("granian"))
    server = subprocess.Popen(  # noqa: S603 - our own server
        [granian, *OPTIONS, *where, "dashboard.wsgi:application"], cwd=ROOT, env=os.environ | own
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_served(free):
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server does not answer"
        yield free
    finally:
        server.terminate()
        server.wait(PATIENCE)


def run(database: str, code: str) -> str:
    done = played(database, "shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_served(port: int) -> bool:
    try:
        return ask(port, "GET", "/healthz")[0] == 200
    except OSError:
        return False


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    """Return status, cookies and page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        cookies = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie") or []]
        return answer.status, "; ".join(cookies), answer.read().decode()
    finally:
        connection.close()


def at_once(port: int, tries: list[tuple[str, str]]) -> Counter[int]:
    """Send all the log-ins from one address at the same moment; return the answers by status."""
    start, statuses = Barrier(len(tries), timeout=PATIENCE), Counter[int]()

    def log_in(name: str, password: str) -> None:
        _status, cookie, page = ask(port, "GET", LOGIN)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        token = found[1] if found else ""
        body = f"csrfmiddlewaretoken={token}&login={name}&password={password}"
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        start.wait()
        statuses[ask(port, "POST", LOGIN, body, **form)[0]] += 1

    waiting = [Thread(target=log_in, args=one) for one in tries]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join()
    return statuses


class LogInsAtOnceTests:
    def test_of_an_office_succeed_while_one_account_is_guessed_and_tells_no_more_than_five(
        self,
        port: int,
        city: str,
    ) -> None:
        office = [(f"official{number}", PASSWORD) for number in range(OFFICE)]
        guesses = [("guessed", f"wrong{number}") for number in range(10)]

        answered = at_once(port, office + guesses)
        then_right = at_once(port, [("guessed", PASSWORD)])

        assert (answered, then_right) == ({302: OFFICE, 200: 10}, {200: 1})
        assert json.loads(run(city, COUNTED)) == 5
