"""Add up a figure that several organisations report in parts."""

from collections.abc import Collection
from decimal import Decimal

from indicators.enums import Qualifier, Status
from indicators.intervals import qualifier_of_sum
from indicators.models import Entry


def owners_of(entry: Entry) -> set[int]:
    """Return the keys of the organisations that report the entry's indicator."""
    return {entry.indicator.owner_id, *(one.pk for one in entry.indicator.co_owners.all())}


def is_part(entry: Entry) -> bool:
    """Tell whether the entry is one organisation's part of what several report together."""
    return not entry.is_from_text and len(owners_of(entry)) > 1


def sum_of(entries: Collection[Entry]) -> tuple[Decimal, Qualifier] | None:
    """Return the sum of all parts and what it proves; None until every owner has said its part.

    A part that does not apply adds nothing; where none applies there is no sum. The parts must be
    of one indicator, place and period. A sum of figures that are exact or lower
    bounds is a lower bound, and so on; of both sorts together nothing but "about" is left.
    """
    first = next(iter(entries), None)
    if first is None:
        return None
    said = {entry.submission.organisation_id for entry in entries}
    silent = any(one.status == Status.NOT_YET_REPORTED for one in entries)
    reported = [one for one in entries if one.status == Status.REPORTED]
    if said != owners_of(first) or silent or not reported:
        return None
    total = sum((entry.value or Decimal(0) for entry in reported), Decimal(0))
    qualifier = qualifier_of_sum({Qualifier(entry.qualifier) for entry in reported})
    return total, qualifier or Qualifier.ABOUT
