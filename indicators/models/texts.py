"""Published texts whose figures are taken in, and what was decided on each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import Decision, Frequency
from indicators.periods import Period

from .entries import Entry
from .officials import Official
from .sources import Source


class TakenText(models.Model):
    """A source whose figures are taken in, all for one reporting period."""

    source = models.OneToOneField(
        Source, models.PROTECT, related_name="taken", verbose_name=_("source")
    )
    frequency = models.CharField(
        _("frequency"), max_length=16, choices=Frequency.listed, blank=True
    )
    start = models.DateField(_("from"), null=True)
    end = models.DateField(_("to"), null=True)
    added_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        ordering = ["-added_at", "pk"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.CheckConstraint(
                name="a_text_has_a_whole_period_or_none",
                condition=Q(frequency="", start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gte=F("start")) & ~Q(frequency=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)

    @property
    def period(self) -> Period | None:
        """Return the span of days that the figures are taken for, once it is known."""
        return None if self.end is None else Period(self.end, self.start)


class Mention(models.Model):
    """A figure in a text on which somebody decided; the span counts characters in its line.

    It stays as it was decided, whatever a later reader finds there.
    """

    text = models.ForeignKey(
        TakenText, models.PROTECT, related_name="mentions", verbose_name=_("text")
    )
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True)
    line = models.PositiveIntegerField(_("line"))
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("after the last character"))
    as_written = models.CharField(_("as written"), max_length=100)
    decision = models.CharField(_("decision"), max_length=16, choices=Decision.listed)
    decided_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"))
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="mention", verbose_name=_("entry")
    )

    class Meta:
        ordering = ["text", "line", "start"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "line", "start", "end"], name="a_figure_in_a_text_is_decided_once"
            ),
            models.CheckConstraint(
                name="a_mention_spans_something", condition=Q(end__gt=F("start"))
            ),
            models.CheckConstraint(
                name="exactly_what_is_taken_has_an_entry",
                condition=Q(decision=Decision.TAKEN, entry__isnull=False)
                | Q(decision=Decision.IGNORED, entry__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_written} ({self.decision})"
