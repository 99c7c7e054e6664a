"""One build of the small history for all tests of the models; its unit tests run in it too."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.dbt import history
from tests.dbt.lake import Build, build, write_lake


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the history from one file a table, with every dbt test and unit test."""
    folder = tmp_path_factory.mktemp("dbt")
    lake = write_lake(folder / "lake", history.tables(), rows_per_file=10_000, backwards=False)
    return build(lake, folder / "build")


@pytest.fixture(scope="session")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the same history from files of three rows, last rows first."""
    folder = tmp_path_factory.mktemp("dbt-shuffled")
    lake = write_lake(folder / "lake", history.tables(), rows_per_file=3, backwards=True)
    return build(lake, folder / "build", "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a lake that has no rows yet."""
    folder = tmp_path_factory.mktemp("dbt-empty")
    lake = write_lake(folder / "lake", {}, rows_per_file=1, backwards=False)
    return build(lake, folder / "build", "--exclude-resource-type", "unit_test")


@pytest.fixture
def con(built: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file as readers open a release."""
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection
