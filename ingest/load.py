"""One load of one source: archived documents that the lake has not seen, to validated rows.

Documents come from the archive and rows go to whoever asked; nothing here fetches, and nothing
here writes anything but the extractions of articles. One broken document stops no other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.add import Added, add_file
from ingest.fetch.archive import Archive
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import read_instant
from ingest.fetch.types import EXTRACTION, FETCH
from ingest.readings import Pairs, Readings
from ingest.sources.parsed import ROW_ID, Document, Reject, naive_utc
from ingest.sources.registry import Source, get
from ingest.sources.tables import RAW_TABLES, empty_frame, polars_types
from ingest.trust import rows_error, value_error
from tradebooks.errors import ArchiveError, QuarantineError, TradebooksError
from tradebooks.settings import SourceSettings

if TYPE_CHECKING:
    import polars as pl

    from ingest.news.extractions import Extractor
    from ingest.validate import Checked

__all__ = [
    "Added",
    "LoadReport",
    "LoadResult",
    "add_file",
    "empty_tables",
    "load",
    "manifest_frame",
]

QUARANTINE = "quarantine"
# Quarantine rows that speak of a whole document have this row number.
WHOLE_DOCUMENT = -1
# A part of a large load: a few hundred megabytes at most.
ROWS_A_PART = 500_000
UNREADABLE, WITHHELD = "document_readable", "document_trusted"


@dataclass(slots=True)
class LoadReport:
    """What one load of one source did.

    Attributes:
        source: Registry id.
        documents: Documents that were read now.
        known_bad: Documents that an earlier load refused and that are still as they were.
        rows_in: Rows found in them.
        accepted: Rows that go on.
        quarantined: Rows that do not; `rows_in` is the sum of the two.
        errors: What made the source fail, if anything did.
        seconds: How long it took.
        document_keys: Keys of the documents that were read.
    """

    source: str
    documents: int = 0
    known_bad: int = 0
    rows_in: int = 0
    accepted: int = 0
    quarantined: int = 0
    errors: list[TradebooksError] = field(default_factory=list)
    seconds: float = 0.0
    document_keys: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether the source counts as failed in this load."""
        return bool(self.errors)


@dataclass(slots=True)
class LoadResult:
    """Rows for the lake and the report.

    Append `quarantine` before `accepted`: a load that is cut between the two is then made good
    by the next one, without a row lost or doubled.

    Attributes:
        accepted: Good rows per raw table; every table of the source is there, in the order in
            which they are to be appended.
        quarantine: Rows of the quarantine table.
        report: What happened.
    """

    accepted: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame
    report: LoadReport


def load(
    source_id: str,
    archive: Archive,
    seen: Mapping[str, Pairs],
    refused: pl.DataFrame | None = None,
    *,
    now: datetime | None = None,
    extract: Extractor | None = None,
    settings: SourceSettings | None = None,
) -> LoadResult:
    """Read every document of a source that the lake does not hold at its parser version.

    Args:
        source_id: Registry id.
        archive: Where the documents are.
        seen: Pairs of document key and parser version that the lake holds, per raw table.
        refused: Rows of the quarantine that the lake holds; what was refused once is not reported
            again while it is as it was.
        now: Time given to extractions that are made in this load; by default the clock's.
        extract: Claim extractor for news; by default that of `ingest.claims`.
        settings: What a user has set for the source; by default nothing.

    Returns:
        Good rows, quarantined rows and the report; typed errors are in the report, not raised.
    """
    parts = load_in_parts(
        source_id, archive, seen, refused, None, now=now, extract=extract, settings=settings
    )
    return next(iter(parts))


def load_in_parts(
    source_id: str,
    archive: Archive,
    seen: Mapping[str, Pairs],
    refused: pl.DataFrame | None = None,
    most: int | None = ROWS_A_PART,
    *,
    has_new_codes: bool = True,
    now: datetime | None = None,
    extract: Extractor | None = None,
    settings: SourceSettings | None = None,
) -> Iterator[LoadResult]:
    """Do what `load` does in parts, so that memory does not grow with what is new.

    Every part holds whole documents and can be appended for itself; the last one may be empty.
    A source that is judged by the whole load comes in one part.

    Args:
        source_id: Registry id.
        archive: Where the documents are.
        seen: As for `load`.
        refused: As for `load`.
        most: A part ends with the document that fills it to so many rows; None for one part.
        has_new_codes: Whether codes may have been mapped since; if not, no row that waits for one
            is looked at again.
        now: As for `load`.
        extract: As for `load`.
        settings: As for `load`.

    Yields:
        Parts of the load, each with a report of its own.
    """
    source = get(source_id).with_settings(settings or SourceSettings())
    readings = Readings(seen, refused, has_new_codes=has_new_codes)
    run = _Run(source, archive, readings)
    if source.id == "news":
        run.extract(now or datetime.now(UTC), extract)
    for document in documents(source, archive):
        run.read(document)
        if most is not None and not source.is_judged_per_load and run.rows_in >= most:
            yield run.result()
            run = _Run(source, archive, readings)
    run.judge_load()
    yield run.result()


def documents(source: Source, archive: Archive) -> Iterator[Document]:
    """List the documents of a source, oldest first, each once per version that reads it."""
    if source.parser_version is None:
        yield from _extracted_documents(source, archive)
        return
    known: set[str] = set()
    for row in archive.rows(source.id, FETCH):
        key = str(row.document_key)
        if key not in known:
            known.add(key)
            versions = dict.fromkeys(source.tables_of(row), source.parser_version)
            if versions:
                yield Document(key, row, versions, read_instant(row.retrieved_at))


def _extracted_documents(source: Source, archive: Archive) -> Iterator[Document]:
    """List extractions; of several pages with one text, the one that came first speaks."""
    order = {row.fetch_key: row for row in archive.rows(source.id, FETCH)}
    rows = [
        (order.get(row.extracts or "", row), row) for row in archive.rows(source.id, EXTRACTION)
    ]
    rows.sort(key=lambda pair: (pair[0].retrieved_at, pair[0].fetch_key, pair[1].fetch_key))
    first: dict[str, str] = {}
    chosen: dict[tuple[str, str], ManifestRow] = {}
    for origin, row in rows:
        first.setdefault(str(row.document_key), origin.retrieved_at)
        chosen.setdefault((str(row.document_key), str(row.parser_version)), row)
    for (key, version), row in chosen.items():
        # The article's version puts the cleaner first, so that no run has the same name in both.
        extractor, cleaner, *rest = version.split("/")
        article_version = "/".join((cleaner, extractor, *rest))
        versions = dict.fromkeys(source.tables, version) | {source.tables[0]: article_version}
        yield Document(key, row, versions, read_instant(first[key]))


@dataclass(slots=True)
class _Part:
    """One document with its rows, parted per table."""

    document: Document
    checked: dict[str, Checked]

    @property
    def rows_in(self) -> int:
        return sum(one.rows_in for one in self.checked.values())

    @property
    def rows_bad(self) -> int:
        return sum(one.rows_quarantined for one in self.checked.values())

    @property
    def quarantine(self) -> pl.DataFrame:
        """Rows of the quarantine table, over all raw tables."""
        import polars as pl

        return pl.concat([empty_frame(QUARANTINE), *(c.quarantine for c in self.checked.values())])

    def under(self, document: Document) -> _Part:
        """Return the same rows as another reading of the document."""
        import polars as pl

        checked = {
            table: replace(
                one,
                **{
                    name: getattr(one, name).with_columns(
                        pl.lit(document.versions[table]).alias("parser_version")
                    )
                    for name in ("accepted", "quarantine")
                },
            )
            for table, one in self.checked.items()
        }
        return _Part(document, checked)


class _Run:
    """One load while it runs."""

    def __init__(self, source: Source, archive: Archive, readings: Readings) -> None:
        self.started = time.perf_counter()
        self.source = source
        self.archive = archive
        self.readings = readings
        self.report = LoadReport(source.id)
        self.parts: list[_Part] = []
        self.refused: list[pl.DataFrame] = []

    @property
    def rows_in(self) -> int:
        """How many rows were read so far."""
        return sum(part.rows_in for part in self.parts)

    def extract(self, now: datetime, extract: Extractor | None) -> None:
        """Make the extractions that articles still lack."""
        from ingest.news.extractions import extract_new

        self.report.errors.extend(extract_new(self.archive, now, extract).errors)

    def read(self, document: Document) -> None:
        """Read one document, unless its newest reading left nothing to be read again."""
        document = self.readings.newest(document)
        if self._is_done(document):
            return
        try:
            part = self._parse(document)
        except TradebooksError as unreadable:
            self._refuse(document, unreadable)
            return
        error = self._distrust(part)
        self._take(part if error is None else _withheld(part), error)

    def judge_load(self) -> None:
        """Hold back the rows of a load with too many bad ones, where a source wants that."""
        bad, rows = sum(part.rows_bad for part in self.parts), sum(p.rows_in for p in self.parts)
        error = rows_error(self.source, f"load of {self.source.id}", bad, rows)
        if not self.source.is_judged_per_load or error is None:
            return
        self.report.errors.append(error)
        self.parts = [_withheld(part) for part in self.parts]

    def result(self) -> LoadResult:
        """Gather rows and counts.

        Raises:
            AssertionError: When a row would be lost or doubled.
        """
        report, source = self.report, self.source
        report.documents = len(self.parts)
        report.document_keys = [part.document.key for part in self.parts]
        report.rows_in = self.rows_in
        report.quarantined = sum(part.rows_bad for part in self.parts)
        accepted = {table: self._accepted(table) for table in reversed(source.tables)}
        report.accepted = report.rows_in - report.quarantined
        emitted = sum(one.accepted.height for part in self.parts for one in part.checked.values())
        if emitted != report.accepted:
            raise AssertionError(f"{source.id}: {emitted} rows emitted, {report.accepted} accepted")
        report.seconds = round(time.perf_counter() - self.started, 3)
        return LoadResult(accepted, self._quarantine(), report)

    def _is_done(self, document: Document) -> bool:
        """Whether the first table holds the document, and none of its rows waits for a code."""
        is_held = self.readings.has(next(iter(document.versions)), document)
        return is_held and not (self._is_read_again and self.readings.waits(document))

    @property
    def _is_read_again(self) -> bool:
        """Whether an outcome may change: an extraction says for good what its version found."""
        return self.source.parser_version is not None

    def _is_as_before(self, document: Document, refused: pl.DataFrame) -> bool:
        if not self._is_read_again:
            return self.readings.has_refused(document)
        return self.readings.is_as_before(document, refused)

    def _parse(self, document: Document) -> _Part:
        from ingest.validate import validate

        parsed = self.source.parse(self.archive.read(document.row), document)
        checked = {
            table: validate(table, frame, parsed.rejects.get(table, []), document)
            for table, frame in parsed.frames.items()
        }
        return _Part(document, checked)

    def _take(self, part: _Part, error: QuarantineError | None) -> None:
        """Take a reading, unless an earlier load had the same outcome; it fails the source once."""
        document = part.document
        if not self._is_as_before(document, part.quarantine):
            is_other = self.readings.has_refused(document)
            self.parts.append(part.under(self.readings.following(document)) if is_other else part)
            self.report.errors.extend([error] if error else [])
        elif part.rows_bad == part.rows_in:
            self.report.known_bad += 1
        elif not self.readings.has(next(iter(document.versions)), document):
            # A load was cut off between the bad rows and the good ones.
            self.parts.append(part)

    def _refuse(self, document: Document, error: TradebooksError) -> None:
        """Note down a document that cannot be read at all; it fails the source only once."""
        from ingest.validate import quarantine_frame

        row = {"seen": error.seen, "expected": error.expected, "action": error.action}
        reject = Reject(WHOLE_DOCUMENT, error.where, None, UNREADABLE, error.seen, row)
        frame = quarantine_frame(next(iter(document.versions)), [reject], document)
        if self._is_as_before(document, frame):
            self.report.known_bad += 1
            return
        if self.readings.has_refused(document):
            document = self.readings.following(document)
            frame = quarantine_frame(next(iter(document.versions)), [reject], document)
        self.report.errors.append(error)
        self.refused.append(frame)

    def _distrust(self, part: _Part) -> QuarantineError | None:
        """Return why the good rows of a document are not trusted either, if they are not."""
        if self.source.is_judged_per_load:
            return None
        where = f"{self.source.id}: {part.document.name}"
        by_rows = rows_error(self.source, where, part.rows_bad, part.rows_in)
        return by_rows or value_error(self.source, where, part.checked)

    def _accepted(self, table: str) -> pl.DataFrame:
        """Good rows of one table, without documents that the table holds from a cut-off load."""
        import polars as pl

        frames = [
            part.checked[table].accepted.drop(ROW_ID)
            for part in self.parts
            if table in part.checked and not self.readings.has(table, part.document)
        ]
        return pl.concat([empty_frame(table), *frames])

    def _quarantine(self) -> pl.DataFrame:
        import polars as pl

        frames = [
            part.quarantine for part in self.parts if not self.readings.has_refused(part.document)
        ]
        return pl.concat([empty_frame(QUARANTINE), *self.refused, *frames])


def _withheld(part: _Part) -> _Part:
    """Send the good rows of a document into quarantine too: none is lost, none is trusted."""
    from ingest.validate import withhold

    return _Part(
        part.document,
        {
            table: withhold(table, one, part.document, WITHHELD)
            for table, one in part.checked.items()
        },
    )


def empty_tables() -> dict[str, pl.DataFrame]:
    """Return every raw table without rows, so that a lake can offer all of them."""
    return {table: empty_frame(table) for table in RAW_TABLES}


def manifest_frame(archive: Archive) -> pl.DataFrame:
    """Return the whole manifest as the raw table `raw_manifest`.

    An article's fetch row gets the document key that its first extraction found.

    Raises:
        ArchiveError: When a row breaks a rule of the table.
    """
    import polars as pl

    from ingest.validate import failures_of

    rows = archive.rows()
    keys = {row.extracts: row.document_key for row in rows if row.kind == EXTRACTION}
    columns = [_manifest_columns(row, keys) for row in rows]
    frame = pl.DataFrame(columns, schema=polars_types("raw_manifest"))
    numbered = frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_ID))
    failures = failures_of("raw_manifest", numbered, f"manifest of {archive.root}")
    if failures:
        number, column, check = failures[0]
        raise ArchiveError(
            f"manifest of {archive.root}",
            seen=f"{len(failures)} broken rules, first {check} in {column} of {rows[number]}",
            expected="rows as the archive writes them",
            action="restore the manifest from a copy of the archive",
        )
    return frame


def _manifest_columns(row: ManifestRow, keys: dict[str | None, str | None]) -> dict[str, object]:
    return asdict(row) | {
        "document_key": row.document_key or keys.get(row.fetch_key),
        "retrieved_at": naive_utc(row.retrieved_at),
        "published_at": naive_utc(row.published_at),
    }
