"""Web pages, without what is no text of theirs, and without fetching anything."""

import re

from lxml import etree

from .lines import Lines
from .plain_text import decoded

# The encodings in which Chinese pages are written, by the names that they give them.
ENCODINGS = {
    **dict.fromkeys(["gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"], "gb18030"),
    **dict.fromkeys(["utf-8", "utf8"], "utf-8"),
    "big5": "big5",
}
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([-\w]{1,20})", re.IGNORECASE)
HEAD = 4096
COMMENT = r"<!--(?:(?!-->).)*-->\s*"
IS_PAGE = re.compile(
    rf"""\s*(?:<\?xml[^>]*>\s*)?(?:{COMMENT})*<(?:!doctype\s+html|(?:html|head|title|meta|link|
    script|style|body|header|main|article|section|nav|div|table|p|h[1-6]|br|b|font|span)[\s>/])""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
DROPPED = re.compile(
    "head|script|style|nav|noscript|template|iframe|object|svg|select|button|footer|rt|rp"
)
# What goes on with a line; everything else ends one.
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|input|ins|kbd|label|mark|q|ruby|s|"
    "samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
CELL = re.compile("td|th")


def is_page(content: bytes) -> bool:
    """Tell whether the bytes begin as a web page does."""
    start = content[:HEAD]
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return IS_PAGE.match(start.decode(encoding, "replace")) is not None


def read(content: bytes) -> Lines:
    """Return the lines of a web page: its blocks, and the rows of its tables."""
    found = CHARSET.search(content[:HEAD])
    declared = ENCODINGS.get(found[1].decode().lower(), "") if found else ""
    text = decoded(content, declared)
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8", no_network=True)
    parser.feed(text.encode())
    lines: Lines = parser.close()
    return lines


class _Page:
    """Takes a page's parts as they come, so that no tree of it stands in memory."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.dropped = 0

    def start(self, name: str, _attributes: object) -> None:
        if DROPPED.fullmatch(name):
            self.dropped += 1
        elif name == "tr":
            self.lines.start_row()
        elif CELL.fullmatch(name):
            self.lines.start_cell()
        elif not INLINE.fullmatch(name):
            self.lines.end_line()

    def end(self, name: str) -> None:
        if DROPPED.fullmatch(name):
            self.dropped -= 1
        elif name == "tr":
            self.lines.end_row()
        elif not INLINE.fullmatch(name):
            self.lines.end_line()

    def data(self, text: str) -> None:
        if not self.dropped:
            self.lines.add(text)

    def close(self) -> Lines:
        return self.lines
