"""The address of a page is what the URL table says, however it was found."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation

from dashboard.access import SpanConverter
from dashboard.navigation import address

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture(params=["/", "/fz/"])
def prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


@pytest.mark.parametrize("language", LANGUAGES)
class AddressTests:
    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("overview", ()),
            ("indicator", ("service-items",)),
            ("indicator", ("Größe",)),
            ("chart_svg", ("service-items", "city-level")),
            ("chart_svg", ("city-level", "service-items")),
            ("indicator_file", ("service-items", "csv")),
            ("release", (7,)),
            ("release", ("7",)),
            ("report", (SpanConverter().to_python("2019-h1"),)),
        ],
    )
    def test_is_the_url_tables(
        self, prefix: str, language: str, name: str, arguments: tuple[object, ...]
    ) -> None:
        with translation.override(language):
            try:
                expected = reverse(name, args=arguments)
            except NoReverseMatch:
                with pytest.raises(NoReverseMatch):
                    address(name, *arguments)
                return

            assert address(name, *arguments) == expected
            assert expected.startswith(prefix)

    def test_holds_what_is_asked_and_the_day(self, language: str) -> None:
        with translation.override(language):
            path = reverse("indicator", args=["service-items"])

            found = address(
                "indicator", "service-items", as_of=date(2019, 7, 31), place="a b", q=""
            )

        assert found == f"{path}?place=a+b&as_of=2019-07-31"

    @pytest.mark.parametrize(
        ("name", "arguments"), [("indicator", ()), ("release", ("seven",)), ("nothing", ("a",))]
    )
    def test_is_none_where_the_url_table_has_none(
        self, language: str, name: str, arguments: tuple[object, ...]
    ) -> None:
        with translation.override(language), pytest.raises(NoReverseMatch):
            address(name, *arguments)
