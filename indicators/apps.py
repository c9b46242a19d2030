"""Register the domain with Django."""

from collections.abc import Collection
from datetime import date

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import SimpleAdminConfig
from django.core import checks
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.intake.calendar import knows_holidays, rule_of

NOVEMBER = 11
# The last table of the schema that the check of clocks reads.
PUBLIC = frozenset({"indicators_publicstate"})


class IndicatorsConfig(AppConfig):
    """The domain's app."""

    default = True
    name = "indicators"
    verbose_name = _("Indicators")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the calendar of holidays, and at the clocks, with the other system checks."""
        checks.register(holidays)
        checks.register(due_rules)
        checks.register(clocks, checks.Tags.database)


def holidays(**_options: object) -> list[checks.CheckMessage]:
    """Warn where due days are guessed today."""
    return holidays_on(timezone.localdate())


def due_rules(**_options: object) -> list[checks.CheckMessage]:
    """Refuse a rule for due days that says no day."""
    found: list[checks.CheckMessage] = []
    for frequency, written in settings.DUE_RULES.items():
        try:
            rule_of(written)
        except ValueError as error:
            name = f"DUE_{frequency.upper()}"
            found.append(checks.Error(f"{name}: {error}", id="indicators.E001"))
    return found


def clocks(
    databases: Collection[str] | None = None, **_options: object
) -> list[checks.CheckMessage]:
    """Warn where the newest release is dated later than the database's clock."""
    if not databases or PUBLIC.isdisjoint(connection.introspection.table_names()):
        return []
    # Models are there only once every app is loaded.
    from indicators.publishing import clock  # noqa: PLC0415

    ahead = clock.dated_ahead()
    if ahead is None:
        return []
    return [
        checks.Warning(
            f"Release {ahead.pk} is dated {ahead.released_at:%Y-%m-%d %H:%M %Z}, later than the "
            "database's clock; nothing can be released before that.",
            hint="Set the clock; then withdraw that release in the desk, and release it again.",
            id="indicators.W002",
        )
    ]


def holidays_on(day: date) -> list[checks.CheckMessage]:
    """Warn where the holidays of the year are unknown, or from November on those of the next."""
    years = [day.year, day.year + 1] if day.month >= NOVEMBER else [day.year]
    return [
        checks.Warning(
            f"The calendar of holidays does not know {year}; due days in it are provisional.",
            hint=(
                "The State Council announces the next year's days off in November. Then upgrade: "
                ".venv/bin/python -m pip install --upgrade chinesecalendar, and run "
                "manage.py open_periods, which settles the due days."
            ),
            id="indicators.W001",
        )
        for year in years
        if not knows_holidays(year)
    ]


class AdministrationConfig(SimpleAdminConfig):
    """Django's administration with this site."""

    default_site = "indicators.admin_site.Administration"
