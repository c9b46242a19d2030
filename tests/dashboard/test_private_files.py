"""What is not public lies in files that nobody else on the machine can read."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from dashboard.management.private_files import keep_private

ROOT = Path(__file__).parent.parent.parent
# Leaves a transaction open, so that all that SQLite keeps beside the database is there.
WRITE = """
import os
from pathlib import Path
from django.conf import settings
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("CREATE TABLE kept (value text)")
    cursor.execute("INSERT INTO kept VALUES ('x')")
transaction.set_autocommit(False)
print({path.name: oct(path.stat().st_mode & 0o777) for path in settings.VAR.glob("*sqlite3*")})
"""


def modes(folder: Path) -> dict[str, int]:
    """Return the rights of everything in the folder."""
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in folder.rglob("*")
    }


def test_a_database_and_what_lies_beside_it_are_made_so(tmp_path: Path) -> None:
    known = {**os.environ, "VAR_DIR": str(tmp_path)}
    known.pop("DATABASE_URL", None)

    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITE],
        cwd=ROOT, env=known, capture_output=True, text=True, check=True, umask=0,
    )  # fmt: skip

    names = [f"zhunsheng.sqlite3{end}" for end in ("", "-shm", "-wal")]
    found = sorted(eval(done.stdout).items())  # noqa: S307 - printed by the lines above
    assert found == [(name, "0o600") for name in names]


def test_uploads_and_their_folders_are_made_so(
    settings: Any,  # noqa: ANN401 - pytest-django's own
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    before = os.umask(0)
    try:
        default_storage.save("evidence/2019/a.pdf", ContentFile(b"a"))
    finally:
        os.umask(before)

    assert modes(tmp_path) == {
        "media": 0o700,
        "media/evidence": 0o700,
        "media/evidence/2019": 0o700,
        "media/evidence/2019/a.pdf": 0o600,
    }


def test_files_of_earlier_versions_become_so(
    settings: Any,  # noqa: ANN401 - pytest-django's own
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    database = tmp_path / "old.sqlite3"
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    folder = tmp_path / "media" / "evidence"
    folder.mkdir(parents=True)
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{database}{end}").touch(mode=0o644)
    for path in (tmp_path / "secret_key", folder / "a.pdf", tmp_path / "static.css"):
        path.touch()
        path.chmod(0o664)

    assert keep_private() == []

    kept = modes(tmp_path)
    assert kept.pop("static.css") == 0o664
    assert {kept.pop("media"), kept.pop("media/evidence")} == {0o700}
    assert {*kept.values()} == {0o600}
    assert len(kept) == 6
