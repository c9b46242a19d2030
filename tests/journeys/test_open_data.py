"""The examples of the documentation, run as they stand against a site; no browser is needed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import csvw
import pytest

ROOT = Path(__file__).parent.parent.parent
WRITTEN = "http://127.0.0.1:8000"
EXAMPLES = re.findall(
    r"```(bash|python)\n(.*?)```\n```text\n(.*?)```",
    (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8"),
    re.DOTALL,
)

pytestmark = pytest.mark.xdist_group("open data")


class ExampleTests:
    def test_are_all_followed_by_what_they_print(self) -> None:
        text = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")

        assert len(EXAMPLES) == text.count("```bash") + text.count("```python") == 6

    @pytest.mark.parametrize(("language", "code", "printed"), EXAMPLES)
    def test_print_what_the_page_says(
        self, site: str, language: str, code: str, printed: str
    ) -> None:
        command = ["bash", "-c"] if language == "bash" else [sys.executable, "-c"]

        done = subprocess.run(  # noqa: S603 - the examples of our own page
            [*command, code.replace(WRITTEN, site)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )

        assert (done.stdout.splitlines(), done.returncode) == (printed.splitlines(), 0), done.stderr


class DescriptionTests:
    @pytest.mark.parametrize("file", ["observations.csv", "observations.csv?area=functions"])
    def test_is_found_from_the_file_by_its_link(self, site: str, file: str) -> None:
        found = csvw.CSVW(f"{site}/data/{file}")

        assert not found.no_metadata
        [table] = found.tables
        assert table.tableSchema.columns[0].common_props["dc:description"][1] == {
            "@value": "the code of the indicator",
            "@language": "en",
        }
