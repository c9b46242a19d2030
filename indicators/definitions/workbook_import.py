"""Take in a file of definitions: everything that it says, in one transaction, or nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from indicators import audit
from indicators.intake.record_lookup import Registers
from indicators.models import Official
from indicators.permissions import can_manage_accounts

from .previews import ChangedRow, Note, TablePreview, run_all
from .record_resources import OfficialResource
from .workbook_reader import DefinitionFile, read
from .workbook_sheets import DefinitionSheet

RECORD = "definitions"


class ImportRefused(Exception):
    """Raised where a file is not taken in; holds what it would change now."""

    def __init__(self, preview: "WorkbookPreview") -> None:
        super().__init__(preview)
        self.preview = preview


class ImportOutdated(ImportRefused):
    """Raised where a file now changes something else than its preview showed."""


class DoubtsUnread(ImportRefused):
    """Raised where nobody confirmed to have looked at the doubts."""


class Confirmation(NamedTuple):
    """What whoever imports has seen: the preview of that fingerprint, and its doubts."""

    fingerprint: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class WorkbookPreview:
    """What a file changes, sheet by sheet: nothing at all where there are problems."""

    sheets: list[tuple[DefinitionSheet, TablePreview]]
    unreadable: list[Note]

    @property
    def rows(self) -> list[ChangedRow]:
        """Return the rows that make or change records."""
        return [row for _sheet, one in self.sheets for row in one.rows]

    @property
    def problems(self) -> list[Note]:
        """Return what is wrong, of all sheets."""
        return self.unreadable + [note for _sheet, one in self.sheets for note in one.problems]

    @property
    def doubts(self) -> list[Note]:
        """Return what is doubtful, of all sheets."""
        return [note for _sheet, one in self.sheets for note in one.doubts]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many records of each kind are new, changed and unchanged."""
        return {sheet.code: one.counts for sheet, one in self.sheets}

    @property
    def fingerprint(self) -> str:
        """Return a digest that differs where anything else would be kept."""
        return hashlib.sha256(repr((self.rows, self.doubts)).encode()).hexdigest()


def preview(content: bytes, name: str, *, by: Official) -> WorkbookPreview:
    """Return what the file would change; nothing is kept.

    Raises PermissionDenied for whoever may not make accounts, and Refused for what is no file of
    definitions.
    """
    _ask(by)
    return _run(read(content, name), dry_run=True)


def take(
    content: bytes, name: str, *, by: Official, at: datetime, confirmed: Confirmation
) -> tuple[WorkbookPreview, list[Official]]:
    """Keep exactly what the preview showed; return it, and the officials that are new.

    Raises what ``preview`` raises, ImportOutdated and DoubtsUnread; then nothing is kept.
    """
    _ask(by)
    file = read(content, name)
    with transaction.atomic():
        found = _run(file, dry_run=False)
        if found.problems or found.fingerprint != confirmed.fingerprint:
            raise ImportOutdated(found)
        if found.doubts and not confirmed.is_checked:
            raise DoubtsUnread(found)
        audit.leave_for_file("imported", RECORD, by=by, at=at, file=name, sheets=found.counts)
        return found, list(_new_officials(found))


def _new_officials(found: WorkbookPreview) -> QuerySet[Official]:
    names = {
        change.after
        for sheet, one in found.sheets
        for row in one.rows
        for change in row.changes
        if sheet.resource is OfficialResource and row.is_new and change.column == "username"
    }
    active = Official.objects.filter(username__in=names, is_active=True)
    return active.select_related("organisation").order_by("username")


def _run(file: DefinitionFile, *, dry_run: bool) -> WorkbookPreview:
    registers = Registers()
    tables = [(one.rows, one.sheet.resource(registers)) for one in file.tables]
    seen = run_all(tables, dry_run=dry_run)
    sheets = [one.sheet for one in file.tables]
    return WorkbookPreview(list(zip(sheets, seen, strict=True)), file.problems)


def _ask(by: Official) -> None:
    if not can_manage_accounts(by):
        raise PermissionDenied
