"""Name everything besides the data that an edition's pages follow from."""

from dashboard.fingerprint import digest, fingerprint

from .base import Base


def surroundings_of(base: Base, day: str) -> str:
    """Return a short name of the code, the packages, the settings, base and day."""
    return digest(fingerprint(), base.address, day)
