"""What the demonstration promises."""

import re
import subprocess
from pathlib import Path

import pytest

from .test_commands import run

ASKED = """
from django.contrib.auth import authenticate
from django.db.models import Count
from indicators.models import Entry, Observation, Organisation, Release
last = Entry.objects.filter(submission__period__end="2020-12-31")
print(list(last.order_by("state").values_list("state", flat=True).distinct()))
print(last.exclude(findings=[]).exclude(explanation="").filter(state="submitted").exists())
print(Release.objects.count(), Observation.objects.filter(version=2).count())
print(Entry.objects.exclude(submission__period__end="2020-12-31").exclude(
    observation__isnull=False).count())
print(all("演示" in name for name in Organisation.objects.values_list("name_zh_hans", flat=True)))
print(authenticate(username="shenhe", password="PASSWORD") is not None)
"""


class DemoTests:
    def test_leaves_a_month_in_every_state_after_two_years_that_are_public(
        self, tmp_path: Path
    ) -> None:
        said = run(tmp_path / "demo", "demo")
        [password] = re.findall(r"shenhe +(\S+)", said)

        code = ASKED.replace("PASSWORD", password)
        found = run(tmp_path / "demo", "shell", "--no-imports", "-c", code).splitlines()

        assert found == [
            "['accepted', 'draft', 'returned', 'submitted']",
            "True",
            "25 1",
            "0",
            "True",
            "True",
        ]
        with pytest.raises(subprocess.CalledProcessError) as refused:
            run(tmp_path / "demo", "demo")
        assert "holds indicators already" in refused.value.stderr
        assert password.encode() not in (tmp_path / "demo").read_bytes()
