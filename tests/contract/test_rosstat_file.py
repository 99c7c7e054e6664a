"""The publisher's own workbook, where a copy of it is at hand, and the bundled one, read whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.fetch.archive import Archive
from ingest.load import LoadResult, load
from tests.faults.builders import load_one
from tradebooks import paths

# Set to a copy of https://rosstat.gov.ru/storage/mediabank/96stran.xlsx to run these.
REAL_FILE = Path(
    os.environ.get(
        "TRADEBOOKS_96STRAN", paths.ROOT.parent / "shared/data/official/fcs_russia/96stran.xlsx"
    )
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> LoadResult:
    if not REAL_FILE.is_file():
        pytest.skip("no copy of 96stran.xlsx here; TRADEBOOKS_96STRAN names one")
    return load_one(tmp_path_factory.mktemp("real"), "rosstat", REAL_FILE.read_bytes())


def test_every_cell_of_the_real_file_is_accepted(real: LoadResult) -> None:
    rows = real.accepted["raw_rosstat_trade"]
    assert rows.height == 192 * 29 * 2
    assert (real.report.errors, real.report.quarantined) == ([], 0)
    assert rows["partner"].n_unique() == 29
    assert (str(rows["period_start"].min()), str(rows["period_end"].max())) == (
        "2006-01-01",
        "2021-12-31",
    )


def test_belarus_in_the_real_file(real: LoadResult) -> None:
    rows = real.accepted["raw_rosstat_trade"]
    belarus = rows.filter(rows["partner"] == "BLR")
    assert belarus.height == 384
    first = belarus.filter(belarus["locator"] == "Экспорт!G7").row(0, named=True)
    assert first["value_musd"] == 869.1134
    assert first["partner_label"] == "Беларусь"
    by_flow = {
        flow: belarus.filter(
            (belarus["flow"] == flow) & (belarus["period_start"].dt.year() == 2021)
        )
        for flow in ("export", "import")
    }
    assert by_flow["export"]["value_musd"].sum() == pytest.approx(23137.18391)
    assert by_flow["import"]["value_musd"].sum() == pytest.approx(15636.55609)


def test_the_whole_bundle_is_accepted(tmp_path: Path) -> None:
    bundle = Archive(paths.BUNDLE)
    for source in ("rosstat", "manual", "manual_rate"):
        report = load(source, bundle, {}).report
        assert (report.errors, report.quarantined) == ([], 0)
        assert report.accepted == report.rows_in > 0
