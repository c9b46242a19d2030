"""Base schemas that others are made of, filled from domain values."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Self

from django.utils import timezone
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from dashboard.api.descriptions import said, text
from indicators import exports, units
from indicators.enums import PlaceLevel

DIGITS = 6


def _decimal(value: object) -> object:
    """Return a computed number with six decimals at most, and all else as it is."""
    return units.rounded(value, DIGITS) if isinstance(value, Fraction) else value


Moment = Annotated[datetime, AfterValidator(timezone.localtime)]
Exact = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(exports.number, return_type=str),
    text(format="decimal", pattern=r"^-?[0-9]+(\.[0-9]+)?$", examples=["420000", "3.6"]),
]


class Part(BaseModel):
    """A part of an answer, filled by the names of its fields from what the domain knows."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def of(cls, source: object, /, **more: object) -> Self:
        """Return the part; ``more`` holds what the source does not know, or calls otherwise."""
        return cls.model_validate(cls.values(source) | more)

    @classmethod
    def values(cls, source: object) -> dict[str, object]:
        """Return what the source knows of the fields."""
        names = (str(field.validation_alias or name) for name, field in cls.model_fields.items())
        return {name: getattr(source, name) for name in names if hasattr(source, name)}


def _none_is_sure(schema: dict[str, Any]) -> None:
    schema.pop("required", None)


class Item(Part):
    """What a list holds; ``fields`` may leave any of its parts out."""

    model_config = ConfigDict(json_schema_extra=_none_is_sure)

    @classmethod
    def out_of(cls, found: Any, /) -> Self:  # noqa: ANN401 - whatever the list is read from
        """Return the item out of what its selector finds."""
        return cls.of(found)


class Words(Part):
    """The same words in both languages."""

    zh: Annotated[str, said("中文。", "Chinese.")]
    en: Annotated[str, said("英文；没有译文时为空。", "English; empty where there is none.")]


class Named(Part):
    """Something with a code and a name."""

    code: Annotated[str, said("代码。", "Its code.")]
    name: Annotated[Words, said("名称。", "Its name.")]


class Place(Item):
    """Where figures hold."""

    code: Annotated[
        str, said("口径代码；区县为六位行政区划代码。", "Its code; six digits for a county.")
    ]
    name: Annotated[Words, said("名称。", "Its name.")]
    level: Annotated[PlaceLevel, said("层级。", "How much of the city it covers.")]


class Unit(Part):
    """A measure word."""

    zh: Annotated[str, said("中文量词；“%”为百分率。", "The Chinese measure word; “%” for rates.")]
    one: Annotated[str, said("英文单数。", "English, singular.")]
    many: Annotated[str, said("英文复数。", "English, plural.")]


class Span(Part):
    """A period."""

    code: Annotated[
        str,
        said(
            "报告期代码：2019-07（月）、2019-q3（季度）、2019-h1（半年）、2019（年）、2019-06-30（时点）、"
            "2019-01-01..2019-09-30（起止）。",
            "Its code: 2019-07, 2019-q3, 2019-h1, 2019, 2019-06-30 (the state on a day) or "
            "2019-01-01..2019-09-30.",
        ),
    ]
    start: Annotated[
        date | None, said("起始日；时点数据为空。", "Its first day; null for the state on a day.")
    ]
    end: Annotated[date, said("截止日。", "Its last day.")]
    label: Annotated[Words, said("页面所用名称。", "Its name as pages show it.")]
