"""An indicator's targets as its page lists them: those to come, then those whose day has passed."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from indicators import narrative
from indicators.enums import Standing
from indicators.progress import verdict
from indicators.selectors import Card
from indicators.series import Target


class TargetRow(NamedTuple):
    """One target; ``standing`` and ``outcome`` say what became of a number whose day has passed."""

    target: Target
    label: str
    standing: Standing | None = None
    outcome: str = ""


def target_rows(card: Card, language: str) -> list[TargetRow]:
    """Return the targets to come, the next one first, then those passed, the last one first."""
    day, known = card.progress.as_of, sorted(card.series.targets, key=lambda target: target.due)
    coming = [_coming(card, one) for one in known if not one.has_passed(day)]
    return coming + [_passed(card, one, language) for one in known[::-1] if one.has_passed(day)]


def _coming(card: Card, target: Target) -> TargetRow:
    is_later = target.is_quantified and target != card.progress.target
    return TargetRow(target, _("Later target") if is_later else _("Target"))


def _passed(card: Card, target: Target, language: str) -> TargetRow:
    decided = verdict(card.series, target, card.progress.as_of)
    if decided is None:
        return TargetRow(target, _("Past target"))
    said = narrative.outcome(card.series, decided).in_language(language)
    return TargetRow(target, _("Past target"), decided.standing, said)
