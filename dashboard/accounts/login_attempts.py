"""Failed tries: the account is locked, the address only slowed; right answers are never counted.

Tries are counted in the database, for all processes together. Those from a browser in which the
account logged in before count by themselves ("device cookies", OWASP), so that no stranger can
lock somebody out of their own browser, and no office is slowed in its own browsers.
"""

import hashlib
import ipaddress
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from dashboard.models import FailedTry, FailureKind, UsedCode
from indicators.models import Official

Found = TypeVar("Found")
# A code is right for a minute and a half.
CODES_KEPT = timedelta(minutes=5)


class LoginRefused(Exception):
    """Too many tries have failed lately; ``left`` is how long to wait."""

    def __init__(self, left: timedelta) -> None:
        super().__init__()
        self.left = left


class Locked(LoginRefused):
    """On the account."""


class Slowed(LoginRefused):
    """From the address."""


@dataclass(frozen=True, slots=True)
class Try:
    """A password or code given for an account, from a browser that it is used to or an address."""

    kind: FailureKind
    name: str
    browser: str
    address: str


def judged(given: Try, check: Callable[[], Found | None]) -> Found | None:
    """Return what the check finds, or None where the answer is wrong, which is then counted.

    Raises Locked or Slowed, whether or not the answer is right. An account's tries at the same
    moment are judged one after the other, so that a hundred of them tell no more than five.
    """
    if given.address:
        _refuse_slowed(given.address)
    _refuse_locked(given)
    found = check()
    with transaction.atomic():
        same = Official.objects.select_for_update(no_key=True).filter(username__iexact=given.name)
        list(same.values_list("pk"))
        _refuse_locked(given)
        if found is None:
            FailedTry.objects.create(
                kind=given.kind,
                account=digest_of(given.name),
                browser=given.browser,
                address=given.address,
                at=timezone.now(),
            )
        elif (own := _of(given)).exists():
            own.delete()
    return found


def ends_at(name: str) -> datetime | None:
    """Return when the last lock on the account ends, or None where there is none."""
    tries = FailedTry.objects.filter(account=digest_of(name))
    locks = {
        _until(tries.filter(kind=kind, browser=browser), settings.LOGIN_FAILURES, _lock())
        for kind, browser in tries.values_list("kind", "browser").distinct()
    }
    return max((lock for lock in locks if lock and lock > timezone.now()), default=None)


def forgive(name: str) -> int:
    """Forget all failures of the account; return how many there were."""
    return FailedTry.objects.filter(account=digest_of(name)).delete()[0]


def forget_old(at: datetime) -> int:
    """Forget failures and codes that matter no more; return how many there were."""
    tries, _each = FailedTry.objects.filter(at__lte=at - 2 * _lock()).delete()
    codes, _each = UsedCode.objects.filter(at__lte=at - CODES_KEPT).delete()
    return tries + codes


def digest_of(name: str) -> str:
    """Return the same digest however the account's name is typed."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return hashlib.sha256(plain.encode()).hexdigest()


def of_address(text: str) -> str:
    """Return the client address; an IPv6 /64 network counts as one."""
    address = ipaddress.ip_address(text)
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def is_first_use(name: str, code: str) -> bool:
    """Tell whether the account's code comes for the first time while it is valid."""
    digest, now = hashlib.sha256(f"{name} {code}".encode()).hexdigest(), timezone.now()
    UsedCode.objects.filter(digest=digest, at__lte=now - CODES_KEPT).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(digest=digest, at=now)
    except IntegrityError:
        return False
    return True


def _refuse_locked(given: Try) -> None:
    _refuse(Locked, _until(_of(given), settings.LOGIN_FAILURES, _lock()))


def _refuse_slowed(address: str) -> None:
    tries = FailedTry.objects.filter(address=address)
    slow = timedelta(seconds=settings.LOGIN_SLOWED)
    _refuse(Slowed, _until(tries, settings.LOGIN_FAILURES_OF_ADDRESS, slow))


def _refuse(why: type[LoginRefused], until: datetime | None) -> None:
    if until is not None and (left := until - timezone.now()) > timedelta():
        raise why(left)


def _of(given: Try) -> QuerySet[FailedTry]:
    account = digest_of(given.name)
    return FailedTry.objects.filter(kind=given.kind, account=account, browser=given.browser)


def _until(tries: QuerySet[FailedTry], most: int, pause: timedelta) -> datetime | None:
    """Return the newest failure and a pause, where so many came within the time of a lock."""
    newest = list(tries.order_by("-at").values_list("at", flat=True)[:most])
    if len(newest) < most or newest[0] - newest[-1] >= _lock():
        return None
    return newest[0] + pause


def _lock() -> timedelta:
    return timedelta(seconds=settings.LOGIN_LOCK)
