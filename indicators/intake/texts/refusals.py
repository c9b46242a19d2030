"""Why a figure of a text cannot be taken as something."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indicators.grammar import unit_of
from indicators.models import Indicator, Place, ReportingPeriod, TakenText
from indicators.prose import Statement

from .existing import known_figures
from .spans import Span, span_of_mention


def refuse_decided(text: TakenText, span: Span) -> None:
    """Raise ValidationError where a decision on this figure stands already."""
    known = text.mentions.filter(line=span.line)
    if any(span_of_mention(mention).overlaps(span) for mention in known):
        raise ValidationError(_("This figure is decided on already; take that back first."))


def refuse_misfit(figure: Statement, indicator: Indicator, *, is_sure: bool) -> None:
    """Raise ValidationError where the figure cannot be one of the indicator."""
    if figure.value is None or figure.value_to is not None:
        raise ValidationError(_("A range is no single figure; enter it where it is owed."))
    if figure.unit not in ("", unit_of(indicator.unit)):
        raise ValidationError(
            _("“%(written)s” counts in %(unit)s, but %(indicator)s in %(other)s.")
            % {
                "written": figure.as_written,
                "unit": figure.unit,
                "indicator": indicator,
                "other": indicator.unit,
            }
        )
    if (figure.is_change or figure.is_earlier) and not is_sure:
        raise ValidationError(
            _("This reads as a change, or as a figure of an earlier period; say that you are sure.")
        )


def refuse_known(
    figure: Statement, subject: tuple[Indicator, Place], period: ReportingPeriod, reason: str
) -> None:
    """Raise ValidationError where the same is known already, or something else without a reason."""
    indicator, place = subject
    known = known_figures([indicator], period.period).get((indicator.pk, place.pk), ())
    if not known or reason.strip():
        return
    same = [one for one in known if one.is_same(figure.value, figure.qualifier)]
    if same:
        raise ValidationError(
            _("The same figure is known already (%(stage)s), so there is nothing to release.")
            % {"stage": same[0].stage.label}
        )
    raise ValidationError(
        {
            "reason": _(
                "Another figure is known already (%(stage)s); say why this one corrects it."
            )
            % {"stage": known[0].stage.label}
        }
    )
