#!/usr/bin/env bash
# django-ninja 1.7.1, SimpleRateThrottle: it reads a visitor's list of moments, adds one and writes
# it back, so that requests at the same moment count once; it keeps the list on the throttle, which
# all threads share, so that one visitor's request can overwrite another's count; it runs inside an
# operation, so that wrong tokens, methods and addresses are not counted; it sends no RateLimit
# fields; and unless NINJA_NUM_PROXIES is set, whoever makes up an X-Forwarded-For is somebody new.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-ninja==1.7.1 "django~=5.2.0"
"$folder/venv/bin/python" - <<'PYTHON'
import pickle
import threading
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="x",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
)
django.setup()

from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import path
from ninja import NinjaAPI
from ninja.security import HttpBearer
from ninja.throttling import AnonRateThrottle

print("django-ninja", version("django-ninja"))


class Slow:
    """A cache in which the visitor who waits has read, and does not go on before the others."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.has_read, self.may_go_on = threading.Event(), threading.Event()

    def get(self, key, default):
        found = list(cache.get(key, default))
        if key.endswith(self.visitor) and not self.has_read.is_set():
            self.has_read.set()
            self.may_go_on.wait()
        return found

    set = staticmethod(cache.set)


def asked(throttle, visitor):
    return throttle.allow_request(RequestFactory().get("/", REMOTE_ADDR=visitor))


def counted(visitor):
    return len(cache.get(f"throttle_anon_{visitor}", []))


def meanwhile(slow, first, then):
    waiting = threading.Thread(target=first)
    waiting.start()
    slow.has_read.wait()
    then()
    slow.may_go_on.set()
    waiting.join()


# Two processes, each with its own throttle, and one cache.
one, other = AnonRateThrottle("5/m"), AnonRateThrottle("5/m")
one.cache = slow = Slow("192.0.2.1")
meanwhile(
    slow,
    lambda: asked(one, "192.0.2.1"),
    lambda: print("allowed of 5 meanwhile:", [asked(other, "192.0.2.1") for _ in range(6)]),
)
print("6 allowed, counted:", counted("192.0.2.1"))
assert counted("192.0.2.1") == 1

# Two threads of one process, which share the throttle.
cache.clear()
shared = AnonRateThrottle("5/m")
shared.cache = slow = Slow("192.0.2.1")
meanwhile(
    slow,
    lambda: asked(shared, "192.0.2.1"),
    lambda: [asked(shared, "192.0.2.2") for _ in range(5)],
)
found = {one: counted(one) for one in ("192.0.2.1", "192.0.2.2")}
print("after 1 request of .1 and 5 of .2, counted:", found)
assert found == {"192.0.2.1": 0, "192.0.2.2": 1}

# What is counted at all, and what is said.
cache.clear()


class Token(HttpBearer):
    def authenticate(self, request, token):
        return None


api = NinjaAPI(throttle=AnonRateThrottle("2/m"), openapi_url="openapi.json", docs_url=None)


@api.get("/list")
def listed(request):
    return []


@api.get("/own", auth=Token())
def own(request):
    return []


urlpatterns = [path("", api.urls)]
client = Client()
for name, asks in {
    "wrong token": lambda: client.get("/own", headers={"authorization": "Bearer x"}),
    "wrong method": lambda: client.post("/list"),
    "wrong address": lambda: client.get("/nothing"),
    "description": lambda: client.get("/openapi.json"),
}.items():
    statuses = {asks().status_code for _ in range(10)}
    print(f"{name}, 10 times with a limit of 2: {statuses}, counted: {counted('127.0.0.1')}")
    assert 429 not in statuses
    assert counted("127.0.0.1") == 0
answers = [client.get("/list") for _ in range(3)]
refused = answers[-1]
print(refused.status_code, dict(refused.items()), refused.content)
assert refused["Content-Type"] == "application/json; charset=utf-8"
assert not any("RateLimit" in answer for answer in answers)
forged = [client.get("/list", headers={"x-forwarded-for": f"made-up-{n}"}) for n in range(10)]
print("with made-up addresses:", {answer.status_code for answer in forged})
assert {answer.status_code for answer in forged} == {200}

# What is kept for each visitor.
cache.clear()
wide = AnonRateThrottle("600/m")
for _ in range(600):
    asked(wide, "192.0.2.1")
size = len(pickle.dumps(cache.get("throttle_anon_192.0.2.1")))
print("600 requests of a visitor are kept in", size, "bytes, read and written at each")
assert size > 5_000
PYTHON
