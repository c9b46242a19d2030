"""The measuring starts where nothing but the packages is there."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_says_what_it_measures_before_any_settings_are_known() -> None:
    known = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}

    asked = subprocess.run(
        [sys.executable, "-m", "tools.bench", "--help"],
        cwd=ROOT, env=known, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (asked.returncode, asked.stderr) == (0, "")
    assert "three sizes" in asked.stdout
