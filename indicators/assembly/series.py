"""Put definition, place, figures and targets together."""

from indicators import series as shapes
from indicators.enums import Direction, Frequency, Kind, OwnershipBasis
from indicators.units import Unit

from .definitions import Definition
from .values import text_of


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
