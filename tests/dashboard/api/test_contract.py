"""The API asked everything that its description allows, and much that it does not."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from dashboard.api.openapi import Schema, schema_of
from dashboard.api.v1 import api
from indicators import tokens
from indicators.enums import TokenPower
from indicators.models import Entry, Official
from tests.indicators.desk import CODES

# Codes of the real report, so that not all that is asked leads nowhere.
KNOWN = {
    "code": ["service-items", "functions", "justice-bureau", "city", "ganfutong-sum", "x"],
    "indicator": [*CODES, "court-appearance-rate", "petition-cases-taken", "x"],
    "place": ["city", "city-level", "counties", "x"],
    "period": ["2019-07", "2019-h1"],
    "number": [1, 0],
    "as_of": ["2019-07-09", "2019-07-08", "2020-12-31"],
    "area": ["functions", "x"],
    "owner": ["justice-bureau", "x"],
}


def known(part: Any) -> Any:  # noqa: ANN401 - any part of the description
    """Return the description with codes that are there in the place of any codes."""
    if isinstance(part, list):
        return [known(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {name: known(one) for name, one in part.items()}
    if "in" in found and found.get("name") in KNOWN:
        found["schema"] = {"enum": KNOWN[found["name"]]}
    return found


def described() -> Schema:
    """Return the description of the API on the real report."""
    schema: Schema = known(schema_of(api))
    entry = schema["components"]["schemas"]["SentEntry"]["properties"]
    for name in ("indicator", "place"):
        entry[name] = {"enum": KNOWN[name]}
    return schema


anything = schemathesis.openapi.from_dict(schema_of(api))
# The first is asked at all the edges of what is described, so that the second need not be.
INSIDE = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
something = schemathesis.openapi.from_dict(described(), config=INSIDE)
anything.app = something.app = get_wsgi_application()
# Each operation's cases are the same in every run.
bounded = settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# What the description cannot say, such as that a day has come or a cursor is one, is refused too;
# other codes than those named here are no fault; and every request here brings its token.
BEYOND: list[Any] = [positive_data_acceptance, ignored_auth]
NO_FAULT: list[Any] = [*BEYOND, negative_data_rejection]


@pytest.fixture(autouse=True)
def connection_that_stays() -> Iterator[None]:
    """Keep the test's connection when a request ends, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def bearer(month: list[Entry], settings: Any) -> dict[str, str]:  # noqa: ANN401 - pytest-django's
    """Return the header with a token of the organisation that owes the month."""
    settings.API_REQUESTS_PER_MINUTE = 0
    root = Official.objects.create(username="root", is_superuser=True)
    day = timezone.localdate() + timedelta(days=30)
    organisation = month[0].submission.organisation
    terms = tokens.Terms("系统", organisation, [TokenPower.REPORT], day)
    _token, written = tokens.issue(terms, by=root, at=timezone.now())
    # What asks here does not decompress.
    return {"Authorization": f"Bearer {written}", "Accept-Encoding": "identity"}


@anything.parametrize()
@bounded
def test_whatever_is_asked_is_answered_as_described(
    case: Case[Any], bearer: dict[str, str]
) -> None:
    case.validate_response(case.call(headers=bearer), excluded_checks=BEYOND)


@something.parametrize()
@bounded
def test_what_there_is_is_answered_as_described(case: Case[Any], bearer: dict[str, str]) -> None:
    case.validate_response(case.call(headers=bearer), excluded_checks=NO_FAULT)


@something.include(path_regex="/submissions").parametrize()
@bounded
def test_nothing_is_told_without_a_token(case: Case[Any], month: list[Entry]) -> None:
    case.headers.pop("Authorization", None)

    answer = case.call()

    # Everybody may ask what web pages of other sites may do, which is to read what is public.
    assert answer.status_code in (400, 401, 405) or case.method == "OPTIONS"
    assert {entry.version for entry in Entry.objects.all()} == {0}
