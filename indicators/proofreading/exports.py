"""Write what became of a text's figures as a list for Excel, WPS or Word."""

import io
from collections.abc import Iterator

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from indicators.bilingual import Text
from indicators.exports import harmless

from .judgement import ProofResult
from .proof import Proof, Proofs
from .serializers import RESULTS, SIGNS, explained, summary

HEADS = (
    Text("段落", "Paragraph"),
    Text("文中写法", "As written"),
    Text("结果", "Result"),
    Text("指标", "Indicator"),
    Text("口径", "Place"),
    Text("说明", "Explanation"),
    Text("上下文", "In the text"),
)
WIDTHS = (8, 16, 14, 34, 14, 52, 52)
TITLE = Text("数据核对结果", "Figures set beside the data")
AROUND = 16
LOUD = PatternFill("solid", fgColor="FBEECB")


def rows(proofs: Proofs, language: str) -> Iterator[tuple[ProofResult, list[str]]]:
    """Yield a row for each figure in the order of the text, with its result."""
    for one in proofs.figures:
        result = one.result or ProofResult.UNKNOWN
        yield result, _row(one, result, proofs, language)


def _row(proof: Proof, result: ProofResult, proofs: Proofs, language: str) -> list[str]:
    statement, series = proof.statement, proof.series
    line = proofs.paragraphs[statement.line - 1].text
    return [
        "" if statement.paragraph is None else str(statement.paragraph),
        statement.as_written,
        f"{SIGNS[result]} {RESULTS[result].in_language(language)}",
        series.name.in_language(language) if series else "",
        series.place.name.in_language(language) if series else "",
        explained(proof).in_language(language),
        line[max(0, statement.start - AROUND) : statement.end + AROUND],
    ]


def workbook(proofs: Proofs, language: str) -> bytes:
    """Return the list as an .xlsx file; what differs stands out."""
    book = Workbook()
    sheet = book.active
    sheet.title = TITLE.in_language(language)[:31]
    sheet.append([summary(proofs).in_language(language)])
    sheet.append([head.in_language(language) for head in HEADS])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for result, row in rows(proofs, language):
        sheet.append([harmless(cell) for cell in row])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if result is ProofResult.DIFFERS:
                cell.fill = LOUD
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A3"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def document(proofs: Proofs, language: str) -> bytes:
    """Return the list as a .docx file."""
    paper = Document()
    paper.add_heading(TITLE.in_language(language), level=1)
    paper.add_paragraph(summary(proofs).in_language(language))
    found = list(rows(proofs, language))
    table = paper.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(head.in_language(language)).bold = True
    for result, row in found:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = result is ProofResult.DIFFERS
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()
