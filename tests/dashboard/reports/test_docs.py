"""The page on templates: its examples do what it says, and it names everything there is."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from dashboard.reports import overview
from dashboard.reports.slot_types import ATTRIBUTES
from dashboard.reports.template_validation import check
from dashboard.reports.word import fill
from indicators.models import Release

from .report_data import real

PAGE = (Path(__file__).parents[3] / "docs" / "report-templates.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```template\n(.*?)```\n\n```result\n(.*?)```", PAGE, re.DOTALL)

AT_THE_END = [
    "附：所属期与报告期不一致的数据",
    *(
        f"{name}（{place}）：{value}（截至2019年6月20日）"
        for name, place, value in (
            ("赣服通抚州分厅接入事项", "全市", "76项"),
            ("全省通用事项", "全市", "13项"),
            ("接入赣服通的市直部门", "市本级", "9个"),
            ("市本级政务服务事项", "市本级", "63个"),
        )
    ),
]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def made(lines: list[str]) -> bytes:
    """Return a Word file of the lines; those that begin with a bar make a table."""
    document = Document()
    rows = [cells(line) for line in lines if line.startswith("|")]
    for line in lines:
        if not line.startswith("|"):
            document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def lines_of(document: WordDocument) -> list[str]:
    rows = [row.cells for table in document.tables for row in table.rows]
    return [
        *(one.text for one in document.paragraphs if one.text),
        *(f"| {' | '.join(cell.text for cell in row)} |" for row in rows),
    ]


class PageTests:
    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one[0][:30])
    def test_shows_examples_that_do_what_it_says(
        self, release: Release, example: tuple[str, str]
    ) -> None:
        written, result = (part.strip().split("\n") for part in example)
        template = made(written)

        assert check(template, real(), "zh-hans") == []
        filled = Document(BytesIO(fill(template, real(), "zh-hans")))
        tables = [line for line in result if line.startswith("|")]
        said = [line for line in result if not line.startswith("|")]
        # What the template does not list itself stands behind it.
        listed = [line for line in lines_of(filled)[len(said) :] if line in AT_THE_END]
        assert lines_of(filled) == [*said, *listed, *tables]

    def test_has_examples(self) -> None:
        assert len(EXAMPLES) == 7

    def test_names_every_slot(self) -> None:
        wanted = [f"`{name}`" for name in (*ATTRIBUTES, "chart")]
        wanted += [f"`{{{{ report.{name} }}}}`" for name in overview.SLOTS]

        assert [one for one in wanted if one not in PAGE] == []
