"""Write the API's description to docs/api/openapi.json, unless that would break programs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.api.breaking_changes import breaks
from dashboard.api.openapi import WHERE, schema_of, schema_text
from dashboard.api.v1 import api


class Command(BaseCommand):
    """Write what the code declares now."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for a word before programs break."""
        parser.add_argument(
            "--break-programs", action="store_true", help="write it though programs will break"
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Compare, then write."""
        if WHERE.exists() and not options["break_programs"]:
            broken = breaks(json.loads(WHERE.read_text(encoding="utf-8")), schema_of(api))
            if broken:
                raise CommandError(
                    "Programs written for the API would break:\n  "
                    + "\n  ".join(broken)
                    + "\nKeep these, or begin a new version. Where nobody can use them yet: "
                    "--break-programs"
                )
        WHERE.parent.mkdir(parents=True, exist_ok=True)
        WHERE.write_text(schema_text(api), encoding="utf-8")
        self.stdout.write(f"{WHERE}: {len(schema_of(api)['paths'])} addresses")
