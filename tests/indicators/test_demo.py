"""What the demonstration promises."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.scenes import EMPTY

from .test_commands import ROOT, run

ASKED = """
from collections import Counter
from django.contrib.auth import authenticate
from indicators.models import Entry, Observation, Official, Organisation, Release, Standing
last = Entry.objects.filter(submission__period__end="2020-12-31")
print(sorted(Counter(last.values_list("state", flat=True)).items()))
doubted = last.exclude(findings=[]).exclude(explanation="")
print(list(doubted.values_list("indicator__code", "state")))
print(last.filter(state="returned").exclude(return_reason="").count())
print(sorted(last.filter(indicator__code="demo-complaints").values_list(
    "submission__organisation__code", "state")))
print(sorted(last.filter(typed="").values_list("indicator__code", flat=True)))
print(Release.objects.count(), Observation.objects.filter(version=2).count())
print(Observation.objects.exclude(period_end="2018-12-31").values("period_end").distinct().count())
print(Entry.objects.exclude(submission__period__end="2020-12-31").exclude(
    observation__isnull=False).count())
print(sorted(set(Standing.objects.values_list("standing", flat=True))))
newest = Release.objects.latest("released_at")
print(list(Standing.objects.filter(changed_in=newest).order_by("indicator__code").values_list(
    "indicator__code", "changed_from", "standing")))
print(all("演示" in name for name in Organisation.objects.values_list("name_zh_hans", flat=True)))
print(sorted(name for name, password in PASSWORDS if authenticate(
    username=name, password=password) == Official.objects.get(username=name)))
"""
ACCOUNT = r"^  (\S+) +(\S+) +\S+ .+$"
EVERYBODY = (
    "['fabu', 'guanli', 'lingdao', 'shenhe', 'tianbao-shichang', 'tianbao-sifa', 'tianbao-xian',"
    " 'tianbao-xinfang', 'tianbao-zhengwu']"
)


def described(folder: str, name: str) -> list[dict[str, object]]:
    path = ROOT / "fixtures" / folder / f"{name}.yaml"
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = whole["observations"] if name == "observations" else whole
    return found


@pytest.mark.slow
class DemoTests:
    def test_leaves_a_month_in_every_state_after_two_years_that_are_public(
        self, django_db_setup: None, copies: Path, tmp_path: Path
    ) -> None:
        shutil.copy(copies / EMPTY, tmp_path / "demo")
        said = run(tmp_path / "demo", "demo")
        assert "\r" not in said
        accounts = re.findall(ACCOUNT, said.partition("Name, role")[2], re.MULTILINE)

        code = ASKED.replace("PASSWORDS", repr(accounts))
        found = run(tmp_path / "demo", "shell", "--no-imports", "-c", code).splitlines()

        assert found == [
            "[('accepted', 4), ('draft', 6), ('returned', 1), ('submitted', 10)]",
            "[('demo-published', 'submitted')]",
            "1",
            "[('demo-county', 'draft'), ('demo-service', 'submitted')]",
            "['demo-petitions', 'demo-resolved']",
            "25 1",
            "23",
            "0",
            "['at_risk', 'behind', 'met', 'no_target', 'on_track']",
            "[('demo-ontime', 'at_risk', 'behind'), ('demo-trained', 'on_track', 'met')]",
            "True",
            EVERYBODY,
        ]
        kept = (tmp_path / "demo").read_bytes()
        assert [said.count(password) for _name, password in accounts] == [1] * 9
        assert not [name for name, password in accounts if password.encode() in kept]
        with pytest.raises(subprocess.CalledProcessError) as refused:
            run(tmp_path / "demo", "demo")
        assert "holds definitions or accounts already" in refused.value.stderr

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("areas", "slug"),
            ("indicators", "code"),
            ("indicators", "name_zh"),
            ("observations", "as_written"),
            ("organisations", "code"),
            ("organisations", "name_zh"),
            ("rules", "code"),
            ("sources", "slug"),
        ],
    )
    def test_shares_nothing_with_the_real_report(self, name: str, key: str) -> None:
        made_up, real = (
            {one[key] for one in described(folder, name)} for folder in ("demo", "fuzhou-2019h1")
        )

        assert made_up
        assert real
        assert made_up & real == set()
