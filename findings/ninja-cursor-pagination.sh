#!/usr/bin/env bash
# django-ninja 1.7.1, CursorPagination: a cursor is the value of the FIRST column of the order and a
# number of rows to skip. Where more than 100 rows share that value, the walk ends in a fault; what is
# added among them meanwhile is told twice or never. A cursor of one list is taken by any other;
# one that is made up is a fault of the server's. The order cannot begin with a column of another
# table. No Link field is sent, and a page of 0 or of a million is quietly another one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-ninja==1.7.1 "django~=5.2.0"
"$folder/venv/bin/python" - <<'PYTHON'
from base64 import b64encode
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="x",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.db import connection, models
from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Schema
from ninja.pagination import CursorPagination, paginate

print("django-ninja", version("django-ninja"))


class Release(models.Model):
    day = models.DateField()

    class Meta:
        app_label = "x"


class Figure(models.Model):
    name = models.TextField()
    period = models.DateField()
    release = models.ForeignKey(Release, models.CASCADE)

    class Meta:
        app_label = "x"


class Out(Schema):
    name: str


with connection.schema_editor() as editor:
    editor.create_model(Release)
    editor.create_model(Figure)
release = Release.objects.create(day="2019-07-09")


def fill(count):
    Figure.objects.all().delete()
    Figure.objects.bulk_create(
        Figure(name=f"{number:04}", period="2019-06-30", release=release)
        for number in range(0, 2 * count, 2)
    )


api = NinjaAPI(openapi_url=None, docs_url=None)
ORDERS = {"figures": ("period", "name"), "names": ("-name",), "released": ("release__day", "name")}
for address, ordering in ORDERS.items():

    def listed(request):
        return Figure.objects.all()

    paged = paginate(CursorPagination, ordering=ordering, page_size=30, max_page_size=500)(listed)
    api.get(f"/{address}", response=list[Out], url_name=address)(paged)
urlpatterns = [path("", api.urls)]
client = Client(raise_request_exception=False)


def page(address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    assert "Link" not in answer
    return [one["name"] for one in answer.json()["results"]], answer.json()["next"]


# 200 figures of one period.
fill(200)
told, address = [], "/figures"
while address and (answer := client.get(address)).status_code == 200:
    told += [one["name"] for one in answer.json()["results"]]
    address = answer.json()["next"]
print(f"200 figures of one period: after {len(told)} the next page is", answer.status_code)
assert (len(told), answer.status_code) == (90, 500)

# What is added or taken away between two pages.
new = Figure(name="0001", period="2019-06-30", release=release)
for what, change, begins in (
    ("added", new.save, "0058"),
    ("removed", lambda: Figure.objects.filter(name="0002").delete(), "0062"),
):
    fill(50)
    first, address = page("/figures")
    change()
    second, _address = page(address)
    print(f"one {what} on page 1: it ends with {first[-1]}, page 2 begins with {second[0]}")
    assert (first[-1], second[0]) == ("0058", begins)

# A cursor of another list, and cursors that are none.
fill(50)
_first, address = page("/figures")
cursor = address.partition("cursor=")[2]
answer = client.get(f"/names?cursor={cursor}")
print("cursor of another list:", answer.status_code, len(answer.json()["results"]), "rows")
assert answer.status_code == 200
for text in ("r=maybe", "o=100", "p=yesterday"):
    made_up = b64encode(text.encode()).decode()
    answer = client.get("/figures", {"cursor": made_up})
    print(f"cursor {text}:", answer.status_code)
    assert answer.status_code == 500

print("order by the day of the release:", client.get("/released").status_code)
assert client.get("/released").status_code == 500
for size in (0, 1_000_000):
    answer = client.get(f"/figures?page_size={size}")
    print(f"page_size={size}:", answer.status_code, len(answer.json()["results"]), "rows")
assert client.get("/figures?page_size=0").status_code == 200
PYTHON
