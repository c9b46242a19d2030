"""Authentication middleware: a user counts as logged in only when no login obstacle is left.

The rest is anonymous wherever the user is read, whatever the page shows; only the pages on which
what is missing can be made good know them. Pages that ask nobody who they are read no session,
so that they neither end nor prolong one and stay kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth import get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from indicators.models import Official

from . import session_limits
from .password_expiry import needs_new_password
from .second_factor import lacks_second_factor

User = Official | AnonymousUser
# Whoever is half logged in may always leave.
LEAVING = frozenset({"account_logout", "admin:logout"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle to being logged in, and the address where the user can remove it."""

    said: str | Promise
    leads_to: str = ""
    pages: frozenset[str] = frozenset()
    prefix: str = field(default="\0")

    def knows(self, page: str) -> bool:
        """Tell whether the page is one of those that make it good."""
        return page in self.pages or page.startswith(self.prefix)


ENDED = Obstacle(_("Your session has ended. Log in again to go on."))
SECOND_FACTOR = Obstacle(
    _("Your role needs a second factor. Set one up to go on."),
    leads_to="mfa_index",
    pages=LEAVING | {"account_reauthenticate"},
    prefix="mfa_",
)
NEW_PASSWORD = Obstacle(
    _("Set a new password to go on; the present one may be known to others."),
    leads_to="account_change_password",
    pages=LEAVING | {"account_change_password"},
)
REMOVABLE = (NEW_PASSWORD, SECOND_FACTOR)


class AccountsMiddleware(AuthenticationMiddleware, LoginRequiredMiddleware):
    """Set ``request.user``, anonymous while a login obstacle is left.

    Django's own LoginRequiredMiddleware would look the user up for pages that ask nobody, too.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Set a lazy ``request.user``, loaded on first access."""
        super().process_request(request)
        request.user = cast(User, SimpleLazyObject(lambda: _admitted(request)))

        async def user() -> User:
            return await sync_to_async(_admitted)(request)

        request.auser = user

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[object, ...],
        options: dict[str, object],
    ) -> HttpResponseBase | None:
        """Ask for the log-in, or for what it lacks, on pages that need one."""
        page = request.resolver_match.view_name if request.resolver_match else ""
        needs_log_in = getattr(view, "login_required", True)
        if not needs_log_in and not any(obstacle.knows(page) for obstacle in REMOVABLE):
            return None
        obstacle = obstacle_of(request)
        if obstacle and obstacle.knows(page):
            request.user = request.half_logged_in  # type: ignore[attr-defined]
        elif obstacle and needs_log_in:
            messages.warning(request, str(obstacle.said))
            if obstacle.leads_to:
                return redirect(obstacle.leads_to)
        return super().process_view(request, view, arguments, options)


def obstacle_of(request: HttpRequest) -> Obstacle | None:
    """Return what keeps the visitor from being taken for logged in, if they are half so."""
    if request.user.is_authenticated:
        return None
    found: Obstacle | None = getattr(request, "obstacle", None)
    return found


def _admitted(request: HttpRequest) -> User:
    official = get_user(request)
    if not isinstance(official, Official):
        return AnonymousUser()
    obstacle = _obstacle(request, official)
    request.obstacle, request.half_logged_in = obstacle, official  # type: ignore[attr-defined]
    return AnonymousUser() if obstacle else official


def _obstacle(request: HttpRequest, official: Official) -> Obstacle | None:
    if session_limits.is_over(request):
        # It reads the user of the request, which must not be looked up again on the way.
        request.user = official
        logout(request)
        return ENDED
    if needs_new_password(request, official):
        return NEW_PASSWORD
    return SECOND_FACTOR if lacks_second_factor(official) else None
