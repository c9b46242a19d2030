"""Text files in UTF-8, UTF-16 or GB 18030."""

import codecs
import re

from indicators.bilingual import Text

from .lines import Lines
from .refusal import FileRefused

BY_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Where GB 18030 has no character: nobody wrote in it what reads so.
NOBODY_WRITES = re.compile(r"[\ue000-\uf8ff\ufffe\uffff]")
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Signs of UTF-8 that are whole; a few broken ones among many make a damaged file.
WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
MOSTLY = 0.9

NO_TEXT = Text(
    "文件不是UTF-8或GB 18030文本，请先另存为.txt文件。",
    "The file is no text in UTF-8 or GB 18030; save it as .txt first.",
)


def read(content: bytes) -> Lines:
    """Return the lines of a text file."""
    return lines_of(decoded(content))


def lines_of(text: str) -> Lines:
    """Return the lines of a text that somebody pasted, or of a file."""
    lines = Lines()
    for line in LINE_ENDS.sub("\n", text).split("\n"):
        lines.add(line)
        lines.end_line()
    return lines


def decoded(content: bytes, declared: str = "") -> str:
    """Return the text, in the encoding of its mark, in UTF-8, as declared, or in GB 18030.

    Raises Refused where it is damaged, or no text at all.
    """
    marked = next((name for mark, name in BY_MARK.items() if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", declared or "gb18030", "gb18030"):
        if encoding == "gb18030":
            _refuse_damaged(content)
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY.search(text) and not (encoding == "gb18030" and NOBODY_WRITES.search(text)):
            return text
    raise FileRefused(NO_TEXT)


def _refuse_damaged(content: bytes) -> None:
    """Raise Refused where most of it is UTF-8, naming the line of the first fault."""
    whole = sum(len(sign) for sign in WHOLE.findall(content))
    if whole == 0 or whole < MOSTLY * len(HIGH.findall(content)):
        return
    try:
        content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise FileRefused(
            Text(
                f"文本第{line}行已损坏：有字节不符合UTF-8编码。",
                f"The text is damaged in line {line}: there are bytes that are no UTF-8.",
            )
        ) from fault
