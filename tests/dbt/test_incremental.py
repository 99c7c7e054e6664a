"""Builds on top of one another, as documents come, against one build of all of them.

Only pairs of countries with new documents are made anew; whatever the order in which documents
came, every table must be the one that a fresh build makes, and so must the release that followed
every step.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.dbt import history, test_deletions
from tests.dbt.history import Row, Tables
from tests.dbt.lake import build, write_lake
from tests.dbt.official_history import cell, correlate
from warehouse import content, transfer
from warehouse.release import Release, Releases

STEPS = 3
#: So many of the cells of these tables in a pass.
CELLS = 30
ONLY_MODELS = ("--exclude-resource-type", "unit_test", "test")
#: Private tables that are kept between builds.
KEPT = (
    "int_assertion",
    "int_derived_month",
    "int_found",
    "int_jump",
    "int_months_gap",
    "int_parts_gap",
)
Order = Callable[[str, str], int]
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Let releases keep tables of any size in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transfer, "WHOLE_ROWS", 0)
        yield


def parts(release: Release) -> dict[Path, int]:
    """Return the files of the facts that are kept in parts, with what tells them from others."""
    return {
        file.relative_to(release.path): file.stat().st_ino
        for file in release.path.glob("marts/*/*.parquet")
    }


def mirrored() -> Tables:
    """Return a subheading in two editions, and the table, of another day, that makes it one."""
    made = history.History()
    document = made.document("comtrade", "mirrored", "2021-01-01T06:00")
    for pair, edition in (("BRA X CHN", "H5"), ("CHN M BRA", "H6")):
        cell(made, document, pair, "2019", 1e6, commodity_code="120110", classification=edition)
    correlate(made, "table", "2021-09-01T06:00", [("120110", "120110", "1:1")])
    return made.tables


def tables() -> Tables:
    """Return the small history of all sources and some orders of revisions and deletions."""
    first, second, third = history.tables(), test_deletions.tables(), mirrored()
    partners = {*list(test_deletions.ORDERS)[:60:12]}
    asked = [row for row in second["raw_manifest"] if partners & set(_question(row)["partners"])]
    keys = {row["document_key"] for row in asked}
    cells = [row for row in second["raw_comtrade_trade"] if row["document_key"] in keys]
    more = {"raw_manifest": asked, "raw_comtrade_trade": cells}
    return {
        name: first.get(name, []) + more.get(name, []) + third.get(name, [])
        for name in {*first, *more, *third}
    }


def _question(row: Row) -> Row:
    found: Row = json.loads(row["request"])
    return found


def steps(rows: Tables, order: Order) -> dict[str, int]:
    """Return the step at which each document comes, by its key."""
    return {
        row["document_key"]: order(row["document_key"], row["retrieved_at"].isoformat())
        for row in rows["raw_manifest"]
        if row["document_key"]
    }


def until(rows: Tables, came: dict[str, int], step: int) -> Tables:
    """Return the rows of the documents that had come at a step."""
    articles = {
        json.loads(row["request"])["extracts"]: row["document_key"]
        for row in rows["raw_manifest"]
        if row["kind"] == "extraction"
    }

    def is_here(row: Row) -> bool:
        key = row.get("document_key") or articles.get(row.get("fetch_key"))
        return came.get(str(key), 1) <= step

    return {name: [row for row in found if is_here(row)] for name, found in rows.items()}


def in_time(key: str, retrieved: str) -> int:
    return 1 if retrieved < "2021-08" else 2 if retrieved < "2022-03-04" else 3


def backwards(key: str, retrieved: str) -> int:
    return STEPS + 1 - in_time(key, retrieved)


def at_random(key: str, retrieved: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % STEPS + 1


def fingerprints(file: Path) -> dict[str, str]:
    """Return the hash of every published table, and of those that are kept between builds."""
    with duckdb.connect(str(file), read_only=True) as con:
        found = content.tables(con, "build")
        hashes = {one.name: content.fingerprint(con, "build", one) for one in found}
        for name in KEPT:
            columns = tuple(
                content.Column(column, kind)
                for column, kind in con.execute(
                    "select column_name, data_type from duckdb_columns() "
                    "where table_name = ? and schema_name = 'intermediate' order by column_index",
                    [name],
                ).fetchall()
            )
            kept = content.Table("intermediate", name, columns)
            hashes[name] = content.fingerprint(con, "build", kept)
    return hashes


def in_passes(lake: Path, folder: Path, cells: int) -> tuple[Path, int]:
    """Build at most so many cells at a time until no pair waits; return the file and the passes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEBOOKS_BUILD_CELLS", str(cells))
        for passes in range(1, 10):
            done = build(lake, folder, *ONLY_MODELS)
            assert done.failed() == []
            with duckdb.connect(str(done.file), read_only=True) as con:
                query = "select count(*) from intermediate.int_pair where is_waiting"
                if con.execute(query).fetchone() == (0,):
                    return done.file, passes
    pytest.fail("pairs wait for ever")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Release]:
    folder = tmp_path_factory.mktemp("whole")
    lake = write_lake(folder / "lake", tables(), rows_per_file=100_000, backwards=False)
    done = build(lake, folder / "build", *ONLY_MODELS)
    assert done.failed() == []
    release = Releases(folder / "releases").publish(done.file, as_of=AS_OF).release
    return fingerprints(done.file), release


@pytest.mark.parametrize(
    "order",
    [
        at_random,
        pytest.param(in_time, marks=pytest.mark.slow),
        pytest.param(backwards, marks=pytest.mark.slow),
    ],
)
def test_what_comes_in_steps_is_what_comes_at_once(
    order: Order, whole: tuple[dict[str, str], Release], tmp_path: Path
) -> None:
    rows, releases = tables(), list[Release]()
    came = steps(rows, order)
    assert set(came.values()) == {1, 2, 3}
    for step in range(1, STEPS + 1):
        shutil.rmtree(tmp_path / "lake", ignore_errors=True)
        found = until(rows, came, step)
        lake = write_lake(tmp_path / "lake", found, rows_per_file=100_000, backwards=False)
        done = build(lake, tmp_path / "build", *ONLY_MODELS)
        assert done.failed() == []
        published = Releases(tmp_path / "releases").publish(done.file, as_of=AS_OF)
        releases.append(published.release)
    with duckdb.connect(str(done.file), read_only=True) as con:
        fresh, pairs = con.execute(
            "select sum(case when is_fresh then 1 else 0 end), count(*) from intermediate.int_pair"
        ).fetchall()[0]
    assert 0 < fresh < pairs
    hashes, release = whole
    assert fingerprints(done.file) == hashes
    assert releases[-1].release_hash == release.release_hash
    before, after = (parts(one) for one in releases[-2:])
    assert set(after) == set(parts(release))
    assert 0 < sum(before.get(file) == node for file, node in after.items()) < len(after)


def test_what_is_built_in_passes_is_what_is_built_at_once(
    whole: tuple[dict[str, str], Release], tmp_path: Path
) -> None:
    lake = write_lake(tmp_path / "lake", tables(), rows_per_file=100_000, backwards=False)
    file, passes = in_passes(lake, tmp_path / "build", CELLS)
    assert passes > 2
    hashes, release = whole
    assert fingerprints(file) == hashes
    published = Releases(tmp_path / "releases").publish(file, as_of=AS_OF)
    assert published.release.release_hash == release.release_hash


@pytest.mark.slow
def test_pairs_that_are_gone_leave_a_release_that_came_in_passes(tmp_path: Path) -> None:
    rows = tables()
    fewer = until(rows, steps(rows, at_random), 1)
    releases = Releases(tmp_path / "releases")
    lakes = [
        write_lake(tmp_path / name, found, rows_per_file=100_000, backwards=False)
        for name, found in (("lake", rows), ("fewer", fewer))
    ]
    whole = releases.publish(build(lakes[0], tmp_path / "build", *ONLY_MODELS).file, as_of=AS_OF)
    file, passes = in_passes(lakes[1], tmp_path / "build", CELLS)
    assert passes > 1
    after = releases.publish(file, as_of=AS_OF).release
    assert set(parts(whole.release)) - set(parts(after))
    anew = build(lakes[1], tmp_path / "anew", *ONLY_MODELS)
    alone = Releases(tmp_path / "alone").publish(anew.file, as_of=AS_OF).release
    assert after.release_hash == alone.release_hash
