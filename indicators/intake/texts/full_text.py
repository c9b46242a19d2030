"""Attach a document's full text to its source, and find every cited figure in it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators import audit
from indicators.models import Citation, Mention, Official, Source
from indicators.paragraphs import locate, paragraphs


def refuse_decided(source: Source) -> None:
    """Raise ValidationError where somebody decided on figures of the source's text."""
    if Mention.objects.filter(text__source=source).exists():
        raise ValidationError(
            _("Figures were taken or ignored in this text, so it can no longer be replaced.")
        )


@transaction.atomic
def attach(source: Source, text: str, *, by: Official, at: datetime) -> list[Citation]:
    """Keep the text with the source, and return the citations whose figure it does not hold.

    Raises PermissionDenied unless the official is an administrator, and ValidationError where
    figures were decided on in the text that is there.
    """
    if not by.is_superuser:
        raise PermissionDenied
    refuse_decided(source)
    source.text = text
    source.save()
    numbered = {part.number: part.text for part in paragraphs(text) if part.number is not None}
    not_found = []
    for citation in source.citations.all():
        paragraph = numbered.get(citation.paragraph or 0, "")
        span = locate(paragraph, citation.as_written, citation.occurrence)
        citation.start, citation.end = span or (None, None)
        citation.save()
        if span is None:
            not_found.append(citation)
    audit.leave("attached text", source, by=by, at=at, characters=len(text))
    return not_found
