"""Where the site is served: the address to listen on, and those that people type."""

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass

# Documentation's own, so that nobody is asked: only which way the question would leave.
ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """An address of this machine, as a number, and a port."""

    host: str
    port: int
    family: socket.AddressFamily

    @property
    def is_open(self) -> bool:
        """Tell whether other machines can reach it."""
        return not ipaddress.ip_address(self.host).is_loopback

    @property
    def here(self) -> str:
        """Return the site's address for a browser on this machine."""
        host = self.host
        if ipaddress.ip_address(host).is_unspecified:
            host = "::1" if self.family == socket.AF_INET6 else "127.0.0.1"
        return self._site(_bracketed(host))

    def told(self, allowed: Collection[str]) -> str:
        """Return a line on how colleagues reach the site; empty on loopback.

        ``allowed`` are the names under which the site may be asked for.
        """
        if not self.is_open:
            return ""
        named = [one for one in allowed if one not in LOOPBACK]
        if not named:
            mine = self._seen_from_elsewhere()
            every = ",".join((*allowed, mine))
            return (
                f"Colleagues would use {self._site(mine)} but are refused until ALLOWED_HOSTS "
                f"names what they type:\n  ALLOWED_HOSTS='{every}' HOST={self.host} make run"
            )
        host = next((one for one in named if one[0] not in "*."), self._seen_from_elsewhere())
        return f"Colleagues: {self._site(host)}"

    def _site(self, host: str) -> str:
        return f"http://{host}:{self.port}/"

    def _seen_from_elsewhere(self) -> str:
        """Return the address by which others see this machine, else its name."""
        if not ipaddress.ip_address(self.host).is_unspecified:
            return _bracketed(self.host)
        # A socket for every address of version 6 takes those of version 4 as well.
        for family in (socket.AF_INET, socket.AF_INET6):
            if family == socket.AF_INET6 != self.family:
                continue
            try:
                with socket.socket(family, socket.SOCK_DGRAM) as asking:
                    asking.connect((ELSEWHERE[family], 9))
                    return _bracketed(asking.getsockname()[0])
            except OSError:
                continue
        return socket.gethostname()


def free_place(host: str, port: str) -> ListenAddress:
    """Return where the site can be served.

    ``host`` is a name or a number, with or without brackets. Raises OSError or ValueError where
    there is no such address, or somebody else is there.
    """
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise ValueError(f"{port} is no port")
    bare = host.removeprefix("[").removesuffix("]")
    found = socket.getaddrinfo(bare, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _kind, _protocol, _name, where = found[0]
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(where)
    return ListenAddress(str(where[0]), int(port), family)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
