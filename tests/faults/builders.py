"""Real files for tests: Rosstat workbooks, CSV tables and pages, whole or with one thing wrong."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from ingest.claims.model import Article, Claim, Extraction
from ingest.fetch.archive import Archive
from ingest.fetch.publication import UNKNOWN, parse_publication
from ingest.fetch.types import Fetched, Request
from ingest.load import LoadResult, empty_tables, load
from ingest.sources import manual, rosstat

NOW = datetime(2026, 2, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2026, 3, 3, tzinfo=UTC)
# The second name has Latin letters in it, as in the publisher's file.
PARTNERS = ["Беларусь", "Китaй", "Республикa\nКорея"]
UNIT = "(млн доллалов США)"


class Book:
    """A workbook in the publisher's layout that a test may spoil before it is saved."""

    def __init__(self, years: int = 2, partners: list[str] | None = None) -> None:
        self.book = openpyxl.Workbook()
        first = self.book.active
        assert first is not None
        first.title = "Содержание"
        for title in rosstat.SHEETS:
            self._fill(title, years, partners or PARTNERS)

    def _fill(self, title: str, years: int, partners: list[str]) -> None:
        sheet = self.book.create_sheet(title)
        for line in ("К содержанию", f"{title} Российской Федерации", "(по данным ФТС)", UNIT):
            sheet.append([line])
        sheet.append([None, *partners])
        for year in range(2020, 2020 + years):
            sheet.append([year])
            for number, month in enumerate(rosstat.MONTHS, start=1):
                values = [100.0 * column + number + 0.1 for column in range(len(partners))]
                sheet.append([f"  {month}", *values])

    def __getitem__(self, title: str) -> Any:
        return self.book[title]

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def figure(**cells: str) -> dict[str, str]:
    """One row of the manual template: turnover of 49.2 bn in January–November 2025."""
    return manual.EXAMPLE | cells


def figures_csv(*rows: dict[str, str], columns: list[str] | None = None) -> str:
    """A filled-in template."""
    return table_csv(columns or manual.COLUMNS, *rows)


def table_csv(columns: list[str], *rows: dict[str, str]) -> str:
    """A CSV file of some columns; cells that are not given are blank."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def page(body: str, *, head: str = "", title: str = "Trade of two countries grows") -> str:
    """A news page with furniture around the article."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}">{head}</head><body>
<header><ul><li><a href="/a">World</a></li><li><a href="/b">Economy</a></li></ul></header>
<main><article><h1>{title}</h1>{body}</article></main>
<footer><p>All rights reserved. Subscribe to our letter.</p></footer></body></html>"""


PARAGRAPHS = (
    "<p>MINSK, 5 January (BelTA) – Trade between Belarus and Russia amounted to $49.2 billion in "
    "January-November 2025, an increase of 3.6% on the same period of the year before.</p>"
    "<p>Exports of Belarus reached nearly $25 billion, the ambassador told journalists in Minsk "
    "on Monday, and both sides expect the volume to exceed 50 billion by the end of the year.</p>"
)


def two_numbers(article: Article) -> Extraction:
    """A stand-in for the extractor: it claims every '49.2' and '25' of a text as billions."""
    claims = [
        Claim(
            measure="value",
            flow="turnover",
            reporter="BLR",
            partner="RUS",
            value=float(number) * 1e9,
            unit="USD",
            resolution=1e8,
            anchor_start=start,
            anchor_end=start + len(number),
            start=max(0, start - 10),
            end=start + len(number),
        )
        for number in ("49.2", "25 ")
        if (start := article.text.find(number)) >= 0
    ]
    return Extraction(article.language or "en", "test-1", claims)


def store(
    archive: Archive,
    source: str,
    body: bytes | str,
    *,
    url: str | None = None,
    published: str | None = None,
    content_type: str | None = None,
    at: datetime = NOW,
) -> Fetched:
    """Put a body into the archive as if a transport had brought it."""
    fetched = Fetched(
        Request(source, url),
        body.encode("utf-8") if isinstance(body, str) else body,
        at,
        published=parse_publication(published) if published else UNKNOWN,
        content_type=content_type,
    )
    archive.store(fetched)
    return fetched


class Lake:
    """What a lake remembers between loads: the documents of each table, and what was refused."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.seen: dict[str, set[tuple[str, str]]] = {}
        self.refused = empty_tables()["quarantine"]

    def load(self, source: str, **options: Any) -> LoadResult:
        """Load a source and remember what came of it; rows in are accounted for."""
        options = {"now": LATER, "extract": two_numbers, **options}
        result = load(source, self.archive, self.seen, self.refused, **options)
        report = result.report
        assert report.rows_in == report.accepted + report.quarantined
        self.refused.extend(result.quarantine)
        for table, frame in result.accepted.items():
            pairs = frame.select("document_key", "parser_version").rows()
            self.seen.setdefault(table, set()).update(pairs)
        return result


def load_one(folder: Path, source: str, body: bytes | str, **about: Any) -> LoadResult:
    """Archive one body and load its source."""
    archive = Archive(folder / "archive")
    store(archive, source, body, **about)
    return Lake(archive).load(source)


def checks(result: LoadResult) -> list[tuple[str, str | None, str, str | None]]:
    """Locator, column, check and value of every quarantine row."""
    return result.quarantine.select("locator", "column_name", "check_name", "value").rows()
