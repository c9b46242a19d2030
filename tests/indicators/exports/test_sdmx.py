"""What the SDMX files promise, read by a client of SDMX."""

import csv
import io
from datetime import date
from typing import Any

import pytest
import sdmx
from sdmx.reader.csv import Reader

from indicators import selectors
from indicators.enums import Frequency, Status
from indicators.exports import parts, sdmx_rows, structure
from indicators.exports.sdmx import (
    ATTRIBUTES,
    COLUMNS,
    CONCEPTS,
    DIMENSIONS,
    FREQUENCIES,
    STATUSES,
    time_period,
)
from indicators.models import Indicator, Official, Release
from indicators.periods import Period
from indicators.selectors import Edition
from tests.indicators.everything import CODE, ODD, publication, publish_everything


def structure_of(edition: Edition) -> Any:  # noqa: ANN401 - the client's own
    text = structure(selectors.each_series(edition), publication(edition))
    return sdmx.read_sdmx(io.BytesIO(text))


def data_of(edition: Edition) -> bytes:
    return "".join(parts(COLUMNS, sdmx_rows(selectors.each_series(edition)))).encode()


class DataTests:
    def test_is_read_with_its_structure_by_a_client(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        edition = selectors.edition()
        flow = structure_of(edition).dataflow["INDICATORS"]

        message = Reader().convert(io.BytesIO(data_of(edition)), structure=flow)

        [found] = message.data
        figures = {
            (one.dimension["INDICATOR"].value, one.dimension["TIME_PERIOD"].value): one
            for one in found.obs
        }
        assert len(found.obs) == 37 + 13
        bound = figures[CODE, "2019-07-02/P2D"]
        assert bound.value == "97.5"
        assert {key: value.value for key, value in bound.attached_attribute.items()} == {
            "OBS_STATUS": "A",
            "QUALIFIER": "AT_LEAST",
            "LOWER_BOUND": "97.5",
            "UPPER_BOUND": "100",
            "UNIT_MEASURE": "%",
            "AS_WRITTEN": "",
            "SOURCE": "fuzhou-2019h1",
            "PARAGRAPH": "7",
            "RELEASE": str(edition_release(edition)),
            "RELEASED_AT": "2019-08-08T15:06:00+08:00",
            "VERSION": "1",
            "REASON": "",
            # This client reads by lines, and loses what ends one; the file holds it.
            "NOTE_ZH": "".join(ODD.splitlines()),
            "NOTE_EN": "".join(ODD.splitlines()),
        }

    def test_tells_the_kinds_of_nothing_apart(self, release: Release, publisher: Official) -> None:
        publish_everything(release, publisher)

        text = data_of(selectors.edition()).decode()

        nothing = [
            (row["OBS_STATUS"], row["QUALIFIER"], row["OBS_VALUE"], row["LOWER_BOUND"])
            for row in csv.DictReader(io.StringIO(text, newline=""))
            if row["OBS_STATUS"] != "A"
        ]
        assert nothing == [(code, "", "", "") for code in "LMOQ"]

    def test_has_the_columns_that_the_standard_asks_for(self, release: Release) -> None:
        rows = list(csv.DictReader(io.StringIO(data_of(selectors.edition()).decode(), newline="")))

        assert COLUMNS[:3] == ("STRUCTURE", "STRUCTURE_ID", "ACTION")
        assert {tuple(row[name] for name in COLUMNS[:3]) for row in rows} == {
            ("dataflow", "ZHUNSHENG:INDICATORS(1.0.0)", "I")
        }
        assert len({tuple(row[one.key] for one in DIMENSIONS) for row in rows}) == len(rows) == 37

    def test_before_the_first_release_is_a_header(self, release: Release) -> None:
        assert data_of(selectors.edition(date(2019, 7, 8))).decode() == ",".join(COLUMNS) + "\r\n"


def edition_release(edition: Edition) -> int:
    return selectors.releases(edition)[-2].key


class StructureTests:
    def test_names_every_code_that_the_data_use(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        message = structure_of(selectors.edition())
        lists = message.codelist
        rows = list(csv.DictReader(io.StringIO(data_of(selectors.edition()).decode(), newline="")))

        for column, name in (
            ("FREQ", "CL_FREQ"),
            ("INDICATOR", "CL_INDICATOR"),
            ("REF_AREA", "CL_AREA"),
            ("OBS_STATUS", "CL_OBS_STATUS"),
            ("QUALIFIER", "CL_QUALIFIER"),
        ):
            used = {row[column] for row in rows} - {""}
            assert used <= set(lists[name].items), column

        assert set(lists["CL_AREA"].items) >= {"361002", "city"}
        names = lists["CL_AREA"]["361002"].name.localizations
        assert names == {"zh": "临川区", "en": "Linchuan District"}

    def test_leaves_a_name_out_that_is_not_said_in_english(self, release: Release) -> None:
        Indicator.objects.filter(code=CODE).update(name_en="")

        code = structure_of(selectors.edition()).codelist["CL_INDICATOR"][CODE]

        assert code.name.localizations == {"zh": "行政机关负责人出庭应诉率"}

    def test_defines_every_column(self, release: Release) -> None:
        made = structure_of(selectors.edition()).structure["DSD_INDICATORS"]

        assert [one.id for one in made.dimensions] == [one.key for one in DIMENSIONS]
        assert [one.id for one in made.measures] == ["OBS_VALUE"]
        assert [one.id for one in made.attributes] == [one.key for one in ATTRIBUTES]
        assert len({one.key for one in CONCEPTS}) == len(CONCEPTS)

    def test_before_the_first_release_is_read_as_well(self, release: Release) -> None:
        message = structure_of(selectors.edition(date(2019, 7, 8)))

        assert len(message.codelist["CL_INDICATOR"]) == 0

    def test_maps_every_word(self) -> None:
        assert set(STATUSES) == set(Status)
        assert set(FREQUENCIES) == set(Frequency)


class TimePeriodTests:
    @pytest.mark.parametrize(
        ("start", "end", "named"),
        [
            (None, "2019-06-30", "2019-06-30"),
            ("2019-06-01", "2019-06-30", "2019-06"),
            ("2019-04-01", "2019-06-30", "2019-Q2"),
            ("2019-01-01", "2019-06-30", "2019-S1"),
            ("2019-07-01", "2019-12-31", "2019-S2"),
            ("2019-01-01", "2019-12-31", "2019"),
            ("2019-06-30", "2019-06-30", "2019-06-30/P1D"),
            ("2019-01-01", "2019-06-20", "2019-01-01/P171D"),
            ("2019-02-01", "2019-04-30", "2019-02-01/P89D"),
            ("2019-03-01", "2019-06-30", "2019-03-01/P122D"),
            ("2018-12-01", "2019-01-31", "2018-12-01/P62D"),
            ("2019-01-02", "2019-01-31", "2019-01-02/P30D"),
        ],
    )
    def test_is_named_as_the_standard_does(self, start: str | None, end: str, named: str) -> None:
        first = date.fromisoformat(start) if start else None

        assert time_period(Period(date.fromisoformat(end), first)) == named
