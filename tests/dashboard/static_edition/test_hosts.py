"""What an edition's files say of where they stand: the truth, or nothing."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import frictionless
import jsonschema
import pytest
from django.test import Client
from lxml import html
from openpyxl import load_workbook
from rdflib import Graph, URIRef

from indicators.models import Place, Release, Source

from .conftest import Edition
from .editions import make

pytestmark = pytest.mark.django_db
SITE = "https://www.example.org/"
FOLDER = f"{SITE}fz/"
ADDRESS = re.compile(rf"""{re.escape(SITE)}[^\s&"'<>,;，；。)\\]*""")
TEXTS = {".html", ".json", ".csv", ".xml", ".atom", ".ttl", ".jsonld", ".txt", ".js", ".svg"}


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each text of the edition with its name, those of the package and the workbook too."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in TEXTS):
        yield path.relative_to(folder).as_posix(), path.read_text()
    with ZipFile(folder / "data" / "indicators.zip") as package:
        for name in package.namelist():
            yield name, package.read(name).decode()
    yield "about", " ".join(about(folder))


def about(folder: Path) -> list[str]:
    """Return what the workbook says of itself."""
    sheet = load_workbook(folder / "data" / "observations.xlsx").worksheets[-1]
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def named(folder: Path, graph: Graph, at: str) -> list[Path]:
    """Return the files that the graph read at the address names within the edition."""
    start = urljoin(at, "../")
    everything = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    own = sorted(str(term) for term in everything if str(term).startswith(start))
    return [folder / unquote(urlsplit(one).path).removeprefix(urlsplit(start).path) for one in own]


class KnownTests:
    def test_each_whole_address_of_the_site_is_that_of_a_file(
        self,
        release: Release,
        folder: Path,
        settings: Any,  # noqa: ANN401 - pytest-django's own
    ) -> None:
        settings.SITE_URL = SITE

        make(folder, FOLDER)

        found = {(name, one) for name, text in texts(folder) for one in ADDRESS.findall(text)}
        assert {name for name, _ in found} >= {
            "CITATION.cff",
            "README.md",
            "about",
            "data/catalog.jsonld",
            "data/catalog.ttl",
            "data/observations.json",
            "datapackage.json",
            "indicators/service-items.json",
            "releases/feed.atom",
            "robots.txt",
            "sitemap.xml",
        }
        assert [one for one in found if not one[1].startswith(FOLDER)] == []
        paths = {unquote(urlsplit(one).path) for _, one in found}
        files = [folder / path.removeprefix("/fz/") for path in sorted(paths - {"/fz/"})]
        assert [path for path in files if not path.is_file()] == []

    def test_robots_are_told_of_the_sitemap_and_of_nothing_that_is_not_there(
        self, release: Release, folder: Path
    ) -> None:
        make(folder, FOLDER)

        told = (folder / "robots.txt").read_text()
        assert told == f"User-agent: *\nDisallow:\n\nSitemap: {FOLDER}sitemap.xml\n"


class UnknownTests:
    def test_there_is_nothing_that_needs_whole_addresses(self, real: Edition) -> None:
        assert not (real.folder / "sitemap.xml").exists()
        assert not (real.folder / "robots.txt").exists()
        assert (real.folder / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"

    def test_no_text_has_the_name_that_stands_for_the_host(self, real: Edition) -> None:
        assert [name for name, text in texts(real.folder) if "edition.invalid" in text] == []

    def test_citations_end_with_the_licence(self, real: Edition) -> None:
        package = ZipFile(real.folder / "data" / "indicators.zip")
        page = html.parse(real.folder / "data" / "index.html").getroot()

        descriptor = json.loads(package.read("datapackage.json"))

        assert "homepage" not in descriptor
        assert "url:" not in package.read("CITATION.cff").decode()
        ending = "（2019-07-09发布），CC BY 4.0"
        cited = [one.text for one in page.iter("code") if "发布），" in (one.text or "")]
        assert [one.endswith(ending) for one in cited] == [True]
        assert [one.endswith(ending) for one in about(real.folder) if "发布），" in one] == [True]
        assert frictionless.validate(str(real.folder / "data" / "indicators.zip")).valid

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
    @pytest.mark.parametrize(("name", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
    def test_the_catalogue_names_files_from_where_it_lies(
        self, real: Edition, name: str, form: str
    ) -> None:
        at = "https://www.example.org/any/folder/data/catalog." + name

        graph = Graph().parse(real.folder / "data" / f"catalog.{name}", format=form, publicID=at)

        files = named(real.folder, graph, at)
        assert real.folder / "data" / "observations.csv" in files
        assert [path for path in files if not path.is_file()] == []

    @pytest.mark.parametrize("name", ["data/observations.json", "indicators/service-items.json"])
    def test_the_figures_name_their_schema_from_where_they_lie(
        self, real: Edition, name: str
    ) -> None:
        figures = json.loads((real.folder / name).read_text())

        schema = (real.folder / name).parent / figures["$schema"]
        jsonschema.validate(figures, json.loads(schema.read_text()))
        assert figures["home"] is None


class AloneTests:
    def test_a_page_that_nothing_leads_to_is_there_as_well(
        self, client: Client, release: Release, folder: Path
    ) -> None:
        Source.objects.create(slug="plan-of-2016", title="某市规划", kind="policy")
        Source.objects.create(slug="draft", title="草稿", kind="policy", is_public=False)
        Place.objects.create(code="361099", name="某开发区", level="division")

        make(folder)

        for page in ("sources/plan-of-2016", "places/361099", "en/sources/plan-of-2016"):
            assert client.get(f"/{page}/").status_code == 200
            assert (folder / page / "index.html").is_file()
        assert not (folder / "sources" / "draft").exists()
