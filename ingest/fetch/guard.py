"""Which addresses may be asked: known hosts, public networks, no way down from https.

The name is checked before a request and at every redirect; the network address when a connection
is made, and the connection goes to exactly the address that was checked (`wire`).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import SplitResult, urlsplit

from ingest.fetch.policy import Policy
from ingest.fetch.urls import without_secrets
from tradebooks.errors import ForbiddenAddressError

PORTS = frozenset({80, 443})
# Where two parsers of addresses may disagree about the host, nobody is asked.
_ODD = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST = re.compile(r"[\w.:-]+")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def check_address(url: str, policy: Policy, came_from: str | None = None) -> SplitResult:
    """Return the parts of an address that may be asked.

    Args:
        url: The address.
        policy: Says which hosts belong to the source.
        came_from: The address that redirected here, if any.

    Raises:
        ForbiddenAddressError: When host, port or scheme is not one of the source's.
    """
    parts, port = _split(url)
    odd = "characters that parsers read differently" if _ODD.search(url) else None
    problem = odd or _problem(parts, port, policy)
    if came_from and urlsplit(came_from).scheme == "https" and parts.scheme == "http":
        problem = problem or "a redirect from https down to http"
    if problem:
        raise _forbidden(url, problem, policy, came_from)
    return parts


def public_addresses(host: str, port: int, policy: Policy) -> list[str]:
    """Resolve a host to the network addresses that may be asked.

    Raises:
        ForbiddenAddressError: When any of its addresses is private, loopback or otherwise not
            public, and the host is no stand-in that the settings allow.
        OSError: When the name does not resolve.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if host in policy.stand_ins:
        return addresses
    private = [address for address in addresses if not _is_public(address)]
    if private:
        raise _forbidden(f"//{host}:{port}", f"the network address {private[0]}", policy, None)
    return addresses


def _split(url: str) -> tuple[SplitResult, int | None]:
    """Read an address; a port of -1 stands for one that is no number."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", ""), None
    try:
        return parts, parts.port
    except ValueError:
        return parts, -1


def _problem(parts: SplitResult, port: int | None, policy: Policy) -> str | None:
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https"):
        return f"the scheme {parts.scheme!r}"
    if parts.username is not None:
        return "a user name"
    if not _HOST.fullmatch(host) or not _is_known(host, policy):
        return f"the host {host!r}"
    if port == -1:
        return "a port that is none"
    base = urlsplit(policy.base_url)
    is_base = (base.hostname, base.port) == (host, port)
    if port is not None and port not in PORTS and not is_base and host not in policy.stand_ins:
        return f"the port {port}"
    return None


def _is_known(host: str, policy: Policy) -> bool:
    if host == policy.host or host in policy.hosts:
        return bool(host)
    parents = host.split(".")
    return any(f"*.{'.'.join(parents[n:])}" in policy.hosts for n in range(1, len(parents)))


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = _inside(found)
        if inside is not None:
            return _is_public(str(inside))
    return found.is_global and not found.is_multicast


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the old-style address that a mapped, 6to4, Teredo or NAT64 one stands for."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _shown(url: str) -> str:
    try:
        return without_secrets(url) or url
    except ValueError:
        return repr(url[:100])


def _forbidden(
    url: str, problem: str, policy: Policy, came_from: str | None
) -> ForbiddenAddressError:
    where = _shown(url)
    if came_from:
        where = f"{_shown(came_from)} redirects to {where}"
    hosts = ", ".join(sorted({policy.host, *policy.hosts} - {""}))
    return ForbiddenAddressError(
        where,
        seen=problem,
        expected=f"http(s) on a public network address of {hosts or 'a host of the source'}",
        action="if the source has moved, set its base_url; a stand-in on a private network "
        "has to be named in fetch.stand_ins",
    )
