"""Take a published text in as a source, and choose the period that its figures are taken for."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators import audit, prose
from indicators.enums import Decision, SourceKind
from indicators.models import Official, Source, TakenText
from indicators.periods import Period, frequency_of
from indicators.permissions import can_review

LONGEST_TITLE = 300


class AlreadyImported(Exception):
    """The same text is here already; ``source`` is what it was taken in as."""

    def __init__(self, source: Source) -> None:
        super().__init__(str(source))
        self.source = source


@dataclass(frozen=True, slots=True)
class NewText:
    """A text as somebody gives it, in the language that it is written in."""

    text: str
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    url: str = ""
    kind: SourceKind = SourceKind.REPORT


@transaction.atomic
def take_in(new: NewText, *, by: Official, at: datetime) -> TakenText:
    """Keep the text as a source that is not public yet, and return it with its period.

    Without a title its first line is one. Raises PermissionDenied without the right, and
    TakenAlready where the same text is here.
    """
    if not can_review(by):
        raise PermissionDenied
    slug = f"text-{hashlib.sha256(new.text.encode()).hexdigest()[:16]}"
    same = Source.objects.filter(Q(text=new.text) | Q(slug=slug)).first()
    if same is not None:
        raise AlreadyImported(same)
    day = new.published_on
    source = Source(
        slug=slug,
        title_zh_hans=new.title.strip() or new.text.split("\n", 1)[0][:LONGEST_TITLE],
        publisher_zh_hans=new.publisher.strip(),
        published_at=timezone.make_aware(datetime.combine(day, time())) if day else None,
        url=new.url,
        kind=new.kind,
        text=new.text,
        is_public=False,
    )
    try:
        with transaction.atomic():
            audit.save_at(source, at)
    except IntegrityError as error:
        # Somebody else, or a second click, was faster by a moment.
        raise AlreadyImported(Source.objects.get(slug=slug)) from error
    audit.leave("took in", source, by=by, at=at, characters=len(new.text))
    return held(source, by=by, at=at)


@transaction.atomic
def remove(source: Source, *, by: Official, at: datetime) -> None:
    """Forget a text that was taken in by mistake.

    Raises PermissionDenied without the right, and ValidationError where it is public, something
    rests on it, or a decision stands.
    """
    text = held(source, by=by, at=at)
    if source.is_public or text.mentions.exists():
        raise ValidationError(
            _("Only a text that is not public, and on which nothing is decided, can be removed.")
        )
    text.delete()
    audit.leave("removed a text", source, by=by, at=at, title=source.title)
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError as error:
        raise ValidationError(_("Something else rests on this text.")) from error


def held(source: Source, *, by: Official, at: datetime) -> TakenText:
    """Return the source as a text to take figures from, held until the transaction ends.

    Raises PermissionDenied without the right.
    """
    if not can_review(by):
        raise PermissionDenied
    started = TakenText(source=source, added_by=by, added_at=at)
    _set(started, period_of(source))
    TakenText.objects.bulk_create([started], ignore_conflicts=True)
    text = TakenText.objects.select_for_update(of=("self",)).select_related("source")
    return text.get(source=source)


def period_of(source: Source) -> Period | None:
    """Return the period that the title or the first lines name, if figures are reported for it."""
    found = prose.period_of(f"{source.title}\n{source.text}")
    return found if found and frequency_of(found) else None


@transaction.atomic
def choose_period(source: Source, period: Period, *, by: Official, at: datetime) -> TakenText:
    """Let the text's figures be taken for the period.

    Raises PermissionDenied without the right, and ValidationError where it is no month, half-year
    or year, or where figures are taken for another one already.
    """
    text = held(source, by=by, at=at)
    if frequency_of(period) is None:
        raise ValidationError(_("Choose a month, a half-year or a year."))
    if (
        text.period
        and text.period != period
        and text.mentions.filter(decision=Decision.TAKEN).exists()
    ):
        raise ValidationError(
            _("Figures are taken for %(period)s already; take them back first.")
            % {"period": text.period.label.in_language(get_language() or "zh-hans")}
        )
    _set(text, period)
    text.save()
    audit.leave("chose the period", source, by=by, at=at, period=period.label.zh)
    return text


def _set(text: TakenText, period: Period | None) -> None:
    frequency = frequency_of(period) if period else None
    text.frequency = frequency or ""
    text.start = period.start if period else None
    text.end = period.end if period else None
