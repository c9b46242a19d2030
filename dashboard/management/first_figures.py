"""Decide what a first start puts into the database: the report of Fuzhou, or nothing."""

from pathlib import Path

from django.conf import settings

from indicators import publishing, report_fixture
from indicators.models import Source

REPORT = Path("fixtures") / "fuzhou-2019h1"


class AnotherCitysFigures(Exception):
    """Raised where another city's site would start on a database with the report of Fuzhou."""


def load_first_figures() -> str:
    """Publish the report of Fuzhou on Fuzhou's own, untouched site; return what to tell, or "".

    Another city never meets these figures, nor does anything that the city made itself. Raises
    AnotherCitysFigures where it asks for an empty site and the database already holds them.
    """
    is_own = is_fuzhou(settings.CITY_NAME_ZH, settings.CITY_NAME_EN)
    if settings.START_EMPTY and not is_own and Source.objects.filter(slug=REPORT.name).exists():
        raise AnotherCitysFigures(
            "This database holds the report of Fuzhou. Name another one with DATABASE_URL."
        )
    if not report_fixture.is_untouched():
        return ""
    if settings.START_EMPTY or not is_own:
        return "No figures are loaded; begin at /admin/ with the definition workbook."
    try:
        publishing.publish_report(settings.BASE_DIR / REPORT)
    except report_fixture.AlreadyThere as error:
        return f"The report of Fuzhou is not loaded; already in this database: {error}."
    return ""


def is_fuzhou(zh: str, en: str) -> bool:
    """Tell whether the city is the one whose report is shipped, however it is labelled.

    Both names must say so: the Fuzhou of Fujian is written alike in English.
    """
    return "抚州" in zh and "fuzhou" in en.lower()
