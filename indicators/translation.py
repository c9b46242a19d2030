"""Which words of the records are kept in both languages, and which records keep their history.

History is registered here because it must see the fields that translation adds.
"""

from modeltranslation.translator import TranslationOptions, register
from simple_history import register as keep_history

from .models import (
    Area,
    Indicator,
    Observation,
    Organisation,
    Place,
    Plan,
    Release,
    Rule,
    Source,
    Standing,
    Target,
)


@register([Place, Organisation, Plan])
class NameOptions(TranslationOptions):
    """Names."""

    fields = ("name",)


@register(Area)
class AreaOptions(TranslationOptions):
    """Chapters."""

    fields = ("name", "summary")


@register(Indicator)
class IndicatorOptions(TranslationOptions):
    """Indicators."""

    fields = ("name", "definition")


@register(Rule)
class RuleOptions(TranslationOptions):
    """Rules."""

    fields = ("name", "note")


@register(Source)
class SourceOptions(TranslationOptions):
    """Documents."""

    fields = ("title", "publisher", "note")


@register(Target)
class TargetOptions(TranslationOptions):
    """Targets."""

    fields = ("statement", "note")


@register(Release)
class ReleaseOptions(TranslationOptions):
    """Releases."""

    fields = ("title", "note")


@register(Observation)
class ObservationOptions(TranslationOptions):
    """What is said beside a figure."""

    fields = ("note",)


@register(Standing)
class StandingOptions(TranslationOptions):
    """The sentence with the working."""

    fields = ("sentence",)


for model in (Place, Organisation, Area, Source, Target, Rule):
    keep_history(model, app="indicators")
keep_history(Indicator, app="indicators", m2m_fields=[Indicator.co_owners.field])
keep_history(Plan, app="indicators", m2m_fields=[Plan.areas.field])
