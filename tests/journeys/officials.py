"""Officials of a journey: who they are, how they log in, and what axe finds where they work."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Manage

PASSWORD = "Xk29-rule-of-law"
MADE = """
from indicators.models import Official, Organisation, RoleHeld
for name, role, code in {people!r}:
    organisation = Organisation.objects.get(code=code) if code else None
    official = Official.objects.create(username=name, organisation=organisation)
    official.set_password({password!r})
    official.save()
    RoleHeld.objects.create(official=official, role=role)
"""


def make_officials(manage: Manage, *people: tuple[str, str, str]) -> None:
    """Make an official of each name, role, and code of an organisation, or none."""
    manage("shell", "--no-imports", "-c", MADE.format(people=people, password=PASSWORD))


def log_in(browser: Browser, site: str, name: str, *, at: str = "/desk/", **context: Any) -> Page:  # noqa: ANN401
    """Return the desk's page to which logging in leads."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **context).new_page()
    page.goto(f"{site}/accounts/login/?next={at}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(rf"^[^?]*{re.escape(at)}"))
    return page


def faults(page: Page) -> list[tuple[str, str]]:
    """Return each serious fault that axe finds, with the first place."""
    found = Axe().run(page).response["violations"]
    return [
        (fault["id"], fault["nodes"][0]["html"])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
