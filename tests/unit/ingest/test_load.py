"""Loads: what is read, what is not read again, and files that a person adds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from ingest.fetch.archive import Archive
from ingest.load import add_file, empty_tables, load, load_in_parts, manifest_frame
from ingest.news.clean import load_article
from ingest.sources import manual, manual_rate
from tests.faults.builders import (
    LATER,
    NOW,
    PARAGRAPHS,
    Book,
    Lake,
    checks,
    figure,
    figures_csv,
    page,
    store,
)
from tradebooks.errors import ArchiveError, DocumentError, UsageError

FIGURES = "raw_manual_figure"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_a_document_is_read_once(archive: Archive) -> None:
    store(archive, "manual", figures_csv(figure()))
    lake = Lake(archive)
    assert lake.load("manual").report.documents == 1
    second = lake.load("manual")
    assert (second.report.documents, second.accepted[FIGURES].height) == (0, 0)


def test_the_same_bytes_from_two_addresses_are_one_document(archive: Archive) -> None:
    store(archive, "manual", figures_csv(figure()))
    store(archive, "manual", figures_csv(figure()), url="https://a.org", at=LATER)
    assert Lake(archive).load("manual").report.documents == 1


def test_a_new_parser_version_reads_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive, "manual", figures_csv(figure()))
    lake = Lake(archive)
    lake.load("manual")
    monkeypatch.setattr(manual, "VERSION", "2")
    again = lake.load("manual").accepted[FIGURES]
    assert list(again["parser_version"]) == ["2"]


def test_a_broken_document_stops_no_other_and_fails_once(archive: Archive) -> None:
    store(archive, "manual", figures_csv(figure()))
    store(archive, "manual", "nonsense")
    store(archive, "manual", figures_csv(figure(flow="export")), at=LATER)
    lake = Lake(archive)
    first = lake.load("manual")
    assert first.report.failed
    assert (first.report.documents, first.report.accepted) == (2, 2)
    assert checks(first)[0][2] == "document_readable"
    assert first.quarantine["row_id"][0] == -1
    second = lake.load("manual").report
    assert (second.failed, second.known_bad) == (False, 1)


def test_a_body_that_was_damaged_on_disk_is_a_typed_error(archive: Archive) -> None:
    fetched = store(archive, "manual", figures_csv(figure()))
    digest = archive.rows()[0].content_sha256
    (archive.root / "bodies" / digest[:2] / digest).write_bytes(fetched.body + b" ")
    (error,) = load("manual", archive, {}).report.errors
    assert isinstance(error, ArchiveError)


def test_a_load_cut_off_between_quarantine_and_rows_is_made_good(archive: Archive) -> None:
    store(archive, "manual", figures_csv(figure(), figure(value="x", flow="export")))
    first = load("manual", archive, {})
    second = load("manual", archive, {}, first.quarantine)
    assert second.accepted[FIGURES].equals(first.accepted[FIGURES])
    assert second.quarantine.height == 0


def test_an_article_cut_off_before_its_row_does_not_double_its_claims(archive: Archive) -> None:
    store(archive, "news", page(PARAGRAPHS))
    lake = Lake(archive)
    first = lake.load("news")
    tables = ["raw_claim_evidence", "raw_trade_claim", "raw_news_article"]
    assert list(first.accepted) == tables
    lake.seen["raw_news_article"].clear()
    second = lake.load("news")
    assert second.accepted["raw_trade_claim"].height == 0
    assert second.accepted["raw_news_article"].height == 1


def test_order_of_arrival_changes_no_row(tmp_path: Path) -> None:
    bodies = [figures_csv(figure(flow=flow)) for flow in ("export", "import", "turnover")]
    frames = []
    for order in (bodies, bodies[::-1]):
        archive = Archive(tmp_path / str(len(frames)))
        for body in order:
            store(archive, "manual", body)
        frames.append(load("manual", archive, {}).accepted[FIGURES].sort("document_key"))
    assert frames[0].equals(frames[1])


def test_the_manifest_is_a_raw_table(archive: Archive) -> None:
    store(archive, "news", page(PARAGRAPHS), published="2026-01-05")
    store(archive, "manual", figures_csv(figure()))
    load("news", archive, {}, now=LATER)
    frame = manifest_frame(archive)
    assert frame.columns == empty_tables()["raw_manifest"].columns
    news = frame.filter(frame["source"] == "news")
    assert news["document_key"].null_count() == 0
    assert set(news["kind"]) == {"fetch", "extraction"}
    assert manifest_frame(Archive(archive.root / "none")).height == 0


def test_sources_of_files_are_guessed(tmp_path: Path, archive: Archive) -> None:
    files = {
        "book.xlsx": "rosstat",
        "figures.csv": "manual",
        "rates.csv": "manual_rate",
        "page.html": "news",
    }
    Book().save(tmp_path / "book.xlsx")
    (tmp_path / "figures.csv").write_text(manual.template_csv())
    (tmp_path / "rates.csv").write_text(manual_rate.template_csv())
    (tmp_path / "page.html").write_text(page(PARAGRAPHS))
    for name, source in files.items():
        added = add_file(archive, tmp_path / name, retrieved_at=NOW)
        assert (added.row.source, added.is_new) == (source, True)
        assert str(added).startswith(f"new in {source}, archived as ")
    assert archive.rows("rosstat")[0].licence == "Rosstat open data terms"
    assert archive.rows("rosstat")[0].may_republish


def test_what_a_person_says_of_an_article_wins(tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "a.txt"
    path.write_text("MINSK, 5 January (BelTA) – Trade grew to 49.2 billion dollars, he said.")
    add_file(archive, path, source="tass", published="2026-01-05", title="Given", retrieved_at=NOW)
    row = Lake(archive).load("news").accepted["raw_news_article"].row(0, named=True)
    assert (row["title"], row["outlet"]) == ("Given", "tass")
    assert str(row["published_at"]) == "2026-01-04 21:00:00"


def test_a_day_given_by_hand_is_read_in_the_zone_of_the_dateline(
    tmp_path: Path, archive: Archive
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("MINSK, 5 January (BelTA) – Trade grew to 49.2 billion dollars, he said.")
    row = add_file(archive, path, published="2026-01-05", retrieved_at=NOW).row
    assert row.published_at == "2026-01-04T21:00:00Z"
    article = load_article(path, published="2026-01-05")
    assert (article.published_at, str(article.published_day)) == (row.published_at, "2026-01-05")


def test_the_same_article_in_other_markup_is_named(tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(PARAGRAPHS))
    add_file(archive, path, url="https://belta.by/1")
    Lake(archive).load("news")
    path.write_text(page(PARAGRAPHS, head="<meta name='x' content='y'>"))
    assert "the same news document as" in str(add_file(archive, path, url="https://belta.by/1"))


@pytest.mark.parametrize(
    ("name", "body", "source", "error", "seen"),
    [
        ("a.pdf", "x", None, UsageError, "fits no single source"),
        ("a.csv", "a,b\n1,2\n", None, UsageError, "fits no single source"),
        ("a.csv", "a,b\n1,2\n", "manual", DocumentError, "missing 'source'"),
        ("a.xlsx", "x", None, DocumentError, "1 bytes starting"),
        ("a.txt", "x y", "nobody", UsageError, "'nobody'"),
    ],
)
def test_files_that_fit_no_source_are_refused(
    tmp_path: Path,
    archive: Archive,
    name: str,
    body: str,
    source: str | None,
    error: type[Exception],
    seen: str,
) -> None:
    path = tmp_path / name
    path.write_text(body)
    with pytest.raises(error, match=seen):
        add_file(archive, path, source=source)
    assert archive.rows() == []


def test_a_date_that_cannot_be_read_is_refused(tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Some text of trade.")
    with pytest.raises(UsageError, match="publication time"):
        add_file(archive, path, published="last week")


def test_the_room_opens_without_its_heavy_libraries() -> None:
    code = (
        "import sys, ingest.load, ingest.news.clean, ingest.validate, ingest.sources.registry;"
        "print([m for m in ('polars','pandera','openpyxl','trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_publisher_that_goes_back_to_earlier_figures_is_read_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    lake = Lake(archive)
    url = "https://example.org/figures.csv"
    printed = []
    for day, value in enumerate(("49.2", "49.3", "49.2"), start=1):
        body = figures_csv(figure(value=value))
        store(archive, "manual", body, url=url, at=LATER.replace(day=day))
        printed.extend(lake.load("manual").accepted[FIGURES]["value"].to_list())
    assert printed == [49.2e9, 49.3e9, 49.2e9]
    assert len({row.document_key for row in archive.rows()}) == 3


def test_a_file_that_comes_back_is_not_called_a_repeat(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    said = []
    for day, value in enumerate(("49.2", "49.3", "49.2"), start=1):
        path = tmp_path / f"{day}.csv"
        path.write_text(figures_csv(figure(value=value)), encoding="utf-8")
        when = LATER.replace(day=day)
        said.append(add_file(archive, path, url="https://example.org/f.csv", retrieved_at=when))
    assert [(one.is_new, one.same_as) for one in said] == [(True, None)] * 3


def test_a_load_in_parts_is_the_whole_load(archive: Archive) -> None:
    for number in range(5):
        store(archive, "manual", figures_csv(figure(value=str(number + 1)), figure(value="x")))
    whole = load("manual", archive, {})
    parts = list(load_in_parts("manual", archive, {}, most=4))
    assert [part.report.documents for part in parts] == [2, 2, 1]
    assert sum(part.report.rows_in for part in parts) == whole.report.rows_in == 10
    joined = pl.concat([part.accepted[FIGURES] for part in parts])
    assert joined.equals(whole.accepted[FIGURES])
    assert pl.concat([part.quarantine for part in parts]).equals(whole.quarantine)
