#!/usr/bin/env bash
# python-calamine 0.9.1 (and openpyxl 3.1.5, the same): a day whose cell shows its weekday, in the
# format [$-804]aaaa;@ that Chinese Excel and WPS offer among the date formats (星期三), or its year
# alone (e), is read as the bare number of days, 45000.0, while the same day as e"年"m"月" is read
# as a date. A reader that takes numbers for figures takes a weekday for forty-five thousand.
# LibreOffice, which shows these cells as dates, is not needed here.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PYTHON'
from datetime import date, datetime
from importlib.metadata import version

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

FORMATS = ("[$-804]aaaa;@", "aaa", "e", 'e"年"m"月"', 'yyyy"年"m"月"d"日"')
book = Workbook()
for row, look in enumerate(FORMATS, 1):
    book.active.cell(row, 1).value = 45000
    book.active.cell(row, 1).number_format = look
book.save("days.xlsx")
print("python-calamine", version("python-calamine"), "openpyxl", version("openpyxl"))
rows = CalamineWorkbook.from_path("days.xlsx").get_sheet_by_index(0).to_python()
cells = [cell.value for cell in load_workbook("days.xlsx").active["A"]]
for look, (one,), other in zip(FORMATS, rows, cells, strict=True):
    print(f"{look:20} calamine {one!r:28} openpyxl {other!r}")
day = date(2023, 3, 15)
assert [row[0] for row in rows] == [45000.0] * 3 + [day] * 2
assert cells == [45000] * 3 + [datetime(2023, 3, 15)] * 2
PYTHON
