"""Makes `ingest/bundle/archive` from `ingest/bundle/content`.

    python -m ingest.bundle.make            write the archive anew
    python -m ingest.bundle.make --check    fail when the committed archive is not what this makes

Run it after any change of the content, of a parser of pages or of an extractor, and commit both.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from ingest.bundle.documents import documents
from ingest.fetch.archive import Archive
from ingest.news.extractions import extract_new

HERE = Path(__file__).resolve().parent
CONTENT = HERE / "content"
ARCHIVE = HERE / "archive"
LOCK = ".lock"
# The time that extractions by the shipped versions carry: after every retrieval, before any use.
EXTRACTED_AT = datetime(2026, 11, 2, 7, tzinfo=UTC)


def build(root: Path) -> None:
    """Write the whole archive into an empty folder, extractions included.

    Raises:
        TradebooksError: When an article cannot be read.
    """
    archive = Archive(root)
    for fetched in documents(CONTENT):
        archive.store(fetched)
    for error in extract_new(archive, EXTRACTED_AT).errors:
        raise error
    (root / LOCK).unlink()


def differences(made: Path, committed: Path) -> list[str]:
    """Name the files that only one of two folders has, or that differ."""
    one, other = _files(made), _files(committed)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main(arguments: list[str]) -> int:
    """Build, then compare or replace; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "archive"
        build(made)
        if "--check" in arguments:
            changed = differences(made, ARCHIVE)
            print("\n".join(changed) or "the committed archive is up to date")
            return 1 if changed else 0
        shutil.rmtree(ARCHIVE, ignore_errors=True)
        shutil.copytree(made, ARCHIVE)
    size = sum(len(body) for body in _files(ARCHIVE).values())
    print(f"{ARCHIVE}: {len(_files(ARCHIVE))} files, {size} bytes")
    return 0


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
