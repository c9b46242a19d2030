"""Keys for other systems: an administrator issues and revokes them, a request brings one.

A token is ``zs_``, eight signs that lists show, and 256 random bits. Only its SHA-256 is kept: a
slow hash protects what people think up, while nobody can go through 2²⁵⁶ keys, and every request
has to pay for it.
"""

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import audit
from .enums import Role, TokenPower
from .models import Official, Organisation, RoleHeld, Token
from .permissions import can_issue_tokens

MARK = "zs_"
SHAPE = re.compile(rf"{MARK}(?P<handle>[0-9a-f]{{8}})_[-\w]{{43}}", re.ASCII)
LONGEST_NAME = 100
LONGEST = timedelta(days=2 * 366)
# Noting each request would write each time.
NOTED_EVERY = timedelta(minutes=1)
ROLES = {TokenPower.REPORT: Role.REPORTER}


class TokenFault(Enum):
    """Why a token is not taken."""

    UNKNOWN = "unknown"
    ENDED = "ended"
    REVOKED = "revoked"


class NotTaken(Exception):
    """What was brought is no token, or not any more."""

    def __init__(self, why: TokenFault) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Terms:
    """For which system of which organisation, with which powers, until the end of which day."""

    name: str
    organisation: Organisation
    powers: Collection[TokenPower]
    ends_on: date


def check(terms: Terms, today: date) -> None:
    """Raise ValidationError by field where no token can be issued on these terms."""
    problems: dict[str, object] = {}
    if not 0 < len(terms.name.strip()) <= LONGEST_NAME:
        problems["name"] = _("Say in at most 100 characters which system it is for.")
    same = Token.objects.filter(organisation=terms.organisation, name=terms.name.strip())
    if same.filter(revoked_at__isnull=True).exists():
        problems["name"] = _("This system has a token; revoke that one first.")
    if not terms.powers:
        problems["powers"] = _("Choose what it may do.")
    if not today <= terms.ends_on <= today + LONGEST:
        problems["ends_on"] = _("Choose a day between today and two years from now.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def issue(terms: Terms, *, by: Official, at: datetime) -> tuple[Token, str]:
    """Return a new token, and what its bearer has to send, which nobody will see again.

    Raises PermissionDenied without the right, and ValidationError by field where the name is
    missing or in use, no power is named, or the last day is past or too far away.
    """
    if not can_issue_tokens(by):
        raise PermissionDenied
    check(terms, timezone.localdate(at))
    powers = sorted({power.value for power in terms.powers})
    handle = secrets.token_hex(4)
    written = f"{MARK}{handle}_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        name=terms.name.strip(),
        organisation=terms.organisation,
        official=_stand_in(handle, terms),
        powers=" ".join(powers),
        handle=handle,
        digest=_digest(written),
        issued_by=by,
        issued_at=at,
        ends_at=timezone.make_aware(datetime.combine(terms.ends_on + timedelta(days=1), time())),
    )
    detail = {"organisation": terms.organisation.code, "powers": powers}
    audit.leave(
        "issued", token, by=by, at=at, name=token.name, ends_on=str(terms.ends_on), **detail
    )
    return token, written


@transaction.atomic
def revoke(token: Token, *, by: Official, at: datetime) -> bool:
    """Let the token be taken no more; return False where it was revoked before.

    Raises PermissionDenied without the right.
    """
    if not can_issue_tokens(by):
        raise PermissionDenied
    standing = Token.objects.filter(pk=token.pk, revoked_at__isnull=True)
    if not standing.update(revoked_at=at, revoked_by=by):
        return False
    audit.leave("revoked", token, by=by, at=at, name=token.name)
    return True


def find(written: str, *, at: datetime) -> Token:
    """Return the token with its organisation and its official, and note that it is used.

    Raises NotTaken where there is no such token, it has ended, or it was revoked.
    """
    known = Token.objects.select_related("organisation", "official")
    token = known.filter(digest=_digest(written)).first() if SHAPE.fullmatch(written) else None
    if token is None:
        raise NotTaken(TokenFault.UNKNOWN)
    if token.revoked_at is not None:
        raise NotTaken(TokenFault.REVOKED)
    if token.ends_at <= at:
        raise NotTaken(TokenFault.ENDED)
    if token.last_used_at is None or at - token.last_used_at >= NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
    return token


def _digest(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


def _stand_in(handle: str, terms: Terms) -> Official:
    """Return the official that stands for the system; nobody can log in as it."""
    official = Official(
        username=f"token-{handle}",
        last_name=terms.name.strip(),
        organisation=terms.organisation,
        is_active=False,
    )
    official.set_unusable_password()
    official.save()
    RoleHeld.objects.bulk_create(
        RoleHeld(official=official, role=ROLES[power]) for power in set(terms.powers)
    )
    return official
