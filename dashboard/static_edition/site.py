"""One edition: the state of the data it shows, and the folder it is for."""

from dataclasses import dataclass

from indicators.selectors import Edition

from .addresses import Addresses, file_of
from .base import Base


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one edition share."""

    base: Base
    edition: Edition
    addresses: Addresses

    @property
    def day(self) -> str:
        """Return the edition's day as it stands in addresses; empty for what is public now."""
        return self.edition.as_of.isoformat() if self.edition.as_of else ""

    def lasting_address(self, address: str) -> str:
        """Return what people cite: host and path of the page's file, as far as they are known."""
        return f"{self.base.cited}{file_of(address)}"
