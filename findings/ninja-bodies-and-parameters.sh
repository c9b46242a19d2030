#!/usr/bin/env bash
# django-ninja 1.7.1: a body's numbers arrive as binary floats, which lose digits; of a name that
# stands twice the last one counts, and NaN is a number. What a parser of one's own says against a
# body is dropped: the answer is always "Cannot parse request body". A query's model never sees
# parameters that it does not declare, so that extra="forbid" refuses none; of one that is repeated
# the last counts. JSON is written with spaces and \u escapes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-ninja==1.7.1 "django~=5.2.0"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from typing import Any

import django
from django.conf import settings

settings.configure(ROOT_URLCONF="__main__", ALLOWED_HOSTS=["*"], SECRET_KEY="x")
django.setup()

from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Query, Schema
from ninja.parser import Parser
from pydantic import ConfigDict

print("django-ninja", version("django-ninja"))


class Figure(Schema):
    value: Any


class Page(Schema):
    model_config = ConfigDict(extra="forbid")

    limit: int = 100


class Strict(Parser):
    def parse_body(self, request):
        raise ValueError("look at line 3, column 7")


urlpatterns = []
for name, parser in (("plain", Parser()), ("strict", Strict())):
    api = NinjaAPI(parser=parser, openapi_url=None, docs_url=None, urls_namespace=name)

    @api.post("/figures")
    def sent(request, figure: Figure):
        return str(figure.value)

    @api.get("/figures")
    def listed(request, page: Query[Page]):
        return {"name": "依法行政", "limit": page.limit}

    urlpatterns.append(path(f"{name}/", api.urls))
client = Client()


def answer(address, body):
    found = client.post(address, body, content_type="application/json")
    print(address, body, "->", found.status_code, found.content.decode())
    return found.status_code, found.json()


assert answer("/plain/figures", '{"value": 0.1234567890123456789}')[1] == "0.12345678901234568"
assert answer("/plain/figures", '{"value": 1, "value": 2}') == (200, "2")
assert answer("/plain/figures", '{"value": NaN}') == (200, "nan")
assert answer("/strict/figures", "{}") == (400, {"detail": "Cannot parse request body"})
found = client.get("/plain/figures?limmit=5&limit=1&limit=2")
print("limmit=5&limit=1&limit=2 ->", found.status_code, found.content.decode())
assert (found.status_code, found.json()["limit"]) == (200, 2)
assert found.content.startswith(rb'{"name": "\u4f9d\u6cd5')
PYTHON
