"""The documents that figures rest on become public with them, and go back with them."""

from collections.abc import Iterable
from datetime import datetime

from indicators import audit
from indicators.models import Release, Source
from indicators.publication_input import NewFigure


def sources_to_open(figures: Iterable[NewFigure]) -> list[Source]:
    """Return the documents that the figures cite and that nobody may see yet."""
    cited = {one.citation.source_id for one in figures if one.citation.pk is not None}
    return list(Source.objects.filter(pk__in=cited, is_public=False))


def open_sources(figures: Iterable[NewFigure], at: datetime) -> None:
    """Make public what the figures rest on, from this release on."""
    for source in sources_to_open(figures):
        source.is_public, source.public_since = True, at
        audit.save_at(source, at)


def close_sources(release: Release, at: datetime) -> None:
    """Take back what the release opened; as the newest one, no other rests on it."""
    for source in Source.objects.filter(public_since=release.released_at):
        source.is_public, source.public_since = False, None
        audit.save_at(source, at)
