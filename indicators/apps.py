"""Register the domain with Django."""

from datetime import date

from django.apps import AppConfig
from django.core import checks
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.intake.calendar import knows_holidays

NOVEMBER = 11


class IndicatorsConfig(AppConfig):
    """The domain's app."""

    name = "indicators"
    verbose_name = _("Indicators")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the calendar of holidays with the other system checks."""
        checks.register(holidays)


def holidays(**_options: object) -> list[checks.CheckMessage]:
    """Warn where due days are guessed today."""
    return holidays_on(timezone.localdate())


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
