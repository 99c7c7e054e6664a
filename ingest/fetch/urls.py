"""Addresses that may be written down: without user names, passwords and keys.

Finding out what an address leads to is the business of a transport.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SECRET_PARAMETERS = frozenset(
    {"key", "api_key", "apikey", "api-key", "subscription-key", "token", "access_token", "secret"}
)
TRACKING_PREFIXES = ("utm_", "fbclid", "gclid", "yclid", "maca")


def without_secrets(url: str | None) -> str | None:
    """Drop credentials from an address, leaving an innocent one exactly as it was."""
    if not url:
        return None
    parts = urlsplit(url.strip())
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if name.lower() not in SECRET_PARAMETERS]
    if len(kept) == len(query) and "@" not in parts.netloc:
        return url.strip()
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host, query=urlencode(kept)))


def canonical_url(url: str | None) -> str | None:
    """Bring spellings of one page's address together: no fragment, no tracking, plain host."""
    cleaned = without_secrets(url)
    if cleaned is None:
        return None
    parts = urlsplit(cleaned)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(TRACKING_PREFIXES)
    ]
    path = parts.path.rstrip("/")
    scheme = "https" if parts.scheme == "http" else parts.scheme
    return urlunsplit((scheme, host_of(cleaned) or "", path, urlencode(query), ""))


def host_of(url: str | None) -> str | None:
    """Return the host of an address in lower case without `www.`, or None."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
