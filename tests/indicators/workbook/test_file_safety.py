"""What no honest workbook is, refused before it is parsed."""

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.documents.refusal import FileRefused
from indicators.intake.workbook import file_safety
from indicators.intake.workbook.file_safety import parts_of
from indicators.intake.workbook.grids import grids_of

from .files import OPEN_XML, book_of, repacked, row_of, sheet_of

HONEST = book_of(["指标", "本期数据"], ["甲", 1])
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
)


def ole(*streams: str) -> bytes:
    """Return the header of a file as Office wrote it before 2007, and its directory."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return target.getvalue()


def declaring(content: bytes, name: str, size: int) -> bytes:
    """Return the archive lying about the unpacked size of a member, twice."""
    lying = bytearray(content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        local = archive.getinfo(name).header_offset
    struct.pack_into("<I", lying, local + 22, size)
    struct.pack_into("<I", lying, content.rindex(name.encode()) - 46 + 24, size)
    return bytes(lying)


def message(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        assert file_safety.is_workbook(content)
        parts_of(content)
    return refused.value.message.en


class TypeTests:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "is empty"),
            (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
            (ole("EncryptedPackage"), "protected by a password"),
            (ole("Workbook"), "old .xls"),
            (ole("Book", "_VBA_PROJECT"), "old .xls"),
            (ole("WordDocument"), "no spreadsheet"),
            (b"%PDF-1.4", "no spreadsheet"),
            (b"\x89PNG\r\n\x1a\n", "no spreadsheet"),
            (b"MZ\x90\x00\x03", "no spreadsheet"),
            (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "no spreadsheet"),
            (zipped({"xl/workbook.bin": b""}), "Save it as .xlsx first"),
            (zipped({"mimetype": b"", "content.xml": b""}), "Save it as .xlsx first"),
            (zipped({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "contains macros"),
            (HONEST[:-100], "damaged or incomplete"),
            (HONEST[: len(HONEST) // 2], "damaged or incomplete"),
        ],
    )
    def test_is_told_by_the_bytes_and_refused_with_a_reason(
        self, content: bytes, said: str
    ) -> None:
        assert said in message(content)

    def test_passes_on_what_the_parser_reads_and_nothing_else(self) -> None:
        found = parts_of(repacked(HONEST, STRINGS_PART=None))

        assert found is not None
        assert tuple(sorted(found)) == PARTS
        with zipfile.ZipFile(file_safety.packed(found)) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == found

    @pytest.mark.parametrize("text", [b"a,b\n", "甲".encode("gb18030"), "甲".encode("utf-16")])
    def test_leaves_a_text_to_be_read_as_one(self, text: bytes) -> None:
        assert not file_safety.is_workbook(text)


class BombTests:
    def test_is_refused_by_the_size_that_it_declares(self) -> None:
        bomb = zipped({"xl/workbook.xml": b"", "xl/media/a.png": bytes(51 * 1024 * 1024)})

        assert "unpack to far too much" in message(bomb)

    def test_is_refused_by_the_size_that_it_does_not_declare(self) -> None:
        part = f'<worksheet xmlns="{OPEN_XML}">'.encode() + bytes(60 * 1024 * 1024)
        bomb = zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": part})

        lying = declaring(bomb, "xl/worksheets/sheet1.xml", 1000)

        assert len(lying) < 100_000
        assert "unpack to far too much" in message(lying)

    def test_is_refused_by_the_number_of_its_members(self) -> None:
        assert "unpack" in message(zipped({f"xl/{n}": b"" for n in range(2001)}))

    def test_of_many_parts_counts_them_together(self) -> None:
        sheet = bytes(26 * 1024 * 1024)
        parts = {f"xl/worksheets/sheet{n}.xml": sheet for n in (1, 2)}
        bomb = zipped({"xl/workbook.xml": b"", **parts})
        for name in parts:
            bomb = declaring(bomb, name, 1000)

        assert "unpack to far too much" in message(bomb)


class ArchiveTests:
    @pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_is_packed_as_office_packs_it(self, how: int) -> None:
        assert "damaged" in message(zipped({"xl/workbook.xml": b"<workbook/>"}, how))

    def test_is_not_encrypted(self) -> None:
        locked = bytearray(zipped({"xl/workbook.xml": b"<workbook/>"}))
        locked[locked.rindex(b"PK\x01\x02") + 8] |= 1

        assert "protected by a password" in message(bytes(locked))

    def test_names_no_part_twice(self) -> None:
        twice = zipped({"xl/workbook.xml": b"<workbook/>", "xl/Workbook.xml": b"<workbook/>"})

        assert "damaged" in message(twice)

    def test_holds_what_its_checksums_say(self) -> None:
        broken = bytearray(zipped({"xl/workbook.xml": b"<workbook/>" * 9}, zipfile.ZIP_STORED))
        broken[50] ^= 1

        assert "damaged" in message(bytes(broken))


class PartTests:
    @pytest.mark.parametrize(
        "part",
        [
            b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
            b"<worksheet>\0</worksheet>",
            "<worksheet/>".encode("utf-16"),
        ],
    )
    def test_declares_no_entities_and_hides_in_no_encoding(self, part: bytes) -> None:
        assert "damaged" in message(repacked(HONEST, SHEET_PART=part))

    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ('<c r="XFD1048576"><v>1</v></c>', "reaches beyond column AZ or row 20999"),
            ('<c r="BA1"><v>1</v></c>', "reaches beyond"),
            ('<c r="A21000"><v>1</v></c>', "reaches beyond"),
            ('<x:c r="A1048576"><x:v>1</x:v></x:c>', "reaches beyond"),
            ('<c  r="A1"><v>1</v></c>', "damaged"),
            ("<c r='A1'><v>1</v></c>", "damaged"),
            ("<c><v>1</v></c>", "damaged"),
            ('<c r="XFD9" x="/>"><v>1</v></c>', "reaches beyond"),
        ],
    )
    def test_has_no_cell_for_which_the_parser_would_ask_for_all_memory(
        self, cell: str, said: str
    ) -> None:
        assert said in message(sheet_of(row_of(1, cell)))

    @pytest.mark.parametrize(
        "cell",
        ['<c r="XFD1048576"/>', '<c r="XFD1048576" s="3"/>', '<c r="AZ20999"><v>1</v></c>'],
    )
    def test_may_have_blank_cells_anywhere_and_full_ones_where_there_is_room(
        self, cell: str
    ) -> None:
        assert parts_of(sheet_of(row_of(1, cell))) is not None

    def test_may_declare_a_million_rows_and_have_one(self) -> None:
        part = f'''<worksheet xmlns="{OPEN_XML}"><dimension ref="A1:XFD1048576"/>
            <sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'''

        [grid] = grids_of(repacked(HONEST, SHEET_PART=part.encode()))

        assert grid.rows == [[1.0]]

    def test_names_no_long_text_so_often_that_its_copies_fill_the_memory(self) -> None:
        text = "x" * 100_000
        strings = f'<sst xmlns="{OPEN_XML}"><si><t>{text}</t></si><si><t>a</t></si></sst>'.encode()

        def with_cells(number: int, text: int) -> bytes:
            cell = '<c r="A{}" t="s"><v>{}</v></c>'
            rows = (row_of(n, cell.format(n, text)) for n in range(1, number + 1))
            return repacked(sheet_of("".join(rows)), STRINGS_PART=strings)

        assert "unpack to far too much" in message(with_cells(1100, 0))
        assert parts_of(with_cells(1100, 1)) is not None
        assert parts_of(with_cells(5, 0)) is not None


class AnythingTests:
    @given(st.binary(max_size=300))
    def test_is_read_or_refused(self, content: bytes) -> None:
        try:
            grids_of(content)
        except FileRefused as refused:
            assert refused.message.zh

    @given(st.lists(st.tuples(st.integers(0, len(HONEST) - 1), st.integers(0, 255)), max_size=6))
    def test_damaged_is_read_or_refused(self, changes: list[tuple[int, int]]) -> None:
        content = bytearray(HONEST)
        for position, byte in changes:
            content[position] = byte
        try:
            grids_of(bytes(content))
        except FileRefused as refused:
            assert refused.message.zh

    @given(st.data())
    def test_damaged_inside_is_read_or_refused(self, data: st.DataObject) -> None:
        with zipfile.ZipFile(BytesIO(HONEST)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = data.draw(st.sampled_from(PARTS))
        part = bytearray(parts[name])
        for _ in range(data.draw(st.integers(1, 4))):
            part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
        try:
            grids_of(zipped({**parts, name: bytes(part)}))
        except FileRefused as refused:
            assert refused.message.zh
