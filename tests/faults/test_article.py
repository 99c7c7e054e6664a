"""Articles that are empty, undated, repeated, changed or badly encoded; none is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.claims.model import Article, Extraction
from ingest.fetch.archive import Archive
from ingest.fetch.collect import collect
from ingest.fetch.replay import ReplayTransport
from ingest.load import add_file, load, manifest_frame
from ingest.news.clean import load_article
from tests.faults.builders import (
    LATER,
    PARAGRAPHS,
    Lake,
    checks,
    load_one,
    page,
    store,
    two_numbers,
)
from tradebooks.errors import DocumentError

URL = "https://eng.belta.by/economics/view/trade-grows"
ARTICLES, CLAIMS = "raw_news_article", "raw_trade_claim"
DATED = '<meta property="article:published_time" content="2026-01-05T15:30:00+03:00">'


def only(frame: Any) -> dict[str, Any]:
    assert frame.height == 1
    return dict(frame.row(0, named=True))


def test_a_page_becomes_an_article_and_claims_with_evidence(tmp_path: Path) -> None:
    result = load_one(tmp_path, "news", page(PARAGRAPHS, head=DATED), url=URL)
    article = only(result.accepted[ARTICLES])
    assert article["title"] == "Trade of two countries grows"
    assert (article["outlet"], article["language"]) == ("belta", "en")
    assert (article["dateline_place"], article["dateline_agency"]) == ("MINSK", "BelTA")
    assert str(article["published_at"]) == "2026-01-05 12:30:00"
    assert article["published_precision"] == "second"
    assert "Subscribe" not in article["text"]
    assert "World" not in article["text"]
    claims = result.accepted[CLAIMS]
    assert list(claims["anchor_text"]) == ["49.2", "25 "]
    first = claims.row(0, named=True)
    assert article["text"][first["anchor_start"] : first["anchor_end"]] == "49.2"
    assert article["text"][first["quote_start"] : first["quote_end"]] == first["quote"]
    assert first["extractor_version"] == first["parser_version"] == "test-1/clean-1"
    assert str(first["extracted_at"]) == "2026-03-03 00:00:00"
    assert str(article["recorded_at"]) == "2026-02-02 03:04:05"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n\n",
        page("").encode(),
        b"<html><body></body></html>",
        b"<!doctype html>",
        b"%PDF-1.4 \xe2\xe3 trade grew to 49.2 billion dollars.",
        b"\x00\x01\x02\xff" * 99,
    ],
)
def test_an_empty_article_is_set_aside(tmp_path: Path, body: bytes) -> None:
    result = load_one(tmp_path, "news", body, url=URL)
    assert (result.report.accepted, result.report.quarantined) == (0, 1)
    assert ("text", "text_not_empty") in {row[1:3] for row in checks(result)}
    assert result.accepted[ARTICLES].height == 0


@pytest.mark.parametrize("name", ["empty.txt", "empty.html"])
def test_an_empty_file_is_refused_at_the_door(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<html><body></body></html>" if name.endswith("html") else " \n")
    archive = Archive(tmp_path / "archive")
    with pytest.raises(DocumentError, match="saw no text of an article"):
        add_file(archive, path)
    with pytest.raises(DocumentError, match="saw no text of an article"):
        load_article(path)
    assert archive.rows() == []


def test_an_article_without_a_date_is_kept_and_flagged(tmp_path: Path) -> None:
    article = only(load_one(tmp_path, "news", page(PARAGRAPHS), url=URL).accepted[ARTICLES])
    assert (article["published_at"], article["published_precision"]) == (None, "unknown")
    assert article["flags"] == "no_date"


def test_a_date_in_the_text_is_no_publication_date(tmp_path: Path) -> None:
    text = PARAGRAPHS + "<p>The agreement was signed on 8 December 1999 in Moscow.</p>"
    article = only(load_one(tmp_path, "news", page(text), url=URL).accepted[ARTICLES])
    assert article["published_at"] is None


def test_a_date_given_later_makes_a_second_reading(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    lake = Lake(archive)
    undated = only(lake.load("news").accepted[ARTICLES])
    store(archive, "news", page(PARAGRAPHS), url=URL, published="2026-01-05")
    second = lake.load("news")
    dated = only(second.accepted[ARTICLES])
    assert dated["document_key"] == undated["document_key"]
    assert dated["published_precision"] == "day"
    assert dated["parser_version"] == undated["parser_version"] + "/dated"
    assert second.accepted[CLAIMS].height == 2
    assert lake.load("news").report.documents == 0


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    archive, path = Archive(tmp_path / "archive"), tmp_path / "a.html"
    path.write_text(page(PARAGRAPHS), encoding="utf-8")
    first = add_file(archive, path, url=URL, published="2026-01-05", retrieved_at=LATER)
    lake = Lake(archive)
    assert lake.load("news").report.documents == 1
    rows = archive.rows()
    again = add_file(archive, path, url=URL, published="2026-01-05")
    bare = add_file(archive, path)
    assert (again.is_new, bare.is_new) == (False, False)
    assert again.row == bare.row == first.row
    assert str(bare).startswith("already archived as ")
    assert lake.load("news").report.documents == 0
    assert archive.rows() == rows


def test_the_same_text_in_other_markup_is_no_new_version(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    lake = Lake(archive)
    lake.load("news")
    other = page(PARAGRAPHS.replace("<p>", "<p class='x'>\n  "), head="<meta name='a' content='b'>")
    store(archive, "news", other, url=URL + "?utm_source=feed", at=LATER)
    result = lake.load("news")
    assert (result.report.documents, result.report.rows_in) == (0, 0)
    frame = manifest_frame(archive)
    assert frame["document_key"].n_unique() == 1
    assert frame.filter(frame["kind"] == "fetch").height == 2


def test_changed_text_at_the_same_address_is_a_new_version(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    lake = Lake(archive)
    before = only(lake.load("news").accepted[ARTICLES])
    store(archive, "news", page(PARAGRAPHS.replace("49.2", "49.4")), url=URL, at=LATER)
    after = only(lake.load("news").accepted[ARTICLES])
    assert before["canonical_url"] == after["canonical_url"]
    assert before["document_key"] != after["document_key"]
    assert before["text_sha256"] != after["text_sha256"]


def test_a_later_extractor_adds_a_reading_under_the_same_keys(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    first = load("news", archive, {}, now=LATER, extract=two_numbers)

    def newer(article: Article) -> Extraction:
        claims = two_numbers(article).claims[1:]
        return Extraction("en", "test-2", claims)

    seen = {
        table: frame.select("document_key", "parser_version").rows()
        for table, frame in first.accepted.items()
    }
    second = load("news", archive, seen, now=datetime(2026, 5, 5, tzinfo=UTC), extract=newer)
    keys = [set(result.accepted[CLAIMS]["claim_key"]) for result in (first, second)]
    assert keys[1] < keys[0]
    assert str(second.accepted[CLAIMS]["extracted_at"][0]) == "2026-05-05 00:00:00"
    rebuilt = load("news", archive, {}, extract=newer)
    assert rebuilt.accepted[CLAIMS].height == 3
    assert rebuilt.accepted[ARTICLES].height == 2


def test_bundled_extractions_are_taken_as_they_are(tmp_path: Path) -> None:
    bundle = Archive(tmp_path / "bundle")
    store(bundle, "news", page(PARAGRAPHS), url=URL)
    made = load("news", bundle, {}, now=LATER, extract=two_numbers)
    mine = Archive(tmp_path / "mine")
    collect(ReplayTransport(tmp_path / "bundle"), mine)

    def same_version_other_claims(article: Article) -> Extraction:
        assert article.text == "", "the archived extraction is current"
        return Extraction("en", "test-1")

    replayed = load("news", mine, {}, extract=same_version_other_claims)
    assert mine.rows() == bundle.rows()
    for table in (ARTICLES, CLAIMS):
        assert replayed.accepted[table].equals(made.accepted[table])


def test_an_extractor_that_breaks_is_reported_once_and_the_rest_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    store(archive, "news", page(PARAGRAPHS.replace("49.2", "13")), url=URL + "-2")

    def picky(article: Article) -> Extraction:
        if "13" in article.text:
            raise ValueError("unlucky")
        return two_numbers(article)

    result = load("news", archive, {}, now=LATER, extract=picky)
    (error,) = result.report.errors
    assert "ValueError: unlucky" in error.seen
    assert result.accepted[ARTICLES].height == 2
    assert set(result.accepted[ARTICLES]["flags"]) == {"no_date", "no_date,extractor_failed"}
    assert load("news", archive, {}, extract=picky).report.errors == []


def test_a_claim_that_breaks_a_rule_is_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    def wrong(article: Article) -> Extraction:
        from dataclasses import replace

        one, two = two_numbers(article).claims
        return Extraction("en", "test-1", [one, replace(two, unit="PCT", anchor_end=two.end + 999)])

    archive = Archive(tmp_path / "archive")
    store(archive, "news", page(PARAGRAPHS), url=URL)
    result = load("news", archive, {}, now=LATER, extract=wrong)
    assert (result.report.rows_in, result.report.accepted, result.report.quarantined) == (3, 2, 1)
    assert {row[2] for row in checks(result)} >= {"unit_fits_measure", "anchor_in_quote"}


def test_too_many_bad_claims_hold_the_whole_load_back(tmp_path: Path) -> None:
    def hopeless(article: Article) -> Extraction:
        from dataclasses import replace

        return Extraction("en", "bad", [replace(c, flow="up") for c in two_numbers(article).claims])

    archive = Archive(tmp_path / "archive")
    for number in range(20):
        store(archive, "news", page(PARAGRAPHS), url=f"{URL}-{number}")
    result = load("news", archive, {}, now=LATER, extract=hopeless)
    assert "40 of 60 rows" in result.report.errors[0].seen
    assert (result.report.accepted, result.report.quarantined) == (0, 60)


RUSSIAN = (
    "<p>МИНСК, 5 янв - РИА Новости. Товарооборот России и Белоруссии вырос на 3,6 процента, "
    "сообщил посол журналистам. Это рекордный показатель за всё время наблюдений.</p>"
    "<p>По его словам, экспорт белорусских товаров в Россию почти достиг 25 миллиардов.</p>"
)


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("cp1251", "windows-1251", None),
        ("cp1251", "utf-8", "text/html; charset=windows-1251"),
        ("cp1251", "", None),
        ("utf-8", "windows-1251", "text/html; charset=windows-1251"),
        ("utf-8-sig", "", None),
        ("cp866", "ibm866", None),
        ("utf-16", "", None),
    ],
)
def test_russian_pages_are_read_in_any_encoding(
    tmp_path: Path, encoding: str, declared: str, content_type: str | None
) -> None:
    text = page(RUSSIAN, title="Товарооборот вырос").replace(
        'charset="utf-8"', f'charset="{declared}"'
    )
    body = text.replace('lang="en"', 'lang="ru"').encode(encoding)
    result = load_one(
        tmp_path, "news", body, url="https://ria.ru/20260105/1.html", content_type=content_type
    )
    article = only(result.accepted[ARTICLES])
    assert article["title"] == "Товарооборот вырос"
    assert (article["language"], article["outlet"]) == ("ru", "ria")
    assert (article["dateline_place"], article["dateline_agency"]) == ("МИНСК", "РИА Новости")
    assert "экспорт белорусских товаров" in article["text"]


def test_an_adapted_sample_says_so(tmp_path: Path) -> None:
    head = '<meta name="tradebooks:adapted-from" content="https://tass.com/economy/1">'
    article = only(load_one(tmp_path, "news", page(PARAGRAPHS, head=head)).accepted[ARTICLES])
    assert article["is_adapted"]
    assert (article["outlet"], article["flags"]) == ("tass", "no_date,adapted")
    plain = "---\ntradebooks:adapted-from: https://tass.com/economy/1\n---\nSome text of trade.\n"
    assert only(load_one(tmp_path / "b", "news", plain).accepted[ARTICLES])["is_adapted"]


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(st.text(alphabet="ab <&\n", max_size=12), min_size=1, max_size=5))
def test_keys_depend_on_the_words_alone(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    keys = []
    for order in (texts, list(reversed(texts))):
        archive = Archive(tmp_path_factory.mktemp("a"))
        for number, text in enumerate(order):
            store(archive, "news", f"{text}\r\n", at=LATER.replace(minute=number))
        result = Lake(archive).load("news")
        found = {*result.accepted[ARTICLES]["document_key"], *result.quarantine["document_key"]}
        keys.append(found)
    assert keys[0] == keys[1]
