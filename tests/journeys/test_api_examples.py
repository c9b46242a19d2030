"""The examples in the API's document, run as they stand against a served site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Manage

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "api.md"
EXAMPLES = re.findall(r"```(sh|python)\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
PREPARED = """
from datetime import date, timedelta
from django.utils import timezone
from indicators import tokens
from indicators.enums import TokenPower
from indicators.models import Entry, Indicator, Official, ReportingPeriod, Submission
indicator = Indicator.objects.get(code="service-items")
period = ReportingPeriod.objects.create(
    frequency="month", start=date(2019, 7, 1), end=date(2019, 7, 31), due=date(2019, 8, 12))
submission = Submission.objects.create(organisation=indicator.owner, period=period)
Entry.objects.create(
    submission=submission, indicator=indicator, place=indicator.places.get(code="city-level"))
root = Official.objects.create(username="root", is_superuser=True)
day = timezone.localdate() + timedelta(days=30)
terms = tokens.Terms("system", indicator.owner, [TokenPower.REPORT], day)
print(tokens.issue(terms, by=root, at=timezone.now())[1])
"""


@pytest.fixture(scope="module")
def token(site: str, manage: Manage) -> str:
    return manage("shell", "--no-imports", "-c", PREPARED).strip()


@pytest.mark.parametrize(("language", "text"), EXAMPLES)
def test_an_example_of_the_document_works(site: str, token: str, language: str, text: str) -> None:
    if language == "sh" and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    command = [sys.executable, "-c", text] if language == "python" else ["sh", "-ec", text]

    done = subprocess.run(  # noqa: S603 - our own examples
        command,
        env=os.environ | {"SITE": site, "TOKEN": token},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
