"""Set the report for printing, as a tagged PDF."""

import json
import subprocess
import sys

from django.conf import settings

from dashboard import typesetting
from dashboard.charts import picture

from .blocks import Annex, Document, ParagraphBlock, Picture, Section
from .word import INTERNAL

# By name, the likeliest first; where none of them is there, any Chinese font will do.
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "FangSong", "SimSun")
PRESS = [sys.executable, "-m", "dashboard.reports.pdf_worker"]
A_MINUTE = 60


def pdf(document: Document) -> bytes:
    """Return the pages. Raises ``typesetting.NoChineseFont`` where their words could not be set."""
    if not typesetting.chinese_fonts():
        raise typesetting.NoChineseFont
    report = json.dumps(_data(document), ensure_ascii=False).encode()
    done = subprocess.run(  # noqa: S603 - our own command, and data on its input alone
        PRESS,
        input=report,
        cwd=settings.BASE_DIR,
        capture_output=True,
        timeout=A_MINUTE,
        check=True,
    )
    return done.stdout


def _data(document: Document) -> dict[str, object]:
    language = document.language
    return {
        "language": language,
        "title": document.title,
        "subtitle": document.subtitle,
        "mark": INTERNAL.in_language(language) if document.mark else "",
        "fonts": _fonts(language),
        "sections": [_section(one, language) for one in document.sections],
        "annexes": [_annex(one) for one in document.annexes],
        "ends": [{"heading": one.heading, "lines": one.lines} for one in document.ends],
    }


def _fonts(language: str) -> dict[str, list[str]]:
    found = set(typesetting.fonts().families())
    chinese = [*typesetting.chinese_fonts()]
    latin = [] if language.startswith("zh") else [*typesetting.ENGLISH_FONTS]
    known = [name for name in (*latin, *SERIF, *chinese) if name in found]
    return {"text": known, "heading": [name for name in (*latin, *chinese) if name in found]}


def _section(section: Section, language: str) -> dict[str, object]:
    return {
        "heading": section.heading,
        "blocks": [_block(one, language) for one in section.blocks],
    }


def _block(block: ParagraphBlock | Picture, language: str) -> dict[str, str]:
    if isinstance(block, ParagraphBlock):
        return {"words": block.words}
    figure = block.figure
    return {
        "svg": picture.svg_file(figure.series, figure.progress, language),
        "alt": figure.sentence.in_language(language),
        "caption": block.caption,
    }


def _annex(annex: Annex) -> dict[str, object]:
    tables = [
        {
            "caption": table.caption,
            "header": table.header,
            "widths": table.widths,
            "rows": [row.cells for row in table.rows],
            "more": table.more,
        }
        for table in annex.tables
    ]
    return {"heading": annex.heading, "tables": tables}
