"""The records around indicators as rows: documents, places, areas, plans, organisations, people."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export.fields import Field

from indicators.bilingual import Text
from indicators.enums import RuleKind, Side
from indicators.models import (
    Area,
    Indicator,
    Official,
    Organisation,
    Place,
    Plan,
    Rule,
    Source,
)

from .list_columns import FullNameColumn, RolesColumn, TermsColumn
from .tables import TableResource, in_words

BOTH_SIDES = Text("这一类关系两边都须有数据。", "This kind of rule needs figures on both sides.")
TWO_SIDED = (RuleKind.SUM, RuleKind.AT_MOST)


class SourceResource(TableResource):
    """Documents as rows; their texts are kept elsewhere."""

    class Meta:
        model = Source
        import_id_fields = ("slug",)
        exclude = (
            "id",
            "title",
            "publisher",
            "note",
            "text",
            "text_zh_hans",
            "is_public",
            "public_since",
        )


class PlaceResource(TableResource):
    """Places as rows."""

    class Meta:
        model = Place
        import_id_fields = ("code",)
        exclude = ("id", "name")


class AreaResource(TableResource):
    """Areas as rows."""

    class Meta:
        model = Area
        import_id_fields = ("slug",)
        exclude = ("id", "name", "summary")


class PlanResource(TableResource):
    """Plans as rows."""

    class Meta:
        model = Plan
        import_id_fields = ("code",)
        exclude = ("id", "name")

    def affected(self, instances: list[Any]) -> Iterable[int]:
        """Return the keys of the indicators whose paths start on these plans' first days."""
        found = Indicator.objects.filter(targets__plan__in=[one.pk for one in instances])
        return found.values_list("pk", flat=True)


class OrganisationResource(TableResource):
    """Organisations as rows."""

    class Meta:
        model = Organisation
        import_id_fields = ("code",)
        exclude = ("id", "name")


class OfficialResource(TableResource):
    """Officials with their roles as rows; neither passwords nor rights of administrators."""

    last_name = Field(
        "last_name", "last_name", widget=FullNameColumn(Official._meta.get_field("last_name"))
    )
    roles = Field("roles_held", "roles", widget=RolesColumn())

    class Meta:
        model = Official
        import_id_fields = ("username",)
        fields = (
            "username",
            "last_name",
            "organisation",
            "roles",
            "is_head",
            "email",
            "is_active",
        )

    def get_queryset(self) -> QuerySet[Official]:
        """Return the people but administrators, whose accounts no file may touch; no systems."""
        found: QuerySet[Official] = super().get_queryset()
        return found.filter(token__isnull=True, is_superuser=False)

    def after_init_instance(
        self,
        instance: Any,  # noqa: ANN401 - an official
        new: bool,  # noqa: FBT001 - as import-export calls it
        row: object,
        **kwargs: object,
    ) -> None:
        """Give a new account no password."""
        super().after_init_instance(instance, new, row, **kwargs)
        if new:
            instance.set_unusable_password()


class RuleResource(TableResource):
    """Rules with the figures on both sides as rows."""

    left = Field("terms", "left", widget=TermsColumn(Side.LEFT))
    right = Field("terms", "right", widget=TermsColumn(Side.RIGHT))

    class Meta:
        model = Rule
        import_id_fields = ("code",)
        exclude = ("id", "name", "note")

    def filter_export(self, queryset: Any, **kwargs: object) -> Any:  # noqa: ANN401
        """Return the rules with their figures."""
        return queryset.prefetch_related("terms__indicator", "terms__place")

    def refusals(self, instance: Rule) -> dict[str, Any]:
        """Refuse a comparison with a side that is empty."""
        if instance.kind in TWO_SIDED:
            return {
                side.value: ValidationError(in_words(BOTH_SIDES))
                for side in Side
                if not self._figures(instance, side)
            }
        return {}

    def _figures(self, instance: Rule, side: Side) -> bool:
        if side.value in self._many:
            return bool(self._many[side.value])
        return instance.pk is not None and instance.terms.filter(side=side).exists()
