"""What organisations report for a period."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.bilingual import Text
from indicators.enums import Frequency
from indicators.periods import Period, due_words

from .officials import Official
from .places import Organisation


class ReportingPeriod(models.Model):
    """A month, half-year or year for which figures are owed, and the day they are due."""

    frequency = models.CharField(_("frequency"), max_length=16, choices=Frequency.listed)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    due = models.DateField(_("due"))
    due_is_provisional = models.BooleanField(
        _("due day is provisional"),
        default=False,
        help_text=_("The holidays of its year are not announced yet; the calendar settles it."),
    )
    due_moved_by = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("due day moved by"),
    )

    class Meta:
        ordering = ["-end", "frequency"]
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        constraints = [
            models.UniqueConstraint(fields=["frequency", "end"], name="a_period_opens_once"),
            models.CheckConstraint(
                name="a_reporting_period_starts_ends_and_is_due_in_order",
                condition=Q(start__lte=F("end"), end__lt=F("due")),
            ),
            models.CheckConstraint(
                name="a_due_day_that_somebody_moved_is_not_provisional",
                condition=Q(due_is_provisional=False) | Q(due_moved_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.period.label.zh

    @property
    def period(self) -> Period:
        """Return the span of days."""
        return Period(self.end, self.start)

    @property
    def due_label(self) -> Text:
        """Return the due day in words, marked where it is provisional."""
        return due_words(self.due, is_provisional=self.due_is_provisional)


class Submission(models.Model):
    """What one organisation reports for one period."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="submissions", verbose_name=_("organisation")
    )
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="submissions", verbose_name=_("period")
    )

    class Meta:
        ordering = ["-period__end", "organisation__order"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"], name="one_submission_of_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.period}"
