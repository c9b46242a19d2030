"""What the indicators are called, for matching words of a text against them."""

from dataclasses import dataclass

from indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as a text may speak of it, with the places where it is counted."""

    code: str
    name: str
    definition: str
    unit: str
    kind: str
    whole: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every indicator that a text may speak of."""

    subjects: tuple[Subject, ...] = ()


NOTHING = Vocabulary()


def vocabulary() -> Vocabulary:
    """Return what the database knows, in two queries."""
    found = Indicator.objects.select_related("part_of").prefetch_related("places")
    return Vocabulary(
        tuple(
            Subject(
                one.code,
                one.name_zh_hans or one.name,
                one.definition_zh_hans or "",
                one.unit,
                one.kind,
                one.part_of.code if one.part_of else "",
                tuple((place.code, place.level) for place in one.places.all()),
            )
            for one in found
        )
    )
