"""Fill an empty database with made-up figures, to measure how the site grows."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from indicators import publishing
from indicators.models import Official
from indicators.report_fixture import is_untouched
from indicators.synthetic import Size


class Command(BaseCommand):
    """Publish made-up figures month by month, the same ones for the same seed."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the size."""
        parser.add_argument("--indicators", type=int, default=60)
        parser.add_argument("--months", type=int, default=24)
        parser.add_argument("--places", type=int, default=1)
        parser.add_argument("--seed", type=int, default=1)

    def handle(
        self, *, indicators: int, months: int, places: int, seed: int, **_options: object
    ) -> None:
        """Refuse a database that is in use, so that none is ever mixed with real ones."""
        if not is_untouched() or Official.objects.exists():
            raise CommandError(
                "This database holds definitions or accounts already. Name an empty one, such as: "
                "DATABASE_URL=sqlite:///var/generated.sqlite3 .venv/bin/python manage.py migrate"
            )
        if min(indicators, months, places) < 1:
            raise CommandError("--indicators, --months and --places start at 1.")
        made = publishing.publish_generated(Size(indicators, months, places, seed))
        for _release in tqdm(made, total=months, unit=" months", disable=None):
            pass
        self.stdout.write(f"{indicators * months * places} figures")
