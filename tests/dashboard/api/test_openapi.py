"""The description for programs: committed, complete, and never narrower than before."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dashboard.api import breaking_changes, openapi
from dashboard.api.v1 import api
from indicators.models import Release

COMMITTED = json.loads(openapi.WHERE.read_text(encoding="utf-8"))
HINT = "Write it again with: .venv/bin/python manage.py write_api_schema"


class CommittedTests:
    def test_is_what_the_code_declares(self) -> None:
        assert openapi.WHERE.read_text(encoding="utf-8") == openapi.schema_text(api), HINT

    def test_is_only_added_to(self) -> None:
        assert breaking_changes.breaks(COMMITTED, openapi.schema_of(api)) == []

    def test_is_what_the_site_serves(self, client: Client, release: Release) -> None:
        assert client.get("/api/v1/openapi.json").json() == COMMITTED

    def test_says_everything_in_both_languages(self) -> None:
        missing = [
            name
            for name, part in _described(COMMITTED)
            if not (part.get("x-zh") and re.search(r"[\u4e00-\u9fff]", part["x-zh"]))
        ]

        assert missing == []

    def test_describes_every_parameter_and_part(self) -> None:
        operations = [
            operation for methods in COMMITTED["paths"].values() for operation in methods.values()
        ]
        parts = {
            f"{name}.{key}": field
            for name, one in COMMITTED["components"]["schemas"].items()
            for key, field in one.get("properties", {}).items()
        }

        assert [name for name, field in parts.items() if "description" not in field] == []
        assert all("description" in one for one in COMMITTED["components"]["schemas"].values())
        assert all(
            parameter["description"] for one in operations for parameter in one["parameters"]
        )
        assert all(one["summary"] and one["x-zh-summary"] for one in operations)
        assert len({one["operationId"] for one in operations}) == len(operations)

    def test_names_only_parts_that_there_are(self) -> None:
        named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(COMMITTED)))

        assert named == set(COMMITTED["components"]["schemas"])

    def test_is_a_description_by_the_rules_of_json_schema(self) -> None:
        for one in COMMITTED["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(one)


def _described(part: object, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield whatever a reader of the page sees described."""
    if isinstance(part, dict):
        if isinstance(part.get("description"), str) and "headers" not in name:
            yield name, part
        for key, one in part.items():
            yield from _described(one, f"{name}/{key}")
    if isinstance(part, list):
        for number, one in enumerate(part):
            yield from _described(one, f"{name}/{number}")


OLD: dict[str, Any] = {
    "paths": {
        "/a": {
            "get": {
                "parameters": [
                    {"in": "query", "name": "limit", "schema": {"type": "integer"}},
                    {"in": "query", "name": "sort", "schema": {"enum": ["up", "down"]}},
                ],
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/c/Page"}}},
                    },
                    "404": {},
                },
            },
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Sent"}}
                    }
                },
                "responses": {"200": {}},
            },
        },
        "/b": {"get": {"responses": {"200": {}}}},
    },
    "components": {
        "schemas": {
            "Page": {
                "properties": {
                    "items": {"type": "array", "items": {"$ref": "#/c/One"}},
                    "next": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
                "required": ["items"],
            },
            "Sent": {
                "properties": {"entries": {"items": {"$ref": "#/components/schemas/Entry"}}},
                "required": ["entries"],
            },
            "Entry": {"properties": {"note": {"type": "string"}}},
            "Kind": {"enum": ["stock", "flow"], "type": "string"},
        }
    },
}


def changed(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Return what the change breaks."""
    new = copy.deepcopy(OLD)
    change(new)
    return breaking_changes.breaks(OLD, new)


def get(new: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = new["paths"]["/a"]["get"]
    return found


def part(new: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = new["components"]["schemas"][name]
    return found


class ChangeTests:
    @pytest.mark.parametrize(
        "change",
        [
            lambda new: None,
            lambda new: new["paths"].update({"/c": {"get": {"responses": {}}}}),
            lambda new: new["paths"]["/b"].update({"post": {"responses": {}}}),
            lambda new: get(new)["parameters"].append(
                {"in": "query", "name": "q", "schema": {"type": "string"}}
            ),
            lambda new: get(new)["parameters"][1]["schema"]["enum"].append("both"),
            lambda new: get(new)["responses"].update({"429": {}}),
            lambda new: part(new, "Page")["properties"].update({"day": {"type": "string"}}),
            lambda new: part(new, "Page")["required"].append("next"),
            lambda new: part(new, "Entry")["properties"].update({"version": {"type": "integer"}}),
            lambda new: part(new, "Kind")["enum"].append("rate"),
            lambda new: part(new, "Entry")["properties"]["note"].update({"description": "New."}),
        ],
    )
    def test_that_adds_breaks_nothing(self, change: Callable[[dict[str, Any]], object]) -> None:
        assert changed(change) == []

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda new: new["paths"].pop("/b"), "GET /b is gone"),
            (lambda new: new["paths"]["/a"].pop("post"), "POST /a is gone"),
            (lambda new: get(new)["parameters"].pop(0), "GET /a: the parameter limit is gone"),
            (
                lambda new: get(new)["parameters"][0].update({"required": True}),
                "GET /a: the parameter limit is needed now",
            ),
            (
                lambda new: get(new)["parameters"].append(
                    {"in": "query", "name": "key", "schema": {}, "required": True}
                ),
                "GET /a: the parameter key is needed now",
            ),
            (
                lambda new: get(new)["parameters"][0].update({"schema": {"type": "string"}}),
                "GET /a: the parameter limit has another type",
            ),
            (
                lambda new: get(new)["parameters"][1]["schema"]["enum"].remove("down"),
                "GET /a: the parameter sort: the value down is gone",
            ),
            (lambda new: get(new)["responses"].pop("404"), "GET /a: the answer 404 is gone"),
            (
                lambda new: get(new)["responses"]["200"].pop("content"),
                "GET /a: the answer 200 as application/json is gone",
            ),
            (
                lambda new: get(new)["responses"]["200"]["content"].update(
                    {"application/json": {"schema": {"$ref": "#/c/Other"}}}
                ),
                "GET /a: the answer 200 has another type",
            ),
            (
                lambda new: get(new).update({"requestBody": {"required": True}}),
                "GET /a: a body is needed now",
            ),
            (
                lambda new: new["paths"]["/a"]["post"].pop("requestBody"),
                "POST /a: the body is gone",
            ),
            (lambda new: part(new, "Page")["properties"].pop("next"), "Page: next is gone"),
            (
                lambda new: part(new, "Page")["required"].remove("items"),
                "Page: items is no longer sure",
            ),
            (
                lambda new: part(new, "Page")["properties"]["next"].update(
                    {"anyOf": [{"type": "integer"}, {"type": "null"}]}
                ),
                "Page: next has another type",
            ),
            (
                lambda new: part(new, "Page")["properties"]["items"].update(
                    {"items": {"$ref": "#/c/Other"}}
                ),
                "Page: items (each) has another type",
            ),
            (
                lambda new: part(new, "Entry").update({"required": ["note"]}),
                "Entry: note is needed now",
            ),
            (lambda new: part(new, "Kind")["enum"].remove("flow"), "Kind: the value flow is gone"),
            (
                lambda new: part(new, "Kind").update({"type": "integer"}),
                "Kind has another type",
            ),
        ],
    )
    def test_that_takes_away_is_named(
        self, change: Callable[[dict[str, Any]], object], said: str
    ) -> None:
        assert changed(change) == [said]


class CommandTests:
    def test_writes_what_is_committed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        where = tmp_path / "api" / "openapi.json"
        monkeypatch.setattr("dashboard.management.commands.write_api_schema.WHERE", where)

        for _ in range(2):
            call_command("write_api_schema", stdout=StringIO())

        assert where.read_bytes() == openapi.WHERE.read_bytes()

    def test_refuses_to_break_programs_unless_told_to(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        where = tmp_path / "openapi.json"
        monkeypatch.setattr("dashboard.management.commands.write_api_schema.WHERE", where)
        promised = copy.deepcopy(COMMITTED)
        promised["paths"]["/api/v1/weather"] = {"get": {"responses": {}}}
        where.write_text(json.dumps(promised))

        with pytest.raises(CommandError, match="GET /api/v1/weather is gone"):
            call_command("write_api_schema", stdout=StringIO())
        assert json.loads(where.read_text()) == promised

        call_command("write_api_schema", "--break-programs", stdout=StringIO())
        assert where.read_bytes() == openapi.WHERE.read_bytes()
