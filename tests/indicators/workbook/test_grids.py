"""What is read of the cells of a file, whatever it was saved as."""

import csv
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from indicators.documents.refusal import FileRefused
from indicators.intake.workbook import xlsx_reader
from indicators.intake.workbook.cell_quirks import MERGED, DisplayedValue, Unreadable
from indicators.intake.workbook.file_safety import DAMAGED, TOO_MUCH
from indicators.intake.workbook.grids import grids_of
from indicators.intake.workbook.number_formats import ODD_FORMAT
from indicators.intake.workbook.xlsx_reader import sheets_of

from .files import OPEN_XML, book_of, repacked, row_of, saved, sheet_of


def cells_of(content: bytes) -> list[object]:
    """Return the first row, with the words of what cannot be read."""
    [grid] = grids_of(content)
    return [cell.message.en if isinstance(cell, Unreadable) else cell for cell in grid.rows[0]]


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        grids_of(content)
    return refused.value.message.en


class CellTests:
    def test_are_texts_numbers_dates_and_logical_values(self) -> None:
        content = book_of(["甲", 1.5, True, date(2019, 7, 1), None, "乙"])

        assert cells_of(content) == ["甲", 1.5, True, date(2019, 7, 1), "", "乙"]

    def test_that_show_an_error_say_so(self) -> None:
        content = sheet_of(
            row_of(
                1,
                '<c r="A1" t="e"><v>#REF!</v></c>',
                '<c r="B1" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
                '<c r="C1" t="e"><f t="shared" si="0"/><v>#N/A</v></c>',
            )
        )

        assert [str(cell).split(". ")[0] for cell in cells_of(content)] == [
            "The cell shows the error #REF!",
            "The cell shows the error #DIV/0!",
            "The cell shows the error #N/A",
        ]

    def test_with_a_formula_hold_its_result_or_say_that_there_is_none(self) -> None:
        content = sheet_of(
            row_of(
                1,
                '<c r="A1"><f>SUM(B1:B9)</f><v>12</v></c>',
                '<c r="B1" t="str"><f>A1&amp;"x"</f><v>12x</v></c>',
                '<c r="C1" t="str"><f>""</f><v></v></c>',
                '<c r="D1"><f>[1]Sheet1!A1</f></c>',
                '<c r="E1"><f>1+1</f><v></v></c>',
                '<c r="F1"><f t="shared" si="0"/><v/></c>',
            )
        )

        without = "The formula has no result. Open and save the file in Excel or WPS, or write"
        found = cells_of(content)
        assert found[:3] == [12.0, "12x", ""]
        assert [str(cell)[: len(without)] for cell in found[3:]] == [without] * 3

    def test_are_what_their_formats_show(self) -> None:
        book = Workbook()
        sheet = book.active
        for column, (value, look) in enumerate(
            [
                (0.85, "0%"),
                (0.29, '[Red]0.0"约"%'),
                (80, '0"%以上"'),
                (0, '0;-0;"不适用"'),
                (120, '[>=100]0"以上";0'),
                ("80", '@"以上"'),
                (42, '0"万"'),
                (0.85, "General"),
                ("近八成", "0%"),
                (date(2019, 7, 1), 'yyyy"年"m"月"d"日"'),
                (None, '0"以上"'),
            ],
            1,
        ):
            sheet.cell(1, column, value).number_format = look

        found = cells_of(saved(book))

        assert found == [
            "85%", "29约%", "80%以上", "不适用", "120以上", "80以上", ODD_FORMAT.en,
            0.85, "近八成", date(2019, 7, 1),
        ]  # fmt: skip
        assert [isinstance(cell, DisplayedValue) for cell in found] == [True] * 6 + [False] * 4

    @pytest.mark.parametrize(
        ("styles", "cell", "said"),
        [
            # As other programs write it: between single quotes, with a bare > within.
            ("<numFmt numFmtId='9' formatCode='[>=80]0\"以上\";0'/>", 's="1"', "80以上"),
            ('<numFmt numFmtId="9" formatCode="0&quot;以上&quot;"/>', "", "80以上"),
            ("", "", "8000%"),
            ('<numFmt numFmtId="7" formatCode="0"/>', 's="0"', "8000%"),
        ],
    )
    def test_show_what_the_styles_say_in_whatever_way(
        self, styles: str, cell: str, said: str
    ) -> None:
        part = (
            f'<styleSheet xmlns="{OPEN_XML}"><numFmts>{styles}</numFmts>'
            '<cellXfs><xf numFmtId="9"/><xf numFmtId="9"/></cellXfs>'
            '<dxfs><dxf><numFmt numFmtId="9" formatCode="0&quot;余&quot;"/></dxf></dxfs>'
            "</styleSheet>"
        )
        content = sheet_of(row_of(1, f'<c r="A1" {cell}><v>80</v></c>'))

        assert cells_of(repacked(content, STYLES_PART=part.encode())) == [said]

    def test_that_are_odd_may_lie_behind_the_last_one_that_the_parser_sees(self) -> None:
        content = sheet_of(
            row_of(1, '<c r="A1"><v>1</v></c>') + row_of(3, '<c r="C3"><f>1</f></c>')
        )

        [grid] = grids_of(content)

        assert [len(row) for row in grid.rows] == [1, 0, 3]
        assert isinstance(grid.rows[2][2], Unreadable)


class SheetTests:
    def test_name_their_hidden_rows(self) -> None:
        rows = "".join(
            f'<row r="{number}" {look}><c r="A{number}"><v>1</v></c></row>'
            for number, look in enumerate(
                ['hidden="1"', 'spans="1:1" hidden="true"', 'hidden="0"'], 1
            )
        )
        content = sheet_of(f'{rows}<row hidden="1"/><row r="5"><c r="A5"><v>1</v></c></row>')

        assert [grid.hidden for grid in grids_of(content)] == [{1, 2}]
        assert [grid.hidden for grid in grids_of(book_of([1]))] == [set()]

    def test_name_rows_and_columns_that_were_drawn_shut(self) -> None:
        part = (
            f'<worksheet xmlns="{OPEN_XML}"><cols><col min="2" max="3" width="0" customWidth="1"/>'
            '<col min="4" max="4" hidden="1" width="9"/><col min="5" max="5" width="10"/></cols>'
            '<sheetData><row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>'
            '<row r="2" ht="15"><c r="A2"><v>1</v></c></row></sheetData></worksheet>'
        )

        [grid] = grids_of(repacked(book_of(["a"]), SHEET_PART=part.encode()))

        assert (set(grid.hidden), set(grid.hidden_columns)) == ({1}, {2, 3, 4})

    def test_whose_merged_cells_are_too_many_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        merged = '<mergeCell ref="A1:C1"/>' * 3
        part = (
            f'<worksheet xmlns="{OPEN_XML}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
            f'<c r="C1"><v>2</v></c></row></sheetData><mergeCells>{merged}</mergeCells></worksheet>'
        )
        content = repacked(book_of(["a"]), SHEET_PART=part.encode())
        monkeypatch.setattr(xlsx_reader, "MOST_CELLS", 9)

        [grid] = xlsx_reader.sheets_of(content)
        monkeypatch.setattr(xlsx_reader, "MOST_CELLS", 8)
        with pytest.raises(FileRefused) as refused:
            xlsx_reader.sheets_of(content)

        covered = Unreadable(MERGED)
        assert (grid.rows, refused.value.message) == ([[1.0, covered, covered]], TOO_MUCH)

    def test_that_are_hidden_or_charts_are_not_read(self) -> None:
        book = Workbook()
        book.active["A1"] = 1
        book.create_sheet("秘").sheet_state = "hidden"
        book.create_sheet("甲")["A1"] = 2
        book.create_chartsheet("图")

        assert [grid.name for grid in grids_of(saved(book))] == ["Sheet", "甲"]

    def test_with_tags_in_a_prefix_are_read_like_others(self) -> None:
        part = (
            f'<x:worksheet xmlns:x="{OPEN_XML}"><x:sheetData><x:row r="1">'
            '<x:c r="A1"><x:v>7</x:v></x:c><x:c r="B1"><x:f>1</x:f></x:c>'
            "</x:row></x:sheetData></x:worksheet>"
        )

        first, second = cells_of(repacked(book_of(["a"]), SHEET_PART=part.encode()))

        assert first == 7.0
        assert "has no result" in str(second)

    def test_that_nothing_names_or_cannot_be_found_are_refused_as_damaged(self) -> None:
        assert "damaged" in refusal(repacked(book_of(["a"]), SHEET_PART=None))
        assert "damaged" in refusal(repacked(book_of(["a"]), SHEET_PART=b"<worksheet"))
        assert "damaged" in refusal(repacked(book_of(["a"]), RELATIONS_PART=b"<x/>"))

    def test_may_be_named_by_a_whole_path(self) -> None:
        relations = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
        )
        content = sheet_of(row_of(1, '<c r="A1" t="e"><v>#REF!</v></c>'))

        assert "#REF!" in str(cells_of(repacked(content, RELATIONS_PART=relations))[0])

    def test_are_at_most_a_hundred(self) -> None:
        book = Workbook()
        for _ in range(100):
            book.create_sheet()

        assert "unpack to far too much" in refusal(saved(book))

    def test_hold_at_most_two_million_cells_together(self) -> None:
        book = Workbook()
        for sheet in (book.active, book.create_sheet()):
            sheet["A1"] = sheet["AZ20999"] = 1

        assert "unpack to far too much" in refusal(saved(book))


class TextTests:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_is_read_in_each_encoding_and_with_each_separator(
        self, encoding: str, sign: str
    ) -> None:
        lines = [
            "填报，说明,;,",
            sign.join(["指标", '"口径"', "本期数据"]),
            sign.join(["甲", "", "1"]),
        ]

        [grid] = grids_of("\r\n".join(lines).encode(encoding))

        assert grid.name == "CSV"
        assert grid.rows[1:] == [["指标", "口径", "本期数据"], ["甲", "", "1"]]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"\xff\xfe\x00\x00", "no spreadsheet"),
            (b"a\0b", "no spreadsheet"),
            (b"\xff\xfe\x00", "neither in UTF-8 nor in GB 18030"),
            (b"\x81\x20", "neither in UTF-8 nor in GB 18030"),
            (b"a" * 140_000, "damaged"),
            (b"a,b\n" * 21_001, "more than 20,000 rows"),
        ],
    )
    def test_is_refused_with_a_reason(self, content: bytes, said: str) -> None:
        assert said in refusal(content)

    def test_is_refused_where_the_csv_module_gives_up_first(self) -> None:
        before = csv.field_size_limit(1000)
        try:
            assert "damaged" in refusal(b"a" * 2000)
        finally:
            csv.field_size_limit(before)

    def test_of_many_short_lines_is_read_whole(self) -> None:
        [grid] = grids_of(b"a,b\n" * 20_999)

        assert len(grid.rows) == 20_999


class ApartTests:
    def test_every_kind_of_cell_comes_back_from_the_process_that_read_it(self, apart: None) -> None:
        book = Workbook()
        [sheet] = book
        sheet.append([
            "甲", 0.1, True, datetime.fromisoformat("2019-06-30T08:30"), date(2019, 6, 30),
            time(8, 30), timedelta(hours=30), 80, "#N/A", None,
        ])  # fmt: skip
        sheet["E1"].number_format = "yyyy-mm-dd"
        sheet["G1"].number_format = "[h]:mm"
        sheet["H1"].number_format = '0"%以上"'
        sheet["I1"].data_type = "e"
        content = saved(book)

        [here], [there] = sheets_of(content), grids_of(content)

        assert there == here
        assert list(map(type, there.rows[0])) == list(map(type, here.rows[0]))
        assert {type(cell).__name__ for cell in here.rows[0]} > {
            "DisplayedValue",
            "Unreadable",
            "datetime",
        }

    def test_a_file_is_refused_there_for_the_same_reason(self, apart: None) -> None:
        with pytest.raises(FileRefused) as refused:
            grids_of(b"PK\x03\x04")

        assert refused.value.message == DAMAGED
