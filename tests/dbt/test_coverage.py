"""What changes between two vintages and is no revision: it blocks until a person says why."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from orchestration import gate
from tests.dbt.history import History, key
from tests.dbt.lake import Build, build, write_lake
from tradebooks.errors import BuildError
from tradebooks.periods import Period
from tradebooks.settings import Settings

PARTS = (
    "--select",
    "+int_lost_coverage",
    "coverage_holds_against_the_last_vintage",
    "units_hold_against_the_last_vintage",
    "--indirect-selection",
    "empty",
    "--exclude-resource-type",
    "unit_test",
)
CHECK = "coverage_holds_against_the_last_vintage"
UNITS = "units_hold_against_the_last_vintage"


def answers(*holdings: tuple[str, ...], values: tuple[float, ...] = ()) -> History:
    """Return answers to one question for the exports of two reporters to the world."""
    history = History()
    question = {
        "kind": "trade",
        "freq": "A",
        "level": "TOTAL",
        "reporters": ["BLR", "KAZ"],
        "partners": ["WLD"],
        "flows": ["X"],
        "periods": ["2020"],
    }
    span = Period.parse("2020")
    for number, reporters in enumerate(holdings, 1):
        retrieved = f"2022-0{number}-01T06:00"
        document = history.document(
            "comtrade", f"answer {number}", retrieved, request=json.dumps(question)
        )
        value = values[number - 1] if values else 1e9
        for reporter in reporters:
            history.add(
                "raw_comtrade_trade",
                document_key=document,
                parser_version="1",
                locator=reporter,
                type_code="C",
                freq_code="A",
                period_start=span.start,
                period_end=span.end,
                reporter=reporter,
                partner="WLD",
                partner2_code=0,
                mot_code=0,
                customs_code="C00",
                mos_code="0",
                flow_code="X",
                classification="H5",
                commodity_code="TOTAL",
                primary_value_usd=value,
                fob_value_usd=value,
                conf_status="F",
            )
    return history


def built(folder: Path, history: History) -> Build:
    lake = write_lake(folder / "lake", history.tables, rows_per_file=1000, backwards=False)
    return build(lake, folder / "build", *PARTS)


def status(one: Build, check: str = CHECK) -> str:
    (row,) = [row for row in one.results if row["unique_id"].split(".")[2] == check]
    return str(row["status"])


def test_a_reporter_that_is_missing_blocks_and_is_named(tmp_path: Path) -> None:
    one = built(tmp_path, answers(("BLR", "KAZ"), ("BLR",)))
    assert status(one) == "fail"
    with duckdb.connect(str(one.file), read_only=True) as con:
        (found,) = con.execute(f"select message from meta.{CHECK}").fetchall()
    assert found[0] == (
        "comtrade: KAZ with WLD in 2020 was there before and is missing from document "
        f"{key('comtrade', 'answer 2')}; mend the source, or say why in the seed "
        "coverage_acknowledgements"
    )


@pytest.mark.parametrize(
    "holdings",
    [
        (("BLR", "KAZ"), ("BLR",), ("BLR", "KAZ")),
        (("BLR",), ("BLR",)),
        (("BLR", "KAZ"), ()),
    ],
    ids=["came back", "never there", "empty answer"],
)
def test_what_is_no_loss_passes(tmp_path: Path, holdings: tuple[tuple[str, ...], ...]) -> None:
    assert status(built(tmp_path, answers(*holdings))) == "pass"


def test_another_unit_blocks_and_is_named(tmp_path: Path) -> None:
    both = ("BLR", "KAZ")
    one = built(tmp_path, answers(both, both, values=(1e9, 1.02e6)))
    # What reads the cells is not even built.
    assert (status(one, UNITS), status(one)) == ("fail", "skipped")
    with duckdb.connect(str(one.file), read_only=True) as con:
        said = con.execute(f"select message from meta.{UNITS} order by message").fetchall()
    what = (
        f"comtrade: document {key('comtrade', 'answer 2')} prints 1 cells of %s with WLD at a "
        "thousandth of what it printed before, as if in another unit; mend the source, or say why "
        "in the seed coverage_acknowledgements"
    )
    assert [message for (message,) in said] == [what % reporter for reporter in both]


@pytest.mark.parametrize(
    "values",
    [(1e9, 1.4e9), (1e9, 1e6, 1.1e9), (1e9, 1e7)],
    ids=["revised", "mended", "a jump of another size"],
)
def test_a_revision_is_no_other_unit(tmp_path: Path, values: tuple[float, ...]) -> None:
    one = built(tmp_path, answers(*[("BLR",)] * len(values), values=values))
    assert status(one, UNITS) == "pass"


def test_the_gate_says_what_a_failed_check_found(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    target = settings.build_dir / "dbt"
    target.mkdir(parents=True)
    node = f"test.tradebooks.{CHECK}"
    results = [{"unique_id": node, "status": "fail", "message": "Got 1 result"}]
    nodes = {
        node: {
            "resource_type": "test",
            "config": {"enabled": True},
            "relation_name": f"meta.{CHECK}",
        }
    }
    (target / "run_results.json").write_text(json.dumps({"results": results}))
    (target / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    with duckdb.connect(str(settings.build_dir / "tradebooks.duckdb")) as con:
        con.execute("create schema meta")
        con.execute(f"create table meta.{CHECK} as select 'KAZ is missing' as message")
    with pytest.raises(BuildError, match=r"Got 1 result\); KAZ is missing"):
        gate.require_checks_passed(settings)
