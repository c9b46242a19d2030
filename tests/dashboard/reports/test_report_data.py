"""What slots call indicators and places, and what belongs to a report."""

import pytest

from dashboard.reports.report_data import names_of
from dashboard.reports.template_tags import SLOT
from indicators.bilingual import Text
from indicators.enums import Kind, PlaceLevel
from indicators.series import Place

from .report_data import material, point, series


class NameTests:
    @pytest.mark.parametrize(
        ("codes", "names"),
        [
            ({"service-items"}, ["service_items"]),
            ({"361002"}, ["p361002"]),
            ({"_x"}, ["p_x"]),
            ({"report", "for", "none", "row"}, ["for_", "none_", "report_", "row_"]),
            ({"a-b", "a_b"}, ["a_b", "a_b_2"]),
            ({"a-b", "a_b", "a_b_2"}, ["a_b", "a_b_2", "a_b_2_2"]),
        ],
    )
    def test_can_be_written_in_a_template_and_is_one_indicators_alone(
        self, codes: set[str], names: list[str]
    ) -> None:
        found = names_of(codes)

        assert sorted(found.values()) == names
        assert set(found) == codes
        assert all(SLOT.fullmatch(f"{{{{ {name} }}}}") for name in found.values())

    def test_of_a_figure_is_that_of_its_indicator_and_its_place(self) -> None:
        county = Place("361002", Text("临川区", "Linchuan"), PlaceLevel.DIVISION)
        made = material(series(point("1")), series(point("2"), place=county))

        assert list(made.by_name) == ["service_items.city", "service_items.p361002"]
        assert made.names["service-items", "361002"] == "service_items.p361002"


class AboutTests:
    def test_is_something_where_there_is_a_figure_that_is_no_plan(self) -> None:
        plan = series(point("22", "2019-12-31", "2019-01-01"), code="plan", kind=Kind.PLAN)

        assert material(plan, series(point("1"))).is_about_something
        assert not material(plan).is_about_something
        assert not material(series(point("1", "2018-12-31"))).is_about_something
