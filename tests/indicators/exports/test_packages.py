"""What a Data Package promises."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import publishing, selectors
from indicators.enums import SourceKind
from indicators.exports import Licence, packages, write_package
from indicators.exports.csv import harmless
from indicators.exports.readme import EXACT, citation
from indicators.exports.records import each_record
from indicators.exports.tables import OF_HISTORY, TABLES
from indicators.models import (
    Area,
    Indicator,
    Milestone,
    Official,
    Organisation,
    Place,
    Release,
    Source,
    Target,
)
from indicators.selectors import Edition, ListQuery
from tests.indicators.everything import CODE, ODD, publication, publish_everything


def package_of(edition: Edition, choice: ListQuery | None = None) -> bytes:
    target = io.BytesIO()
    series = selectors.each_series(edition, choice or ListQuery(), in_order_of_codes=True)
    write_package(target, series, publication(edition), selectors.background(edition))
    return target.getvalue()


def package_of_release(release: Release) -> bytes:
    edition, target = selectors.edition_after(release), io.BytesIO()
    write_package(
        target,
        selectors.each_series(edition, in_order_of_codes=True),
        publication(edition),
        selectors.background_of_release(edition),
        is_of_a_release=True,
    )
    return target.getvalue()


def rows_of(package: bytes, table: str) -> list[dict[str, str]]:
    text = ZipFile(io.BytesIO(package)).read(f"data/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def faults(package: bytes, folder: Path) -> list[Any]:
    path = folder / "package.zip"
    path.write_bytes(package)
    report = frictionless.validate(str(path))
    found: list[Any] = report.flatten(["title", "message"])
    return found


class PackageTests:
    def test_is_valid_with_every_qualifier_and_every_kind_of_nothing(
        self, release: Release, publisher: Official, tmp_path: Path
    ) -> None:
        publish_everything(release, publisher)
        target = Target.objects.filter(value__isnull=False)[0]
        Milestone.objects.create(target=target, on=date(2019, 12, 31), value=Decimal(1))

        package = package_of(selectors.edition())

        assert faults(package, tmp_path) == []
        assert len(rows_of(package, "observations")) == 37 + 13
        assert [row["version"] for row in rows_of(package, "replaced")] == ["1"]
        assert rows_of(package, "milestones")[0]["value"] == "1"

    def test_keeps_what_the_words_prove_beside_the_value(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)

        rows = rows_of(package_of(selectors.edition()), "observations")

        found = [
            [row[name] for name in ("value", "lower", "upper", "qualifier", "status")]
            for row in rows
            if row["indicator"] == CODE and row["period"].startswith("2019-07")
        ]
        assert found == [
            ["97.5", "97.5", "97.5", "exact", "reported"],
            ["97.5", "97.5", "100", "at_least", "reported"],
            ["97.5", "97.5", "100", "more_than", "reported"],
            ["97.5", "0", "97.5", "at_most", "reported"],
            ["97.5", "0", "97.5", "less_than", "reported"],
            ["97.5", "0", "97.5", "nearly", "reported"],
            ["97.5", "0", "100", "about", "reported"],
            ["0", "0", "0", "exact", "reported"],
            ["", "", "", "missing", "missing"],
            ["", "", "", "not_applicable", "not_applicable"],
            ["", "", "", "not_yet_reported", "not_yet_reported"],
            ["", "", "", "withdrawn", "withdrawn"],
        ]

    def test_holds_texts_exactly(self, release: Release, publisher: Official) -> None:
        publish_everything(release, publisher)

        rows = rows_of(package_of(selectors.edition()), "observations")

        written = [row["as_written"] for row in rows if row["period"] == "2019-07-01/2019-07-02"]
        corrected = [row["reason"] for row in rows if row["version"] == "2"]
        assert (written, corrected) == ([ODD], [ODD])

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t"])  # noqa: RUF001
    def test_holds_what_a_spreadsheet_would_run_exactly_and_says_so(
        self, release: Release, start: str
    ) -> None:
        name = f"{start}SUM(A1)"
        Indicator.objects.filter(code=CODE).update(name_zh_hans=name)
        package = package_of(selectors.edition())

        [named] = [
            row["name_zh"] for row in rows_of(package, "indicators") if row["indicator"] == CODE
        ]
        readme = ZipFile(io.BytesIO(package)).read("README.md").decode()

        assert named == name
        assert harmless(name) == f"'{name}"
        assert EXACT.zh in readme
        assert EXACT.en in readme

    @pytest.mark.parametrize(
        "choice",
        [ListQuery(area="functions"), ListQuery(q="nowhere"), ListQuery(place="city-level")],
    )
    def test_of_a_part_leads_nowhere_outside_it(
        self, release: Release, tmp_path: Path, choice: ListQuery
    ) -> None:
        part_of = {row["part_of"] for row in rows_of(package_of(selectors.edition()), "indicators")}

        package = package_of(selectors.edition(), choice)

        assert part_of != {""}
        assert faults(package, tmp_path) == []
        assert len(rows_of(package, "observations")) < 37

    def test_before_the_first_release_is_valid_and_empty(
        self, release: Release, tmp_path: Path
    ) -> None:
        package = package_of(selectors.edition(date(2019, 7, 8)))

        assert faults(package, tmp_path) == []
        assert {name: rows_of(package, name) for name in (one.name for one in TABLES)} == {
            one.name: [] for one in TABLES
        }

    def test_that_lost_a_row_is_found_out(self, release: Release, tmp_path: Path) -> None:
        whole = ZipFile(io.BytesIO(package_of(selectors.edition())))
        broken = io.BytesIO()
        with ZipFile(broken, "w") as archive:
            for name in whole.namelist():
                text = whole.read(name)
                archive.writestr(name, text.split(b"\n")[0] if "places" in name else text)

        found = {title for title, _message in faults(broken.getvalue(), tmp_path)}

        assert "ForeignKey Error" in found

    def test_says_what_is_in_it_and_how_to_cite_it(self, release: Release) -> None:
        archive = ZipFile(io.BytesIO(package_of(selectors.edition())))

        described = json.loads(archive.read("datapackage.json"))
        cited = yaml.safe_load(archive.read("CITATION.cff"))
        readme = archive.read("README.md").decode()

        assert archive.namelist() == sorted(archive.namelist())
        assert described["licenses"] == [
            {
                "name": "CC-BY-4.0",
                "title": "CC BY 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ]
        assert {one["title"].split(" / ")[0] for one in described["sources"]} >= {
            "抚州市2019年上半年法治政府建设工作情况"
        }
        assert (described["version"], described["created"]) == (
            "2019.07.09-150600",
            "2019-07-09T15:06:00+08:00",
        )
        assert cited["authors"] == [{"name": "抚州市 / Fuzhou"}]
        assert (cited["license"], cited["date-released"]) == ("CC-BY-4.0", "2019-07-09")
        assert "引用：抚州市：抚州市法治政府建设指标（2019-07-09发布），CC BY 4.0，" in readme
        assert all(f"`data/{table.name}.csv`" in readme for table in TABLES)

    def test_under_a_licence_of_the_city_names_its_address(self, release: Release) -> None:
        own = Licence("政府数据开放许可", "https://data.example/licence")
        about = publication(selectors.edition(date(2019, 7, 8)))
        about = type(about)(home=about.home, licence=own)

        described = packages.descriptor(about, [], [])
        cited = yaml.safe_load(citation(about))

        assert described["licenses"] == [{"title": own.name, "path": own.url}]
        assert (cited["license-url"], "license" in cited) == (own.url, False)
        assert cited["authors"] == [{"name": "准绳 / Zhunsheng"}]

    def test_lists_no_submission_among_its_sources(self, release: Release) -> None:
        Source.objects.update(kind=SourceKind.SUBMISSION)

        archive = ZipFile(io.BytesIO(package_of(selectors.edition())))

        assert json.loads(archive.read("datapackage.json"))["sources"] == []
        assert b"fuzhou-2019h1" in archive.read("data/sources.csv")

    def test_names_the_address_of_a_document_that_has_one(self, release: Release) -> None:
        Source.objects.update(url="https://data.example/report")

        archive = ZipFile(io.BytesIO(package_of(selectors.edition())))

        sources = json.loads(archive.read("datapackage.json"))["sources"]
        assert {source["path"] for source in sources} == {"https://data.example/report"}

    def test_takes_the_same_queries_for_one_and_for_twenty(self, release: Release) -> None:
        few = Indicator.objects.order_by("code").values("pk")[:20]
        Indicator.objects.exclude(pk__in=list(few.values_list("pk", flat=True))).update(
            is_public=False
        )
        with CaptureQueriesContext(connection) as many:
            package_of(selectors.edition())
        Indicator.objects.exclude(code=CODE).update(is_public=False)

        with CaptureQueriesContext(connection) as one:
            rows = rows_of(package_of(selectors.edition()), "indicators")

        assert len(rows) == 1
        assert len(one) == len(many)


class RowTests:
    def test_tell_no_standing_without_a_day(self, release: Release) -> None:
        [card] = selectors.cards(selectors.edition(), Indicator.objects.filter(code=CODE))

        judged = {name for name, _record in each_record(card.series, date(2019, 6, 30))}
        found = {name for name, _record in each_record(card.series, None)}

        assert judged - found == {"standings"}


class ReproducibleTests:
    def test_the_same_release_gives_the_same_bytes_twice(self, release: Release) -> None:
        assert package_of_release(release) == package_of_release(release)

    def test_and_after_all_around_it_has_changed(
        self, release: Release, publisher: Official
    ) -> None:
        before = package_of_release(release)

        july = publish_everything(release, publisher)
        publishing.withdraw(
            Release.objects.public().newest() or july,
            reason="x",
            by=publisher,
            at=release.released_at + timedelta(days=40),
        )
        _edit_every_definition()

        assert package_of_release(release) == before
        assert package_of_release(july) != before
        assert rows_of(package_of(selectors.edition()), "areas")[0]["name_zh"] == "改名"

    def test_of_a_withdrawn_release_stays_as_well(
        self, release: Release, publisher: Official
    ) -> None:
        july = publish_everything(release, publisher)
        correction = Release.objects.public().newest() or july
        before = package_of_release(correction)

        publishing.withdraw(
            correction, reason="x", by=publisher, at=release.released_at + timedelta(days=40)
        )

        assert package_of_release(correction) == before
        assert [row["value"] for row in rows_of(before, "replaced")] == ["810"]

    def test_says_nothing_of_clock_or_machine(self, release: Release) -> None:
        members = ZipFile(io.BytesIO(package_of_release(release))).infolist()

        told = {(one.date_time, one.create_system, one.external_attr >> 16) for one in members}
        assert told == {((1980, 1, 1, 0, 0, 0), 3, 0o644)}

    def test_holds_only_what_has_a_history(self, release: Release, tmp_path: Path) -> None:
        package = package_of_release(release)

        names = ZipFile(io.BytesIO(package)).namelist()
        assert [name for name in names if name.startswith("data/")] == [
            f"data/{table.name}.csv" for table in OF_HISTORY
        ]
        assert faults(package, tmp_path) == []

    def test_hashes_each_file(self, release: Release, tmp_path: Path) -> None:
        whole = ZipFile(io.BytesIO(package_of_release(release)))
        broken = io.BytesIO()
        with ZipFile(broken, "w") as archive:
            for name in whole.namelist():
                archive.writestr(name, whole.read(name).replace(b"810", b"811"))

        found = {title for title, _message in faults(broken.getvalue(), tmp_path)}

        assert found == {"Hash Count Error"}


def _edit_every_definition() -> None:
    """Rename everything, move it about, set other targets, as an administrator may at any time."""
    for model in (Area, Organisation, Place, Indicator):
        for record in model._default_manager.all():
            record.name = "改名"
            record.order = 99 - record.order % 99
            record.save()
    for source in Source.objects.all():
        source.title, source.url = "改名", "https://data.example/"
        source.save()
    for target in Target.objects.all():
        target.due = target.due + timedelta(days=1)
        target.save()
    part = Indicator.objects.get(code="ganfutong-items-city")
    part.part_of = None
    part.save()
    Indicator.objects.get(code="service-items").co_owners.set(Organisation.objects.all()[:2])
