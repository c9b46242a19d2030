#!/usr/bin/env bash
# openpyxl 3.1.5: a row of height 0, which spreadsheets do not show, is written without its height and
# so shows again. That holds for a height set in code, and for a row that another program shut in
# this way: loading and saving the workbook uncovers it. What is written is customHeight without ht,
# or nothing at all; a column of width 0 stays shut.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PYTHON'
import re
from importlib.metadata import version
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

SHEET = "xl/worksheets/sheet1.xml"


def looks(name: str) -> list[str]:
    part = ZipFile(name).read(SHEET).decode()
    return re.findall(r'<row r="2"[^>]*>|<col [^>]*>', part)


print("openpyxl", version("openpyxl"))
book = Workbook()
book.active.append(["a", "b"])
book.active.append([1, 2])
book.active.row_dimensions[2].height = 0
book.active.column_dimensions["B"].width = 0
book.save("set.xlsx")
print("set in code:", *looks("set.xlsx"))

# The same row as another program may have shut it.
with ZipFile("set.xlsx") as source, ZipFile("shut.xlsx", "w") as target:
    for name in source.namelist():
        part = source.read(name)
        if name == SHEET:
            part = part.replace(b'<row r="2" customHeight="1">', b'<row r="2" ht="0" customHeight="1">')
        target.writestr(name, part)
print("shut elsewhere:", *looks("shut.xlsx"))
book = load_workbook("shut.xlsx")
print("read as height", book.active.row_dimensions[2].height, "hidden", book.active.row_dimensions[2].hidden)
book.save("again.xlsx")
print("loaded and saved:", *looks("again.xlsx"))

column = '<col width="0" customWidth="1" min="2" max="2"/>'
assert looks("set.xlsx")[1] == '<row r="2" customHeight="1">', looks("set.xlsx")
assert 'ht="0"' in looks("shut.xlsx")[1]
assert "ht=" not in looks("again.xlsx")[1] and "hidden" not in looks("again.xlsx")[1]
assert all('width="0"' in looks(name)[0] for name in ("set.xlsx", "again.xlsx"))
PYTHON
