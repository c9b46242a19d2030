"""What the JSON of everything promises."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from indicators import exports, selectors
from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    OwnershipBasis,
    PlaceLevel,
    Standing,
    Status,
)
from indicators.exports import json_parts
from indicators.exports.fields import QUALIFIERS
from indicators.models import Milestone, Official, Release, Target
from indicators.publishing import publish_generated
from indicators.selectors import Edition
from indicators.synthetic import Size
from tests.indicators.everything import CODE, ODD, publication, publish_everything

ADDRESS = "https://data.example/data/schema.json"


def schema() -> Any:  # noqa: ANN401 - as free as JSON
    return json.loads(exports.schema())


def written(edition: Edition) -> Any:  # noqa: ANN401 - as free as JSON
    return json.loads(
        "".join(json_parts(selectors.each_series(edition), publication(edition), ADDRESS))
    )


def check(value: object) -> None:
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(schema(), format_checker=checker).validate(value)


class DocumentTests:
    def test_fits_its_schema_with_every_qualifier_and_kind_of_nothing(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        target = Target.objects.filter(value__isnull=False)[0]
        Milestone.objects.create(target=target, on=date(2019, 12, 31), value=Decimal(1))
        Target.objects.filter(pk=target.pk).update(
            baseline_on=date(2018, 12, 31), baseline_value=Decimal(5)
        )

        value = written(selectors.edition())

        check(value)
        assert value["$schema"] == ADDRESS
        assert {
            figure["qualifier"] for series in value["series"] for figure in series["observations"]
        } == set(QUALIFIERS)

    def test_before_the_first_release_is_valid_and_empty(self, release: Release) -> None:
        value = written(selectors.edition(date(2019, 7, 8)))

        check(value)
        assert (value["series"], value["released_at"], value["as_of"]) == ([], None, "2019-07-08")

    @pytest.mark.parametrize("number", [19, 20, 21, 41])
    def test_is_valid_in_however_many_parts_it_comes(self, release: Release, number: int) -> None:
        list(publish_generated(Size(number, 1, 1, first_year=2020)))

        value = written(selectors.edition())

        check(value)
        assert len(value["series"]) == 37 + number

    def test_keeps_exact_values_bounds_words_and_earlier_versions(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)

        value = written(selectors.edition())

        figures = {
            (series["indicator"], series["place"], figure["period_end"]): figure
            for series in value["series"]
            for figure in series["observations"]
        }
        bound = figures[CODE, "city", "2019-07-03"]
        shown = ("value", "lower", "upper", "qualifier", "status", "shown")
        assert [bound[name] for name in shown] == [
            "97.5",
            "97.5",
            "100",
            "at_least",
            "reported",
            {"zh": "97.5%以上", "en": "at least 97.5 %"},
        ]
        missing = figures[CODE, "city", "2019-07-10"]
        assert [missing[name] for name in shown] == [
            None,
            None,
            None,
            "missing",
            "missing",
            {"zh": "缺报", "en": "missing"},
        ]
        corrected = figures["service-items", "city-level", "2019-06-30"]
        assert (corrected["value"], corrected["reason"]) == ("811", ODD)
        assert [old["value"] for old in corrected["earlier"]] == ["810"]

    def test_of_one_indicator_names_it(self, release: Release) -> None:
        edition = selectors.edition()
        parts = json_parts((), publication(edition), ADDRESS, CODE)

        value = json.loads("".join(parts))

        check(value)
        assert value["indicator"] == CODE


class SchemaTests:
    def test_is_a_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(schema())

    def test_knows_the_words_that_the_code_knows(self) -> None:
        known = schema()["$defs"]
        series, target = known["series"]["properties"], known["target"]["properties"]

        assert known["qualifier"]["enum"] == QUALIFIERS
        assert known["status"]["enum"] == Status.values
        assert series["kind"]["enum"] == Kind.values
        assert series["direction"]["enum"] == Direction.values
        assert series["frequency"]["enum"] == Frequency.values
        assert series["ownership_basis"]["enum"] == OwnershipBasis.values
        assert series["place_level"]["enum"] == PlaceLevel.values
        assert series["standing"]["enum"] == [*Standing.values, None]
        assert target["basis"]["enum"] == Basis.values
        assert target["comparison"]["enum"] == [*Comparison.values, None]

    def test_refuses_a_kind_of_nothing_with_a_value(self, release: Release) -> None:
        value = written(selectors.edition())
        value["series"][0]["observations"][0]["status"] = "missing"

        with pytest.raises(jsonschema.ValidationError):
            check(value)


class HeadTests:
    def test_says_where_figures_are_made_up(self, release: Release) -> None:
        about = replace(publication(selectors.edition()), is_made_up=True)

        value = json.loads("".join(json_parts((), about, ADDRESS)))

        assert value["made_up"] is True
        assert about.description.zh.startswith("演示数据，均为虚构。")
        assert about.description.en.startswith("Made-up data for a demonstration.")
