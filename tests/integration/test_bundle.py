"""The archive that ships with the package: made as committed, whole, and true to its figures."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.bundle import make
from ingest.bundle.pages import read_article
from ingest.fetch.archive import Archive
from ingest.fetch.manifest import ManifestRow
from ingest.load import load
from ingest.sources.rosstat import MONTHS
from tradebooks import vocabulary
from tradebooks.periods import Period

MEGABYTE = 1 << 20
BELARUS = 6  # column of Belarus in both sheets


@cache
def archive() -> Archive:
    return Archive(make.ARCHIVE)


@cache
def figures() -> list[dict[str, str]]:
    return [row for fetch in archive().rows("manual", "fetch") for row in table(fetch)]


def table(row: ManifestRow) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive().read(row).decode("utf-8"))))


def pages() -> list[str]:
    return [archive().read(row).decode("utf-8") for row in archive().rows("news", "fetch")]


def chosen(**wanted: str) -> list[dict[str, str]]:
    return [row for row in figures() if all(row[name] == text for name, text in wanted.items())]


def amount(row: dict[str, str]) -> Decimal:
    return Decimal(row["value"]).scaleb(int(row["unit_mult"]))


def test_committed_archive_is_what_the_script_makes(tmp_path: Path) -> None:
    make.build(tmp_path)
    assert make.differences(tmp_path, make.ARCHIVE) == []


def test_check_mode_notices_a_changed_file(tmp_path: Path) -> None:
    make.build(tmp_path)
    body = next((tmp_path / "bodies").rglob("*/*"))
    body.write_bytes(b"other")
    assert make.differences(tmp_path, make.ARCHIVE) == [body.relative_to(tmp_path).as_posix()]


def test_the_bundle_is_small() -> None:
    size = sum(path.stat().st_size for path in make.ARCHIVE.rglob("*") if path.is_file())
    assert size <= 1.2 * MEGABYTE


def test_every_body_exists_and_has_its_hash_and_no_body_is_without_a_row() -> None:
    rows = archive().rows()
    assert all(len(archive().read(row)) == row.bytes for row in rows)
    bodies = {path.name for path in (make.ARCHIVE / "bodies").rglob("*/*")}
    assert bodies == {row.content_sha256 for row in rows}


def test_every_fetched_body_says_that_it_was_rebuilt_and_what_it_covers() -> None:
    for row in archive().rows(kind="fetch"):
        assert row.is_rebuilt
        assert row.note
        assert row.licence
        assert json.loads(row.request or "{}")["detail"]


def test_times_are_fixed_and_after_publication() -> None:
    for row in archive().rows():
        assert row.retrieved_at.startswith("2026-11-0")
        assert row.published_at is None or row.published_at < row.retrieved_at


# Rosstat


def rosstat_year(sheet: str, year: int, column: int = BELARUS) -> float:
    (row,) = archive().rows("rosstat")
    book = openpyxl.load_workbook(io.BytesIO(archive().read(row)), read_only=True)
    total, current = 0.0, None
    for cells in book[sheet].iter_rows(min_row=6, values_only=True):
        if isinstance(cells[0], int):
            current = cells[0]
        elif current == year:
            assert str(cells[0]).strip() in MONTHS
            total += float(str(cells[column]))
    return total


@pytest.mark.parametrize(
    ("sheet", "year", "musd"),
    [
        ("Экспорт", 2021, 23137),
        ("Импорт", 2021, 15637),
        ("Экспорт", 2006, 13099),
        ("Импорт", 2015, 8870),
    ],
)
def test_months_of_belarus_add_up_to_the_known_year(sheet: str, year: int, musd: int) -> None:
    assert round(rosstat_year(sheet, year)) == musd


# Figures


def test_disclosed_and_suppressed_exports_add_up_to_the_total() -> None:
    rows = chosen(source="glavny", period="2021-01..2021-07", flow="export")
    by_code = {row["commodity_code"]: amount(row) for row in rows}
    assert by_code == {
        "": Decimal("8.71e9"),
        "disclosed": Decimal("7.42e9"),
        "suppressed": Decimal("1.29e9"),
    }
    assert by_code[""] == by_code["disclosed"] + by_code["suppressed"]


def test_sections_add_up_to_their_totals() -> None:
    parts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    totals = {}
    for row in chosen(source="unctad"):
        key = (row["period"], row["reporter"])
        if row["classification"]:
            parts[key] += amount(row)
        else:
            totals[key] = amount(row)
    assert len(totals) == 6
    assert parts == totals


def test_both_vintages_of_wits_are_there_and_differ_where_russia_revised() -> None:
    cell = {"reporter": "RUS", "partner": "BLR", "flow": "import", "period": "2016"}
    vintages = {row["published"]: row["value"] for row in chosen(source="wits", **cell)}
    assert vintages == {"2017-11": "9405300.944", "2022-11": "10215.33"}


def test_exports_to_the_world_cover_the_years_of_exports_to_russia() -> None:
    cells = {"source": "wits", "published": "2022-11", "reporter": "BLR", "flow": "export"}
    world = {row["period"]: amount(row) for row in chosen(partner="WLD", **cells)}
    russia = {row["period"]: amount(row) for row in chosen(partner="RUS", **cells)}
    assert world.keys() == russia.keys() == {str(year) for year in range(1998, 2020)}
    assert all(russia[year] < world[year] for year in world)


def test_codes_are_those_of_the_seeds() -> None:
    groups = {(row["classification"], row["code"]) for row in vocabulary.seed("commodity_groups")}
    for row in figures():
        assert row["source"] in vocabulary.source_codes()
        assert vocabulary.is_geo(row["reporter"])
        assert vocabulary.is_geo(row["partner"])
        assert row["flow"] in vocabulary.flow_codes()
        assert row["side"] in vocabulary.country_codes() | {""}
        assert row["unit"] in vocabulary.unit_codes() | {""}
        for name in ("measure", "scope", "basis", "bound", "status", "share_of", "obs_status"):
            assert row[name] in vocabulary.codes(name) | {""}
        assert set(filter(None, row["inferred"].split(","))) <= vocabulary.codes("inferable")
        if row["classification"] in {"GROUP", "DISCLOSURE"}:
            assert (row["classification"], row["commodity_code"]) in groups
        assert Period.parse(row["period"])


def test_rates_are_period_means_of_known_currencies() -> None:
    (fetch,) = archive().rows("manual_rate")
    rates = table(fetch)
    assert {row["source"] for row in rates} == {"nbrb", "ruxpert", "cia_factbook"}
    assert all(row["rate_type"].startswith("average_") for row in rates)
    assert {row["currency"] for row in rates} | {row["quote_currency"] for row in rates} <= (
        vocabulary.currency_codes()
    )


def test_there_is_no_mean_rate_of_the_rouble_for_2025() -> None:
    (fetch,) = archive().rows("manual_rate")
    covers_2025 = [
        row
        for row in table(fetch)
        if row["quote_currency"] == "RUB" and Period.parse(row["period"]).end.year >= 2024
    ]
    assert covers_2025 == []


# Answers of interfaces


def loaded(source: str) -> list[dict[str, Any]]:
    result = load(source, archive(), {})
    assert result.report.errors == []
    assert result.report.quarantined == 0
    return [row for frame in result.accepted.values() for row in frame.iter_rows(named=True)]


def test_both_books_of_soya_are_there_as_they_were_answered() -> None:
    cells = {
        (row["reporter"], row["commodity_code"]): row["primary_value_usd"]
        for row in loaded("comtrade")
        if row["mot_code"] == 0
    }
    assert cells == {
        ("BRA", "1201"): 31_499_887_711.0,
        ("BRA", "1507"): 139_449_241.0,
        ("BRA", "2304"): 9_394_368.0,
        ("CHN", "1201"): 36_455_784_932.0,
    }


def test_the_means_of_transport_add_up_to_the_cell() -> None:
    rows = [row for row in loaded("comtrade") if row["reporter"] == "BRA"]
    for code in ("1201", "1507", "2304"):
        cells = [row for row in rows if row["commodity_code"] == code]
        (whole,) = [row["primary_value_usd"] for row in cells if row["mot_code"] == 0]
        assert whole == sum(row["primary_value_usd"] for row in cells if row["mot_code"] != 0)


def test_the_gross_domestic_product_is_a_denominator_for_every_year() -> None:
    rows = loaded("world_bank")
    assert {(row["country"], row["period_start"].year) for row in rows} == {
        (country, year) for country in ("BLR", "KAZ", "RUS") for year in range(2011, 2023)
    }
    assert {row["indicator"] for row in rows} == {"NY.GDP.MKTP.CD"}
    assert all(1e10 < row["value"] < 1e13 for row in rows)


ELEVEN_MONTHS, TEN_MONTHS = "2025-01..2025-11", "2025-01..2025-10"


@pytest.mark.parametrize(
    "wanted",
    [
        {"side": "BLR", "flow": "turnover", "period": ELEVEN_MONTHS, "value": "49.2"},
        {"side": "BLR", "flow": "turnover", "period": ELEVEN_MONTHS, "value": "3.6"},
        {"flow": "export", "period": ELEVEN_MONTHS, "value": "25", "bound": "nearly"},
        {"flow": "export", "period": ELEVEN_MONTHS, "value": "2.3", "measure": "growth_pct"},
        {"flow": "export", "period": "2025", "value": "5", "status": "target"},
        {"period": "2025", "value": "50", "bound": "over", "status": "forecast"},
        {"side": "RUS", "period": ELEVEN_MONTHS, "value": "4", "unit": "RUB", "bound": "nearly"},
        {"side": "BLR", "period": TEN_MONTHS, "value": "44", "scope": "goods"},
        {"side": "BLR", "period": TEN_MONTHS, "value": "1.8", "measure": "growth_pct"},
        {"side": "BLR", "period": TEN_MONTHS, "value": "6.5", "scope": "services"},
        {"side": "BLR", "period": TEN_MONTHS, "value": "17", "scope": "services"},
        {"source": "socialbites", "value": "45", "is_record": "true"},
        {"source": "socialbites", "value": "12", "period": "2022"},
        {"source": "socialbites", "value": "35", "period": "2021"},
        {"source": "socialbites", "value": "40", "flow": "import", "bound": "about"},
        {"period": "2022", "value": "45.8", "side": "RUS"},
        {"period": "2022", "value": "14.3", "side": "RUS"},
        {"period": "2022", "value": "22.9", "flow": "export", "reporter": "BLR"},
        {"period": "2022", "value": "40.2", "flow": "export"},
        {"period": "2022", "value": "50", "bound": "up_to", "scope": "goods_and_services"},
        {"period": "2021", "value": "38.5", "side": "RUS"},
        {"period": "2021", "value": "40.0", "side": "BLR"},
        {"period": "2023", "value": "46.5", "flow": "turnover", "side": "RUS"},
        {"period": "2023", "value": "5.4", "flow": "turnover", "side": "RUS"},
        {"period": "2023", "value": "22.6", "flow": "export", "reporter": "RUS"},
        {"period": "2023", "value": "2.3", "flow": "export", "reporter": "RUS"},
        {"period": "2023", "value": "23.9", "flow": "import", "reporter": "RUS"},
        {"period": "2023", "value": "8.1", "flow": "import", "reporter": "RUS"},
        {"period": "2023", "value": "54", "side": "BLR", "scope": "goods_and_services"},
        {"period": "2024", "value": "59", "value_high": "60", "status": "forecast"},
        {"period": "2025", "value": "60", "bound": "over", "status": "forecast"},
        {"period": "2024-Q1", "value": "10.4", "flow": "turnover", "bound": "about"},
        {"period": "2024-Q1", "value": "-2.3", "flow": "turnover"},
        {"period": "2024-Q1", "value": "6.7", "flow": "export", "reporter": "RUS"},
        {"period": "2024-Q1", "value": "-2.1", "flow": "export", "reporter": "RUS"},
        {"period": "2024-Q1", "value": "5.7", "flow": "import", "reporter": "RUS"},
        {"period": "2024-Q1", "value": "-2.5", "flow": "import", "reporter": "RUS"},
        {"period": "2024-Q1", "value": "1", "flow": "balance", "reporter": "BLR"},
    ],
    ids=str,
)
def test_statements_of_the_golden_cases_can_be_selected(wanted: dict[str, str]) -> None:
    assert chosen(**wanted)


# Articles


def test_articles_are_marked_as_samples_with_the_address_of_the_original() -> None:
    for row, page in zip(archive().rows("news", "fetch"), pages(), strict=True):
        assert f'<meta name="tradebooks:adapted-from" content="{row.url}">' in page
        assert '<p class="adapted">' in page


def test_articles_quote_nobody() -> None:
    texts = [path.read_text(encoding="utf-8") for path in make.CONTENT.glob("articles/*.txt")]
    assert len(texts) == 18
    assert not any(mark in text for text in texts for mark in '«»“”„"')


@pytest.mark.parametrize(
    ("head", "message"),
    [("title: A\nurl", "not of the form"), ("title: A\nurl: https://example.org", "missing")],
)
def test_a_text_with_a_broken_head_is_refused(tmp_path: Path, head: str, message: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(f"{head}\n\nA paragraph.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_article(path)


def test_one_address_has_two_versions_of_its_text() -> None:
    rows = [row for row in archive().rows("news", "fetch") if row.url and "1682193" in row.url]
    assert len({row.content_sha256 for row in rows}) == 2
    assert rows[0].retrieved_at < rows[1].retrieved_at


# Extractions


def extractions() -> list[dict[str, Any]]:
    rows = archive().rows("news", "extraction")
    return [json.loads(archive().read(row)) for row in rows]


def claims_of(sample: str) -> list[dict[str, Any]]:
    fetched = {row.fetch_key: row.request or "" for row in archive().rows("news", "fetch")}
    rows = archive().rows("news", "extraction")
    (row,) = [row for row in rows if f'"{sample}"' in fetched[str(row.extracts)]]
    claims: list[dict[str, Any]] = json.loads(archive().read(row))["claims"]
    return claims


def test_every_article_ships_with_its_extraction_at_a_fixed_time() -> None:
    fetched = {row.fetch_key for row in archive().rows("news", "fetch")}
    rows = archive().rows("news", "extraction")
    assert {row.extracts for row in rows} == fetched
    assert {row.retrieved_at for row in rows} == {"2026-11-02T07:00:00Z"}


def test_versions_of_one_page_are_two_documents() -> None:
    keys = [data["document_key"] for data in extractions()]
    assert len(set(keys)) == len(keys) == 18


def test_evidence_of_every_claim_is_in_the_clean_text() -> None:
    for data in extractions():
        for claim in data["claims"]:
            text = data["article"]["text"]
            assert text[claim["anchor_start"] : claim["anchor_end"]] == claim["anchor_text"]
            assert claim["anchor_text"] in claim["quote"]


@pytest.mark.parametrize(
    ("sample", "values"),
    [
        ("belta_2025_11_months", {49.2e9, 3.6, 25e9, 2.3, 5, 50e9}),
        (
            "tass_2024_q1_note",
            {10.4e9, -2.3, 6.7e9, -2.1, 5.7e9, -2.5, 1e9, 46.5e9, 22.6e9, 23.9e9},
        ),
        ("vedomosti_2025_10_months", {44e9, 1.8, 6.5e9, 17}),
        ("socialbites_record", {45e9, 12, 35, 40}),
        ("rt_2022_gryzlov", {45.8e9, 14.3, 22.9e9, 40.2}),
        ("ria_2025_roubles", {4e12}),
    ],
)
def test_articles_of_the_golden_cases_yield_their_numbers(sample: str, values: set[float]) -> None:
    assert values <= {claim["value"] for claim in claims_of(sample)}


def test_five_items_are_listed_without_numbers() -> None:
    claims = claims_of("belta_2025_11_months")
    items = [claim for claim in claims if claim["measure"] == "composition"]
    assert [item["list_order"] for item in items] == [1, 2, 3, 4, 5]
    assert not any(item["value"] for item in items)
