"""Attach a document's full text to its source."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.intake.texts import full_text
from indicators.management.texts import text_from
from indicators.models import Official, Source


class Command(BaseCommand):
    """Attach the file's text, and list the citations whose figure is not found in it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the source, the file and the administrator who acts."""
        parser.add_argument("slug")
        parser.add_argument("file")
        parser.add_argument("--by", required=True, help="user name of an administrator")

    def handle(self, *, slug: str, file: str, by: str, **_options: object) -> None:
        """Attach the text, or say which of the three is wrong."""
        try:
            source, official = Source.objects.get(slug=slug), Official.objects.get(username=by)
            text = text_from(file)
            not_found = full_text.attach(source, text, by=official, at=timezone.now())
        except (Source.DoesNotExist, Official.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for citation in not_found:
            self.stdout.write(f"not found: paragraph {citation.paragraph}, {citation.as_written}")
        self.stdout.write(f"{source}: {len(text)} characters attached")
