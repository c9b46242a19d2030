"""Take in a workbook of definitions, or one of its sheets as a .csv file: all of it, or nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from dashboard.accounts import invitations
from indicators.definitions import workbook_import
from indicators.definitions.previews import Note
from indicators.definitions.workbook_import import Confirmation, WorkbookPreview
from indicators.documents.refusal import FileRefused
from indicators.intake.workbook.file_safety import LARGEST, TOO_LARGE
from indicators.models import Official


class Command(BaseCommand):
    """Show what a file changes, keep it, and write each new official's one-time link."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file and the administrator who acts."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name of an administrator")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--checked", action="store_true", help="the doubts were looked at")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *, file: Path, by: str, language: str, **options: object) -> None:
        """Print every change and every problem; fail, and keep nothing, where there is one."""
        official = Official.objects.filter(username=by).first()
        if official is None:
            raise CommandError(f"There is no official “{by}”.")
        with override(language):
            try:
                self._take(file, official, options)
            except FileRefused as error:
                message = error.message.in_language(language)
                raise CommandError(f"{file}: {message}") from error
            except PermissionDenied as error:
                raise CommandError(f"{by} is no administrator.") from error

    def _take(self, file: Path, by: Official, options: dict[str, object]) -> None:
        content = _content(file)
        found = workbook_import.preview(content, file.name, by=by)
        self._say(found)
        if found.problems:
            raise CommandError(f"{file}: nothing was kept.")
        if found.doubts and not options["checked"]:
            raise CommandError(f"{file}: look at the doubts, then say --checked; nothing was kept.")
        if options["dry_run"] or not found.rows:
            self.stdout.write(f"{len(found.rows)} records would be kept.")
            return
        confirmed, at = Confirmation(found.fingerprint, is_checked=True), timezone.now()
        with transaction.atomic():
            _kept, new = workbook_import.take(content, file.name, by=by, at=at, confirmed=confirmed)
            made = invitations.invite(new, by=by, at=at, site=settings.SITE_URL)
        self.stdout.write(f"{len(found.rows)} records kept.")
        for one in invitations.send(made):
            self.stdout.write(f"{one.official.username}\t{one.official}\t{one.address}")

    def _say(self, found: WorkbookPreview) -> None:
        """Print the changes and the doubts; problems as errors."""
        for row in found.rows:
            for change in row.changes:
                where = f"{row.sheet} {row.cell}: {row.record}: {change.title}"
                self.stdout.write(f"{where}: {change.before} → {change.after}")
        for code, counts in found.counts.items():
            told = ", ".join(f"{name} {number}" for name, number in counts.items())
            self.stdout.write(f"{code}: {told}")
        for note in found.doubts:
            self.stdout.write(f"? {_told(note)}")
        for note in found.problems:
            self.stderr.write(_told(note))


def _told(note: Note) -> str:
    return f"{' '.join(filter(None, (note.sheet, note.cell, note.column)))}: {note.message}"


def _content(file: Path) -> bytes:
    """Return the file's bytes, of which there may not be too many."""
    try:
        if file.stat().st_size > LARGEST:
            raise FileRefused(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
