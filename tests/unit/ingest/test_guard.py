"""Which hosts, ports and network addresses may be asked."""

from __future__ import annotations

import pytest

from ingest.fetch.guard import _is_public, check_address, public_addresses
from ingest.fetch.policy import Policy
from tradebooks.errors import ForbiddenAddressError

POLICY = Policy(base_url="https://api.example.org:8443/v1", hosts=frozenset({"*.news.example"}))


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.org:8443/v1/x",
        "https://API.example.org/x",
        "http://api.example.org/x",
        "https://a.b.news.example/",
    ],
)
def test_known(url: str) -> None:
    check_address(url, POLICY)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.example.org",
        "https://example.org/",
        "https://api.example.org.evil.example/",
        "https://news.example/",
        "https://evilnews.example/",
        "https://api.example.org:22/",
        "https://api.example.org:0x/",
        "https://api.example.org@evil.example/",
        "https://user@api.example.org/",
        "https://evil.example\\.news.example/",
        "https://evil.example\t.news.example/",
        "https://evil.example#.news.example/",
        "https://evil.example%2f.news.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_unknown(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        check_address(url, POLICY)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_networks(address: str, is_public: bool) -> None:
    assert _is_public(address) is is_public


def test_names_of_this_machine_need_leave() -> None:
    with pytest.raises(ForbiddenAddressError, match="network address"):
        public_addresses("localhost", 80, POLICY)
    allowed = Policy(base_url="http://localhost", stand_ins=frozenset({"localhost"}))
    assert set(public_addresses("localhost", 80, allowed)) <= {"127.0.0.1", "::1"}
