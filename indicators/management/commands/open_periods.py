"""Open the periods whose figures are owed now."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.intake.period_opening import open_periods, settle_due_days
from indicators.models import Entry


class Command(BaseCommand):
    """Add the entries that organisations owe for the periods that ended last."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the day."""
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *, on: date | None, **_options: object) -> None:
        """Open them and say how many entries are new."""
        before = Entry.objects.count()
        for period in settle_due_days():
            self.stdout.write(f"{period}: settled, due {period.due_label.en}")
        for period in open_periods(on or timezone.localdate()):
            self.stdout.write(f"{period}: due {period.due_label.en}")
        self.stdout.write(f"new entries: {Entry.objects.count() - before}")
