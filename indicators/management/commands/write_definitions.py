"""Write all definitions into one workbook, or one of its sheets as a .csv file."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from indicators.definitions import workbook_writer
from indicators.definitions.workbook_sheets import SHEETS, sheet_called


class Command(BaseCommand):
    """Write what ``read_definitions`` reads."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path, help="an .xlsx file, or a .csv file with --sheet")
        parser.add_argument("--empty", action="store_true", help="headings alone, to be filled in")
        parser.add_argument("--sheet", help="the sheet of a .csv file, such as 地区 or Places")
        parser.add_argument("--remark", default="", help="stands above the instructions")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *, file: Path, sheet: str | None, language: str, **options: object) -> None:
        """Write the file."""
        if (sheet is not None) != (file.suffix.lower() == ".csv"):
            raise CommandError("A .csv file, and no other, needs --sheet.")
        if sheet is None:
            content = workbook_writer.workbook(
                language, is_template=bool(options["empty"]), remark=str(options["remark"])
            )
        else:
            one = sheet_called(sheet)
            if one is None:
                names = ", ".join(f"{one.name.zh} ({one.name.en})" for one in SHEETS)
                raise CommandError(f"There is no sheet “{sheet}”, but these: {names}.")
            content = workbook_writer.csv_of(one, language)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"{file}: {len(content)} bytes")
