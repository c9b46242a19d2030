"""Walk through single sign-on with a provider made up here, and tell what happened as JSON."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlparse

import django

CLAIMS: dict[str, Any] = {}


class Provider(BaseHTTPRequestHandler):
    """Say who somebody is to whoever asks."""

    def do_GET(self) -> None:
        """Answer with the configuration, or with the claims."""
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        configuration = {name: f"{os.environ['OIDC_SERVER_URL']}/{name}" for name in names}
        self.say(configuration if "well-known" in self.path else CLAIMS)

    def do_POST(self) -> None:
        """Answer with a token."""
        self.say({"access_token": "token", "token_type": "Bearer"})

    def say(self, data: dict[str, Any]) -> None:
        """Send the data."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


def main() -> None:
    """Log in as several people."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    os.environ["OIDC_SERVER_URL"] = f"http://127.0.0.1:{server.server_port}"
    os.environ |= {"OIDC_CLIENT_ID": "zhunsheng", "OIDC_CLIENT_SECRET": "secret"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
    os.environ["ALLOWED_HOSTS"] = "testserver"
    django.setup()

    from django.core.management import call_command  # noqa: PLC0415 - needs the settings above

    from indicators.models import Official  # noqa: PLC0415 - needs the settings above

    # The tables of single sign-on, which is not installed where no provider is named.
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Official.objects.create(username="wang")
    told = {
        "wang": walk(sub="1", preferred_username="wang"),
        "wang by subject alone": walk(sub="1", preferred_username="renamed"),
        "stranger": walk(sub="2", preferred_username="stranger", email="s@example.org"),
        "connecting": walk("&process=connect", sub="3", preferred_username="wang"),
        **pages(),
        "officials": Official.objects.count(),
    }
    print(json.dumps(told))  # noqa: T201 - this is what it is for


def walk(more: str = "", **claims: str) -> tuple[str | None, bool, int]:
    """Log in; return where that leads, whether it worked, and how many subjects are known."""
    from allauth.socialaccount.models import SocialAccount  # noqa: PLC0415 - needs the settings
    from django.test import Client  # noqa: PLC0415 - needs the settings

    CLAIMS.clear()
    CLAIMS.update(claims)
    client = Client()
    away = client.get(f"/accounts/oidc/sso/login/?next=/accounts/sessions/{more}")["Location"]
    state = parse_qs(urlparse(away).query)["state"][0]
    back = client.get(f"/accounts/oidc/sso/login/callback/?code=1&state={state}")
    is_in = client.get("/accounts/sessions/").status_code == 200
    return back.get("Location"), is_in, SocialAccount.objects.count()


def pages() -> dict[str, object]:
    """Look at the pages around it."""
    from django.test import Client  # noqa: PLC0415 - needs the settings

    page = Client().get("/accounts/login/?next=/x/").content.decode()
    return {
        "log-in page": 'href="/accounts/oidc/sso/login/?next=%2Fx%2F">统一身份认证' in page,
        "sign-up": Client().get("/accounts/3rdparty/signup/").status_code,
    }


if __name__ == "__main__":
    main()
