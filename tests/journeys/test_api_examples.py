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
TEXT = DOCUMENT.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(sh|python)\n(.*?)```", TEXT, re.DOTALL)
PREPARED = """
from datetime import timedelta
from django.utils import timezone
from indicators import tokens
from indicators.enums import Frequency, TokenPower
from indicators.models import Indicator, Official
indicator = Indicator.objects.get(code="service-items")
indicator.frequency = Frequency.MONTH
indicator.save()
root = Official.objects.create(username="root", is_superuser=True)
day = timezone.localdate() + timedelta(days=30)
terms = tokens.Terms("system", indicator.owner, [TokenPower.REPORT], day)
print(tokens.issue(terms, by=root, at=timezone.now())[1])
"""


@pytest.fixture(scope="module")
def token(site: str, manage: Manage) -> str:
    """Prepare what the document says, and return the token."""
    [opened] = re.findall(
        r"manage\.py (open_periods --on \S+?)`", DOCUMENT.read_text(encoding="utf-8")
    )
    token = manage("shell", "--no-imports", "-c", PREPARED).strip()
    manage(*opened.split())
    return token


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
