"""Releases: made whole, switched at once, never half seen, never made twice."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.conftest import AS_OF, Build
from tradebooks.errors import ReleaseError
from warehouse import reader
from warehouse.release import Releases


def amounts(database: Path) -> list[float]:
    with reader.connect(database) as con:
        rows = con.execute("select amount from bi.amounts order by 1").fetchall()
    return [float(row[0]) for row in rows]


def test_a_release_holds_database_parquet_and_descriptor(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    published = releases.publish(build(1, 2), as_of=AS_OF)
    assert published.is_new
    assert releases.current() == published.release
    descriptor = json.loads((published.release.path / "datapackage.json").read_text())
    value = next(r for r in descriptor["resources"] if r["name"] == "fct_value")
    assert value["rows"] == 2
    assert value["description"] == "One row per value."
    assert value["schema"]["fields"][1] == {
        "name": "amount",
        "type": "number",
        "duckdb_type": "DECIMAL(28,6)",
        "description": "Amount in dollars.",
    }
    parquet = published.release.path / value["path"]
    assert value["hash"] == f"sha256:{hashlib.sha256(parquet.read_bytes()).hexdigest()}"
    size = published.release.database.stat().st_size
    assert descriptor["database"] == {"path": "tradebooks.duckdb", "bytes": size}
    assert duckdb.sql(f"select count(*) from '{parquet}'").fetchone() == (2,)
    assert all(f.stat().st_mode & 0o222 == 0 for f in published.release.path.rglob("*.*"))


def test_views_and_macros_work_under_any_name(tmp_path: Path, build: Build) -> None:
    release = Releases(tmp_path / "releases").publish(build(1, 5), as_of=AS_OF).release
    with duckdb.connect() as con:
        con.execute(f"attach '{release.database}' as books (read_only)")
        assert con.execute("select count(*) from books.bi.amounts").fetchone() == (2,)
    with reader.connect(release.database) as con:
        assert con.execute("select count(*) from known_on(3)").fetchone() == (1,)


def test_the_same_content_is_published_once(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(build(1, 2), as_of=AS_OF)
    again = releases.publish(build(2, 1), as_of=AS_OF + timedelta(days=1))
    assert not again.is_new
    assert again.release.name == first.release.name
    assert len(releases.all()) == 1


@pytest.mark.parametrize("other", [(1.0,), (1.0, 2.0, 2.0), (1.0, 3.0), (1.0, 2.000001)])
def test_any_change_of_a_row_changes_the_content_hash(
    tmp_path: Path, build: Build, other: tuple[float, ...]
) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(build(1, 2), as_of=AS_OF).release
    second = releases.publish(build(*other), as_of=AS_OF).release
    assert first.content_hash != second.content_hash


def test_a_reader_goes_on_undisturbed_while_releases_change(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases", keep=2)
    releases.publish(build(1), as_of=AS_OF)
    with duckdb.connect(str(releases.pointer / "tradebooks.duckdb"), read_only=True) as con:
        for step in range(2, 6):
            releases.publish(build(step), as_of=AS_OF + timedelta(days=step))
        assert con.execute("select amount from main.fct_value").fetchall()[0][0] == 1
    current = releases.current()
    assert current is not None
    assert amounts(current.database) == [5.0]


def test_old_releases_are_retired_and_never_the_current_one(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases", keep=2)
    for step in range(4):
        releases.publish(build(step), as_of=AS_OF + timedelta(days=step))
    assert [r.is_current for r in releases.all()] == [True, False]


def test_a_retirement_cut_short_leaves_no_release(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(folder: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            next(folder.rglob("*.parquet")).unlink()
            raise InterruptedError

    releases = Releases(tmp_path / "releases", keep=1)
    releases.publish(build(1), as_of=AS_OF)
    second = build(2)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", cut_short)
        with pytest.raises(InterruptedError):
            releases.publish(second, as_of=AS_OF + timedelta(days=1))
    assert [(one.is_current, amounts(one.database)) for one in releases.all()] == [(True, [2.0])]
    releases.publish(build(3), as_of=AS_OF + timedelta(days=2))
    assert len(list(releases.root.iterdir())) == len({"current", "the release of 3"})


def test_a_folder_without_its_database_is_no_release(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    lost = releases.publish(build(1), as_of=AS_OF).release
    releases.publish(build(2), as_of=AS_OF + timedelta(days=1))
    lost.database.unlink()
    assert [one.is_current for one in releases.all()] == [True]
    again = releases.publish(build(1), as_of=AS_OF)
    assert (again.is_new, again.release.name) == (True, lost.name)
    assert amounts(again.release.database) == [1.0]


def test_rollback_goes_back_and_the_same_content_does_not_return_by_itself(
    tmp_path: Path, build: Build
) -> None:
    releases = Releases(tmp_path / "releases")
    old = releases.publish(build(1), as_of=AS_OF).release
    new = releases.publish(build(2), as_of=AS_OF + timedelta(days=1)).release
    assert releases.rollback().name == old.name
    assert not releases.publish(build(2), as_of=AS_OF + timedelta(days=1)).is_new
    current = releases.current()
    assert current is not None
    assert current.name == old.name
    assert releases.rollback(new.name[:20]).name == new.name


def test_rollback_passes_over_a_release_that_was_rolled_back_from(
    tmp_path: Path, build: Build
) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(build(1), as_of=AS_OF).release
    bad = releases.publish(build(2), as_of=AS_OF + timedelta(days=1)).release
    releases.rollback()
    releases.publish(build(3), as_of=AS_OF + timedelta(days=2))
    assert releases.rollback().name == first.name
    assert releases.rollback(bad.name).name == bad.name


def test_older_content_that_comes_back_is_current_again(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    old = releases.publish(build(1), as_of=AS_OF).release
    releases.publish(build(2), as_of=AS_OF + timedelta(days=1))
    back = releases.publish(build(1), as_of=AS_OF + timedelta(days=2))
    assert (back.is_new, back.release.name, back.release.is_current) == (True, old.name, True)


def test_a_changed_view_is_a_new_release_of_the_same_content(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(build(1), as_of=AS_OF).release
    changed = build(1)
    with duckdb.connect(str(changed)) as con:
        con.execute(
            "create or replace view bi.amounts as select key, -amount as amount from main.fct_value"
        )
    second = releases.publish(changed, as_of=AS_OF)
    assert second.is_new
    assert second.release.content_hash == first.content_hash
    assert amounts(second.release.database) == [-1.0]


def test_rollback_without_an_older_release_says_what_there_is(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    releases.publish(build(1), as_of=AS_OF)
    with pytest.raises(ReleaseError, match="no release older than the current one"):
        releases.rollback()
    with pytest.raises(ReleaseError, match="0 releases of that name"):
        releases.get("nothing")


def test_a_failed_publication_leaves_the_current_release(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    first = releases.publish(build(1), as_of=AS_OF).release
    broken = build(2)
    with duckdb.connect(str(broken)) as con:
        con.execute("drop table meta.data_dictionary")
    with pytest.raises(duckdb.CatalogException):
        releases.publish(broken, as_of=AS_OF)
    assert releases.current() == first
    assert [entry.name for entry in releases.root.iterdir() if entry.name.startswith(".")] == []


def test_a_missing_or_unfinished_build_is_refused(tmp_path: Path, build: Build) -> None:
    releases = Releases(tmp_path / "releases")
    with pytest.raises(ReleaseError, match="no such file"):
        releases.publish(tmp_path / "none.duckdb", as_of=AS_OF)


def test_readers_cannot_reach_outside(tmp_path: Path, build: Build) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    release = Releases(tmp_path / "releases").publish(build(1), as_of=AS_OF).release
    with reader.connect(release.database) as con:
        for statement in (
            f"select * from '{secret}'",
            f"attach '{tmp_path / 'other.duckdb'}'",
            f"copy main.fct_value to '{tmp_path / 'out.csv'}'",
            "set enable_external_access = true",
            "install httpfs",
            "create table main.mine (a int)",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(statement)
    assert not (tmp_path / "out.csv").exists()
