"""One figure in a submission, while it is still worked on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import EntryOrigin, EntryState, Qualifier, Status

from .indicators import Indicator
from .observations import Observation
from .officials import Official
from .places import Organisation, Place
from .sources import Citation
from .submissions import Submission


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, asked in sentences."""

    def of(self, organisation: Organisation | None) -> "EntryQuerySet":
        """Return what the organisation owes."""
        return self.owed().filter(submission__organisation=organisation)

    def owed(self) -> "EntryQuerySet":
        """Return what organisations owe, without figures of published texts and withdrawals."""
        return self.filter(origin=EntryOrigin.REPORTED)

    def from_texts(self) -> "EntryQuerySet":
        """Return what the office takes from published texts, each a whole figure."""
        return self.filter(origin=EntryOrigin.TEXT)

    def withdrawals(self) -> "EntryQuerySet":
        """Return what proposes to take a figure from the public."""
        return self.filter(origin=EntryOrigin.WITHDRAWAL)

    def open(self) -> "EntryQuerySet":
        """Return what its organisation may still change."""
        return self.filter(state__in=(EntryState.DRAFT, EntryState.RETURNED))

    def awaiting_review(self) -> "EntryQuerySet":
        """Return what waits for a reviewer."""
        return self.filter(state=EntryState.SUBMITTED)

    def awaiting_release(self) -> "EntryQuerySet":
        """Return what a publisher may release."""
        return self.filter(state=EntryState.ACCEPTED, observation__isnull=True)

    def with_relations(self) -> "EntryQuerySet":
        """Bring what a row of a list shows."""
        return (
            self.select_related(
                "indicator__area",
                "indicator__owner",
                "indicator__part_of",
                "place",
                "submission__organisation",
                "submission__period",
                "entered_by",
                "citation__source",
                "withdraws__citation",
            )
            .defer("citation__source__text")
            .prefetch_related("indicator__co_owners", "evidence")
        )


class Entry(models.Model):
    """One figure in a submission, still workable until it is accepted.

    ``version`` grows with every change and decision, so that nobody acts on what they have not
    seen; submitting changes nothing that was seen.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="entries", verbose_name=_("submission")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="entries", verbose_name=_("indicator")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    state = models.CharField(
        _("state"), max_length=16, choices=EntryState.listed, default=EntryState.DRAFT
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    typed = models.CharField(_("as typed"), max_length=100, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    qualifier = models.CharField(
        _("qualifier"), max_length=16, choices=Qualifier.listed, default=Qualifier.EXACT
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.listed, default=Status.NOT_YET_REPORTED
    )
    note = models.TextField(_("note"), blank=True)
    explanation = models.TextField(_("explanation of doubts"), blank=True)
    findings = models.JSONField(_("findings when submitted"), default=list, blank=True)
    risk = models.PositiveSmallIntegerField(_("risk"), default=0)
    reason = models.TextField(_("reason for the correction"), blank=True)
    entered_by = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="entered", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered"), null=True)
    first_submitted_at = models.DateTimeField(_("first submitted"), null=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    submitted_by = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="+", verbose_name=_("submitted by")
    )
    accepted_by = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="accepted", verbose_name=_("accepted by")
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    return_reason = models.TextField(_("reason for the return"), blank=True)
    # The events tell when and why; kept here too, so that months can be counted at once.
    returns = models.PositiveSmallIntegerField(_("times returned"), default=0)
    origin = models.CharField(
        _("origin"), max_length=16, choices=EntryOrigin.listed, default=EntryOrigin.REPORTED
    )
    # Where the figure stands in a published text.
    citation = models.ForeignKey(
        Citation,
        models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name=_("citation"),
    )
    # The version of a public figure that a new one without a value is to replace.
    withdraws = models.ForeignKey(
        Observation,
        models.PROTECT,
        null=True,
        related_name="withdrawals",
        verbose_name=_("withdraws"),
    )
    observation = models.ForeignKey(
        Observation,
        models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name=_("observation"),
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "indicator__area__order", "indicator__order", "place__order"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["state", "-risk"], name="entries_by_state_and_risk")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator", "place"],
                condition=Q(origin=EntryOrigin.REPORTED),
                name="one_entry_for_indicator_and_place",
            ),
            models.UniqueConstraint(
                fields=["submission", "indicator", "place", "citation"],
                name="one_entry_for_a_citation",
            ),
            models.UniqueConstraint(
                fields=["withdraws"], name="one_withdrawal_of_a_version_of_a_figure"
            ),
            models.CheckConstraint(
                name="an_entry_cites_or_withdraws_exactly_as_its_origin_says",
                condition=Q(
                    origin=EntryOrigin.REPORTED, citation__isnull=True, withdraws__isnull=True
                )
                | Q(origin=EntryOrigin.TEXT, citation__isnull=False, withdraws__isnull=True)
                | Q(origin=EntryOrigin.WITHDRAWAL, citation__isnull=True, withdraws__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_withdrawal_has_that_status_and_it_says_why",
                condition=Q(origin=EntryOrigin.WITHDRAWAL, status=Status.WITHDRAWN) & ~Q(reason="")
                | ~Q(origin=EntryOrigin.WITHDRAWAL) & ~Q(status=Status.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="an_entry_has_a_value_exactly_where_it_is_reported",
                condition=Q(status=Status.REPORTED, value__isnull=False)
                | (~Q(status=Status.REPORTED) & Q(value__isnull=True, qualifier=Qualifier.EXACT)),
            ),
            models.CheckConstraint(
                name="not_applicable_has_a_note",
                condition=~Q(status=Status.NOT_APPLICABLE) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="what_is_submitted_says_something_by_someone",
                condition=Q(state=EntryState.DRAFT)
                | (
                    ~Q(status=Status.NOT_YET_REPORTED)
                    & Q(
                        entered_by__isnull=False,
                        submitted_by__isnull=False,
                        submitted_at__isnull=False,
                        first_submitted_at__isnull=False,
                    )
                )
                | Q(state=EntryState.RETURNED),
            ),
            models.CheckConstraint(
                name="accepted_exactly_when_someone_accepted_it",
                condition=Q(
                    state=EntryState.ACCEPTED, accepted_by__isnull=False, accepted_at__isnull=False
                )
                | (
                    ~Q(state=EntryState.ACCEPTED)
                    & Q(accepted_by__isnull=True, accepted_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="nobody_accepts_what_they_entered_or_submitted",
                condition=Q(accepted_by__isnull=True)
                | (~Q(accepted_by=F("entered_by")) & ~Q(accepted_by=F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="a_returned_entry_says_why",
                condition=~Q(state=EntryState.RETURNED) | ~Q(return_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.place}) {self.submission}"

    @property
    def is_owed(self) -> bool:
        """Tell whether it is an organisation's part of what is owed."""
        return self.origin == EntryOrigin.REPORTED

    @property
    def is_from_text(self) -> bool:
        """Tell whether it is a whole figure, taken from a published text."""
        return self.origin == EntryOrigin.TEXT

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether it proposes to take a figure from the public."""
        return self.origin == EntryOrigin.WITHDRAWAL
