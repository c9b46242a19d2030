"""Fill an empty database with two made-up years of the monthly cycle, to play with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from indicators.demo import Account, play
from indicators.models import Indicator


class Command(BaseCommand):
    """Play the cycle, and print each account with its password, once."""

    help = __doc__

    def handle(self, *_args: object, **_options: object) -> None:
        """Refuse a database that holds indicators, so that nothing is mixed with real figures."""
        if Indicator.objects.exists():
            raise CommandError(
                "This database holds indicators already. To start the demonstration over, "
                "remove var/demo.sqlite3 and run: make demo"
            )
        accounts: list[Account] = []
        with transaction.atomic():
            for step in play(settings.BASE_DIR / "fixtures" / "demo"):
                if isinstance(step, Account):
                    accounts.append(step)
                else:
                    self.stdout.write(f"{step:%Y-%m}\r", ending="")
                    self.stdout.flush()
        self.stdout.write("演示账号（密码只显示这一次）/ Accounts; passwords are shown this once:")
        for one in accounts:
            self.stdout.write(f"  {one.name:18} {one.password:20} {one.called} {one.roles}")
