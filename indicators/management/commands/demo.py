"""Fill an empty database with two made-up years of the monthly cycle, to play with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override
from tqdm import tqdm

from indicators.demo import Account, play
from indicators.models import Official
from indicators.report_fixture import is_untouched


class Command(BaseCommand):
    """Play the cycle, and print each account with its password, once."""

    help = __doc__

    def handle(self, *_args: object, **_options: object) -> None:
        """Refuse a database that is in use, so that nothing is mixed with real figures."""
        if not is_untouched() or Official.objects.exists():
            raise CommandError(
                "This database holds definitions or accounts already. To start the "
                "demonstration over, stop it, remove var/demo.sqlite3 and run: make demo"
            )
        accounts: list[Account] = []
        with transaction.atomic(), tqdm(unit=" months", disable=None) as progress:
            for step in play(settings.BASE_DIR / "fixtures" / "demo"):
                if isinstance(step, Account):
                    accounts.append(step)
                else:
                    progress.set_description(f"{step:%Y-%m}", refresh=False)
                    progress.update()
        self.stdout.write("演示账号（密码只显示这一次）/ Accounts; passwords are shown this once:")
        # A Chinese character is as wide as two others, so the padding differs from the rows'.
        self.stdout.write("  用户名 User name   密码 Password        姓名、角色 Name, role")
        for one in accounts:
            roles = f"{one.roles} {_in_english(one.name)}"
            self.stdout.write(f"  {one.name:18} {one.password:20} {one.called} {roles}")


def _in_english(name: str) -> str:
    """Return what the official may do, and whether the organisation's head is meant."""
    official = Official.objects.get(username=name)
    with override("en"):
        roles = [held.get_role_display() for held in official.roles_held.all()]
    words = roles or ["administrator"]
    return ", ".join([*words, "head 单位负责人"] if official.is_head else words)
