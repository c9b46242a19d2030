"""An edition as one zip: the folder as it is, and a note for those who put it up.

The same edition is the same bytes, whenever and wherever it is packed.
"""

from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from dashboard.static_edition import manifest
from dashboard.static_edition.manifest import Manifest
from indicators.bilingual import Text
from indicators.exports.archives import add_file, add_text

TOP, NOTE = "edition", "README.txt"
# The address of a folder that nobody named.
UNKNOWN = "/"
# These are compressed already.
STORED = frozenset({".docx", ".gz", ".jpg", ".pdf", ".png", ".woff2", ".xlsx", ".zip"})
# Old editors on Windows need the mark to read Chinese, and their own ends of lines.
MARK, LINE_END = "\ufeff", "\r\n"
WORDS = """\
静态版
======
这是公开网站的完整副本，由普通文件组成，无需服务器程序。
内容：{zh}。
1. 将edition文件夹中的全部内容上传至门户网站的一个文件夹{place_zh}。
2. 更新时以新压缩包中的文件整体替换；manifest.json中没有的旧文件可以删除。
3. manifest.json列出每个文件的SHA-256和大小，可用于核对上传是否完整。
请勿修改文件内容：数据更正以新的静态版为准。

Static edition
==============
This is the whole public site as plain files; no program on the server is needed.
Content: {en}.
1. Put everything in the folder edition into one folder of the portal{place_en}.
2. To update, replace all files by those of the new zip; files that its manifest.json
   does not name may be deleted.
3. manifest.json lists the SHA-256 and the size of every file, to check what arrived.
Please change nothing within the files: corrections come with a new edition.
"""


def write_zip(target: IO[bytes], folder: Path, listed: Manifest) -> None:
    """Write the files that the manifest lists, in order, and none of them into memory whole."""
    with ZipFile(target, "w") as archive:
        add_text(archive, NOTE, note(listed))
        for name in sorted([*listed.files, manifest.NAME]):
            add_file(archive, f"{TOP}/{name}", folder / name, _compression_of(name))


def note(listed: Manifest) -> str:
    """Return what those who put the edition up have to know."""
    about = listed.edition
    base, content = about["base"], _content(about["as_of"], about["released"])
    said = WORDS.format(
        zh=content.zh,
        en=content.en,
        place_zh="" if base == UNKNOWN else f"：{base}",
        place_en="" if base == UNKNOWN else f": {base}",
    )
    return MARK + said.replace("\n", LINE_END)


def _content(day: str, released: str) -> Text:
    if day:
        return Text(f"{day}公开的数据", f"what was public on {day}")
    if not released:
        return Text("尚无公开的数据", "nothing is public yet")
    moment = released[:16].replace("T", " ")
    return Text(f"截至{moment}的发布", f"releases up to {moment}")


def _compression_of(name: str) -> int:
    return ZIP_STORED if PurePosixPath(name).suffix in STORED else ZIP_DEFLATED
