"""The documents of the bundled archive: what each body is, and what the manifest says of it.

Everything is read from `content`; nothing here depends on the clock or the machine.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest.bundle.answers import answer
from ingest.bundle.pages import Article, read_article, render
from ingest.bundle.workbook import annual_workbook, rosstat_workbook
from ingest.fetch.publication import parse_publication, read_instant
from ingest.fetch.types import Fetched, Request
from tradebooks.vocabulary import seed

WORKBOOKS = {"workbook": rosstat_workbook, "annual workbook": annual_workbook}
ANSWERS = "answers/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = "Adapted sample written by the project from the facts of the page at the address"


def documents(content: Path) -> list[Fetched]:
    """Return every body of the archive with its manifest fields, in order of retrieval."""
    found = [*_tables(content), *_news(content)]
    return sorted(found, key=lambda fetched: fetched.retrieved_at)


def _tables(content: Path) -> Iterator[Fetched]:
    with (content / "documents.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            body, content_type = _body(row, content)
            yield Fetched(
                request=Request(row["source"], row["url"] or None, json.loads(row["covers"])),
                body=body,
                retrieved_at=read_instant(row["retrieved"]),
                content_type=content_type,
                published=parse_publication(row["published"]),
                licence=row["licence"],
                may_republish=row["may_republish"] == "true",
                is_rebuilt=True,
                note=row["note"],
            )


def _body(row: Mapping[str, str], content: Path) -> tuple[bytes, str]:
    """Return the bytes of a document and their content type."""
    if make := WORKBOOKS.get(row["body"]):
        return make(content), XLSX
    if row["body"].startswith(ANSWERS):
        return answer(row["source"], content / row["body"]), "application/json"
    return (content / row["body"]).read_bytes(), "text/csv; charset=utf-8"


def _news(content: Path) -> Iterator[Fetched]:
    zones = {row["source"]: row["time_zone"] for row in seed("sources")}
    for path in sorted((content / "articles").glob("*.txt")):
        article = read_article(path)
        yield _page(article, content / "pages", zones[article.outlet])


def _page(article: Article, layouts: Path, time_zone: str) -> Fetched:
    return Fetched(
        request=Request("news", article.url, {"detail": "adapted sample", "sample": article.name}),
        body=render(article, layouts),
        retrieved_at=read_instant(article.retrieved),
        content_type="text/html; charset=utf-8",
        published=parse_publication(article.published, time_zone),
        licence="Written by the project",
        may_republish=True,
        is_rebuilt=True,
        note=". ".join(text for text in (SAMPLE, article.note) if text),
    )
