"""Prepare the site and serve it: database, first figures, static files, then granian and worker."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dashboard.management.addresses import ListenAddress, free_place
from dashboard.management.editions import collect
from dashboard.management.first_figures import AnotherCitysFigures, load_first_figures
from dashboard.management.granian import OPTIONS
from dashboard.management.private_files import keep_private
from dashboard.management.supervisor import BESIDE
from indicators import publishing
from indicators.models import Official

SUPERVISOR = "dashboard.management.supervisor"


class Command(BaseCommand):
    """Serve the site on HOST and PORT with WORKERS processes."""

    help = __doc__
    requires_migrations_checks = False

    def handle(self, *_args: object, **_options: object) -> None:
        """Prepare, say where the site is, and become what keeps the server running."""
        place = self._place()
        call_command("migrate", verbosity=0)
        publishing.complete()
        try:
            told = load_first_figures()
        except AnotherCitysFigures as error:
            raise CommandError(str(error)) from error
        collect()
        for path in keep_private():
            self.stderr.write(f"Others may read {path}, which belongs to another account.")
        has_administrator = Official.objects.filter(is_superuser=True).exists()
        same = ", with the same DATABASE_URL" if os.environ.get("DATABASE_URL") else ""
        lines = (
            f"Zhunsheng 准绳: {place.here}  (stop with Ctrl+C)",
            place.told(settings.ALLOWED_HOSTS),
            "" if has_administrator else f"Make an administrator with: make admin{same}",
            told,
        )
        self.stdout.write("\n".join(filter(None, lines)))
        self.stdout.flush()
        granian = str(Path(sys.executable).with_name("granian"))
        workers = os.environ.get("WORKERS", "2")
        options = [*OPTIONS, "--host", place.host, "--port", str(place.port), "--workers", workers]
        os.chdir(settings.BASE_DIR)
        server = [granian, *options, "dashboard.wsgi:application"]
        worker = [BESIDE, sys.executable, "manage.py", "work", "--verbosity=0"]
        command = [sys.executable, "-m", SUPERVISOR, *server, *worker]
        os.execv(sys.executable, command)  # noqa: S606 - our own

    def _place(self) -> ListenAddress:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        try:
            return free_place(host, port)
        except (OSError, ValueError) as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error}). "
                "Choose another: make run PORT=8001"
            ) from error
