"""Compose a release from accepted entries, and publish it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators import series_builders
from indicators.bilingual import Text
from indicators.enums import SourceKind
from indicators.models import Citation, Entry, Observation, Official, Release, Source
from indicators.publication_input import NewFigure

from .locking import one_at_a_time
from .releases import SAME, publish
from .whole_figures import ReleasableFigure, whole_figures


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """What accepted entries come to: figures to release, and entries that lack other parts.

    ``clashing`` are figures that another of them gives as well, or that are public already though
    no reason says why they change: they cannot go out as they are.
    """

    ready: tuple[ReleasableFigure, ...]
    incomplete: tuple[Entry, ...]
    clashing: tuple[ReleasableFigure, ...] = ()


def compose(entries: Iterable[Entry]) -> ReleaseDraft:
    """Put the parts of co-owned indicators together and return what can be released.

    Entries that are not accepted, or released already, are left out; but a correction of one part
    takes the others' parts as they were released. What was taken from a published text is a figure
    of its own, and so is what takes a figure from the public.
    """
    ready, incomplete = whole_figures(entries)
    clashes = _clashes(one.figure for one in ready) | _outdated(ready)
    able = tuple(one for one in ready if one.figure.key not in clashes)
    clashing = tuple(one for one in ready if one.figure.key in clashes)
    return ReleaseDraft(able, tuple(incomplete), clashing)


def _clashes(figures: Iterable[NewFigure]) -> set[tuple[object, ...]]:
    """Return what several figures are about, or one without a reason that is public already."""
    many: dict[tuple[object, ...], list[NewFigure]] = defaultdict(list)
    for figure in figures:
        many[figure.key].append(figure)
    public = Observation.objects.public().filter(
        indicator__in={key[0] for key in many}, period_end__in={key[-1] for key in many}
    )
    known = set(public.order_by().values_list(*SAME))
    return {
        key
        for key, same in many.items()
        if len(same) > 1 or (key in known and not same[0].reason.strip())
    }


def _outdated(ready: Iterable[ReleasableFigure]) -> set[tuple[object, ...]]:
    """Return what is to be withdrawn, though another version is public by now."""
    wanted = {
        one.entries[0].withdraws_id: one.figure.key for one in ready if one.entries[0].is_withdrawal
    }
    public = Observation.objects.current().filter(pk__in=wanted)
    return {wanted[pk] for pk in wanted.keys() - set(public.values_list("pk", flat=True))}


@transaction.atomic
def release_entries(
    entries: Iterable[Entry], *, title: Text, by: Official, at: datetime
) -> Release:
    """Publish the figures of the entries, in the versions given, and return their release.

    Raises PermissionDenied without the right, and ValidationError where an entry is not accepted,
    lacks other organisations' parts, or is released already.
    """
    one_at_a_time()
    asked = {entry.pk: entry.version for entry in entries}
    locked = Entry.objects.awaiting_release().select_for_update(of=("self",)).filter(pk__in=asked)
    found = list(Entry.objects.with_relations().filter(pk__in=[entry.pk for entry in locked]))
    composed = compose(found)
    if composed.incomplete or {one.pk: one.version for one in found} != asked:
        raise ValidationError(_("Some entries changed meanwhile; look at the release again."))
    if composed.clashing:
        message = _("%(figures)s: one figure can be public only once. Choose one of them.")
        raise ValidationError(message % {"figures": " · ".join(map(_told, composed.clashing))})
    cited = [_cited(one, at) for one in composed.ready]
    release = publish(cited, title=title, by=by, at=at)
    published = {tuple(row): pk for pk, *row in release.observations.values_list("pk", *SAME)}
    for one in composed.ready:
        keys = [entry.pk for entry in one.entries]
        Entry.objects.filter(pk__in=keys).update(observation=published[one.figure.key])
    return release


def _told(one: ReleasableFigure) -> str:
    """Name the figure as it was written, with the organisation or the text that gives it."""
    first, figure = one.entries[0], one.figure
    giver = first.citation.source.title if first.citation else first.submission.organisation.name
    return f"{figure.indicator.name} {figure.period_end} {figure.as_written} ({giver})"


def _cited(one: ReleasableFigure, at: datetime) -> NewFigure:
    """Let the figure lead back to the text that it was taken from, or to its owner's submission.

    A submission is a list of figures: it has rows, and no paragraphs.
    """
    if not one.entries[0].is_owed:
        return one.figure
    owner = one.figure.indicator.owner_id
    entry = next(
        (part for part in one.entries if part.submission.organisation_id == owner), one.entries[0]
    )
    citation, _created_now = Citation.objects.get_or_create(
        source=_source(entry, at),
        paragraph=None,
        line=entry.indicator.order or 1,
        as_written=one.figure.as_written[:100] or entry.get_status_display(),
        occurrence=1,
    )
    return replace(one.figure, citation=citation, as_written=one.figure.as_written[:100])


def _source(entry: Entry, at: datetime) -> Source:
    """Return the submission as a document that figures can cite."""
    submission = entry.submission
    organisation = series_builders.text_of(submission.organisation, "name")
    label = submission.period.period.label
    source, _created_now = Source.objects.get_or_create(
        slug=f"submission-{submission.pk}",
        defaults={
            "title_zh_hans": f"{organisation.zh}{label.zh}填报",
            "title_en": f"Submission of {organisation.en} for {label.en}",
            "publisher_zh_hans": organisation.zh,
            "publisher_en": organisation.en,
            "kind": SourceKind.SUBMISSION,
            "published_at": at,
        },
    )
    return source
