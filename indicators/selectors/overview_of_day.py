"""The overview of the public data, as of any day."""

from .as_of import Edition
from .current_overview import current_overview
from .list_types import ListQuery
from .overview_types import Overview
from .past_overview import past_overview


def overview(edition: Edition, choice: ListQuery) -> Overview | None:
    """Return what the overview shows, its table narrowed to the choice; None before any release."""
    if edition.release is None:
        return None
    if edition.before is None:
        return current_overview(edition, edition.release, choice)
    return past_overview(edition, edition.release, choice)
