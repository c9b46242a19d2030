"""Workbooks are read in the test's own process, which takes a tenth of the time."""

import json
from collections.abc import Callable

import pytest

from indicators.documents import isolation
from indicators.documents.isolation import Limits
from indicators.intake.workbook import xlsx_reader


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Read sheets without a process of their own, but for a test that asks for one."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(isolation, "run", _run)


@pytest.fixture
def apart() -> None:
    """Read sheets as the site does."""


def _run(reader: str, content: bytes, _limits: Limits) -> object:
    readers: dict[str, Callable[[bytes], object]] = {xlsx_reader.__name__: xlsx_reader.read}
    return json.loads(json.dumps(readers[reader](content)))
