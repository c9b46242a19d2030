"""Publish the public site as plain files into a folder, for a server that runs no programs."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from dashboard.static_edition.assets import are_collected
from dashboard.static_edition.base import Base, NotABase, base_of
from dashboard.static_edition.folder import FolderRefused
from dashboard.static_edition.publisher import Wanted, publish


class Command(BaseCommand):
    """Publish the static edition; only what changed since the last run is written."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder, and for what goes into it."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--as-of", type=_past_day, metavar="DATE", help="the edition of that day"
        )
        parser.add_argument(
            "--base-path",
            type=_base,
            metavar="/PATH/",
            default="/",
            help="where the folder will be reached: a path on SITE_URL, or a whole address",
        )
        parser.add_argument("--processes", type=int, default=2, help="that make pages side by side")
        parser.add_argument(
            "--everything", action="store_true", help="make unchanged pages as well"
        )
        parser.add_argument("--force", action="store_true", help="take a folder with other files")

    def handle(  # noqa: PLR0913 - one for each option
        self,
        *,
        folder: Path,
        as_of: date | None,
        base_path: Base,
        processes: int,
        everything: bool,
        force: bool,
        verbosity: int,
        **_options: object,
    ) -> None:
        """Publish, and say what changed."""
        if not are_collected():
            call_command("collectstatic", interactive=False, verbosity=0)
        wanted = Wanted(folder, base_path, as_of, everything, force, processes)
        try:
            with tqdm(unit=" files", disable=None if verbosity else True) as progress:
                outcome = publish(wanted, progress)
        except FolderRefused as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(
                f"{len(outcome.records)} files: {len(outcome.written)} written, "
                f"{len(outcome.removed)} removed, {len(outcome.kept)} not made again"
            )
        for address, tags in outcome.left_out.items():
            self.stderr.write(f"{address} lost what needs a server: {' '.join(tags)}")


def _base(text: str) -> Base:
    try:
        return base_of(text, settings.SITE_URL)
    except NotABase as error:
        raise ArgumentTypeError(
            "write a path such as /fz/ or https://www.example.org/fz/"
        ) from error


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("write the day as YYYY-MM-DD") from error
    if day > timezone.localdate():
        raise ArgumentTypeError("that day has not come yet")
    return day
