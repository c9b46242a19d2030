"""One-time links for accounts that are new: by e-mail where that is set up, else to hand over."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from urllib.parse import quote, urljoin

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from indicators.models import Official

from . import recovery

logger = logging.getLogger(__name__)

SUBJECT = "准绳：设置密码 / Zhunsheng: set your password"
LETTER = """{name}：

已为您开通账号，用户名为{username}。请在{until}前打开以下链接设置密码，链接只能使用一次：

{address}

----------------------------------------

{name},

An account was made for you; your user name is {username}. Open this link before {until} to set
your password. It works once:

{address}
"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link with which a new official sets the password, once."""

    official: Official
    address: str
    ends_at: datetime


def invite(
    officials: Iterable[Official], *, by: Official, at: datetime, site: str
) -> list[Invitation]:
    """Return a link for each official; ``site`` is the address under which people reach the site.

    Raises PermissionDenied without the right to manage accounts.
    """
    made = []
    for official in officials:
        key, ends_at = recovery.make_link(official, by=by, at=at)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        address = urljoin(site, path.replace("UID-KEY", quote(key)))
        made.append(Invitation(official, address, ends_at))
    return made


def send(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Send those by e-mail that can be; return the others, which are to be handed over."""
    waiting = list(invitations)
    if not settings.EMAIL_CONFIGURED or not any(one.official.email for one in waiting):
        return waiting
    try:
        with get_connection() as connection:
            return [one for one in waiting if not _went_out(one, connection)]
    except (SMTPException, OSError) as error:
        logger.warning("The mail server failed: %s", error)
        return waiting


def _went_out(one: Invitation, connection: BaseEmailBackend) -> bool:
    if not one.official.email:
        return False
    until = f"{timezone.localtime(one.ends_at):%Y-%m-%d %H:%M}"
    letter = LETTER.format(
        name=one.official, username=one.official.username, until=until, address=one.address
    )
    message = EmailMessage(SUBJECT, letter, to=[one.official.email], connection=connection)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("The letter to official %s was not sent: %s", one.official.pk, error)
        return False
    return True
