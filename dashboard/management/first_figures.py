"""Decide what a first start puts into the database: the report of Fuzhou, or nothing."""

from pathlib import Path

from django.conf import settings

from indicators import publishing, report_fixture

REPORT = Path("fixtures") / "fuzhou-2019h1"


def load_first_figures() -> str:
    """Publish the report of Fuzhou on Fuzhou's own, untouched site; return what to tell, or "".

    Another city never meets these figures, nor does anything that the city made itself.
    """
    if not report_fixture.is_untouched():
        return ""
    if settings.START_EMPTY or not is_fuzhou(settings.CITY_NAME_ZH, settings.CITY_NAME_EN):
        return "No figures are loaded; places, organisations and indicators are made at /admin/."
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
