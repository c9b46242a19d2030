"""When something becomes public: by the clock of the database, which all servers share.

What is stamped too late would keep every later release waiting until that day.
"""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models import PublicState, Release

logger = logging.getLogger(__name__)
# Clocks of servers differ by seconds; what is minutes ahead is wrong.
TOLERANCE = timedelta(minutes=5)
# The least that tells two moments apart.
MOMENT = timedelta(microseconds=1)
AHEAD = _(
    "The clock that dates this, %(at)s, is ahead of the database’s, %(now)s, so nothing was "
    "changed. Have an administrator set the server’s clock, and try again."
)
WENT_BACK = _(
    "The newest release is dated %(at)s, later than the database’s clock, %(now)s: a clock ran "
    "ahead, and was set back. Withdraw that release, and release its figures again."
)


def now() -> datetime:
    """Return the database's time."""
    found = PublicState.objects.values_list(Now(), flat=True).first()
    return found or timezone.now()


def dated_ahead() -> Release | None:
    """Return the newest public release where it is dated later than now: a clock went back."""
    newest = Release.objects.public().newest()
    return newest if newest and newest.released_at > now() + TOLERANCE else None


def told(release: Release) -> str:
    """Return what to do about a release that is dated later than now."""
    return str(WENT_BACK % _shown(release.released_at, now()))


def refuse_ahead(at: datetime) -> None:
    """Raise ValidationError where the time is minutes ahead of the database's."""
    known = now()
    if at > known + TOLERANCE:
        shown = _shown(at, known)
        logger.warning("A clock is ahead of the database's (%(now)s): %(at)s was refused.", shown)
        raise ValidationError(AHEAD % shown)


def next_moment(at: datetime) -> datetime:
    """Return when a release that is made at the time counts as made: after all others.

    Raises ValidationError where the time is minutes before the newest release, or ahead of the
    database's. A withdrawn release that was dated ahead of it keeps no other waiting.
    """
    refuse_ahead(at)
    ahead = dated_ahead()
    if ahead is not None:
        message = told(ahead)
        logger.warning(message)
        raise ValidationError(message)
    newest = Release.objects.exclude(released_at__gt=now() + TOLERANCE).newest()
    if newest is None or at > newest.released_at:
        return at
    if newest.released_at > now() - TOLERANCE:
        right_after: datetime = newest.released_at + MOMENT
        return right_after
    raise ValidationError(_("A release cannot be dated before the newest one."))


def _shown(at: datetime, known: datetime) -> dict[str, str]:
    return {
        name: f"{timezone.localtime(one):%Y-%m-%d %H:%M:%S}"
        for name, one in (("at", at), ("now", known))
    }
