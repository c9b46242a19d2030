"""What attaching a document's text promises."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from indicators.bilingual import Text
from indicators.intake import texts
from indicators.intake.texts import full_text
from indicators.models import Citation, Official, Release, Source
from indicators.paragraphs import Paragraph, locate, occurrence_at, paragraphs, sentence_around

from .intake_texts.texts import KEPT, make_reviewer, take_in

# Eight paragraphs of our own; the third holds every figure that the report's third one holds.
THIRD = (
    "取消199项、保留51项；年检38项留，13项去。共810项，1007项与6565项，合76项，另13项，"
    "来自9个部门的63个。"
)
TEXT = "\n".join(["标题", "发布日期:2019-07-09", "一。", "有23个单位、22项任务。", THIRD, "尾页"])


@pytest.fixture
def administrator(db: None) -> Official:
    return Official.objects.create(username="root", is_superuser=True)


class AttachTests:
    def test_finds_each_cited_figure_and_names_those_that_are_not_there(
        self, release: Release, administrator: Official
    ) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")

        not_found = full_text.attach(source, TEXT, by=administrator, at=timezone.now())

        assert {c.paragraph for c in not_found} == {4, 5, 6, 7, 8}
        assert set(Citation.objects.not_found()) == set(not_found)
        found = Citation.objects.get(as_written="13项", occurrence=2)
        assert THIRD[found.start : found.end] == "13项"
        assert found.start == THIRD.rindex("13项")

    def test_lets_the_page_mark_the_figure_in_its_sentence(
        self, client: Client, release: Release, administrator: Official
    ) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")
        full_text.attach(source, TEXT, by=administrator, at=timezone.now())

        html = client.get("/sources/fuzhou-2019h1/").content.decode()

        assert "取消<mark>199项</mark>、保留<mark>51项</mark>" in html
        assert "在所附全文中未找到" in html
        # Paragraphs without a figure have no list under them, not even an empty one.
        assert "<ul></ul>" not in html

    def test_refuses_those_who_are_no_administrator(
        self, release: Release, publisher: Official
    ) -> None:
        source = Source.objects.get(slug="fuzhou-2019h1")

        with pytest.raises(PermissionDenied):
            full_text.attach(source, TEXT, by=publisher, at=timezone.now())

    def test_refuses_to_replace_a_text_whose_figures_are_decided_on(
        self, release: Release, administrator: Official
    ) -> None:
        reviewer = make_reviewer()
        source = take_in(reviewer)
        texts.ignore(source, KEPT, by=reviewer, at=timezone.now())

        with pytest.raises(ValidationError, match="不能再替换全文"):
            full_text.attach(source, TEXT, by=administrator, at=timezone.now())

    def test_goes_from_the_shell_and_says_what_is_wrong(
        self, release: Release, administrator: Official, tmp_path: Path
    ) -> None:
        file, out = tmp_path / "text.txt", StringIO()
        file.write_text(TEXT, encoding="utf-8")

        call_command("attach_text", "fuzhou-2019h1", str(file), "--by", "root", stdout=out)

        assert "not found: paragraph 7, 80%以上" in out.getvalue()
        with pytest.raises(CommandError, match="Source"):
            call_command("attach_text", "nothing", str(file), "--by", "root")
        reviewer = make_reviewer()
        source = take_in(reviewer)
        texts.ignore(source, KEPT, by=reviewer, at=timezone.now())
        with pytest.raises(CommandError, match="不能再替换全文"):
            call_command("attach_text", source.slug, str(file), "--by", "root")
        file.write_bytes(b"\0")
        with pytest.raises(CommandError, match="GB 18030"):
            call_command("attach_text", "fuzhou-2019h1", str(file), "--by", "root")


class ParagraphsTests:
    def test_number_only_lines_that_hold_a_sentence(self) -> None:
        assert paragraphs("标题\n\n第一句。\r\n  页脚 \n第二句。") == [
            Paragraph(None, "标题"),
            Paragraph(1, "第一句。"),
            Paragraph(None, "页脚"),
            Paragraph(2, "第二句。"),
        ]


class LocateTests:
    @pytest.mark.parametrize(
        ("text", "figure", "occurrence", "span"),
        [
            ("共13项", "13项", 1, (1, 4)),
            ("共113项、13项", "13项", 1, (6, 9)),
            ("共1,013项", "13项", 1, None),
            ("查,35个", "35个", 1, (2, 5)),
            ("13项和13项", "13项", 2, (4, 7)),
            ("13项", "13项", 2, None),
            ("近千人", "近千人", 1, (0, 3)),
        ],
    )
    def test_finds_the_figure_but_not_inside_a_longer_number(
        self, text: str, figure: str, occurrence: int, span: tuple[int, int] | None
    ) -> None:
        assert locate(text, figure, occurrence) == span

    def test_counts_occurrences_as_it_finds_them(self) -> None:
        text = "共13项，113项，另13项。"

        assert [occurrence_at(text, "13项", start) for start in (1, 11)] == [1, 2]
        assert locate(text, "13项", 2) == (11, 14)

    def test_is_shown_in_its_sentence(self) -> None:
        text = "第一句。共13项；第三句"

        assert sentence_around(text, 5, 8) == ("共", "13项", "；")
        assert sentence_around(text, 9, 10) == ("", "第", "三句")


class TextTests:
    def test_falls_back_to_chinese_where_english_is_missing(self) -> None:
        assert [Text("甲", "").in_language(code) for code in ("zh-hans", "en")] == ["甲", "甲"]
