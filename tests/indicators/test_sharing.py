"""A rate is reported by one organisation: the database, the forms and the imports hold it."""

import importlib
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from indicators.models import Indicator, Organisation, Release
from tests.conftest import FOLDER

sharing = importlib.import_module("indicators.migrations._sharing")
RATE, COUNT = "court-appearance-rate", "service-items"


def partner() -> Organisation:
    return Organisation.objects.get(code="petitions-bureau")


class DatabaseTests:
    def test_refuses_a_co_owner_of_a_rate(self, release: Release) -> None:
        rate = Indicator.objects.get(code=RATE)

        with pytest.raises(IntegrityError, match="a_rate_has_no_co_owners"), transaction.atomic():
            rate.co_owners.add(partner())

        assert not rate.co_owners.exists()

    @pytest.mark.parametrize("change", [{"kind": "rate"}, {"unit": "%"}, {"unit": "‰"}])
    def test_refuses_to_make_a_rate_of_what_several_report(
        self, release: Release, change: dict[str, str]
    ) -> None:
        shared = Indicator.objects.filter(code=COUNT)
        shared.get().co_owners.add(partner())

        with pytest.raises(IntegrityError, match="a_rate_has_no_co_owners"), transaction.atomic():
            shared.update(**change)
        shared.update(kind="flow", unit="件")
        shared.get().co_owners.clear()

        assert shared.update(**change) == 1

    def test_refuses_to_move_a_co_owner_to_a_rate(self, release: Release) -> None:
        indicator = Indicator.objects.get(code=COUNT)
        indicator.co_owners.add(partner())
        links = Indicator.co_owners.through.objects.filter(indicator=indicator)

        with pytest.raises(IntegrityError, match="a_rate_has_no_co_owners"), transaction.atomic():
            links.update(indicator=Indicator.objects.get(code=RATE))


class MigrationTests:
    def test_names_what_has_to_be_mended_first_and_takes_what_is_right(
        self, release: Release
    ) -> None:
        editor = connection.schema_editor()
        sharing.refuse_what_is_there(apps, editor)
        sharing.remove(apps, editor)
        Indicator.objects.get(code=RATE).co_owners.add(partner())

        with pytest.raises(CommandError) as refused:
            sharing.refuse_what_is_there(apps, editor)
        Indicator.objects.get(code=RATE).co_owners.clear()
        sharing.refuse_what_is_there(apps, editor)
        sharing.install(apps, editor)

        said = str(refused.value)
        name = Indicator.objects.get(code=RATE).name
        assert said.count(f"{RATE} ({name})") == 2
        assert "管理后台逐一清空其“共同责任单位”" in said
        assert "Nothing was changed." in said
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.get(code=RATE).co_owners.add(partner())


class FolderTests:
    def test_with_a_shared_rate_is_refused_by_the_code_of_the_rate(
        self, db: None, tmp_path: Path
    ) -> None:
        for path in FOLDER.glob("*.yaml"):
            rows = yaml.safe_load(path.read_text(encoding="utf-8"))
            if path.stem == "indicators":
                [rate] = [row for row in rows if row["code"] == RATE]
                rate["co_owners"] = ["petitions-bureau"]
            (tmp_path / path.name).write_text(yaml.safe_dump(rows), encoding="utf-8")

        with pytest.raises(CommandError, match=f"^{RATE}: 比率不能相加"):
            call_command("load_report", tmp_path, stdout=StringIO())
