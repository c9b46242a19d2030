"""Do the desk's jobs, such as static editions, one after the other, until asked to end."""

import os

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dashboard import jobs
from dashboard.code_digest import code_and_packages
from dashboard.management.editions import collect

# Readers' pages come first.
NICENESS = 10


class Command(BaseCommand):
    """Work beside the site; ``serve`` starts it, and starts it again when it ends by itself."""

    help = __doc__
    # They load the whole site, which no job needs; the site's own start makes them.
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *, verbosity: int, **_options: object) -> None:
        """Work, in place of the worker before once that is gone."""
        os.nice(NICENESS)
        # What it loads at its start is what it renders with, whatever comes to the disk later.
        code_and_packages()
        with jobs.only_worker():
            collect()
            call_command("db_worker", queue_name=jobs.queue(), reload=False, verbosity=verbosity)
