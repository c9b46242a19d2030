"""One edition: the state of the data it shows, the folder it is for, and the names of its files."""

from dataclasses import dataclass, field

from indicators.reading import Edition

from .addresses import Addresses, file_of
from .assets import Assets
from .base import Base
from .reader import Memo


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one edition share."""

    base: Base
    edition: Edition
    addresses: Addresses
    assets: Assets
    memo: Memo = field(default_factory=Memo)

    def file_of(self, address: str) -> str:
        """Return the name of the address's file."""
        return file_of(address)

    def lasting_address(self, address: str) -> str:
        """Return what people cite: host and path of the page's file, as far as they are known."""
        return f"{self.base.cited}{self.file_of(address)}"
