"""An edition: the public state as of a day, and the day of its standings."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar, cast

from django.utils import timezone

from indicators.models import Release
from indicators.progress import ReleaseDay

from .at_hand import AtHand

# The least that tells two moments apart.
MOMENT = timedelta(microseconds=1)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: the public state as of a day, and the day of its standings.

    Who makes many pages of one state of the database has its cards ``at_hand``.
    """

    as_of: date | None
    before: datetime | None
    day: date | None
    first_release: datetime | None
    newest_release: datetime | None
    # The newest release, and the one before it.
    release: ReleaseDay | None = None
    release_before: ReleaseDay | None = None
    at_hand: AtHand | None = field(default=None, compare=False, repr=False)

    @property
    def cut(self) -> datetime | None:
        """Return the moment right after the newest release: whatever comes later is not in it.

        What takes long to read is read up to here, so that nothing changes on the way.
        """
        return None if self.newest_release is None else self.newest_release + MOMENT

    def keep(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """Return what was read under the key for another page, else read it."""
        if self.at_hand is None:
            return read()
        if key not in self.at_hand.kept:
            self.at_hand.kept[key] = read()
        return cast(Value, self.at_hand.kept[key])

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was public yet."""
        return self.newest_release is None


def edition_after(release: Release) -> Edition:
    """Return what was public once the release was out, before anything came after it."""
    first = Release.objects.order_by("released_at").values_list("released_at", flat=True).first()
    at = release.released_at
    newest = ReleaseDay(release.pk, at, release.day)
    return Edition(None, at + MOMENT, release.day, first, at, newest)


def edition(as_of: date | None = None) -> Edition:
    """Return what was public at the end of the day, or now."""
    first = Release.objects.order_by("released_at").values("released_at")[:1]
    before = None
    if as_of is not None:
        before = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    public = Release.objects.public(before).annotate(first=first).order_by("-released_at")
    found = list(public.values_list("pk", "released_at", "day", "first")[:2])
    if not found:
        start = Release.objects.order_by("released_at").first() if before else None
        return Edition(as_of, before, as_of, start.released_at if start else None, None)
    newest, *earlier = (ReleaseDay(*row[:3]) for row in found)
    day, first_release = as_of or newest.day, found[0][3]
    return Edition(
        as_of, before, day, first_release, newest.released_at, newest, next(iter(earlier), None)
    )
