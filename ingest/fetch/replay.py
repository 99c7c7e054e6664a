"""Fetching from an archive instead of from the world: the bundled one, or any copy.

Times, publication and keys are those of the archive that is replayed, so that two machines that
replay the same one hold the same rows.
"""

from __future__ import annotations

from pathlib import Path

from ingest.fetch.archive import Archive, request_of
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.types import Fetched, Request
from tradebooks.errors import ArchiveError


class ReplayTransport:
    """Answers requests with the bodies of an archive folder, extractions included."""

    def __init__(self, root: Path) -> None:
        if not (root / "manifest").is_dir():
            raise ArchiveError(
                f"archive to replay in {root}",
                seen="no folder `manifest`",
                expected="an archive with its manifest and bodies",
                action="for the bundled one: `make bundle`, or fetch the project anew",
            )
        self.archive = Archive(root)

    def requests(self, source: str | None = None) -> list[Request]:
        """List one pinned request for every archived body, oldest first."""
        return [request_of(row) for row in self.archive.rows(source)]

    def fetch(self, request: Request) -> Fetched:
        """Return the pinned body, or else the newest one for the same source, address, question.

        Raises:
            ArchiveError: When the archive holds no answer, or a damaged one.
        """
        row = self._find(request)
        if row is None:
            raise ArchiveError(
                f"replay of {self.archive.root}",
                seen=f"no body for {request.source} {request.url or request.key or ''}".strip(),
                expected="an archived answer to this request",
                action="fetch it live, or add the file by hand",
            )
        return self.archive.fetched(row)

    def _find(self, request: Request) -> ManifestRow | None:
        if request.key is not None:
            return self.archive.get(request.key)
        asked = request.asked_text
        same = [
            row
            for row in self.archive.rows(request.source)
            if row.url == request.url and row.request == asked
        ]
        return same[-1] if same else None
