"""An audit says what it could not look up, and never that nothing is wrong with it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import audit

ROOT = Path(__file__).parent.parent.parent
SOUND: dict[str, Any] = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK: dict[str, Any] = {
    "name": "lxml",
    "version": "6.1.0",
    "vulns": [{"id": "X-1", "fix_versions": ["6.1.1"]}, {"id": "X-2", "fix_versions": []}],
}
SKIPPED: dict[str, Any] = {"name": "redis", "skip_reason": "not found"}
SOUND_LINE, SKIPPED_LINE = "No known weaknesses in 1 packages.", "Not audited: redis: not found"
WEAK_LINES = ["lxml 6.1.0: X-1, mended in 6.1.1", "lxml 6.1.0: X-2, mended in no version yet"]
NOTHING = "Nothing was audited: none of {} packages could be looked up{}."


@pytest.mark.parametrize(
    ("packages", "lines", "code"),
    [
        ([SOUND], [SOUND_LINE], 0),
        ([SOUND, WEAK], WEAK_LINES, 1),
        ([SOUND, SKIPPED], [SKIPPED_LINE, SOUND_LINE], 2),
        ([WEAK, SKIPPED], [SKIPPED_LINE, *WEAK_LINES], 1),
        ([SKIPPED, SKIPPED], [NOTHING.format(2, " (not found)")], 2),
        ([], [NOTHING.format(0, "")], 2),
    ],
)
def test_fails_unless_every_package_was_looked_up_and_is_sound(
    packages: list[dict[str, Any]], lines: list[str], code: int
) -> None:
    assert audit.judged(packages) == (lines, code)


def test_fails_where_the_lists_cannot_be_asked(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    # Nobody answers at this port, for names of any host.
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}

    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tools.audit", str(tmp_path / "requirements.txt")],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout.startswith("Nothing was audited: ")
