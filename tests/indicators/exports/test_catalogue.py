"""What the catalogue promises, read by a library for linked data; nothing is fetched."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from indicators import selectors
from indicators.bilingual import Text
from indicators.enums import PlaceLevel
from indicators.exports import (
    Distribution,
    Extent,
    Publication,
    ReleaseInfo,
    Version,
    catalogue,
    json_ld,
    turtle,
)
from indicators.exports.linked import iri
from indicators.models import Official, Release
from indicators.series import Place
from tests.indicators.everything import HOME, ODD, publication, publish_everything

# The reader of JSON-LD still uses a class of its own library that is to be renamed.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PAGE = f"{HOME}data/"
DATASET, SERIES, CATALOG = (URIRef(f"{PAGE}#{name}") for name in ("dataset", "releases", "catalog"))
FILES = [
    Distribution(f"{PAGE}observations.csv", Text("数据", "figures"), "text/csv; charset=utf-8"),
    Distribution(f"{PAGE}x.json", Text(ODD, ODD), "application/json", f"{PAGE}schema.json"),
]


def version(key: int, day: int) -> Version:
    package = Distribution(f"{PAGE}releases/{key}.zip", Text("包", "package"), "application/zip")
    at = datetime(2019, 7, day, tzinfo=UTC)
    return Version(ReleaseInfo(key, Text(f"第{key}次", ""), at), f"{HOME}releases/{key}/", package)


def graphs(about: Publication, extent: Extent, versions: list[Version]) -> tuple[Graph, Graph]:
    nodes = catalogue(about, PAGE, extent, FILES, versions)
    as_json, as_turtle = Graph(), Graph()
    as_json.parse(data=json_ld(nodes), format="json-ld")
    as_turtle.parse(data=turtle(nodes), format="turtle")
    return as_json, as_turtle


class CatalogueTests:
    def test_says_the_same_as_json_ld_and_as_turtle(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        edition = selectors.edition()

        one, other = graphs(
            publication(edition), selectors.extent(edition), [version(2, 9), version(1, 8)]
        )

        assert len(one) > 150
        assert isomorphic(one, other)

    def test_names_licence_publisher_days_and_what_they_are_about(self, release: Release) -> None:
        edition = selectors.edition()

        graph, _ = graphs(publication(edition), selectors.extent(edition), [])

        licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
        for subject in (CATALOG, DATASET, SERIES):
            assert set(graph.objects(subject, DCTERMS.license)) == {licence}
            [publisher] = graph.objects(subject, DCTERMS.publisher)
            assert Literal("抚州市", lang="zh") in graph.objects(publisher, FOAF.name)
        [period] = graph.objects(DATASET, DCTERMS.temporal)
        assert graph.value(period, DCAT.startDate) == Literal(date(2019, 1, 1))
        assert graph.value(period, DCAT.endDate) == Literal(date(2019, 12, 31))
        assert str(graph.value(DATASET, DCTERMS.issued)) == "2019-07-09T15:06:00+08:00"

    def test_gives_places_their_codes_of_gb_t_2260(self, release: Release) -> None:
        edition = selectors.edition()

        graph, _ = graphs(publication(edition), selectors.extent(edition), [])

        codes = {
            str(graph.value(place, DCTERMS.identifier)): graph.value(place, ADMS.identifier)
            for place in graph.objects(DATASET, DCTERMS.spatial)
        }
        assert len(codes) == 12
        assert {"361000", "361002"} <= set(codes)
        assert graph.value(codes["361000"], SKOS.notation) == Literal("361000")
        assert graph.value(codes["361000"], DCTERMS.title) == Literal("GB/T 2260")

    def test_gives_no_code_to_a_city_that_has_none(self) -> None:
        division = Place("361002", Text("临川区", ""), PlaceLevel.DIVISION)
        other = Place("110101", Text("东城区", ""), PlaceLevel.DIVISION)
        about = publication(selectors.Edition(None, None, None, None, None))

        several, _ = graphs(about, Extent(places=(division, other)), [])
        made_up, _ = graphs(replace(about, city=Text("", "")), Extent(places=(division,)), [])

        identifiers = DCTERMS.identifier
        assert {str(code) for code in several.objects(None, identifiers)} - {str(DATASET)} == {
            "361002",
            "110101",
        }
        assert {str(code) for code in made_up.objects(None, identifiers)} - {str(DATASET)} == {
            "361002"
        }

    def test_links_each_release_to_the_one_before(self, release: Release) -> None:
        edition = selectors.edition()

        graph, _ = graphs(
            publication(edition), selectors.extent(edition), [version(2, 9), version(1, 8)]
        )

        first, second = (URIRef(f"{HOME}releases/{key}/#data") for key in (1, 2))
        assert set(graph.objects(DATASET, DCAT.hasVersion)) == {first, second}
        assert graph.value(DATASET, DCAT.hasCurrentVersion) == second
        assert graph.value(second, DCAT.previousVersion) == first
        assert graph.value(first, DCAT.previousVersion) is None
        assert set(graph.subjects(DCAT.inSeries, SERIES)) == {first, second}
        assert graph.value(SERIES, DCAT.first) == first
        assert graph.value(SERIES, DCAT.last) == second

    def test_leads_to_every_file(self, release: Release) -> None:
        edition = selectors.edition()

        graph, _ = graphs(publication(edition), selectors.extent(edition), [])

        files = set(graph.objects(DATASET, DCAT.distribution))
        assert files == {URIRef(one.address) for one in FILES}
        assert {graph.value(one, RDF.type) for one in files} == {DCAT.Distribution}
        csv = URIRef(f"{PAGE}observations.csv")
        assert graph.value(csv, DCAT.mediaType) == URIRef(
            "https://www.iana.org/assignments/media-types/text/csv"
        )
        assert graph.value(URIRef(f"{PAGE}x.json"), DCTERMS.conformsTo) == URIRef(
            f"{PAGE}schema.json"
        )

    def test_before_the_first_release_tells_no_day(self, release: Release) -> None:
        edition = selectors.edition(date(2019, 7, 8))

        graph, other = graphs(publication(edition), selectors.extent(edition), [])

        assert isomorphic(graph, other)
        assert graph.value(DATASET, DCTERMS.issued) is None
        assert graph.value(DATASET, DCTERMS.temporal) is None


class AddressTests:
    def test_holds_nothing_that_ends_it(self) -> None:
        assert iri('https://data.example/"> <x>/指标?a=b#c') == {
            "@id": "https://data.example/%22%3E%20%3Cx%3E/%E6%8C%87%E6%A0%87?a=b#c"
        }
