"""Published documents and the places in them where figures stand."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.enums import SourceKind

from .publicity import public_at


class SourceQuerySet(models.QuerySet["Source"]):
    """Documents, asked in sentences."""

    def public(self, before: datetime | None = None) -> "SourceQuerySet":
        """Return what the public may see, or could see before the moment."""
        if before is None:
            return self.filter(is_public=True)
        always = Q(is_public=True, public_since__isnull=True)
        cited = Citation.objects.filter(public_at(before, "observations__release__"))
        return self.filter(always | Q(pk__in=cited.values("source")))


class Source(models.Model):
    """A published document; its text may be attached later.

    A text that is taken in here is public from the first release on that publishes a figure from
    it, until that one is withdrawn; any other document is public from the beginning.
    """

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind.listed)
    note = models.TextField(_("note"), blank=True)
    text = models.TextField(_("full text"), blank=True)
    is_public = models.BooleanField(_("public"), default=True)
    public_since = models.DateTimeField(_("public since"), null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="only_what_is_public_is_public_since_a_moment",
                condition=Q(is_public=True) | Q(public_since__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations, asked in sentences."""

    def not_found(self) -> "CitationQuerySet":
        """Return citations whose figure does not stand in the paragraph of the attached text."""
        return self.exclude(source__text="").filter(start__isnull=True)


class Citation(models.Model):
    """A paragraph of a source with the figure as written, and its span once the text is there.

    A heading or a row of a table has no number, so that ``line`` says where it is: lines that are
    not empty are counted from 1.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="citations", verbose_name=_("source")
    )
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    as_written = models.CharField(_("as written"), max_length=100)
    occurrence = models.PositiveIntegerField(_("occurrence in the paragraph"), default=1)
    start = models.PositiveIntegerField(_("first character"), null=True, blank=True)
    end = models.PositiveIntegerField(_("after the last character"), null=True, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["source", "paragraph", "start", "pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "paragraph", "as_written", "occurrence"],
                name="a_figure_in_a_paragraph_is_cited_once",
            ),
            models.UniqueConstraint(
                fields=["source", "line", "start", "end"],
                condition=Q(paragraph__isnull=True),
                name="a_figure_in_a_line_is_cited_once",
            ),
            models.CheckConstraint(
                name="a_span_has_both_ends_or_none",
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} ¶{self.paragraph} {self.as_written}"
