"""One book in several editions of the harmonized system: each kept, one of them counted.

Every order of answers has a partner of its own, so that one build holds all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pytest

from tests.dbt.history import History
from tests.dbt.lake import Build, build, write_lake
from tests.dbt.official_history import cell, correlate

Connection = duckdb.DuckDBPyConnection
PARTS = (
    "--select",
    "+fct_trade_value",
    "+fct_trade_growth",
    "+fct_export_composition",
    "+dim_commodity_correlation",
    "+fct_mirror_gap",
    "--indirect-selection",
    "cautious",
    "--exclude-resource-type",
    "unit_test",
)
#: What was asked for, the edition of the answer, whether it was converted, and its headings.
REPORTED = ("HS", "H5", False, {"0101": 10.0, "0305": 20.0})
REVISED = ("HS", "H6", False, {"0101": 10.0, "0309": 25.0})
CONVERTED = ("H4", "H4", True, {"0101": 10.0, "0510": 20.0})
Answer = tuple[str, str, bool, dict[str, float]]
ORDERS: dict[str, tuple[Answer, ...]] = {
    "RUS": (REPORTED, REVISED),
    "KAZ": (REPORTED, CONVERTED),
    "ARM": (CONVERTED, REPORTED),
    "KGZ": (CONVERTED,),
}


def ask(history: History, partner: str, number: int, answer: Answer) -> None:
    """Add the answer of one month to a question for headings, and one for the total."""
    asked, edition, is_converted, headings = answer
    for level, codes in (("TOTAL", {"TOTAL": sum(headings.values())}), ("AG4", headings)):
        question = {
            "kind": "trade",
            "freq": "A",
            "classification": asked,
            "level": level,
            "reporters": ["BLR"],
            "partners": [partner],
            "flows": ["X"],
            "periods": ["2022"],
        }
        document = history.document(
            "comtrade",
            f"{partner} {number} {level}",
            f"2024-0{number}-01T06:00",
            request=json.dumps(question),
        )
        for code, value in codes.items():
            row = {"classification": edition, "is_original_classification": not is_converted}
            cell(history, document, f"BLR X {partner}", "2022", value, commodity_code=code, **row)


#: Edition of the export, edition of the import, code, and whether its gap can be told.
MIRRORS = {
    "2019": ("H5", "H6", "TOTAL", "same_edition"),
    "2018": ("H5", "H6", "03", "same_chapter"),
    "2017": ("H5", "H6", "0305", "other_edition"),
    "2016": ("H5", "H5", "0305", "same_edition"),
    "2015": ("H3", "H6", "0101", "same_goods"),
    "2014": ("H1", "H2", "0101", "other_edition"),
    "2013": ("H5", "H6", "120110", "same_goods"),
    "2012": ("H5", "H6", "970610", "other_edition"),
    "2011": ("H4", "H6", "120110", "other_edition"),
    "2010": ("H5", "", "0101", None),
}


def mirror(history: History) -> None:
    """Add a year for each way in which two books can stand beside each other."""
    document = history.document("comtrade", "mirrored", "2024-01-01T06:00")
    for period, (exported, imported, code, _) in MIRRORS.items():
        for pair, edition in (("BRA X CHN", exported), ("CHN M BRA", imported)):
            if edition:
                row = {"commodity_code": code, "classification": edition}
                cell(history, document, pair, period, 10.0, **row)
    links = [("120110", "120110", "1:1"), ("970610", "970600", "n:1"), ("970690", "970600", "n:1")]
    correlate(history, "table", "2024-01-01T06:00", links)


def take_back(history: History) -> None:
    """Add a converted answer, what was reported, and an answer that no longer holds that."""
    ask(history, "UZB", 1, CONVERTED)
    before = history.document("comtrade", "converted before", "2024-01-01T06:00")
    row = {"classification": "H4", "is_original_classification": False}
    cell(history, before, "BLR X UZB", "2021", 8.0, commodity_code="0101", **row)
    ask(history, "UZB", 2, REPORTED)
    question = {
        "kind": "trade",
        "freq": "A",
        "classification": "HS",
        "level": "AG4",
        "reporters": ["BLR"],
        "partners": ["UZB", "TJK"],
        "flows": ["X"],
        "periods": ["2022"],
    }
    asked = json.dumps(question)
    later = history.document("comtrade", "without UZB", "2024-03-01T06:00", request=asked)
    cell(history, later, "BLR X TJK", "2022", 10.0, commodity_code="0101")


def history() -> History:
    """Return the answers of every order, and a year before in another edition."""
    made = History()
    for partner, answers in ORDERS.items():
        for number, answer in enumerate(answers, 1):
            ask(made, partner, number, answer)
    before = made.document("comtrade", "year before", "2024-01-01T06:00")
    for code in ("TOTAL", "0101", "01"):
        cell(made, before, "BLR X RUS", "2021", 8.0, commodity_code=code)
    chapter = made.document("comtrade", "chapter", "2024-01-01T06:00")
    cell(made, chapter, "BLR X RUS", "2022", 10.0, commodity_code="01", classification="H6")
    mirror(made)
    take_back(made)
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("editions")
    lake = write_lake(folder / "lake", history().tables, rows_per_file=1000, backwards=False)
    done = build(lake, folder / "build", *PARTS)
    assert done.failed() == []
    return done


@pytest.fixture
def con(built: Build) -> Iterator[Connection]:
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection


def facts(con: Connection, partner: str) -> list[tuple[object, ...]]:
    """Return the headings that stand now: edition, code, value, and whether they are in a sum."""
    return con.execute(
        """
        select commodity_edition, commodity_key, cast(value as double), is_converted,
            additivity_set is not null
        from fct_trade_value
        where is_current and partner = ? and period_key = '2022'
            and commodity_key like 'HS:____'
        order by all
        """,
        [partner],
    ).fetchall()


def test_a_year_that_moves_to_another_edition_replaces_the_one_before(con: Connection) -> None:
    assert facts(con, "RUS") == [
        (2017, "HS:0101", None, False, False),
        (2017, "HS:0305", None, False, False),
        (2022, "HS:0101", 10.0, False, True),
        (2022, "HS:0309", 25.0, False, True),
    ]


@pytest.mark.parametrize("partner", ["KAZ", "ARM"])
def test_a_converted_answer_takes_nothing_back_and_is_counted_nowhere(
    con: Connection, partner: str
) -> None:
    assert facts(con, partner) == [
        (2012, "HS:0101", 10.0, True, False),
        (2012, "HS:0510", 20.0, True, False),
        (2017, "HS:0101", 10.0, False, True),
        (2017, "HS:0305", 20.0, False, True),
    ]


def test_what_there_is_only_converted_counts(con: Connection) -> None:
    assert [row[-1] for row in facts(con, "KGZ")] == [True, True]


def test_a_sum_over_a_level_is_its_total_once(con: Connection) -> None:
    rows = con.execute(
        """
        select partner, sum(value) filter (commodity_key <> 'TOTAL'),
            sum(value) filter (commodity_key = 'TOTAL')
        from fct_trade_value
        where additivity_set is not null and period_key = '2022' and commodity_key <> 'HS:01'
            and partner <> 'TJK'
        group by partner order by partner
        """
    ).fetchall()
    assert [(partner, float(parts), float(total)) for partner, parts, total in rows] == [
        ("ARM", 30.0, 30.0),
        ("KAZ", 30.0, 30.0),
        ("KGZ", 30.0, 30.0),
        ("RUS", 35.0, 35.0),
        ("UZB", 30.0, 30.0),
    ]


@pytest.mark.parametrize(
    ("partner", "spells"),
    [
        ("RUS", [(2017, 1, 2, False), (2022, 2, None, True)]),
        ("KAZ", [(2017, 1, None, True)]),
        ("ARM", [(2012, 1, 2, False), (2017, 2, None, True)]),
    ],
)
def test_one_edition_makes_the_composition_at_a_time(
    con: Connection, partner: str, spells: list[tuple[object, ...]]
) -> None:
    rows = con.execute(
        """
        select commodity_edition, month(min(recorded_from)),
            case when bool_or(is_current) then null else month(max(recorded_to)) end,
            bool_or(is_current)
        from fct_export_composition
        where importer = ? and period_key = '2022' and commodity_level = 4
        group by commodity_edition order by 1
        """,
        [partner],
    ).fetchall()
    assert rows == spells
    shares = con.execute(
        """
        select distinct sum(share_pct) over (partition by level_key, recorded_from)
        from fct_export_composition
        where importer = ? and period_key = '2022' and commodity_level = 4
        """,
        [partner],
    ).fetchall()
    assert [round(float(share), 3) for (share,) in shares] == [100.0]


def test_growth_of_headings_is_like_for_like_within_an_edition(con: Connection) -> None:
    rows = con.execute(
        """
        select commodity_key, is_like_for_like from fct_trade_growth
        where partner = 'RUS' and period_key = '2022' and kind = 'computed' and is_current
        order by all
        """
    ).fetchall()
    assert rows == [("HS:01", True), ("HS:0101", False), ("TOTAL", True)]


def test_growth_that_was_shown_before_the_year_moved_is_still_what_was_shown(
    con: Connection,
) -> None:
    rows = con.execute(
        """
        select commodity_key, is_like_for_like, is_current
        from growth_shown_on('2024-01-15')
        where partner = 'RUS' and period_key = '2022' and kind = 'computed'
            and commodity_key like 'HS:____'
        """
    ).fetchall()
    assert rows == [("HS:0101", True, False)]


def test_facts_meet_the_correlation_of_their_edition(con: Connection) -> None:
    rows = con.execute(
        """
        select facts.commodity_key, links.to_vintage, links.to_code
        from fct_trade_value as facts
        inner join dim_commodity_correlation as links
            on facts.commodity_edition = links.from_vintage
            and facts.commodity_key = links.from_commodity_key
        where facts.commodity_key = 'HS:0309'
        order by all
        """
    ).fetchall()
    assert rows == [("HS:0309", 2017, code) for code in ("0305", "0306", "0307", "0308")]


def test_both_sides_are_compared_where_they_speak_of_the_same_goods(con: Connection) -> None:
    rows = con.execute(
        """
        select period_key, comparability, gap is null, gap_fob is null, ratio is null,
            is_within_band is null
        from fct_mirror_gap
        where exporter = 'BRA' and importer = 'CHN' and availability <> 'neither'
        """
    ).fetchall()
    assert {period: found for period, found, *_ in rows} == {
        period: comparability for period, (*_, comparability) in MIRRORS.items()
    }
    for period, comparability, *is_null in rows:
        assert is_null == [comparability in (None, "other_edition")] * 4, period


def test_a_gap_says_in_which_editions_it_is(con: Connection) -> None:
    row = con.execute(
        """
        select availability, exporter_edition, importer_edition, cast(importer_value as double)
        from fct_mirror_gap where period_key = '2017' and commodity_key = 'HS:0305'
        """
    ).fetchall()
    assert row == [("both", 2017, 2022, 10.0)]


def test_the_correlation_lists_what_changed(con: Connection) -> None:
    rows = con.execute(
        """
        select from_vintage, from_code, to_code from dim_commodity_correlation
        where commodity_level = 6 order by all
        """
    ).fetchall()
    assert rows == [
        (2017, "970600", "970610"),
        (2017, "970600", "970690"),
        (2022, "970610", "970600"),
        (2022, "970690", "970600"),
    ]
    listed = "select count(*) from seeds.hs_correlations"
    told = "select count(*) from dim_commodity_correlation where commodity_level = 4"
    assert con.execute(told).fetchall() == con.execute(listed).fetchall()


def test_an_edition_counts_again_once_the_preferred_one_is_taken_back(con: Connection) -> None:
    assert facts(con, "UZB") == [
        (2012, "HS:0101", 10.0, True, True),
        (2012, "HS:0510", 20.0, True, True),
        (2017, "HS:0101", None, False, False),
        (2017, "HS:0305", None, False, False),
    ]
    rows = con.execute(
        """
        select distinct month(alternate_from), month(alternate_to) from fct_trade_value
        where partner = 'UZB' and commodity_edition = 2012 and period_key = '2022'
        """
    ).fetchall()
    assert rows == [(2, 3)]


def test_what_was_shown_while_the_preferred_edition_was_there_stays(con: Connection) -> None:
    rows = con.execute(
        """
        select distinct month(recorded_from), case when not is_current then month(recorded_to) end,
            commodity_edition
        from fct_export_composition
        where importer = 'UZB' and period_key = '2022' and commodity_level = 4
        order by 1
        """
    ).fetchall()
    assert rows == [(1, 2, 2012), (2, 3, 2017), (3, None, 2012)]


@pytest.mark.parametrize("clock", ["growth_shown_on", "growth_known_on"])
@pytest.mark.parametrize(
    ("day", "is_like_for_like"),
    [("2024-01-15", True), ("2024-02-15", False), ("2024-03-15", True)],
)
def test_growth_of_every_day_is_that_of_the_edition_of_the_day(
    con: Connection, clock: str, day: str, is_like_for_like: bool
) -> None:
    rows = con.execute(
        f"""
        select is_like_for_like from {clock}('{day}')
        where partner = 'UZB' and period_key = '2022' and commodity_key = 'HS:0101'
            and kind = 'computed'
        """
    ).fetchall()
    assert rows == [(is_like_for_like,)]
