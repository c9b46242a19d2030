"""What the workbook's pages promise."""

import re
import uuid
from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.enums import Role
from indicators.intake.desk import entries
from indicators.intake.workbook.layout import SheetColumn
from indicators.models import Entry, Official, Upload
from tests.indicators.desk import NOW, fill, fresh, make_official, open_month
from tests.indicators.workbook.files import book_of, edited, filled, given_out, values
from tests.laid_out import laid_out

VALUE, QUALIFIER, NOTE = SheetColumn.VALUE, SheetColumn.QUALIFIER, SheetColumn.NOTE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = re.compile(r">([A-Z]+[0-9]+)</td>")


@pytest.fixture
def reporter(reporter: Official, client: Client) -> Official:
    client.force_login(reporter)
    return reporter


def send(client: Client, content: bytes, name: str = "七月.xlsx", **more: object) -> str:
    """Upload the file, and return the page that follows."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/desk/workbook/upload/", {"file": file, **more}, follow=True)
    assert answer.status_code == 200
    return laid_out(answer.content.decode())


def address(html: str) -> str:
    """Return where the page's form confirms."""
    found = re.search(r'action="(/desk/workbook/[-0-9a-f]+/confirm/)"', html)
    assert found is not None
    return found[1]


def confirm(client: Client, html: str, **more: object) -> str:
    """Confirm what the page shows, and return the page that follows."""
    fingerprint = re.search(r'name="fingerprint" value="([0-9a-f]+)"', html)
    form = {"fingerprint": fingerprint[1] if fingerprint else "", **more}
    return client.post(address(html), form, follow=True).content.decode()


class DownloadTests:
    def test_gives_what_the_own_organisation_owes(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        open_month("petition-cases-taken")

        answer = client.get("/desk/workbook/")

        assert "填报表-市政务服务中心-2019年7月.xlsx" in unquote(answer["Content-Disposition"])
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        assert "no-store" in answer["Cache-Control"]
        assert len(values(answer.content)) == 4

    def test_speaks_the_language_of_the_page(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        answer = client.get("/en/desk/workbook/")

        assert load_workbook(BytesIO(answer.content)).sheetnames == ["Entries", "How to fill in"]

    def test_takes_the_period_that_is_asked_for(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        open_month(month[0].indicator.code, end=NOW.date().replace(day=31))
        july = month[0].submission.period_id

        newest, chosen = (client.get(f"/desk/workbook/?{q}") for q in ("", f"period={july}"))

        assert [len(values(answer.content)) for answer in (newest, chosen)] == [2, 4]
        for period in ("999999", "x", "-1"):
            assert client.get(f"/desk/workbook/?period={period}").status_code == 404

    def test_of_all_organisations_is_for_the_office(
        self, client: Client, month: list[Entry]
    ) -> None:
        open_month("petition-cases-taken")
        client.force_login(make_official("viewer", Role.VIEWER))
        july = month[0].submission.period_id

        page = client.get("/desk/review/").content.decode()
        answer = client.get("/desk/workbook/all/", {"period": july})

        assert f'<option value="{july}">2019年7月</option>' in page
        assert {row[0] for row in values(answer.content)[1:]} == {"市政务服务中心", "市信访局"}
        assert client.get("/desk/workbook/all/?period=999999").status_code == 404
        Entry.objects.all().delete()
        month[0].submission.period.submissions.all().delete()
        assert client.get("/desk/workbook/all/").status_code == 404

    def test_costs_the_same_for_one_row_and_for_many(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/desk/workbook/").status_code == 200
            return len(queries)

        client.get("/desk/workbook/")
        many = asked()
        month[1].delete()
        month[2].delete()

        assert asked() == many <= 25


class HiddenTests:
    def test_rows_that_change_something_are_pointed_out(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        def hide(sheet: Worksheet) -> None:
            sheet.row_dimensions[6].hidden = True

        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13})

        shown, hidden = send(client, content), send(client, edited(content, hide))

        assert "文件中已隐藏" not in shown
        assert "有1处变化所在的行在文件中被隐藏或被筛选隐去" in hidden
        assert hidden.count("文件中已隐藏") == 1


class UploadTests:
    def test_shows_what_changes_and_keeps_it_once_it_is_confirmed(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[1], "12", reporter)
        content = filled(
            given_out(month[0]), {VALUE: 76, NOTE: "甲"}, {VALUE: "13以上"}, {VALUE: "不适用"}
        )
        content = filled(content, {}, {}, {NOTE: "本期无此业务"})

        page = send(client, content)
        before = [fresh(entry).typed for entry in month]
        after = confirm(client, page)

        assert "七月.xlsx · 市政务服务中心 · 2019年7月 · 尚未保存任何内容。" in page
        assert re.findall(r"<dd>(\d+)</dd>", page) == ["2", "1", "0", "0", "0", "0", "0"]
        for said in ("F5", "76项", "备注: 甲", "12项", "13项以上", "不适用", "备注: 本期无此业务"):
            assert said in page
        assert before == ["", "12", ""]
        assert "已保存3项为草稿，请在工作台提交。" in after
        assert [fresh(entry).typed for entry in month] == ["76", "13以上", ""]
        assert "七月.xlsx" in client.get(f"/desk/entries/{month[0].pk}/history/").content.decode()

    def test_says_so_where_nothing_changes(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, given_out(month[0]))

        assert "文件内容与系统一致，无须保存。" in page
        assert "fingerprint" not in page

    def test_shows_every_problem_at_once_and_offers_nothing_to_confirm(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(
            given_out(month[0]),
            {VALUE: "很多", QUALIFIER: "大概吧"},
            {VALUE: "76人"},
            {VALUE: "=A1"},
        )

        chinese = send(client, content)
        english = laid_out(
            client.get(f"/en/desk/workbook/{Upload.objects.get().key}/").content.decode()
        )

        cells = [("填报表", "G5"), ("填报表", "F6"), ("填报表", "F7")]
        pattern = r'<td>([^<]+)</td><th scope="row">([A-Z]+\d+)</th>'
        assert re.findall(pattern, chinese) == re.findall(pattern, english) == cells
        assert "计量单位应为“项”，不是“人”" in chinese
        assert "The unit is 项, not “人”." in english
        assert "fingerprint" not in chinese
        assert 'action="/desk/workbook/upload/"' in chinese

    def test_shows_errors_and_doubts_which_stop_no_draft(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, filled(given_out(month[0]), {VALUE: 760}, {VALUE: 13}, {VALUE: 64}))

        assert "与上期76相差约10倍，请核对单位。" in page
        assert page.count("13 + 64 ≠ 760") == 3
        assert "已保存3项" in confirm(client, page)

    def test_shows_what_is_emptied(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        fill(month[0], "76", reporter, note="甲", explanation="乙")
        wiped = {VALUE: None, NOTE: None, SheetColumn.EXPLANATION: "丙"}

        page = send(client, filled(given_out(month[0]), wiped))

        assert re.findall(r"<dd>(\d+)</dd>", page)[:3] == ["0", "0", "1"]
        assert '<strong class="doubt">尚未上报</strong>' in page
        assert "备注: 甲" in page
        assert "疑点说明: 丙" in page

    def test_leaves_what_somebody_else_changed_unless_told_otherwise(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13})
        colleague = make_official(
            "colleague", Role.REPORTER, organisation=month[0].submission.organisation.code
        )
        fill(month[0], "70", colleague)
        fill(month[1], "11", colleague)

        page = send(client, content)
        confirm(client, page, instead=str(month[1].pk))

        assert page.count('name="instead"') == 2
        assert "colleague" in page
        assert "保存所选内容" in page
        assert [fresh(entry).typed for entry in month] == ["70", "13", ""]

    def test_keeps_nothing_where_something_changed_since_the_page_was_made(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, filled(given_out(month[0]), {VALUE: 76}))
        fill(month[0], "70", reporter)

        after = confirm(client, page)

        assert "未保存：页面打开后数据已有变动，请重新核对。" in after
        assert 'name="instead"' in after
        assert fresh(month[0]).typed == "70"

    def test_is_confirmed_once(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, filled(given_out(month[0]), {VALUE: 76}))
        confirm(client, page)

        again = confirm(client, page)

        assert "该文件已处理，或已过期。" in again
        assert fresh(month[0]).version == 1

    def test_can_be_forgotten(self, client: Client, month: list[Entry], reporter: Official) -> None:
        page = send(client, filled(given_out(month[0]), {VALUE: 76}))

        after = client.post(address(page).replace("confirm", "discard"), follow=True)

        assert "已放弃该文件" in after.content.decode()
        assert (Upload.objects.count(), fresh(month[0]).typed) == (0, "")

    def test_is_nobody_elses_and_expires(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, filled(given_out(month[0]), {VALUE: 76}))
        preview = address(page).replace("confirm/", "")
        colleague = Client()
        code = month[0].submission.organisation.code
        colleague.force_login(make_official("colleague", *Role, organisation=code))

        assert colleague.get(preview).status_code == 404
        assert colleague.post(f"{preview}discard/").status_code == 404
        assert "该文件已处理，或已过期。" in confirm(colleague, page)
        assert client.get(f"/desk/workbook/{uuid.uuid4()}/").status_code == 404
        upload = Upload.objects.get()
        Upload.objects.update(at=upload.at - timedelta(hours=24))
        assert client.get(preview).status_code == 404
        assert fresh(month[0]).typed == ""

    def test_of_many_changes_is_shown_in_pages_and_kept_whole(
        self,
        client: Client,
        month: list[Entry],
        reporter: Official,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("dashboard.views.desk.workbooks.ROWS", 2)
        page = send(client, filled(given_out(month[0]), {VALUE: 76}, {VALUE: 13}, {VALUE: 63}))

        second = client.get(f"{address(page).replace('confirm/', '')}?page=2").content.decode()

        assert (CELL.findall(page), CELL.findall(second)) == (["F5", "F6"], ["F7"])
        assert "确认，将3项变化保存为草稿" in second
        assert "已保存3项" in confirm(client, second)

    def test_is_refused_where_the_period_is_another(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        [august] = open_month(month[0].indicator.code, end=NOW.date().replace(day=31))
        period = str(august.submission.period_id)

        page = send(client, given_out(month[0]), period=period)

        assert "这是2019-07报告期的填报表" in page
        assert f'name="period" value="{period}"' in page

    def test_of_locked_entries_says_what_to_do(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(month[0]), {VALUE: 77})
        fill(month[0], "76", reporter)
        entries.submit([fresh(month[0])], by=reporter, at=NOW)

        assert "这一项已提交，不能修改。" in send(client, content)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "a.xlsx: 文件为空"),
            (b"MZ\x90\x00", "a.xlsx: 这不是表格文件"),
            (b"\x81\x20\x81\x20", "无法识别文件的文字编码"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
                "密码",
            ),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "旧版.xls"),
            (b"PK\x03\x04 and nothing more", "文件已损坏或不完整"),
            (book_of(["甲", "乙"]), "没有找到填报表的表头"),
            ("你好".encode(), "没有找到填报表的表头"),
            (b"0" * (5 * 1024 * 1024 + 1), "a.xlsx: 文件超过5MB"),
        ],
    )
    def test_is_refused_with_a_reason_that_says_what_to_do(
        self, client: Client, month: list[Entry], reporter: Official, content: bytes, said: str
    ) -> None:
        assert said in send(client, content, "a.xlsx")

    def test_of_fifty_megabytes_is_refused_by_its_size_alone(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        page = send(client, b"PK\x03\x04" + bytes(50 * 1024 * 1024), "a.xlsx")

        assert "文件超过5MB" in page
        assert not Upload.objects.exists()

    def test_without_a_file_or_a_period_leads_back(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        without = client.post("/desk/workbook/upload/", {}, follow=True).content.decode()
        idle = Client()
        idle.force_login(make_official("idle", Role.REPORTER, organisation="justice-bureau"))

        nothing = idle.post("/desk/workbook/upload/", {}, follow=True).content.decode()

        assert "请先选择文件。" in without
        assert "本单位目前没有需要填报的报告期。" in nothing

    def test_costs_the_same_for_one_row_and_for_many(
        self, client: Client, month: list[Entry], reporter: Official
    ) -> None:
        counts = []
        for number in (1, 3):
            send(client, filled(given_out(month[0]), *[{VALUE: 76}] * number))
            upload = Upload.objects.all()[0]
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/desk/workbook/{upload.key}/").status_code == 200
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 30
