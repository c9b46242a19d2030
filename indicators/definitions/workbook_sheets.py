"""The sheets of the workbook of definitions, each before those whose rows name its records."""

from dataclasses import dataclass

from indicators.bilingual import Text
from indicators.intake.cells import fold

from .record_resources import (
    AreaResource,
    OfficialResource,
    OrganisationResource,
    PlaceResource,
    PlanResource,
    RuleResource,
    SourceResource,
)
from .resources import IndicatorResource, TargetResource
from .tables import TableResource

INSTRUCTIONS = Text("填写说明", "Instructions")


@dataclass(frozen=True, slots=True)
class DefinitionSheet:
    """A sheet: what it is called in both languages, and what its rows are."""

    name: Text
    resource: type[TableResource]

    @property
    def code(self) -> str:
        """Return the model's name, by which programs know the sheet."""
        return str(self.resource._meta.model._meta.model_name)

    @property
    def names(self) -> set[str]:
        """Return all that the sheet may be called, as ``fold`` compares it."""
        return {fold(one) for one in (*self.name, self.code)}


SHEETS = (
    DefinitionSheet(Text("文件", "Documents"), SourceResource),
    DefinitionSheet(Text("地区", "Places"), PlaceResource),
    DefinitionSheet(Text("领域", "Areas"), AreaResource),
    DefinitionSheet(Text("计划", "Plans"), PlanResource),
    DefinitionSheet(Text("单位", "Organisations"), OrganisationResource),
    DefinitionSheet(Text("用户", "Officials"), OfficialResource),
    DefinitionSheet(Text("指标", "Indicators"), IndicatorResource),
    DefinitionSheet(Text("目标", "Targets"), TargetResource),
    DefinitionSheet(Text("勾稽关系", "Rules"), RuleResource),
)


def sheet_called(said: str) -> DefinitionSheet | None:
    """Return the sheet of that name in either language, or None."""
    return next((sheet for sheet in SHEETS if fold(said) in sheet.names), None)
