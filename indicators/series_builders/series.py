"""Put definition, place, figures and targets together."""

from indicators import series as shapes
from indicators.enums import Direction, Frequency, Kind, OwnershipBasis
from indicators.models import Indicator, Place
from indicators.units import Unit

from .definitions import Definition, definition_of, targets
from .rows import place_of, text_of

# What is not public yet is cited nowhere.
NOWHERE = shapes.Citation(shapes.Named("", shapes.NO_TEXT), None, "")


def series_of(
    definition: Definition,
    place: shapes.Place,
    points: tuple[shapes.Point, ...],
    targets: tuple[shapes.Target, ...],
) -> shapes.Series:
    """Return the series."""
    indicator = definition.indicator
    return shapes.Series(
        code=indicator.code,
        name=text_of(indicator, "name"),
        definition=text_of(indicator, "definition"),
        unit=Unit(indicator.unit, indicator.unit_one, indicator.unit_many),
        kind=Kind(indicator.kind),
        direction=Direction(indicator.direction),
        decimals=indicator.decimals,
        frequency=Frequency(indicator.frequency),
        area=definition.area,
        owner=definition.owner,
        co_owners=definition.co_owners,
        ownership_basis=OwnershipBasis(indicator.ownership_basis),
        part_of=definition.part_of,
        place=place,
        points=points,
        targets=targets,
    )


def empty_series(indicator: Indicator, place: Place) -> shapes.Series:
    """Return the indicator in a place where it has no figure yet, with its targets."""
    definition = definition_of(indicator, indicator.co_owners.all())
    goals = targets([indicator.pk], None).get((indicator.pk, place.pk), ())
    return series_of(definition, place_of(place), (), goals)
