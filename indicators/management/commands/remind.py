"""Remind people of what they still owe."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators import reminders


class Command(BaseCommand):
    """Write the day's notices, and send those by e-mail that were not sent yet."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the day."""
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *, on: date | None, **_options: object) -> None:
        """Write and send them, and say how many."""
        notices = reminders.remind(on or timezone.localdate())
        sent = reminders.send(notices, at=timezone.now())
        self.stdout.write(f"notices: {len(notices)}, sent by e-mail: {len(sent)}")
