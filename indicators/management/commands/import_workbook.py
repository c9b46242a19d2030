"""Keep what a filled-in workbook says as drafts: all of it, or nothing."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.intake.desk.entries import ChangedMeanwhile
from indicators.intake.entry_input import shown
from indicators.intake.workbook.diff import EntryChange
from indicators.intake.workbook.file_safety import LARGEST, TOO_LARGE
from indicators.intake.workbook.previews import WorkbookPreview, compared, preview
from indicators.intake.workbook.reader import FileRow
from indicators.intake.workbook.save import take
from indicators.models import Entry, Official
from indicators.series_builders import text_of

CONFLICT = Text("冲突，已由他人修改：", "in conflict, changed meanwhile by")
HIDDEN = Text("文件中已隐藏", "hidden in the file")


class Command(BaseCommand):
    """Take in a workbook in the name of an official who reports for its organisation."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file and the official who acts."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name of a reporter")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(
        self, *, file: Path, by: str, dry_run: bool, language: str, **_options: object
    ) -> None:
        """Print every change and every problem; fail, and keep nothing, where there is one."""
        self.language = language
        official = Official.objects.filter(username=by).first()
        if official is None:
            raise CommandError(f"There is no official “{by}”.")
        try:
            content = _content(file)
            found = preview(compared(content, by=official, walk=_walk))
        except FileRefused as error:
            raise CommandError(f"{file}: {error.message.in_language(language)}") from error
        except PermissionDenied as error:
            raise CommandError(f"{by} does not report for any organisation.") from error
        self._say(found)
        comparison = found.comparison
        if comparison.problems or comparison.conflicts:
            raise CommandError(f"{file}: nothing was kept.")
        if dry_run:
            self.stdout.write(f"{len(comparison.changes)} entries would be kept.")
            return
        try:
            take(comparison.changes, by=official, at=timezone.now(), file=file.name)
        except ChangedMeanwhile as error:
            raise CommandError(f"{error.now} was changed meanwhile; nothing was kept.") from error
        self.stdout.write(f"{len(comparison.changes)} entries kept as drafts.")

    def _say(self, found: WorkbookPreview) -> None:
        """Print what would change and what is doubtful in it; conflicts and problems as errors."""
        comparison, language = found.comparison, self.language
        for change, entry, findings in found.shown(comparison.changes):
            self.stdout.write(_told(change, entry, language))
            for finding in findings:
                self.stdout.write(f"    {finding.message.in_language(language)}")
        self.stdout.write(
            f"changed: {len(comparison.changes)}, unchanged: {comparison.unchanged}, "
            f"of other organisations: {comparison.strangers}"
        )
        for change, entry, _findings in found.shown(comparison.conflicts):
            told = _told(change, entry, language)
            self.stderr.write(f"{told} ({CONFLICT.in_language(language)} {entry.entered_by})")
        for problem in comparison.problems:
            message = problem.message.in_language(language)
            self.stderr.write(f"{problem.sheet} {problem.cell}: {message}")


def _walk(lines: Iterable[FileRow]) -> Iterable[FileRow]:
    """Show how far the rows are gone through, on a terminal."""
    return tqdm(lines, unit=" rows", disable=None)


def _content(file: Path) -> bytes:
    """Return the file's bytes, of which there may not be too many."""
    try:
        if file.stat().st_size > LARGEST:
            raise FileRefused(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _told(change: EntryChange, entry: Entry, language: str) -> str:
    """Return one line that says what changes where: F7 …: 15件 → 7件以上."""
    names = (text_of(entry.indicator, "name"), text_of(entry.place, "name"))
    indicator, place = (name.in_language(language) for name in names)
    before, after = (
        shown(said, entry.indicator).in_language(language) for said in (change.before, change.after)
    )
    hidden = f" ({HIDDEN.in_language(language)})" if change.line.is_hidden else ""
    cell = f"{change.line.table.name} {change.cell}{hidden}"
    return f"{cell}: {indicator} ({place}): {before} → {after}"
