"""How long a log-in lasts: shorter when idle, never longer than a working day."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

# Noting each click would write the session each time.
NOTED_EVERY = 60


def begin(request: HttpRequest) -> None:
    """Note when the session begins."""
    request.session["started"] = request.session["seen"] = time.time()


class SessionLimits:
    """Log out whoever was away too long; the page then asks for the log-in, and comes back.

    Public pages ask nobody who they are, so that they neither end nor prolong a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave the request as it is until its view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_arguments: object
    ) -> None:
        """End the session, or note that it is used."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        if "started" not in request.session:
            begin(request)
        now, session = time.time(), request.session
        idle = now - session["seen"]
        if idle >= settings.SESSION_IDLE or now - session["started"] >= settings.SESSION_LONGEST:
            logout(request)
            messages.info(request, _("Your session has ended. Log in again to go on."))
        elif idle >= NOTED_EVERY:
            session["seen"] = now
