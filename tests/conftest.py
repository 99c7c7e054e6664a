"""What all tests share: a data folder of their own, and one release for the whole session."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from orchestration.run import RunSummary
    from tradebooks.settings import Settings

_FOLDER = tempfile.TemporaryDirectory(prefix="tradebooks-tests-")


def pytest_configure() -> None:
    """Keep every test away from the data of the person who runs them."""
    os.environ["TRADEBOOKS_DATA"] = str(Path(_FOLDER.name) / "data")
    os.environ.pop("DAGSTER_HOME", None)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    _FOLDER.cleanup()


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Return the settings of the session's data folder."""
    from tradebooks.settings import Settings

    return Settings()


@pytest.fixture(scope="session")
def first_run(settings: Settings) -> RunSummary:
    """Load the bundled archive once, as `tradebooks run` does, and publish a release."""
    from orchestration.run import execute

    return execute(settings)


@pytest.fixture(scope="session")
def release(first_run: RunSummary) -> Path:
    """Return the database file of the session's release."""
    assert first_run.release is not None, first_run.failures
    return first_run.release.database


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew on purpose."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")
