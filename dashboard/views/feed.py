"""The Atom feed of releases."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from indicators.models import Release


class ReleaseFeed(Feed):  # type: ignore[type-arg]
    """What became public, the newest first."""

    feed_type = Atom1Feed
    title = _("Zhunsheng: releases")
    subtitle = _("What became public when")

    def link(self) -> str:
        """Return the page of all releases."""
        return reverse("releases")

    def items(self) -> list[Release]:
        """Return the newest releases."""
        return list(Release.objects.all()[:50])

    def item_title(self, item: Release) -> str:
        """Return the release's title."""
        return item.title

    def item_description(self, item: Release) -> str:
        """Return the release's note."""
        return item.note

    def item_link(self, item: Release) -> str:
        """Return the release's page."""
        return reverse("release", args=[item.pk])

    def item_updateddate(self, item: Release) -> datetime:
        """Return when it was released."""
        return item.released_at
