"""What is read of a document, and what is refused before it costs anything."""

import tracemalloc
import zipfile
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from indicators import documents
from indicators.documents.dispatch import text_of
from indicators.documents.refusal import FileRefused

from .documents import W, ole, part_of, pdf, with_part, word

SENTENCE = "取消调整证明事项199项，保留51项。"
LONG = (
    "今年以来，全市各级各部门扎实推进各项工作，共取消调整证明事项199项，保留51项，较上年有明显"
    "变化，群众满意度达到80%以上，培训人员3.6万人，取得了阶段性的成效，为下一步打下了坚实的基础。"
)
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "199项">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><w:document {spaces}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<w:document {spaces}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)

DAMAGED = word(SENTENCE)
ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 1>>"
    b"endobj\n3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">>>"
    b"endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def turn(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def paragraph(*parts: str) -> str:
    return f"<w:p>{''.join(parts)}</w:p>"


class PlainTests:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_is_read_as_offices_write_it(self, encoding: str) -> None:
        content = f"标题\r\n\r\n　　{SENTENCE}\r{SENTENCE}".encode(encoding)

        assert text_of(content) == f"标题\n{SENTENCE}\n{SENTENCE}"

    def test_is_read_in_utf_16_from_the_other_end_too(self) -> None:
        assert text_of(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == SENTENCE

    def test_loses_signs_that_nobody_sees(self) -> None:
        assert text_of("42\u200b万\ufeff人\u00a0左右\u2f47".encode()) == "42万人 左右日"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "is empty"),
            (b" \r\n\t", "no text in the file"),
            (b"\xff" * 3, "no text in UTF-8"),
            (b"199\0", "no text in UTF-8"),
            (bytes(range(1, 32)) * 9, "no text in UTF-8"),
            (b"\xff\xfe" + b"\x00\xd8", "no text in UTF-8"),
            ("\ue000".encode("gb18030"), "no text in UTF-8"),
            (f"一\n{SENTENCE}".encode()[:-1], "damaged in line 2"),
            (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
            (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
            (b"7" * 300_001, "has 300,001 characters; at most 300,000"),
            ("七\n".encode() * 200_000, "has 399,999 characters"),
        ],
    )
    def test_is_refused_where_it_is_no_text_or_too_much(self, content: bytes, message: str) -> None:
        with pytest.raises(FileRefused, match=message):
            text_of(content)

    def test_is_read_up_to_the_last_character(self) -> None:
        assert len(text_of(b"7" * 300_000)) == 300_000

    def test_is_not_read_further_than_a_document_may_be(self) -> None:
        file = BytesIO(b"x" * (50 * 1024 * 1024))

        with pytest.raises(FileRefused, match="larger than 10 MB"):
            documents.text_in(file)

        assert file.tell() == documents.LARGEST + 1

    def test_that_is_pasted_is_read_the_same_way(self) -> None:
        assert documents.pasted(f"标题\r\n\r\n{SENTENCE} ") == f"标题\n{SENTENCE}"
        with pytest.raises(FileRefused, match="no text"):
            documents.pasted(" \n")

    @given(st.binary(max_size=60))
    def test_is_read_or_refused_whatever_it_is(self, content: bytes) -> None:
        try:
            assert text_of(content)
        except FileRefused:
            return


class PageTests:
    PAGE = (
        "<!DOCTYPE html><html><head><meta charset={charset}><title>标题1项</title>"
        "<style>p{{width:9px}}</style></head><body><nav>首页2项</nav><div>培养&ldquo;明白人&rdquo;42"
        "<b>万</b>人，&#20013;骨干3.6万人，\n   较上年多。<br>第二行&nbsp;A<p>三"
        "<script>var a='4项'</script><table><tr><td>证明事项<td>199项"
        "<tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>"
        "<footer>备案5号</footer></body></html>"
    )
    LINES = (
        "培养“明白人”42万人，中骨干3.6万人，较上年多。",
        "第二行 A",
        "三",
        "证明事项\t199项",
        "甲",
        "乙",
        "丙",
    )

    @pytest.mark.parametrize(
        ("charset", "encoding"),
        [
            ("utf-8", "utf-8"),
            ("gb2312", "gb18030"),
            ('"GBK"', "gb18030"),
            ("big5", "utf-8-sig"),
            ("unheard-of", "utf-8"),
            ("utf-8", "gb18030"),
            ("gbk", "utf-8"),
            ("big5", "gb18030"),
            ("utf-8", "utf-16"),
        ],
    )
    def test_is_read_by_its_blocks_and_rows_in_its_encoding(
        self, charset: str, encoding: str
    ) -> None:
        content = self.PAGE.format(charset=charset).encode(encoding)

        assert text_of(content).split("\n") == list(self.LINES)

    def test_is_known_after_comments_and_a_declaration(self) -> None:
        content = f'\n<?xml version="1.0"?> <!-- a --><!-- b -->\n<html><p>{SENTENCE}</html>'

        assert text_of(content.encode()) == SENTENCE

    @pytest.mark.parametrize("text", ["<!---->" * 600, "<p", "199<p>项", "<plan> 199"])
    def test_is_not_seen_where_none_is(self, text: str) -> None:
        assert text_of(text.encode()) == text

    def test_is_read_however_it_is_nested_and_left_open(self) -> None:
        deep = f"<html>{'<div>' * 50_000}{SENTENCE}</nav></tr></p><tr><td>甲"

        assert text_of(deep.encode()) == f"{SENTENCE}\n甲"
        assert text_of(f"<html><td>{SENTENCE}".encode()) == SENTENCE

    def test_fetches_nothing_and_knows_no_entities_of_its_own(self) -> None:
        page = (
            '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            '<html><link href="http://127.0.0.1:9/a"><p>甲&x;乙<img src="http://127.0.0.1:9/b">'
        )

        assert "root" not in text_of(page.encode())

    @pytest.mark.slow
    def test_costs_no_tree_in_memory(self) -> None:
        content = b"<html><body>" + b"<b>" * 10_000 + b"199" + b"<i></i>" * 100_000
        tracemalloc.start()

        text = text_of(content)

        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert text == "199"
        assert peak < 4_000_000


class WordTests:
    def test_is_read_paragraph_by_paragraph_with_the_rows_of_its_tables(self) -> None:
        xml = (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('证明事项'))}</w:tc><w:tc>{paragraph(run('199项'))}"
            f"</w:tc><w:tc>{paragraph()}</w:tc></w:tr><w:tr><w:tc>{paragraph(run('甲。'))}"
            f"{paragraph(run('乙。'))}</w:tc><w:tc>{paragraph(run('丙'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"
        )

        text = text_of(word("标题", SENTENCE, xml=xml + paragraph(run("尾"))))

        assert text == f"标题\n{SENTENCE}\n证明事项\t199项\n甲。\n乙。\n丙\n尾"

    def test_is_read_with_its_text_boxes_after_their_paragraph_and_once(self) -> None:
        inner = paragraph(run("框中的框"))
        nested = f"<w:r><w:txbxContent>{inner}</w:txbxContent></w:r>"
        first, second = paragraph(run("框一"), nested), paragraph(run("框二"))
        box = f"<w:txbxContent>{first}{second}</w:txbxContent>"
        both = (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx>"
            f"</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        old = f"<w:r><v:textbox>{box}</v:textbox></w:r>"
        empty = "<w:r><w:txbxContent/></w:r>"

        lines = text_of(
            word(xml=paragraph(run("前"), both, run("后")) + paragraph(old, empty))
        ).split("\n")

        box_lines = ["框一", "框中的框", "框二"]
        assert lines == ["前后", *box_lines, *box_lines]

    def test_is_read_without_the_instructions_of_fields(self) -> None:
        field = (
            f"{turn('begin')}<w:r><w:instrText>PAGE 9</w:instrText></w:r>"
            f"{turn('begin')}{turn('separate')}{run('内8')}{turn('end')}"
            f"{turn('separate')}{run('199项')}{turn('end')}{turn('end')}"
        )

        assert text_of(word(xml=paragraph(run("共"), field, run("。")))) == "共199项。"

    def test_is_read_with_every_tracked_change_made(self) -> None:
        deleted = "<w:del><w:r><w:delText>198</w:delText></w:r></w:del>"
        moved = f"<w:moveFrom>{run('51项')}</w:moveFrom>"
        added = f"<w:ins>{run('199')}</w:ins>"
        gone_end = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"

        text = text_of(
            word(
                xml=paragraph(gone_end, run("取消"), deleted, added)
                + paragraph(run("项证明"), moved, run("。"))
            )
        )

        assert text == "取消199项证明。"

    def test_is_read_with_breaks_tabs_and_hyphens_but_not_what_is_hidden(self) -> None:
        hidden = run("藏", "<w:rPr><w:vanish/></w:rPr>")
        shown = run("显", "<w:rPr><w:vanish w:val='0'/></w:rPr>")
        was = run("旧", "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>")
        reading, base = f"<w:rt>{run('pin')}</w:rt>", f"<w:rubyBase>{run('拼')}</w:rubyBase>"
        ruby = f"<w:r><w:ruby>{reading}{base}</w:ruby></w:r>"
        stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>"

        text = text_of(
            word(
                xml=paragraph(
                    stops,
                    "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>A</w:t>"
                    "<w:noBreakHyphen/><w:t>B</w:t><w:cr/></w:r>",
                    hidden,
                    shown,
                    was,
                    ruby,
                )
            )
        )

        assert text == "一 二\nA-B\n显旧拼"

    def test_is_read_with_its_notes_and_under_any_name_of_its_main_part(self) -> None:
        content = word(SENTENCE)
        notes = f"<w:footnotes {W}><w:footnote>{paragraph(run('注1项'))}</w:footnote></w:footnotes>"
        types = part_of(content, "[Content_Types].xml").replace("/word/document.xml", "/word/a.xml")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        types = types.replace(
            "</Types>", f'<Override PartName="/word/b.xml" ContentType="{kind}"/></Types>'
        )
        content = with_part(content, "word/a.xml", part_of(content, "word/document.xml"))
        content = with_part(content, "word/b.xml", notes)

        text = text_of(with_part(content, "[Content_Types].xml", types))

        assert text == f"{SENTENCE}\n注1项"

    def test_never_looks_where_it_links_to(self) -> None:
        links = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" TargetMode="External" Target="http://127.0.0.1:9/evil.dotm" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'attachedTemplate"/></Relationships>'
        )

        content = with_part(word(SENTENCE), "word/_rels/settings.xml.rels", links)

        assert text_of(content) == SENTENCE

    @pytest.mark.parametrize("document", [BILLION, OUTSIDE])
    def test_is_refused_where_it_declares_entities(self, document: str) -> None:
        declared = document.replace("{spaces}", W)

        with pytest.raises(FileRefused, match="declares entities"):
            text_of(with_part(word(), "word/document.xml", declared))

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (word(), "no text in the file"),
            (word(SENTENCE)[:-40], "ends before its end"),
            (with_part(word(), "word/document.xml", "<w:document"), "Word document is damaged"),
            (with_part(word(), "word/document.xml", ""), "Word document is damaged"),
            (with_part(word(), "word/vbaProject.bin", b"\0"), "macros"),
            (ole("WordDocument"), "old kind"),
            (b"{\\rtf1 199}", "old kind"),
            (ole("EncryptedPackage"), "protected by a password"),
            (ole("WordDocument", "_VBA_PROJECT"), "macros"),
            (ole("PowerPoint Document"), "Only .txt"),
            (ole("Workbook"), "Only .txt"),
            (b"\x89PNG\r\n\x1a\n", "Only .txt"),
        ],
    )
    def test_is_refused_where_it_is_empty_damaged_dangerous_or_old(
        self, content: bytes, message: str
    ) -> None:
        with pytest.raises(FileRefused, match=message):
            text_of(content)

    def test_is_refused_where_its_type_has_macros(self) -> None:
        types = part_of(word(SENTENCE), "[Content_Types].xml").replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "vnd.ms-word.document.macroEnabled.main+xml",
        )

        with pytest.raises(FileRefused, match="macros"):
            text_of(with_part(word(SENTENCE), "[Content_Types].xml", types))

    def test_is_refused_as_a_bomb_before_it_is_unpacked(self) -> None:
        bomb = with_part(word(), "word/media/a", bytes(101 * 1024 * 1024))
        assert len(bomb) < 1024 * 1024
        tracemalloc.start()

        with pytest.raises(FileRefused, match="unpack to far too much"):
            text_of(bomb)

        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 1024 * 1024

    def test_of_too_many_characters_is_counted_and_not_kept(self) -> None:
        xml = paragraph(run("七" * 1_000_000)) * 5
        bomb = with_part(
            word(), "word/document.xml", f"<w:document {W}><w:body>{xml}</w:body></w:document>"
        )
        one_line = with_part(
            word(),
            "word/document.xml",
            f"<w:document {W}><w:body><w:p>{run('七' * 1_000_000) * 5}</w:p></w:body></w:document>",
        )

        for content in (bomb, one_line):
            with pytest.raises(FileRefused, match=r"has 5,000,00\d characters"):
                text_of(content)

    def test_is_told_from_other_archives(self) -> None:
        workbook, plain = BytesIO(), BytesIO()
        Workbook().save(workbook)
        with zipfile.ZipFile(plain, "w") as archive:
            archive.writestr("OFD.xml", "<a/>")

        for content in (workbook.getvalue(), plain.getvalue()):
            with pytest.raises(FileRefused, match=r"Only \.txt"):
                text_of(content)

    @given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 255)), max_size=6))
    def test_is_read_or_refused_however_it_is_damaged(self, changes: list[tuple[int, int]]) -> None:
        content = bytearray(DAMAGED)
        for position, byte in changes:
            content[position % len(content)] = byte

        try:
            assert text_of(bytes(content))
        except FileRefused:
            return


class PdfTests:
    def test_is_read_by_its_paragraphs_without_what_repeats_on_each_page(self) -> None:
        setting = (
            '#set page(paper: "a5", header: [抚州示例报告], numbering: "— 1 —")\n'
            "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
        )
        body = f"#align(center)[= 示例报告]\n\n{f'{LONG}' + chr(10) * 2}" + f"{LONG}\n\n" * 20

        lines = text_of(pdf(body, setting)).split("\n")

        assert lines == ["示例报告", *[LONG] * 21]

    def test_is_read_by_the_gaps_between_paragraphs_where_none_is_indented(self) -> None:
        body = f"{LONG}\n\n" * 12 + "#table(columns: 2, [证明事项], [199项])\n\nTwo words\n"

        lines = text_of(pdf(body, '#set page(paper: "a5", numbering: "1")\n')).split("\n")

        assert lines == [*[LONG] * 12, "证明事项199项", "Two words"]

    def test_keeps_words_apart_and_digits_together_at_the_turn_of_a_line(self) -> None:
        word_turn = "The office abolished many of the requirements that it had found in use. " * 3

        text = text_of(pdf(word_turn, "#set page(width: 200pt, height: 300pt)\n"))

        assert text == word_turn.strip()

    def test_is_refused_where_it_holds_only_pictures(self) -> None:
        document = pypdfium2.PdfDocument.new()
        document.new_page(200, 200)

        with pytest.raises(FileRefused, match="pictures of pages"):
            text_of(saved(document))

    def test_is_refused_where_it_is_damaged_or_endless(self) -> None:
        document = pypdfium2.PdfDocument.new()
        for _ in range(2001):
            document.new_page(10, 10)

        for content, message in (
            (saved(document), "more than 2,000 pages"),
            (b"%PDF-1.7 junk", "PDF is damaged"),
            (ENCRYPTED.replace(b"/Encrypt 3 0 R", b"").replace(b"[]", b"[9 0 R]"), "pictures"),
        ):
            with pytest.raises(FileRefused, match=message):
                text_of(content)

    def test_is_refused_where_it_wants_a_password(self) -> None:
        with pytest.raises(FileRefused, match="protected by a password"):
            text_of(ENCRYPTED)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()
