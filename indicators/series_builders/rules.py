"""The declared rules as values."""

from django.db.models import Prefetch, QuerySet

from indicators import checks
from indicators.enums import RuleKind, Side
from indicators.models import Rule, Term

from .rows import text_of


def declared_rules(rules: QuerySet[Rule] | None = None) -> list[checks.Rule]:
    """Return the declared rules, or those given, as values."""
    wanted = Rule.objects.all() if rules is None else rules
    found = wanted.prefetch_related(
        Prefetch("terms", Term.objects.select_related("indicator", "place"))
    )
    return [_rule(rule) for rule in found]


def _rule(rule: Rule) -> checks.Rule:
    sides = {
        side: tuple(
            (term.indicator.code, term.place.code) for term in rule.terms.all() if term.side == side
        )
        for side in Side
    }
    return checks.Rule(
        rule.code,
        text_of(rule, "name"),
        RuleKind(rule.kind),
        sides[Side.LEFT],
        sides[Side.RIGHT],
        rule.low,
        rule.high,
        text_of(rule, "note"),
    )
