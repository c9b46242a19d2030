"""The Atom feed of releases."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dashboard.access import edition_for, language
from dashboard.navigation import address
from dashboard.publication_metadata import publisher
from indicators import series_builders
from indicators.enums import Status
from indicators.models import Release
from indicators.selectors import Edition

ENTRIES = 50


class ReleaseFeed(Feed):  # type: ignore[type-arg]
    """What became public, the newest first."""

    feed_type = Atom1Feed
    title = _("Zhunsheng: releases")
    subtitle = _("What became public when")

    def get_object(self, request: HttpRequest, *_args: object, **_kwargs: object) -> Edition:
        """Return what was public on the day that the reader asks for."""
        return edition_for(request)

    def author_name(self, _edition: Edition) -> str:
        """Return who publishes, whom the format asks for."""
        return publisher().in_language(language())

    def link(self, edition: Edition) -> str:
        """Return the page of all releases."""
        return address("releases", as_of=edition.as_of)

    def items(self, edition: Edition) -> Sequence[Release]:
        """Return the newest releases, as the edition's day knew them."""
        public = Count("observations", filter=Q(observations__indicator__is_public=True))
        withdrawn = Q(observations__status=Status.WITHDRAWN)
        gone = Count("observations", filter=Q(observations__indicator__is_public=True) & withdrawn)
        found = Release.objects.with_publicity().annotate(figures=public, gone=gone)
        if edition.before:
            found = found.filter(released_at__lt=edition.before)
        newest = list(found[:ENTRIES])
        for release in newest:
            if edition.before and release.withdrawn_at and release.withdrawn_at >= edition.before:
                release.withdrawn_at, release.withdrawal_reason = None, ""
        return newest

    def item_title(self, item: Release) -> str:
        """Return the release's title."""
        return series_builders.title_of(item).in_language(language())

    def item_description(self, item: Release) -> str:
        """Say how many figures came out, and why where they were corrected or withdrawn."""
        number = getattr(item, "figures", 0)
        figures = ngettext("%(number)s figure", "%(number)s figures", number) % {"number": number}
        gone = getattr(item, "gone", 0)
        taken = ngettext(
            "%(number)s figure withdrawn from the public",
            "%(number)s figures withdrawn from the public",
            gone,
        ) % {"number": gone}
        note = series_builders.note_of(item).in_language(language())
        withdrawn = _("Withdrawn: %(reason)s") % {"reason": item.withdrawal_reason}
        return " · ".join(
            part
            for part in (note, figures, gone and taken, item.withdrawn_at and withdrawn)
            if part
        )

    def item_link(self, item: Release) -> str:
        """Return the release's page."""
        return address("release", item.pk)

    def item_updateddate(self, item: Release) -> datetime:
        """Return when it was released, or withdrawn."""
        return item.withdrawn_at or item.released_at
