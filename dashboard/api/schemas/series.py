"""What the lists of figures hold: series, observations, targets and standings."""

from typing import Annotated, Self

from dashboard.api.descriptions import said
from indicators import series
from indicators.enums import Direction, Frequency, Kind, OwnershipBasis
from indicators.selectors import Card, PublishedFigure

from .base import Item, Named, Place, Unit, Words
from .figures import Figure, Measured
from .targets import Goal


class Placed(Item):
    """What belongs to an indicator in a place."""

    indicator: Annotated[Named, said("指标。", "The indicator.")]
    place: Annotated[Named, said("口径。", "The place.")]


class Observation(Figure, Placed):
    """A published figure with what it counts."""

    unit: Annotated[Unit, said("计量单位。", "The unit.")]

    @classmethod
    def out_of(cls, published: PublishedFigure, /) -> Self:
        """Return the figure with what it counts."""
        one = published.series
        return cls.shown_in(one, published.point, indicator=one, place=one.place, unit=one.unit)


class Target(Goal, Placed):
    """A target with what it is for."""

    unit: Annotated[Unit, said("计量单位。", "The unit.")]

    @classmethod
    def out_of(cls, found: tuple[Card, series.Target], /) -> Self:
        """Return the target with what it is for."""
        card, target = found
        one, day = card.series, card.progress.as_of
        return cls.on(one, target, day, indicator=one, place=one.place, unit=one.unit)


class SeriesStanding(Measured, Placed):
    """A standing with the figure and the target that it compares."""

    figure: Annotated[Figure | None, said("据以判定的数据。", "The figure that is judged.")]
    target: Annotated[
        Goal | None,
        said(
            "据以判定的目标：判定日起最先到期的一个；全部到期后为最后一个。",
            "The target that it is held against: the one next due on the day, after the last due "
            "day the last one.",
        ),
    ]

    @classmethod
    def out_of(cls, card: Card, /) -> Self:
        """Return the card's standing."""
        one, progress = card.series, card.progress
        return cls.judged(
            one,
            progress,
            indicator=one,
            place=one.place,
            figure=progress.point and Figure.shown_in(one, progress.point),
            target=progress.target and Goal.on(one, progress.target, progress.as_of),
        )


class Defined(Item):
    """What is counted."""

    definition: Annotated[Words, said("定义。", "The definition.")]
    unit: Annotated[Unit, said("计量单位。", "The unit.")]
    kind: Annotated[Kind, said("类型。", "What sort of number it is.")]
    direction: Annotated[Direction, said("方向。", "Which way is better.")]
    decimals: Annotated[int, said("通常的小数位数。", "How many decimals it usually has.")]
    frequency: Annotated[Frequency, said("报送频率。", "How often a figure is due.")]
    area: Annotated[Named, said("领域。", "The area.")]
    owner: Annotated[Named, said("责任单位。", "The organisation that owns it.")]
    co_owners: Annotated[list[Named], said("共同责任单位。", "Those that report parts of it.")]
    ownership_basis: Annotated[
        OwnershipBasis, said("责任单位的依据。", "Whether the source names the owner.")
    ]
    part_of: Annotated[Named | None, said("所属总体指标。", "The indicator that it is part of.")]


class Naming(Item):
    """An indicator's code and name."""

    code: Annotated[str, said("指标代码。", "The indicator's code.")]
    name: Annotated[Words, said("名称。", "Its name.")]


class Indicator(Defined, Naming):
    """An indicator, and the places in which it has figures or targets."""

    places: Annotated[list[Place], said("有数据或目标的口径。", "Where it has figures or targets.")]

    @classmethod
    def out_of(cls, family: tuple[series.Series, ...], /) -> Self:
        """Return the indicator of these series, which are its places."""
        return cls.of(family[0], places=[other.place for other in family])


class Placing(Item):
    """The two codes that name a series."""

    indicator: Annotated[Named, said("指标。", "The indicator.")]
    place: Annotated[Place, said("口径。", "The place.")]


class Series(Defined, Placing):
    """An indicator in a place, with its newest figures, its targets and its standing."""

    latest: Annotated[
        Figure | None,
        said("最新一期，可能没有数值。", "The newest period, even where it has no value."),
    ]
    targets: Annotated[list[Goal], said("目标。", "Its targets.")]
    progress: Annotated[Measured, said("进展。", "Its standing.")]

    @classmethod
    def out_of(cls, card: Card, /, **more: object) -> Self:
        """Return the card's series."""
        one, day = card.series, card.progress.as_of
        return cls.of(
            one,
            indicator=one,
            latest=one.latest and Figure.shown_in(one, one.latest),
            targets=[Goal.on(one, goal, day) for goal in one.targets],
            progress=Measured.judged(one, card.progress),
            **more,
        )


class Current(Figure):
    """A figure with the versions that it replaced."""

    earlier: Annotated[list[Figure], said("被更正的版本。", "The versions that it replaced.")]

    @classmethod
    def with_earlier(cls, one: series.Series, point: series.Point) -> Self:
        """Return the figure with its earlier versions."""
        earlier = [Figure.shown_in(one, old) for old in point.earlier]
        return cls.shown_in(one, point, earlier=earlier)


class WholeSeries(Series):
    """A series with every figure."""

    figures: Annotated[list[Current], said("全部数据，由早到晚。", "Every figure, oldest first.")]

    @classmethod
    def out_of(cls, card: Card, /, **more: object) -> Self:
        """Return the card's series with its figures."""
        one = card.series
        return super().out_of(
            card, figures=[Current.with_earlier(one, point) for point in one], **more
        )
