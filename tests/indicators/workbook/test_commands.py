"""What the two commands promise."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl.worksheet.worksheet import Worksheet

from indicators.enums import Role
from indicators.intake.workbook.layout import SheetColumn
from indicators.models import Entry, Official, ReportingPeriod
from tests.indicators.desk import NOW, fill, fresh, make_official, open_month

from .files import edited, filled, given_out, values

VALUE = SheetColumn.VALUE


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write files without a path into a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> tuple[str, str]:
    """Return what the command says, and what it says went wrong; the reason for failing last."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*words, stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue(), err.getvalue()


class ExportTests:
    def test_writes_all_organisations_for_the_newest_period_by_default(
        self, month: list[Entry]
    ) -> None:
        open_month("petition-cases-taken")
        ReportingPeriod.objects.create(
            frequency="year", start="2019-01-01", end="2019-12-31", due="2020-01-12"
        )

        said, wrong = run("export_workbook")

        [file] = Path().iterdir()
        assert file.name == "填报表-全部填报单位-2019年7月.xlsx"
        assert (said, wrong) == (f"{file}: 4 rows\n", "")
        assert len(values(file.read_bytes())) == 5

    def test_writes_one_organisation_and_period_in_the_language_asked_for(
        self, month: list[Entry]
    ) -> None:
        open_month(month[0].indicator.code, end=NOW.date().replace(day=31))

        said, _wrong = run(
            "export_workbook", "--organisation=service-centre", "--period=2019-07",
            "--language=en", "-o", "july.xlsx",
        )  # fmt: skip

        assert said == "july.xlsx: 3 rows\n"
        assert values(Path("july.xlsx").read_bytes())[0][0] == "Indicator"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--organisation=nobody"], "There is no organisation “nobody”"),
            (["--period=2018-01"], "Nothing is owed for “2018-01”. Open are: 2019-07."),
            (["--organisation=justice-bureau"], "Nothing is owed for “any period”. Open are: none"),
            (["-o", "nowhere/july.xlsx"], "nowhere/july.xlsx: No such file or directory"),
        ],
    )
    def test_says_what_is_wrong(self, month: list[Entry], words: list[str], said: str) -> None:
        assert said in run("export_workbook", *words)[1]
        assert list(Path().iterdir()) == []


class ImportTests:
    def test_keeps_what_the_file_says_and_tells_it(
        self, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[1], "12", reporter)
        content = filled(given_out(month[0]), {VALUE: 760}, {VALUE: 13}, {VALUE: 63})
        Path("july.xlsx").write_bytes(content)

        said, wrong = run("import_workbook", "july.xlsx", "--by=reporter")

        lines = said.splitlines()
        assert wrong == ""
        assert lines[0] == "填报表 F5: 赣服通抚州分厅接入事项 (全市): 尚未上报 → 760项"
        assert lines[1] == "    与上期76相差约10倍，请核对单位。"
        assert lines[3] == "填报表 F6: 全省通用事项 (全市): 12项 → 13项"
        assert lines[-2:] == [
            "changed: 3, unchanged: 0, of other organisations: 0",
            "3 entries kept as drafts.",
        ]
        assert [fresh(entry).typed for entry in month] == ["760", "13", "63"]

    def test_says_which_rows_are_hidden_in_the_file(
        self, month: list[Entry], reporter: Official
    ) -> None:
        def hide(sheet: Worksheet) -> None:
            sheet.row_dimensions[5].hidden = True

        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13})
        Path("july.xlsx").write_bytes(edited(content, hide))

        said, _wrong = run("import_workbook", "july.xlsx", "--by=reporter", "--dry-run")

        assert said.startswith("填报表 F5 (文件中已隐藏): ")
        assert said.count("文件中已隐藏") == 1

    def test_only_says_what_would_change_when_it_is_rehearsed(
        self, month: list[Entry], reporter: Official
    ) -> None:
        Path("july.xlsx").write_bytes(filled(given_out(month[0]), {VALUE: 76}))

        said, wrong = run(
            "import_workbook", "july.xlsx", "--by=reporter", "--dry-run", "--language=en"
        )

        assert "Entries" not in said
        assert "not yet reported → 76 items" in said
        assert said.endswith("1 entries would be kept.\n")
        assert (wrong, fresh(month[0]).typed) == ("", "")

    def test_tells_every_problem_and_conflict_and_keeps_nothing(
        self, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: "很多"}, {VALUE: "76人"})
        Path("july.xlsx").write_bytes(content)
        fill(month[0], "70", reporter)

        said, wrong = run("import_workbook", "july.xlsx", "--by=reporter")

        assert said == "changed: 0, unchanged: 0, of other organisations: 0\n"
        conflict, first, second, last = wrong.splitlines()
        assert conflict == (
            "填报表 F5: 赣服通抚州分厅接入事项 (全市): 70项 → 76项 (冲突，已由他人修改： reporter)"
        )
        assert first.startswith("填报表 F6: 没有读到确切的数字。")
        assert second == "填报表 F7: 计量单位应为“个”，不是“人”。"
        assert last == "july.xlsx: nothing was kept."
        assert [fresh(entry).typed for entry in month] == ["70", "", ""]

    @pytest.mark.parametrize(
        ("file", "by", "said"),
        [
            ("july.xlsx", "nobody", "There is no official “nobody”."),
            ("july.xlsx", "reviewer", "reviewer does not report for any organisation."),
            ("none.xlsx", "reporter", "none.xlsx: No such file or directory"),
            ("large.xlsx", "reporter", "large.xlsx: 文件超过5MB"),
            ("text.xlsx", "reporter", "text.xlsx: 没有找到填报表的表头"),
            ("other.xlsx", "reporter", "other.xlsx: 这是其他单位的填报表（市信访局）"),
        ],
    )
    @pytest.mark.usefixtures("reporter", "reviewer")
    def test_says_what_is_wrong(self, month: list[Entry], file: str, by: str, said: str) -> None:
        [other] = open_month("petition-cases-taken")
        Path("july.xlsx").write_bytes(given_out(month[0]))
        Path("other.xlsx").write_bytes(given_out(other))
        Path("text.xlsx").write_bytes(b"a,b")
        with Path("large.xlsx").open("wb") as large:
            large.truncate(50 * 1024 * 1024)

        assert said in run("import_workbook", file, f"--by={by}")[1]

    def test_keeps_nothing_where_somebody_is_faster(
        self, month: list[Entry], reporter: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        colleague = make_official("colleague", Role.REPORTER, organisation="service-centre")
        Path("july.xlsx").write_bytes(filled(given_out(month[0]), {VALUE: 76}))
        command = "indicators.management.commands.import_workbook"
        monkeypatch.setattr(
            f"{command}.timezone.now", lambda: fill(month[0], "70", colleague).entered_at
        )

        _said, wrong = run("import_workbook", "july.xlsx", "--by=reporter")

        assert "was changed meanwhile; nothing was kept." in wrong
        assert fresh(month[0]).typed == "70"
