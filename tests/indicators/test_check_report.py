"""A report checked from the shell."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Release

RIGHT = "2019年上半年，编制市本级政务服务事项810项，培养法律明白人42万人。"
WRONG = RIGHT.replace("810", "811")


def check(tmp_path: Path, text: str, *options: str) -> tuple[str, int]:
    """Return what the command prints and its exit code."""
    path, out = tmp_path / "report.txt", io.StringIO()
    path.write_text(text, encoding="utf-8")
    try:
        call_command("check_report", str(path), *options, stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}", error.returncode
    return out.getvalue(), 0


@pytest.mark.django_db
class CheckReportTests:
    def test_succeeds_where_every_figure_is_the_same(
        self, release: Release, tmp_path: Path
    ) -> None:
        printed, code = check(tmp_path, RIGHT)

        assert code == 0
        assert printed.splitlines() == [
            "共2个数据：一致2个，不一致0个，数据中没有0个，无法判断0个。",
            "2 figures: 2 same, 0 differs, 0 not in the data, 0 cannot tell.",
        ]

    def test_fails_and_names_what_differs(self, release: Release, tmp_path: Path) -> None:
        printed, code = check(tmp_path, WRONG)

        assert code == 1
        assert printed.splitlines()[0] == (
            "¶1  811项  政务服务事项（市本级）  不一致：文中为811项，数据为810项，2019-07-09发布"
        )
        assert printed.endswith("1 of 2 figures differ.")

    def test_prints_one_json_list(self, release: Release, tmp_path: Path) -> None:
        printed, code = check(tmp_path, WRONG, "--json")

        objects = json.loads(printed.removesuffix("1 of 2 figures differ."))
        assert code == 1
        assert [(one["as_written"], one["result"], one["expected"]) for one in objects] == [
            ("2019年", None, None),
            ("811项", "differs", 810),
            ("42万人", "same", 420000),
        ]

    def test_holds_the_text_against_what_was_public_on_a_day(
        self, release: Release, tmp_path: Path
    ) -> None:
        printed, code = check(tmp_path, WRONG, "--as-of", "2019-07-01")

        assert code == 0
        assert "数据中没有2个" in printed

    def test_can_count_what_is_accepted(self, release: Release, tmp_path: Path) -> None:
        assert check(tmp_path, WRONG, "--accepted")[1] == 1

    def test_names_headings_by_their_line(self, release: Release, tmp_path: Path) -> None:
        printed, _code = check(tmp_path, "植树300株\n以上。")

        assert printed.startswith("line 1  300株    数据中没有")

    def test_fails_differently_where_the_file_cannot_be_read(
        self, release: Release, tmp_path: Path
    ) -> None:
        assert check(tmp_path, "")[1] == 2
        with pytest.raises(CommandError) as raised:
            call_command("check_report", str(tmp_path / "missing.txt"))
        assert raised.value.returncode == 2

    def test_prints_an_empty_list_where_there_is_no_number(
        self, release: Release, tmp_path: Path
    ) -> None:
        assert json.loads(check(tmp_path, "没有数字。", "--json")[0]) == []
