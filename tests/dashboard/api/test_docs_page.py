"""The page about the API."""

import re
import shlex
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dashboard.api import openapi, problems
from dashboard.api.v1 import api
from indicators.models import Release

DESCRIPTION = openapi.schema_of(api)


def html(client: Client, language: str = "") -> str:
    return client.get(f"{language}/api/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
class PageTests:
    def test_shows_every_operation_parameter_part_and_problem(
        self, client: Client, release: Release, language: str
    ) -> None:
        text = unescape(html(client, language))

        for path, methods in DESCRIPTION["paths"].items():
            for method, operation in methods.items():
                assert f"{method.upper()} {path}" in text
                key = "description" if language else "x-zh"
                assert operation[key] in text
                for parameter in operation["parameters"]:
                    assert f"<code>{parameter['name']}</code>" in text
        for name, part in DESCRIPTION["components"]["schemas"].items():
            assert f'id="part-{name}"' in text
            assert all(f"<code>{field}</code>" in text for field in part.get("properties", ()))
            assert all(f"<code>{value}</code>" in text for value in part.get("enum", ()))
        for kind in problems.KINDS:
            assert f'id="problem-{kind.code}"' in text

    def test_leads_nowhere_into_nothing(
        self, client: Client, release: Release, language: str
    ) -> None:
        text = html(client, language)

        marks = set(re.findall(r'id="([^"]+)"', text))
        assert set(re.findall(r'href="#([^"]+)"', text)) - marks == set()

    def test_gives_commands_that_work_here(
        self, client: Client, release: Release, language: str
    ) -> None:
        commands = [
            shlex.split(unescape(one))
            for one in re.findall(
                r"<pre[^>]*><code[^>]*>(curl .*?)</code\s*></pre>", html(client, language)
            )
        ]
        addresses = [
            part.removeprefix("http://testserver")
            for command in commands
            if "Authorization" not in str(command)
            for part in command
            if part.startswith("http://testserver")
        ]

        statuses = {address: client.get(address).status_code for address in addresses}
        wrong = [address for address in addresses if "2019-13" in address]
        assert len(addresses) > 20
        assert {address for address, status in statuses.items() if status != 200} == set(wrong)

    def test_asks_little_and_is_small(
        self, client: Client, release: Release, language: str
    ) -> None:
        with CaptureQueriesContext(connection) as queries:
            text = html(client, language)
        small = client.get(f"{language}/api/", headers={"accept-encoding": "br"}).content

        assert len(queries) <= 12
        assert len(small) < 20_000
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)

    def test_is_there_before_anything_is_public(
        self, client: Client, db: None, language: str
    ) -> None:
        answer = client.get(f"{language}/api/?as_of=2019-07-08")

        assert answer.status_code == 200
        assert "/api/v1/indicators/CODE" in answer.content.decode()


def test_the_foot_of_every_page_leads_to_it(client: Client, release: Release) -> None:
    assert 'href="/en/api/"' in client.get("/en/").content.decode()
    assert 'href="/api/?as_of=2019-07-09"' in client.get("/?as_of=2019-07-09").content.decode()
