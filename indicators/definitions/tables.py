"""Records as rows of a table: what a row changes, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InternalError, models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from indicators.bilingual import Text
from indicators.intake.cells import NotReadable
from indicators.intake.plausibility import Finding
from indicators.intake.record_lookup import RefusedElsewhere, Registers
from indicators.intake.workbook.xlsx_reader import Cell

from .column_types import column_for
from .columns import CellContext, Change, Shown, is_required, original_of, written

NOTHING = (None, "")
# The code of a problem whose cause is told where it is.
ELSEWHERE = "elsewhere"
BLANK = Text("此列不能为空。", "This column may not be blank.")


class RowDiff:
    """What a row changes, column by column; import-export calls this a diff."""

    def __init__(self, resource: "TableResource", instance: models.Model, new: bool) -> None:  # noqa: FBT001 - as import-export calls it
        """Look at the record as it stands."""
        self._titles = {name: field.widget.title for name, field in resource.fields.items()}
        self._before = dict.fromkeys(resource.fields, "") if new else resource.cells_of(instance)
        self._after: dict[str, Shown] = {}

    def compare_with(self, resource: "TableResource", instance: models.Model) -> None:
        """Look at the record as the row makes it."""
        self._after = resource.cells_of(instance)

    def as_html(self) -> list[Change]:
        """Return the cells that differ."""
        return [
            Change(name, self._titles[name], written(self._before[name]), written(after))
            for name, after in self._after.items()
            if after != self._before[name]
        ]


class TableResource(ModelResource):
    """Records as rows: other records by code or name, choices by word, in either language.

    A cell that shows what is there changes nothing, and a row of such cells is passed over.
    """

    class Meta:
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        clean_model_instances = True

    def __init__(self, registers: Registers | None = None, **kwargs: object) -> None:
        """Begin a table; tables of one file share what their cells may name."""
        super().__init__(**kwargs)
        self.registers = registers or Registers()
        self.is_1904 = False
        self._many: dict[str, list[Any]] = {}
        self._before: models.Model | None = None

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Field:  # noqa: ANN401, FBT001 - as import-export calls it
        """Return the column that holds the model's field."""
        return Field(field_name, field_name, widget=column_for(django_field))

    @classmethod
    def get_diff_class(cls) -> type[RowDiff]:
        """Return what notes the changes."""
        return RowDiff

    @classmethod
    def in_order(cls, rows: Mapping[int, Mapping[str, Cell]]) -> Iterable[int]:
        """Return the rows, by their lines, in the order in which they can be imported."""
        return rows

    def get_queryset(self) -> Any:  # noqa: ANN401 - of whichever model
        """Return all records with what their rows name."""
        return self.filter_export(super().get_queryset())

    def filter_export(self, queryset: Any, **kwargs: object) -> Any:  # noqa: ANN401
        """Return the records with what their rows name."""
        ones = [one.name for one in self._meta.model._meta.fields if one.is_relation]
        columns = [field.widget for field in self.fields.values()]
        many = [column.prefetched for column in columns if column.is_many]
        return queryset.select_related(*ones).prefetch_related(*many)

    def cells_of(self, instance: models.Model) -> dict[str, Shown]:
        """Return what the record's row shows, column by column."""
        return {name: field.export(instance) for name, field in self.fields.items()}

    def get_instance(self, instance_loader: object, row: Mapping[str, Any]) -> models.Model | None:
        """Return the record that the row is about; what its cells lack is told with the others."""
        around = CellContext(self._meta.model(), self.registers, self.is_1904)
        try:
            key = {
                name: self.fields[name].widget.read(row[name], around)
                for name in self.get_import_id_fields()
            }
        except NotReadable:
            return None
        return (
            None if set(key.values()) & set(NOTHING) else self.get_queryset().filter(**key).first()
        )

    def after_init_instance(
        self,
        instance: models.Model,
        new: bool,  # noqa: FBT001 - as import-export calls it
        row: object,
        **kwargs: object,
    ) -> None:
        """Keep the record as it stands."""
        self._before, self._many = deepcopy(instance), {}

    def import_instance(self, instance: Any, row: Mapping[str, Any], **kwargs: object) -> None:  # noqa: ANN401
        """Read every cell into the record; raises ValidationError with all that is wrong."""
        around = CellContext(instance, self.registers, self.is_1904)
        problems = {}
        for name, field in self.fields.items():
            if name not in row:
                continue
            try:
                self._take(name, field.widget.read(row[name], around), instance)
            except RefusedElsewhere as error:
                problems[name] = ValidationError(in_words(error.message), code=ELSEWHERE)
            except NotReadable as error:
                problems[name] = ValidationError(in_words(error.message))
        if problems:
            raise ValidationError(problems)

    def _take(self, name: str, value: Any, instance: Any) -> None:  # noqa: ANN401
        field = self.fields[name]
        column = field.widget
        if column.is_many:
            self._many[name] = value
        elif value not in NOTHING:
            if column.render(value) != field.export(instance):
                setattr(instance, field.attribute, value)
        elif is_required(column.field):
            if not (instance._state.adding and column.field.has_default()):
                raise NotReadable(BLANK)
        elif field.export(instance) != "":
            setattr(instance, field.attribute, None if column.field.null else "")

    def skip_row(
        self,
        instance: Any,  # noqa: ANN401
        original: Any,  # noqa: ANN401
        row: object,
        import_validation_errors: object = None,
    ) -> bool:
        """Tell whether the row says what is there."""
        if import_validation_errors or instance._state.adding:
            return False
        now = self.cells_of(instance)
        many = {name: self.fields[name].widget.render(these) for name, these in self._many.items()}
        return {**now, **many} == self.cells_of(original)

    def validate_instance(
        self,
        instance: models.Model,
        import_validation_errors: Mapping[str, Any] | None = None,
        validate_unique: bool = True,  # noqa: FBT001, FBT002 - as import-export calls it
    ) -> None:
        """Raise ValidationError for all that stands against the record, cell by cell."""
        problems = dict(import_validation_errors or {})
        # The columns of both languages say what these hold.
        originals = map(original_of, instance._meta.fields)
        doubled = {original.name for original in originals if original is not None}
        try:
            instance.full_clean(exclude={*problems, *doubled}, validate_unique=validate_unique)
        except ValidationError as error:
            # What cannot be read is no cause for more messages about the same cell.
            problems = {**error.error_dict, **problems}
        problems = {**self.refusals(instance), **problems}
        if problems:
            raise ValidationError(problems)

    def refusals(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return what stands against the record and those that belong to it, by column."""
        return {}

    def affected(self, instances: list[Any]) -> Iterable[int]:
        """Return the keys of the indicators whose standings follow from these records."""
        return ()

    def doubts_of(self, instance: Any) -> Iterable[tuple[str, Finding]]:  # noqa: ANN401
        """Return what is doubtful with the record, each with its column."""
        return ()

    def do_instance_save(self, instance: models.Model, is_create: bool) -> None:  # noqa: FBT001
        """Save the record, or say what the database has against it.

        Whoever is no longer to belong to it goes first: what the row makes of it may forbid them.
        """
        with _refusals_in_words():
            for name, records in () if is_create else self._many.items():
                self.fields[name].widget.drop(instance, records)
            instance.save(force_insert=is_create)
        self.registers.add(instance)

    def save_m2m(self, instance: models.Model, row: object, **kwargs: object) -> None:
        """Set which other records belong to it, or say what the database has against that."""
        with _refusals_in_words():
            for name, records in self._many.items():
                self.fields[name].widget.put(instance, records)

    def import_row(self, row: Any, instance_loader: object, **kwargs: object) -> Any:  # noqa: ANN401
        """Import the row; what nobody expects is no problem of the file, and is raised."""
        result = super().import_row(row, instance_loader, **kwargs)
        for error in result.errors:
            raise error.error
        return result

    def after_import_row(self, row: object, row_result: Any, **kwargs: object) -> None:  # noqa: ANN401
        """Keep what is doubtful beside what the row changes."""
        is_skipped = row_result.import_type == row_result.IMPORT_TYPE_SKIP
        row_result.doubts = [] if is_skipped else list(self.doubts_of(row_result.instance))


def in_words(message: Text) -> str:
    """Return the message in the reader's language."""
    return message.in_language(get_language() or "")


@contextmanager
def _refusals_in_words() -> Iterator[None]:
    """Let what the database refuses be a problem of the row, and the transaction go on."""
    try:
        with transaction.atomic():
            yield
    except (DataError, IntegrityError, InternalError) as error:
        said = str(error).strip().splitlines()[0]
        raise ValidationError(
            _("The database refuses this row: %(rule)s") % {"rule": said}
        ) from error
