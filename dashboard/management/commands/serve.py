"""Prepare the site and serve it: database, first figures, static files, then granian."""

import os
import socket
import sys
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dashboard.management.editions import collect
from dashboard.management.first_figures import load_first_figures
from dashboard.management.granian import OPTIONS


class Command(BaseCommand):
    """Serve the site on HOST and PORT with WORKERS processes."""

    help = __doc__
    requires_migrations_checks = False

    def handle(self, *_args: object, **_options: object) -> None:
        """Prepare, say where the site is, and become the server."""
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        self._refuse_a_taken_port(host, port)
        call_command("migrate", verbosity=0)
        told = load_first_figures()
        collect()
        self.stdout.write(
            f"Zhunsheng 准绳: http://{host}:{port}/  (stop with Ctrl+C)\n"
            f"Make an administrator with: make admin\n{told}".rstrip()
        )
        self.stdout.flush()
        granian = str(Path(sys.executable).with_name("granian"))
        workers = os.environ.get("WORKERS", "2")
        options = [*OPTIONS, "--host", host, "--port", port, "--workers", workers]
        os.execv(granian, [granian, *options, "dashboard.wsgi:application"])  # noqa: S606 - our own server, no shell

    def _refuse_a_taken_port(self, host: str, port: str) -> None:
        try:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, int(port)))
        except (OSError, ValueError, OverflowError) as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error}). "
                "Choose another: make run PORT=8001"
            ) from error
