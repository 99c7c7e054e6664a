"""Errors that tell a person what was seen, what was expected and what to do.

Only error types live here; where they are raised is the business of each room.
"""

from __future__ import annotations


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
