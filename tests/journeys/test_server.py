"""Whatever is killed comes back, and whoever asks the server to end leaves nothing behind."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dashboard.management.addresses import free_place
from dashboard.management.commands.serve import SUPERVISOR
from dashboard.management.granian import OPTIONS
from dashboard.management.supervisor import BESIDE
from tests.dashboard.redis_server import free_port

from .conftest import DATABASE, ROOT, wait_for

# Tenths of a second; workers load the whole site, on machines that have more to do.
ATTEMPTS = 900
READERS = 4
LISTENING = "0A"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment of a site with two workers, which begins with no database."""
    (Path(environment["VAR_DIR"]) / DATABASE).unlink()
    return environment | {"WORKERS": "2"}


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the site, and end it in good order."""
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(process, address_of(environment))
            yield process
        finally:
            process.terminate()


@pytest.fixture
def small(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a greeting as the site is served, at a port of its own."""
    granian = str(Path(sys.executable).with_name("granian"))
    port = str(free_port())
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", SUPERVISOR, granian, *OPTIONS, "--workers", "2", "--port", port,
         "tests.journeys.hello:application"],
        cwd=ROOT, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            environment["SMALL"] = port
            until(lambda: answers(f"http://127.0.0.1:{port}"))
            yield process
        finally:
            process.kill()


def address_of(environment: dict[str, str]) -> str:
    """Return where the site is."""
    return f"http://127.0.0.1:{environment['PORT']}"


def until(is_so: Callable[[], object]) -> None:
    """Return once it is so, and fail where it never is."""
    pause = Event()
    for _ in range(ATTEMPTS):
        if is_so():
            return
        pause.wait(0.1)
    pytest.fail("it was not so in time")


def children(pid: int) -> list[int]:
    """Return the processes that the process started and that are alive."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(child) for child in found]


def command_of(pid: int) -> str:
    """Return the process's command; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def beside(server: subprocess.Popen[Any]) -> int:
    """Return the process that keeps the worker of jobs running, 0 where there is none."""
    return next((one for one in children(server.pid) if SUPERVISOR in command_of(one)), 0)


def granian(server: subprocess.Popen[bytes]) -> int:
    """Return the process that runs the workers, 0 where there is none just now."""
    return next((one for one in children(server.pid) if one != beside(server)), 0)


def worker_of_jobs(server: subprocess.Popen[bytes]) -> int:
    """Return the process that does the desk's jobs, 0 where there is none just now."""
    return next((one for one in children(beside(server)) if "manage.py work" in command_of(one)), 0)


def of_group(leader: int) -> list[int]:
    """Return the processes of the group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(after_name[2]) == leader and after_name[0] != "Z":
            found.append(int(folder.name))
    return found


def has_two_others(main: int, gone: int) -> bool:
    """Tell whether two workers are there besides the one that is gone."""
    return len({*children(main)} - {gone}) == 2


def listeners(port: str) -> int:
    """Return how many sockets take connections at the port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
    return sum(row[1].endswith(f":{int(port):04X}") and row[3] == LISTENING for row in rows)


def answers(address: str) -> bool:
    """Tell whether the site is healthy."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def read_on(address: str, is_over: Event) -> tuple[int, int]:
    """Read pages until it is over; return how many came, and how many connections were lost."""
    came = lost = 0
    while not is_over.is_set():
        try:
            with urllib.request.urlopen(f"{address}/", timeout=60) as answer:  # noqa: S310
                assert b"</html>" in answer.read()
            came += 1
        except urllib.error.HTTPError:
            raise
        except OSError:
            lost += 1
    return came, lost


def test_every_worker_that_is_killed_under_load_comes_back(
    server: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    address, main = address_of(environment), granian(server)
    until(lambda: listeners(environment["PORT"]) == 2)
    workers, is_over = children(main), Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read_on, address, is_over) for _ in range(READERS)]
        try:
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
                until(partial(has_two_others, main, worker))
                # Each worker listens for itself, once it has loaded the site.
                until(lambda: listeners(environment["PORT"]) == 2)
        finally:
            is_over.set()
        read = [reader.result() for reader in readers]

    assert granian(server) == main
    assert not {*workers} & {*children(main)}
    assert all(came > 0 for came, _ in read)
    # A dying worker takes what it has in hand, and what the kernel had given to it.
    assert sum(lost for _, lost in read) <= 4 * READERS


def test_a_server_that_ends_starts_again_and_leaves_nothing_of_the_old_one(
    server: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    address, main = address_of(environment), granian(server)

    def kill_workers() -> bool:
        for worker in children(main):
            os.kill(worker, signal.SIGKILL)
        return granian(server) not in (0, main)

    # Workers that die again as soon as they are there end granian itself.
    until(kill_workers)
    until(lambda: answers(address))
    assert of_group(main) == []

    main = granian(server)
    until(lambda: len(children(main)) == 2)
    os.kill(main, signal.SIGKILL)
    until(lambda: granian(server) not in (0, main))
    until(lambda: answers(address))
    assert of_group(main) == []
    assert server.poll() is None


def test_a_worker_beside_the_server_that_is_killed_comes_back_and_the_server_goes_on(
    server: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    until(lambda: worker_of_jobs(server))
    main, killed = granian(server), worker_of_jobs(server)

    os.kill(killed, signal.SIGKILL)

    until(lambda: worker_of_jobs(server) not in (0, killed))
    assert granian(server) == main
    assert answers(address_of(environment))


def test_a_worker_that_never_works_does_not_end_the_server_and_ends_with_it() -> None:
    serving = [sys.executable, "-c", "import signal; print(flush=True); signal.pause()"]
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    with subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, "-m", SUPERVISOR, *serving, BESIDE, *broken],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        said = [process.stderr.readline() for _ in range(3)]
        keeper = beside(process)
        process.terminate()

        assert process.wait(60) == 0
    assert said == [
        "The worker ended (code 3) and starts again in 1 s.\n",
        "The worker ended (code 3) and starts again in 2 s.\n",
        "The worker ended (code 3) and starts again in 4 s.\n",
    ]
    assert keeper
    assert not Path(f"/proc/{keeper}").exists()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_end_does(
    small: subprocess.Popen[bytes], environment: dict[str, str], asked: signal.Signals
) -> None:
    main = granian(small)

    small.send_signal(asked)

    assert small.wait(60) == 0
    assert of_group(main) == []
    assert small.stderr
    assert b"starts again" not in small.stderr.read()
    assert free_place("127.0.0.1", environment["SMALL"])


def test_a_server_ends_with_what_keeps_it_running(
    small: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    main = granian(small)

    small.kill()

    until(lambda: of_group(main) == [])
    assert free_place("127.0.0.1", environment["SMALL"])


def test_a_server_that_never_works_ends_with_its_own_code() -> None:
    broken = [sys.executable, "-c", "raise SystemExit(3)"]

    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "dashboard.management.supervisor", *broken],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "The server ended (code 3) and starts again in 1 s.",
        "The server ended (code 3) and starts again in 2 s.",
        "The server ended 3 times (code 3) and never worked.",
    ]
