"""A person's corrections: one that holds is applied, one that is out of date stops the build.

One lake for all of them: each corrects a statement of its own. It is built with corrections that
hold or were taken back, with corrections that do not hold, and with rows that are none.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.dbt import history
from tests.dbt.history import History, key
from tests.dbt.lake import Build, build, write_lake
from tradebooks.paths import DBT_PROJECT

GUARD = "corrections_are_still_needed"
UNKNOWN = "corrections_name_statements"
COMPLETE = "corrections_are_complete"
CLAIM = key(key("news", "russian"), "1,2 млрд")
OTHER_CLAIM = key(key("news", "russian"), "3,4 млрд")
NOTHING = "0" * 32
HEADER = "statement_key,field,expected,corrected,reason,reviewer,reviewed_on,reviewed_to"
REVIEW = "misprint,a reader,2026-03-01,"
#: What one file after another prints as the exports of a quarter.
EXPORTS = {
    "2019-Q1": (6.7e9,),
    "2019-Q2": (6.7e9, 4.7e9),
    "2019-Q3": (6.7e9, 4.8e9),
    "2019-Q4": (6.7e9,),
}
CELL = "2022-01"
Keys = dict[str, str]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add quarters of the press, and a cell of a workbook, to the small history."""
    made = History()
    made.tables = history.tables()
    for month in (1, 2):
        document = made.document("manual", f"file {month}", f"2026-0{month}-10T06:00")
        at = datetime.fromisoformat(f"2026-0{month}-09")
        url = "https://tass.com/economy/1"
        row = {"flow": "export", "resolution": 1e8, "source_url": url, "published_at": at}
        for number, (quarter, values) in enumerate(EXPORTS.items(), 1):
            if month <= len(values):
                made.figure(document, number, quarter, values[month - 1], **row)
    workbook = made.document("rosstat", "another workbook", "2022-04-05T06:00")
    made.cell(workbook, "import", CELL, 1500.0)
    folder = tmp_path_factory.mktemp("corrections")
    return write_lake(folder / "lake", made.tables, rows_per_file=10_000, backwards=False)


def built(lake: Path, name: str, select: tuple[str, ...], project: Path = DBT_PROJECT) -> Build:
    only = ("--indirect-selection", "buildable", "--exclude-resource-type", "unit_test")
    return build(lake, lake.parent / name, "--select", *select, *only, project=project)


def reviewed(lake: Path, name: str, select: tuple[str, ...], *rows: str) -> Build:
    """Build a part of the project with these rows in the file of corrections."""
    project = lake.parent / f"{name}-project"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    corrections = project / "seeds" / "corrections.csv"
    corrections.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return built(lake, name, select, project)


@pytest.fixture(scope="module")
def keys(lake: Path) -> Keys:
    """Keys of the cells by period, as a reader finds them in the facts."""
    done = built(lake, "keys", ("+int_observation",))
    assert done.failed() == []
    with duckdb.connect(str(done.file), read_only=True) as con:
        rows = con.execute(
            "select distinct year(period_start) || '-Q' || quarter(period_start), observation_key "
            "from intermediate.int_observation where source = 'tass' and year(period_start) = 2019 "
            "union all select distinct strftime(period_start, '%Y-%m'), observation_key "
            "from intermediate.int_observation where source = 'rosstat' and flow = 'import'"
        ).fetchall()
    return dict(rows)


@pytest.fixture(scope="module")
def held(lake: Path, keys: Keys) -> Build:
    """Correct two claims, figures, a cell and nothing; three corrections are taken back."""
    done = reviewed(
        lake,
        "held",
        ("+fct_trade_value", "+fct_revision", UNKNOWN),
        f"{CLAIM},value,1200000000,2.1e9,{REVIEW}",
        f"{keys['2019-Q1']},value,6.7e9,4.7e9,{REVIEW}",
        f"{keys['2019-Q1']},flow,export,import,{REVIEW}",
        f"{keys[CELL]},value,1500000000,1400000000,{REVIEW}",
        f"{OTHER_CLAIM},value,3.4e9,4.3e9,misheard,a reader,2026-03-01,2026-03-21",
        f"{OTHER_CLAIM},value,3.4e9,4.4e9,misheard,a reader,2026-04-01,",
        f"{keys['2019-Q2']},value,6.7e9,4.7e9,misprint,a reader,2026-01-20,2026-02-20",
        f"{keys['2019-Q4']},value,6.7e9,7.6e9,misprint,a reader,2026-03-01,2026-03-21",
        f"{NOTHING},value,6.7e9,4.7e9,{REVIEW}",
    )
    assert done.failed() == []
    return done


@pytest.fixture(scope="module")
def stale(lake: Path, keys: Keys) -> Build:
    """Correct what is not read, or no longer; nothing may be built on such corrections."""
    done = reviewed(
        lake,
        "stale",
        ("+int_assertion",),
        f"{CLAIM},value,1300000000,2.1e9,{REVIEW}",
        f"{OTHER_CLAIM},value,1300000000,3400000000,{REVIEW}",
        *(f"{keys[quarter]},value,6.7e9,4.7e9,{REVIEW}" for quarter in EXPORTS),
        f"{keys['2019-Q4']},partner,RUS,KAZ,{REVIEW}",
    )
    failed = done.failed()
    [message] = [line for line in failed if GUARD in line]
    assert "Got 5 results, configured to fail if != 0" in message
    assert any("int_statement" in line for line in failed)
    return done


@pytest.fixture(scope="module")
def refused(lake: Path) -> Build:
    """Write what no correction can be, and corrections of one field that follow one another."""
    return reviewed(
        lake,
        "refused",
        ("corrections", COMPLETE),
        f"{CLAIM},flow,export,import,misprint,a reader,2026-03-01,2026-02-01",
        f"{CLAIM},unit,USD,EUR,misprint,a reader,2026-03-01,2026-03-01",
        f"{CLAIM},scope,goods,services,misprint,,2026-03-01,",
        f"{CLAIM},colour,red,blue,{REVIEW}",
        f"{CLAIM},status,actual,actual,{REVIEW}",
        f"{CLAIM},value,1.2e9,2.1e9,misprint,a reader,2026-04-01,2026-05-01",
        f"{CLAIM},value,1.2e9,2.2e9,misprint,a reader,2026-03-01,2026-04-01",
        f"{OTHER_CLAIM},value,3.4e9,4.3e9,{REVIEW}",
        f"{OTHER_CLAIM},value,3.4e9,4.4e9,misprint,a reader,2026-04-01,",
    )


def statements(done: Build, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(done.file), read_only=True) as con:
        return con.execute(
            "select flow, value, is_reviewed from intermediate.int_statement "
            "where coalesce(claim_key, observation_key) = ? order by vintage_no",
            [statement],
        ).fetchall()


def said(done: Build, check: str, statement: str) -> list[str]:
    """Return what a check says of one statement."""
    with duckdb.connect(str(done.file), read_only=True) as con:
        found = con.execute(
            f"select message from meta.{check} where statement_key = ? order by all", [statement]
        )
        return [str(message) for (message,) in found.fetchall()]


def test_a_correction_of_a_claim_is_applied_from_its_day_on(held: Build) -> None:
    assert statements(held, CLAIM) == [("export", 1.2e9, False), ("export", 2.1e9, True)]


def test_figures_and_cells_are_corrected_likewise(held: Build, keys: Keys) -> None:
    figure, cell = statements(held, keys["2019-Q1"]), statements(held, keys[CELL])
    assert figure == [("export", 6.7e9, False), ("import", 4.7e9, True)]
    assert cell == [("import", 1.5e9, False), ("import", 1.4e9, True)]


def shown(done: Build, statement: str, *days: str) -> list[tuple[object, ...]]:
    """Return what readers were shown of a statement on some days."""
    with duckdb.connect(str(done.file), read_only=True) as con:
        return [
            row
            for day in days
            for row in con.execute(
                "select value, is_reviewed from shown_on(?) where statement_key = ?",
                [datetime.fromisoformat(day), statement],
            ).fetchall()
        ]


def test_what_was_shown_while_a_correction_counted_is_not_rewritten(held: Build) -> None:
    days = ("2026-02-28", "2026-03-01", "2026-03-20", "2026-03-21", "2026-03-31", "2026-04-01")
    assert shown(held, OTHER_CLAIM, *days) == [
        (3.4e9, False),
        (4.3e9, True),
        (4.3e9, True),
        (3.4e9, False),
        (3.4e9, False),
        (4.4e9, True),
    ]


def test_a_correction_is_taken_back_when_its_source_was_mended(held: Build, keys: Keys) -> None:
    days = ("2026-01-15", "2026-01-25", "2026-02-15", "2026-03-01")
    assert shown(held, keys["2019-Q2"], *days) == [
        (6.7e9, False),
        (4.7e9, True),
        (4.7e9, False),
        (4.7e9, False),
    ]


def test_a_figure_is_as_printed_again_once_its_correction_was_taken_back(
    held: Build, keys: Keys
) -> None:
    figure = keys["2019-Q4"]
    assert statements(held, figure) == [
        ("export", 6.7e9, False),
        ("export", 7.6e9, True),
        ("export", 6.7e9, False),
    ]
    with duckdb.connect(str(held.file), read_only=True) as con:
        known = con.execute(
            "select value from known_on('2026-03-10') where statement_key = ?", [figure]
        ).fetchall()
        kinds = con.execute(
            "select kind from fct_revision where observation_key = ? order by vintage_no", [figure]
        ).fetchall()
    assert known == [(6.7e9,)]
    assert kinds == [("corrected",), ("uncorrected",)]


def test_what_is_no_correction_is_refused_and_told(refused: Build) -> None:
    [failed] = refused.failed()
    assert COMPLETE in failed
    late = ", which is not after 2026-03-01, the day from which it counts"
    assert said(refused, COMPLETE, CLAIM) == [
        f"the correction of {field} in statement {CLAIM} {problem}; mend the row in the seed "
        "corrections"
        for field, problem in (
            ("colour", "names no field that can be corrected"),
            ("flow", f"ends on 2026-02-01{late}"),
            ("scope", "lacks its statement, reason, reviewer or day"),
            ("status", "changes nothing"),
            ("unit", f"ends on 2026-03-01{late}"),
        )
    ]
    [overlap] = said(refused, COMPLETE, OTHER_CLAIM)
    assert "still counts on 2026-04-01, when the next one of this field begins" in overlap


def test_a_correction_of_nothing_warns_and_is_named(held: Build) -> None:
    assert UNKNOWN in held.warned()
    [message] = said(held, UNKNOWN, NOTHING)
    assert message.startswith("the correction of value names statement 000")


@pytest.mark.parametrize(
    ("claim", "what"),
    [
        (CLAIM, "expects 1300000000, but 1200000000.0 is read now"),
        (OTHER_CLAIM, "expects 1300000000, but 3400000000.0 is read now"),
    ],
    ids=["reads another number", "reads what the correction says"],
)
def test_a_correction_of_a_claim_that_no_longer_holds_stops_the_build(
    stale: Build, claim: str, what: str
) -> None:
    [message] = said(stale, GUARD, claim)
    assert what in message


@pytest.mark.parametrize(
    ("quarter", "newest"), [("2019-Q2", 4.7e9), ("2019-Q3", 4.8e9)], ids=["mended", "revised"]
)
def test_a_source_that_prints_something_else_stops_the_build(
    stale: Build, keys: Keys, quarter: str, newest: float
) -> None:
    assert said(stale, GUARD, keys[quarter]) == [
        (
            f"correction of value in statement {keys[quarter]} expects 6.7e9, but {newest} is read "
            "now; look at the source: end the correction in the seed corrections with the day from "
            "which it no longer counts (reviewed_to), or mend it"
        )
    ]


def test_a_source_that_prints_what_is_expected_stops_nothing(stale: Build, keys: Keys) -> None:
    assert said(stale, GUARD, keys["2019-Q1"]) == []


def test_a_cell_is_not_moved_to_another_pair(stale: Build, keys: Keys) -> None:
    [message] = said(stale, GUARD, keys["2019-Q4"])
    assert "the field is not there now" in message
