"""The data of a report on a period, from series alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from keyword import iskeyword

from indicators.enums import Kind, PlaceLevel, Standing
from indicators.report_periods import ReportSpan
from indicators.series import Named, Series

from .figure_wording import ReportFigure, figure_of

# What a slot may begin with besides an indicator.
RESERVED = frozenset(
    {
        "report",
        "area",
        "areas",
        "other_areas",
        "organisation",
        "organisations",
        "figures",
        "missing",
        "other_days",
    }
)
# Words of the template language that Python does not know, and what our own loops call an item.
SPOKEN_FOR = RESERVED | {
    *("loop", "true", "false", "none", "self", "caller", "varargs", "kwargs"),
    *("one", "row", "sentence"),
}
# All tables of one sort together are no longer, whatever the city.
MOST_ROWS = 1_000
NEEDS_WORK = (Standing.AT_RISK, Standing.BEHIND, Standing.MISSED)


@dataclass(frozen=True)
class ReportData:
    """What is known for a report; ``named`` are the figures and areas that its text names itself.

    ``figure_wording`` stand in the office's order. ``is_internal`` where some are not public yet.
    """

    span: ReportSpan
    day: date
    figures: tuple[ReportFigure, ...]
    is_internal: bool = False
    named: frozenset[str] = field(default=frozenset())

    @cached_property
    def by_name(self) -> dict[str, ReportFigure]:
        """Return the figures by what slots call them: service_items.city_level."""
        codes = names_of({one.series.code for one in self.figures})
        places = names_of({one.series.place.code for one in self.figures}, ())
        return {
            f"{codes[one.series.code]}.{places[one.series.place.code]}": one for one in self.figures
        }

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """Return what slots call each indicator in a place."""
        return {figure.key: name for name, figure in self.by_name.items()}

    @cached_property
    def areas(self) -> dict[str, Named]:
        """Return the areas by what slots call them."""
        return _called(one.series.area for one in self.figures)

    @cached_property
    def organisations(self) -> dict[str, Named]:
        """Return the owners by what slots call them, in the office's order."""
        owners = {one.series.owner.code: one.series.owner for one in self.figures}
        return _called(sorted(owners.values(), key=lambda one: (one.order, one.code)))

    @property
    def longest_of_area(self) -> int:
        """Return how many rows and sentences an area may have."""
        return max(MOST_ROWS // max(len(self.areas), 1), 1)

    @property
    def longest_of_organisation(self) -> int:
        """Return how many rows an organisation may have."""
        return max(MOST_ROWS // max(len(self.organisations), 1), 1)

    @cached_property
    def stated(self) -> tuple[ReportFigure, ...]:
        """Return the figures that have something to state, or should have."""
        return tuple(one for one in self.figures if one.is_due or self.is_named(one))

    @cached_property
    def reported(self) -> tuple[ReportFigure, ...]:
        """Return the figures that are there."""
        return tuple(one for one in self.figures if one.is_reported)

    @property
    def is_about_something(self) -> bool:
        """Tell whether there is a figure besides plans, which are set for days ahead."""
        return any(one.series.kind is not Kind.PLAN for one in self.reported)

    @cached_property
    def missing(self) -> tuple[ReportFigure, ...]:
        """Return the figures that are not there or incomplete, though due or named in the text."""
        return tuple(one for one in self.stated if not one.is_reported)

    @cached_property
    def of_other_days(self) -> tuple[ReportFigure, ...]:
        """Return the figures that are not about the span as a whole."""
        return tuple(one for one in self.reported if one.is_of_other_days)

    @cached_property
    def standings(self) -> Counter[Standing]:
        """Return how many figures have each standing towards a target."""
        judged = (one for one in self.reported if one.progress.target is not None)
        return Counter(one.progress.standing for one in judged)

    @cached_property
    def pressing(self) -> tuple[ReportFigure, ...]:
        """Return the figures that are short of their targets."""
        return tuple(one for one in self.reported if one.progress.standing in NEEDS_WORK)

    def is_named(self, figure: ReportFigure) -> bool:
        """Tell whether the text names the figure itself."""
        return self.names[figure.key] in self.named

    def in_area(self, area: Named) -> list[ReportFigure]:
        """Return what there is to state in the area."""
        return [one for one in self.stated if one.series.area.code == area.code]

    def of_organisation(self, owner: Named) -> list[ReportFigure]:
        """Return what there is to state of the organisation."""
        return [one for one in self.stated if one.series.owner.code == owner.code]

    def others_in(self, area: Named) -> list[ReportFigure]:
        """Return the figures of the area that the text does not name, counties and districts apart.

        Those stand in the tables, because there may be hundreds.
        """
        return [
            one
            for one in self.in_area(area)
            if not self.is_named(one) and one.series.place.level is not PlaceLevel.DIVISION
        ]

    def elsewhere_in(self, area: Named) -> int:
        """Return how many figures of counties and districts stand in the tables alone."""
        unnamed = [one for one in self.in_area(area) if not self.is_named(one)]
        return len(unnamed) - len(self.others_in(area))

    def completed(self, before: Sequence[Series], after: Sequence[Series]) -> "ReportData":
        """Return the same where some of the series that it was made from gained their histories."""
        figures = tuple(
            figure if new is old else figure_of(new, self.span, self.day)
            for figure, old, new in zip(self.figures, before, after, strict=True)
        )
        return ReportData(self.span, self.day, figures, self.is_internal, self.named)

    def naming(self, named: Iterable[str]) -> "ReportData":
        """Return the same for a text that names these figures and areas."""
        return ReportData(self.span, self.day, self.figures, self.is_internal, frozenset(named))


def material_of(
    series: Sequence[Series], span: ReportSpan, day: date, *, is_internal: bool = False
) -> ReportData:
    """Return what a report about the span can state of the series, judged on the day at latest."""
    figures = tuple(figure_of(one, span, day) for one in series)
    return ReportData(span, day, figures, is_internal)


def names_of(codes: Collection[str], taken: Collection[str] = SPOKEN_FOR) -> dict[str, str]:
    """Return for each code a name that the template language can read, no name twice.

    ``service-items`` becomes ``service_items`` and ``361002`` becomes ``p361002``; where two codes
    would be called the same, the later one in the alphabet gets a number.
    """
    names: dict[str, str] = {}
    used = set(taken)
    for code in sorted(codes):
        plain = code.replace("-", "_")
        plain = plain if plain.isidentifier() and not plain.startswith("_") else f"p{plain}"
        name, number = f"{plain}_" if plain in taken or iskeyword(plain) else plain, 2
        while name in used:
            name, number = f"{plain}_{number}", number + 1
        names[code] = name
        used.add(name)
    return names


def _called(many: Iterable[Named]) -> dict[str, Named]:
    known = list(dict.fromkeys(many))
    names = names_of({one.code for one in known}, ())
    return {names[one.code]: one for one in known}
