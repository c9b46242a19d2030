"""Where an edition may be said to stand, and how that is written."""

import pytest

from dashboard.static_edition.base import NotABase, base_of

SITE = "https://www.example.org/"


class BaseTests:
    @pytest.mark.parametrize(
        ("text", "site", "address"),
        [
            ("/", "", "/"),
            ("/fz/", "", "/fz/"),
            ("fz", "", "/fz/"),
            ("/fz/", SITE, f"{SITE}fz/"),
            ("https://example.gov.cn", SITE, "https://example.gov.cn/"),
            ("http://127.0.0.1:8000/a/b", "", "http://127.0.0.1:8000/a/b/"),
            ("http://[::1]:8000/", "", "http://[::1]:8000/"),
            ("https://例子.中国/抚州/", "", "https://xn--fsqu00a.xn--fiqs8s/%E6%8A%9A%E5%B7%9E/"),
            ("https://例子.中国:8443/", "", "https://xn--fsqu00a.xn--fiqs8s:8443/"),
            ("/%E6%8A%9A%E5%B7%9E/", SITE, f"{SITE}%E6%8A%9A%E5%B7%9E/"),
        ],
    )
    def test_is_written_as_addresses_are(self, text: str, site: str, address: str) -> None:
        assert base_of(text, site).address == address

    @pytest.mark.parametrize("site", ["", SITE])
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "www.example.org/fz",
            "javascript:alert(1)",
            "ftp://example.org/",
            "https:///fz/",
            "https://[/",
            "https://example.org:port/例",
            "https://user:word@example.org/",
            "https://example.org/a b/",
            'https://example.org/"><b>/',
            "https://example.org/fz/?a=1",
            "https://example.org/fz/#a",
            "https://example.org/../",
            "../x",
        ],
    )
    def test_is_refused_where_it_is_no_folder_of_a_website(self, text: str, site: str) -> None:
        with pytest.raises(NotABase):
            base_of(text, site)
