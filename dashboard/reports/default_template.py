"""Make a Word template of our own sentences, for the office to adapt."""

from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import _Row

from . import sentence_source
from .document import (
    AREA_COLUMNS,
    BY_AREA,
    BY_OWNER,
    HEADINGS,
    INDICATOR,
    OWNER_COLUMNS,
    WIDTHS,
)
from .report_data import ReportData
from .slots import ENDS, tree
from .styles import dress

# The width between the margins, in millimetres.
TYPE_AREA = 156


def default_template(material: ReportData, language: str) -> bytes:
    """Return a .docx template of our sentences, those left out that speak of what is unknown here.

    Figures and areas that the sentences do not name come in by loops, so that a template which the
    office adapts stays complete when indicators are added.
    """
    text = sentence_source.known(sentence_source.source(language), tree(material))
    document = Document()
    dress(document, language)
    document.core_properties.title = "{{ report.title }}"
    document.core_properties.author = document.core_properties.comments = ""
    document.add_paragraph(text.title, "Title")
    document.add_paragraph(text.subtitle, "Subtitle")
    writer = _Writer(document, language)
    for section in text.sections:
        writer.section(section)
    writer.annex(BY_AREA.in_language(language), "areas", AREA_COLUMNS)
    writer.annex(BY_OWNER.in_language(language), "organisations", OWNER_COLUMNS)
    for name, heading in ENDS.items():
        writer.end(name, heading.in_language(language))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class _Writer:
    """Adds parts of the text to a document."""

    def __init__(self, document: WordDocument, language: str) -> None:
        self.document, self.language = document, language
        self.gap = sentence_source.gap_in(language)

    def section(self, section: sentence_source.SourceSection) -> None:
        """Add a heading with its paragraphs, pictures, and what the text leaves out."""
        if section.area == sentence_source.EVERY_OTHER_AREA:
            self._other_areas()
            return
        own = f"{{{{ area.{section.area}.name }}}}"
        if heading := own if section.area else section.heading:
            self._add(heading, "Heading 1")
        for block in section.blocks:
            if isinstance(block, sentence_source.SourceParagraph):
                self._add(self.gap.join(block.sentences), "Body Text")
            else:
                self._picture(block.name)
        if section.area:
            self._others(f"area.{section.area}.others")

    def _add(self, words: str, style: str) -> None:
        self.document.add_paragraph(words, style)

    def _picture(self, name: str) -> None:
        self._add(f"{{%p if {name} %}}", "Body Text")
        picture = self.document.add_paragraph(f"{{{{ {name}.chart }}}}", "No Spacing")
        picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture.paragraph_format.keep_with_next = True
        zh = f"{{{{ {name}.name }}}}（{{{{ {name}.place }}}}）：{{{{ {name}.standing }}}}"
        en = f"{{{{ {name}.name }}}} ({{{{ {name}.place }}}}): {{{{ {name}.standing }}}}"
        self._add(zh if self.language.startswith("zh") else en, "Caption")
        self._add("{%p endif %}", "Body Text")

    def _others(self, path: str) -> None:
        self._add(f"{{%p if {path} %}}", "Body Text")
        self._add(
            f"{{% for sentence in {path} %}}{{{{ sentence }}}}{self.gap}{{% endfor %}}",
            "Body Text",
        )
        self._add("{%p endif %}", "Body Text")

    def _other_areas(self) -> None:
        self._add("{%p for one in other_areas %}", "Body Text")
        self._add("{{ one.name }}", "Heading 1")
        self._others("one.others")
        self._add("{%p endfor %}", "Body Text")

    def annex(self, heading: str, groups: str, columns: tuple[str, ...]) -> None:
        """Add a table for each area or organisation, on pages of their own."""
        self._new_page(heading)
        self._add(f"{{%p for one in {groups} %}}", "Body Text")
        self._add("{%p if one.rows %}", "Body Text")
        self._add("{{ one.name }}", "Caption")
        self._table(columns)
        self._add("{%p endif %}", "Body Text")
        self._add("{%p endfor %}", "Body Text")

    def _new_page(self, heading: str) -> None:
        paragraph = self.document.add_paragraph(heading, "Heading 2")
        paragraph.paragraph_format.page_break_before = True

    def _table(self, columns: tuple[str, ...]) -> None:
        table = self.document.add_table(rows=4, cols=len(columns) + 1, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        headings = [INDICATOR, *(HEADINGS[name] for name in columns)]
        header, start, row, end = table.rows
        _write(header, [one.in_language(self.language) for one in headings])
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        _write(start, ["{%tr for row in one.rows %}"])
        slots = ["row" if name == "value" else f"row.{name}" for name in ("name", *columns)]
        _write(row, [f"{{{{ {slot} }}}}" for slot in slots])
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _write(end, ["{%tr endfor %}"])
        widths = [WIDTHS[name] for name in ("name", *columns)]
        for column, width in zip(table.columns, widths, strict=True):
            for cell in column.cells:
                cell.width = Mm(TYPE_AREA * width / sum(widths))

    def end(self, name: str, heading: str) -> None:
        """Add a list, on a page of its own where there is anything to list."""
        self._add(f"{{%p if {name} %}}", "Body Text")
        self._new_page(heading)
        self._add(f"{{%p for one in {name} %}}", "Body Text")
        self._add("{{ one }}", "Body Text")
        self._add("{%p endfor %}", "Body Text")
        self._add("{%p endif %}", "Body Text")


def _write(row: _Row, words: Iterable[str]) -> None:
    for cell, text in zip(row.cells, words, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.style = "No Spacing"
        paragraph.add_run(text)
