"""Helpers for tests of official sources: fixtures, recorded answers, and a load of one body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.fetch.archive import Archive
from ingest.fetch.types import Fetched, Request
from ingest.load import LoadResult, load

FIXTURES = Path(__file__).parent / "fixtures"
#: Answers recorded from the live services; they are no part of the project.
RECORDED = Path(__file__).resolve().parents[2] / "shared" / "fixtures"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TRADE = {"kind": "trade"}
AVAILABILITY = {
    "kind": "availability",
    "freq": "A",
    "classification": "HS",
    "reporters": ["BLR"],
}


def dynamics(cur_id: int, currency: str, scale: int, first: str, last: str) -> dict[str, Any]:
    """Return the question that a run of days of the National Bank of Belarus answers."""
    return {
        "kind": "dynamics",
        "cur_id": cur_id,
        "currency": currency,
        "scale": scale,
        "generation": [first, last],
        "periods": ["2021-07"],
    }


OLD_DOLLAR = dynamics(145, "USD", 1, "1991-01-01", "2021-07-08")
NEW_DOLLAR = dynamics(431, "USD", 1, "2021-07-09", "2050-01-01")


def body_of(name: str) -> bytes:
    """Return the bytes of a fixture."""
    return (FIXTURES / name).read_bytes()


def answer(source: str, body: bytes, asked: Mapping[str, Any] | None, **more: Any) -> Fetched:
    """Return a body as it comes from the transport."""
    url = more.pop("url", f"https://example.org/{source}")
    return Fetched(Request(source, url, asked), body, more.pop("at", NOW), **more)


def loaded(folder: Path, source: str, *answers: Fetched) -> LoadResult:
    """Archive answers and load their source."""
    archive = Archive(folder / "archive")
    for one in answers:
        archive.store(one)
    return load(source, archive, {})
