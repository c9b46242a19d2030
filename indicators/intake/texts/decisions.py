"""Decide on a figure that a text mentions: make an entry of it, ignore it, or take that back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators import audit
from indicators.enums import Decision, EntryOrigin, EntryState, Qualifier, Status
from indicators.intake.period_opening import period_for
from indicators.models import (
    Citation,
    Entry,
    Indicator,
    Mention,
    Official,
    Place,
    Source,
    Submission,
    TakenText,
    Target,
)
from indicators.paragraphs import occurrence_at, paragraphs
from indicators.prose import Statement

from .refusals import refuse_decided, refuse_known, refuse_misfit
from .spans import Span, figure_at, span_of, span_of_mention
from .text_import import held

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a figure is taken as: an indicator in a place, by their codes.

    With a ``reason`` it corrects what is known; ``is_sure`` overrules the reader where it took the
    figure for a change, or for one of an earlier period.
    """

    indicator: str
    place: str
    reason: str = ""
    is_sure: bool = False


@transaction.atomic
def take(source: Source, span: Span, wish: Assignment, *, by: Official, at: datetime) -> Mention:
    """Make an entry of the figure in the official's own organisation, with its citation.

    Raises PermissionDenied without the right, NotFound where no figure stands there, and
    ValidationError, saying what to do, where it cannot be taken so.
    """
    text = held(source, by=by, at=at)
    figure = figure_at(source.text, span)
    indicator, place = _subject(wish)
    refuse_decided(text, span)
    refuse_misfit(figure, indicator, is_sure=wish.is_sure)
    submission = _submission(text, by)
    refuse_known(figure, (indicator, place), submission.period, wish.reason)
    citation = _citation(source, figure)
    entry = Entry.objects.create(
        submission=submission,
        indicator=indicator,
        place=place,
        origin=EntryOrigin.TEXT,
        citation=citation,
        version=1,
        typed=citation.as_written,
        value=figure.value,
        qualifier=figure.qualifier or Qualifier.EXACT,
        status=Status.REPORTED,
        reason=wish.reason.strip(),
        entered_by=by,
        entered_at=at,
    )
    audit.leave("took from a text", entry, by=by, at=at, after=_state_of(entry))
    return Mention.objects.create(
        text=text,
        decision=Decision.TAKEN,
        decided_by=by,
        decided_at=at,
        entry=entry,
        **_place_of(figure),
    )


@transaction.atomic
def ignore(source: Source, span: Span, *, by: Official, at: datetime) -> Mention:
    """Note that the figure is of no indicator.

    Raises PermissionDenied without the right, NotFound, and ValidationError where it is taken.
    """
    text = held(source, by=by, at=at)
    figure = figure_at(source.text, span)
    refuse_decided(text, span)
    audit.leave("ignored a figure", source, by=by, at=at, span=list(span))
    return Mention.objects.create(
        text=text,
        decision=Decision.IGNORED,
        decided_by=by,
        decided_at=at,
        **_place_of(figure),
    )


@transaction.atomic
def take_back(mention: Mention, *, reason: str = "", by: Official, at: datetime) -> None:
    """Forget the decision, and the entry that came of it.

    Raises PermissionDenied without the right, and ValidationError once the entry is released, or
    without a reason once a reviewer has accepted it.
    """
    source = mention.text.source
    held(source, by=by, at=at)
    now = Mention.objects.filter(pk=mention.pk).select_related("entry").first()
    if now is None:
        raise ValidationError(_("That is taken back already."))
    entry = now.entry
    now.delete()
    if entry is None:
        audit.leave("looked again", source, by=by, at=at, span=list(span_of_mention(mention)))
        return
    if entry.observation_id is not None:
        raise ValidationError(_("The figure is public; only a correction can replace it."))
    if entry.state == EntryState.ACCEPTED and not reason.strip():
        raise ValidationError(
            {"reason": _("A reviewer has accepted it; say why it is taken back.")}
        )
    audit.leave("took back", entry, by=by, at=at, before=_state_of(entry), reason=reason.strip())
    citation = entry.citation_id
    entry.delete()
    cited = Citation.objects.filter(pk__in=[citation], entries=None, observations=None)
    cited.exclude(pk__in=Target.derived_from.through.objects.values("citation")).delete()


def _subject(wish: Assignment) -> tuple[Indicator, Place]:
    indicator = Indicator.objects.filter(code=wish.indicator).first()
    place = Place.objects.filter(code=wish.place).first()
    if indicator is None or place is None:
        raise ValidationError(_("Choose an indicator and a place."))
    return indicator, place


def _submission(text: TakenText, by: Official) -> Submission:
    """Return what the official's own organisation reports for the text's period."""
    if by.organisation is None:
        raise ValidationError(
            _("Your account belongs to no organisation; ask an administrator to give it one.")
        )
    if text.period is None or text.period.start is None:
        raise ValidationError(_("Choose the period that the text is about first."))
    period = period_for(text.frequency, text.period.start, text.period.end)
    submission, _created_now = Submission.objects.get_or_create(
        organisation=by.organisation, period=period
    )
    return submission


def _citation(source: Source, figure: Statement) -> Citation:
    """Return the place in the source, which other figures may cite already."""
    line = paragraphs(source.text)[figure.line - 1].text
    where: dict[str, object] = {"line": figure.line, "start": figure.start, "end": figure.end}
    written: dict[str, object] = {
        "as_written": figure.as_written[:LONGEST],
        "occurrence": occurrence_at(line, figure.as_written, figure.start),
    }
    known, rest = (where, written) if figure.paragraph is None else (written, where)
    citation, _created_now = Citation.objects.get_or_create(
        source=source, paragraph=figure.paragraph, **known, defaults=rest
    )
    return citation


def _place_of(figure: Statement) -> dict[str, Any]:
    """Return where the figure stands, as a mention keeps it."""
    return {
        **span_of(figure)._asdict(),
        "paragraph": figure.paragraph,
        "as_written": figure.as_written[:LONGEST],
    }


def _state_of(entry: Entry) -> dict[str, str]:
    """Return what an event keeps of an entry."""
    value = "" if entry.value is None else f"{entry.value.normalize():f}"
    return {
        "indicator": entry.indicator.code,
        "place": entry.place.code,
        "typed": entry.typed,
        "value": value,
        "qualifier": entry.qualifier,
    }
