"""Dataset metadata beside the series: releases, sources, rule results and coverage."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce
from simple_history.utils import get_history_manager_for_model

from indicators import series_builders
from indicators.bilingual import Text
from indicators.enums import SourceKind
from indicators.exports import DatasetContext, DocumentInfo, Extent, ReleaseInfo
from indicators.models import Area, Indicator, Observation, Place, Release, Source

from .as_of import Edition
from .rules import rule_results

MOMENTS = ("released_at", "withdrawn_at")
DESCRIBED = (
    "title_zh_hans",
    "title_en",
    "publisher_zh_hans",
    "publisher_en",
    "published_at",
    "url",
    "kind",
)


def background(edition: Edition) -> DatasetContext:
    """Return the releases, the documents and the results of the checks of the edition."""
    if edition.cut is None:
        return DatasetContext()
    return DatasetContext(
        releases(edition), _documents(edition.before), tuple(rule_results(edition))
    )


def background_of_release(edition: Edition) -> DatasetContext:
    """Return the same without the checks, of whose terms no history is kept."""
    return DatasetContext(releases(edition), _documents(edition.before))


def releases(edition: Edition) -> tuple[ReleaseInfo, ...]:
    """Return the releases that were public, the first one first."""
    found = Release.objects.public(edition.cut) if edition.cut else Release.objects.none()
    return tuple(released(one) for one in found.with_publicity().order_by("released_at"))


def released(release: Release) -> ReleaseInfo:
    """Return the release as a value; needs to know its publicity."""
    return ReleaseInfo(release.pk, series_builders.title_of(release), release.released_at)


def extent(edition: Edition) -> Extent:
    """Return the days that the public figures are about, their places and their areas."""
    if edition.cut is None:
        return Extent()
    figures = Observation.objects.public(edition.cut).filter(indicator__is_public=True)
    days = figures.aggregate(
        first=Min(Coalesce("period_start", "period_end")), last=Max("period_end")
    )
    return Extent(
        days["first"],
        days["last"],
        tuple(series_builders.place_of(place) for place in Place.objects.all()),
        tuple(series_builders.text_of(area, "name") for area in Area.objects.all()),
    )


def number_of_figures(edition: Edition) -> int:
    """Return how many figures are public, by their first versions, without reading one."""
    if edition.cut is None:
        return 0
    public = Observation.objects.public(edition.cut).filter(indicator__is_public=True)
    number: int = public.filter(version=1).count()
    return number


def changes(edition: Edition) -> dict[str, datetime]:
    """Return each public indicator's code with when its figures or its definition last changed.

    An indicator that was not yet defined is left out.
    """
    came = _moments(edition, "observations__release__")
    public = Indicator.objects.filter(is_public=True).order_by("code")
    history = get_history_manager_for_model(Indicator).order_by()
    edits = dict(history.values_list("id").annotate(at=_last("history_date", edition)))
    found = {
        code: [*filter(None, (edits.get(pk), *at))]
        for pk, code, *at in public.values_list("pk", "code").annotate(**came)
    }
    return {code: max(at) for code, at in found.items() if at}


def release_changes(edition: Edition) -> dict[int, datetime]:
    """Return each release's key with when it came out, or was withdrawn."""
    releases = Release.objects.order_by("pk").values_list("pk").annotate(**_moments(edition))
    return {pk: withdrawn or out for pk, out, withdrawn in releases if out}


def _moments(edition: Edition, release: str = "") -> dict[str, Max]:
    """Return when the release came out and when it was withdrawn, as far as the edition knows."""
    return {f"last_{name}": _last(f"{release}{name}", edition) for name in MOMENTS}


def _last(moment: str, edition: Edition) -> Max:
    known = Q() if edition.before is None else Q(**{f"{moment}__lt": edition.before})
    return Max(moment, filter=known)


def _documents(before: datetime | None) -> dict[str, DocumentInfo]:
    """Return each document as it is described, or was described before the moment, by code.

    Figures name a document by the code that it has now, so that is what it goes by.
    """
    codes = dict(Source.objects.values_list("pk", "slug"))
    rows = {row[0]: row[1:] for row in Source.objects.values_list("pk", *DESCRIBED)}
    if before is not None:
        history = get_history_manager_for_model(Source).filter(history_date__lt=before)
        newest = history.latest_of_each().order_by("history_id").values_list("id", *DESCRIBED)
        rows |= {row[0]: row[1:] for row in newest if row[0] in codes}
    return {codes[key]: _document(codes[key], *row) for key, row in rows.items()}


def _document(code: str, *row: Any) -> DocumentInfo:  # noqa: ANN401 - columns of the database
    title_zh, title_en, publisher_zh, publisher_en, published_at, url, kind = row
    return DocumentInfo(
        code,
        Text(title_zh or "", title_en or ""),
        Text(publisher_zh or "", publisher_en or ""),
        published_at,
        url,
        SourceKind(kind),
    )
