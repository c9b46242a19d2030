"""What CSV, its description, workbooks and the data for search engines promise."""

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import csvw
import pytest
import time_machine
from openpyxl import load_workbook
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from indicators import exports, selectors
from indicators.bilingual import Text
from indicators.exports import Distribution, schema_org
from indicators.exports.csvw import metadata
from indicators.exports.tables import FLAT, FLAT_INDICATORS, TABLES, Table
from indicators.models import Indicator, Official, Release
from indicators.progress import measure
from indicators.series import Series
from tests.indicators.everything import CODE, HOME, ODD, publication, publish_everything

SCHEMA = Namespace("https://schema.org/")


def series_of(code: str) -> Series:
    [card] = selectors.cards(selectors.edition(), Indicator.objects.filter(code=code))
    return card.series


def text_of(table: Table, records: Iterable[object]) -> str:
    return "".join(exports.csv_table(table, records))


class CsvTests:
    def test_keeps_a_spreadsheet_from_running_a_text(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)

        text = text_of(FLAT, exports.figures(selectors.each_series(selectors.edition())))

        rows = list(csv.DictReader(io.StringIO(text.removeprefix(exports.BOM), newline="")))
        assert [row["as_written"] for row in rows if row["period_end"] == "2019-07-02"] == [
            f"'{ODD}"
        ]
        assert [row["value"] for row in rows if row["place"] == "361002"] == ["-0.5"]

    @pytest.mark.parametrize(
        ("table", "records"), [(FLAT, exports.figures), (FLAT_INDICATORS, exports.indicators)]
    )
    def test_fits_its_description_for_a_validator(
        self,
        release: Release,
        publisher: Official,
        tmp_path: Path,
        table: Table,
        records: Any,  # noqa: ANN401 - either function
    ) -> None:
        publish_everything(release, publisher)
        name = f"{table.name}.csv"
        text = text_of(table, records(selectors.each_series(selectors.edition())))
        (tmp_path / name).write_bytes(text.encode())
        described = metadata(table, name, publication(selectors.edition()))
        (tmp_path / f"{name}-metadata.json").write_text(json.dumps(described))

        found = csvw.CSVW(str(tmp_path / f"{name}-metadata.json"), validate=True)

        assert found.is_valid
        assert found.warnings == []
        [read] = found.tables
        assert len(list(read)) == text.count("\r\n") - 1

    def test_that_does_not_fit_its_description_is_found_out(
        self, release: Release, tmp_path: Path
    ) -> None:
        text = text_of(FLAT, exports.figures(selectors.each_series(selectors.edition())))
        (tmp_path / "x.csv").write_bytes(text.replace(",exact,", ",perhaps,").encode())
        described = metadata(FLAT, "x.csv", publication(selectors.edition()))
        (tmp_path / "x.csv-metadata.json").write_text(json.dumps(described))

        found = csvw.CSVW(str(tmp_path / "x.csv-metadata.json"), validate=True)

        # Warnings are errors here.
        with pytest.raises(UserWarning, match="perhaps"):
            assert found.is_valid


class PartsTests:
    @pytest.mark.parametrize(("rows", "number"), [(0, 1), (499, 1), (500, 2), (1200, 3)])
    def test_come_some_rows_at_once(self, rows: int, number: int) -> None:
        made = list(exports.parts(["a"], ([str(row)] for row in range(rows))))

        assert len(made) == number
        assert "".join(made).split("\r\n") == ["a", *map(str, range(rows)), ""]


class TableTests:
    def test_say_each_key_and_each_reference_by_columns_that_exist(self) -> None:
        names = {table.name: set(table.names) for table in TABLES}

        for table in TABLES:
            assert set(table.key) <= names[table.name]
            assert {column.refers for column in table.columns} <= {*names, ""}

    def test_say_every_column_in_both_languages(self) -> None:
        columns = [one for table in (*TABLES, FLAT, FLAT_INDICATORS) for one in table.columns]

        assert [one.name for one in columns if not all(one.meaning)] == []


def is_day(cell: object) -> bool:
    """Tell whether the cell holds a day or a moment."""
    return isinstance(cell, str) and bool(re.match(r"\d{4}-\d{2}-\d{2}", cell))


class WorkbookTests:
    def test_of_everything_holds_numbers_texts_and_their_meaning(
        self, release: Release, publisher: Official
    ) -> None:
        publish_everything(release, publisher)
        edition, target = selectors.edition(), io.BytesIO()

        exports.write_workbook(target, selectors.each_series(edition), publication(edition))

        book = load_workbook(target)
        assert book.sheetnames == ["observations", "indicators", "about"]
        rows = [[cell.value for cell in row] for row in book["observations"].iter_rows()]
        assert rows[0] == FLAT.names
        assert len(rows) == 1 + 37 + 13
        kinds = {
            name: {type(row[column]) for row in rows[1:]} for column, name in enumerate(FLAT.names)
        }
        nothing = type(None)
        assert kinds["value"] == {int, float, nothing}
        assert kinds["paragraph"] | kinds["version"] == {int}
        assert kinds["as_written"] | kinds["period_end"] == {str, nothing}
        odd = [row[FLAT.names.index("as_written")] for row in rows]
        assert [cell for cell in odd if cell and "1+1" in cell] == [f"'{ODD}"]
        assert len(list(book["indicators"].iter_rows())) == 1 + 35
        said = {row[0].value: row[1].value for row in book["about"].iter_rows() if row}
        assert said["抚州市法治政府建设指标"] == "Indicators of law-based government, Fuzhou"
        assert said["qualifier"].startswith("限定词")

    def test_has_room_for_every_name_number_and_day(self, release: Release) -> None:
        edition, target = selectors.edition(), io.BytesIO()

        exports.write_workbook(target, selectors.each_series(edition), publication(edition))

        book = load_workbook(target)
        for title in ("observations", "indicators"):
            # Neighbours of one width stand together.
            widths = [
                one.width
                for one in book[title].column_dimensions.values()
                for _column in range(one.min, one.max + 1)
            ]
            for column, width in zip(book[title].iter_cols(), widths, strict=True):
                said = [column[0].value, *(one.value for one in column[1:])]
                whole = [one for one in said if isinstance(one, int | float) or is_day(one)]
                assert max(len(str(one)) for one in [said[0], *whole]) < width
        assert min(one.width for one in book["about"].column_dimensions.values()) >= 30

    def test_goes_on_on_another_sheet_where_one_is_full(self, release: Release) -> None:
        edition, target = selectors.edition(), io.BytesIO()

        exports.write_workbook(target, selectors.each_series(edition), publication(edition), 20)

        book = load_workbook(target)
        sizes = {sheet.title: sheet.max_row for sheet in book if "observations" in sheet.title}
        assert sizes == {"observations": 21, "observations 2": 18}

    def test_before_the_first_release_names_its_columns(self, release: Release) -> None:
        edition, target = selectors.edition(date(2019, 7, 8)), io.BytesIO()

        exports.write_workbook(target, selectors.each_series(edition), publication(edition))

        [head] = load_workbook(target)["observations"].iter_rows(values_only=True)
        assert list(head) == FLAT.names

    def test_of_one_indicator_says_the_same_as_its_rows(self, release: Release) -> None:
        series = [series_of(CODE)]

        [sheet] = load_workbook(io.BytesIO(exports.workbook(series)))

        said = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        assert said == [FLAT.names, *map(FLAT.row, exports.figures(series))]

    def test_of_the_same_figures_is_the_same_to_the_byte_on_any_day(self, release: Release) -> None:
        with time_machine.travel("2026-01-01"):
            before = exports.workbook([series_of(CODE)])

        with time_machine.travel("2026-02-02"):
            after = exports.workbook([series_of(CODE)])

        made = load_workbook(io.BytesIO(after)).properties.created
        assert (before, made) == (after, release.released_at.replace(tzinfo=None))


class Scripts(HTMLParser):
    """Keeps what stands in script elements."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, list[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin to keep."""
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        """Stop."""
        self.inside = False

    def handle_data(self, data: str) -> None:
        """Keep."""
        if self.inside:
            self.found.append(data)


class SchemaOrgTests:
    def described(self, series: Series) -> dict[str, Any]:
        edition = selectors.edition()
        file = Distribution(f"{HOME}x.csv", Text("csv", "csv"), "text/csv; charset=utf-8")
        progress = measure(series, edition.day or date(2019, 6, 30))
        page = f"{HOME}indicators/{series.code}/"
        return schema_org.dataset(series, progress, publication(edition), page, [file])

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
    def test_is_linked_data_about_the_series(self, release: Release) -> None:
        value = self.described(series_of(CODE))
        # The context is schema.org's own, which every search engine knows; here none is fetched.
        value["@context"] = {"@vocab": str(SCHEMA)}

        graph = Graph().parse(data=json.dumps(value), format="json-ld")

        subject = URIRef(f"{HOME}indicators/{CODE}/#data")
        assert graph.value(subject, RDF.type) == SCHEMA.Dataset
        assert graph.value(subject, SCHEMA.temporalCoverage) == Literal("2019-01-01/2019-06-30")
        assert Literal("行政机关负责人出庭应诉率") in graph.objects(subject, SCHEMA.name)
        [file] = graph.objects(subject, SCHEMA.distribution)
        assert graph.value(file, SCHEMA.contentUrl) == Literal(f"{HOME}x.csv")
        assert graph.value(file, SCHEMA.encodingFormat) == Literal("text/csv")

    def test_says_of_which_place_it_is(self, release: Release, publisher: Official) -> None:
        publish_everything(release, publisher)
        every = {series.place.code: series for series in selectors.each_series(selectors.edition())}

        places = {
            code: self.described(every[code])["spatialCoverage"]
            for code in ("city", "361002", "counties")
        }

        assert places == {
            "city": {"@type": "Place", "name": ["抚州市", "Fuzhou"]},
            "361002": {
                "@type": "Place",
                "name": ["抚州市临川区", "Fuzhou Linchuan District"],
                "identifier": "361002",
            },
            "counties": {
                "@type": "Place",
                "name": ["抚州市县(区)合计", "Fuzhou Counties and districts together"],
            },
        }

    def test_of_a_series_without_figures_tells_no_days(self, release: Release) -> None:
        value = self.described(series_of(CODE).without_figures())

        assert {"temporalCoverage", "dateModified"} & set(value) == set()

    def test_cannot_leave_its_script_element(self) -> None:
        parser = Scripts()

        parser.feed(f'<script type="application/ld+json">{schema_org.block({"a": ODD})}</script>')

        assert [json.loads(text) for text in parser.found] == [{"a": ODD}]
        assert "<" not in schema_org.block({"a": ODD})


class NumberTests:
    @pytest.mark.parametrize(
        ("value", "written"),
        [("420000", "420000"), ("4.2E+5", "420000"), ("3.600000", "3.6"), ("0.000000", "0")],
    )
    def test_is_written_without_exponent_and_idle_zeros(self, value: str, written: str) -> None:
        assert exports.number(Decimal(value)) == written
