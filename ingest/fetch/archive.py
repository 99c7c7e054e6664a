"""The archive: every body byte for byte under its hash, and a manifest row for each.

Layout: `bodies/ab/<sha256>` and `manifest/<source>.jsonl`. A body is written and fsynced before
the row that speaks of it, so a crash can leave a body without a row but never the reverse.
Nothing here knows what the bytes mean or how they were fetched.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ingest.fetch.keys import file_document_key, key_of, returned_document_key, sha256_hex
from ingest.fetch.manifest import ManifestRow, fetch_key, line_of, read_chunk
from ingest.fetch.publication import iso_instant, read_instant
from ingest.fetch.types import EXTRACTION, FETCH, Fetched, Request
from ingest.fetch.urls import without_secrets
from tradebooks.errors import ArchiveError

# Their document key is a hash of the clean text, which is not known before a cleaner has run.
KEYED_BY_TEXT = frozenset({"news"})

Question = tuple[str, str | None, str | None]


class Stored(NamedTuple):
    """A manifest row, and whether it was written just now."""

    row: ManifestRow
    is_new: bool


class Archive:
    """Bodies and manifest in one folder; safe to read while one process writes."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._rows: dict[str, ManifestRow] = {}
        self._answers: dict[Question | None, list[ManifestRow]] = {}
        self._ends: dict[Path, int] = {}

    def rows(self, source: str | None = None, kind: str | None = None) -> list[ManifestRow]:
        """List manifest rows, ordered by retrieval time and key."""
        self._refresh()
        chosen = [
            row
            for row in self._rows.values()
            if source in (None, row.source) and kind in (None, row.kind)
        ]
        return sorted(chosen, key=lambda row: (row.retrieved_at, row.fetch_key))

    def get(self, key: str) -> ManifestRow | None:
        """Return the row with a fetch key, or None."""
        if key not in self._rows:
            self._refresh()
        return self._rows.get(key)

    def read(self, row: ManifestRow) -> bytes:
        """Return the body of a row.

        Raises:
            ArchiveError: When the body is gone or its bytes do not have the hash of its name.
        """
        path = self._body_path(row.content_sha256)
        try:
            body = path.read_bytes()
        except OSError as error:
            raise _body_error(row, path, f"no readable file ({error.strerror})") from error
        if sha256_hex(body) != row.content_sha256:
            raise _body_error(row, path, f"{len(body)} bytes with hash {sha256_hex(body)}")
        return body

    def fetched(self, row: ManifestRow) -> Fetched:
        """Return what a row speaks of, as it was when it came.

        Raises:
            ArchiveError: When the body is gone or damaged.
        """
        return Fetched(
            request=request_of(row),
            body=self.read(row),
            retrieved_at=read_instant(row.retrieved_at),
            status=row.status,
            content_type=row.content_type,
            published=row.published,
            licence=row.licence,
            may_republish=row.may_republish,
            is_rebuilt=row.is_rebuilt,
            note=row.note,
            kind=row.kind,
            document_key=row.document_key,
            parser_version=row.parser_version,
        )

    def store(self, fetched: Fetched) -> Stored:
        """Keep a body and its row; the same source, address, bytes and publication only once.

        A document that comes back after another stood at its address is one of its own: the
        publisher has printed it again, and what was between is no longer so.
        """
        with self._lock():
            self._refresh()
            row = self._as_returned(fetched, row_of(fetched))
            known = self._rows.get(row.fetch_key)
            if known is None or not self._body_path(row.content_sha256).exists():
                self._write_body(row.content_sha256, fetched.body)
            if known is not None:
                return Stored(known, False)
            self._append(row)
        return Stored(row, True)

    def _as_returned(self, fetched: Fetched, row: ManifestRow) -> ManifestRow:
        """Give a document that was there before, and another since, a key of its own."""
        before = self._answers.get(_question_of(row), [])
        document = str(row.document_key)
        # A row that is replayed has its keys already.
        if fetched.request.key or all(one.document_key != document for one in before):
            return row
        before = sorted(before, key=lambda one: (one.retrieved_at, one.fetch_key))
        latest = str(before[-1].document_key)
        if document == latest or row.retrieved_at <= before[-1].retrieved_at:
            return row
        others = [str(one.document_key) for one in before if one.document_key != latest]
        key = returned_document_key(row.source, document, others[-1])
        if key != latest:
            key = returned_document_key(row.source, document, latest)
        return replace(row, document_key=key, fetch_key=key_of(row.fetch_key, key))

    def _body_path(self, digest: str) -> Path:
        return self.root / "bodies" / digest[:2] / digest

    def _refresh(self) -> None:
        """Read what was appended since the last look, by this process or another."""
        for path in sorted((self.root / "manifest").glob("*.jsonl")):
            start = self._ends.get(path, 0)
            if path.stat().st_size > start:
                chunk = read_chunk(path, start)
                for row in chunk.rows:
                    self._take(row)
                self._ends[path] = chunk.end

    def _take(self, row: ManifestRow) -> None:
        self._rows[row.fetch_key] = row
        question = _question_of(row)
        if question is not None:
            self._answers.setdefault(question, []).append(row)

    def _write_body(self, digest: str, body: bytes) -> None:
        path = self._body_path(digest)
        if path.exists() and sha256_hex(path.read_bytes()) == digest:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{digest}.{os.getpid()}.tmp")
        with temporary.open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)

    def _append(self, row: ManifestRow) -> None:
        path = self.root / "manifest" / f"{row.source}.jsonl"
        is_first = not path.exists()
        with path.open("ab") as stream:
            stream.truncate(self._ends.get(path, 0))
            stream.write(line_of(row))
            stream.flush()
            os.fsync(stream.fileno())
        if is_first:
            _sync_folder(path.parent)
        self._refresh()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the folder's one writing right, waiting for another process to finish."""
        (self.root / "manifest").mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield


def request_of(row: ManifestRow) -> Request:
    """Return the request that a row answers, pinned to it."""
    asked = json.loads(row.request) if row.request else None
    return Request(source=row.source, url=row.url, asked=asked, key=row.fetch_key)


def row_of(fetched: Fetched) -> ManifestRow:
    """Make the manifest row of a body, without writing anything."""
    digest = sha256_hex(fetched.body)
    source, url = fetched.request.source, without_secrets(fetched.request.url)
    asked = fetched.request.asked_text
    document_key = fetched.document_key
    if document_key is None and fetched.kind == FETCH and source not in KEYED_BY_TEXT:
        document_key = file_document_key(source, digest)
    return ManifestRow(
        fetch_key=fetched.request.key
        or fetch_key(
            kind=fetched.kind,
            source=source,
            url=url,
            request=asked,
            content_sha256=digest,
            published=fetched.published,
            parser_version=fetched.parser_version,
        ),
        kind=_known_kind(fetched.kind),
        source=source,
        document_key=document_key,
        url=url,
        request=asked,
        retrieved_at=iso_instant(fetched.retrieved_at),
        status=fetched.status,
        content_type=fetched.content_type,
        bytes=len(fetched.body),
        content_sha256=digest,
        published_at=fetched.published.text,
        published_precision=fetched.published.precision,
        licence=fetched.licence,
        may_republish=fetched.may_republish,
        is_rebuilt=fetched.is_rebuilt,
        parser_version=fetched.parser_version,
        note=fetched.note,
    )


def _question_of(row: ManifestRow) -> Question | None:
    """Return what a row answers; None where nobody can tell what would answer it anew."""
    if row.kind != FETCH or row.source in KEYED_BY_TEXT or (row.url is None and not row.request):
        return None
    return row.source, row.url, row.request


def _known_kind(kind: str) -> str:
    if kind not in (FETCH, EXTRACTION):
        raise ValueError(f"kind is {kind!r}, expected {FETCH!r} or {EXTRACTION!r}")
    return kind


def _sync_folder(folder: Path) -> None:
    """Make a rename or a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _body_error(row: ManifestRow, path: Path, seen: str) -> ArchiveError:
    return ArchiveError(
        f"archived body {path} ({row.source}, {row.url or 'no address'})",
        seen=seen,
        expected=f"{row.bytes} bytes with SHA-256 {row.content_sha256}",
        action="restore the file from a copy of the archive, or add the document once more",
    )
