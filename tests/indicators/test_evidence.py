"""What may be kept with a figure, by whom, and what becomes of it."""

import hashlib
import resource
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from indicators.audit import history_of
from indicators.documents import file_types
from indicators.enums import EntryState, Frequency, Role, Status
from indicators.intake.desk import evidence
from indicators.models import (
    Entry,
    Evidence,
    Indicator,
    Official,
    Organisation,
    Place,
    Release,
    ReportingPeriod,
    RoleHeld,
    Submission,
)

AT = timezone.make_aware(datetime(2019, 8, 3, 9, 0))  # noqa: DTZ001 - made aware here
ROOM = 1 << 20
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\xff\xd9"


def zipped(*names: str, size: int = 4) -> bytes:
    """Return an archive with so many zero bytes under each name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, bytes(size))
    return file.getvalue()


def damaged(content: bytes, **bytes_at: int) -> bytes:
    """Return the archive with other bytes in its table's first row, where each says something."""
    row, changed = content.index(b"PK\x01\x02"), bytearray(content)
    says = {"version": 6, "password": 8, "flags": 9, "way": 10, "name": 46}
    for field, byte in bytes_at.items():
        changed[row + says[field]] = byte
    return bytes(changed)


def spreadsheet() -> bytes:
    """Return a workbook as openpyxl writes it."""
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


def ole(*streams: str) -> bytes:
    """Return the header of a file as Office wrote it before 2007, and its directory."""
    names = ["Root Entry", *streams]
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


DOCX = zipped("[Content_Types].xml", "word/document.xml")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read the messages in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:  # noqa: ANN401 - pytest-django's own
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def entry(release: Release) -> Entry:
    """Return an entry that is still open."""
    indicator = Indicator.objects.get(code="service-items")
    period = ReportingPeriod.objects.create(
        frequency=Frequency.MONTH,
        start=date(2019, 7, 1),
        end=date(2019, 7, 31),
        due=date(2019, 8, 5),
    )
    submission = Submission.objects.create(organisation=indicator.owner, period=period)
    return Entry.objects.create(
        submission=submission, indicator=indicator, place=Place.objects.get(code="city")
    )


@pytest.fixture
def reporter(entry: Entry) -> Official:
    """Return an official who reports for the entry's organisation."""
    organisation = entry.submission.organisation
    official = Official.objects.create(username="reporter", organisation=organisation)
    RoleHeld.objects.create(official=official, role=Role.REPORTER)
    return official


def submit(entry: Entry, by: Official) -> None:
    """Close the entry, as though it had been reported as missing."""
    entry.state, entry.status = EntryState.SUBMITTED, Status.MISSING
    entry.entered_by = entry.submitted_by = by
    entry.entered_at = entry.submitted_at = entry.first_submitted_at = AT
    entry.save()


@contextmanager
def no_room_for_files() -> Iterator[None]:
    """Let no file of this process grow beyond a limit, as though the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


class AttachTests:
    def test_keeps_the_file_and_says_who_added_what(
        self, entry: Entry, reporter: Official, media: Path
    ) -> None:
        kept = evidence.attach(entry, name="台账.pdf", content=PDF, by=reporter, at=AT)

        digest = hashlib.sha256(PDF).hexdigest()
        kept = Evidence.objects.get(pk=kept.pk)
        assert (kept.entry, kept.name, kept.content_type, kept.size, kept.sha256) == (
            entry,
            "台账.pdf",
            "application/pdf",
            len(PDF),
            digest,
        )
        assert (kept.added_by, kept.added_at) == (reporter, AT)
        assert kept.file.name == f"evidence/{kept.key}"
        assert (media / "evidence" / str(kept.key)).read_bytes() == PDF
        [event] = history_of(entry)
        assert (event.verb, event.by, event.at) == ("attached evidence", reporter, AT)
        assert event.detail == {"name": "台账.pdf", "sha256": digest}

    def test_leaves_no_part_of_a_file_that_does_not_fit(
        self, entry: Entry, reporter: Official, media: Path
    ) -> None:
        with no_room_for_files(), pytest.raises(OSError, match="too large"):
            evidence.attach(entry, name="a.pdf", content=PDF + bytes(ROOM), by=reporter, at=AT)

        assert files_in(media) == []
        assert not Evidence.objects.exists()

    def test_leaves_no_file_without_its_record(
        self, entry: Entry, reporter: Official, media: Path
    ) -> None:
        with pytest.raises(IntegrityError):
            evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=None)  # type: ignore[arg-type]

        assert files_in(media) == []

    def test_takes_more_for_what_was_returned(self, entry: Entry, reporter: Official) -> None:
        Entry.objects.filter(pk=entry.pk).update(state=EntryState.RETURNED, return_reason="缺证明")

        evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=AT)

        assert entry.evidence.count() == 1

    def test_refuses_what_was_submitted_meanwhile(
        self, entry: Entry, reporter: Official, media: Path
    ) -> None:
        submit(Entry.objects.get(pk=entry.pk), reporter)

        with pytest.raises(ValidationError, match="no longer be changed"):
            evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=AT)
        assert files_in(media) == []

    def test_refuses_a_sixth_file(self, entry: Entry, reporter: Official, media: Path) -> None:
        for _ in range(5):
            evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=AT)

        with pytest.raises(ValidationError, match="already five files"):
            evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=AT)
        assert files_in(media) == [PDF] * 5

    def test_refuses_those_who_do_not_report_for_the_organisation(
        self, entry: Entry, reporter: Official, publisher: Official, media: Path
    ) -> None:
        other = Organisation.objects.exclude(pk=entry.submission.organisation_id)[0]
        elsewhere = Official.objects.create(username="elsewhere", organisation=other)
        RoleHeld.objects.create(official=elsewhere, role=Role.REPORTER)
        nowhere = Official.objects.create(username="nowhere")
        RoleHeld.objects.create(official=nowhere, role=Role.REPORTER)
        colleague = Official.objects.create(
            username="colleague", organisation=entry.submission.organisation, is_superuser=True
        )
        RoleHeld.objects.create(official=colleague, role=Role.REVIEWER)
        kept = evidence.attach(entry, name="a.pdf", content=PDF, by=reporter, at=AT)

        for official in (elsewhere, nowhere, colleague, publisher):
            with pytest.raises(PermissionDenied):
                evidence.attach(entry, name="a.pdf", content=PDF, by=official, at=AT)
            with pytest.raises(PermissionDenied):
                evidence.remove(kept, by=official, at=AT)
        assert files_in(media) == [PDF]


class RemoveTests:
    def test_forgets_the_row_at_once_and_the_bytes_once_it_is_certain(
        self,
        entry: Entry,
        reporter: Official,
        media: Path,
        django_capture_on_commit_callbacks: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        kept = evidence.attach(entry, name="a.png", content=PNG, by=reporter, at=AT)

        with django_capture_on_commit_callbacks(execute=True):
            evidence.remove(kept, by=reporter, at=AT)
            still_there = files_in(media)

        assert (still_there, files_in(media)) == ([PNG], [])
        assert list(entry.evidence.all()) == []
        event = history_of(entry)[0]
        assert (event.verb, event.by, event.at) == ("removed evidence", reporter, AT)
        assert event.detail == {"name": "a.png", "sha256": hashlib.sha256(PNG).hexdigest()}

    def test_refuses_what_is_closed_or_already_removed(
        self, entry: Entry, reporter: Official
    ) -> None:
        first, second = (
            evidence.attach(entry, name="a.png", content=PNG, by=reporter, at=AT) for _ in range(2)
        )
        evidence.remove(first, by=reporter, at=AT)

        with pytest.raises(ValidationError, match="already removed"):
            evidence.remove(first, by=reporter, at=AT)
        submit(entry, reporter)
        with pytest.raises(ValidationError, match="no longer be changed"):
            evidence.remove(second, by=reporter, at=AT)
        assert list(entry.evidence.all()) == [second]


class TypeOfTests:
    @pytest.mark.parametrize(
        ("content", "ending"),
        [
            (PDF, ".pdf"),
            (PNG, ".png"),
            (JPEG, ".jpg"),
            (DOCX, ".docx"),
            (spreadsheet(), ".xlsx"),
            (zipped("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
            (ole("WordDocument"), ".doc"),
            (ole("Workbook"), ".xls"),
            (ole("Book"), ".xls"),
        ],
    )
    def test_knows_the_type_by_the_bytes(self, content: bytes, ending: str) -> None:
        assert evidence.type_of(content).endings[0] == ending

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "is empty"),
            (PDF.ljust(10 * 1024 * 1024 + 1), "larger than 10 MB"),
            (b"MZ\x90\x00", "Only PDF"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only PDF"),
            (b"GIF89a", "Only PDF"),
            (b"junk" + PDF, "Only PDF"),
            (b"junk" + DOCX, "Only PDF"),
            (DOCX[:-30], "Only PDF"),
            (damaged(DOCX, version=99), "Only PDF"),
            (damaged(DOCX, flags=8, name=0xFF), "Only PDF"),
            (damaged(DOCX, way=14), "Only PDF"),
            (damaged(DOCX, password=1), "password"),
            (zipped("readme.txt"), "Only PDF"),
            (zipped("word/document.xml"), "Only PDF"),
            (zipped("[Content_Types].xml", "readme.txt"), "Only PDF"),
            (ole("PowerPoint Document"), "Only PDF"),
            (ole("EncryptedPackage"), "password"),
            (ole("WordDocument", "_VBA_PROJECT"), "macros"),
            (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/VbaProject.bin"), "macros"),
            (zipped("[Content_Types].xml", *(f"xl/{n}" for n in range(2000))), "unpack"),
            (zipped("[Content_Types].xml", "word/document.xml", size=51 * 1024 * 1024), "unpack"),
        ],
    )
    def test_refuses_everything_else_and_says_why(self, content: bytes, message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            evidence.type_of(content)

    @given(st.lists(st.tuples(st.integers(0, len(DOCX) - 1), st.integers(0, 255)), max_size=8))
    def test_accepts_or_refuses_a_damaged_file(self, changes: list[tuple[int, int]]) -> None:
        content = bytearray(DOCX)
        for position, byte in changes:
            content[position] = byte

        try:
            found = evidence.type_of(bytes(content))
        except ValidationError:
            return
        assert found in (file_types.WORD, file_types.EXCEL, file_types.POWERPOINT)


class NameForTests:
    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("报表.docx", "报表.docx"),
            ("报表.DOCX", "报表.docx"),
            ("C:\\temp\\报表.docx", "报表.docx"),
            ("../../etc/报表.docx", "报表.docx"),
            ("报表", "报表.docx"),
            ("报表.docx.bat", "报表.docx.bat.docx"),
            ("a\r\nb\u202e\0.docx", "ab.docx"),
            ("", "附件.docx"),
            ("字" * 300 + ".docx", "字" * 195 + ".docx"),
        ],
    )
    def test_keeps_what_is_safe_and_true_of_the_name(self, name: str, kept: str) -> None:
        assert evidence.name_for(name, file_types.WORD) == kept

    def test_leaves_the_endings_of_wps(self) -> None:
        assert evidence.name_for("报表.et", file_types.OLD_EXCEL) == "报表.et"
