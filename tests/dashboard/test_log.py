"""What the server's log promises."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from indicators.models import Official


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what the server writes from now on."""
    [console] = [
        one
        for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler) and one.filters
    ]
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


def test_names_a_mistaken_address_in_one_line(client: Client, db: None, log: io.StringIO) -> None:
    client.get("/?as_of=yesterday")

    assert log.getvalue().endswith(": /\n")
    assert log.getvalue().count("\n") == 1


def test_names_another_websites_name_in_one_line_and_tells_the_visitor_no_setting(
    client: Client, db: None, log: io.StringIO
) -> None:
    with translation.override("en"):
        answer = client.get("/", headers={"host": "other.example"})

    assert answer.status_code == 400
    assert "请求无法识别，或不是发给本网站的。" in answer.content.decode()
    assert "ALLOWED_HOSTS" not in answer.content.decode()
    assert "other.example" in log.getvalue()
    assert log.getvalue().count("\n") == 1


def test_names_a_refusal_in_one_line(client: Client, db: None, log: io.StringIO) -> None:
    client.force_login(Official.objects.create(username="staff", is_staff=True))

    answer = client.get("/admin/indicators/token/")

    assert answer.status_code == 403
    assert log.getvalue() == "Forbidden (Permission denied): /admin/indicators/token/\n"


def test_keeps_the_traceback_of_our_own_mistakes(log: io.StringIO) -> None:
    try:
        raise LookupError("ours")
    except LookupError:
        logging.getLogger("django.request").exception("Internal Server Error: /")

    assert log.getvalue().endswith("LookupError: ours\n")
