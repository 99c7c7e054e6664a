"""Documents that are read again: what waited for a code, what was refused, and what stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ingest.fetch.archive import Archive
from ingest.load import LoadResult, load
from ingest.readings import version_order
from ingest.sources.comtrade import areas, read
from tests.faults.builders import Lake
from tests.official import TRADE, answer
from tests.unit.ingest.test_trust import exports
from tradebooks.settings import SourceSettings

RUSSIA, CHINA, NOBODY, NO_ONE = 643, 156, 5555, 6666
CELLS = "raw_comtrade_trade"
MANY = SourceSettings(max_quarantine_share=0.9)
KNOWN = areas.codes()
SECOND = f"{read.VERSION}+1"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def lake(archive: Archive) -> Lake:
    return Lake(archive)


def waiting(archive: Archive, *more: tuple[int, Any]) -> None:
    """Archive an answer in which countries that nobody has mapped hold little."""
    body = exports((RUSSIA, 900.0), (CHINA, 99.7), (NOBODY, 0.2), *more)
    archive.store(answer("comtrade", body, TRADE))


def read_again(lake: Lake, **settings: Any) -> LoadResult:
    given = MANY.model_copy(update=settings)
    return lake.load("comtrade", settings=given)


def map_codes(monkeypatch: pytest.MonkeyPatch, **codes: str) -> None:
    mapped = {int(name.removeprefix("m")): geo for name, geo in codes.items()}
    monkeypatch.setattr(areas, "codes", lambda: {**KNOWN, **mapped})


def refused(result: LoadResult) -> list[tuple[Any, ...]]:
    return result.quarantine.select("parser_version", "check_name", "value").rows()


def test_what_waits_is_not_added_twice(archive: Archive, lake: Lake) -> None:
    waiting(archive)
    assert refused(read_again(lake)) == [(read.VERSION, "code_known", "M49:5555")]
    again = read_again(lake)
    assert (again.accepted[CELLS].height, again.quarantine.height) == (0, 0)
    assert (again.report.documents, again.report.known_bad) == (0, 0)


def test_a_code_that_was_mapped_is_read_and_nothing_of_it_waits(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(archive)
    first = read_again(lake)
    map_codes(monkeypatch, m5555="MNG")
    second = read_again(lake)
    rows = second.accepted[CELLS]
    assert rows["partner"].to_list() == ["RUS", "CHN", "MNG"]
    assert set(rows["parser_version"]) == {SECOND}
    assert (second.report.documents, second.quarantine.height) == (1, 0)
    assert rows[:2].drop("parser_version").equals(first.accepted[CELLS].drop("parser_version"))
    assert read_again(lake).report.documents == 0


def test_codes_are_mapped_one_after_the_other(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(archive, (NO_ONE, 0.1))
    assert len(refused(read_again(lake))) == 2
    map_codes(monkeypatch, m5555="MNG")
    assert refused(read_again(lake)) == [(SECOND, "code_known", "M49:6666")]
    assert read_again(lake).report.documents == 0
    map_codes(monkeypatch, m5555="MNG", m6666="LAO")
    last = read_again(lake)
    assert (last.quarantine.height, set(last.accepted[CELLS]["parser_version"])) == (
        0,
        {f"{read.VERSION}+2"},
    )


def test_a_document_that_was_refused_is_a_new_reading_once_it_is_trusted(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store(answer("comtrade", exports((RUSSIA, 900.0), (NOBODY, 50.0)), TRADE))
    assert read_again(lake).report.failed
    assert read_again(lake).report.known_bad == 1
    map_codes(monkeypatch, m5555="MNG")
    trusted = read_again(lake)
    assert (trusted.report.errors, trusted.quarantine.height) == ([], 0)
    assert set(trusted.accepted[CELLS]["parser_version"]) == {SECOND}


def test_a_user_who_lets_more_pass_has_the_good_rows(archive: Archive, lake: Lake) -> None:
    archive.store(answer("comtrade", exports((RUSSIA, 900.0), (NOBODY, 50.0)), TRADE))
    assert read_again(lake).report.failed
    allowed = read_again(lake, max_unmapped_share=0.1)
    assert allowed.accepted[CELLS]["partner"].to_list() == ["RUS"]
    assert refused(allowed) == [(SECOND, "code_known", "M49:5555")]


def test_a_second_reading_that_was_cut_off_is_made_good(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(archive, (NO_ONE, 0.1))
    first = read_again(lake)
    map_codes(monkeypatch, m5555="MNG")
    whole = read_again(lake)
    seen = {CELLS: first.accepted[CELLS].select("document_key", "parser_version").rows()}
    both = pl.concat([first.quarantine, whole.quarantine])
    rest = load("comtrade", archive, seen, both, settings=MANY)
    assert rest.accepted[CELLS].equals(whole.accepted[CELLS])
    assert rest.quarantine.height == 0


def test_bad_numbers_wait_for_nothing(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store(answer("comtrade", exports((RUSSIA, 900.0), (CHINA, -1.0)), TRADE))
    assert set(refused(read_again(lake))) == {(read.VERSION, "in_range", "-1.0")}
    asked: list[Any] = []
    monkeypatch.setattr(read, "parse", lambda *given: asked.append(given))
    read_again(lake)
    assert asked == []


def test_a_newer_parser_begins_to_count_anew(
    archive: Archive, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(archive)
    read_again(lake)
    map_codes(monkeypatch, m5555="MNG")
    read_again(lake)
    monkeypatch.setattr(read, "VERSION", "99")
    assert set(read_again(lake).accepted[CELLS]["parser_version"]) == {"99"}


def test_readings_sort_by_parser_and_then_by_number() -> None:
    versions = ["10", "3", "2.1", "2+10", "2+2", "2+1", "2"]
    assert sorted(versions, key=version_order) == versions[::-1]
