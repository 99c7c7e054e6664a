"""The page of sources is what the registries say."""

from __future__ import annotations

from ingest.sources.catalogue import page
from ingest.sources.live import LIVE
from ingest.sources.registry import SOURCES
from tradebooks import paths


def test_the_page_is_up_to_date() -> None:
    written = (paths.ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m ingest.sources.catalogue > docs/sources.md"


def test_every_live_source_is_registered() -> None:
    assert set(LIVE) <= set(SOURCES)
