"""Metadata of every export: publisher, licence, home page and other distributions."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from dashboard.navigation import address, is_served
from indicators.bilingual import Text
from indicators.exports import SITE, Distribution, Licence, Publication, ReleaseInfo, Version
from indicators.selectors import Edition
from indicators.series import Series

SPDX = frozenset({"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODC-By-1.0", "ODbL-1.0", "PDDL-1.0"})
CSV = "text/csv; charset=utf-8"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
SDMX_CSV = "application/vnd.sdmx.data+csv; version=2.0.0"
SDMX_ML = "application/vnd.sdmx.structure+xml; version=3.0.0"
DATA_PACKAGE = "https://specs.frictionlessdata.io/tabular-data-package/"
# The files of everything: the name of the address, what is inside, the type, what describes it.
FILES = (
    ("observations_csv", Text("全部数据", "every figure"), CSV, "observations_csvw"),
    ("indicators_csv", Text("全部指标", "every indicator"), CSV, "indicators_csvw"),
    ("observations_xlsx", Text("数据与指标工作簿", "figures and indicators"), XLSX, ""),
    ("observations_json", Text("数据、目标与进展", "figures, targets, standings"), JSON, "schema"),
    ("package", Text("关联的全部数据表", "all tables, with their keys"), ZIP, DATA_PACKAGE),
    ("sdmx_csv", Text("SDMX数据", "SDMX data"), SDMX_CSV, "sdmx_structure"),
    ("sdmx_structure", Text("SDMX结构", "SDMX structure"), SDMX_ML, ""),
)

# Those that filters narrow, as a person calls them.
FORMATS = (
    ("CSV", "observations_csv"),
    ("XLSX", "observations_xlsx"),
    ("JSON", "observations_json"),
    ("ZIP", "package"),
    ("SDMX-CSV", "sdmx_csv"),
)


def city() -> Text:
    """Return the city's name, empty where there is none."""
    return Text(settings.CITY_NAME_ZH, settings.CITY_NAME_EN)


def publisher() -> Text:
    """Return who publishes: the city, or the site where there is none."""
    return city() if city().zh else SITE


def licence() -> Licence:
    """Return the terms on which the data may be used."""
    code = settings.LICENCE.replace(" ", "-")
    return Licence(settings.LICENCE, settings.LICENCE_URL, code if code in SPDX else "")


def publication_for(
    request: HttpRequest, edition: Edition, only: Iterable[Series] | None = None
) -> Publication:
    """Return what the files of the edition say of themselves.

    A file of ``only`` some series is as new as they are, whatever was released besides.
    """
    return Publication(
        home=home_of(request),
        licence=licence(),
        city=city(),
        is_made_up=settings.DEMONSTRATION,
        as_of=edition.as_of,
        day=edition.day,
        released_at=edition.newest_release if only is None else _newest(only),
        first_released_at=edition.first_release,
    )


def _newest(many: Iterable[Series]) -> datetime | None:
    """Return when the newest of all figures came out."""
    return max((point.released_at for series in many for point in series), default=None)


def home_of(request: HttpRequest) -> str:
    """Return the absolute address of the start page in Chinese; empty where no host is known.

    A static edition may not know where it will stand.
    """
    home = absolute(request, "overview")
    return home if "//" in home else ""


def absolute(
    request: HttpRequest,
    name: str,
    *arguments: object,
    edition: Edition | None = None,
    language: str = "zh-hans",
    **query: object,
) -> str:
    """Return a page's absolute address on the edition's day, the same whoever asks.

    A request for a copy of the site elsewhere brings the ``site_url`` of that; where it is empty,
    the request's own host counts, and the address is relative where it has none.
    """
    with translation.override(language):
        path = address(name, *arguments, as_of=edition.as_of if edition else None, **query)
    site = getattr(request, "site_url", settings.SITE_URL)
    return urljoin(str(site), path) if site else request.build_absolute_uri(path)


def distributions(request: HttpRequest, edition: Edition) -> list[Distribution]:
    """Return the files of everything that is in the edition."""
    return [
        Distribution(
            absolute(request, name, edition=edition),
            title,
            media_type,
            absolute(request, described_by, edition=edition)
            if described_by.isidentifier()
            else described_by,
        )
        for name, title, media_type, described_by in FILES
    ]


def files_of(request: HttpRequest, edition: Edition, code: str) -> list[Distribution]:
    """Return the files of one indicator."""
    return [
        Distribution(
            absolute(request, "indicator_file", code, kind, edition=edition), Text(kind, kind), sort
        )
        for kind, sort in (("csv", CSV), ("json", JSON), ("xlsx", XLSX))
    ]


def versions(request: HttpRequest, released: Iterable[ReleaseInfo]) -> list[Version]:
    """Return each release as a version of the data, the newest one first."""
    has_packages = is_served("release_package")
    newest_first = sorted(released, key=lambda one: one.at, reverse=True)
    return [
        Version(
            one,
            absolute(request, "release", one.key),
            _package_of(request, one) if has_packages else None,
        )
        for one in newest_first
    ]


def _package_of(request: HttpRequest, release: ReleaseInfo) -> Distribution:
    address = absolute(request, "release_package", release.key)
    return Distribution(address, release.title, ZIP, DATA_PACKAGE)
