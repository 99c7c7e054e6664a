"""Keeping a key out of every text that is shown, logged or stored."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

from tradebooks.errors import FetchError

MASK = "[key]"
# A shorter key would mask ordinary letters; no service has one.
SHORTEST = 6


def masked(text: str, secret: str | None) -> str:
    """Return a text with every spelling of the secret masked."""
    if not secret or len(secret) < SHORTEST:
        return text
    for spelling in dict.fromkeys((secret, quote(secret, safe=""), quote_plus(secret))):
        text = text.replace(spelling, MASK)
    return text


def holds(body: bytes, secret: str | None) -> bool:
    """Tell whether bytes repeat the secret."""
    return bool(secret) and len(secret or "") >= SHORTEST and (secret or "").encode() in body


def scrubbed(error: FetchError, secret: str | None) -> FetchError:
    """Return the error, or its like without the secret where some text of it holds one."""
    if masked(str(error), secret) == str(error):
        return error
    clean = type(error)(
        masked(error.where, secret),
        seen=masked(error.seen, secret),
        expected=masked(error.expected, secret),
        action=masked(error.action, secret),
    )
    clean.wait = error.wait
    return clean
