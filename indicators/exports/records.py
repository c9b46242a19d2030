"""Series as rows of related tables: exact text, nothing repeated, every code explained once."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from indicators import narrative, progress
from indicators.series import Named, Place, Point, Series, Target
from indicators.units import rounded

from .publication import Background, Document, Released, moment
from .rows import amount, ends, number, qualifier_of

Row = list[str]
DECIMALS = 6


def each_row(series: Series, day: date | None) -> Iterator[tuple[str, Row]]:
    """Yield the series' rows that are its own, each with the name of its table."""
    key = [series.code, series.place.code]
    for point in series:
        yield "observations", observation(series, point)
        for old in point.earlier:
            yield "replaced", observation(series, old)
    for target in series.targets:
        yield "targets", [*key, *_target(target), *_verdict(series, target, day)]
        for step in target.milestones:
            yield (
                "milestones",
                [*key, target.due.isoformat(), step.on.isoformat(), number(step.value)],
            )
    if day is not None:
        yield "standings", [*key, *_standing(series, day)]


def observation(series: Series, point: Point) -> Row:
    """Return one version of a figure with the bounds that its words prove."""
    period = point.period
    low, high = ends(series, point)
    start = period.start.isoformat() if period.start else ""
    return [
        series.code,
        series.place.code,
        f"{start}/{period.end}" if start else period.end.isoformat(),
        start,
        period.end.isoformat(),
        amount(point.value),
        amount(low),
        amount(high),
        qualifier_of(point),
        point.status.value,
        point.as_written,
        *point.note,
        point.citation.source.code,
        str(point.citation.paragraph or ""),
        str(point.release),
        moment(point.released_at),
        str(point.version),
        point.reason,
    ]


def _share(value: Fraction | None) -> str:
    return "" if value is None else number(rounded(value, DECIMALS))


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _target(target: Target) -> Row:
    baseline = target.baseline
    return [
        target.due.isoformat(),
        target.comparison.value if target.comparison else "",
        amount(target.value),
        amount(target.upper),
        target.basis.value,
        target.arithmetic,
        *target.statement,
        *target.note,
        target.source.code if target.source else "",
        _day(baseline.on if baseline else None),
        amount(baseline.value if baseline else None),
        amount(target.whole),
        number(target.risk_margin),
    ]


def _verdict(series: Series, target: Target, day: date | None) -> Row:
    """Return what became of a target whose day has passed, and the last day of what decided it."""
    decided = progress.verdict(series, target, day) if day else None
    if decided is None:
        return ["", ""]
    return [decided.standing.value, _day(decided.point.period.end if decided.point else None)]


def _standing(series: Series, day: date) -> Row:
    measured = progress.measure(series, day)
    return [
        day.isoformat(),
        measured.standing.value,
        _share(measured.achieved),
        _share(measured.expected),
        *narrative.describe(series, measured),
    ]


class Definitions:
    """The names around the series that were seen, each once, however many figures there are."""

    def __init__(self) -> None:
        self.indicators: dict[str, Series] = {}
        self.areas: dict[str, Named] = {}
        self.organisations: dict[str, Named] = {}
        self.places: dict[str, Place] = {}
        self.sources: set[str] = set()

    def see(self, series: Series) -> None:
        """Remember what the series names."""
        if series.code not in self.indicators:
            # What defines an indicator is the same everywhere; its figures need not be kept.
            self.indicators[series.code] = series.without_figures()
            self.areas[series.area.code] = series.area
            for organisation in (series.owner, *series.co_owners):
                self.organisations[organisation.code] = organisation
        self.places[series.place.code] = series.place
        self.sources.update(
            point.citation.source.code for current in series for point in current.versions
        )
        self.sources.update(target.source.code for target in series.targets if target.source)

    def rows(self, background: Background) -> dict[str, list[Row]]:
        """Return the rows of the tables that explain the codes, sorted by them."""
        seen = [self.indicators[code] for code in sorted(self.indicators)]
        return {
            "areas": _named(self.areas),
            "co_owners": [[one.code, owner.code] for one in seen for owner in one.co_owners],
            "indicators": [self._indicator(series) for series in seen],
            "organisations": _named(self.organisations),
            "places": [
                [code, *place.name, place.level.value]
                for code, place in sorted(self.places.items())
            ],
            "releases": [_release(one) for one in background.releases],
            "results": [
                [
                    one.rule.code,
                    *one.rule.name,
                    one.rule.kind.value,
                    one.outcome.value,
                    _day(one.on),
                    one.working if one.left else "",
                ]
                for one in background.results
            ],
            "sources": [_document(background.documents[code]) for code in sorted(self.sources)],
        }

    def _indicator(self, series: Series) -> Row:
        whole = series.part_of.code if series.part_of else ""
        unit = series.unit
        return [
            series.code,
            *series.name,
            series.area.code,
            unit.zh,
            unit.one,
            unit.many,
            str(series.decimals),
            series.kind.value,
            series.direction.value,
            series.frequency.value,
            series.owner.code,
            series.ownership_basis.value,
            # A whole that is not among the chosen indicators would lead nowhere.
            whole if whole in self.indicators else "",
            *series.definition,
        ]


def _named(known: Mapping[str, Named]) -> list[Row]:
    return [[code, *one.name] for code, one in sorted(known.items())]


def _release(one: Released) -> Row:
    return [str(one.key), *one.title, moment(one.at)]


def _document(one: Document) -> Row:
    published = moment(one.published_at) if one.published_at else ""
    return [one.code, *one.title, *one.publisher, published, one.url, one.kind.value]
