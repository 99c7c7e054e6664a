"""What becomes of press statements: copies, goods, names, volumes, numbers that cannot be."""

from __future__ import annotations

import csv

import duckdb
import pytest

from tests.dbt.history import COPY, key
from tradebooks import vocabulary
from tradebooks.paths import DBT_PROJECT

Connection = duckdb.DuckDBPyConnection


def test_a_copy_points_at_its_root_and_shares_its_evidence(con: Connection) -> None:
    found = con.execute(
        "select document_key, root_document_key, is_copy, evidence_key from dim_document "
        "where document_key in (?, ?) order by is_copy",
        [key("news", "old"), key("news", "copy")],
    ).fetchall()
    evidence = "belta.by/economics/trade-2025"
    assert found == [
        (key("news", "old"), key("news", "old"), False, evidence),
        (key("news", "copy"), key("news", "old"), True, evidence),
    ]


def test_page_copy_and_a_figure_that_cites_the_copy_are_one_piece_of_evidence(
    con: Connection,
) -> None:
    found = con.execute(
        "select count(*), count(distinct evidence_key), count(distinct document_key) "
        "from fct_trade_value where period_key = '2025-01..2025-11' and unit = 'USD' "
        "and flow = 'turnover' and value = 49.2e9 and is_current"
    ).fetchall()
    assert found == [(3, 1, 3)]
    assert COPY.removeprefix("https://") not in {
        row[0] for row in con.execute("select evidence_key from fct_claim").fetchall()
    }


def test_groups_of_the_press_get_codes_and_one_key_in_every_language(con: Connection) -> None:
    found = con.execute(
        "select commodity, hs_codes, hs_method, commodity_key from fct_claim "
        "where language = 'ru' and commodity is not null order by commodity"
    ).fetchall()
    assert [row[0] for row in found] == ["калийные удобрения", "продукты питания"]
    assert found[0][1:] == ("3104", "press_group", "HS:3104")
    assert found[1][1].startswith("02,03,04")
    assert found[1][2:] == ("press_group", "GROUP:food")
    shown = con.execute(
        "select distinct hs_method from bi.claims where hs_codes is not null"
    ).fetchall()
    assert shown == [("press_group",)]


def test_goods_of_the_press_keep_their_codes_in_the_composition(con: Connection) -> None:
    found = con.execute(
        "select hs_codes, hs_method, commodity_key from bi.export_composition "
        "where hs_codes is not null order by all"
    ).fetchall()
    assert ("3104", "press_group", "HS:3104") in found


def test_an_unknown_speaker_is_one_in_both_alphabets(con: Connection) -> None:
    found = con.execute(
        "select name_en, name_ru from dim_speaker where speaker_key = 'evgeni_sheglov'"
    ).fetchall()
    assert found == [("Yevgeny Shcheglov", "Евгений Щеглов")]


def test_an_office_is_one_in_both_alphabets(con: Connection) -> None:
    found = con.execute(
        "select distinct cited_source, cited_source_key from fct_claim "
        "where cited_source is not null"
    ).fetchall()
    assert found == [("Белстат", "belstat")]


def test_a_number_that_cannot_be_is_kept_and_counts_nowhere(con: Connection) -> None:
    found = con.execute(
        "select plausibility_note, count(*) from fct_claim where not is_plausible group by all"
    ).fetchall()
    assert sorted(found) == [
        ("a share outside 0 to 100", 1),
        ("more than the largest pair of countries", 1),
        ("what only the extractor doubts", 1),
    ]
    doubted = "select count(*) from fct_trade_growth where growth_pct = 99"
    assert con.execute(doubted).fetchall() == [(0,)]
    values = con.execute(
        "select additivity_set, is_plausible from fct_trade_value "
        "where value > 1.4e12 and unit = 'USD'"
    ).fetchall()
    assert values == [(None, False)]


def test_every_place_of_a_claim_is_kept(con: Connection) -> None:
    places = (
        "select evidence_no, anchor_text from fct_claim_evidence where assertion_key in "
        "(select assertion_key from fct_claim where evidence_count = 3) order by evidence_no"
    )
    assert con.execute(places).fetchall() == [
        (1, "1,2 млрд"),
        (2, "почти 1,3 млрд"),
        (3, "1 млрд"),
    ]
    single = "select count(*) from fct_claim where evidence_count = 1"
    assert con.execute(single).fetchall() != [(0,)]


def test_tonnes_have_a_place_of_their_own(con: Connection) -> None:
    found = con.execute(
        "select basis, unit, count(*) from fct_trade_volume group by all"
    ).fetchall()
    assert found == [("volume", "T", 2)]
    shown = con.execute(
        "select reporter_name, unit, value from bi.volumes where origin = 'claim'"
    ).fetchall()
    assert shown == [("Belarus", "T", 9e6)]
    mixed = "select count(*) from fct_trade_value where basis <> 'value' or unit = 'T'"
    assert con.execute(mixed).fetchall() == [(0,)]


def test_a_region_is_never_its_country(con: Connection) -> None:
    found = con.execute(
        "select reporter, exporter, importer, additivity_set from fct_trade_value "
        "where value = 2e9 and flow = 'export'"
    ).fetchall()
    assert found == [("BY-HO", "BY-HO", "RUS", None)]
    slices = con.execute(
        "select count(distinct slice_key) from fct_trade_value where flow = 'export' "
        "and exporter in ('BLR', 'BY-HO') and importer = 'RUS' and value in (2e9, 23.9e9)"
    ).fetchall()
    assert slices == [(2,)]
    kinds = con.execute(
        "select country_code, kind from dim_country where country_code in ('BLR', 'BY-HO') "
        "order by all"
    ).fetchall()
    assert kinds == [("BLR", "country"), ("BY-HO", "region")]


@pytest.fixture
def groups() -> list[dict[str, str]]:
    """Return the rows of the seed of press groups."""
    return vocabulary.seed("press_groups")


def test_groups_name_chapters_that_exist(groups: list[dict[str, str]]) -> None:
    chapters = {row["chapter"] for row in vocabulary.seed("hs_chapters")}
    codes = [code for row in groups for code in row["hs_codes"].split(",")]
    assert [code for code in codes if code[:2] not in chapters or len(code) not in (2, 4)] == []
    assert {row["language"] for row in groups} == {"en", "ru"}
    assert [row["pattern"] for row in groups if row["pattern"] != row["pattern"].lower()] == []


def test_seeds_of_people_and_reviews_have_their_columns() -> None:
    with (DBT_PROJECT / "seeds" / "corrections.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    assert header == [
        *("statement_key", "field", "expected", "corrected", "reason", "reviewer"),
        *("reviewed_on", "reviewed_to"),
    ]
    posts = {row["speaker"]: row["post_en"] for row in vocabulary.seed("speakers")}
    assert posts["alexander_lukashenko"] == "President of Belarus"
