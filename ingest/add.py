"""Documents that a person adds: which source they belong to, and a look at them before they go in.

A document that cannot be read at all is refused here, where somebody can mend it; the road behind
the archive is the same as for any other document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ingest.fetch.archive import Archive
from ingest.fetch.files import FileTransport
from ingest.fetch.keys import file_document_key, sha256_hex
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import parse_publication
from ingest.fetch.types import FETCH, Fetched, Request
from ingest.sources.csvfile import decode
from ingest.sources.registry import SOURCES, Source, get
from tradebooks.errors import UsageError
from tradebooks.vocabulary import source_codes

NEWS = "news"


@dataclass(frozen=True, slots=True)
class Added:
    """What happened to one file.

    Attributes:
        row: Its manifest row, written now or before.
        is_new: Whether the row was written now.
        same_as: Key of the document that it repeats, or None.
    """

    row: ManifestRow
    is_new: bool
    same_as: str | None = None

    def __str__(self) -> str:
        """Say it in a few words."""
        if not self.is_new:
            return f"already archived as {self.row.content_sha256[:12]} ({self.row.source})"
        if self.same_as:
            known = f"{self.row.source} document as {self.same_as[:12]}"
            return f"the same {known}, with other bytes, address or date"
        return f"new in {self.row.source}, archived as {self.row.content_sha256[:12]}"


def add_file(
    archive: Archive,
    path: Path,
    *,
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    retrieved_at: datetime | None = None,
) -> Added:
    """Archive a file that a person hands over.

    Args:
        archive: Where to keep it.
        path: The file.
        source: Registry id, or for an article the code of its publisher; guessed if None.
        published: When its publisher brought it out: a day, month, year or instant.
        url: Its address.
        title: Headline of an article; wins over the one in the file.
        retrieved_at: Time to record; by default the clock's.

    Returns:
        Whether it is new, and the row that it has.

    Raises:
        UsageError: When file, source or date make no sense.
        DocumentError: When the file is no document of that source.
    """
    chosen, outlet = choose_source(path, source)
    given = {name: text for name, text in (("title", title), ("outlet", outlet)) if text}
    when = retrieved_at or datetime.now(UTC)
    transport = FileTransport(
        path, when, licence=chosen.licence, may_republish=chosen.may_republish
    )
    fetched = transport.fetch(Request(chosen.id, url, {"given": given} if given else None))
    known = None if url or given or published else _known(archive, fetched)
    if known is not None:
        return Added(known, is_new=False)
    look = _look_at(chosen, fetched, given, str(path))
    dated = replace(fetched, published=parse_publication(published, look.time_zone))
    keys = {row.document_key for row in archive.rows(chosen.id)}
    stored = archive.store(dated)
    # A document that came back after another one is new, and has a key of its own.
    is_known = look.document_key in keys and stored.row.document_key in (None, look.document_key)
    same_as = look.document_key if is_known else None
    return Added(stored.row, stored.is_new, same_as)


def choose_source(path: Path, source: str | None) -> tuple[Source, str | None]:
    """Return the source of a file, and for an article its publisher where one is named.

    Raises:
        UsageError: When the source is unknown or cannot be guessed.
    """
    if source in SOURCES:
        return get(str(source)), None
    if source in source_codes():
        return get(NEWS), source
    if source is not None:
        raise UsageError(
            f"source of {path.name}",
            seen=repr(source),
            expected=f"{', '.join(SOURCES)}, or the code of a publisher in sources.csv",
            action="name one of these with --source",
        )
    return _guess(path), None


def _guess(path: Path) -> Source:
    suffix = path.suffix.casefold()
    fitting = [one for one in SOURCES.values() if suffix in one.suffixes]
    if len(fitting) > 1:
        fitting = [one for one in fitting if one.has_template and _has_header_of(path, one)]
    if len(fitting) == 1:
        return fitting[0]
    endings = (f"{', '.join(one.suffixes)} ({one.id})" for one in SOURCES.values() if one.suffixes)
    raise UsageError(
        f"source of {path.name}",
        seen=f"a file ending in {suffix or 'nothing'} that fits no single source",
        expected="; ".join(endings),
        action="name its source with --source",
    )


def _has_header_of(path: Path, source: Source) -> bool:
    """Tell whether most names of the first line are columns of a source's template."""
    transport = FileTransport(path, datetime.now(UTC))
    body = transport.fetch(Request(source.id)).body
    header = decode(body, str(path)).partition("\n")[0].strip()
    wanted = set(source.template_csv().partition("\n")[0].split(","))
    names = {name.strip(' "') for name in header.split(",")}
    return len(names & wanted) * 2 > len(wanted) and len(names & wanted) * 2 > len(names)


def _known(archive: Archive, fetched: Fetched) -> ManifestRow | None:
    """Find the row of the same bytes."""
    digest = sha256_hex(fetched.body)
    rows = archive.rows(fetched.request.source, FETCH)
    return next((row for row in rows if row.content_sha256 == digest), None)


class _Look(NamedTuple):
    """What a first reading tells: the key that a document will have, and its publisher's zone."""

    document_key: str
    time_zone: str


def _look_at(source: Source, fetched: Fetched, given: Mapping[str, str], where: str) -> _Look:
    """Read a file before it is archived.

    Raises:
        DocumentError: When it is no document of its source.
    """
    return _article(fetched, given, where) if source.id == NEWS else _table(source, fetched, where)


def _article(fetched: Fetched, given: Mapping[str, str], where: str) -> _Look:
    from ingest.news.clean import clean, not_empty

    article = clean(
        fetched.body,
        content_type=fetched.content_type,
        url=fetched.request.url,
        given=given,
    )
    return _Look(not_empty(article, where).document_key(), article.time_zone)


def _table(source: Source, fetched: Fetched, where: str) -> _Look:
    from ingest.fetch.archive import row_of
    from ingest.sources.parsed import Document

    key = file_document_key(source.id, sha256_hex(fetched.body))
    row = row_of(fetched)
    versions = dict.fromkeys(source.tables_of(row), source.parser_version or "")
    document = Document(key, row, versions, fetched.retrieved_at, where)
    source.parse(fetched.body, document)
    return _Look(key, source.time_zone)
