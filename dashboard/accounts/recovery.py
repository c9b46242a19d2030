"""What an administrator does for an official who cannot log in; each act leaves an event.

Whoever holds a link can set that account's password, so that the right is the administrator's.
"""

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators import audit
from indicators.models import Official, Token
from indicators.permissions import can_manage_accounts

from . import login_attempts
from .password_tokens import MADE_LINK


@transaction.atomic
def make_link(official: Official, *, by: Official, at: datetime) -> tuple[str, datetime]:
    """Return the key of a link that sets the password once, and when it ends; older ones end now.

    Raises PermissionDenied without the right, and ValidationError for an account that nobody may
    log in with.
    """
    _ask(official, by)
    if not official.is_active:
        raise ValidationError(_("This account is not active; activate it first."))
    ends_at = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    # First the event: the key holds its number.
    audit.leave(MADE_LINK, official, by=by, at=at, ends_at=ends_at.isoformat())
    key = f"{user_pk_to_url_str(official)}-{default_token_generator.make_token(official)}"
    return key, ends_at


@transaction.atomic
def end_lock(official: Official, *, by: Official, at: datetime) -> int:
    """Forget the account's failed tries, so that nothing locks it; return how many there were.

    Raises PermissionDenied without the right.
    """
    _ask(official, by)
    forgotten = login_attempts.forgive(official.username)
    if forgotten:
        audit.leave("ended lock", official, by=by, at=at, failures=forgotten)
    return forgotten


@transaction.atomic
def require_new_password(official: Official, *, by: Official, at: datetime) -> int:
    """End the official's sessions, and ask for a new password at the next log-in with the old one.

    Returns how many sessions ended. Raises PermissionDenied without the right, and ValidationError
    where the account has no password.
    """
    _ask(official, by)
    if not official.has_usable_password():
        raise ValidationError(_("This account has no password; it logs in another way."))
    Official.objects.filter(pk=official.pk).update(must_change_password=True)
    sessions = list(UserSession.objects.filter(user=official))
    for session in sessions:
        session.end()
    audit.leave("required new password", official, by=by, at=at, sessions=len(sessions))
    return len(sessions)


def _ask(official: Official, by: Official) -> None:
    if not can_manage_accounts(by) or Token.objects.filter(official=official).exists():
        raise PermissionDenied
