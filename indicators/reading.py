"""Read what is public, as of any day, as series."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Min, Prefetch, Q, QuerySet
from django.utils import timezone

from . import assembly, checks
from .enums import Kind, RuleKind, Side
from .models import Indicator, Observation, Release, Rule, Term
from .progress import Progress, measure
from .series import Point, Series


@dataclass(frozen=True, slots=True)
class Edition:
    """What was public on a day: the cut in time, and the day that standings are judged on."""

    as_of: date | None
    before: datetime | None
    day: date | None
    first_release: datetime | None
    newest_release: datetime | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was public yet."""
        return self.newest_release is None


@dataclass(frozen=True, slots=True)
class Card:
    """A series with its progress."""

    series: Series
    progress: Progress


def edition(as_of: date | None = None) -> Edition:
    """Return what was public at the end of the day, or now."""
    before, public = None, Q()
    if as_of is not None:
        before = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
        public = Q(released_at__lt=before)
    # A plan is set for the days ahead, so it says nothing of how far the figures reach.
    past = public & ~Q(observations__indicator__kind=Kind.PLAN)
    found = Release.objects.aggregate(
        first=Min("released_at"),
        newest=Max("released_at", filter=public),
        period=Max("observations__period_end", filter=past),
    )
    return Edition(as_of, before, as_of or found["period"], found["first"], found["newest"])


def cards(edition: Edition, indicators: QuerySet[Indicator] | None = None) -> list[Card]:
    """Return the public series with their progress; empty where nothing was public."""
    if edition.is_empty or edition.day is None:
        return []
    wanted = Indicator.objects.all() if indicators is None else indicators
    found = assembly.all_series(wanted.filter(is_public=True), edition.before)
    return [Card(series, measure(series, edition.day)) for series in found]


def rule_results(edition: Edition) -> list[checks.Result]:
    """Return every rule with what became of it."""
    known = {(card.series.code, card.series.place.code): card.series for card in cards(edition)}
    return [checks.evaluate(rule, known) for rule in rules()]


def rules() -> list[checks.Rule]:
    """Return the declared rules as values."""
    found = []
    for rule in Rule.objects.prefetch_related(
        Prefetch("terms", Term.objects.select_related("indicator", "place"))
    ):
        sides = {
            side: tuple(
                (term.indicator.code, term.place.code)
                for term in rule.terms.all()
                if term.side == side
            )
            for side in Side
        }
        found.append(
            checks.Rule(
                rule.code,
                assembly.text_of(rule, "name"),
                RuleKind(rule.kind),
                sides[Side.LEFT],
                sides[Side.RIGHT],
                rule.low,
                rule.high,
                assembly.text_of(rule, "note"),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a figure as it went out, with the series' words around it."""

    series: Series
    point: Point


def published_in(edition: Edition, release: Release) -> list[Published]:
    """Return what one release made public, corrections with the version they replaced."""
    return [
        Published(card.series, version)
        for card in cards(
            edition,
            Indicator.objects.filter(
                observations__in=Observation.objects.filter(release=release)
            ).distinct(),
        )
        for point in card.series
        for version in point.versions
        if version.release == release.pk
    ]
