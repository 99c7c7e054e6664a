"""The manifest: one line of JSON for every archived body, appended and never changed.

This file knows how a row is written and read back, and what to do with a line that a crash cut
short. Where bodies are kept is the business of `archive`.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ingest.fetch.keys import key_of
from ingest.fetch.publication import Publication, read_instant
from ingest.fetch.types import FETCH
from tradebooks.errors import ArchiveError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What is known of one archived body; times are ISO instants in UTC.

    An extraction row names in `request` the fetch row that it was made from:
    `{"extracts": "<fetch_key>"}`. A fetched article has no document key of its own on disk,
    because nothing has read it when its row is written; its extraction rows carry it.
    """

    fetch_key: str
    kind: str
    source: str
    document_key: str | None
    url: str | None
    request: str | None
    retrieved_at: str
    status: int
    content_type: str | None
    bytes: int
    content_sha256: str
    published_at: str | None
    published_precision: str
    licence: str | None
    may_republish: bool
    is_rebuilt: bool
    parser_version: str | None
    note: str | None

    @property
    def published(self) -> Publication:
        """When the publisher brought the body out."""
        moment = read_instant(self.published_at) if self.published_at else None
        return Publication(moment, self.published_precision)

    @property
    def extracts(self) -> str | None:
        """The fetch key that an extraction was made from, else None."""
        if self.kind == FETCH or not self.request:
            return None
        value = json.loads(self.request).get("extracts")
        return None if value is None else str(value)


FIELDS = tuple(field.name for field in fields(ManifestRow))


def line_of(row: ManifestRow) -> bytes:
    """Write a row as one line of UTF-8 JSON with its line end."""
    return (json.dumps(asdict(row), ensure_ascii=False) + "\n").encode("utf-8")


def fetch_key(
    *,
    kind: str,
    source: str,
    url: str | None,
    request: str | None,
    content_sha256: str,
    published: Publication,
    parser_version: str | None,
) -> str:
    """Hash what makes two archived bodies the same: never the time of retrieval."""
    return key_of(
        kind,
        source,
        url,
        request,
        content_sha256,
        published.text,
        published.precision,
        parser_version,
    )


@dataclass(frozen=True, slots=True)
class Chunk:
    """What was read from a manifest file: rows, and where the whole lines end."""

    rows: list[ManifestRow]
    end: int
    torn: bytes


def read_chunk(path: Path, start: int = 0) -> Chunk:
    """Read the rows behind a byte offset; a last line that a crash cut short is left out.

    Raises:
        ArchiveError: When a line that was written whole cannot be read.
    """
    with path.open("rb") as stream:
        stream.seek(start)
        data = stream.read()
    end = data.rfind(b"\n") + 1
    lines = data[:end].splitlines()
    rows = [_read_line(path, number, line) for number, line in enumerate(lines, start=1) if line]
    torn = data[end:]
    if torn:
        log.warning(
            "%s ends in %d bytes of a line that was never finished; they are ignored, and the "
            "next write removes them. The body they spoke of is stored again when it is added.",
            path,
            len(torn),
        )
    return Chunk(rows, start + end, torn)


def _read_line(path: Path, number: int, line: bytes) -> ManifestRow:
    try:
        data = json.loads(line.decode("utf-8"))
        missing = [name for name in FIELDS if name not in data]
        unknown = [name for name in data if name not in FIELDS]
        if not missing and not unknown:
            return ManifestRow(**data)
        seen = f"missing fields {missing}, unknown fields {unknown}"
    except (ValueError, TypeError, AttributeError):
        seen = repr(line[:80])
    raise ArchiveError(
        f"{path} line {number}",
        seen=seen,
        expected=f"one JSON object with the fields {', '.join(FIELDS)}",
        action="restore the file from a copy; manifest files are only ever appended to",
    )
