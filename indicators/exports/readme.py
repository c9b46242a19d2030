"""What a person reads first: the README of a package in both languages, and how to cite it."""

import json
from collections.abc import Iterable

from indicators.bilingual import Text

from .publication import OFFICE_TIME, Publication
from .tables import Table

KINDS_OF_NOTHING = (
    ("missing", Text("缺报", "owed, but not reported")),
    ("not_applicable", Text("不适用", "there can be none")),
    ("not_yet_reported", Text("尚未上报", "not reported yet")),
    ("withdrawn", Text("已撤回，理由见reason", "taken from the public; reason says why")),
)
VERSION = Text(
    "版本 {version}（{state}）。许可：{licence}。",
    "Version {version} ({state}). Licence: {licence}.",
)
CITE = Text("引用：", "Cite as: ")
HEADING = Text("| 表 | 内容 |", "| table | rows |")
VALUES = Text(
    "`value`按基本单位；`qualifier`为限定词，`lower`、`upper`为原文所能证明的上下限；"
    "零写作`0`。没有数据时`value`为空，`qualifier`与`status`说明原因：",
    "`value` is in base units; `qualifier` says what the words around it say, `lower` and "
    "`upper` what they prove; zero is `0`. Where there is no figure `value` is empty, and "
    "`qualifier` and `status` say why: ",
)
# Programs check and join these tables by their keys, so that no sign may be added to a cell.
EXACT = Text(
    "数据表供程序读取，单元格保存文字原样，不加任何符号。以`=`、`+`、`-`、`@`开头的文字，"
    "用Excel、WPS直接打开时可能被当作公式执行：请用“数据→从文本/CSV”导入并把各列设为文本，"
    "或改用网站提供的.csv、.xlsx文件，其中这类文字已加半角撇号。",
    "The tables are read by programs: cells hold the exact text, and nothing is put before it. "
    "Excel and WPS may run a text that starts with `=`, `+`, `-` or `@` as a formula if they open "
    "the files directly: import the columns as text, or take the .csv and .xlsx files of the "
    "site, in which an apostrophe stands before such a text.",
)


def cited(publication: Publication) -> Text:
    """Return how the data are cited: publisher, title, state, licence, address if there is one."""
    who, title, state = publication.publisher, publication.title, _state(publication)
    rest = [part for part in (publication.licence.name, publication.home) if part]
    return Text(
        "，".join([f"{who.zh}：{title.zh}（{state.zh}）", *rest]),
        ", ".join([f"{who.en}: {title.en} ({state.en})", *rest]),
    )


def _state(publication: Publication) -> Text:
    if publication.released_at is None:
        return Text("尚无发布", "nothing released yet")
    day = f"{publication.released_at.astimezone(OFFICE_TIME):%Y-%m-%d}"
    return Text(f"{day}发布", f"released {day}")


def readme(publication: Publication, tables: Iterable[Table]) -> str:
    """Return README.md: what is inside, how to read it, its licence, how to cite it."""
    known = list(tables)
    return "\n".join(
        line for language in ("zh", "en") for line in _lines(publication, known, language)
    )


def _lines(publication: Publication, tables: Iterable[Table], language: str) -> list[str]:
    name, licence = publication.licence.name, publication.licence.url
    version = VERSION.in_language(language).format(
        version=publication.version,
        state=_state(publication).in_language(language),
        licence=f"[{name}]({licence})",
    )
    between, end = ("；", "。") if language == "zh" else ("; ", ".")
    kinds = (f"`{code}` {words.in_language(language)}" for code, words in KINDS_OF_NOTHING)
    return [
        f"# {publication.title.in_language(language)}",
        "",
        publication.description.in_language(language),
        "",
        version,
        CITE.in_language(language) + cited(publication).in_language(language),
        "",
        HEADING.in_language(language),
        "|---|---|",
        *(f"| `data/{one.name}.csv` | {one.meaning.in_language(language)} |" for one in tables),
        "",
        VALUES.in_language(language) + between.join(kinds) + end,
        "",
        EXACT.in_language(language),
        "",
    ]


def citation(publication: Publication) -> str:
    """Return CITATION.cff; a text in JSON is a text in YAML."""
    lines = {
        "cff-version": "1.2.0",
        "message": cited(publication).zh,
        "type": "dataset",
        "title": " / ".join(publication.title),
        "abstract": " / ".join(publication.description),
        "version": publication.version,
    }
    if publication.home:
        lines["url"] = publication.home
    if publication.licence.code:
        lines["license"] = publication.licence.code
    else:
        lines["license-url"] = publication.licence.url
    if publication.released_at:
        lines["date-released"] = f"{publication.released_at.astimezone(OFFICE_TIME):%Y-%m-%d}"
    authors = ["authors:", f"  - name: {_quoted(' / '.join(publication.publisher))}"]
    return "\n".join([*(f"{key}: {_quoted(text)}" for key, text in lines.items()), *authors, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
