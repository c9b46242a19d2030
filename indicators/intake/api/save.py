"""Save a batch of figures in one transaction, or raise with every problem."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators import series_builders
from indicators.bilingual import Text
from indicators.intake.bulk_save import keep_all, sharing, submit_all
from indicators.intake.desk.entries import OPEN
from indicators.intake.plausibility import Finding
from indicators.intake.validation import findings_for
from indicators.models import Entry, Indicator, Official, Submission, Token
from indicators.permissions import can_report

from .parse import Key, ParsedBatch, taken
from .types import BatchRefused, BatchResult, FigureProblem, IncomingFigure

EXPLAIN = Text("如数据无误，请在explanation中说明。", "Where it is right, say so in explanation.")


@transaction.atomic
def enter_all(
    submission: Submission,
    sent: Sequence[IncomingFigure],
    *,
    submit: bool,
    by: Official,
    at: datetime,
) -> BatchResult:
    """Keep the figures, submit them where asked to, and return their entries.

    What says the same as before is left as it is, so that sending again is harmless. Raises
    PermissionDenied for a stranger, and NotEntered with all that is wrong.
    """
    if not can_report(by, submission.organisation_id):
        raise PermissionDenied
    held = _held(submission, sent)
    systems = Token.objects.filter(organisation=submission.organisation_id)
    batch = ParsedBatch(held, {*systems.values_list("official", flat=True)}, _strangers(held, sent))
    for number, one in enumerate(sent):
        batch.problems += taken(batch, number, one)
    if batch.problems:
        raise BatchRefused(batch.problems)
    keep_all(batch.changes, by=by, at=at)
    found = findings_for(batch.entries)
    waiting = [entry for entry in batch.entries if submit and entry.state in OPEN]
    in_the_way = [
        problem
        for entry in waiting
        for problem in _in_the_way(batch.numbers[entry.pk], entry, found[entry.pk])
    ]
    if in_the_way:
        raise BatchRefused(in_the_way)
    submit_all(waiting, found, by=by, at=at)
    return BatchResult(batch.entries, found, len(batch.changes), len(waiting))


def _held(submission: Submission, sent: Sequence[IncomingFigure]) -> dict[Key, Entry]:
    """Return the submission's entries by indicator and place, locked until all is written."""
    wanted = submission.entries.owed().filter(indicator__code__in={one.indicator for one in sent})
    locked = sharing(wanted.select_for_update(of=("self",)), submission)
    return {(entry.indicator.code, entry.place.code): entry for entry in locked}


def _strangers(held: dict[Key, Entry], sent: Sequence[IncomingFigure]) -> dict[str, Text]:
    """Say by whom what is not owed here is reported, by the codes of public indicators."""
    own = {indicator for indicator, _place in held}
    others = {one.indicator for one in sent} - own
    if not others:
        return {}
    found = Indicator.objects.filter(is_public=True, code__in=others).select_related("owner")
    owners = {one.code: series_builders.text_of(one.owner, "name") for one in found}
    return {
        code: Text(f"该指标由{name.zh}填报。", f"It is reported by {name.en or name.zh}.")
        for code, name in owners.items()
    }


def _in_the_way(number: int, entry: Entry, found: Sequence[Finding]) -> Iterator[FigureProblem]:
    """Yield what keeps the entry from being submitted, as the desk does."""
    for one in found:
        if one.is_error:
            yield FigureProblem(number, "value", one.code, one.message)
        elif not entry.explanation.strip():
            message = Text(one.message.zh + EXPLAIN.zh, f"{one.message.en} {EXPLAIN.en}")
            yield FigureProblem(number, "explanation", one.code, message)
