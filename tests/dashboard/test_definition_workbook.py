"""What the workbook of definitions promises: how it goes out, and what may come in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from indicators.definitions import workbook_import, workbook_writer
from indicators.definitions.workbook_sheets import SHEETS
from indicators.models import (
    Event,
    Indicator,
    Official,
    Organisation,
    Place,
    Release,
    Rule,
    Source,
    TableUpload,
    Target,
)
from tests.scenes import played

Sheets = dict[str, Sequence[Sequence[object]]]
PAGE, CONFIRM = "/admin/definitions/", "/admin/definitions/confirm/"
EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example-county" / "definitions.xlsx"
PLACES = (["代码", "名称（中文）", "层级"], ["990101", "青石镇", "县(区)"])
BODIES = (
    ["code", "name_zh_hans", "kind", "place"],
    ["qingshi", "青石镇人民政府", "部门", "青石镇"],
)
PEOPLE = (
    ["用户名", "姓名", "单位", "角色", "电子邮件地址"],
    ["wang.li", "王黎", "青石镇人民政府", "填报员、审核员", "wang@example.com"],
    ["zhao.yu", "赵宇", "qingshi", "", None],
)
COUNTED = (
    ["code", "name_zh_hans", "area", "unit", "unit_one", "unit_many", "kind", "owner", "places"],
    ["wells", "水井", "functions", "口", "well", "wells", "存量", "qingshi", "青石镇"],
    ["pumps", "水泵", "functions", "台", "pump", "pumps", "存量", "qingshi", "青石镇"],
)
GOALS = (
    ["indicator", "place", "comparison", "value", "due", "basis"],
    ["水井", "青石镇", "≥", 12, date(2020, 12, 31), "工作目标，非官方"],
)
RULES = (
    ["code", "name_zh_hans", "kind", "左边", "右边"],
    ["pumps-part", "水泵不多于水井", "部分不大于整体", "水泵\uff20青石镇", "wells@990101"],
)
# Each sheet stands before those that it needs.
ALL: Sheets = {
    "勾稽关系": RULES, "目标": GOALS, "指标": COUNTED,
    "用户": PEOPLE, "Organisations": BODIES, "地区": PLACES,
}  # fmt: skip


@pytest.fixture
def administrator(client: Client, release: Release) -> Official:
    official = Official.objects.create(username="root", is_superuser=True, is_staff=True)
    client.force_login(official)
    return official


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet: Any = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def upload(client: Client, content: bytes, name: str = "book.xlsx", language: str = "") -> Any:  # noqa: ANN401
    return client.post(f"{language}{PAGE}", {"import_file": SimpleUploadedFile(name, content)})


def confirm(client: Client, shown: Any, **more: object) -> Any:  # noqa: ANN401
    form = {"key": shown.context["upload"].pk, "fingerprint": shown.context["preview"].fingerprint}
    return client.post(CONFIRM, form | more)


def imported(client: Client, content: bytes, name: str = "book.xlsx") -> Any:  # noqa: ANN401
    answer = confirm(client, upload(client, content, name))
    assert "invitations" in answer.context
    return answer


def problems(answer: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401
    return [(one.sheet, one.cell, one.message) for one in answer.context["preview"].problems]


def cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    workbook = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.values) for sheet in workbook.worksheets}


class WriterTests:
    def test_writes_names_above_codes_and_words_for_choices(self, release: Release) -> None:
        sheets = cells(workbook_writer.workbook("zh-hans", remark="虚构"))

        assert list(sheets) == ["填写说明", *(one.name.zh for one in SHEETS)]
        assert sheets["填写说明"][0][0] == "虚构"
        assert sheets["地区"][:3] == [
            ("代码", "名称（中文）", "名称（英文）", "层级", "排序"),
            ("code", "name_zh_hans", "name_en", "level", "order"),
            ("city", "全市", "Whole city", "全市", 0),
        ]
        [rule] = [row for row in sheets["勾稽关系"] if row[0] == "key-villagers-part"]
        assert rule[3] == "部分不大于整体"
        assert rule[-2:] == (
            "key-legally-literate-villagers@city", "legally-literate-villagers@city",
        )  # fmt: skip

    def test_writes_a_template_with_the_words_that_cells_may_hold(self, release: Release) -> None:
        workbook = load_workbook(BytesIO(workbook_writer.workbook("zh-hans", is_template=True)))

        sheet: Any = workbook["用户"]
        assert [list(row) for row in sheet.values] == [
            ["用户名", "姓名", "电子邮件地址", "有效", "单位", "单位负责人", "角色"],
            ["username", "last_name", "email", "is_active", "organisation", "is_head", "roles"],
        ]
        offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
        assert offered == {"D3:D1001": '"是,否"', "F3:F1001": '"是,否"'}

    def test_tells_nobody_of_administrators(self, administrator: Official) -> None:
        Official.objects.create(username="li.na", last_name="李娜")

        names = [row[0] for row in cells(workbook_writer.workbook("en"))["Officials"][2:]]

        assert names == ["archive", "li.na"]


class GiveOutTests:
    def test_sends_all_or_a_template_and_leaves_a_trace(
        self, client: Client, administrator: Official
    ) -> None:
        whole = client.get(f"{PAGE}workbook/")
        empty = client.get(f"{PAGE}workbook/?empty=1")

        event = Event.objects.get(verb="exported")
        assert (event.by, event.record) == (administrator, "definitions")
        assert whole["Content-Disposition"] == 'attachment; filename="definitions.xlsx"'
        assert [len(cells(one.content)["目标"]) for one in (whole, empty)] == [
            Target.objects.count() + 2,
            2,
        ]


class UnchangedTests:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_what_went_out_changes_nothing(
        self, client: Client, administrator: Official, language: str
    ) -> None:
        Official.objects.create(username="li.na").roles_held.create(role="reviewer")

        answer = upload(client, workbook_writer.workbook(language))

        preview = answer.context["preview"]
        assert (preview.problems, preview.doubts, preview.rows) == ([], [], [])
        assert {one["unchanged"] > 0 for one in preview.counts.values()} == {True}
        assert not TableUpload.objects.exists()


class ImportTests:
    def test_takes_in_sheets_that_need_each_other_in_any_order(
        self, client: Client, administrator: Official
    ) -> None:
        imported(client, book(ALL))

        one: Any = Indicator.objects.get(code="wells")
        goal = one.targets.get()
        rule = Rule.objects.get(code="pumps-part")
        assert (one.owner.code, one.owner.place.code) == ("qingshi", "990101")
        assert [place.name_zh_hans for place in one.places.all()] == ["青石镇"]
        assert (goal.place.code, goal.value, goal.plan.code) == ("990101", Decimal(12), "2016-2020")
        assert list(rule.terms.values_list("side", "indicator__code", "place__code")) == [
            ("left", "pumps", "990101"),
            ("right", "wells", "990101"),
        ]
        event = Event.objects.get(verb="imported")
        assert (event.by, event.record, event.detail["file"]) == (
            administrator, "definitions", "book.xlsx",
        )  # fmt: skip
        assert event.detail["sheets"]["indicator"] == {"new": 2, "changed": 0, "unchanged": 0}

    def test_shows_every_change_and_keeps_nothing_before(
        self, client: Client, administrator: Official
    ) -> None:
        content = book({"地区": (["code", "name_en", "order"], ["city", "All of it", 0])})

        answer = upload(client, content, language="/en")

        [row] = answer.context["preview"].rows
        assert (row.sheet, row.cell, row.record, row.is_new) == ("地区", "2", "All of it", False)
        assert [tuple(one) for one in row.changes] == [
            ("name_en", "name (English)", "Whole city", "All of it")
        ]
        assert Place.objects.get(code="city").name_en == "Whole city"  # type: ignore[attr-defined]

    def test_changes_roles_and_sides_as_their_cells_say(
        self, client: Client, administrator: Official
    ) -> None:
        imported(client, book(ALL))
        people = (["username", "roles"], ["wang.li", "审核员；领导"], ["zhao.yu", ""])
        rules = (
            ["code", "left", "right", "kind", "low", "high"],
            ["pumps-part", "水井@青石镇；水泵@city", "", "处于区间内", 0, 5],
        )

        imported(client, book({"用户": people, "勾稽关系": rules}))

        held = Official.objects.get(username="wang.li").roles_held
        rule = Rule.objects.get(code="pumps-part")
        assert set(held.values_list("role", flat=True)) == {"reviewer", "viewer"}
        assert list(rule.terms.values_list("side", "indicator__code", "place__code")) == [
            ("left", "wells", "990101"),
            ("left", "pumps", "city"),
        ]
        kept = [term.pk for term in rule.terms.all()]
        same = (["code", "left", "order"], ["pumps-part", "水井@青石镇；水泵@city", 7])
        imported(client, book({"勾稽关系": same}))
        rule.refresh_from_db()
        assert (rule.order, [term.pk for term in rule.terms.all()]) == (7, kept)

    def test_leaves_the_sides_of_a_rule_alone_that_the_file_has_not(
        self, client: Client, administrator: Official
    ) -> None:
        content = book({"勾稽关系": (["code", "order"], ["key-villagers-part", 99])})

        imported(client, content)

        rule = Rule.objects.get(code="key-villagers-part")
        assert (rule.order, rule.terms.count()) == (99, 2)

    def test_moves_the_paths_that_start_with_a_plan(
        self, client: Client, administrator: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content = book({"计划": (["code", "first_day"], ["2016-2020", date(2017, 1, 1)])})

        [row] = upload(client, content).context["preview"].rows

        assert [one.after for one in row.changes] == ["2017-01-01"]
        assert imported(client, content).context["preview"].counts["plan"]["changed"] == 1

    def test_keeps_the_hour_at_which_a_document_came_out(
        self, client: Client, administrator: Official
    ) -> None:
        before = Source.objects.get(slug="fuzhou-2019h1").published_at
        assert before is not None
        rows = (
            ["网址标识", "标题（中文）", "类型", "发布时间"],
            ["fuzhou-2019h1", "报告", "公开报告", f"{timezone.localtime(before):%Y-%m-%d}"],
            ["yunxi", "方案", "计划", "2026年3月2日"],
            ["undated", "通知", "政策文件", None],
        )

        imported(client, book({"文件": rows}))

        found = Source.objects.filter(slug__in=["fuzhou-2019h1", "yunxi", "undated"])
        days = {one.slug: one.published_at for one in found}
        assert days["fuzhou-2019h1"] == before
        assert f"{days['yunxi']:%Y-%m-%d %H:%M %z}" == "2026-03-01 16:00 +0000"
        assert days["undated"] is None

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_takes_one_sheet_as_a_text_by_its_name(
        self, client: Client, administrator: Official, encoding: str
    ) -> None:
        text = "代码,名称（中文）,层级\n990101,青石镇,县(区)\n"

        imported(client, text.encode(encoding), "地区.csv")

        assert Place.objects.get(code="990101").level == "division"

    def test_knows_a_lone_sheet_by_headings_that_no_other_has(
        self, client: Client, administrator: Official
    ) -> None:
        imported(client, "username,姓名\nli.na,李娜\n".encode(), "x.csv")

        assert Official.objects.get(username="li.na").last_name == "李娜"

    def test_passes_over_blank_sheets_and_the_instructions(
        self, client: Client, administrator: Official
    ) -> None:
        content = book({"填写说明": (["随意"],), "备用": (), "地区": PLACES})

        assert list(upload(client, content).context["preview"].counts) == ["place"]


class AccountTests:
    def test_new_officials_get_no_password_but_a_link_that_sets_one(
        self, client: Client, administrator: Official
    ) -> None:
        answer = imported(client, book(ALL))

        html = answer.content.decode()
        links = re.findall(r"<code>(http://testserver/accounts/password/reset/key/[^<]+)", html)
        people = Official.objects.filter(username__in=["wang.li", "zhao.yu"])
        assert len(set(links)) == 2
        assert "青石镇人民政府" in html
        assert not any(one.has_usable_password() for one in people)
        new = Client()
        form = new.get(links[0], follow=True)
        typed = {"password1": "Xk29-rule-of-law", "password2": "Xk29-rule-of-law"}
        new.post(form.redirect_chain[-1][0], typed)
        assert people.get(username="wang.li").check_password("Xk29-rule-of-law")
        assert Event.objects.filter(verb="made one-time link", by=administrator).count() == 2

    def test_links_are_mailed_where_mail_is_set_up_and_shown_to_whom_it_cannot_go(
        self,
        client: Client,
        administrator: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.EMAIL_CONFIGURED = True

        answer = imported(client, book(ALL))

        [letter] = mail.outbox
        assert letter.to == ["wang@example.com"]
        assert "用户名为wang.li" in letter.body
        assert "http://testserver/accounts/password/reset/key/" in letter.body
        assert [one.official.username for one in answer.context["invitations"]] == ["zhao.yu"]
        assert answer.context["sent"] == 1

    @pytest.mark.parametrize("broken", ["open", "send_messages"])
    def test_links_are_shown_where_the_mail_server_fails(
        self,
        client: Client,
        administrator: Official,
        settings: Any,  # noqa: ANN401 - pytest-django's own
        monkeypatch: pytest.MonkeyPatch,
        broken: str,
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise SMTPException

        settings.EMAIL_CONFIGURED = True
        monkeypatch.setattr(EmailBackend, broken, fail)

        answer = imported(client, book(ALL))

        shown = [one.official.username for one in answer.context["invitations"]]
        assert shown == ["wang.li", "zhao.yu"]

    def test_no_file_touches_an_administrator(
        self, client: Client, administrator: Official
    ) -> None:
        content = book({"用户": (["username", "email"], ["root", "mine@example.com"])})

        answer = upload(client, content)

        assert [one[:2] for one in problems(answer)] == [("用户", "A2")]

    def test_a_file_is_no_way_to_rights_of_administrators(
        self, client: Client, administrator: Official
    ) -> None:
        content = book({"用户": (["username", "is_superuser"], ["li.na", "是"])})

        answer = upload(client, content, language="/en")

        assert problems(answer)[0][2].startswith("The heading “is_superuser” of column B is")


class RefusalTests:
    def test_tells_all_problems_of_all_sheets_and_each_cause_once(
        self, client: Client, administrator: Official
    ) -> None:
        places = (PLACES[0], ["99", "青石镇", "县(区)"])
        people = (PEOPLE[0], ["wang.li", "王黎", "无此单位", "市长", "wang"])
        rules = (
            RULES[0],
            ["one", "一", "部分不大于整体", "水泵", "wells@青石镇"],
            ["two", "二", "分项之和等于总数", "wells@city", ""],
            ["three", "三", "处于区间内", "", ""],
        )
        content = book(ALL | {"地区": places, "用户": people, "勾稽关系": rules})
        before = Place.objects.count()

        answer = upload(client, content, language="/en")

        # What names the refused place, or what hangs on it, is no cause of its own.
        assert [(sheet, cell) for sheet, cell, _message in problems(answer)] == [
            ("地区", "2"), ("用户", "E2"), ("用户", "C2"), ("用户", "D2"),
            ("勾稽关系", "D2"), ("勾稽关系", "E3"), ("勾稽关系", "4"),
        ]  # fmt: skip
        assert Place.objects.count() == before
        assert not TableUpload.objects.exists()

    def test_tells_which_sheets_it_cannot_read(
        self, client: Client, administrator: Official
    ) -> None:
        content = book(
            {
                "地区": PLACES,
                "Places": PLACES,
                "备忘": (["买菜"],),
                "单位": (["名称"], ["甲"]),
                "领域": (["slug", "colour"], ["a", "b"]),
            }
        )

        answer = upload(client, content, language="/en")

        assert [(sheet, message.split(".")[0]) for sheet, _cell, message in problems(answer)] == [
            ("Places", "A second sheet of the same kind"),
            ("备忘", "This sheet is unknown"),
            ("单位", "There is no row of headings: one row must name the columns, code among them"),
            ("领域", "The heading “colour” of column B is unknown"),
        ]

    @pytest.mark.parametrize(
        ("content", "name", "said"),
        [
            (b"%PDF-1.4", "x.pdf", "This is no spreadsheet."),
            (book({"地区": ()}), "x.xlsx", "There is nothing to import"),
        ],
    )
    def test_refuses_what_is_no_workbook_of_definitions(
        self, client: Client, administrator: Official, content: bytes, name: str, said: str
    ) -> None:
        answer = upload(client, content, name, "/en")

        [message] = answer.context["form"].errors["import_file"]
        assert str(message).startswith(said)

    def test_asks_which_sheet_a_text_is_that_fits_several(
        self, client: Client, administrator: Official
    ) -> None:
        answer = upload(client, b"code,order\nx,1\n", "x.csv", "/en")

        assert problems(answer)[0][2].startswith("This sheet is unknown.")

    def test_two_rows_of_headings_that_differ_are_refused(
        self, client: Client, administrator: Official
    ) -> None:
        rows = (["代码", "排序"], ["code", "level"], ["x", 1])

        answer = upload(client, book({"地区": rows}), language="/en")

        assert problems(answer)[0][2].startswith("The heading “level” of column B is unknown.")


class ConfirmTests:
    DOUBT = book(
        {
            "目标": (
                ["indicator", "place", "due", "value"],
                ["certificates-cancelled", "city-level", date(2020, 12, 31), 25000],
            )
        }
    )

    def test_doubts_are_to_be_looked_at(self, client: Client, administrator: Official) -> None:
        shown = upload(client, self.DOUBT)

        unseen = confirm(client, shown)
        seen = confirm(client, shown, checked="on")

        assert "请逐项核对疑点" in unseen.content.decode()
        assert "invitations" in seen.context
        assert Target.objects.filter(value=25000).count() == 1

    def test_keeps_what_was_shown_and_nothing_else(
        self, client: Client, administrator: Official
    ) -> None:
        shown = upload(client, book(ALL))
        Place.objects.create(code="990101", name_zh_hans="别处", level="division")

        answer = confirm(client, shown)

        assert "预览之后又有改动" in answer.content.decode()
        assert not Organisation.objects.filter(code="qingshi").exists()
        assert not Event.objects.filter(verb="imported").exists()

    def test_is_for_administrators_alone(self, client: Client, administrator: Official) -> None:
        shown = upload(client, book(ALL))
        client.force_login(Official.objects.create(username="staff", is_staff=True))

        found = [
            client.get(PAGE), confirm(client, shown), client.get(f"{PAGE}workbook/"),
        ]  # fmt: skip

        assert {one.status_code for one in found} == {403}
        assert client.post(CONFIRM, {"key": "x"}).status_code == 403


class IndexTests:
    def test_says_what_to_do_first_where_nothing_is_defined(
        self, client: Client, administrator: Official, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        full = client.get("/admin/").content.decode()
        monkeypatch.setattr(Indicator.objects, "exists", lambda: False)
        empty = client.get("/admin/").content.decode()
        client.force_login(Official.objects.create(username="staff", is_staff=True))
        staff = client.get("/admin/").content.decode()

        said = "系统中尚无任何定义"
        assert [said in one for one in (full, empty, staff)] == [False, True, False]
        assert f'href="{PAGE}"' in full
        assert f'href="{PAGE}workbook/?empty=1"' in empty
        assert PAGE not in staff


class CommandTests:
    def test_writes_and_reads_the_same(self, administrator: Official, tmp_path: Path) -> None:
        file, text = tmp_path / "d.xlsx", tmp_path / "地区.csv"
        call_command("write_definitions", file, stdout=StringIO())
        call_command("write_definitions", text, sheet="places", stdout=StringIO())

        for one in (file, text):
            said = StringIO()
            call_command("read_definitions", one, by="root", stdout=said)
            assert said.getvalue().endswith("0 records would be kept.\n")

    def test_keeps_a_file_and_tells_the_links(
        self, administrator: Official, tmp_path: Path
    ) -> None:
        file, said = tmp_path / "d.xlsx", StringIO()
        file.write_bytes(book(ALL))

        call_command("read_definitions", file, by="root", dry_run=True, stdout=said)
        assert not Official.objects.filter(username="wang.li").exists()
        call_command("read_definitions", file, by="root", stdout=said)

        assert "地区 2: 青石镇: 代码:  → 990101\n" in said.getvalue()
        assert "wang.li\t王黎\t/accounts/password/reset/key/" in said.getvalue()
        assert Indicator.objects.filter(code="wells").exists()

    def test_fails_with_every_problem(self, administrator: Official, tmp_path: Path) -> None:
        file, said = tmp_path / "d.xlsx", StringIO()
        file.write_bytes(book({"地区": (PLACES[0], ["99", "甲", "省"])}))

        with pytest.raises(CommandError, match="nothing was kept"):
            call_command("read_definitions", file, by="root", stdout=StringIO(), stderr=said)

        assert said.getvalue().startswith("地区 C2 层级: 没有“省”这个选项。")

    def test_asks_to_look_at_doubts(self, administrator: Official, tmp_path: Path) -> None:
        file, said = tmp_path / "d.xlsx", StringIO()
        file.write_bytes(ConfirmTests.DOUBT)

        with pytest.raises(CommandError, match="look at the doubts"):
            call_command("read_definitions", file, by="root", stdout=said)
        call_command("read_definitions", file, by="root", checked=True, stdout=said)

        assert "? 目标 D2 数值: 与上期250相差约100倍，请核对单位。\n" in said.getvalue()
        assert Target.objects.filter(value=25000).exists()

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"by": "nobody"}, "There is no official “nobody”."),
            ({"by": "staff"}, "staff is no administrator."),
            ({"by": "root"}, "这不是表格文件"),
            ({"by": "root", "file": "none.xlsx"}, "No such file"),
            ({"by": "root", "file": "large.xlsx"}, "文件超过5MB"),
        ],
    )
    def test_refuses_with_one_line(
        self, administrator: Official, tmp_path: Path, options: dict[str, str], said: str
    ) -> None:
        Official.objects.create(username="staff", is_staff=True)
        (tmp_path / "d.xlsx").write_bytes(b"%PDF-1.4")
        (tmp_path / "large.xlsx").write_bytes(b"x" * (5 * 1024 * 1024 + 1))
        file = tmp_path / options.pop("file", "d.xlsx")

        with pytest.raises(CommandError, match=said):
            call_command("read_definitions", file, **options, stdout=StringIO())

    @pytest.mark.parametrize(
        ("name", "options", "said"),
        [
            ("d.csv", {}, "A .csv file, and no other, needs --sheet."),
            ("d.xlsx", {"sheet": "地区"}, "A .csv file, and no other, needs --sheet."),
            ("d.csv", {"sheet": "天气"}, "There is no sheet “天气”, but these: 文件"),
            ("none/d.xlsx", {}, "No such file or directory"),
        ],
    )
    def test_says_what_it_cannot_write(
        self, release: Release, tmp_path: Path, name: str, options: dict[str, str], said: str
    ) -> None:
        with pytest.raises(CommandError, match=said):
            call_command("write_definitions", tmp_path / name, **options, stdout=StringIO())


class PermissionTests:
    def test_the_domain_asks_for_the_right_itself(self, administrator: Official) -> None:
        other = Official.objects.create(username="other", is_staff=True)

        with pytest.raises(PermissionDenied):
            workbook_import.preview(book(ALL), "book.xlsx", by=other)


@pytest.mark.slow
class ExampleTests:
    def test_comes_out_of_an_empty_city_as_it_went_in(self, tmp_path: Path) -> None:
        database, file = f"sqlite:///{tmp_path / 'city.sqlite3'}", tmp_path / "out.xlsx"
        made = "from indicators.models import Official as O; O.objects.create_superuser('root')"
        remark = cells(EXAMPLE.read_bytes())["填写说明"][0][0]
        for words in (
            ("migrate", "--verbosity=0"),
            ("shell", "--no-imports", "-c", made),
            ("read_definitions", str(EXAMPLE), "--by", "root"),
            ("write_definitions", str(file), "--remark", str(remark)),
        ):
            done = played(database, *words)
            assert done.returncode == 0, done.stderr

        out, shipped = cells(file.read_bytes()), cells(EXAMPLE.read_bytes())
        # How columns are explained may be said better than when the example was written.
        instructions = [one.pop("填写说明") for one in (out, shipped)]
        assert out == shipped
        assert "虚构" in str(instructions[0][0][0])
