"""What the indicators are called, for matching the words of a text against them."""

from dataclasses import dataclass

from indicators.enums import PlaceLevel


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where an indicator is counted."""

    code: str
    level: PlaceLevel
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as a text may speak of it; ``whole`` is the code of what it is a part of."""

    code: str
    name: str
    definition: str
    unit: str
    whole: str
    places: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every indicator that a text may speak of."""

    subjects: tuple[Subject, ...] = ()


NOTHING = Vocabulary()
