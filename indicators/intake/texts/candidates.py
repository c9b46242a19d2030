"""One number of a text, its candidate indicators, and the decision on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indicators.enums import StatementKind
from indicators.grammar import unit_of
from indicators.intake.previous_figures import PastFigure
from indicators.models import Indicator, Mention, Place
from indicators.periods import Period
from indicators.prose import Statement

from .confidence import is_unsure
from .existing import ExistingFigure, known_figures, latest_figures
from .spans import Span


@dataclass(frozen=True, slots=True)
class Offer:
    """What a figure may be taken as, whether the unit fits, and what is known of that.

    ``last`` is its newest public figure, of whatever period.
    """

    indicator: Indicator
    place: Place
    confidence: float
    fits: bool
    known: tuple[ExistingFigure, ...]
    last: PastFigure | None = None

    @property
    def key(self) -> str:
        """Return indicator and place as forms name them."""
        return f"{self.indicator.code}@{self.place.code}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a text.

    A decision stays though today's reader finds no figure there any more; then there is no
    ``statement``.
    """

    span: Span
    as_written: str
    kind: StatementKind
    statement: Statement | None = None
    mention: Mention | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Tell whether it counts something, so that it can be decided on."""
        return self.kind is StatementKind.FIGURE

    @property
    def key(self) -> str:
        """Return the span as addresses and forms name it."""
        return "-".join(map(str, self.span))

    @property
    def best(self) -> Offer | None:
        """Return what it most likely is, among what is counted in its unit."""
        if self.statement is None or self.statement.value_to is not None:
            return None
        return next((one for one in self.offers if one.fits), None)

    @property
    def is_unsure(self) -> bool:
        """Tell whether a person has to choose."""
        return self.statement is not None and is_unsure(self.statement)

    @property
    def same(self) -> ExistingFigure | None:
        """Return what says the same already of the best offer."""
        return next((one for one in self._known if self._says(one)), None)

    @property
    def different(self) -> ExistingFigure | None:
        """Return an existing figure that contradicts it, if none agrees."""
        return None if self.same else next(iter(self._known), None)

    @property
    def _known(self) -> tuple[ExistingFigure, ...]:
        return self.best.known if self.best else ()

    def _says(self, known: ExistingFigure) -> bool:
        said = self.statement
        return said is not None and known.is_same(said.value, said.qualifier)


def with_offers(numbers: Iterable[Number], period: Period | None) -> dict[Span, Number]:
    """Return figures by their spans with what each may be taken as, in a fixed number of queries.

    Without a period nothing is known of them.
    """
    figures = [one for one in numbers if one.is_figure]
    named = [one for figure in figures if figure.statement for one in figure.statement.candidates]
    indicators = {
        one.code: one for one in Indicator.objects.filter(code__in={one.indicator for one in named})
    }
    places = {one.code: one for one in Place.objects.all()}
    known = known_figures(indicators.values(), period) if period else {}
    latest = latest_figures(indicators.values())

    def offers(statement: Statement) -> tuple[Offer, ...]:
        return tuple(
            Offer(
                indicator := indicators[one.indicator],
                place := places[one.place],
                one.confidence,
                statement.unit in ("", unit_of(indicator.unit)),
                known.get((indicator.pk, place.pk), ()),
                latest.get((indicator.pk, place.pk)),
            )
            for one in statement.candidates
        )

    return {
        figure.span: replace(figure, offers=offers(figure.statement))
        if figure.statement
        else figure
        for figure in figures
    }
