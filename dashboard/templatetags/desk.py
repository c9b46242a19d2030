"""Say the desk's values in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal

from django.template import Library
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from indicators.bilingual import Text
from indicators.enums import Qualifier, Status
from indicators.grammar import write
from indicators.intake import entry_input
from indicators.intake.entry_input import EntryValues
from indicators.intake.previous_figures import PastFigure
from indicators.models import Entry, Indicator, Observation, Official
from indicators.periods import Period
from indicators.permissions import Power, can_compare, holds
from indicators.reminders import NoticeItem, Urgency, due_of
from indicators.units import Unit, show

register = Library()
STEPS_OF_HEAT = 4


def _language() -> str:
    return get_language() or "zh-hans"


def _unit(indicator: Indicator) -> Unit:
    return Unit(indicator.unit, indicator.unit_one, indicator.unit_many)


@register.simple_tag
def powers(official: Official) -> dict[str, bool]:
    """Return what to offer to the official: a button is shown where the act is allowed."""
    return {power.value: holds(official, power) for power in Power} | {
        Power.COMPARE.value: can_compare(official)
    }


@register.simple_tag
def qualifiers() -> list[tuple[str, str]]:
    """Return the qualifiers to choose from for a figure that is typed without one."""
    return [(one.value, str(one.label)) for one in Qualifier if one is not Qualifier.EXACT]


@register.simple_tag
def fields(entry: Entry, refused: Mapping[str, str] | None) -> dict[str, object]:
    """Return a row's field values: the refused input, else what is saved.

    No qualifier is chosen for what is kept: the text says it.
    """
    if refused:
        return {**refused, "not_applicable": "not_applicable" in refused}
    said = entry_input.said_by(entry)
    return {
        "typed": entry_input.text_of(said),
        "note": said.note,
        "explanation": said.explanation,
        "not_applicable": said.status == Status.NOT_APPLICABLE,
    }


@register.filter
def past(indicator: Indicator, figure: PastFigure) -> str:
    """Return an accepted figure with qualifier and unit."""
    shown = show(figure.value, _unit(indicator), figure.qualifier, indicator.decimals)
    return shown.in_language(_language())


@register.filter
def as_typed(figure: PastFigure | None) -> str:
    """Return an accepted figure as one would type it again."""
    return write(figure.value, figure.qualifier, "") if figure else ""


@register.filter
def understood(entry: Entry) -> str:
    """Return what was understood from what was typed, or that a figure is to be withdrawn."""
    if entry.is_withdrawal and entry.observation_id is None:
        return gettext("to be withdrawn")
    return figure_of(entry_input.said_by(entry), entry.indicator)


@register.filter
def public_figure(one: Observation) -> str:
    """Return a public figure with qualifier and unit."""
    value, qualifier = one.value or Decimal(0), Qualifier(one.qualifier)
    shown = show(value, _unit(one.indicator), qualifier, one.indicator.decimals)
    return shown.in_language(_language())


@register.filter
def period_of(one: Observation) -> Text:
    """Return what days a public figure is about."""
    return Period(one.period_end, one.period_start).label


@register.filter
def figure_of(said: EntryValues, indicator: Indicator) -> str:
    """Return the figure of an answer with qualifier and unit, or which sort of nothing it is."""
    return entry_input.shown(said, indicator).in_language(_language())


@register.filter
def finding_words(finding: dict[str, str]) -> str:
    """Return a finding that an entry kept."""
    return finding["en" if _language() == "en" else "zh"]


@register.filter
def tenths(share: int) -> int:
    """Return how dark a cell of the matrix is, from 0 to 4."""
    return share * STEPS_OF_HEAT // 100


@register.filter
def reminder(item: NoticeItem) -> str:
    """Return one line of a notice: which period, how many entries, due when."""
    period = item["period_en" if _language() == "en" else "period_zh"]
    return ngettext(
        "%(period)s: %(number)s entry %(urgency)s, due on %(due)s",
        "%(period)s: %(number)s entries %(urgency)s, due on %(due)s",
        item["entries"],
    ) % {
        "period": period,
        "number": item["entries"],
        "urgency": Urgency(item["kind"]).label,
        "due": due_of(item).in_language(_language()),
    }


ACTS = {
    "entered": _("filled in"),
    "submitted": _("submitted it"),
    "withdrew": _("withdrew it"),
    "reopened": _("opened it again"),
    "accepted": _("accepted it"),
    "returned": _("returned it"),
    "proposed to withdraw": _("proposed to withdraw it from the public"),
    "dropped a withdrawal": _("dropped the proposal"),
    "attached evidence": _("attached evidence"),
    "removed evidence": _("removed evidence"),
    "took from a text": _("took it from a text"),
    "took back": _("took it back"),
}


@register.filter
def act(verb: str) -> str:
    """Return what an event says was done."""
    return str(ACTS.get(verb, verb))
