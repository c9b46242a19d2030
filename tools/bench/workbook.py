"""Time the monthly workbook: 20,000 rows out, and back through reading, preview and saving.

The yardstick is python-calamine alone, which only reads the same file's cells into lists. ``out``
and ``back`` run in processes of their own, so that the memory of the one is not the other's.
"""

import resource
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from django.utils import timezone
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from indicators.enums import Frequency, Role
from indicators.intake.workbook import layout, uploads
from indicators.intake.workbook.diff import compare
from indicators.intake.workbook.queries import entries_of, known_of, rows_of
from indicators.intake.workbook.reader import read
from indicators.intake.workbook.row_matching import DueEntries
from indicators.intake.workbook.writer import WorkbookQuery, write
from indicators.models import (
    Entry,
    Indicator,
    Official,
    Organisation,
    Place,
    ReportingPeriod,
    RoleHeld,
    Submission,
    Upload,
)

END, DUE = date(2016, 3, 31), date(2016, 4, 11)
VALUE, NOTE = layout.SheetColumn.VALUE, layout.SheetColumn.NOTE
TIMES = 7
Result = TypeVar("Result")


def out(path: str) -> None:
    """Write the workbook, and a second one beside it that is filled in."""
    organisation, period, _official = _owing()
    _reset()
    rows, seconds = _timed(lambda: rows_of(entries_of(period, organisation)))
    _line("rows and what stands behind them", seconds)
    content, seconds = _timed(lambda: write(rows, WorkbookQuery(period, organisation)))
    _line(f"writing {len(content):,} bytes", seconds)
    _memory()
    Path(path).write_bytes(_filled(content))


def back(path: str) -> None:
    """Read the filled workbook, show what it changes, and keep it."""
    organisation, period, official = _owing()
    content = Path(path).read_bytes()
    known = known_of(organisation, period)
    owed, names = list(known.owed.values()), known.names
    rounds = [
        (
            _timed(lambda: _alone(content))[1],
            _timed(lambda: compare(read(content), DueEntries(known.owner, owed, names)))[1],
        )
        for _ in range(TIMES)
    ]
    alone, understood = (min(times) for times in zip(*rounds, strict=True))
    _line(f"python-calamine alone, {len(content):,} bytes", alone)
    _line("read, understood, compared", understood)
    print(f"    speed of calamine alone: {alone / understood:.2f} (no less than 0.33)", flush=True)
    at = timezone.now()
    upload = uploads.keep(content, name="workbook.xlsx", period=period, by=official, at=at)
    shown, seconds = _timed(lambda: uploads.shown(upload))
    _line("whole preview with database and findings", seconds)
    asked = shown.comparison.fingerprint
    del shown
    done, seconds = _timed(
        lambda: uploads.confirm(upload, fingerprint=asked, instead=(), at=timezone.now())
    )
    _line(f"looked at again and {done:,} entries kept", seconds)
    _memory()
    _reset()


def _alone(content: bytes) -> int:
    return len(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python())


def _owing() -> tuple[Organisation, ReportingPeriod, Official]:
    """Let one organisation owe every figure of the made-up city for a month."""
    organisation, places = Organisation.objects.all()[0], list(Place.objects.all())
    period, is_new = ReportingPeriod.objects.get_or_create(
        frequency=Frequency.MONTH, end=END, defaults={"start": END.replace(day=1), "due": DUE}
    )
    official, _new = Official.objects.get_or_create(username="bench", organisation=organisation)
    RoleHeld.objects.get_or_create(official=official, role=Role.REPORTER)
    if is_new:
        submission = Submission.objects.create(organisation=organisation, period=period)
        Entry.objects.bulk_create(
            Entry(submission=submission, indicator=indicator, place=place)
            for indicator in Indicator.objects.all()
            for place in places
        )
    return organisation, period, official


def _reset() -> None:
    """Forget what an earlier run kept."""
    Upload.objects.all().delete()
    Entry.objects.update(
        typed="",
        value=None,
        qualifier="exact",
        status="not_yet_reported",
        note="",
        version=0,
        entered_by=None,
        entered_at=None,
    )


def _filled(content: bytes) -> bytes:
    """Return the workbook with a figure in each row, a note in some."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[4]}
    value, note = (columns[layout.HEADINGS[one].zh] for one in (VALUE, NOTE))
    for row in range(5, sheet.max_row + 1):
        sheet.cell(row, value, f"{row % 100}以上" if row % 10 == 0 else row % 100)
        if row % 10 == 0:
            sheet.cell(row, note, f"已与业务科室核实（{row}）")
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _line(name: str, seconds: float) -> None:
    print(f"    {name:52} {seconds:6.2f} s", flush=True)


def _memory() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"    peak memory of the process: {peak} MB", flush=True)
