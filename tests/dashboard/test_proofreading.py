"""A text checked on a page, by the public and by the office."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from dashboard import throttling
from indicators import documents, review
from indicators.enums import Role
from indicators.intake.desk import entries
from indicators.models import Entry, Official, Release
from tests.indicators.desk import NOW, fill, fresh, make_official
from tests.laid_out import laid_out

ADDRESS = "/proofreading/"
MINUTE = datetime(2019, 8, 1, 9, 30, 20, tzinfo=UTC)
WRONG = "2019年上半年，编制市本级政务服务事项811项，培养法律明白人42万人。"


def post(client: Client, **given: object) -> str:
    answer = client.post(ADDRESS, given)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
class ProofreadingTests:
    def test_marks_what_differs_for_anybody(self, release: Release) -> None:
        page = laid_out(post(Client(), text=WRONG))

        assert "共2个数据：一致1个，不一致1个" in page
        assert '<mark id="n1-20" class="result differs"' in page
        assert "文中为811项，数据为810项，2019-07-09发布" in page

    def test_speaks_english_too(self, release: Release) -> None:
        client = Client()
        two = client.post("/en/proofreading/", {"text": WRONG}).content.decode()
        alone = {"text": WRONG.partition("，培养")[0]}
        one = laid_out(client.post("/en/proofreading/", alone).content.decode())

        assert "2 figures: 1 same, 1 differs" in two
        assert ">1 figure: 0 same, 1 differs" in one

    def test_takes_a_word_file(self, release: Release) -> None:
        paper, content = Document(), io.BytesIO()
        paper.add_paragraph(WRONG)
        paper.save(content)

        page = post(Client(), file=SimpleUploadedFile("draft.docx", content.getvalue()))

        assert "不一致1个" in page

    def test_sends_the_result_as_a_list(self, release: Release) -> None:
        for kind, start in (("docx", b"PK"), ("xlsx", b"PK")):
            answer = Client().post(ADDRESS, {"text": WRONG, "list": kind})

            assert answer.content.startswith(start)
            assert answer["Content-Disposition"] == f'attachment; filename="proofreading.{kind}"'

    def test_escapes_whatever_the_text_says(self, release: Release) -> None:
        page = post(Client(), text="<script>alert(1)</script>共3项。")

        assert "<script>alert" not in page

    def test_is_kept_nowhere(self, release: Release) -> None:
        answer = Client().post(ADDRESS, {"text": WRONG})

        assert "no-store" in answer["Cache-Control"]

    def test_is_read_for_a_stranger_so_many_times_a_minute(
        self,
        release: Release,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.READINGS_PER_MINUTE = 2
        office, stranger = Client(), Client()
        office.force_login(make_official("leader", Role.VIEWER))
        with time_machine.travel(MINUTE, tick=False):
            read = [stranger.post(ADDRESS, {"text": WRONG}).status_code for _ in range(2)]
            more = stranger.post(ADDRESS, {"text": WRONG})
            elsewhere = Client(REMOTE_ADDR="192.0.2.9").post(ADDRESS, {"text": WRONG})
            at_work = [office.post(ADDRESS, {"text": WRONG}).status_code for _ in range(4)]

        assert read == [200, 200]
        assert (more.status_code, more["Retry-After"]) == (429, "40")
        assert "每分钟最多核对2份文稿，请在40秒后继续。" in more.content.decode()
        assert f">{WRONG}</textarea>" in more.content.decode()
        assert elsewhere.status_code == 200
        assert at_work == [200] * 4

    def test_is_read_for_two_strangers_at_once(self, release: Release) -> None:
        office = Client()
        office.force_login(make_official("leader", Role.VIEWER))
        with throttling.place("reading", 2), throttling.place("reading", 2):
            refused = Client().post(ADDRESS, {"text": WRONG})
            asked = Client().get(ADDRESS)
            at_work = office.post(ADDRESS, {"text": WRONG})
        again = Client().post(ADDRESS, {"text": WRONG})

        assert (refused.status_code, refused["Retry-After"]) == (503, "5")
        assert "正在核对其他文稿，请过几秒再试。" in refused.content.decode()
        assert f">{WRONG}</textarea>" in refused.content.decode()
        assert (asked.status_code, at_work.status_code, again.status_code) == (200, 200, 200)

    def test_reads_more_numbers_for_the_office_than_for_a_stranger(self, release: Release) -> None:
        office = Client()
        office.force_login(make_official("leader", Role.VIEWER))

        assert 'class="summary"' in post(Client(), text="12 " * 1000)
        assert "文本中的数字超过1,000个，请分段核对。" in post(Client(), text="12 " * 1001)
        assert 'class="summary"' in post(office, text="12 " * 1001)
        assert "文本中的数字超过10,000个，请拆分后再上传。" in post(office, text="1 " * 10_001)

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"text": " \n"}, "<li>请粘贴文本，或选择文件。</li>"),
            ({"text": "件" * 30_001}, "30,001"),
            ({"file": SimpleUploadedFile("a.bin", b"\0\1\2" * 99)}, "errorlist"),
            ({"file": SimpleUploadedFile("a.txt", b"")}, "><li>文件为空。</li></ul>"),
        ],
    )
    def test_says_why_a_text_cannot_be_read(
        self, release: Release, given: dict[str, object], said: str
    ) -> None:
        page = post(Client(), **given)

        assert said in page
        assert 'class="summary"' not in page

    def test_refuses_a_large_file_without_reading_it(self, release: Release) -> None:
        large = SimpleUploadedFile("a.txt", b"x" * (documents.LARGEST + 1))

        assert "文件超过10MB。" in post(Client(), file=large)

    def test_counts_what_is_accepted_for_the_office_alone(
        self, month: list[Entry], reporter: Official, reviewer: Official
    ) -> None:
        for entry, typed in zip(month, ("80", "15", "65"), strict=True):
            fill(entry, typed, reporter)
        entries.submit([fresh(entry) for entry in month], by=reporter, at=NOW)
        for entry in month:
            review.accept(fresh(entry), seen=fresh(entry).version, by=reviewer, at=NOW)
        text = "2019年7月情况。“赣服通”抚州分厅接入事项80项。"
        office, stranger = Client(), Client()
        office.force_login(make_official("leader", Role.VIEWER))
        stranger.force_login(reporter)

        assert "已审核，尚未发布" in post(office, text=text, accepted="on")
        assert "已审核，尚未发布" not in post(stranger, text=text, accepted="on")
        assert "已审核，尚未发布" not in post(Client(), text=text, accepted="on")
        assert 'name="accepted"' not in post(Client(), text=text)

    def test_lets_officials_check_longer_texts(self, release: Release) -> None:
        office = Client()
        office.force_login(make_official("leader", Role.VIEWER))

        assert 'class="summary"' in post(office, text="无数。" * 11_000)
