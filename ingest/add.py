"""Documents that a person adds: which source they belong to, and a look at them before they go in.

A document that cannot be read at all is refused here, where somebody can mend it; the road behind
the archive is the same as for any other document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.fetch.archive import Archive
from ingest.fetch.files import FileTransport
from ingest.fetch.keys import file_document_key, sha256_hex
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import UNKNOWN, parse_publication
from ingest.fetch.types import EXTRACTION, FETCH, Fetched, Request
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
        same_as: Key of the document that it repeats in other bytes, or None.
    """

    row: ManifestRow
    is_new: bool
    same_as: str | None = None

    def __str__(self) -> str:
        """Say it in a few words."""
        if not self.is_new:
            return f"already archived as {self.row.content_sha256[:12]} ({self.row.source})"
        if self.same_as:
            return f"the same {self.row.source} document as {self.same_as[:12]} in other bytes"
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
    zone = _zone(chosen, outlet, url)
    when = retrieved_at or datetime.now(UTC)
    transport = FileTransport(
        path, when, parse_publication(published, zone), chosen.licence, chosen.may_republish
    )
    fetched = transport.fetch(Request(chosen.id, url, {"given": given} if given else None))
    known = _known(archive, fetched)
    if known is not None:
        return Added(known, is_new=False)
    same_as = _look(chosen, archive, fetched, given, str(path))
    stored = archive.store(fetched)
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
        fitting = [one for one in fitting if _has_header_of(path, one)]
    if len(fitting) == 1:
        return fitting[0]
    endings = (f"{', '.join(one.suffixes)} ({one.id})" for one in SOURCES.values())
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


def _zone(source: Source, outlet: str | None, url: str | None) -> str:
    if source.id != NEWS:
        return source.time_zone
    from ingest.news.outlets import outlet_of_url, time_zone_of

    return time_zone_of(outlet or outlet_of_url(url))


def _known(archive: Archive, fetched: Fetched) -> ManifestRow | None:
    """Find the row of the same bytes, unless this time more is said about them."""
    if fetched.request.url or fetched.request.asked or fetched.published != UNKNOWN:
        return None
    digest = sha256_hex(fetched.body)
    rows = archive.rows(fetched.request.source, FETCH)
    return next((row for row in rows if row.content_sha256 == digest), None)


def _look(
    source: Source, archive: Archive, fetched: Fetched, given: Mapping[str, str], where: str
) -> str | None:
    """Read the file once before it is archived; return the document that it repeats, if any."""
    if source.id == NEWS:
        key = _article_key(fetched, given, where)
        rows = archive.rows(NEWS, EXTRACTION)
    else:
        key = _file_key(source, fetched, where)
        rows = archive.rows(source.id, FETCH)
    return key if key in {row.document_key for row in rows} else None


def _article_key(fetched: Fetched, given: Mapping[str, str], where: str) -> str:
    from ingest.news.clean import clean, not_empty

    article = clean(
        fetched.body,
        content_type=fetched.content_type,
        url=fetched.request.url,
        published=fetched.published,
        given=given,
    )
    return not_empty(article, where).document_key()


def _file_key(source: Source, fetched: Fetched, where: str) -> str:
    from ingest.fetch.archive import row_of
    from ingest.sources.parsed import Document

    key = file_document_key(source.id, sha256_hex(fetched.body))
    row = row_of(fetched)
    versions = dict.fromkeys(source.tables_of(row), source.parser_version or "")
    document = Document(key, row, versions, fetched.retrieved_at, where)
    source.parse(fetched.body, document)
    return key
