"""Say in the reader's language what a published text mentions."""

from django.template import Library
from django.utils.translation import get_language

from indicators.enums import Qualifier, StatementKind, Status
from indicators.intake.texts import ExistingFigure, TextEntry
from indicators.models import Citation, Indicator
from indicators.prose import Statement
from indicators.series import NOTHING
from indicators.units import Unit, plain, show

register = Library()


def _language() -> str:
    return get_language() or "zh-hans"


# Figures are loud; the other kinds only say what they are.
SIGNS = {
    StatementKind.FIGURE: "●",
    StatementKind.DATE: "◷",
    StatementKind.ORDINAL: "№",
    StatementKind.NAME: "“”",
    StatementKind.NUMBER_OF_DOCUMENT: "〔〕",
    StatementKind.IDIOM: "~",
}


@register.filter
def kind_sign(kind: StatementKind) -> str:
    """Return the sign that goes with the word for a kind of number."""
    return SIGNS[kind]


@register.filter
def any_open(many: list[TextEntry]) -> bool:
    """Tell whether any of the taken figures waits to be submitted."""
    return any(one.is_open for one in many)


@register.filter
def read_as(statement: Statement) -> str:
    """Return how a figure of a text is understood, with its unit as written there."""
    if statement.value is None:
        return ""
    unit = Unit(statement.unit, statement.unit, statement.unit)
    if statement.value_to is not None:
        upper = show(statement.value_to, unit).in_language(_language())
        return f"{plain(statement.value)}–{upper}"
    return show(statement.value, unit, statement.qualifier or Qualifier.EXACT).in_language(
        _language()
    )


@register.filter
def share(confidence: float) -> str:
    """Return how sure the reader of texts is, in per cent."""
    return f"{confidence:.0%}"


@register.filter
def span_key(citation: Citation) -> str:
    """Return where a figure stands in its text, as addresses name it."""
    return f"{citation.line}-{citation.start}-{citation.end}"


@register.filter
def known_as(indicator: Indicator, known: ExistingFigure) -> str:
    """Return a figure that is known of the indicator, or that there is none."""
    if known.value is None:
        return NOTHING[Status.MISSING].in_language(_language())
    unit = Unit(indicator.unit, indicator.unit_one, indicator.unit_many)
    shown = show(known.value, unit, known.qualifier, indicator.decimals)
    return shown.in_language(_language())
