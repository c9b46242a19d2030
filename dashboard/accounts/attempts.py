"""Failed tries, counted by account and by address for all processes together."""

import hashlib
import ipaddress
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import BaseCache, caches


class Locked(Exception):
    """Too many tries have failed lately."""


@dataclass(frozen=True)
class Attempt:
    """One try, counted as failed until it is forgiven."""

    places: dict[str, str]

    def fail(self) -> None:
        """Leave the count as it is; where it is full, the lock begins to run now."""
        for subject in self.places:
            places = _places(subject)
            if len(_cache().get_many(places)) == len(places):
                _cache().set_many(dict.fromkeys(places, "taken"), settings.LOGIN_LOCK)

    def forgive(self, *subjects: str) -> None:
        """Take this try back, and all the failures of the subjects named."""
        _cache().delete_many(self.places.values())
        for subject in subjects:
            _cache().delete_many(_places(subject))


def begin(*subjects: str) -> Attempt:
    """Count a try as failed before it is made, so that tries at the same moment count too.

    Raises Locked, and counts nothing, where a subject has failed too often.
    """
    taken: dict[str, str] = {}
    for subject in subjects:
        for place in _places(subject):
            # Only one of several processes can add the same key.
            if _cache().add(place, "taken", settings.LOGIN_LOCK):
                taken[subject] = place
                break
        else:
            Attempt(taken).forgive()
            raise Locked(subject)
    return Attempt(taken)


def of_account(name: str) -> str:
    """Name an account, however its name is typed."""
    return f"account {unicodedata.normalize('NFKC', name).strip().casefold()}"


def of_code(name: str) -> str:
    """Name the codes of an account; the right password does not forgive wrong codes."""
    return f"code {name}"


def of_address(text: str) -> str:
    """Name a computer's address; an IPv6 network of one household counts as one."""
    address = ipaddress.ip_address(text)
    if address.version == 4:
        return f"address {address}"
    return f"address {ipaddress.ip_network((address, 64), strict=False)}"


def is_first_use(name: str, code: str) -> bool:
    """Tell whether the account's code comes for the first time while it is valid."""
    return _cache().add(_key(f"used {name} {code}"), "used", 5 * 60)


def _places(subject: str) -> list[str]:
    return [f"{_key(subject)}-{number}" for number in range(settings.LOGIN_FAILURES)]


def _key(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()


def _cache() -> BaseCache:
    return caches["attempts"]
