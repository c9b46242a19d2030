"""Look the packages up in the lists of known weaknesses, and fail where that could not be done.

pip-audit passes over what it cannot look up, and where nothing could be, as without a way to the
lists, it says that no weaknesses are known.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PIP_AUDIT = str(Path(sys.executable).with_name("pip-audit"))
OPTIONS = ("--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json")
NOTHING = "Nothing was audited"


def main(requirements: str) -> int:
    """Print what is known of the packages; return 0 where all were looked up and are sound."""
    done = subprocess.run(  # noqa: S603 - our own command
        [PIP_AUDIT, "--requirement", requirements, *OPTIONS],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        sys.stderr.write(done.stderr)
        print(f"{NOTHING}: the lists of known weaknesses could not be asked.")
        return 2
    lines, code = judged(packages)
    print("\n".join(lines))
    return code


def judged(packages: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Return what to print, and the code: 0 sound, 1 weak, 2 where a package was not looked up."""
    skipped = [one for one in packages if "skip_reason" in one]
    if len(skipped) == len(packages):
        reason = f" ({skipped[0]['skip_reason']})" if skipped else ""
        return [f"{NOTHING}: none of {len(packages)} packages could be looked up{reason}."], 2
    weak = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {_mended(found)}"
        for one in packages
        for found in one.get("vulns", ())
    ]
    lines = [f"Not audited: {one['name']}: {one['skip_reason']}" for one in skipped]
    lines += weak or [f"No known weaknesses in {len(packages) - len(skipped)} packages."]
    return lines, 1 if weak else 2 if skipped else 0


def _mended(found: dict[str, Any]) -> str:
    return ", ".join(found["fix_versions"]) or "no version yet"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
