"""The catalogue by DCAT 3: the data as they are now, and every release as a version of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.bilingual import Text
from indicators.enums import PlaceLevel
from indicators.series import NO_TEXT, Place

from .linked import Node, iri, typed, words
from .publication import Publication, ReleaseInfo

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LANGUAGES = [
    iri(f"http://publications.europa.eu/resource/authority/language/{code}")
    for code in ("ZHO", "ENG")
]
MONTHLY = iri("http://purl.org/cld/freq/monthly")
KEYWORDS = Text("法治政府", "law-based government")
DIVISION_DIGITS = 6
RELEASES = Text("按次发布的数据", "Data by release")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file to take: where, in which format, and what describes its shape."""

    address: str
    title: Text
    media_type: str
    conforms_to: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A release as a version of the data: its page, and where there is one, its package."""

    release: ReleaseInfo
    page: str
    package: Distribution | None


@dataclass(frozen=True, slots=True)
class Extent:
    """What the data are about: the days, the places, and the areas."""

    first: date | None = None
    last: date | None = None
    places: tuple[Place, ...] = ()
    areas: tuple[Text, ...] = ()


def catalogue(
    publication: Publication,
    page: str,
    extent: Extent,
    distributions: Iterable[Distribution],
    versions: Sequence[Version],
) -> list[Node]:
    """Return the catalogue's nodes; ``page`` is the page of the data, versions are newest first."""
    about = _about(publication, page, extent)
    dataset, series = iri(f"{page}#dataset"), iri(f"{page}#releases")
    members = [iri(_name(version)) for version in versions]
    home = iri(publication.home) if publication.home else None
    return [
        iri(f"{page}#catalog")
        | {"@type": "dcat:Catalog", "dct:title": words(publication.title)}
        | about
        | {"foaf:homepage": home, "dcat:dataset": [dataset, series, *members]},
        dataset
        | {
            "@type": "dcat:Dataset",
            "dct:identifier": f"{page}#dataset",
            "dct:title": words(publication.title),
        }
        | about
        | {
            "dct:accrualPeriodicity": MONTHLY,
            "dct:temporal": _temporal(extent),
            "dcat:keyword": [one for text in (KEYWORDS, *extent.areas) for one in words(text)],
            "dcat:landingPage": iri(page),
            "dcat:version": publication.version,
            "dcat:hasVersion": members,
            "dcat:hasCurrentVersion": members[:1],
            "dcat:distribution": [_distribution(one, publication) for one in distributions],
        },
        series
        | {"@type": "dcat:DatasetSeries", "dct:title": words(RELEASES)}
        | about
        | {"dcat:first": members[-1:], "dcat:last": members[:1]},
        *_versions(publication, versions, dataset, series),
    ]


def _about(publication: Publication, page: str, extent: Extent) -> Node:
    """Return what the catalogue and all in it have in common."""
    first, newest = publication.first_released_at, publication.released_at
    return {
        "dct:description": words(publication.description),
        "dct:publisher": iri(f"{publication.home}#publisher")
        | {"@type": "foaf:Organization", "foaf:name": words(publication.publisher)},
        "dct:license": iri(publication.licence.url),
        "dct:language": LANGUAGES,
        "dct:spatial": [_location(place, page) for place in _located(publication, extent.places)],
        "dct:issued": typed(first) if first and newest else None,
        "dct:modified": typed(newest) if newest else None,
    }


def _versions(
    publication: Publication, versions: Sequence[Version], dataset: Node, series: Node
) -> list[Node]:
    before = [*versions, None][1:]
    return [
        iri(_name(version))
        | {
            "@type": "dcat:Dataset",
            "dct:title": words(version.release.title),
            "dct:issued": typed(version.release.at),
            "dct:publisher": iri(f"{publication.home}#publisher"),
            "dct:license": iri(publication.licence.url),
            "dcat:version": version.release.version,
            "dcat:isVersionOf": dataset,
            "dcat:inSeries": series,
            "dcat:prev": iri(_name(earlier)) if earlier else None,
            "dcat:previousVersion": iri(_name(earlier)) if earlier else None,
            "dcat:landingPage": iri(version.page),
            "dcat:distribution": _distribution(version.package, publication)
            if version.package
            else None,
        }
        for version, earlier in zip(versions, before, strict=True)
    ]


def _name(version: Version) -> str:
    return f"{version.page}#data"


def _temporal(extent: Extent) -> Node | None:
    if extent.first is None or extent.last is None:
        return None
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": typed(extent.first),
        "dcat:endDate": typed(extent.last),
    }


def _distribution(one: Distribution, publication: Publication) -> Node:
    return iri(one.address) | {
        "@type": "dcat:Distribution",
        "dct:title": words(one.title),
        "dcat:accessURL": iri(one.address),
        "dcat:downloadURL": iri(one.address),
        "dcat:mediaType": iri(MEDIA_TYPES + one.media_type.split(";", 1)[0]),
        "dct:license": iri(publication.licence.url),
        "dct:conformsTo": iri(one.conforms_to) if one.conforms_to else None,
    }


def _located(publication: Publication, places: Iterable[Place]) -> list[tuple[str, Text]]:
    """Return the divisions with their GB/T 2260 codes, and the city that their codes name."""
    divisions = [(one.code, one.name) for one in places if one.level is PlaceLevel.DIVISION]
    cities = {code[:4] for code, _name in divisions if len(code) == DIVISION_DIGITS}
    if len(cities) == 1 and publication.city != NO_TEXT:
        return [(f"{cities.pop()}00", publication.city), *divisions]
    return divisions


def _location(place: tuple[str, Text], page: str) -> Node:
    code, name = place
    return iri(f"{page}#place-{code}") | {
        "@type": "dct:Location",
        "skos:prefLabel": words(name),
        "dct:identifier": code,
        "adms:identifier": {
            "@type": "adms:Identifier",
            "skos:notation": code,
            "dct:title": "GB/T 2260",
        },
    }
