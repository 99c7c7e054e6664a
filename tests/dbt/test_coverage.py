"""What changes between two vintages and is no revision: it blocks until a person says why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration import gate
from tests.dbt.history import History, key
from tests.dbt.lake import Build, build, write_lake
from tradebooks.errors import BuildError
from tradebooks.paths import DBT_PROJECT
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


def built(folder: Path, history: History, project: Path = DBT_PROJECT) -> Build:
    lake = write_lake(folder / "lake", history.tables, rows_per_file=1000, backwards=False)
    return build(lake, folder / "build", *PARTS, project=project)


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
        "coverage_acknowledgements (kind coverage)"
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
        f"comtrade: document {key('comtrade', 'answer 2')} prints 1 of 1 cells of %s with WLD at a "
        "thousandth of what it printed before, as if in another unit; mend the source, or say why "
        "in the seed coverage_acknowledgements (kind unit)"
    )
    assert [message for (message,) in said] == [what % reporter for reporter in both]


@pytest.mark.parametrize(
    "values",
    [(1e9, 1.4e9), (1e9, 1e6, 1.1e9), (1e9, 1e7), (3.0, 3e3)],
    ids=["revised", "mended", "a jump of another size", "a lone small cell"],
)
def test_a_revision_is_no_other_unit(tmp_path: Path, values: tuple[float, ...]) -> None:
    one = built(tmp_path, answers(*[("BLR",)] * len(values), values=values))
    assert status(one, UNITS) == "pass"


@pytest.mark.parametrize(
    ("revised", "expected"), [(1, "pass"), (2, "fail")], ids=["one of four", "half of four"]
)
def test_a_unit_is_that_of_half_of_the_cells(tmp_path: Path, revised: int, expected: str) -> None:
    """Cells that are printed again as they were are counted with those that changed."""
    history = History()
    months = [f"2020-{number:02}" for number in range(1, 5)]
    for edition in (1, 2):
        document = history.document("rosstat", f"workbook {edition}", f"2022-0{edition}-01T06:00")
        for number, month in enumerate(months):
            is_other = edition == 2 and number < revised
            history.cell(document, "export", month, 500_000.0 if is_other else 500.0)
    one = built(tmp_path, history)
    assert status(one, UNITS) == expected


@pytest.mark.parametrize(("kind", "expected"), [("unit", "pass"), ("coverage", "fail")])
def test_an_acknowledgement_lets_pass_its_own_kind(
    tmp_path: Path, kind: str, expected: str
) -> None:
    project = tmp_path / "dbt_project"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    with (project / "seeds" / "coverage_acknowledgements.csv").open("a") as seed:
        seed.write(f"{kind},comtrade,BLR,WLD,2020-01-01,,2022-03-01,a person,thousands by law\n")
    history = answers(("BLR",), ("BLR",), values=(1e9, 1e6))
    assert status(built(tmp_path, history, project), UNITS) == expected


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
