"""Since and until when what came out with a release is public."""

from datetime import datetime

from django.db.models import Q


def public_at(before: datetime | None, prefix: str = "") -> Q:
    """Hold what was released, and not withdrawn, by the moment; without one, until now."""
    standing = Q(**{f"{prefix}withdrawn_at__isnull": True})
    if before is None:
        return standing
    still = standing | Q(**{f"{prefix}withdrawn_at__gte": before})
    return Q(**{f"{prefix}released_at__lt": before}) & still
