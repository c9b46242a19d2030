"""What reading a report from the shell promises."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Release

from .documents import pdf, word

TEXT = (
    "关于2019年上半年工作的报告\n"
    "2019年上半年，取消调整证明事项199项，负责人出庭应诉率达80%以上，培养法律明白人42万人。\n"
    "共有法律明白人2.5万人，办件量在30至40件之间，另有3处。\n"
)
PAGE = f"<html><meta charset=utf-8><p>{TEXT.replace(chr(10), '<p>')}</html>"
ROOT = Path(__file__).parent.parent.parent


def read(*arguments: str) -> str:
    out = StringIO()
    call_command("read_report", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class JsonTests:
    def test_names_place_value_and_candidate_of_every_number(
        self, release: Release, file: Path
    ) -> None:
        found = json.loads(read(str(file), "--json"))

        keys = ("paragraph", "line", "start", "end", "as_written", "value", "unit", "qualifier")
        assert [tuple(one[key] for key in keys) for one in found if one["kind"] == "figure"] == [
            (1, 2, 17, 21, "199项", 199, "项", "exact"),
            (1, 2, 31, 36, "80%以上", 80, "%", "at_least"),
            (1, 2, 44, 48, "42万人", 420000, "人", "exact"),
            (2, 3, 7, 12, "2.5万人", 25000, "人", "exact"),
            (2, 3, 17, 23, "30至40件", 30, "件", "exact"),
            (2, 3, 28, 30, "3处", 3, "处", "exact"),
        ]
        by_words = {one["as_written"]: one for one in found}
        cited = by_words["199项"]
        assert (cited["indicator"], cited["place"]) == ("certificates-cancelled", "city-level")
        assert 0.5 < cited["confidence"] <= 1
        assert by_words["30至40件"]["value_to"] == 40
        assert "value_to" not in cited
        nothing = {"value": None, "qualifier": None, "indicator": None, "place": None}
        assert by_words["3处"] | nothing | {"value": 3, "qualifier": "exact"} == by_words["3处"]
        date = next(one for one in found if one["kind"] == "date")
        assert date == {
            **nothing,
            "paragraph": None,
            "line": 1,
            "start": 2,
            "end": 7,
            "as_written": "2019年",
            "kind": "date",
            "unit": "",
            "confidence": 0,
        }

    @pytest.mark.django_db
    def test_is_a_list_even_of_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("没有数字。")

        assert read(str(path), "--json") == "[]\n"

    @pytest.mark.parametrize("kind", ["docx", "html", "pdf", "-"])
    def test_is_the_same_of_every_type_of_file(
        self, release: Release, file: Path, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content = PAGE.encode() if kind == "html" else TEXT.encode()
        if kind == "docx":
            content = word(*TEXT.splitlines())
        elif kind == "pdf":
            indented = (
                "#set page(width: 400pt)\n#set par(first-line-indent: (amount: 2em, all: true))"
            )
            content = pdf("\n\n".join(TEXT.splitlines()), indented)
        other = file.with_name("named-wrongly.bin")
        other.write_bytes(content)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))

        assert read("-" if kind == "-" else str(other), "--json") == read(str(file), "--json")


class TableTests:
    def test_shows_each_paragraph_and_marks_what_is_unsure(
        self, release: Release, file: Path
    ) -> None:
        lines = read(str(file)).splitlines()

        assert (lines[0], lines[1].split()) == ("line 1", ["2019年", "日期"])
        by_words = {line.split()[0]: line.split() for line in lines}
        assert by_words["199项"][1:6] == ["数据", "199项", "精确", "取消调整的证明事项", "市本级"]
        assert by_words["199项"][6].endswith("%")
        assert by_words["30至40件"][2:4] == ["30–40件", "精确"]
        assert by_words["30至40件"][-1] == "?"
        assert by_words["3处"][2:] == ["3处", "精确", "–", "?"]
        assert lines[-1].endswith("unsure (?)")

    def test_ends_quietly_where_nobody_reads_on(self, file: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)

        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "read_report", str(file)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": "sqlite://:memory:", "VAR_DIR": str(file.parent)},
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )

        os.close(writer)
        assert "Traceback" not in ended.stderr

    def test_names_no_candidates_where_the_database_is_empty(self, file: Path) -> None:
        from_nothing = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "read_report", str(file), "--json"],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": "sqlite://:memory:", "VAR_DIR": str(file.parent)},
            capture_output=True,
            text=True,
            check=True,
        )

        found = json.loads(from_nothing.stdout)
        assert {one["indicator"] for one in found} == {None}
        assert from_nothing.stderr.startswith("The database has no tables yet")


class BadFileTests:
    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"", "文件为空"), (b"\0\1", "文件不是UTF-8或GB 18030文本"), (None, "No such file")],
    )
    def test_is_refused_in_one_line(
        self, tmp_path: Path, content: bytes | None, message: str
    ) -> None:
        path = tmp_path / "a.docx"
        if content is not None:
            path.write_bytes(content)

        with pytest.raises(CommandError, match=f"a.docx: {message}") as refused:
            read(str(path))

        assert "\n" not in str(refused.value)
