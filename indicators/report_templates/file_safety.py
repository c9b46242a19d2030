"""Whether a Word file may serve as a template: nothing in it may run, reach out, or grow too large.

Pure, and run as a module it is the reader that ``isolation`` starts. What a template says is looked
at elsewhere; here only what it could do to whoever opens it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from indicators.bilingual import Text
from indicators.documents.containers import OLE
from indicators.documents.file_types import UNPACKS_TO_TOO_MUCH, WITH_MACROS, WORD, type_of
from indicators.documents.isolation import serve
from indicators.documents.refusal import FileRefused
from indicators.documents.word import DAMAGED

LARGEST = 5 * 1024 * 1024
# Of one part in XML, and how many elements it may have; a long report has a tenth of these.
LARGEST_PART, MOST_ELEMENTS = 8 * 1024 * 1024, 200_000
CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(r"""<\?xml[^>]*encoding=["']([^"']+)""")
READABLE = frozenset(("utf-8", "utf-16", "us-ascii"))
# Parts that bring other programs' documents or controls along.
FOREIGN = ("/aFChunk", "/oleObject", "/package", "/control", "/vbaProject", "/subDocument")
# What a field may do: count pages, refer to the document itself, tell the time.
FIELDS = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ",
    "STYLEREF", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR",
))  # fmt: skip
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)
Parts = dict[str, etree._Element]

EMPTY = Text("文件为空。", "The file is empty.")
TOO_LARGE = Text(
    "模板超过5MB，请压缩其中的图片。",
    "The template is larger than 5 MB; make its pictures smaller.",
)
OF_AN_OLD_KIND = Text(
    "这是旧格式的文档，请另存为.docx。",
    "This is a document of an old kind; save the template as .docx.",
)
NO_WORD = Text(
    "这不是Word文档，模板须为.docx格式。",
    "This is no Word document; save the template as .docx.",
)
NOT_ORDINARY = Text(
    "这不是普通Word文档，请另存为.docx。",
    "This is no ordinary Word document; save the template as .docx.",
)


def inspect(content: bytes) -> None:
    """Raise Refused with every reason why the file may not serve as a template."""
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(TOO_LARGE)
    if type_of(content) != WORD:
        raise FileRefused(OF_AN_OLD_KIND if content.startswith(OLE) else NO_WORD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _parts(archive)
    except FAULTS as error:
        raise FileRefused(DAMAGED) from error
    problems = [*_types(parts), *_relations(parts), *_fields(parts)]
    if problems:
        raise FileRefused(*dict.fromkeys(problems))


def _parts(archive: zipfile.ZipFile) -> Parts:
    """Return every part that is read as XML, parsed without looking anywhere else."""
    parts = {}
    members = archive.infolist()
    declared = _Declared(_parsed(CONTENT_TYPES, archive.read(CONTENT_TYPES)))
    for member in members:
        if declared.is_xml(member.filename):
            if member.file_size > LARGEST_PART:
                raise FileRefused(UNPACKS_TO_TOO_MUCH)
            parts[member.filename] = _parsed(member.filename, archive.read(member))
    return parts


def _parsed(name: str, content: bytes) -> etree._Element:
    text = _text(content)
    if text is None or DECLARATION.search(text):
        raise FileRefused(
            Text(
                f"{name}声明了文档类型或实体，正常模板不会如此，已拒绝。",
                f"{name} declares a document type or entities, which no honest template does.",
            )
        )
    if text.count("<") > MOST_ELEMENTS:
        raise FileRefused(UNPACKS_TO_TOO_MUCH)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise zipfile.BadZipFile from error


def _text(content: bytes) -> str | None:
    """Return the XML's signs; None where another encoding could hide what it declares."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    named = ENCODING.search(text[:200])
    return text if named is None or named[1].lower() in READABLE else None


class _Declared:
    """Which parts are XML, as the table of types says."""

    def __init__(self, table: etree._Element) -> None:
        self.by_name = {
            one.get("PartName", "").lower(): one.get("ContentType", "") for one in table
        }
        self.by_ending = {
            one.get("Extension", "").lower(): one.get("ContentType", "") for one in table
        }

    def is_xml(self, name: str) -> bool:
        """Tell whether a program would read the part as XML."""
        ending = name.rpartition(".")[2].lower()
        kind = self.by_name.get(f"/{name.lower()}") or self.by_ending.get(ending, "")
        return ending in ("xml", "rels") or kind.lower().endswith("xml")


def _types(parts: Parts) -> Iterator[Text]:
    """Say what the table of types gives away."""
    kinds = {one.get("ContentType", "") for one in parts[CONTENT_TYPES]}
    if any("macroEnabled" in kind or "vbaProject" in kind or "activeX" in kind for kind in kinds):
        yield WITH_MACROS
    elif MAIN not in kinds:
        yield NOT_ORDINARY


def _relations(parts: Parts) -> Iterator[Text]:
    """Say what the parts bring along or reach out for."""
    for name, part in parts.items():
        for one in part if name.lower().endswith(".rels") else ():
            kind, target = one.get("Type", ""), one.get("Target", "")[:80]
            if one.get("TargetMode", "").lower() == "external":
                yield _reaching_out(kind, target)
            elif kind.endswith(FOREIGN):
                yield Text(
                    f"含有嵌入对象（{target}），请删除。",
                    f"It holds an embedded object ({target}); delete it.",
                )


def _reaching_out(kind: str, target: str) -> Text:
    if kind.endswith("/hyperlink"):
        return Text(
            f"含有指向{target}的超链接，请取消超链接、保留文字。",
            f"It holds a link to {target}; remove the link and keep its words.",
        )
    return Text(
        f"引用了模板以外的内容（{target}），请嵌入或删除。",
        f"It refers to something outside of itself ({target}); embed or delete it.",
    )


def _fields(parts: Parts) -> Iterator[Text]:
    """Name fields that fetch or start something."""
    for part in parts.values():
        for instruction in _instructions(part):
            words = instruction.split()
            field = words[0].upper() if words else "="
            is_inner_link = field == "HYPERLINK" and words[1:2] == ["\\l"]
            if field[:1] != "=" and field not in FIELDS and not is_inner_link:
                yield Text(
                    f"不允许使用域{field[:40]}，请转换为普通文字。",
                    f"The field {field[:40]} is not allowed; turn it into plain text.",
                )


def _instructions(part: etree._Element) -> Iterator[str]:
    """Yield what each field is told, also where it is cut into runs or stands in another field."""
    open_fields: list[str] = []
    for element in part.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "fldSimple":
            yield _attribute(element, "instr")
        elif name == "fldChar" and _attribute(element, "fldCharType") == "begin":
            open_fields.append("")
        elif name in ("instrText", "delInstrText"):
            if not open_fields:
                open_fields.append("")
            open_fields[-1] += element.text or ""
        elif name == "fldChar" and open_fields:
            yield open_fields.pop()
    yield from open_fields


def _attribute(element: etree._Element, name: str) -> str:
    found = (value for key, value in element.attrib.items() if etree.QName(key).localname == name)
    return str(next(found, ""))


if __name__ == "__main__":
    serve(inspect)
