"""Proofread a text against what is public, or, for the office, against what is accepted too."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from indicators import prose, publishing, series_builders
from indicators.intake.texts import vocabulary
from indicators.models import Entry, Indicator
from indicators.selectors import Edition

from .proof import Known, Proofs, proofread


def against_public(text: str, edition: Edition) -> Proofs:
    """Return the text's figures beside what was public in the edition."""
    statements = prose.read(text, vocabulary.vocabulary(only_public=True))
    public = Indicator.objects.filter(is_public=True, code__in=_spoken_of(statements))
    return proofread(text, statements, {} if edition.is_empty else _known(public, edition.before))


def against_accepted(text: str, edition: Edition, *, at: datetime) -> Proofs:
    """Return the text's figures beside what would be public if all that is accepted came out."""
    statements = prose.read(text, vocabulary.vocabulary())
    codes = _spoken_of(statements)
    known = dict(_known(Indicator.objects.filter(code__in=codes), edition.before))
    accepted = Entry.objects.awaiting_release().filter(indicator__code__in=codes)
    composed = publishing.compose(accepted.with_relations())
    for change in publishing.preview(composed, at=at).changes:
        known[change.after.code, change.after.place.code] = change.after
    return proofread(text, statements, known)


def _spoken_of(statements: Iterable[prose.Statement]) -> set[str]:
    return {one.best.indicator for one in statements if one.best}


def _known(indicators: QuerySet[Indicator], before: datetime | None) -> Known:
    found = series_builders.all_series(indicators, before)
    return {(one.code, one.place.code): one for one in found}
