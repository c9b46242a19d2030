"""The report for printing: tagged, with every sentence, and nothing in it is ever markup."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from dashboard import typesetting
from dashboard.reports import document
from dashboard.reports.blocks import Document
from dashboard.reports.pdf import pdf
from indicators.bilingual import Text
from indicators.models import Release

from .report_data import material, point, real, series

pytestmark = pytest.mark.skipif(not typesetting.chinese_fonts(), reason="no Chinese font")
SPACES = re.compile(r"[\s\u00ad\ufffe\u0002-]+")


def text_of(content: bytes) -> str:
    """Return what stands on the pages, without spaces, hyphens and line breaks."""
    file = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage() for page in file]
    text = "".join(page.get_text_bounded() for page in pages)
    file.close()
    return SPACES.sub("", text)


def bare(words: str) -> str:
    return SPACES.sub("", words)


class PdfTests:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_holds_every_sentence_and_row_of_the_page(
        self, release: Release, language: str
    ) -> None:
        written = document.write(real(), language)

        text = text_of(pdf(written))

        sentences = [one.words for one in written.sentences]
        tables = [table for annex in written.annexes for table in annex.tables]
        cells = [cell for table in tables for row in table.rows for cell in row.cells]
        # A page number may stand in the middle of a sentence.
        plain = re.sub("—[0-9]+—", "", text)
        assert [words for words in sentences if bare(words) not in plain] == []
        assert [cell for cell in cells if bare(cell) not in plain] == []

    def test_is_tagged_with_title_and_language(self, release: Release) -> None:
        content = pdf(document.write(real(), "zh-hans"))

        file = pypdfium2.PdfDocument(content)
        title, is_tagged = file.get_metadata_value("Title"), file.is_tagged()
        file.close()
        assert (title, is_tagged) == ("法治政府建设指标进展报告（2019年上半年）", True)
        assert b"/Lang" in content
        assert b"pdfuaid" in content
        assert b"CreationDate" not in content

    @pytest.mark.parametrize(
        "name",
        ['#let x = 1; #panic("x")', "*粗* _斜_ `码` $1$", '"]} \\ </json>', "= 标题", "@cite <a>"],
    )
    def test_takes_no_text_for_markup(self, name: str) -> None:
        made = material(series(point("1"), name=Text(name, name)))

        text = text_of(pdf(document.write(made, "zh-hans")))

        assert bare(f"{name}（全市）为1项。") in text

    def test_says_on_every_page_that_it_is_a_draft(self) -> None:
        draft = material(series(replace(point("811"), release=0)), is_internal=True)

        text = text_of(pdf(document.write(draft, "zh-hans")))

        assert text.count("内部草稿含未发布数据不得公开") >= 2
        assert "811项【内部草稿】" in text

    def test_lists_what_is_missing(self) -> None:
        made = material(series(), series(point("1"), code="b"))

        text = text_of(pdf(document.write(made, "zh-hans")))

        assert "附：缺少或不完整的数据" in text
        assert "政务服务事项（全市）：缺报" in text

    def test_of_a_long_list_runs_over_pages(self) -> None:
        many = [series(point("1"), code=f"item-{n}") for n in range(120)]

        file = pypdfium2.PdfDocument(pdf(document.write(material(*many), "zh-hans")))

        pages = len(file)
        file.close()
        assert pages > 5

    def test_is_not_offered_without_a_chinese_font(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)
        written: Document = document.write(material(series(point("1"))), "zh-hans")

        with pytest.raises(typesetting.NoChineseFont):
            pdf(written)
