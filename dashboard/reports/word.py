"""Fill a Word template with what a report states, and mark what must not be overlooked."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.cache import cache
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.section import _Header
from docx.shared import Mm, Pt, RGBColor
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import escape

from dashboard.charts import picture
from dashboard.code_digest import digest, fingerprint
from dashboard.typesetting import NoChineseFont
from indicators.bilingual import Text

from .blocks import Ending
from .figure_wording import ReportFigure
from .report_data import ReportData
from .sandbox import MOST_PICTURES, RenderContext, Sandbox, names
from .slots import ENDS, tree
from .template_text import TemplateUse, found_in

WIDTH, PIXELS, AN_HOUR = Mm(150), 1200, 3600
INTERNAL = Text("内部草稿　含未发布数据　不得公开", "Internal draft: unreleased figures inside")
NOT_DRAWN = Text(
    "【图：服务器没有中文字体，未能绘制】", "[chart: not drawn, the server has no Chinese font]"
)
RED = RGBColor(0x8C, 0x1D, 0x18)


class BrokenTemplate(Exception):
    """Raised where the rendered template is no valid document."""


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl's, which would mend a torn document in silence and lose words."""

    def fix_tables(self, xml: str) -> etree._Element:
        try:
            etree.fromstring(xml)
            return super().fix_tables(xml)
        except (etree.XMLSyntaxError, AttributeError, TypeError, ValueError) as error:
            raise BrokenTemplate from error


def fill(template: bytes, material: ReportData, language: str) -> bytes:
    """Return the template filled in the language.

    Figures that are missing or about other days, and that the template does not list itself, stand
    on a page of their own at its end; an internal draft says so at the top of every page. Raises
    ``sandbox.TooMuch``
    where the template would write more than any report needs, and ``BrokenTemplate``.
    """
    found = found_in(template)
    known = material.naming(found.named)
    file = _Template(BytesIO(template))
    filling = RenderContext(language, lambda figure: _picture(file, figure, language))
    file.render(names(tree(known), filling), Sandbox())
    target = BytesIO()
    file.save(target)
    _refuse_doubles(target)
    unlisted = tuple(_unlisted(found, known, language))
    if not known.is_internal and not unlisted:
        return target.getvalue()
    return _with_marks(target, unlisted, language, is_internal=known.is_internal)


def _refuse_doubles(file: BytesIO) -> None:
    """Raise Torn where two parts have one name, as those of a damaged template may."""
    with zipfile.ZipFile(file) as archive:
        names_of_parts = archive.namelist()
    if len(set(names_of_parts)) < len(names_of_parts):
        raise BrokenTemplate


def charted(found: TemplateUse, material: ReportData) -> list[ReportFigure]:
    """Return the figures whose charts the template may show."""
    if found.charts is None:
        return list(material.reported[:MOST_PICTURES])
    return [material.by_name[name] for name in found.charts if name in material.by_name]


def _unlisted(found: TemplateUse, material: ReportData, language: str) -> Iterator[Ending]:
    """Yield the lists that the template has not itself; a slot of nothing known is missing too.

    Figures about other days are listed where the template shows them: by name, or in some loop.
    """
    root = tree(material)
    unknown = tuple(slot for slot in found.slots if root.find(slot) is None)
    for name, heading in ENDS.items():
        node = root.find(name) if name not in found.loops else None
        items = node.items() if node and node.items else ()
        is_whole = name == "missing" or bool(found.loops - ENDS.keys())
        lines = tuple(
            one.says().in_language(language)
            for one in items
            if one.says and (is_whole or not one.figure or material.is_named(one.figure))
        )
        lines += unknown if name == "missing" else ()
        if lines:
            yield Ending(heading.in_language(language), lines)


def _with_marks(
    file: BytesIO, ends: tuple[Ending, ...], language: str, *, is_internal: bool
) -> bytes:
    document = Document(file)
    if is_internal:
        for header in _headers(document):
            _say_on_top(header, INTERNAL.in_language(language))
    for end in ends:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph().add_run(end.heading).bold = True
        for line in end.lines:
            document.add_paragraph(line)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _headers(document: WordDocument) -> Iterator[_Header]:
    """Yield the top of every sort of page, each once: sections may share theirs."""
    for number, section in enumerate(document.sections):
        tops = [section.header, section.even_page_header, section.first_page_header]
        yield from (top for top in tops if number == 0 or not top.is_linked_to_previous)


def _say_on_top(header: _Header, words: str) -> None:
    paragraph = header.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(12), RED
    header._element.insert(0, paragraph._p)


def _picture(file: Any, figure: ReportFigure, language: str) -> str:  # noqa: ANN401 - docxtpl's own
    """Return the chart as the XML of a run, with a text for who cannot see it."""
    try:
        drawn = drawing(figure, language)
    except NoChineseFont:
        return str(escape(NOT_DRAWN.in_language(language)))
    inline = file.current_rendering_part.new_pic_inline(BytesIO(drawn), WIDTH)
    inline.docPr.set("descr", figure.sentence.in_language(language))
    return (
        f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'
    )


def drawing(figure: ReportFigure, language: str) -> bytes:
    """Return the chart as PNG; what is public is kept for an hour by all that it shows."""
    series, progress = figure.series, figure.progress
    if any(not point.release for point in series):
        return picture.png(series, progress, language, width=PIXELS)
    key = f"chart-{digest(fingerprint(), repr((series, progress, language)))}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = picture.png(series, progress, language, width=PIXELS)
        cache.set(key, kept, AN_HOUR)
    return kept
