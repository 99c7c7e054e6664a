"""The steps of a load as plain functions: collect into the archive, read, append to the lake.

Dagster calls them through `orchestration.assets`; they know nothing of Dagster.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING

from tradebooks import paths, vocabulary
from tradebooks.errors import ArchiveError
from tradebooks.settings import Settings

if TYPE_CHECKING:
    from ingest.load import LoadReport

MANIFEST = "raw_manifest"
QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class SourceLoad:
    """What one load of one source did.

    Attributes:
        source: Registry id of the source.
        documents: Number of documents read in this load.
        rows_in: Rows that were read from them.
        accepted: Rows by raw table that passed and were added to the lake.
        quarantined: Rows that failed validation and were kept aside.
        known_bad: Documents that an earlier load refused and that are still as they were.
        errors: Why documents, or the whole source, could not be loaded.
        document_keys: Keys of the documents read.
        seconds: Time taken.
    """

    source: str
    documents: int
    rows_in: int
    accepted: dict[str, int]
    quarantined: int
    known_bad: int = 0
    errors: list[str] = field(default_factory=list)
    document_keys: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rows_accepted(self) -> int:
        """Rows added to the lake, over all tables of the source."""
        return sum(self.accepted.values())

    @property
    def is_accounted_for(self) -> bool:
        """Whether every row that was read is either accepted or quarantined."""
        return self.rows_in == self.rows_accepted + self.quarantined


def prepare_lake(settings: Settings) -> None:
    """Make every raw table readable, with or without rows."""
    from ingest.load import empty_tables
    from warehouse.lake import Lake

    lake = Lake(settings.lake_dir)
    for table, empty in empty_tables().items():
        lake.prepare(table, empty)


def collect(settings: Settings, source: str) -> tuple[int, int, list[str]]:
    """Bring what the bundled archive holds of one source into the archive.

    Returns:
        How many bodies were new, how many were known, and the errors.
    """
    from ingest.fetch.archive import Archive
    from ingest.fetch.collect import collect as collect_into
    from ingest.fetch.replay import ReplayTransport

    done = collect_into(ReplayTransport(paths.BUNDLE), Archive(settings.archive_dir), source)
    return len(done.new), done.known, [str(error) for error in done.errors]


def load(settings: Settings, source: str) -> SourceLoad:
    """Read the documents of one source that the lake does not hold yet, and add their rows."""
    from ingest.fetch.archive import Archive
    from ingest.load import load_in_parts
    from ingest.readings import COLUMNS
    from ingest.sources.registry import get
    from warehouse.lake import Lake

    started = perf_counter()
    lake = Lake(settings.lake_dir)
    tables = get(source).tables
    seen = {table: lake.documents(table) for table in tables}
    refused = lake.rows(QUARANTINE, ["source", *COLUMNS])
    refused = refused.filter(refused["source"] == source) if refused.height else refused
    reports: list[LoadReport] = []
    accepted = dict.fromkeys(tables, 0)
    archive = Archive(settings.archive_dir)
    codes, own = vocabulary.fingerprint(), settings.source(source)
    is_other = lake.note(source) != codes
    for part in load_in_parts(source, archive, seen, refused, has_new_codes=is_other, settings=own):
        # In this order a load that is cut short is made good by the next one.
        lake.append(QUARANTINE, part.quarantine)
        for table, rows in part.accepted.items():
            lake.append(table, rows)
            accepted[table] += rows.height
        reports.append(part.report)
    lake.write_note(source, codes)
    return SourceLoad(
        source=source,
        documents=sum(report.documents for report in reports),
        rows_in=sum(report.rows_in for report in reports),
        accepted=accepted,
        quarantined=sum(report.quarantined for report in reports),
        known_bad=sum(report.known_bad for report in reports),
        errors=[str(error) for report in reports for error in report.errors],
        document_keys=[key for report in reports for key in report.document_keys],
        seconds=perf_counter() - started,
    )


def load_manifest(settings: Settings) -> int:
    """Add the manifest rows that the lake does not hold yet; return their number.

    Bodies that only lead to others, such as news feeds, are of no registered source and hold
    nothing that is read: they stay in the archive.
    """
    from ingest.fetch.archive import Archive
    from ingest.load import manifest_frame
    from ingest.sources.registry import all_sources
    from warehouse.lake import Lake

    lake = Lake(settings.lake_dir)
    known = lake.column(MANIFEST, "fetch_key")
    rows = manifest_frame(Archive(settings.archive_dir))
    registered = [source.id for source in all_sources()]
    fresh = rows.filter(~rows["fetch_key"].is_in(list(known)) & rows["source"].is_in(registered))
    lake.append(MANIFEST, fresh)
    for table in lake.tables():
        lake.compact(table)
    return fresh.height


def refused_documents(settings: Settings) -> list[dict[str, str]]:
    """Return the documents that are refused as a whole: source, where, and what was seen."""
    import polars as pl

    from ingest.load import UNREADABLE, WITHHELD
    from ingest.readings import COLUMNS, standing
    from warehouse.lake import Lake

    lake = Lake(settings.lake_dir)
    rows = lake.rows(QUARANTINE, ["source", "raw_table", "locator", *COLUMNS])
    if not rows.height:
        return []
    seen = {table: lake.documents(table) for table in rows["raw_table"].unique()}
    taken = {f"{key} {version}" for pairs in seen.values() for key, version in pairs}
    reading = pl.format("{} {}", "document_key", "parser_version")
    whole = standing(rows, seen).filter(
        pl.col("check_name").is_in([UNREADABLE, WITHHELD]) & ~reading.is_in(list(taken))
    )
    is_unread = pl.col("check_name") == UNREADABLE
    waiting = pl.format("{} good rows wait beside too many bad ones", pl.col("others"))
    documents = whole.group_by("document_key", maintain_order=True).agg(
        pl.col("source", "locator", "check_name", "value").first(), pl.len().alias("others")
    )
    return documents.select(
        "source",
        pl.when(is_unread).then("locator").otherwise("document_key").alias("locator"),
        pl.when(is_unread).then("value").otherwise(waiting).alias("value"),
    ).to_dicts()


def newest_knowledge(settings: Settings) -> datetime:
    """Return the newest manifest time of a registered source: the day that a release calls today.

    Looking at a feed that brought nothing does not make a release newer.

    Raises:
        ArchiveError: If the archive is empty.
    """
    from ingest.fetch.archive import Archive
    from ingest.fetch.publication import read_instant
    from ingest.sources.registry import all_sources

    registered = {source.id for source in all_sources()}
    rows = [row for row in Archive(settings.archive_dir).rows() if row.source in registered]
    if not rows:
        raise ArchiveError(
            "archive",
            seen=f"no document in {settings.archive_dir}",
            expected="at least one archived document",
            action="`tradebooks run` replays the bundled archive, `tradebooks add` takes a file",
        )
    return read_instant(rows[-1].retrieved_at)
