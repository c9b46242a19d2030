#!/usr/bin/env bash
# chinesecalendar 1.11.0: find_workday(n, day) counts from the day itself only where that is a working
# day. From a day off it first moves to the next working day and counts from there, so that
# find_workday(1, day off) is the SECOND working day after it, while find_workday(-1, day off) is the
# first one before it. Who counts a time limit of n working days from a receipt on a day off, where
# the next working day is the first of them, ends a working day late; and n = 1 gives the same day
# for a receipt on the day off and for one on the working day after it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check chinesecalendar==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date
from importlib.metadata import version

from chinese_calendar import find_workday, get_workdays

print("chinesecalendar", version("chinesecalendar"))
friday, saturday, tuesday, wednesday = (date(2024, 6, day) for day in (7, 8, 11, 12))
# 8 to 10 June 2024 were days off (Dragon Boat Festival); the working days around are 7, 11 and 12.
assert get_workdays(friday, wednesday) == [friday, tuesday, wednesday]
found = {n: find_workday(n, saturday) for n in (-1, 0, 1)}
for n, day in found.items():
    print(f"find_workday({n:2}, {saturday}) = {day}")
print(f"find_workday( 1, {tuesday}) = {find_workday(1, tuesday)}")
assert found == {-1: friday, 0: tuesday, 1: wednesday}
assert find_workday(1, tuesday) == wednesday
assert find_workday(1, friday) == tuesday
PYTHON
