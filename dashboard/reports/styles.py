"""How official documents look (GB/T 9704-2012): paper, type area, fonts and sizes, page numbers."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT_TABLE = "/word/fontTable.xml"
# What stands in on a computer without the font that the standard names.
STAND_INS = {
    "方正小标宋简体": "华文中宋;SimSun;宋体",
    "仿宋_GB2312": "仿宋;FangSong;华文仿宋",
    "楷体_GB2312": "楷体;KaiTi;华文楷体",
    "黑体": "SimHei;微软雅黑",
}
SONG, FANG_SONG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
HEADING_NUMBERS = 90
# How Word counts, what it writes, and what comes after.
CHINESE_NUMBERS = ("chineseCountingThousand", "%1、", "nothing")
ENGLISH_NUMBERS = ("decimal", "%1.", "space")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in points for a language: title, text, table, and the height of a line of text."""

    title: float
    text: float
    table: float
    line: float


# Chinese: 二号, 三号, 小四 and 28 points.
CHINESE, ENGLISH = Sizes(22, 16, 12, 28), Sizes(20, 12, 10, 20)


def dress(document: WordDocument, language: str) -> None:
    """Give the document the paper, fonts, numbering and page numbers of an official one."""
    is_chinese = language.startswith("zh")
    sizes = CHINESE if is_chinese else ENGLISH
    _paper(document)
    _fonts(document)
    _styles(document, sizes, is_chinese=is_chinese)
    _numbering(document, is_chinese=is_chinese)
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _paper(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _fonts(document: WordDocument) -> None:
    """Name stand-ins, so that a computer without the fonts chooses alike ones."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in STAND_INS.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == FONT_TABLE:
            part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _styles(document: WordDocument, sizes: Sizes, *, is_chinese: bool) -> None:
    text = _style(document, "Normal", FANG_SONG, sizes.text)
    text.element.get_or_add_rPr().append(_language(is_chinese=is_chinese))
    body = _style(document, "Body Text", FANG_SONG, sizes.text, line=sizes.line)
    body.paragraph_format.first_line_indent = Pt(sizes.text * 2) if is_chinese else None
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title = _style(document, "Title", SONG, sizes.title, line=sizes.title * 1.6)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(sizes.text)
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    subtitle = _style(document, "Subtitle", KAI, sizes.text, line=sizes.line)
    subtitle.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.space_after = Pt(sizes.text)
    for name in ("Heading 1", "Heading 2"):
        heading = _style(document, name, HEI, sizes.text, line=sizes.line)
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(0)
        heading.paragraph_format.keep_with_next = True
    caption = _style(document, "Caption", HEI, sizes.table)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    cell = _style(document, "No Spacing", FANG_SONG, sizes.table)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)


def _style(
    document: WordDocument, name: str, font: str, size: float, *, line: float = 0
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    latin = "Arial" if font == HEI else "Times New Roman"
    style.font.size, style.font.name = Pt(size), latin
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_after = Pt(0)
    if line:
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(line)
    return style


def _language(*, is_chinese: bool) -> BaseOxmlElement:
    """Return the language that a proofreader and a screen reader go by."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "en-GB")
    element.set(qn("w:eastAsia"), "zh-CN" if is_chinese else "en-GB")
    return element


def _numbering(document: WordDocument, *, is_chinese: bool) -> None:
    """Let headings of the first level number themselves: 一、二、三、, or 1. 2. 3."""
    numbering = document.part.numbering_part.element
    counting, words, gap = (
        ("chineseCountingThousand", "%1、", "nothing")
        if is_chinese
        else ("decimal", "%1.", "space")
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{HEADING_NUMBERS}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{counting}"/><w:pStyle w:val="Heading1"/><w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # The schema wants kinds of numbers before the numbers themselves.
    numbering.insert(0, abstract)
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{HEADING_NUMBERS}">'
        f'<w:abstractNumId w:val="{HEADING_NUMBERS}"/></w:num>'
    )
    numbering.append(number)
    paragraph = document.styles["Heading 1"].element.get_or_add_pPr()
    paragraph.get_or_add_numPr().get_or_add_numId().val = HEADING_NUMBERS


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — at the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.add_run("— ")
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)
    paragraph.add_run(" —")
    for run in paragraph.runs:
        run.font.size = Pt(14)
