"""What tables of definitions promise: how they go out, and what may come in."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from simple_history.utils import get_history_manager_for_model

from indicators.definitions.resources import IndicatorResource, TargetResource
from indicators.documents import isolation
from indicators.documents.refusal import FileRefused
from indicators.intake import cells
from indicators.intake.workbook import uploads
from indicators.intake.workbook.file_safety import TOO_MUCH
from indicators.models import (
    Area,
    Event,
    Indicator,
    Official,
    Organisation,
    Release,
    Standing,
    TableUpload,
    Target,
)
from tests.indicators.workbook.conftest import read_here  # noqa: F401 - a fixture
from tests.laid_out import laid_out

INDICATORS, TARGETS = "/admin/indicators/indicator/", "/admin/indicators/target/"
EXCEL, CSV = 0, 1
OFFICE = shutil.which("soffice")
RATE = "court-appearance-rate"
GOAL = ("indicator", "place", "comparison", "value", "due", "basis")
NEW = {
    "代码": "new-whole", "名称": "新指标", "领域": "政府职能转变", "类型": "存量",
    "报送频率": "每月", "方向": "越高越好", "责任单位": "市司法局", "计量单位": "项",
    "英文单位（单数）": "item", "英文单位（复数）": "items",
}  # fmt: skip


@pytest.fixture
def administrator(client: Client, release: Release) -> Official:
    official = Official.objects.create(username="root", is_superuser=True, is_staff=True)
    client.force_login(official)
    return official


def exported(client: Client, table: str, kind: int = EXCEL) -> bytes:
    return client.post(f"{table}export/", {"format": kind}).content


def book(*rows: Sequence[object], formats: Mapping[str, str] | None = None) -> bytes:
    """Return a workbook of these rows, some of its cells shown by these formats."""
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def upload(client: Client, table: str, content: bytes, language: str = "") -> Any:  # noqa: ANN401
    """Return the answer to a file that is uploaded."""
    file = SimpleUploadedFile("table", content)
    return client.post(f"{language}{table}import/", {"import_file": file})


def confirm(client: Client, table: str, shown: Any, **more: object) -> Any:  # noqa: ANN401
    """Return the answer to what the preview asks for."""
    form = {"key": shown.context["upload"].pk, "fingerprint": shown.context["preview"].fingerprint}
    return client.post(f"{table}process_import/", form | more)


def imported(client: Client, table: str, content: bytes) -> None:
    assert confirm(client, table, upload(client, table, content)).status_code == 302


def problems(answer: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [(one.cell, one.message) for one in answer.context["preview"].problems]


def refusal(answer: Any) -> str:  # noqa: ANN401
    [message] = answer.context["form"].errors["import_file"]
    return str(message)


def rows_of_history() -> int:
    return sum(get_history_manager_for_model(one).count() for one in (Indicator, Target))


class ExportTests:
    def test_names_records_by_codes_and_no_record_by_its_number(
        self, client: Client, administrator: Official
    ) -> None:
        headings, *rows = exported(client, TARGETS, CSV).decode().splitlines()

        assert headings.startswith("\ufeffindicator,place,plan,comparison,value,upper,due,basis,")
        assert rows[0] == (
            "certificates-cancelled,city-level,2016-2020,at_least,250,,2020-12-31,derived,"
            "199 + 51 = 250,"
            "fuzhou-2019h1 ¶3 199项; fuzhou-2019h1 ¶3 51项,,,暂时保留的51项待信息共享后取消。,"
            "The 51 kept for now go once data is shared.,,,,,0.1"
        )

    def test_holds_numbers_days_and_texts_that_run_as_nothing(
        self, client: Client, administrator: Official
    ) -> None:
        Indicator.objects.filter(code="service-items").update(name_zh_hans="=1+1")

        goals: Any = load_workbook(BytesIO(exported(client, TARGETS))).active
        table: Any = load_workbook(BytesIO(exported(client, INDICATORS))).active
        [named] = [row for row in table.iter_rows() if row[0].value == "service-items"]

        assert (goals["E2"].value, goals["G2"].value.date()) == (250, date(2020, 12, 31))
        assert (named[1].value, named[1].data_type, named[-1].value) == ("=1+1", "s", True)
        assert ",'=1+1," in exported(client, INDICATORS, CSV).decode()

    def test_leaves_a_trace(self, client: Client, administrator: Official) -> None:
        exported(client, TARGETS, CSV)

        event = Event.objects.get(verb="exported")
        assert (event.by, event.record) == (administrator, "target")
        assert event.detail == {"rows": Target.objects.count(), "type": "csv"}

    def test_asks_as_many_queries_for_one_row_as_for_many(
        self,
        client: Client,
        administrator: Official,
        django_assert_max_num_queries: Any,  # noqa: ANN401
    ) -> None:
        with django_assert_max_num_queries(30):
            exported(client, INDICATORS)


class ResourceTests:
    def test_takes_in_what_it_gave_out_without_a_file(self, release: Release) -> None:
        for resource in (IndicatorResource, TargetResource):
            result = resource().import_data(resource().export(), raise_errors=True)

            assert result.totals["skip"] == len(result.rows) > 0


class PreviewTests:
    def test_shows_each_change_before_anything_is_kept(
        self, client: Client, administrator: Official
    ) -> None:
        content = book(["code", "类型", "public"], ["service-items", "累计", "否"])

        answer = upload(client, INDICATORS, content, "/en")

        [row] = answer.context["preview"].rows
        assert [tuple(change) for change in row.changes] == [
            ("kind", "kind", "stock", "cumulative"),
            ("is_public", "public", "TRUE", "FALSE"),
        ]
        assert (row.cell, row.record, row.is_new) == ("2", "Government service items", False)
        assert Indicator.objects.get(code="service-items").is_public
        assert get_history_manager_for_model(Indicator).filter(code="service-items").count() == 1


class UnchangedTests:
    @pytest.mark.parametrize("kind", [EXCEL, CSV])
    @pytest.mark.parametrize("table", [INDICATORS, TARGETS])
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_files_change_nothing(
        self, client: Client, administrator: Official, table: str, kind: int, language: str
    ) -> None:
        Indicator.objects.filter(code="service-items").update(name_zh_hans="=1+1")
        before = rows_of_history()

        answer = upload(client, table, exported(client, table, kind), language)

        model = Indicator if table == INDICATORS else Target
        counts = {"new": 0, "changed": 0, "unchanged": model.objects.count()}
        assert answer.context["preview"].counts == counts
        assert "upload" not in answer.context or answer.context["upload"] is None
        assert rows_of_history() == before

    @pytest.mark.parametrize(
        "kind", ["xlsx:Calc MS Excel 2007 XML", "csv:Text - txt - csv (StarCalc):44,34,UTF8"]
    )
    def test_files_change_nothing_once_libreoffice_saved_them(
        self, client: Client, administrator: Official, tmp_path: Path, kind: str
    ) -> None:
        for table in (INDICATORS, TARGETS):
            (tmp_path / "t.xlsx").write_bytes(exported(client, table))
            content = by_libreoffice(tmp_path / "t.xlsx", kind)

            assert upload(client, table, content).context["preview"].counts["changed"] == 0
            assert problems(upload(client, table, content)) == []


def by_libreoffice(path: Path, kind: str) -> bytes:
    """Return the file as LibreOffice saves it."""
    if not OFFICE:
        pytest.skip("needs LibreOffice")
    command = [OFFICE, f"-env:UserInstallation=file://{path.parent}/office", "--headless"]
    target = path.parent / "saved"
    subprocess.run(  # noqa: S603 - LibreOffice itself
        [*command, "--convert-to", kind, "--outdir", str(target), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    [found] = target.iterdir()
    return found.read_bytes()


class ReadingTests:
    def test_takes_a_percentage_as_it_is_shown(
        self, client: Client, administrator: Official
    ) -> None:
        content = book(
            GOAL,
            [RATE, "全市", "≥", 0.9, "2021年12月31日", "工作目标，非官方"],
            [RATE, "city", "不低于", "95%", 44926, "working"],
            formats={"D2": "0%"},
        )

        imported(client, TARGETS, content)

        found = Target.objects.filter(indicator__code=RATE, due__gt="2020-12-31").order_by("due")
        assert list(found.values_list("place__code", "comparison", "value", "due", "basis")) == [
            ("city", "at_least", Decimal(90), date(2021, 12, 31), "working"),
            ("city", "at_least", Decimal(95), date(2022, 12, 31), "working"),
        ]

    def test_takes_names_and_words_of_officials(
        self, client: Client, administrator: Official
    ) -> None:
        row = NEW | {"共同责任单位": "市信访局、市政务服务中心", "填报口径": "全市；市本级"}

        imported(client, INDICATORS, book(list(row), list(row.values())))

        one: Any = Indicator.objects.get(code="new-whole")
        assert (one.kind, one.frequency, one.direction, one.owner.code, one.area.slug) == (
            "stock", "month", "up", "justice-bureau", "functions",
        )  # fmt: skip
        assert set(one.co_owners.values_list("code", flat=True)) == {
            "petitions-bureau", "service-centre",
        }  # fmt: skip
        assert set(one.places.values_list("code", flat=True)) == {"city", "city-level"}
        assert (one.name_zh_hans, one.name_en, one.decimals, one.is_public) == (
            "新指标", None, 0, True,
        )  # fmt: skip

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_takes_a_text_in_each_encoding(
        self, client: Client, administrator: Official, encoding: str, sign: str
    ) -> None:
        text = "代码,名称\nservice-items,政务服务\n".replace(",", sign)

        imported(client, INDICATORS, text.encode(encoding))

        assert Indicator.objects.values_list("name_zh_hans").get(code="service-items") == (
            "政务服务",
        )

    def test_takes_parts_that_stand_above_their_whole(
        self, client: Client, administrator: Official
    ) -> None:
        part = NEW | {"代码": "new-part", "名称": "分项", "隶属于": "新指标"}
        whole = NEW | {"隶属于": ""}

        imported(client, INDICATORS, book(list(part), list(part.values()), list(whole.values())))

        assert Indicator.objects.get(code="new-part").part_of == Indicator.objects.get(
            code="new-whole"
        )

    def test_tells_of_parts_that_are_parts_of_each_other(
        self, client: Client, administrator: Official
    ) -> None:
        part = NEW | {"代码": "a", "隶属于": "b"}
        whole = NEW | {"代码": "b", "隶属于": "a"}

        answer = upload(
            client, INDICATORS, book(list(part), list(part.values()), list(whole.values()))
        )

        assert [cell for cell, _message in problems(answer)] == ["K2", "K3"]

    def test_takes_a_column_without_heading_for_none(
        self, client: Client, administrator: Official
    ) -> None:
        imported(
            client, INDICATORS, book(["code", None, "order"], ["service-items", "甲", 77], [None])
        )

        assert Indicator.objects.get(code="service-items").order == 77

    def test_takes_a_line_that_ends_early_for_one_with_blank_cells(
        self, client: Client, administrator: Official
    ) -> None:
        imported(client, INDICATORS, b"code,order,definition_en\nservice-items,77\n")

        one: Any = Indicator.objects.get(code="service-items")
        assert (one.order, one.definition_en) == (77, None)

    def test_gives_a_new_record_what_is_usual_where_a_cell_is_blank(
        self, client: Client, administrator: Official
    ) -> None:
        row = NEW | {"小数位数": None, "已公开": None, "方向": None}

        imported(client, INDICATORS, book(list(row), list(row.values())))

        one = Indicator.objects.get(code="new-whole")
        assert (one.decimals, one.is_public, one.direction) == (0, True, "none")

    def test_leaves_columns_alone_that_the_file_has_not(
        self, client: Client, administrator: Official
    ) -> None:
        before = Indicator.objects.filter(code="service-items").values().get()

        imported(client, INDICATORS, book(["code", "order"], ["service-items", 77]))

        after = Indicator.objects.filter(code="service-items").values().get()
        assert after == before | {"order": 77}

    def test_empties_what_may_be_empty(self, client: Client, administrator: Official) -> None:
        content = book(
            ["code", "definition_en", "definition_zh_hans", "co_owners"],
            ["service-items", None, None, None],
        )

        imported(client, INDICATORS, content)

        one: Any = Indicator.objects.get(code="service-items")
        assert (one.definition_en, one.definition_zh_hans) == (None, None)


class RefusalTests:
    def test_tells_all_problems_at_once_with_their_cells(
        self, client: Client, administrator: Official
    ) -> None:
        content = book(
            GOAL,
            [RATE, "外省", "大约", "许多", "2021年底", "猜测"],
            [None, "city", "≥", "80%以上", 44926, "working"],
            ["service-items", "city", "≥", 0.8, 44926, "working"],
            [RATE, "city", "≥", 120, 44926, "working"],
            [RATE, "city", "≥", -1, 44927, "working"],
            formats={"D4": "0%"},
        )
        before = rows_of_history()

        answer = upload(client, TARGETS, content, "/en")

        assert [(cell, message.split(".")[0]) for cell, message in problems(answer)] == [
            ("B2", "There is no place with the code or name “外省”"),
            ("C2", "“大约” is no choice here"),
            ("D2", "There is no definite figure here"),
            ("E2", "There is no day here"),
            ("F2", "“猜测” is no choice here"),
            ("A3", "This column may not be blank"),
            ("D3", cells.NO_QUALIFIER.en.rstrip(".")),
            ("D4", "The unit is 项, not “%”"),
            ("D5", "A rate cannot exceed 100%"),
            ("D6", "The figure cannot be negative"),
        ]  # fmt: skip
        html = laid_out(answer.content.decode())
        assert '<th scope="row">D5</th><td>value</td><td>A rate cannot exceed 100%.</td>' in html
        assert (rows_of_history(), TableUpload.objects.count()) == (before, 0)

    def test_speaks_the_readers_language(self, client: Client, administrator: Official) -> None:
        content = book(["代码", "类型"], ["service-items", "存货"])

        answer = upload(client, INDICATORS, content)

        assert problems(answer) == [
            ("B2", "没有“存货”这个选项。可填：存量、期内数、累计数、比率、年度计划。")
        ]
        assert "请在文件中改正以下单元格后重新上传" in answer.content.decode()

    def test_asks_for_the_code_where_a_name_is_that_of_two(
        self, client: Client, administrator: Official
    ) -> None:
        Organisation.objects.create(code="other-bureau", name="市司法局", kind="department")
        content = book(["code", "owner"], ["service-items", "市司法局"])

        assert problems(upload(client, INDICATORS, content)) == [
            ("B2", "有多个单位名为“市司法局”。请改填代码：justice-bureau、other-bureau。")
        ]

    def test_takes_no_number_of_a_record(self, client: Client, administrator: Official) -> None:
        number = Area.objects.get(slug="functions").pk

        answer = upload(client, INDICATORS, book(["code", "area"], ["service-items", number]))

        assert problems(answer) == [
            ("B2", f"没有代码或名称为“{number}”的领域。请填写代码，或与系统中一致的名称。")
        ]

    @pytest.mark.parametrize(
        ("other", "message"),
        [
            ({"comparison": "within", "upper": 1}, "The upper value is at least the value."),
            ({"baseline_value": 1}, "A baseline has both a day and a value."),
            (
                {"baseline_value": 1, "baseline_on": date(2030, 1, 1)},
                "The baseline lies before the due day.",
            ),
            ({"risk_margin": 3}, "The margin lies between 0 and 1."),
            ({"basis": "policy"}, "A target on this basis names its source."),
            ({"whole": 101}, "A rate cannot exceed 100%."),
        ],
    )
    def test_says_in_words_what_the_database_would_refuse(
        self, client: Client, administrator: Official, other: dict[str, object], message: str
    ) -> None:
        row = dict(
            zip(GOAL, [RATE, "city", "at_least", 90, date(2021, 1, 1), "working"], strict=True)
        )

        answer = upload(
            client, TARGETS, book(list(row | other), list((row | other).values())), "/en"
        )

        assert [said for _cell, said in problems(answer)] == [message]

    @pytest.mark.parametrize(
        ("other", "messages"),
        [
            ({"decimals": 7}, ["There are at most six decimals."]),
            ({"part_of": "service-items"}, ["An indicator is no part of itself."]),
            ({"unit": "一" * 17}, ["Ensure this value has at most 16 characters (it has 17)."]),
            ({"name_zh_hans": None}, ["This column may not be blank."]),
            ({"is_public": None}, ["This column may not be blank."]),
        ],
    )
    def test_says_so_of_indicators_too(
        self, client: Client, administrator: Official, other: dict[str, object], messages: list[str]
    ) -> None:
        row = {"code": "service-items"} | other

        answer = upload(client, INDICATORS, book(list(row), list(row.values())), "/en")

        assert [said for _cell, said in problems(answer)] == messages

    @pytest.mark.parametrize("columns", [("code", "kind", "co_owners"), ("code", "kind")])
    def test_says_that_rates_are_not_shared(
        self, client: Client, administrator: Official, columns: tuple[str, ...]
    ) -> None:
        shared = Indicator.objects.get(code="service-items")
        shared.co_owners.add(Organisation.objects.get(code="petitions-bureau"))
        row = {"code": "service-items", "kind": "比率", "co_owners": "市信访局"}

        answer = upload(client, INDICATORS, book(columns, [row[name] for name in columns]), "/en")

        [(cell, message)] = problems(answer)
        assert cell == ("C2" if "co_owners" in columns else "2")
        assert message.startswith("Rates cannot be added up")

    def test_lets_a_row_take_the_co_owners_away_that_would_be_in_its_way(
        self, client: Client, administrator: Official
    ) -> None:
        shared = Indicator.objects.get(code="service-items")
        shared.co_owners.add(Organisation.objects.get(code="petitions-bureau"))

        imported(
            client, INDICATORS, book(["code", "kind", "co_owners"], ["service-items", "比率", None])
        )

        shared.refresh_from_db()
        assert (shared.kind, list(shared.co_owners.all())) == ("rate", [])

    def test_says_so_where_the_database_alone_refuses(
        self, client: Client, administrator: Official
    ) -> None:
        refuse = (
            'CREATE TRIGGER refuses BEFORE UPDATE ON indicators_indicator WHEN NEW."order" = 66 '
            "BEGIN SELECT RAISE(ABORT, 'sixty_six_is_refused'); END"
        )
        if connection.vendor == "postgresql":
            refuse = (
                "ALTER TABLE indicators_indicator "
                'ADD CONSTRAINT sixty_six_is_refused CHECK ("order" <> 66)'
            )
        with connection.cursor() as cursor:
            cursor.execute(refuse)
        content = book(["code", "order"], ["service-items", 66], [RATE, 5])

        answer = upload(client, INDICATORS, content, "/en")

        assert [cell for cell, _message in problems(answer)] == ["2"]
        assert "sixty_six_is_refused" in problems(answer)[0][1]

    def test_lets_one_row_speak_of_a_record(self, client: Client, administrator: Official) -> None:
        content = book(["code", "order"], ["service-items", 5], [], ["service-items", 6])

        assert problems(upload(client, INDICATORS, content, "/en")) == [
            ("4", "This row is about the same record as row 2. Keep one of them.")
        ]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "The submitted file is empty."),
            (b"%PDF-1.4", "This is no spreadsheet."),
            (
                b"name\nx\n",
                "There is no row of headings: one row must name the columns, code among",
            ),
            (b"code,2019\nx,y\n", "The heading “2019” of column B is unknown."),
            (b"code,colour\nx,y\n", "The heading “colour” of column B is unknown."),
            (b"code,name_en,Name (English)\nx,y,z\n", "There are two columns “Name (English)”."),
            (b"a" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB."),
            (b"code\n" + b"x\n" * 20_001, "There are more than 20,000 rows."),
        ],
    )
    def test_refuses_what_is_no_table(
        self, client: Client, administrator: Official, content: bytes, message: str
    ) -> None:
        assert refusal(upload(client, INDICATORS, content, "/en")).startswith(message)

    def test_refuses_two_tables_in_one_workbook(
        self, client: Client, administrator: Official
    ) -> None:
        workbook = Workbook()
        for sheet in (workbook.active, workbook.create_sheet("二")):
            sheet.append(["code", "order"])

        answer = upload(client, INDICATORS, saved(workbook), "/en")

        assert refusal(answer) == "More than one sheet has headings: Sheet, 二. Keep one of them."


class DoubtTests:
    def test_of_a_percentage_below_one_is_to_be_looked_at(
        self, client: Client, administrator: Official
    ) -> None:
        shown = upload(
            client, TARGETS, book(GOAL, [RATE, "city", "≥", 0.9, 44926, "working"]), "/en"
        )
        [doubt] = shown.context["preview"].doubts

        unseen = confirm(client, f"/en{TARGETS}", shown)
        seen = confirm(client, f"/en{TARGETS}", shown, checked="on")

        assert (doubt.cell, doubt.message) == ("D2", "0.9 % is below 1 %: should it be 90 %?")
        assert "Look at the doubts, and say that you did." in unseen.content.decode()
        assert seen.status_code == 302
        assert Target.objects.get(indicator__code=RATE, due="2022-12-31").value == Decimal("0.9")

    def test_of_a_target_a_hundred_times_another_is_to_be_looked_at(
        self, client: Client, administrator: Official
    ) -> None:
        content = book(
            ["indicator", "place", "due", "value"],
            ["certificates-cancelled", "city-level", date(2020, 12, 31), 25000],
        )

        [doubt] = upload(client, TARGETS, content).context["preview"].doubts

        assert doubt.message == "与上期250相差约100倍，请核对单位。"

    def test_of_a_row_that_does_not_show_is_to_be_looked_at(
        self, client: Client, administrator: Official
    ) -> None:
        workbook = load_workbook(
            BytesIO(book(["code", "order"], ["service-items", 77], ["work-tasks", 78]))
        )
        workbook["Sheet"].row_dimensions[3].hidden = True

        [doubt] = upload(client, INDICATORS, saved(workbook), "/en").context["preview"].doubts

        assert (doubt.cell, doubt.message) == (
            "3",
            "This row is hidden or filtered in the sheet, and is imported all the same.",
        )

    def test_stop_nothing_in_rows_that_stay_as_they_are(
        self, client: Client, administrator: Official
    ) -> None:
        Target.objects.filter(indicator__code="certificates-cancelled").update(value="250.5")

        assert upload(client, TARGETS, exported(client, TARGETS)).context["preview"].doubts == []


class ConfirmTests:
    CONTENT = book(["code", "order"], ["service-items", 77])

    def test_leaves_a_trace_and_brings_standings_up_to_date(
        self, client: Client, administrator: Official
    ) -> None:
        before = Standing.objects.get(indicator__code="petition-cases-resolved").standing
        content = book(
            ["indicator", "place", "due", "value"],
            ["petition-cases-resolved", "counties", date(2020, 12, 31), 1],
        )

        imported(client, TARGETS, content)

        after = Standing.objects.get(indicator__code="petition-cases-resolved").standing
        event = Event.objects.get(verb="imported")
        history = get_history_manager_for_model(Target).latest()
        assert (before, after) == ("behind", "met")
        assert (event.by, event.record, event.detail) == (
            administrator,
            "target",
            {"file": "table", "new": 0, "changed": 1, "unchanged": 0},
        )
        assert (history.history_user, history.value) == (administrator, Decimal(1))

    def test_keeps_nothing_before_and_nothing_twice(
        self, client: Client, administrator: Official
    ) -> None:
        shown = upload(client, INDICATORS, self.CONTENT)
        waiting = Indicator.objects.get(code="service-items").order

        once = confirm(client, INDICATORS, shown)
        again = confirm(client, INDICATORS, shown)

        assert waiting != 77
        assert (once.status_code, again.status_code) == (302, 404)
        assert Event.objects.filter(verb="imported").count() == 1

    def test_keeps_what_was_shown_and_nothing_else(
        self, client: Client, administrator: Official
    ) -> None:
        shown = upload(client, INDICATORS, self.CONTENT)
        Indicator.objects.filter(code="service-items").update(order=5)

        answer = confirm(client, INDICATORS, shown)

        assert "预览之后又有改动" in answer.content.decode()
        assert Indicator.objects.get(code="service-items").order == 5
        assert confirm(client, INDICATORS, answer).status_code == 302

    def test_shows_what_is_wrong_by_now(self, client: Client, administrator: Official) -> None:
        content = book(["code", "area"], ["service-items", "decisions"])
        shown = upload(client, INDICATORS, content)
        Area.objects.filter(slug="decisions").update(slug="renamed")

        answer = confirm(client, INDICATORS, shown)

        assert [cell for cell, _message in problems(answer)] == ["B2"]

    def test_says_so_where_the_file_cannot_be_read_again(
        self, client: Client, administrator: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object) -> None:
            raise FileRefused(TOO_MUCH)

        shown = upload(client, INDICATORS, self.CONTENT)
        monkeypatch.setattr(isolation, "run", refuse)

        answer = confirm(client, INDICATORS, shown)

        assert answer["Location"] == f"{INDICATORS}import/"
        assert TOO_MUCH.zh in client.get(f"{INDICATORS}import/").content.decode()

    def test_is_for_the_table_that_was_looked_at(
        self, client: Client, administrator: Official
    ) -> None:
        shown = upload(client, INDICATORS, self.CONTENT)

        assert confirm(client, TARGETS, shown).status_code == 404
        assert client.post(f"{INDICATORS}process_import/", {"key": "x"}).status_code == 404

    def test_keeps_five_files_for_a_day(self, client: Client, administrator: Official) -> None:
        for number in range(7):
            shown = upload(
                client, INDICATORS, book(["code", "order"], ["service-items", number + 100])
            )
        kept = TableUpload.objects.count()

        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            client.force_login(administrator)
            late = confirm(client, INDICATORS, shown)
            forgotten = uploads.forget_old(timezone.now())

        assert (kept, late.status_code, forgotten) == (5, 404, 5)
        assert not TableUpload.objects.exists()

    def test_raises_what_nobody_expects(
        self, client: Client, administrator: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(Indicator, "clean", fail)

        with pytest.raises(RuntimeError):
            upload(client, INDICATORS, self.CONTENT)
