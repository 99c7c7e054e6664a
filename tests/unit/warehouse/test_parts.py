"""Releases that follow a build: parts of fresh pairs are written, all others taken over."""

import errno
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.conftest import AS_OF, prepare
from tradebooks.errors import ReleaseError
from warehouse import reader, transfer
from warehouse.release import Release, Releases

Row = tuple[str, str, str, float]
Make = Callable[..., Path]

ROWS: list[Row] = [
    ("BLR", "RUS", "import", 1.0),
    ("RUS", "BLR", "export", 1.5),
    ("KAZ", "RUS", "import", 2.0),
    ("CHN", "BRA", "import", 3.0),
    ("BRA", "CHN", "total", 30.0),
]
PAIRS_MADE = "select first_geo, second_geo, made_after from intermediate.int_pair"
#: The SQL of the part of a row, as dbt writes it down.
PART = """
    case
        when kind = 'total' then '_'
        else least(reporter, partner) || '_' || greatest(reporter, partner)
    end
"""
#: The SQL that says whether a row was made anew.
IS_FRESH = "kind = 'total' or (reporter, partner) in (from fresh_pair)"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tables of a few rows be kept in parts."""
    monkeypatch.setattr(transfer, "WHOLE_ROWS", 2)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a maker of builds: upon the last one only rows of fresh pairs are made anew."""

    def build(rows: list[Row], *fresh: str, name: str = "kept") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        with duckdb.connect(str(folder / "tradebooks.duckdb")) as con:
            if not con.execute("from duckdb_tables() where table_name = 'fct_value'").fetchall():
                _begin(con)
            _go_on(con, rows, {"_", *fresh})
        return folder / "tradebooks.duckdb"

    return build


def _begin(con: duckdb.DuckDBPyConnection) -> None:
    prepare(con)
    con.execute(
        "insert into intermediate.kept_by_pair values ('fct_value', ?, ?)", [PART, IS_FRESH]
    )
    con.execute(
        "create table fct_value (reporter varchar, partner varchar, kind varchar, amount double)"
    )
    con.execute(
        "create view bi.amounts as select * from tradebooks.main.fct_value where kind <> 'total'"
    )


def _go_on(con: duckdb.DuckDBPyConnection, rows: list[Row], fresh: set[str]) -> None:
    con.execute("create or replace temp table given as from fct_value limit 0")
    con.executemany("insert into given values (?, ?, ?, ?)", rows)
    parts = con.execute(f"select {PART} from given union select {PART} from fct_value").fetchall()
    states = [(*name.split("_"), name in fresh) for name in {"_", *(part for (part,) in parts)}]
    made = {"_".join(pair): after for *pair, after in con.execute(PAIRS_MADE).fetchall()}
    release = con.execute("select max(release) from intermediate.published_as").fetchone()
    con.execute("delete from intermediate.int_pair")
    for first, second, is_fresh in states:
        after = release[0] if is_fresh and release else made.get(f"{first}_{second}", "never")
        con.execute("insert into intermediate.int_pair values (?, ?, ?)", [first, second, after])
    con.execute("create or replace temp table fresh (part varchar)")
    con.executemany("insert into fresh values (?)", [[f"{a}_{b}"] for a, b, new in states if new])
    changed = f"{PART} in (select part from fresh)"
    con.execute(f"delete from fct_value where {changed}")
    con.execute(f"insert into fct_value from given where {changed}")


def files(release: Release) -> dict[str, int]:
    """Return the files of the fact by name, with what tells one file from another."""
    found = (release.path / "marts" / "fct_value").glob("*.parquet")
    return {file.stem: file.stat().st_ino for file in found}


def rows(release: Release) -> list[Row]:
    """Return what readers see, and see to it that the Parquet files hold the same."""
    with reader.connect(release.database) as con:
        seen = con.execute("from fct_value order by all").fetchall()
    parquet = release.path / "marts" / "fct_value" / "*.parquet"
    assert duckdb.sql(f"from read_parquet('{parquet}') order by all").fetchall() == seen
    return [(str(a), str(b), str(c), float(d)) for a, b, c, d in seen]


PAIRS = ("BLR_RUS", "KAZ_RUS", "BRA_CHN")


def test_pairs_of_several_passes_are_written_anew(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    once = [*ROWS[:2], ("KAZ", "RUS", "import", 2.5), *ROWS[3:]]
    make(once, "KAZ_RUS")
    twice = [*once[:3], ("CHN", "BRA", "import", 3.5), *once[4:]]
    second = releases.publish(make(twice, "BRA_CHN"), as_of=AS_OF + timedelta(days=1)).release
    before, after = files(first), files(second)
    assert {name for name in after if after[name] == before[name]} == {"BLR_RUS"}
    assert rows(second) == sorted(twice)


def test_only_fresh_pairs_are_written_anew(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    later = [*ROWS[:2], ("KAZ", "RUS", "import", 2.5), *ROWS[3:]]
    second = releases.publish(make(later, "KAZ_RUS"), as_of=AS_OF + timedelta(days=1)).release
    before, after = files(first), files(second)
    assert set(before) == set(after) == {"_", *PAIRS}
    assert {name for name in after if after[name] == before[name]} == {"BLR_RUS", "BRA_CHN"}
    assert (rows(first), rows(second)) == (sorted(ROWS), sorted(later))
    with reader.connect(second.database) as con:
        assert con.execute("select count(*) from bi.amounts").fetchone() == (4,)


def test_files_are_copied_where_links_are_refused(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    releases = Releases(tmp_path / "releases")
    first = releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    later = [*ROWS[:2], ("KAZ", "RUS", "import", 2.5), *ROWS[3:]]
    second = releases.publish(make(later, "KAZ_RUS"), as_of=AS_OF + timedelta(days=1)).release
    assert (rows(first), rows(second)) == (sorted(ROWS), sorted(later))
    assert not set(files(first).values()) & set(files(second).values())
    assert all(f.stat().st_mode & 0o222 == 0 for f in second.path.rglob("*.parquet"))


def test_the_way_to_the_rows_does_not_change_the_hash(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    releases.publish(make(ROWS[:3], *PAIRS), as_of=AS_OF)
    releases.publish(make(ROWS[1:], "BLR_RUS", "BRA_CHN"), as_of=AS_OF)
    followed = releases.publish(make(ROWS, "BLR_RUS"), as_of=AS_OF).release
    other = Releases(tmp_path / "other")
    scratch = other.publish(make(ROWS[::-1], *PAIRS, name="scratch"), as_of=AS_OF).release
    assert followed.content_hash == scratch.content_hash
    assert followed.name == scratch.name
    assert rows(followed) == rows(scratch)


def test_parts_or_one_file_is_no_matter_of_content(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    parted = Releases(tmp_path / "parts").publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    monkeypatch.setattr(transfer, "WHOLE_ROWS", 100)
    build = make(ROWS, *PAIRS, name="scratch")
    whole = Releases(tmp_path / "whole").publish(build, as_of=AS_OF).release
    assert whole.content_hash == parted.content_hash
    assert (whole.path / "marts" / "fct_value.parquet").exists()


def test_a_pair_that_is_gone_and_a_part_that_is_always_made_anew(
    tmp_path: Path, make: Make
) -> None:
    releases = Releases(tmp_path / "releases")
    releases.publish(make(ROWS, *PAIRS), as_of=AS_OF)
    later = [*ROWS[:2], ROWS[3], ("BRA", "CHN", "total", 31.0)]
    release = releases.publish(make(later, "KAZ_RUS"), as_of=AS_OF).release
    assert rows(release) == sorted(later)
    assert set(files(release)) == {"_", "BLR_RUS", "BRA_CHN"}


def test_each_part_has_its_hash_and_the_descriptor_its_files(tmp_path: Path, make: Make) -> None:
    release = Releases(tmp_path / "releases").publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    parts = json.loads((release.path / "parts.json").read_text())["tables"]["fct_value"]
    assert {name: part["sums"]["rows"] for name, part in parts.items()} == {
        "_": 1, "BLR_RUS": 2, "KAZ_RUS": 1, "BRA_CHN": 1
    }  # fmt: skip
    descriptor = json.loads((release.path / "datapackage.json").read_text())
    fact = next(one for one in descriptor["resources"] if one["name"] == "fct_value")
    assert fact["path"] == [parts[name]["file"]["path"] for name in sorted(parts)]
    assert all((release.path / path).exists() for path in fact["path"])
    assert fact["rows"] == len(ROWS)


def test_a_release_outlives_those_that_it_was_made_from(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases", keep=1)
    for step in range(4):
        changed = [*ROWS[:4], ("BRA", "CHN", "total", float(step))]
        build = make(changed, *(PAIRS if step == 0 else ()))
        release = releases.publish(build, as_of=AS_OF + timedelta(days=step)).release
    assert [one.name for one in releases.all()] == [release.name]
    assert rows(release) == sorted(changed)


def test_after_a_rollback_a_build_still_follows_its_own_release(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    releases.publish(make(ROWS[:4], *PAIRS), as_of=AS_OF)
    releases.publish(make([*ROWS[1:]], "BLR_RUS"), as_of=AS_OF + timedelta(days=1))
    releases.rollback()
    later = [*ROWS[1:], ("KAZ", "BLR", "import", 5.0)]
    release = releases.publish(make(later, "BLR_KAZ"), as_of=AS_OF + timedelta(days=2)).release
    assert release.is_current
    assert rows(release) == sorted(later)


def test_a_base_that_is_gone_is_made_anew(tmp_path: Path, make: Make) -> None:
    Releases(tmp_path / "lost").publish(make(ROWS, *PAIRS), as_of=AS_OF)
    release = Releases(tmp_path / "releases").publish(make(ROWS, "BLR_RUS"), as_of=AS_OF).release
    assert rows(release) == sorted(ROWS)


def test_a_base_without_its_database_is_made_anew(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release.database.unlink()
    release = releases.publish(make(ROWS[1:], "BLR_RUS"), as_of=AS_OF).release
    assert rows(release) == sorted(ROWS[1:])


def alter_database(release: Release) -> None:
    release.database.chmod(0o644)
    with duckdb.connect(str(release.database)) as con:
        con.execute("update fct_value set amount = 99 where reporter = 'KAZ'")


def alter_parquet(release: Release) -> None:
    file = release.path / "marts" / "fct_value" / "KAZ_RUS.parquet"
    file.unlink()
    duckdb.sql(
        "select 'KAZ' as reporter, 'RUS' as partner, kind, 99 as amount "
        "from (values ('import'), ('export')) as t(kind)"
    ).write_parquet(str(file))


def lose_parquet(release: Release) -> None:
    (release.path / "marts" / "fct_value" / "KAZ_RUS.parquet").unlink()


def lose_parts(release: Release) -> None:
    (release.path / "parts.json").unlink()


def halve_parts(release: Release) -> None:
    file = release.path / "parts.json"
    file.chmod(0o644)
    file.write_text(file.read_text()[:40])


def write_parts_as_once(release: Release) -> None:
    file = release.path / "parts.json"
    file.chmod(0o644)
    file.write_text(json.dumps(json.loads(file.read_text())["tables"]))


@pytest.mark.parametrize(
    "damage",
    [
        alter_database,
        alter_parquet,
        lose_parquet,
        lose_parts,
        halve_parts,
        write_parts_as_once,
    ],
)
def test_nothing_is_taken_over_from_an_altered_base(
    tmp_path: Path, make: Make, damage: Callable[[Release], None]
) -> None:
    releases = Releases(tmp_path / "releases")
    base = releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    damage(base)
    build = make(ROWS[1:], "BLR_RUS")
    release = releases.publish(build, as_of=AS_OF + timedelta(days=1)).release
    assert rows(release) == sorted(ROWS[1:])
    assert not set(files(release).values()) & set(files(base).values())


def test_parts_that_are_not_what_was_built_are_refused(tmp_path: Path, make: Make) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(make(ROWS, *PAIRS), as_of=AS_OF).release
    build = make(ROWS, "BLR_RUS")
    with duckdb.connect(str(build)) as con:
        con.execute("insert into fct_value values ('KAZ', 'RUS', 'import', 9)")
    with pytest.raises(ReleaseError, match="delete `data/build/basis`"):
        releases.publish(build, as_of=AS_OF + timedelta(days=1))
    assert releases.current() == first


@pytest.mark.parametrize("size", [0, 4096 * 3, (8 << 20) + 4096, (8 << 20) + 5])
def test_a_database_is_copied_whatever_its_size(tmp_path: Path, size: int) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(size))
    target.write_bytes(b"something longer or shorter that lay there")
    transfer.copy(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_what_cannot_be_copied_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        transfer.copy(tmp_path / "nothing", tmp_path / "target")
