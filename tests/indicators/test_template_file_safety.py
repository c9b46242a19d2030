"""Which Word files may serve as templates, whatever is hidden in them."""

import tracemalloc

import pytest

from indicators.documents.refusal import FileRefused
from indicators.report_templates.file_safety import LARGEST, LARGEST_PART, MOST_ELEMENTS, inspect

from .word_files import OLE_HEADER, changed, protected, related, replaced, with_field, word

BODY, TYPES = "word/document.xml", "[Content_Types].xml"
MAIN = "wordprocessingml.document.main+xml"


def said(content: bytes) -> list[str]:
    """Return everything that is wrong with the file."""
    try:
        inspect(content)
    except FileRefused as refused:
        return refused.in_language("en")
    return []


def having(part: bytes, name: str = BODY) -> bytes:
    """Return a document in which the part says something else."""
    return changed(word("x"), name, lambda _before: part)


def declared(text: str) -> bytes:
    """Return a document whose body begins with the declaration."""
    return replaced(word("x"), BODY, "<w:document", f"{text}<w:document")


class InspectTests:
    def test_lets_an_ordinary_document_pass(self) -> None:
        assert said(word("一", "{{ report.title }}")) == []

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "The file is empty."),
            (b"x" * (LARGEST + 1), "larger than 5 MB"),
            (b"%PDF-1.4", "no Word document"),
            (b"plain text", "no Word document"),
            (protected(), "protected by a password"),
            (OLE_HEADER + "WordDocument\0".encode("utf-16-le"), "of an old kind"),
            (changed(word("x"), "word/vbaProject.bin", lambda _: b"macro"), "contains macros"),
            (replaced(word("x"), TYPES, MAIN, "document.macroEnabled.main+xml"), "contains macros"),
            (replaced(word("x"), TYPES, MAIN, "wordprocessingml.template.main+xml"), "no ordinary"),
            (changed(word("x"), BODY, lambda part: part[:200]), "is damaged"),
            (word("x")[:2000], "no Word document"),
        ],
    )
    def test_refuses_what_is_no_such_document(self, content: bytes, message: str) -> None:
        [found] = said(content)

        assert message in found

    @pytest.mark.parametrize(
        "declaration",
        [
            '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
            '<!doctype w [<!entity a "aaaa"><!entity b "&a;&a;">]>',
        ],
    )
    def test_refuses_a_document_type_and_entities(self, declaration: str) -> None:
        [found] = said(declared(declaration))

        assert "word/document.xml declares a document type or entities" in found

    def test_refuses_an_encoding_that_could_hide_a_declaration(self) -> None:
        in_utf_7 = having(b'<?xml version="1.0" encoding="UTF-7"?><w/>')
        not_utf_8 = having(b"<w>\xff</w>")

        for content in (in_utf_7, not_utf_8):
            assert "declares a document type" in said(content)[0]

    def test_finds_a_declaration_in_wide_signs_too(self) -> None:
        wide = '<!DOCTYPE w [<!ENTITY a "b">]><w/>'.encode("utf-16")

        assert "declares a document type" in said(having(wide))[0]

    def test_looks_into_parts_that_hide_behind_another_ending(self) -> None:
        override = '<Override PartName="/word/x.bin" ContentType="application/xml"/></Types>'
        content = replaced(word("x"), TYPES, "</Types>", override)
        content = changed(content, "word/x.bin", lambda _: b'<!DOCTYPE w [<!ENTITY a "b">]><w/>')

        assert "word/x.bin declares" in said(content)[0]

    @pytest.mark.parametrize(
        ("kind", "target", "mode", "message"),
        [
            ("attachedTemplate", "http://example.org/evil.dotm", "External", "outside of itself"),
            ("image", "file://server/share.png", "external", "outside of itself"),
            ("hyperlink", "https://example.org/", "External", "a link to https://example.org/"),
            ("oleObject", "embeddings/oleObject1.bin", "Internal", "an embedded object"),
            ("aFChunk", "chunk.html", "Internal", "an embedded object"),
        ],
    )
    def test_refuses_what_reaches_out_or_is_brought_along(
        self, kind: str, target: str, mode: str, message: str
    ) -> None:
        [found] = said(related(word("x"), kind, target, mode=mode))

        assert message in found
        assert target in found

    @pytest.mark.parametrize(
        "field", [" DDEAUTO c:\\\\windows cmd", "INCLUDEPICTURE x", "LINK Excel", 'HYPERLINK "x"']
    )
    def test_refuses_fields_that_fetch_or_start_something(self, field: str) -> None:
        [found] = said(with_field(field))

        assert f"The field {field.split()[0]} is not allowed" in found

    @pytest.mark.parametrize("field", [" PAGE ", "toc \\o", "HYPERLINK \\l here", "= 1 + 1", " "])
    def test_lets_fields_about_the_document_itself_pass(self, field: str) -> None:
        assert said(with_field(field)) == []

    def test_finds_a_field_that_is_short_or_never_ends(self) -> None:
        short = '<w:p><w:fldSimple w:instr="DDE a b"/></w:p><w:sectPr'
        loose = "<w:p><w:r><w:instrText>IMPORT x</w:instrText></w:r></w:p><w:sectPr"

        for written, field in ((short, "DDE"), (loose, "IMPORT")):
            [found] = said(replaced(word("x"), BODY, "<w:sectPr", written))
            assert f"The field {field} is" in found

    def test_tells_every_problem_at_once_and_each_once(self) -> None:
        content = related(with_field("DDEAUTO x"), "attachedTemplate", "http://example.org/a")
        content = changed(
            content,
            "word/x.rels",
            lambda _: b'<R><r TargetMode="External" Target="http://example.org/a"/></R>',
        )

        assert len(said(content)) == 2

    def test_refuses_more_xml_than_any_template_has(self) -> None:
        many = b"<w>" + b"<a/>" * MOST_ELEMENTS + b"</w>"
        long = b"<w>" + b" " * LARGEST_PART + b"</w>"

        for part in (many, long):
            assert "unpack to far too much" in said(having(part))[0]

    def test_unpacks_nothing_of_a_file_that_grows_too_large(self) -> None:
        content = having(bytes(101 * 1024 * 1024), "word/media/a.png")
        tracemalloc.start()

        found = said(content)

        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "unpack to far too much" in found[0]
        assert used < 3_000_000
