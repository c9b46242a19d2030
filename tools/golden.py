"""Keep what the site gives on a fixed day, or say what differs from what was kept.

    python -m tools.golden keep FOLDER
    python -m tools.golden compare FOLDER

The real report and the made-up city are each walked from the first page, in both languages, with
the API's answers and every file; an edition of each is made as well. Marks of the code and of a
single answer are left out: hashed names of static files, nonces and tokens.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CITIES = ("real", "demo")
MOST_PAGES = 4_000
NOW = "2026-11-20T02:00:00+00:00"
START = ("/", "/en/", "/robots.txt", "/sitemap.xml", "/api/v1/openapi.json", "/data/schema.json")
LINK = re.compile(rb"""(?:href|src|action|data-[a-z]+)="(/[^"#]*)|"(?:url|href|next)": ?"([^"]+)""")
MASKS = (
    (re.compile(rb"(static/[-\w/.]+?)\.[0-9a-f]{12}(\.\w+)"), rb"\1\2"),
    (re.compile(rb'nonce="[^"]*"'), rb'nonce=""'),
    (re.compile(rb'(csrfmiddlewaretoken" value=)"[^"]*"'), rb'\1""'),
)


def masked(content: bytes) -> bytes:
    """Return the content without marks of the code and of a single answer."""
    for mark, instead in MASKS:
        content = mark.sub(instead, content)
    return content


def walk(folder: Path) -> None:
    """Keep every answer that links lead to, of the site that the settings name."""
    # Settings have to be read after the environment is set, in a process of its own.
    import django  # noqa: PLC0415

    django.setup()
    from django.test import Client  # noqa: PLC0415

    client, seen, waiting = Client(HTTP_HOST="localhost"), set(START), list(START)
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        answer = client.get(address)
        content = masked(answer.getvalue())
        name = hashlib.sha256(address.encode()).hexdigest()[:20]
        (folder / name).write_bytes(b"%s %d\n%s" % (address.encode(), answer.status_code, content))
        kind = answer.headers.get("Content-Type", "")
        if "html" in kind or "json" in kind or "xml" in kind:
            for found in links(content):
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)


def links(content: bytes) -> Iterator[str]:
    """Yield the addresses of this site that the content links to, but those of the desk."""
    for one in LINK.finditer(content):
        address = (one[1] or one[2]).decode(errors="replace").replace("&amp;", "&")
        address = re.sub(r"^https?://localhost(?::\d+)?(?=/)", "", address)
        if address.startswith("/") and not re.match(r"/(static|admin|accounts|i18n|desk)", address):
            yield address


def keep(folder: Path) -> None:
    """Keep what both cities give."""
    for city in CITIES:
        with tempfile.TemporaryDirectory() as var:
            to = folder / city
            (to / "site").mkdir(parents=True)
            (Path(var) / "assets").symlink_to(Path("var/assets").resolve())
            env = {
                **os.environ,
                "VAR_DIR": var,
                "DATABASE_URL": f"sqlite:///{var}/golden.sqlite3",
                "DEMONSTRATION": "1" if city == "demo" else "0",
                "DJANGO_SETTINGS_MODULE": "dashboard.settings",
                "ALLOWED_HOSTS": "localhost",
                "GOLDEN_NOW": NOW,
                "PYTHONHASHSEED": "0",
            }
            load = ["demo"] if city == "demo" else ["load_report", "fixtures/fuzhou-2019h1"]
            for command in (
                ["migrate", "--verbosity=0"],
                ["collectstatic", "--noinput", "--verbosity=0"],
                load,
            ):
                _run(env, "manage", *command)
            _run(env, "walk", str(to / "site"))
            _run(env, "manage", "publish_static", str(to / "edition"))


def _run(env: dict[str, str], *arguments: str) -> None:
    here = Path(__file__).resolve()
    subprocess.run([sys.executable, str(here), *arguments], env=env, check=True)  # noqa: S603 - this very file


def compare(folder: Path) -> int:
    """Print which of the kept answers differ now; return how many."""
    with tempfile.TemporaryDirectory() as now:
        keep(Path(now))
        kept, given = _files(folder), _files(Path(now))
        different = sorted(
            name for name in kept.keys() | given.keys() if kept.get(name) != given.get(name)
        )
        for name in different:
            print(name, _address(kept.get(name) or given.get(name) or b""))
        print(f"{len(kept)} kept, {len(given)} given, {len(different)} different")
        return len(different)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): masked(one.read_bytes())
        for one in folder.rglob("*")
        if one.is_file()
    }


def _address(content: bytes) -> str:
    return content[:200].split(b"\n")[0].decode(errors="replace")


def main(task: str, *arguments: str) -> int:
    """Do what the command line asks for."""
    if task in ("keep", "compare"):
        return {"keep": keep, "compare": compare}[task](Path(arguments[0])) or 0
    sys.path.insert(0, ".")
    import time_machine  # noqa: PLC0415

    with time_machine.travel(os.environ["GOLDEN_NOW"], tick=False):
        if task == "walk":
            walk(Path(arguments[0]))
        else:
            import django  # noqa: PLC0415
            from django.core.management import call_command  # noqa: PLC0415

            django.setup()
            call_command(*arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
