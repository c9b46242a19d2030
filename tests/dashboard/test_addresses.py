"""Where the site is served, and what people are told of it."""

import socket

import pytest

from dashboard.management.addresses import LOOPBACK, ListenAddress, free_place

DEFAULT = ["localhost", "127.0.0.1", "[::1]"]


def has_version_6() -> bool:
    """Tell whether this machine has addresses of version 6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_version_6 = pytest.mark.skipif(not has_version_6(), reason="no IPv6 on this machine")


@pytest.fixture
def port() -> str:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class PlaceTests:
    @pytest.mark.parametrize(
        ("host", "number", "here"),
        [
            ("127.0.0.1", "127.0.0.1", "http://127.0.0.1:{}/"),
            ("0.0.0.0", "0.0.0.0", "http://127.0.0.1:{}/"),  # noqa: S104 - what is tried
            pytest.param("::", "::", "http://[::1]:{}/", marks=needs_version_6),
            pytest.param("::1", "::1", "http://[::1]:{}/", marks=needs_version_6),
            pytest.param("[::1]", "::1", "http://[::1]:{}/", marks=needs_version_6),
        ],
    )
    def test_is_a_number_with_an_address_for_the_browser(
        self, port: str, host: str, number: str, here: str
    ) -> None:
        place = free_place(host, port)

        assert (place.host, place.here) == (number, here.format(port))

    def test_may_be_named(self, port: str) -> None:
        assert free_place("localhost", port).host in ("127.0.0.1", "::1")

    @pytest.mark.parametrize("port", ["0", "x", "-1", "65536", "\u0668", ""])
    def test_needs_a_port(self, port: str) -> None:
        with pytest.raises(ValueError, match="is no port"):
            free_place("127.0.0.1", port)

    @pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("::1", marks=needs_version_6)])
    def test_is_refused_where_somebody_is(self, host: str) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as taken:
            # As granian listens, which lets another granian in beside it.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            taken.bind((host, 0))
            taken.listen()

            with pytest.raises(OSError, match="in use"):
                free_place(host, str(taken.getsockname()[1]))

    def test_of_another_machine_is_refused(self, port: str) -> None:
        with pytest.raises(OSError, match="assign"):
            free_place("192.0.2.77", port)


class ColleaguesTests:
    open_to_all = ListenAddress("0.0.0.0", 8000, socket.AF_INET)  # noqa: S104 - what is tried

    def test_are_not_spoken_of_where_nobody_else_can_come(self) -> None:
        assert ListenAddress("127.0.0.1", 8000, socket.AF_INET).told(DEFAULT) == ""

    def test_are_told_what_to_set_where_the_site_is_open_and_refuses_them(self) -> None:
        place = ListenAddress("10.1.2.3", 8000, socket.AF_INET)

        assert place.told(DEFAULT) == (
            "Colleagues would use http://10.1.2.3:8000/ but are refused until ALLOWED_HOSTS names "
            "what they type:\n"
            "  ALLOWED_HOSTS='localhost,127.0.0.1,[::1],10.1.2.3' HOST=10.1.2.3 make run"
        )

    def test_get_the_address_of_this_machine_where_every_one_is_served(self) -> None:
        told = self.open_to_all.told(DEFAULT)
        host = told.partition("http://")[2].partition(":8000/")[0]

        assert host not in LOOPBACK
        assert host not in ("", "0.0.0.0")  # noqa: S104 - what is tried
        assert f"[::1],{host}' HOST=0.0.0.0" in told

    @pytest.mark.parametrize(
        ("allowed", "host"),
        [
            ([*DEFAULT, "zhunsheng.example"], "zhunsheng.example"),
            (["*", "data.example"], "data.example"),
        ],
    )
    def test_get_the_name_that_is_allowed(self, allowed: list[str], host: str) -> None:
        assert self.open_to_all.told(allowed) == f"Colleagues: http://{host}:8000/"
