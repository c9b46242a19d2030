"""Everything that is wrong with a template, at once, with the place where it stands."""

import time
from collections.abc import Iterator
from io import BytesIO

import hypothesis
import pytest
from django.conf import settings
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reports import template_errors
from dashboard.reports.default_template import default_template
from dashboard.reports.report_data import ReportData
from dashboard.reports.slot_types import slots
from dashboard.reports.slots import tree
from dashboard.reports.template_errors import TemplateProblem
from dashboard.reports.template_validation import MOST_TAGS, check
from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.models import Release
from indicators.report_templates.file_safety import inspect
from tests.indicators.word_files import changed, related, replaced, word

from .report_data import material, point, real, series

BODY = "word/document.xml"


@pytest.fixture
def known(release: Release) -> ReportData:
    """Return the real half-year."""
    return real()


def found(known: ReportData, *paragraphs: str) -> list[tuple[str, str, str]]:
    """Return place, excerpt and Chinese message of each problem of a template of these lines."""
    return told(check(word(*paragraphs), known, "zh-hans"))


def told(many: list[TemplateProblem]) -> list[tuple[str, str, str]]:
    return [(one.where.zh, one.excerpt, one.message.zh) for one in many]


def table(*rows: tuple[str, ...]) -> bytes:
    """Return a document with one table."""
    document = Document()
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for line, cells in zip(made.rows, rows, strict=True):
        for cell, text in zip(line.cells, cells, strict=False):
            cell.text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class CleanTemplateTests:
    @pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
    def test_is_our_own(self, known: ReportData, language: str) -> None:
        assert check(default_template(known, language), known, language) == []

    def test_may_use_every_slot_there_is(self, known: ReportData) -> None:
        names = [node.path for node in slots(tree(known)) if node.says and not node.is_picture]

        assert len(names) > 37 * 11
        assert check(word(*(f"{{{{ {name} }}}}" for name in names)), known, "zh-hans") == []

    def test_may_loop_and_ask(self, known: ReportData) -> None:
        content = word(
            "{%p for each in areas %}",
            "{{ each.name }}：{% for row in each.rows %}{{ row.name }}{{ row }}；{% endfor %}",
            "{%p if each.others %}",
            "{% for one in each.others %}{{ one }}{% endfor %}",
            "{%p else %}",
            "无",
            "{%p endif %}",
            "{%p endfor %}",
            "{% if not missing %}齐全{% else %}不全{% endif %}",
            "{% for one in missing %}{{ one }}{% endfor %}",
        )

        assert check(content, known, "zh-hans") == []

    def test_may_loop_over_the_rows_of_a_table(self, known: ReportData) -> None:
        content = table(
            ("指标", "数据"),
            ("{%tr for row in organisation.justice_bureau.rows %}",),
            ("{{ row.name }}", "{{ row }}"),
            ("{%tr endfor %}",),
        )

        assert check(content, known, "zh-hans") == []


class UnknownSlotTests:
    @pytest.mark.parametrize(
        ("written", "nearest"),
        [
            ("certificates_canceled.city_level", "certificates_cancelled.city_level"),
            ("service_items.city_levl.change", "service_items.city_level.change"),
            ("service_items.city_level.chnge", "service_items.city_level.change"),
            ("report.titel", "report.title"),
            ("area.function.name", "area.functions.name"),
        ],
    )
    def test_is_told_with_the_nearest_name(
        self, known: ReportData, written: str, nearest: str
    ) -> None:
        [(where, excerpt, message)] = found(known, "开头", f"共{{{{ {written} }}}}项")

        assert (where, excerpt) == ("正文第2段", f"{{{{ {written} }}}}")
        assert message.startswith(f"没有“{written}”这个占位符。相近的有：{nearest}")

    def test_by_the_indicators_own_name_is_understood(self, known: ReportData) -> None:
        [(_, _, message)] = found(known, "{{ 取消调整的证明事项 }}")

        assert "相近的有：certificates_cancelled.city_level" in message

    def test_asks_for_the_place(self, known: ReportData) -> None:
        [(_, _, message)] = found(known, "{{ supervision_items }}")

        assert message == (
            "还要写明哪一项，如supervision_items.city_level、supervision_items.counties。"
        )

    def test_in_a_loop_is_told_by_the_loops_own_names(self, known: ReportData) -> None:
        [(_, _, message)] = found(known, "{% for row in figures %}{{ row.nam }}{% endfor %}")

        assert message == "没有“row.nam”这个占位符。相近的有：row.name。"

    def test_of_a_loop_is_told_once_and_not_for_all_that_is_in_it(self, known: ReportData) -> None:
        [(_, excerpt, _)] = found(known, "{% for x in figurs %}{{ x.a }}{{ x.b }}{% endfor %}")

        assert excerpt == "{% for x in figurs %}"

    def test_of_nothing_alike_names_some_that_there_are(self) -> None:
        made = material(series(point("1")))

        [(_, _, message)] = found(made, "{{ qqqqqq }}")

        assert message == "没有“qqqqqq”这个占位符。相近的有：report、area、areas。"


class ForbiddenTests:
    @pytest.mark.parametrize(
        "written",
        [
            "{{ ''.__class__ }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ report.title|upper }}",
            "{{ report['title'] }}",
            "{{ report.title() }}",
            "{{ 1 + 1 }}",
            "{{ 10**9 }}",
            "{{ 'a' * 10**9 }}",
            "{{ self }} {{ config.items() }}",
            "{% for x in range(1000000000) %}",
            "{% set x = 1 %}",
            "{% macro x() %}",
            "{% include 'a' %}",
            "{% import 'os' as os %}",
            "{% if report.title == 'a' %}",
            "{% raw %}",
            "{%tc for x in figures %}",
            "{{r report.title }}",
            "{% colspan 3 %}",
        ],
    )
    def test_is_told_and_never_run(self, known: ReportData, written: str) -> None:
        first = check(word(written), known, "zh-hans")[0]

        assert first.where.zh == "正文第1段"
        assert first.message == template_errors.UNREADABLE or "没有“" in first.message.zh

    @pytest.mark.parametrize(
        "path", ["report.__class__", "service_items.city_level._node", "figures._filling", "loop"]
    )
    def test_names_are_unknown(self, known: ReportData, path: str) -> None:
        [(_, _, message)] = found(known, f"{{{{ {path} }}}}")

        assert "没有“" in message

    @pytest.mark.parametrize(
        "text", ["{{ report.title", "report.title }}", "{ x }", "{# x #}", "{{}}"]
    )
    def test_braces_are_told(self, known: ReportData, text: str) -> None:
        messages = {one.message for one in check(word(text), known, "zh-hans")}

        assert messages & {template_errors.BRACES, template_errors.UNREADABLE}

    def test_wide_braces_are_told_from_half_width_ones(self, known: ReportData) -> None:
        left, right = chr(0xFF5B), chr(0xFF5D)

        [problem] = check(word(f"{left}{left} report.title {right}{right}"), known, "zh-hans")

        assert problem.message == template_errors.WIDE_BRACES

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("<w:body>", '<w:body><w:bookmarkStart w:id="1" w:name="{{ report.title }}"/>'),
            ("<w:body>", "<w:body>{{ report.title }}"),
            ("<w:t>x</w:t>", "<w:instrText>{{ 1 }}</w:instrText>"),
        ],
    )
    def test_is_found_where_nobody_sees_it(self, known: ReportData, old: str, new: str) -> None:
        [problem] = check(replaced(word("x"), BODY, old, new), known, "zh-hans")

        assert problem.message == template_errors.HIDDEN_BRACES


class WrongStructureTests:
    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["{% for x in figures %}{{ x }}"], Text("缺少结尾“endfor”。", "")),
            (["{% endif %}"], Text("“endif”前面没有对应的“if”。", "")),
            (
                ["{% if missing %}{% endfor %}{% endif %}"],
                Text("“endfor”前面没有对应的“for”。", ""),
            ),
            (
                ["{%p for x in figures %}文字", "{%p endfor %}"],
                template_errors.NOT_ALONE_IN_PARAGRAPH,
            ),
            (["{%tr for x in figures %}", "{%tr endfor %}"], template_errors.ROW_WITHOUT_TABLE),
            (["{% for x in report.title %}{% endfor %}"], template_errors.no_list("report.title")),
            (["{% for report in figures %}{% endfor %}"], template_errors.taken("report")),
        ],
    )
    def test_is_told(self, known: ReportData, lines: list[str], message: Text) -> None:
        assert message.zh in [one[2] for one in found(known, *lines)]

    def test_of_a_loop_over_two_paragraphs_without_p_is_told(self, known: ReportData) -> None:
        [(where, _, message)] = found(known, "{% for x in figures %}", "{% endfor %}")

        assert where == "正文第2段"
        assert message.startswith("与开头“{% for x in figures %}”不在同一层次")

    def test_of_a_row_that_holds_more_than_its_loop_is_told(self, known: ReportData) -> None:
        rows = (("{%tr for x in figures %}", "文字"), ("{{ x }}",), ("{%tr endfor %}",))

        [(where, _, message)] = told(check(table(*rows), known, "zh-hans"))

        assert (where, message) == ("正文表格1第1行", template_errors.NOT_ALONE_IN_ROW.zh)

    def test_of_a_loop_that_ends_outside_of_its_cell_is_told(self, known: ReportData) -> None:
        content = table(("{%p for x in figures %}", "{%p endfor %}"))

        [(_, _, message)] = told(check(content, known, "zh-hans"))

        assert message.startswith("与开头“{%p for x in figures %}”不在同一层次")

    def test_of_a_list_without_a_loop_is_told(self, known: ReportData) -> None:
        [(_, _, message)] = found(known, "{{ area.functions.rows }}")

        assert message.startswith("“area.functions.rows”是列表，请用循环")

    def test_of_a_slot_torn_by_something_else_is_told(self, known: ReportData) -> None:
        link = "<w:hyperlink><w:r><w:t>report.title }}</w:t></w:r></w:hyperlink>"
        torn = f"<w:p><w:r><w:t>{{{{ </w:t></w:r>{link}</w:p><w:sectPr"

        [problem] = check(replaced(word("x"), BODY, "<w:sectPr", torn), known, "zh-hans")

        assert problem.message == template_errors.TORN

    def test_of_a_slot_in_several_runs_is_no_problem(self, known: ReportData) -> None:
        runs = "".join(
            f"<w:r><w:t>{part}</w:t></w:r>" for part in ("{", "{ report", ".title }", "}")
        )
        content = replaced(word("x"), BODY, "<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr")

        assert check(content, known, "zh-hans") == []

    def test_of_a_chart_in_a_header_is_told(self, known: ReportData) -> None:
        document = Document()
        document.sections[0].header.paragraphs[0].text = "{{ service_items.city_level.chart }}"
        target = BytesIO()
        document.save(target)

        [problem] = check(target.getvalue(), known, "zh-hans")

        assert (problem.where.zh, problem.message) == (
            "页眉第1段",
            template_errors.PICTURE_ELSEWHERE,
        )

    def test_of_a_property_is_told(self, known: ReportData) -> None:
        document = Document()
        document.core_properties.title = "{{ report.titel }}"
        target = BytesIO()
        document.save(target)

        [problem] = check(target.getvalue(), known, "zh-hans")

        assert problem.where.zh == "文档属性“title”"


class AllAtOnceTests:
    def test_tells_what_is_wrong_in_every_part(self, known: ReportData) -> None:
        document = Document(BytesIO(word("{{ a }}", "好的", "{{ 1 + 1 }}", "{{ open")))
        document.sections[0].footer.paragraphs[0].text = "{{ b }}"
        target = BytesIO()
        document.save(target)

        places = [one[0] for one in told(check(target.getvalue(), known, "zh-hans"))]

        assert places == ["正文第1段", "正文第3段", "正文第4段", "页脚第1段"]

    def test_says_the_same_in_english(self, known: ReportData) -> None:
        [problem] = check(word("{{ report.titel }}"), known, "en")

        assert problem.where.en == "body, paragraph 1"
        assert problem.message.en == "There is no slot “report.titel”. The nearest: report.title."

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
    def test_of_what_is_no_document_says_so(self, known: ReportData, content: bytes) -> None:
        [problem] = check(content, known, "zh-hans")

        assert problem.message == template_errors.NOT_READ

    def test_of_a_document_without_its_body_says_so(self, known: ReportData) -> None:
        for part in (b"<x/>", b"not xml"):
            content = having("[Content_Types].xml", part)

            [problem] = check(content, known, "zh-hans")

            assert problem.message == template_errors.NOT_READ


def having(name: str, part: bytes) -> bytes:
    """Return our own template with other bytes in one part."""
    return changed(word("{{ report.title }}"), name, lambda _before: part)


PARTS = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels")
SMALL = word("{{ report.title }}", "{%p for x in figures %}", "{{ x }}", "{%p endfor %}")


# What zipfile says of a package that is broken while it is written, and of one left half-written.
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class DamagedTemplateTests:
    @hypothesis.settings(max_examples=60, deadline=None)
    @given(
        st.sampled_from(PARTS),
        st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from('<>/{}%" aw1')), max_size=4),
        st.integers(0, 10**6),
    )
    def test_is_told_and_breaks_nothing(
        self, name: str, signs: list[tuple[int, str]], cut: int
    ) -> None:
        """Change a few signs of a part, or cut it off."""

        def damaged(part: bytes) -> bytes:
            found = bytearray(part)
            for position, sign in signs:
                found[position % len(found)] = ord(sign)
            return bytes(found[: cut % len(found)] if cut % 3 == 0 else found)

        content = changed(SMALL, name, damaged)
        try:
            inspect(content)
        except FileRefused:
            return

        found = check(content, material(series(point("1"))), "zh-hans")

        assert all(problem.message.zh for problem in found)


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fail where a check takes longer than anybody waits."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 30


@pytest.mark.usefixtures("in_time")
class HostileTemplateTests:
    def test_with_nested_loops_does_not_hang(self, known: ReportData) -> None:
        names = ("a", "b", "c", "d", "e", "f")
        starts = [f"{{%p for {name} in figures %}}" for name in names]

        [problem] = check(word(*starts, "字" * 1000, *["{%p endfor %}"] * 6), known, "zh-hans")

        assert problem.message == template_errors.TOO_MUCH

    def test_with_nested_loops_in_a_table_does_not_hang(self, known: ReportData) -> None:
        starts = [(f"{{%tr for {name} in figures %}}",) for name in "abcdef"]

        [problem] = check(
            table(*starts, ("{{ a }}",), *[("{%tr endfor %}",)] * 6), known, "zh-hans"
        )

        assert problem.message == template_errors.TOO_MUCH

    def test_with_a_large_text_in_a_loop_does_not_fill_the_memory(self, known: ReportData) -> None:
        loops = ["{%p for a in figures %}", "{%p for b in figures %}"]

        [problem] = check(
            word(*loops, "字" * 100_000, "{%p endfor %}", "{%p endfor %}"), known, "zh-hans"
        )

        assert problem.message == template_errors.TOO_MUCH

    def test_with_too_many_pictures_does_not_draw_them_all(self, known: ReportData) -> None:
        loops = ["{%p for a in figures %}", "{%p for b in figures %}", "{{ b.chart }}"]

        [problem] = check(word(*loops, "{%p endfor %}", "{%p endfor %}"), known, "zh-hans")

        assert problem.message == template_errors.TOO_MUCH

    def test_with_thousands_of_slots_is_refused_at_once(self, known: ReportData) -> None:
        [problem] = check(word("{{ nothing }}" * (MOST_TAGS + 1)), known, "zh-hans")

        assert problem.message == template_errors.TOO_MANY

    def test_with_hundreds_of_unknown_slots_is_answered(self, known: ReportData) -> None:
        assert len(check(word("{{ nothing_of_this }}" * 2000), known, "zh-hans")) == 200

    @pytest.mark.parametrize("sign", ["{", "}", "{%", "%}"])
    def test_with_endless_braces_is_answered(self, known: ReportData, sign: str) -> None:
        [*found] = check(word(sign * 200_000), known, "zh-hans")

        assert found
        assert all(len(problem.excerpt) <= 80 for problem in found)

    def test_with_a_slot_that_is_too_long_is_refused(self, known: ReportData) -> None:
        [problem] = check(word("{{ " + "a" * 1000 + " }}"), known, "zh-hans")

        assert problem.message == template_errors.TOO_LONG

    def test_is_looked_at_without_what_it_links_to(self, known: ReportData) -> None:
        content = related(word("{{ report.title }}"), "image", "http://192.0.2.1/x.png")

        assert check(content, known, "zh-hans") == []
