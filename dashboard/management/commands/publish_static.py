"""Publish the public site as plain files into a folder, for a server that runs no programs."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from dashboard.management.editions import add_edition, collect, missing_host
from dashboard.static_edition.base import Base
from dashboard.static_edition.folder import FolderRefused
from dashboard.static_edition.publisher import Options, publish

# Beyond the processors of any machine each only takes memory, and starting it takes time.
MOST_PROCESSES = 64


class Command(BaseCommand):
    """Publish the static edition; only what changed since the last run is written."""

    help = __doc__
    # They load the whole site, a good part of a short run; the site's own start makes them.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder, and for what goes into it."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        add_edition(parser)
        parser.add_argument(
            "--processes",
            type=_processes,
            default=2,
            help=f"that make pages side by side, 1 to {MOST_PROCESSES}",
        )
        parser.add_argument(
            "--everything", action="store_true", help="render it even where nothing changed"
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
        collect()
        options = Options(folder, base_path, as_of, everything, force, processes)
        try:
            with tqdm(unit=" files", disable=None if verbosity else True) as progress:
                outcome = publish(options, progress)
        except FolderRefused as error:
            raise CommandError(str(error)) from error
        if verbosity:
            written, removed = len(outcome.written), len(outcome.removed)
            kept = outcome.files - written
            self.stdout.write(
                f"{outcome.files} files: {written} written, {kept} as they were; {removed} removed"
            )
        if lacking := missing_host(base_path):
            self.stderr.write(lacking)
        for address, tags in outcome.left_out.items():
            self.stderr.write(f"{address} lost what needs a server: {' '.join(tags)}")


def _processes(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST_PROCESSES):
        raise ArgumentTypeError(f"write a number from 1 to {MOST_PROCESSES}")
    return int(text)
