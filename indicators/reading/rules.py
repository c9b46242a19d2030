"""The declared rules, and what became of them in an edition."""

from django.db.models import Prefetch

from indicators import assembly, checks
from indicators.enums import RuleKind, Side
from indicators.models import Indicator, Rule, Term

from .editions import Edition


def rule_results(edition: Edition) -> list[checks.Result]:
    """Return every rule with what became of it."""
    if edition.is_empty:
        known = {}
    else:
        named = Indicator.objects.filter(is_public=True, pk__in=Term.objects.values("indicator"))
        series = assembly.all_series(named, edition.before)
        known = {(one.code, one.place.code): one for one in series}
    return [checks.evaluate(rule, known) for rule in rules()]


def rules() -> list[checks.Rule]:
    """Return the declared rules as values."""
    found = Rule.objects.prefetch_related(
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
        assembly.text_of(rule, "name"),
        RuleKind(rule.kind),
        sides[Side.LEFT],
        sides[Side.RIGHT],
        rule.low,
        rule.high,
        assembly.text_of(rule, "note"),
    )
