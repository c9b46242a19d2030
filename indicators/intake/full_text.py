"""Attach a document's full text to its source, and find every cited figure in it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators import events
from indicators.models import Citation, Official, Source
from indicators.texts import locate, paragraphs


@transaction.atomic
def attach(source: Source, text: str, *, by: Official, at: datetime) -> list[Citation]:
    """Keep the text with the source, and return the citations whose figure it does not hold.

    Raises PermissionDenied unless the official is an administrator.
    """
    if not by.is_superuser:
        raise PermissionDenied
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
    events.leave("attached text", source, by=by, at=at, characters=len(text))
    return not_found
