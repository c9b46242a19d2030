#!/usr/bin/env bash
# django-cors-headers 4.9.0 for an API that every website may read: a preflight is answered 200, as
# an empty web page, and never 204; OPTIONS without Access-Control-Request-Method goes to the view;
# a request without Origin gets no Access-Control field, and everything varies by Origin, also where
# the answer is the same for all. A shared cache therefore keeps one copy for each website, which
# the Fetch standard ("CORS protocol and HTTP caches") says to avoid by always sending "*".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  django-cors-headers==4.9.0 "django~=5.2.0"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="x",
    MIDDLEWARE=["corsheaders.middleware.CorsMiddleware"],
    CORS_URLS_REGEX="^/api/",
    CORS_ALLOW_ALL_ORIGINS=True,
    CORS_ALLOW_METHODS=["GET", "HEAD", "OPTIONS"],
    CORS_ALLOW_HEADERS=["Accept-Language"],
    CORS_EXPOSE_HEADERS=["ETag"],
)
django.setup()

from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_safe

print("django-cors-headers", version("django-cors-headers"))
urlpatterns = [path("api/", require_safe(lambda request: HttpResponse("[]")))]
client = Client()
origin = {"origin": "https://elsewhere.example"}
preflight = {**origin, "access-control-request-method": "GET"}
found = {
    "GET": client.get("/api/"),
    "GET with Origin": client.get("/api/", headers=origin),
    "OPTIONS with Origin": client.options("/api/", headers=origin),
    "preflight": client.options("/api/", headers=preflight),
    "preflight of no address": client.options("/api/nothing", headers=preflight),
}
for name, answer in found.items():
    print(f"{name}: {answer.status_code}", dict(answer.items()))
plain, read, asked, allowed, lost = found.values()
assert "access-control-allow-origin" not in plain
assert (plain["vary"], read["vary"]) == ("origin", "origin")
assert read["access-control-allow-origin"] == "*"
assert asked.status_code == 405
assert (allowed.status_code, lost.status_code) == (200, 200)
assert allowed["content-type"].startswith("text/html")
PYTHON
