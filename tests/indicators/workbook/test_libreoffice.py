"""What a real office program makes of the workbook, and what is read of it then."""

import pytest
from openpyxl import Workbook

from indicators.intake.workbook import uploads
from indicators.intake.workbook.diff import WorkbookDiff
from indicators.intake.workbook.layout import SheetColumn
from indicators.intake.workbook.number_formats import shown
from indicators.intake.workbook.previews import compared
from indicators.intake.workbook.uploads import UploadChanged
from indicators.models import Entry, Official
from tests.indicators.desk import NOW, fill, fresh, open_month

from .files import filled, given_out, saved, values
from .libreoffice import SOFFICE, Office
from .test_number_formats import SHOWN

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SOFFICE, reason="no LibreOffice"),
    pytest.mark.xdist_group("libreoffice"),
]
VALUE = SheetColumn.VALUE
WHOLE, PRESSED, WITHOUT_MARKS = "A4:L10|5", "F5|button", "A4:J10|5"
FIGURES = [7, "9以上", 42, 0, "1,007", "近千"]
# What a format puts between digits and around them without saying anything.
UNSAID = str.maketrans("", "", " ,")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return the program with a profile of its own."""
    return Office(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture
def six(month: list[Entry]) -> list[Entry]:
    """Return the month with three more figures of the same organisation."""
    owner = month[0].submission.organisation.code
    others = "petition-cases-taken", "service-items", "certificates-kept"
    return month + open_month(*others, owner=owner)


def told(found: WorkbookDiff) -> dict[int, tuple[str, str]]:
    """Return which entry is to hold what."""
    return {
        change.entry.pk: (change.after.typed, change.after.qualifier) for change in found.changes
    }


class SortedTests:
    """The workbook is sorted as it is given out, protected."""

    def test_rows_keep_their_figures_or_the_file_is_refused(
        self, office: Office, six: list[Entry], reporter: Official
    ) -> None:
        content = filled(given_out(six[0]), *({VALUE: figure} for figure in FIGURES))
        expected = told(compared(content, by=reporter).comparison)

        *whole, apart = office.sorts(content, WHOLE, PRESSED, WITHOUT_MARKS)

        assert len(expected) == len(FIGURES)
        for one in whole:
            found = compared(one, by=reporter).comparison
            assert [row[0] for row in values(one)] != [row[0] for row in values(content)]
            assert (told(found), found.problems) == (expected, [])
        self.keeps_nothing(apart, six, reporter)

    def keeps_nothing(self, content: bytes, six: list[Entry], reporter: Official) -> None:
        period = six[0].submission.period
        kept = uploads.keep(content, name="a.xlsx", period=period, by=reporter, at=NOW)
        found = uploads.shown(kept).comparison
        moved = [
            f"A{row}"
            for row, (one, other) in enumerate(
                zip(values(given_out(six[0]))[1:], values(content)[1:], strict=True), 5
            )
            if one[0] != other[0]
        ]

        assert len(moved) > 1
        assert [problem.cell for problem in found.problems] == moved
        with pytest.raises(UploadChanged):
            uploads.confirm(kept, fingerprint=found.fingerprint, instead=(), at=NOW)
        assert [fresh(entry).typed for entry in six] == [""] * 6

    def test_rows_that_nobody_filled_in_change_nothing(
        self, office: Office, six: list[Entry], reporter: Official
    ) -> None:
        fill(six[0], "76项以上", reporter, note="=甲\n乙", explanation="+丙")
        fill(six[1], "13", reporter, qualifier="nearly", note="3-5")
        fill(six[2], "", reporter, is_applicable=False, note="_x0041_")

        for one in office.sorts(given_out(six[0], language="en"), WHOLE, "A4:L10|0"):
            found = compared(one, by=reporter).comparison
            assert (found.changes, found.conflicts, found.problems) == ([], [], [])
            assert found.unchanged == len(six)


class FormatTests:
    def test_are_read_as_the_program_shows_them(self, office: Office) -> None:
        with_words = [(code, content) for code, content, said in SHOWN if said is not None]
        book = Workbook()
        for row, (code, content) in enumerate(with_words, 1):
            book.active.cell(row, 1, content).number_format = code

        cells = [row[0] for row in office.shows(saved(book))]

        read = [str(shown(code, content)) for code, content in with_words]
        assert read == [cell.translate(UNSAID) for cell in cells]
