"""The definitions that are kept in tables: by what a row is known, and what follows its change."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast

from django.core.exceptions import ValidationError

from indicators.intake.cells import fold
from indicators.intake.plausibility import Finding
from indicators.intake.target_plausibility import doubts_of
from indicators.intake.workbook.xlsx_reader import Cell
from indicators.models import Indicator, Plan, Target
from indicators.models.indicators import A_RATE_HAS_NO_CO_OWNERS, is_rate

from .tables import TableResource


class IndicatorResource(TableResource):
    """Indicators as rows, known by their code."""

    class Meta:
        model = Indicator
        import_id_fields = ("code",)
        exclude = ("id", "name", "definition")

    @classmethod
    def in_order(cls, rows: Mapping[int, Mapping[str, Cell]]) -> Iterable[int]:
        """Return wholes before their parts, which name them."""
        lines = {
            fold(str(row.get(name, ""))): line
            for line, row in rows.items()
            for name in ("name_en", "name_zh_hans", "code")
        }
        wholes = {line: fold(str(row.get("part_of", ""))) for line, row in rows.items()}
        graph = {
            line: {lines[said]} if said and said in lines else set()
            for line, said in wholes.items()
        }
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError:
            return rows

    def refusals(self, instance: Indicator) -> dict[str, Any]:
        """Refuse a rate with co-owners, who stand in the row or are known already."""
        known = [] if instance.pk is None else instance.co_owners.all()
        if self._many.get("co_owners", known) and is_rate(instance.kind, instance.unit):
            return {"co_owners": ValidationError(A_RATE_HAS_NO_CO_OWNERS)}
        return {}

    def affected(self, instances: list[Any]) -> Iterable[int]:
        """Return the keys of the indicators themselves."""
        return (one.pk for one in instances)


class TargetResource(TableResource):
    """Targets as rows, known by indicator, place and due day."""

    class Meta:
        model = Target
        import_id_fields = ("indicator", "place", "due")
        exclude = ("id", "statement", "note")

    def after_init_instance(
        self,
        instance: Any,  # noqa: ANN401 - a target
        new: bool,  # noqa: FBT001 - as import-export calls it
        row: object,
        **kwargs: object,
    ) -> None:
        """Put a new target into the only plan, where there is just one; its row may say another."""
        super().after_init_instance(instance, new, row, **kwargs)
        if new and len(plans := Plan.objects.all()[:2]) == 1:
            instance.plan = plans[0]

    def doubts_of(self, instance: Target) -> Iterable[tuple[str, Finding]]:
        """Return what is doubtful with the target's figures."""
        return doubts_of(instance, cast(Target, self._before))

    def affected(self, instances: list[Any]) -> Iterable[int]:
        """Return the keys of the indicators whose targets these are."""
        return (one.indicator_id for one in instances)
