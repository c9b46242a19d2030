"""The declared rules, and what became of them in an edition."""

from indicators import checks, series_builders
from indicators.models import Indicator, Rule, Term

from .as_of import Edition


def rule_results(edition: Edition) -> list[checks.RuleResult]:
    """Return every rule that names public indicators alone, with what became of it."""
    if edition.is_empty:
        known = {}
    else:
        named = Indicator.objects.filter(is_public=True, pk__in=Term.objects.values("indicator"))
        series = series_builders.all_series(named, edition.before)
        known = {(one.code, one.place.code): one for one in series}
    hidden = Term.objects.filter(indicator__is_public=False)
    public = series_builders.declared_rules(Rule.objects.exclude(pk__in=hidden.values("rule")))
    return [checks.evaluate(rule, known) for rule in public]
