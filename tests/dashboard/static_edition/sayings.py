"""What a page or file says, without what may differ between the live site and the edition.

Only these may: what needs a server, and how an address is written.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from lxml import etree, html
from openpyxl import load_workbook

# Left out of the edition: forms, filters, and links to what takes a server.
ONLY_LIVE = (
    "//section[form]",
    "//form",
    "//footer//a[contains(@href, '/api/') or contains(@href, '/proofreading/')]",
    "//footer//a[contains(@href, '/accounts/')]",
    "//p[@class='notice']/a",
    # An edition has no pages of chosen periods, and a frame for those neither.
    "//fieldset[.//input[@name='embedded-period']]",
    "//div[contains(@class, 'code') and contains(@class, 'fixed')]",
    "//a[contains(@href, '/chart.png')]",
    "//meta[starts-with(@property, 'og:image') or starts-with(@name, 'twitter:')]",
    "//p[@class='downloads']",
    "//section[.//ul[@class='releases']]",
)
# Links whose words stay: headings that sort.
UNLINKED = ("//thead//th/a",)
# Charts stand in their pages, and scripts search and sort.
ONLY_STATIC = (
    "//script[contains(@src, '/edition.') or contains(@src, '/sorting.')]",
    "//div[contains(@class, 'sorting')]",
    "//p[button[contains(@class, 'more')]]",
    "//script[@type='application/json']",
    "//meta[starts-with(@name, 'twitter:')]",
    "//*[@data-index]",
)
# What tells an address, or the script what a column holds.
PASSED_OVER = frozenset(
    {"href", "src", "data-chart", "data-address", "action", "data-column", "data-sortable"}
)
# Beside the list of one area stand the files of everything, for the edition has no narrower ones.
SAID_OTHERWISE = {"Everything at once": "Download", "全部数据": "下载"}
# In the catalogue, what the edition has not: the packages of single releases.
PACKAGE = re.compile(
    r"\n\n<[^>]*/releases/\d+\.zip> a dcat:Distribution.*?(?=\n\n|$)"
    r"| ;\n dcat:distribution <[^>]*/releases/\d+\.zip>",
    re.DOTALL,
)
OF_A_RELEASE = re.compile(r"/releases/\d+\.zip$")
# How to ask for an earlier day, and dots between links of which one is left out.
EARLIER = re.compile(r"Add \?as_of=.*?day\. |在任何网址后加[^。]*。 ?")
DOTS = re.compile(r"(?: ?· ?)+")
RELATIVE = re.compile(r"[\w./-]+\.html", re.ASCII)
# Where the editions say that they will stand.
BASE = "https://www.example.org/fz/"
HERE = re.compile(
    r"(?:https?:)?(?://)?(?:testserver(?::\d+)?|www\.example\.org/fz)/[^\s\"'<>\\，,]*"
)


def said_by(name: str, content: bytes, *, is_live: bool) -> list[object]:
    """Return all that the file with the name says, part by part."""
    match name.rpartition(".")[2]:
        case "html":
            said: Iterable[object] = _page(content, is_live=is_live)
        case "xlsx":
            said = _cells(content)
        case "zip" | "docx":
            said = _members(content)
        case "json" | "jsonld":
            said = [_value(_without_packages(json.loads(content)))]
        case "atom":
            said = ((one.tag, _text(one.text or "")) for one in etree.fromstring(content).iter())
        case "js":
            script = content.decode().removesuffix(";\n").partition(" = ")
            said = [script[0], _value(json.loads(script[2]))]
        case "xml" | "ttl" | "txt" | "md" | "cff":
            said = HERE.sub("@", PACKAGE.sub("", content.decode())).splitlines()
        case _:
            said = content.splitlines()
    return list(said)


def charts_of(content: bytes) -> list[str]:
    """Return where the live page's charts come from."""
    found: list[str] = html.fromstring(content).xpath("//@data-chart")
    return found


def figures_of(content: bytes, name: str) -> list[object]:
    """Return the charts that stand in the edition's page; other files have none."""
    if not name.endswith(".html"):
        return []
    tree = html.fromstring(content)
    scripts = tree.xpath("//script[@type='application/json']")
    return [_value(json.loads(one.text)) for one in scripts]


def _page(content: bytes, *, is_live: bool) -> Iterator[tuple[str, ...]]:
    """Yield each element with its attributes, and each text."""
    tree = html.document_fromstring(content.decode())
    for path in ONLY_LIVE if is_live else ONLY_STATIC:
        for element in tree.xpath(path):
            element.drop_tree()
    for element in [one for path in UNLINKED if is_live for one in tree.xpath(path)]:
        element.drop_tag()
    for event, element in etree.iterwalk(tree, ("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            named = ((key, value) for key, value in element.items() if key not in PASSED_OVER)
            yield element.tag, *(f"{key}={_text(value)}" for key, value in named)
        text = _text((element.text if event == "start" else element.tail) or "")
        if text:
            yield (SAID_OTHERWISE.get(text, text),)


def _text(text: str) -> str:
    if text.startswith("/") or RELATIVE.fullmatch(text):
        return "@"
    if text.startswith("{"):
        return repr(_value(json.loads(text)))
    text = HERE.sub("@", text)
    return DOTS.sub(" · ", EARLIER.sub("", " ".join(text.split()))).strip(" ·")


def _value(value: object) -> object:
    if isinstance(value, dict):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_value(one) for one in value]
    return _text(value) if isinstance(value, str) else value


def _without_packages(value: object) -> object:
    if isinstance(value, list):
        return [_without_packages(one) for one in value if not _is_package(one)]
    if not isinstance(value, dict):
        return value
    kept = {key: one for key, one in value.items() if not _is_package(one)}
    return {key: _without_packages(one) for key, one in kept.items()}


def _is_package(value: object) -> bool:
    return isinstance(value, dict) and bool(OF_A_RELEASE.search(str(value.get("@id", ""))))


def _cells(content: bytes) -> Iterator[object]:
    """Yield each row of each sheet."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            texts = [_text(cell) if isinstance(cell, str) else cell for cell in row]
            yield sheet.title, texts


def _members(content: bytes) -> Iterator[object]:
    """Yield what each member of the archive says; when it was made is not said."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name != "docProps/core.xml":
                yield name, said_by(name, archive.read(name), is_live=True)
