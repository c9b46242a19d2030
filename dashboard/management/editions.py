"""What every command about the static edition asks for, and needs."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from dashboard.static_edition.assets import are_collected
from dashboard.static_edition.base import Base, NotABase, base_of


def add_edition(parser: ArgumentParser) -> None:
    """Ask which edition is wanted, and for where."""
    parser.add_argument("--as-of", type=_past_day, metavar="DATE", help="the edition of that day")
    parser.add_argument(
        "--base-path",
        type=_base,
        metavar="/PATH/",
        default="/",
        help="where the folder will be reached: a path on SITE_URL, or a whole address",
    )


def missing_host(base: Base) -> str:
    """Say what an edition lacks that does not know where it will stand; nothing otherwise."""
    if base.origin:
        return ""
    return (
        "No host is known: pages offer no code to embed, citations and feeds name no website, and "
        "there is no sitemap.xml. Give --base-path a whole address, or set SITE_URL."
    )


def collect() -> None:
    """Collect the static files, unless they are collected as they are now."""
    if not are_collected():
        call_command("collectstatic", interactive=False, verbosity=0)


def _base(text: str) -> Base:
    try:
        return base_of(text, settings.SITE_URL)
    except NotABase as error:
        raise ArgumentTypeError(
            "write a path such as /fz/ or https://www.example.org/fz/"
        ) from error


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("write the day as YYYY-MM-DD") from error
    if day > timezone.localdate():
        raise ArgumentTypeError("that day has not come yet")
    return day
