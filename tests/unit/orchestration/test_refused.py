"""What doctor says of documents that do not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fetch.archive import Archive
from ingest.sources import manual
from ingest.sources.comtrade import areas, read
from ingest.sources.parsed import Document, Parsed
from orchestration import loading
from tests.faults.builders import figure, figures_csv, store
from tests.official import TRADE, answer
from tests.unit.ingest.test_trust import CHINA, NOBODY, RUSSIA, exports
from tradebooks import vocabulary
from tradebooks.settings import Settings, SourceSettings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = Settings(data=tmp_path)
    loading.prepare_lake(given)
    return given


def test_a_document_that_a_newer_reading_took_is_no_longer_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(settings.archive_dir)
    archive.store(answer("comtrade", exports((RUSSIA, 90.0), (CHINA, 0), (NOBODY, 5.0)), TRADE))
    loading.load(settings, "comtrade")
    (row,) = archive.rows()
    assert loading.refused_documents(settings) == [
        {
            "source": "comtrade",
            "locator": row.document_key,
            "value": "2 good rows wait beside too many bad ones",
        }
    ]
    mapped = {**areas.codes(), NOBODY: "MNG"}
    monkeypatch.setattr(areas, "codes", lambda: mapped)
    assert loading.load(settings, "comtrade").rows_accepted == 3
    assert loading.refused_documents(settings) == []


def test_a_file_that_cannot_be_read_is_named_until_a_parser_reads_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(Archive(settings.archive_dir), "manual", "nonsense")
    assert loading.load(settings, "manual").errors
    (refused,) = loading.refused_documents(settings)
    assert (refused["source"], "missing" in refused["value"]) == ("manual", True)
    body, parse = figures_csv(figure()).encode(), manual.parse
    monkeypatch.setattr(manual, "VERSION", "2")
    monkeypatch.setattr(manual, "parse", lambda _, document: parse(body, document))
    assert loading.load(settings, "manual").rows_accepted == 1
    assert loading.refused_documents(settings) == []


def test_what_waits_is_looked_at_again_only_when_codes_are_new(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = exports((RUSSIA, 900.0), (CHINA, 99.9), (NOBODY, 0.1))
    Archive(settings.archive_dir).store(answer("comtrade", cells, TRADE))
    given = settings.model_copy(
        update={"sources": {"comtrade": SourceSettings(max_quarantine_share=0.9)}}
    )
    assert loading.load(given, "comtrade").quarantined == 1
    parse, asked = read.parse, []

    def counted(body: bytes, document: Document) -> Parsed:
        asked.append(document.key)
        return parse(body, document)

    monkeypatch.setattr(read, "parse", counted)
    loading.load(given, "comtrade")
    assert asked == []
    monkeypatch.setattr(vocabulary, "fingerprint", lambda: "other seeds")
    assert loading.load(given, "comtrade").documents == 0
    assert loading.load(given, "comtrade").documents == 0
    assert len(asked) == 1
