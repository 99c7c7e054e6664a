"""Errors that tell a person what was seen, what was expected and what to do.

Only error types and their words live here; where they are raised is the business of each room.
"""

from __future__ import annotations

from typing import ClassVar


class TradebooksError(Exception):
    """Base of every error that this project raises on purpose.

    Args:
        where: What was being read or done: a source, a document, a command.
        seen: What was found there.
        expected: What should have been found instead.
        action: What the reader can do about it.
    """

    def __init__(self, where: str, *, seen: str, expected: str, action: str) -> None:
        self.where = where
        self.seen = seen
        self.expected = expected
        self.action = action
        super().__init__(f"{where}: saw {seen}; expected {expected}. What to do: {action}")


#: What reading raises where bytes have a shape that nobody foresaw: a list in place of a number.
UNFORESEEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def unforeseen(error: Exception) -> str:
    """Say what was seen when reading raised one of `UNFORESEEN`."""
    return f"another shape ({type(error).__name__}: {str(error)[:80]})"


class DocumentError(TradebooksError):
    """A document does not have the format, sheets, columns or rows that its source promises."""


class QuarantineError(TradebooksError):
    """Too large a share of a load failed validation for the rest of it to be trusted."""


class ArchiveError(TradebooksError):
    """The archive does not hold what its manifest says."""


class LakeError(TradebooksError):
    """A raw table cannot be written or read."""


class BuildError(TradebooksError):
    """dbt did not build the warehouse."""


class ReleaseError(TradebooksError):
    """A release cannot be made, found or restored."""


class UsageError(TradebooksError):
    """A command was given something that it cannot work with."""


class FetchError(TradebooksError):
    """A request got no answer that can be kept. The subclass says whether asking again may help.

    Attributes:
        is_retried: Whether the same request may well succeed a little later.
        wait: Seconds that the other side asked to wait, or None.
    """

    is_retried: ClassVar[bool] = False
    wait: float | None = None


class UnreachableError(FetchError):
    """No connection, no answer in time, or one that broke off."""

    is_retried = True


class ServerError(FetchError):
    """The other side is busy or broken (408, 425, 429, 5xx) and may recover."""

    is_retried = True


class AnswerError(FetchError):
    """An answer came, but not the one asked for: truncated, HTML for JSON, empty, error text."""

    is_retried = True


class RefusedError(FetchError):
    """The other side refuses this request as it stands: 400, 401, 403, wrong parameters."""


class WithdrawnError(FetchError):
    """There is nothing at this address any more (404, 410): withdrawn, not merely without news."""


class TooLargeError(FetchError):
    """A body is larger, on the wire or unpacked, than the source's limit."""


class ForbiddenAddressError(FetchError):
    """An address that may not be asked: host, scheme, private network, or a redirect to one."""


class RobotsError(FetchError):
    """The site's robots.txt asks not to fetch this page."""


class CappedError(FetchError):
    """An answer reached the row cap, so rows may be missing: the request has to be split."""


class PausedError(FetchError):
    """The host is not asked for now: quota used up, circuit open, long wait asked for, offline.

    Attributes:
        request_kind: The one kind of request that is not made for now, or None for the whole host.
    """

    request_kind: str | None = None
