#!/usr/bin/env bash
# pytest 9.1.1: where the command names files of one folder in two stretches, with a file of the
# folder above in between, the second stretch no longer finds the fixtures of the folder's
# conftest.py: "fixture 'one' not found". The same files in another order pass, and pytest 8.4.2
# passes both. A list of changed files, as a script or a hook hands it over, is such a command.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/tests/inner"
cd "$folder"
cat >tests/inner/conftest.py <<'PYTHON'
import pytest


@pytest.fixture
def one():
    return 1
PYTHON
for name in first last; do
  echo 'def test_it(one): assert one == 1' >"tests/inner/test_$name.py"
done
echo 'def test_it(): pass' >tests/test_middle.py

run() {
  venv/bin/pytest -q -p no:cacheprovider "$@" >out.txt 2>&1 || true
  tail -n 1 out.txt | sed 's/ in .*//'
}
for version in 8.4.2 9.1.1; do
  rm -rf venv
  python3 -m venv venv
  venv/bin/pip install --quiet --disable-pip-version-check "pytest==$version"
  together=$(run tests/inner/test_first.py tests/inner/test_last.py tests/test_middle.py)
  apart=$(run tests/inner/test_first.py tests/test_middle.py tests/inner/test_last.py)
  echo "pytest $version: together: $together; in two stretches: $apart"
  [[ $together == "3 passed" ]]
  if [[ $version == 9.1.1 ]]; then
    [[ $apart == "2 passed, 1 error" ]]
    grep -o "fixture 'one' not found" out.txt
  else
    [[ $apart == "3 passed" ]]
  fi
done
