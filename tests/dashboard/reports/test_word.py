"""Word files filled in: what stands in them, and what cannot get in."""

import time
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from docx import Document
from docx.enum.section import WD_SECTION
from jinja2 import TemplateSyntaxError

from dashboard import typesetting
from dashboard.reports import blocks, document
from dashboard.reports.default_template import default_template
from dashboard.reports.report_data import ReportData
from dashboard.reports.sandbox import Sandbox
from dashboard.reports.template_text import found_in
from dashboard.reports.word import charted, fill
from indicators.bilingual import Text
from indicators.enums import Status
from indicators.models import Release
from indicators.series import Named
from tests.indicators.word_files import word

from .report_data import lines, material, point, real, series

NEEDS_FONT = pytest.mark.skipif(not typesetting.chinese_fonts(), reason="no Chinese font")


def body(content: bytes) -> str:
    """Return the XML of the body."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def filled(made: ReportData, *paragraphs: str, language: str = "zh-hans") -> list[str]:
    """Return what a template of these lines says once it is filled."""
    return lines(fill(word(*paragraphs), made, language))


class OwnTemplateTests:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_filled_says_the_same_sentences_as_the_page(
        self, release: Release, language: str
    ) -> None:
        written = document.write(real(), language)

        said = lines(fill(default_template(real(), language), real(), language))

        found = [block for section in written.sections for block in section.blocks]
        words = [block.words for block in found if isinstance(block, blocks.ParagraphBlock)]
        captions = [block.caption for block in found if isinstance(block, blocks.Picture)]
        headings = [section.heading for section in written.sections if section.heading]
        expected = {written.title, written.subtitle, *words, *captions, *headings}
        assert expected - set(said) == set()

    def test_filled_has_the_tables_of_the_page(self, release: Release) -> None:
        written = document.write(real(), "zh-hans")

        said = lines(fill(default_template(real(), "zh-hans"), real(), "zh-hans"))

        tables = [table for annex in written.annexes for table in annex.tables]
        rows = [" | ".join(row.cells) for table in tables for row in table.rows]
        assert len(rows) == 2 * 37
        assert [one for one in said if one in rows] == rows

    @NEEDS_FONT
    def test_filled_shows_the_charts_with_a_text_for_who_cannot_see_them(
        self, release: Release
    ) -> None:
        content = fill(default_template(real(), "zh-hans"), real(), "zh-hans")

        pictures = Document(BytesIO(content)).inline_shapes
        texts = [shape._inline.docPr.get("descr") for shape in pictures]
        assert len(texts) == len(document.charted(real())) == 6
        assert texts[0].startswith("截至2019-06-30为199项。目标：2020-12-31前不少于250项。")

    def test_filled_leaves_nothing_of_the_template_behind(self, release: Release) -> None:
        said = "\n".join(lines(fill(default_template(real(), "zh-hans"), real(), "zh-hans")))

        assert not set("{}%") & set(said.replace("80%以上", ""))

    def test_looks_like_an_official_document(self, release: Release) -> None:
        made = Document(BytesIO(default_template(real(), "zh-hans")))

        [section] = made.sections
        margins = (section.top_margin, section.bottom_margin, section.left_margin)
        assert [round(one.mm) for one in margins if one] == [37, 35, 28]
        assert [round(one.mm) for one in (section.page_width, section.page_height) if one] == [
            210,
            297,
        ]
        fonts = {
            name: made.styles[name].element.rPr.rFonts.get(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
            )
            for name in ("Title", "Heading 1", "Body Text")
        }
        assert fonts == {"Title": "方正小标宋简体", "Heading 1": "黑体", "Body Text": "仿宋_GB2312"}
        assert "PAGE" in section.footer._element.xml
        assert "PAGE" in section.even_page_footer._element.xml

    def test_names_stand_ins_for_its_fonts(self, release: Release) -> None:
        with zipfile.ZipFile(BytesIO(default_template(real(), "zh-hans"))) as archive:
            fonts = archive.read("word/fontTable.xml").decode()

        assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋;FangSong;华文仿宋"/>' in fonts

    def test_stays_complete_when_indicators_and_areas_are_added(self, release: Release) -> None:
        template, made = default_template(real(), "zh-hans"), real()
        new = material(
            series(point("7"), code="new", name=Text("新增事项", "New")),
            series(point("8"), code="tree", area=Named("parks", Text("公园绿地", "Parks"), 99)),
        )
        grown = replace(made, figures=(*made.figures, *new.figures))

        said = lines(fill(template, grown, "zh-hans"))

        assert "新增事项（全市）为7项。" in said
        position = said.index("公园绿地")
        assert said[position + 1] == "政务服务事项（全市）为8项。"
        assert said[position + 2] == "编写说明"


class FilledTemplateTests:
    def test_says_value_change_standing_and_source(self) -> None:
        made = material(series(point("175", "2018-12-31"), point("199")))

        said = filled(
            made,
            "{{ service_items.city }}，{{ service_items.city.change }}",
            "{{ service_items.city.standing }}，{{ service_items.city.source }}",
            "{{ report.title }}，{{ report.day }}",
        )

        assert said == [
            "199项，较上期增加24项",
            "未设定量目标，《计划》第3段",
            "法治政府建设指标进展报告（2019年上半年），2019年6月30日",
        ]

    def test_is_filled_in_headers_footnotes_and_properties_as_well(self) -> None:
        made = Document()
        made.core_properties.title = "{{ report.title }}"
        made.sections[0].header.paragraphs[0].text = "{{ report.period }}"
        target = BytesIO()
        made.save(target)

        content = Document(
            BytesIO(fill(target.getvalue(), material(series(point("1"))), "zh-hans"))
        )

        assert content.core_properties.title == "法治政府建设指标进展报告（2019年上半年）"
        assert content.sections[0].header.paragraphs[0].text == "2019年上半年"

    def test_keeps_what_the_office_wrote_around_the_slots(self) -> None:
        made = material(series(point("199")))

        assert filled(made, "  我市共{{ service_items.city }}，“五个一”。") == [
            "  我市共199项，“五个一”。"
        ]

    @NEEDS_FONT
    def test_draws_forty_charts_in_a_few_seconds(self) -> None:
        many = [series(point(str(n)), code=f"item-{n}") for n in range(40)]
        started = time.monotonic()

        template = word("{%p for x in figures %}", "{{ x.chart }}", "{%p endfor %}")
        content = fill(template, material(*many), "zh-hans")

        assert len(Document(BytesIO(content)).inline_shapes) == 40
        assert time.monotonic() - started < 20

    def test_finds_which_charts_a_template_shows(self, release: Release) -> None:
        one = found_in(word("{{ service_items.city_level.chart }}{{ gone.city.chart }}"))
        every = found_in(word("{% for x in figures %}{{ x.chart }}{% endfor %}"))

        assert [figure.key for figure in charted(one, real())] == [("service-items", "city-level")]
        assert len(charted(every, real())) == 37


class InjectionTests:
    @pytest.mark.parametrize(
        "name",
        [
            "</w:t></w:r></w:p><w:p><w:r><w:t>注入",
            '<w:instrText>DDEAUTO c:\\\\x "y"</w:instrText>',
            "&lt;&amp;<>\"'",
            "{{ report.title }}{% for x in figures %}",
            "{_{ report.title }_}",
        ],
    )
    def test_leaves_the_name_of_an_indicator_a_text(self, name: str) -> None:
        made = material(series(point("1"), name=Text(name, name)))

        content = fill(word("前{{ service_items.city.name }}后"), made, "zh-hans")

        [said] = lines(content)
        assert said in (f"前{name}后", f"前{name.replace('{_{', '{{').replace('}_}', '}}')}后")
        assert body(content).count("<w:instrText>") == 0

    def test_takes_out_signs_that_would_break_the_document(self) -> None:
        made = material(series(point("1"), name=Text("一\a二\f三\n四\x00五\ud800六", "")))

        assert filled(made, "{{ service_items.city.name }}") == ["一 二 三 四 五 六"]

    def test_of_a_filling_ends_with_it(self) -> None:
        """A value that looks like a slot is not filled a second time."""
        made = material(series(point("1"), name=Text("{{ report.title }}", "")))

        assert filled(made, "{% for x in figures %}{{ x.name }}{% endfor %}") == [
            "{{ report.title }}"
        ]

    @pytest.mark.parametrize(
        "written",
        [
            "{{ report.title|upper }}",
            "{{ ''.__class__ }}",
            "{{ x() }}",
            "{% set a = 1 %}",
            "{{ 9 * 9 }}",
            "{% if a == b %}{% endif %}",
            "{{ 'a' }}",
        ],
    )
    def test_is_refused_by_the_sandbox_although_no_check_came_before(self, written: str) -> None:
        with pytest.raises(TemplateSyntaxError):
            Sandbox().from_string(written)

    def test_reaches_nothing_of_what_is_behind_a_slot(self) -> None:
        made = material(series(point("1")))
        names = ("_node", "_filling", "says", "figure", "children", "items", "mro", "format")

        said = filled(made, *(f"{{{{ service_items.city.{name} }}}}" for name in names))

        assert all(one.startswith("【缺 missing: ") for one in said[: len(names)])
        assert "<" not in "".join(said)


class MissingTests:
    def test_stands_in_the_text_and_on_a_page_at_the_end(self) -> None:
        gone = series(point(None, status=Status.MISSING))

        content = fill(word("共{{ service_items.city }}。"), material(gone), "zh-hans")

        assert lines(content) == [
            "共【缺：政务服务事项】。",
            "附：缺少或不完整的数据",
            "政务服务事项（全市）：缺报",
        ]
        assert 'w:type="page"' in body(content)

    def test_is_not_listed_twice_where_the_template_lists_it(self) -> None:
        said = filled(
            material(series()), "{% for one in missing %}{{ one }}{% endfor %}", "{{ report.gaps }}"
        )

        assert said == [
            "政务服务事项（全市）：缺报",
            "缺少或不完整的数据1项，已在文中标明，并列于文末。",
        ]

    def test_marks_and_lists_a_slot_that_nobody_knows_any_more(self) -> None:
        made = material(series(point("1")))

        said = filled(made, "{{ gone.city.stated }}{% for x in gone.rows %}x{% endfor %}。")

        assert said == [
            "【缺 missing: gone.city.stated】。",
            "附：缺少或不完整的数据",
            "gone.city.stated",
        ]

    def test_draws_no_chart_but_leaves_the_mark(self) -> None:
        made = material(series(), series(point("1"), code="b"))

        said = filled(made, "{{ service_items.city.chart }}")

        assert said[0] == "【缺：政务服务事项】"

    def test_of_nothing_adds_no_page(self) -> None:
        assert filled(material(series(point("1"))), "好") == ["好"]


class InternalTests:
    @pytest.fixture
    def draft(self) -> ReportData:
        return material(series(replace(point("811"), release=0)), is_internal=True)

    def test_says_so_on_top_of_every_sort_of_page(self, draft: ReportData) -> None:
        made = Document()
        made.add_paragraph("{{ service_items.city }}")
        made.settings.odd_and_even_pages_header_footer = True
        for _ in range(2):
            section = made.add_section(WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = True
            for header in (section.header, section.even_page_header, section.first_page_header):
                header.is_linked_to_previous = False
                header.paragraphs[0].text = "{{ report.period }}"
        target = BytesIO()
        made.save(target)

        content = Document(BytesIO(fill(target.getvalue(), draft, "zh-hans")))

        tops = [
            [one.text for one in header.paragraphs if one.text]
            for section in content.sections
            for header in (section.header, section.even_page_header, section.first_page_header)
        ]
        mark = "内部草稿　含未发布数据　不得公开"
        assert tops == [[mark]] * 3 + [[mark, "2019年上半年"]] * 6
        assert content.paragraphs[0].text == "811项【内部草稿】"

    def test_says_so_although_the_template_has_no_header(self, draft: ReportData) -> None:
        content = Document(BytesIO(fill(word("{{ service_items.city }}"), draft, "en")))

        assert content.sections[0].header.paragraphs[0].text == (
            "Internal draft: unreleased figures inside"
        )

    def test_says_nothing_in_a_public_report(self) -> None:
        content = Document(BytesIO(fill(word("x"), material(series(point("1"))), "zh-hans")))

        assert "".join(one.text for one in content.sections[0].header.paragraphs) == ""

    @NEEDS_FONT
    def test_keeps_no_chart_of_it(self, draft: ReportData) -> None:
        public = material(series(point("810")))
        kept: Any = cache
        before = len(kept._cache)

        fill(word("{{ service_items.city.chart }}"), draft, "zh-hans")
        after_draft = len(kept._cache)
        fill(word("{{ service_items.city.chart }}"), public, "zh-hans")

        assert (after_draft, len(kept._cache)) == (before, before + 1)


class WithoutFontTests:
    def test_says_that_no_chart_could_be_drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(typesetting, "chinese_fonts", tuple)

        said = filled(material(series(point("1"))), "{{ service_items.city.chart }}")

        assert said == ["【图：服务器没有中文字体，未能绘制】"]
