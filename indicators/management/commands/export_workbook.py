"""Write the monthly workbook of one organisation, or of all of them."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from indicators.intake.workbook.layout import code_of
from indicators.intake.workbook.queries import entries_of, rows_of
from indicators.intake.workbook.writer import WorkbookQuery, write
from indicators.models import Organisation, ReportingPeriod

ALL = "all"


class Command(BaseCommand):
    """Write what is owed for a period as a workbook to be filled in."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whose figures of which period go where, in which language."""
        parser.add_argument("--organisation", default=ALL, metavar="CODE", help="by default: all")
        parser.add_argument("--period", help="2019-07, 2019H1 or 2019; by default the newest")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(
        self,
        *,
        organisation: str,
        period: str | None,
        output: Path | None,
        language: str,
        **_options: object,
    ) -> None:
        """Write it, and say where it is and how many rows it has."""
        owner = None if organisation == ALL else _organisation(organisation)
        asked = WorkbookQuery(_period(period, owner), owner, language)
        rows = rows_of(entries_of(asked.period, owner))
        file = output or Path(asked.file_name)
        content = write(tqdm(rows, unit=" rows", disable=None), asked)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"{file}: {len(rows)} rows")


def _organisation(code: str) -> Organisation:
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no organisation “{code}”; see /organisations/ or /admin/.")
    return found


def _period(code: str | None, owner: Organisation | None) -> ReportingPeriod:
    """Return the period of that code for which anything is owed, or the newest."""
    owed = ReportingPeriod.objects.filter(submissions__isnull=False)
    if owner is not None:
        owed = owed.filter(submissions__organisation=owner)
    opened = list(owed.distinct())
    for period in opened:
        if code in (None, code_of(period)):
            return period
    known = ", ".join(code_of(period) for period in opened) or "none"
    raise CommandError(f"Nothing is owed for “{code or 'any period'}”. Open are: {known}.")
