"""What is public: releases and the observations that came out with them."""

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from indicators.enums import Qualifier, Status, Yardstick
from indicators.enums import Standing as StandingOf

from .indicators import Indicator
from .officials import Official
from .places import Place
from .publicity import public_at
from .sources import Citation
from .targets import Target

# Stands for the start of what holds on one day.
WITHOUT = Value(date.min)


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases, asked in sentences."""

    def public(self, before: datetime | None = None) -> "ReleaseQuerySet":
        """Return what is public, or was public before the moment."""
        return self.filter(public_at(before))

    def with_publicity(self) -> "ReleaseQuerySet":
        """Annotate whether any of a release's figures is of an indicator that is still public."""
        shown = Observation.objects.filter(release=OuterRef("pk"), indicator__is_public=True)
        return self.annotate(has_public_figures=Exists(shown))

    def newest(self) -> "Release | None":
        """Return the newest of them."""
        return self.order_by("released_at").last()


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Published figures, asked in sentences."""

    def public(self, before: datetime | None = None) -> "ObservationQuerySet":
        """Return what is public, or was public before the moment."""
        return self.filter(public_at(before, "release__"))

    def current(self, before: datetime | None = None) -> "ObservationQuerySet":
        """Return the public figures that no later public version has replaced."""
        later = Observation.objects.public(before).filter(
            indicator=OuterRef("indicator"),
            place=OuterRef("place"),
            period_end=OuterRef("period_end"),
            version__gt=OuterRef("version"),
        )
        # An index finds the few of one day; of a day's own figure the start is empty.
        started = later.annotate(start=Coalesce("period_start", WITHOUT))
        same = started.filter(start=Coalesce(OuterRef("period_start"), WITHOUT))
        return self.public(before).filter(~Exists(same))


class Release(models.Model):
    """A batch of figures made public together, by a publisher, at a time."""

    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    released_at = models.DateTimeField(_("released"), unique=True)
    # Kept here, so that no page has to look through all figures for it.
    day = models.DateField(_("newest period end then public"))
    released_by = models.ForeignKey(
        Official, models.PROTECT, related_name="releases", verbose_name=_("released by")
    )

    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.CheckConstraint(
                name="a_withdrawal_has_time_official_and_reason",
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason=""
                )
                | (
                    Q(withdrawn_at__gt=F("released_at"), withdrawn_by__isnull=False)
                    & ~Q(withdrawal_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Observation(models.Model):
    """One published version of a figure; the database refuses to change or delete it."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="observations", verbose_name=_("place")
    )
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    qualifier = models.CharField(
        _("qualifier"), max_length=16, choices=Qualifier.listed, default=Qualifier.EXACT
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.listed, default=Status.REPORTED
    )
    as_written = models.CharField(_("as written"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    citation = models.ForeignKey(
        Citation, models.PROTECT, related_name="observations", verbose_name=_("citation")
    )
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="observations", verbose_name=_("release")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    reason = models.TextField(_("reason for the correction"), blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "place", "period_end", "period_start", "version"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        indexes = [
            models.Index(fields=["indicator", "place", "period_end"], name="series_order"),
            models.Index(fields=["period_end", "indicator", "place"], name="period_order"),
            # Few figures are corrected; the newest of them are found without a look at the rest.
            models.Index(fields=["release"], name="corrections", condition=Q(version__gt=1)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place", "period_start", "period_end", "version"],
                name="one_version_of_a_figure_for_a_span",
            ),
            # NULLs count as different in a unique index, so figures for a day need their own.
            models.UniqueConstraint(
                fields=["indicator", "place", "period_end", "version"],
                condition=Q(period_start__isnull=True),
                name="one_version_of_a_figure_for_a_day",
            ),
            models.CheckConstraint(
                name="a_period_starts_before_it_ends",
                condition=Q(period_start__isnull=True) | Q(period_start__lte=F("period_end")),
            ),
            models.CheckConstraint(
                name="a_value_stands_exactly_where_it_is_reported",
                condition=Q(status=Status.REPORTED, value__isnull=False)
                | (~Q(status=Status.REPORTED) & Q(value__isnull=True, qualifier=Qualifier.EXACT)),
            ),
            models.CheckConstraint(
                name="exactly_a_correction_has_a_reason",
                condition=Q(version=1, reason="") | (Q(version__gt=1) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="a_qualifier_is_one_we_know", condition=Q(qualifier__in=Qualifier.values)
            ),
        ]

    def __str__(self) -> str:
        shown = (
            f"{self.value.normalize():f}" if self.value is not None else self.get_status_display()
        )
        return f"{self.indicator} {self.period_end}: {shown} (v{self.version})"


class Standing(models.Model):
    """Where an indicator stands in a place; recomputed by publishing, so that reading is cheap.

    ``newest`` may say that there is no figure; ``latest`` and ``previous`` carry figures. What
    lists are sorted by is kept too: ``distance`` to what the figure is held against, in percentage
    points, and ``change`` against the figure before, a share. Null where an older version wrote it.
    """

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="standings", verbose_name=_("indicator")
    )
    place = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name=_("place"))
    newest = models.ForeignKey(
        Observation, models.PROTECT, null=True, related_name="+", verbose_name=_("newest")
    )
    latest = models.ForeignKey(
        Observation, models.PROTECT, null=True, related_name="+", verbose_name=_("latest figure")
    )
    previous = models.ForeignKey(
        Observation, models.PROTECT, null=True, related_name="+", verbose_name=_("figure before")
    )
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, related_name="+", verbose_name=_("target")
    )
    as_of = models.DateField(_("as of"))
    standing = models.CharField(_("standing"), max_length=16, choices=StandingOf.listed)
    achieved = models.DecimalField(
        _("achieved, %"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    expected = models.DecimalField(
        _("expected"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    sentence = models.TextField(_("sentence"))
    yardstick = models.CharField(  # noqa: DJ001 - null where it was never computed
        _("held against"), max_length=16, choices=Yardstick.listed, null=True
    )
    distance = models.DecimalField(
        _("distance, points"), max_digits=20, decimal_places=6, null=True
    )
    change = models.DecimalField(_("change"), max_digits=20, decimal_places=6, null=True)
    released_in = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", verbose_name=_("release")
    )
    changed_in = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by")
    )
    changed_from = models.CharField(  # noqa: DJ001 - null where nothing changed
        _("standing before"), max_length=16, choices=StandingOf.listed, null=True
    )
    # Of an indicator's places the ones that stand for the whole: all but counties, or the first.
    is_main = models.BooleanField(_("main place"), null=True)

    class Meta:
        ordering = ["indicator", "place"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        indexes = [
            models.Index(fields=["yardstick", "distance"], name="furthest_first"),
            models.Index(fields=["released_in", "change"], name="moved_most"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place"], name="one_standing_for_indicator_and_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.place}): {self.get_standing_display()}"
