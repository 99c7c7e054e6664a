"""Fetching a file that a person hands over: same road into the archive as anything else."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.fetch.publication import UNKNOWN, Publication
from ingest.fetch.types import Fetched, Request
from tradebooks.errors import UsageError

MEGABYTE = 1 << 20
# Enough for every workbook and page seen; a body is read into memory whole.
LARGEST_FILE = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class FileTransport:
    """Answers a request with the bytes of one file.

    Attributes:
        path: The file.
        retrieved_at: When it was handed over, UTC.
        published: What the person says about its publication.
        licence: Terms of the source it comes from.
        may_republish: Whether these terms allow it to be passed on.
    """

    path: Path
    retrieved_at: datetime
    published: Publication = UNKNOWN
    licence: str | None = None
    may_republish: bool = False

    def fetch(self, request: Request) -> Fetched:
        """Read the file.

        Raises:
            UsageError: When there is no such file, or a far too large one.
        """
        return Fetched(
            request=request,
            body=read_file(self.path),
            retrieved_at=self.retrieved_at,
            content_type=mimetypes.guess_type(self.path.name)[0],
            published=self.published,
            licence=self.licence,
            may_republish=self.may_republish,
        )


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of a reasonable size.

    Raises:
        UsageError: When there is no such file, or a far too large one.
    """
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= LARGEST_FILE else None
    except OSError as error:
        raise UsageError(
            f"file {path}",
            seen=f"{error.strerror}",
            expected="a file that can be read",
            action="check the name and the rights",
        ) from error
    if body is None:
        raise UsageError(
            f"file {path}",
            seen=f"{size} bytes",
            expected=f"at most {LARGEST_FILE} bytes",
            action="add a smaller file; no source's document comes near this size",
        )
    return body
