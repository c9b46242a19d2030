"""Make the static edition that the desk hands out as a zip; only what changed is made again."""

import os
from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from dashboard.management.editions import add_edition, collect
from dashboard.static_edition.base import Base
from dashboard.static_edition.desk import runs
from dashboard.static_edition.desk.making import keep
from dashboard.static_edition.folder import FolderRefused

# Readers' pages come first.
NICENESS = 10


class Command(BaseCommand):
    """Make it here and now; the desk starts the same in a process of its own."""

    help = __doc__
    # They load the whole site, a good part of a short run; the site's own start makes them.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which edition is wanted."""
        add_edition(parser)
        parser.add_argument(
            "--lock", type=int, metavar="FD", help="the lock of runs, where the caller holds it"
        )

    def handle(
        self,
        *,
        as_of: date | None,
        base_path: Base,
        lock: int | None,
        verbosity: int,
        **_options: object,
    ) -> None:
        """Make and pack it, and say what there is."""
        if lock is not None:
            os.nice(NICENESS)
        try:
            with runs.held() if lock is None else runs.inherited(lock):
                collect()
                kept = keep(base_path, as_of)
        except FolderRefused as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"{runs.place() / kept.file}: {kept.files} files, {kept.size} bytes")
