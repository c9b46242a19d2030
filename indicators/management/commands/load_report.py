"""Take in a folder that describes a published report."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from indicators import publishing
from indicators.report_fixture import AlreadyThere


class Command(BaseCommand):
    """Load the folder's definitions and publish its figures."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: object) -> None:
        """Load it and say how many figures became public."""
        try:
            release = publishing.publish_report(folder)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except AlreadyThere as error:
            raise CommandError(f"Nothing is loaded; already in this database: {error}.") from error
        self.stdout.write(f"{release}: {release.observations.count()} figures")
