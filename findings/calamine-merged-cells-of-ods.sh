#!/usr/bin/env bash
# python-calamine 0.9.1: merged_cell_ranges lists the merged cells of .xlsx and .xls sheets, but is
# None for an .ods sheet that has them, in which the covered cells read as blank ones. A check that
# refuses merged cells by that list passes every .ods file. And the same whole number is a float from
# .xlsx and .ods, but an int from .xls.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-calamine==0.9.1 openpyxl==3.1.5 xlwt==1.3.0 odfpy==1.4.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

book = Workbook()
for row in (["", 5], ["", 6]):
    book.active.append(row)
book.active["A1"] = 1
book.active.merge_cells("A1:A2")
book.save("a.xlsx")

old = xlwt.Workbook()
sheet = old.add_sheet("a")
sheet.write_merge(0, 1, 0, 0, 1)
sheet.write(0, 1, 5)
sheet.write(1, 1, 6)
old.save("a.xls")

document = OpenDocumentSpreadsheet()
table = Table(name="a")
first, second = TableRow(), TableRow()
first.addElement(TableCell(valuetype="float", value="1", numberrowsspanned="2", numbercolumnsspanned="1"))
first.addElement(TableCell(valuetype="float", value="5"))
second.addElement(CoveredTableCell())
second.addElement(TableCell(valuetype="float", value="6"))
table.addElement(first)
table.addElement(second)
document.spreadsheet.addElement(table)
document.save("a.ods")

print("python-calamine", version("python-calamine"))
found = {}
for kind in ("xlsx", "xls", "ods"):
    sheet = CalamineWorkbook.from_path(f"a.{kind}").get_sheet_by_index(0)
    found[kind] = sheet.merged_cell_ranges, sheet.to_python()
    print(kind, *found[kind])
ranges = [((0, 0), (1, 0))]
assert found["xlsx"] == (ranges, [[1.0, 5.0], ["", 6.0]])
assert found["xls"] == (ranges, [[1, 5], ["", 6]])
assert found["ods"] == (None, [[1.0, 5.0], ["", 6.0]])
assert [type(rows[0][0]).__name__ for _ranges, rows in found.values()] == ["float", "int", "float"]
PYTHON
