"""The lock under which public data change, one writer at a time."""

from indicators.models import PublicState


def one_at_a_time() -> None:
    """Wait until nobody else changes what is public, and let others wait until this is committed.

    Triggers take the same row for every edit of a definition, so that a release and the edit of a
    target never see half of each other. SQLite has one writer at a time anyway.
    """
    list(PublicState.objects.select_for_update().filter(pk=PublicState.ONLY))
