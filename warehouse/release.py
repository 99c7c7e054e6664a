"""Releases: what readers see, made whole and switched at once.

A release is a folder that is never changed after it is made. `current` is a link to one of them;
moving it is the only thing that readers can notice.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from tradebooks.errors import ReleaseError
from warehouse import datapackage
from warehouse.transfer import is_unaltered, transfer

DATABASE = "tradebooks.duckdb"
DESCRIPTOR = "datapackage.json"
#: In a build file: the name of the release that it was published as, before it was built upon.
_PUBLISHED_AS = "intermediate.published_as"


@dataclass(frozen=True, slots=True)
class Release:
    """One published release.

    Attributes:
        path: Its folder.
        content_hash: Hash over the rows of its marts.
        release_hash: Hash over all that readers see in it, views and descriptions included.
        as_of: Newest knowledge time in it, UTC.
        rows: Number of rows by table.
        is_current: Whether readers are sent to it.
    """

    path: Path
    content_hash: str
    release_hash: str
    as_of: datetime
    rows: dict[str, int]
    is_current: bool

    @property
    def name(self) -> str:
        """Name of the release: its knowledge time and the first digits of its hash."""
        return self.path.name

    @property
    def database(self) -> Path:
        """Its DuckDB file."""
        return self.path / DATABASE


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of publishing: the release, and whether readers were moved to it."""

    release: Release
    is_new: bool


class Releases:
    """The folder of releases.

    Args:
        root: Where the releases lie.
        keep: How many are kept.
    """

    def __init__(self, root: Path, keep: int = 10) -> None:
        self.root = root
        self.keep = keep

    @property
    def pointer(self) -> Path:
        """The link that readers follow."""
        return self.root / "current"

    def all(self) -> list[Release]:
        """Return every release, newest knowledge first."""
        found = [self._load(folder) for folder in self.root.glob("[0-9]*") if _is_whole(folder)]
        return sorted(found, key=lambda release: (release.as_of, release.name), reverse=True)

    def current(self) -> Release | None:
        """Return the release that readers see, or None before the first one."""
        return self._load(self.pointer.resolve()) if self.pointer.exists() else None

    def get(self, name: str) -> Release:
        """Return one release by its name or the beginning of it.

        Raises:
            ReleaseError: If no release, or more than one, has such a name.
        """
        found = [release for release in self.all() if release.name.startswith(name)]
        if len(found) != 1:
            names = ", ".join(release.name for release in found or self.all()) or "none at all"
            raise ReleaseError(
                f"release {name}",
                seen=f"{len(found)} releases of that name (there are: {names})",
                expected="exactly one",
                action="run `tradebooks releases list` and give more of the name",
            )
        return found[0]

    def publish(self, build: Path, *, as_of: datetime) -> Published:
        """Make a release of a checked build file and move readers to it.

        What a build took over from the one before is taken over from its release. The same
        release is never made twice: if it is there already, readers are sent to it,
        unless they were sent away from it by a rollback.

        Args:
            build: The build file; it must be closed, with everything written into it.
            as_of: Newest knowledge time that went into it, UTC.

        Raises:
            ReleaseError: If the build file is not there or still has a write-ahead log.
        """
        _assert_closed(build)
        self.root.mkdir(parents=True, exist_ok=True)
        for left_over in self.root.glob(".draft-*"):
            shutil.rmtree(left_over)
        draft = self._draft()
        try:
            draft.mkdir()
            stored = transfer(build, draft / DATABASE, self._built_upon(build))
            descriptor = datapackage.write(draft, DATABASE, stored, as_of=as_of)
            published = self._install(draft, descriptor)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _remember(build, published.release)
        return published

    def rollback(self, name: str | None = None) -> Release:
        """Send readers to another release: the named one, or the one before the current.

        The release that they leave is remembered: neither publishing it again nor going back
        without a name brings it back.

        Raises:
            ReleaseError: If there is no such release.
        """
        chosen = self._before_current() if name is None else self.get(name)
        left = self.current()
        withdrawn = self._withdrawn() - {chosen.release_hash}
        if left is not None and left.release_hash != chosen.release_hash:
            withdrawn.add(left.release_hash)
        self._withdrawn_file.write_text("\n".join(sorted(withdrawn)), encoding="utf-8")
        self._point_to(chosen.path)
        return self._load(chosen.path)

    def withdrawn(self) -> list[Release]:
        """Return the releases that readers were sent away from, newest knowledge first."""
        hashes = self._withdrawn()
        return [release for release in self.all() if release.release_hash in hashes]

    def _draft(self) -> Path:
        """Return a new name for a folder that is no release; the next publication removes it."""
        return self.root / f".draft-{uuid4().hex}"

    @property
    def _withdrawn_file(self) -> Path:
        return self.root / "withdrawn"

    def _withdrawn(self) -> set[str]:
        file = self._withdrawn_file
        return set(file.read_text(encoding="utf-8").split()) if file.exists() else set()

    def _built_upon(self, build: Path) -> Path | None:
        """Return the folder of the release that a build was published as before it went on.

        None if there is none, or if it is not as it was written: all is written anew then.
        """
        with duckdb.connect(str(build), read_only=True) as con:
            found = con.execute(f"select release from {_PUBLISHED_AS}").fetchone()
        folder = self.root / found[0] if found else None
        if folder is None or not _is_whole(folder):
            return None
        return folder if is_unaltered(folder / DATABASE) else None

    def _install(self, draft: Path, descriptor: dict[str, Any]) -> Published:
        known = [r for r in self.all() if r.release_hash == descriptor["release_hash"]]
        if known:
            return self._restore(known[0])
        stamp = datetime.fromisoformat(descriptor["as_of"]).strftime("%Y%m%dT%H%M%SZ")
        target = self.root / f"{stamp}-{descriptor['release_hash'][:12]}"
        for file in draft.rglob("*"):
            # A file with a second link belongs to another release too, and is safe already.
            if file.is_file() and file.stat().st_nlink == 1:
                file.chmod(0o444)
                _sync(file)
        shutil.rmtree(target, ignore_errors=True)  # What may be left of one of that name.
        draft.rename(target)
        self._point_to(target)
        self._retire()
        return Published(self._load(target), is_new=True)

    def _restore(self, known: Release) -> Published:
        """Send readers to a release that is there already, unless they were sent away from it."""
        if known.is_current or known.release_hash in self._withdrawn():
            return Published(known, is_new=False)
        self._point_to(known.path)
        return Published(self._load(known.path), is_new=True)

    def _point_to(self, folder: Path) -> None:
        link = self.root / f".current-{uuid4().hex}"
        link.symlink_to(folder.name, target_is_directory=True)
        link.replace(self.pointer)
        _sync(self.root)

    def _retire(self) -> None:
        """Remove the oldest releases beyond the number to keep, never the current one."""
        for release in self.all()[self.keep :]:
            if not release.is_current:
                shutil.rmtree(release.path.rename(self._draft()))

    def _before_current(self) -> Release:
        found = self.all()
        position = next((n for n, release in enumerate(found) if release.is_current), len(found))
        withdrawn = self._withdrawn()
        older = [one for one in found[position + 1 :] if one.release_hash not in withdrawn]
        if not older:
            raise ReleaseError(
                "rollback",
                seen="no release older than the current one that was not rolled back from",
                expected="an older release to go back to",
                action="run `tradebooks releases list` and name the one that you want",
            )
        return older[0]

    def _load(self, folder: Path) -> Release:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        return Release(
            path=folder,
            content_hash=descriptor["content_hash"],
            release_hash=descriptor["release_hash"],
            as_of=datetime.fromisoformat(descriptor["as_of"]),
            rows={resource["name"]: resource["rows"] for resource in descriptor["resources"]},
            is_current=self.pointer.exists() and self.pointer.resolve() == folder.resolve(),
        )


def _is_whole(folder: Path) -> bool:
    """Say whether a folder is a release, and not what is left of one."""
    return (folder / DESCRIPTOR).exists() and (folder / DATABASE).exists()


def _assert_closed(build: Path) -> None:
    """Refuse a build that is missing or not fully written, and flush it into its own file."""
    log = build.with_name(f"{build.name}.wal")
    if build.exists():
        with duckdb.connect(str(build)) as con:
            con.execute("checkpoint")
    if not build.exists() or log.exists():
        raise ReleaseError(
            f"build file {build.name}",
            seen="a write-ahead log beside it" if log.exists() else "no such file",
            expected="a closed file with everything written into it",
            action="run `tradebooks run` to build it again",
        )


def _remember(build: Path, release: Release) -> None:
    """Note in a build file what it was published as."""
    with duckdb.connect(str(build)) as con:
        con.execute(
            f"create or replace table {_PUBLISHED_AS} as select ? as release", [release.name]
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
