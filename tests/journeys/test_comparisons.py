"""The leader's pages in a browser and on paper, in the worst month that they must hold."""

from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from .conftest import CHROMIUM, Manage
from .officials import faults, log_in, make_officials

# Forty organisations with names of ten characters, all late, and ten indicators far behind.
MADE = """
from datetime import UTC, date, datetime
from decimal import Decimal
from indicators.models import (
    Entry, Indicator, Official, Organisation, Place, ReportingPeriod, Submission, Target)
july = ReportingPeriod.objects.create(frequency="month", start=date(2019, 7, 1),
    end=date(2019, 7, 31), due=date(2019, 8, 12))
by, other = Official.objects.create(username="by"), Official.objects.create(username="other")
at = datetime(2019, 8, 30, tzinfo=UTC)
done = {"state": "submitted", "value": 1, "typed": "1", "status": "reported", "entered_by": by,
    "submitted_by": by, "submitted_at": at, "first_submitted_at": at}
indicators = list(Indicator.objects.filter(places__isnull=False).distinct()[:10])
digits = "零一二三四五六七八九"
for number in range(40):
    organisation = Organisation.objects.create(code=f"late-{number}", order=number,
        name_zh_hans="演示市场监督管理" + digits[number // 10] + digits[number % 10],
        name_en=f"Late {number}",
        kind="county_government" if number > 30 else "department")
    submission = Submission.objects.create(organisation=organisation, period=july)
    for indicator in indicators:
        Entry.objects.create(submission=submission, indicator=indicator,
            place=indicator.places.all()[0], **done)
counties = Place.objects.filter(level="division")
rate = Indicator.objects.get(code="court-appearance-rate")
rate.owner = organisation
rate.save()
for county in counties:
    Entry.objects.create(submission=submission, indicator=rate, place=county,
        **done | {"value": 60 + county.order, "state": "accepted", "accepted_by": other,
        "accepted_at": at})
Target.objects.exclude(comparison=None).update(
    comparison="at_least", value=99999, upper=None, baseline_on=None, baseline_value=None)
"""
PAGES = ("/desk/standing/", "/desk/departments/", "/desk/counties/")
TELEPHONE = 360

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def leader(site: str, browser: Browser, manage: Manage) -> Page:
    """Return the desk of somebody who leads."""
    manage("shell", "--no-imports", "-c", MADE)
    make_officials(manage, ("lingdao", "viewer", ""))
    return log_in(browser, site, "lingdao", at="/desk/standing/")


def printed(page: Page, address: str) -> list[str]:
    """Return the text of each page of paper."""
    page.goto(address, wait_until="networkidle")
    document: Any = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_range() for sheet in document]


class ComparisonsTests:
    def test_the_sheet_fits_on_one_page_with_forty_organisations_late(
        self, site: str, leader: Page
    ) -> None:
        pages = printed(leader, f"{site}/desk/standing/")

        assert len(pages) == 1
        assert pages[0].count("迟报") >= 40
        assert "演示市场监督管理三九" in pages[0]
        assert "（盖章）" in pages[0]
        box = leader.locator(".sheet").evaluate("one => [one.scrollWidth - one.clientWidth]")
        assert box == [0]

    def test_the_league_prints_departments_and_counties_apart(
        self, site: str, leader: Page
    ) -> None:
        pages = printed(leader, f"{site}/desk/departments/")

        assert len(pages) == 2
        assert ["单位" in page for page in pages] == [True, True]
        assert ["演示市场监督管理三一" in page for page in pages] == [False, True]

    def test_nothing_is_wider_than_a_telephone_and_axe_finds_no_fault(
        self, site: str, leader: Page
    ) -> None:
        found = {}
        for prefix in ("", "/en"):
            for address in PAGES:
                leader.set_viewport_size({"width": 1280, "height": 900})
                leader.goto(f"{site}{prefix}{address}", wait_until="networkidle")
                wide = faults(leader)
                leader.set_viewport_size({"width": TELEPHONE, "height": 800})
                width = leader.evaluate("document.documentElement.scrollWidth")
                found[f"{prefix}{address}"] = wide, width, faults(leader)

        assert found == {
            f"{prefix}{address}": ([], TELEPHONE, []) for prefix in ("", "/en") for address in PAGES
        }
