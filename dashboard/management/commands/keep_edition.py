"""Make the static edition that the desk hands out as a zip, here and now."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from dashboard.management.editions import add_edition, collect
from dashboard.static_edition.base import Base
from dashboard.static_edition.desk import files
from dashboard.static_edition.desk.making import keep
from dashboard.static_edition.folder import FolderRefused


class Command(BaseCommand):
    """Make it without the worker, which does the same when the desk asks for it."""

    help = __doc__
    # They load the whole site, a good part of a short run; the site's own start makes them.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which edition is wanted."""
        add_edition(parser)

    def handle(
        self, *, as_of: date | None, base_path: Base, verbosity: int, **_options: object
    ) -> None:
        """Make and pack it, and say what there is."""
        collect()
        try:
            kept = keep(base_path, as_of)
        except FolderRefused as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"{files.place() / kept.file}: {kept.files} files, {kept.size} bytes")
