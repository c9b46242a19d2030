"""Check a workbook's container before parsing: size, compression, parts.

The parser ends the whole process where a file asks for more memory than there is: a cell in the
last row and column makes it allocate everything in between, a shared string is copied for each
cell that names it. So the parts that it will read are unpacked here within a limit and looked at as
bytes, and it is given those parts and nothing else, in an archive made anew.
"""

import re
import zipfile
import zlib
from io import BytesIO

from indicators.bilingual import Text
from indicators.documents.containers import (
    OLE,
    ZIP,
    UnpacksToTooMuch,
    has_macros,
    holds_stream,
    members_of,
)
from indicators.documents.refusal import FileRefused

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_COPIED = 100 * 1024 * 1024
MOST_ROWS = 20_000
MOST_SHEETS = 100

EMPTY = Text("文件为空。", "The file is empty.")
TOO_LARGE = Text(
    "文件超过5MB。请删除图片和多余的工作表后重新保存。",
    "The file is larger than 5 MB. Remove pictures and sheets that are not needed, and save it.",
)
PASSWORD = Text(
    "文件设有打开密码，无法读取。请取消密码后重新保存。",
    "The file is protected by a password. Remove the password and save it again.",
)
OLD_EXCEL = Text(
    "这是旧版.xls文件。请另存为.xlsx格式后再上传。",
    "This is an old .xls file. Save it as .xlsx first.",
)
OTHER_SHEET = Text(
    "暂不支持这种表格格式。请另存为.xlsx格式后再上传。",
    "Spreadsheets of this format cannot be read. Save it as .xlsx first.",
)
MACROS = Text(
    "文件包含宏。请另存为不含宏的.xlsx格式后再上传。",
    "The file contains macros. Save it as .xlsx, without macros, first.",
)
WRONG_TYPE = Text(
    "这不是表格文件。请上传从本系统下载并填好的.xlsx表格，或由它另存的.csv文件。",
    "This is no spreadsheet. Upload the .xlsx workbook that you downloaded here and filled in, "
    "or a .csv file saved from it.",
)
DAMAGED = Text(
    "文件已损坏或不完整。请用Excel或WPS打开后重新保存。",
    "The file is damaged or incomplete. Open it in Excel or WPS and save it again.",
)
TOO_MUCH = Text(
    "文件解压后内容过多，无法读取。请只保留需要的工作表，用Excel或WPS重新保存。",
    "The file would unpack to far too much. Keep only the sheet that is needed, and save it again.",
)
TOO_FAR = Text(
    "工作表的内容超出了AZ列或第20999行。请删除多余的行和列后重新保存。",
    "A sheet reaches beyond column AZ or row 20999. Delete the rows and columns that are not "
    "needed, and save it again.",
)
TOO_MANY_ROWS = Text(
    "表格超过20000行。请分成几份上传。", "There are more than 20,000 rows. Upload them in parts."
)

OTHER_TYPES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What the parser reads of a workbook.
READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|styles|sharedStrings)\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
SHEETS, STRINGS, BOOK = "xl/worksheets/", "xl/sharedstrings.xml", "xl/workbook.xml"

# Tags as <x:c>, which some programs write; the parser takes them for <c>.
WITH_PREFIX = re.compile(rb":(?:c|si|xf|sheet)[\s/>]")
PREFIX = re.compile(rb"<(/?)[^<>\s/!?]*:")
# A cell anywhere but within AZ20999, or without a place of its own.
FAR_CELL = re.compile(
    rb'<c(?=[\s/>])(?! r="(?:[A-Z]|A[A-Z])(?:[0-9]{1,4}|1[0-9]{4}|20[0-9]{3})"[\s/>])'
)
# Unused cells that only have a look lie there in many files; the parser drops them.
BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,9}")?(?: t="[a-z]")? ?/>')
STRING = re.compile(rb"<si[\s>]")
VALUE = re.compile(rb"<v[^<>]*>\s*\+?([0-9]{1,9})")


def is_workbook(content: bytes) -> bool:
    """Tell whether the file is packed as workbooks are; else it can only be a text.

    Raises Refused where it is empty, too large, or of a type that is no spreadsheet.
    """
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(TOO_LARGE)
    if content.startswith((ZIP, OLE)):
        return True
    if content.startswith(OTHER_TYPES) or (b"\0" in content and not content.startswith(UTF_16)):
        raise FileRefused(WRONG_TYPE)
    return False


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of an .xlsx file by name, looked at and small enough.

    Raises Refused where the content is none, or is dangerous.
    """
    if content.startswith(ZIP):
        return _looked_at(_unpacked(content, _members(content)))
    raise FileRefused(_in_ole(content))


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return an archive of the parts and nothing else, for the parser."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    target.seek(0)
    return target


def _in_ole(content: bytes) -> Text:
    if holds_stream(content, "EncryptedPackage"):
        return PASSWORD
    is_sheet = holds_stream(content, "Workbook") or holds_stream(content, "Book")
    return OLD_EXCEL if is_sheet else WRONG_TYPE


def _members(content: bytes) -> list[zipfile.ZipInfo]:
    """Return the members that the parser reads."""
    try:
        members = members_of(content, LARGEST_UNPACKED)
    except UnpacksToTooMuch as error:
        raise FileRefused(TOO_MUCH) from error
    if members is None:
        raise FileRefused(DAMAGED)
    if has_macros(members):
        raise FileRefused(MACROS)
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused(PASSWORD)
    names = [member.filename.lower() for member in members]
    if BOOK not in names:
        is_sheet = "xl/workbook.bin" in names or "content.xml" in names
        raise FileRefused(OTHER_SHEET if is_sheet else WRONG_TYPE)
    read = [member for member in members if READ.fullmatch(member.filename)]
    if len({member.filename.lower() for member in read}) < len(read):
        raise FileRefused(DAMAGED)
    return read


def _unpacked(content: bytes, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Return each member's bytes, as many as there are whatever the archive declares."""
    parts, room = {}, LARGEST_UNPACKED
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in members:
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise FileRefused(DAMAGED)
            # Else no more than the declared size would be read, and the parser would find the
            # rest. One more than is asked for, so that a part too large is not called damaged.
            member.file_size = room + 2
            try:
                with archive.open(member) as file:
                    part = file.read(room + 1)
            except UNREADABLE as error:
                raise FileRefused(DAMAGED) from error
            if len(part) > room:
                raise FileRefused(TOO_MUCH)
            room -= len(part)
            parts[member.filename] = part
    return parts


def _looked_at(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts without prefixes, or raise Refused for what the parser would choke on."""
    for name, part in parts.items():
        if b"<!DOCTYPE" in part or b"\0" in part:
            raise FileRefused(DAMAGED)
        if WITH_PREFIX.search(part):
            parts[name] = PREFIX.sub(rb"<\1", part)
    strings = next((part for name, part in parts.items() if name.lower() == STRINGS), b"")
    lengths = [len(string) for string in STRING.split(strings)[1:]]
    for name, part in parts.items():
        if name.lower().startswith(SHEETS):
            _look_at_cells(part)
            _look_at_strings(part, lengths)
    return parts


def _look_at_cells(sheet: bytes) -> None:
    for found in FAR_CELL.finditer(sheet):
        if BLANK_CELL.match(sheet, found.start()) is None:
            has_place = sheet.startswith(b'<c r="', found.start())
            raise FileRefused(TOO_FAR if has_place else DAMAGED)


def _look_at_strings(sheet: bytes, lengths: list[int]) -> None:
    """Refuse a few long strings that many cells name; counting each is only seldom needed."""
    if not lengths or max(lengths) * sheet.count(b"<v") <= MOST_COPIED:
        return
    named = (int(number) for number in VALUE.findall(sheet))
    if sum(lengths[one] for one in named if one < len(lengths)) > MOST_COPIED:
        raise FileRefused(TOO_MUCH)
