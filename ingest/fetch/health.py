"""How each live source did when it was last asked: kept outside of releases, read by people."""

from __future__ import annotations

from typing import NamedTuple

from ingest.fetch.state import FetchState


class Health(NamedTuple):
    """The last good run and the last failure of a source; times are ISO instants in UTC."""

    source: str
    succeeded_at: str | None
    failed_at: str | None
    error: str | None

    @property
    def is_stale(self) -> bool:
        """Whether the source failed when it was last asked: its last good answers stand."""
        return self.error is not None


def note(state: FetchState, source: str, at: str, error: str | None) -> None:
    """Note how a source did; a success leaves the time of the last failure, not its text."""
    column = "succeeded_at" if error is None else "failed_at"
    with state.writing() as books:
        books.execute("insert or ignore into health (source) values (?)", (source,))
        books.execute(
            f"update health set {column} = ?, error = ? where source = ?", (at, error, source)
        )


def all_sources(state: FetchState) -> list[Health]:
    """Return the health of every source that was ever asked, by name."""
    rows = state.all("select source, succeeded_at, failed_at, error from health order by source")
    return [Health(*(None if value is None else str(value) for value in row)) for row in rows]  # type: ignore[arg-type]
