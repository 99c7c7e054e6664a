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
#: Partners of which a person says that a change is meant, by the kind of change.
ACKNOWLEDGED = {"coverage": "POL", "unit": "SRB"}
#: Which reporters are in one answer after another, by partner.
HOLDINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "WLD": (("BLR", "KAZ"), ("BLR",)),
    # Came back, was never there, or the answer is empty.
    "CHN": (("BLR", "KAZ"), ("BLR",), ("BLR", "KAZ")),
    "DEU": (("BLR",), ("BLR",)),
    "FRA": (("BLR", "KAZ"), ()),
    "POL": (("BLR", "KAZ"), ("KAZ",)),
    "SRB": (("BLR", "KAZ"), ("KAZ",)),
}
#: What one answer after another prints for these reporters, by partner.
VALUES: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "WLD": (("BLR", "KAZ"), (1e9, 1.02e6)),
    # Revised, mended, a jump of another size, a lone small cell.
    "CHN": (("BLR",), (1e9, 1.4e9)),
    "DEU": (("BLR",), (1e9, 1e6, 1.1e9)),
    "FRA": (("BLR",), (1e9, 1e7)),
    "ITA": (("BLR",), (3.0, 3e3)),
    "POL": (("BLR",), (1e9, 1e6)),
    "SRB": (("BLR",), (1e9, 1e6)),
}
#: How many of four months of a workbook are printed in another unit, by partner.
REVISED = {("BLR", "Беларусь"): 1, ("KAZ", "Казахстан"): 2}


def answers(*holdings: tuple[str, ...]) -> History:
    """Return answers to one question for the exports of two reporters to the world."""
    history = History()
    ask(history, "WLD", *(dict.fromkeys(reporters, 1e9) for reporters in holdings))
    return history


def ask(history: History, partner: str, *holdings: dict[str, float]) -> None:
    """Add answers to one question for the exports of two reporters, with the values in each."""
    question = {
        "kind": "trade",
        "freq": "A",
        "level": "TOTAL",
        "reporters": ["BLR", "KAZ"],
        "partners": [partner],
        "flows": ["X"],
        "periods": ["2020"],
    }
    span = Period.parse("2020")
    for number, values in enumerate(holdings, 1):
        document = history.document(
            "comtrade",
            f"answer {number} of {partner}",
            f"2022-0{number}-01T06:00",
            request=json.dumps(question),
        )
        for reporter, value in values.items():
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
                partner=partner,
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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project, with a person's word on two partners: one for each kind of change."""
    project = tmp_path_factory.mktemp("acknowledged") / "dbt_project"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    with (project / "seeds" / "acknowledgements.csv").open("a") as seed:
        for kind, partner in ACKNOWLEDGED.items():
            seed.write(f"{kind},comtrade,BLR,{partner},2020-01-01,,2022-03-01,a person,by law\n")
    return project


def built(folder: Path, history: History, project: Path) -> Build:
    lake = write_lake(folder / "lake", history.tables, rows_per_file=1000, backwards=False)
    return build(lake, folder / "build", *PARTS, project=project)


def status(one: Build, check: str) -> str:
    (row,) = [row for row in one.results if row["unique_id"].split(".")[2] == check]
    return str(row["status"])


def messages(one: Build, check: str, partner: str) -> list[str]:
    """Return what a check says of one partner, which is all that it says of one case."""
    with duckdb.connect(str(one.file), read_only=True) as con:
        printed = "select count(*) from intermediate.int_observation where partner = ?"
        assert con.execute(printed, [partner]).fetchone() != (0,)
        found = con.execute(
            f"select message from meta.{check} where partner = ? order by message", [partner]
        )
        return [str(message) for (message,) in found.fetchall()]


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Build:
    """Build answers that hold fewer reporters than before, or as many; each case its partner."""
    history = History()
    for partner, holdings in HOLDINGS.items():
        ask(history, partner, *(dict.fromkeys(reporters, 1e9) for reporters in holdings))
    one = built(tmp_path_factory.mktemp("lost"), history, project)
    assert (status(one, UNITS), status(one, CHECK)) == ("pass", "fail")
    return one


def test_a_reporter_that_is_missing_blocks_and_is_named(lost: Build) -> None:
    [found] = messages(lost, CHECK, "WLD")
    assert found == (
        "comtrade: KAZ with WLD in 2020 was there before and is missing from document "
        f"{key('comtrade', 'answer 2 of WLD')}; mend the source, or say why in the seed "
        "acknowledgements (kind coverage)"
    )


@pytest.mark.parametrize("partner", ["CHN", "DEU", "FRA"])
def test_what_is_no_loss_passes(lost: Build, partner: str) -> None:
    assert messages(lost, CHECK, partner) == []


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Build:
    """Build cells that are printed a thousandth as large, or otherwise; each case its partner."""
    history = History()
    for partner, (reporters, values) in VALUES.items():
        ask(history, partner, *(dict.fromkeys(reporters, value) for value in values))
    for edition in (1, 2):
        document = history.document("rosstat", f"workbook {edition}", f"2022-0{edition}-01T06:00")
        for (name, label), revised in REVISED.items():
            for number in range(4):
                value = 500_000.0 if edition == 2 and number < revised else 500.0
                history.cell(document, "export", f"2020-{number + 1:02}", value, (name, label))
    one = built(tmp_path_factory.mktemp("units"), history, project)
    # What reads the cells is not even built.
    assert (status(one, UNITS), status(one, CHECK)) == ("fail", "skipped")
    return one


def test_another_unit_blocks_and_is_named(units: Build) -> None:
    what = (
        f"comtrade: document {key('comtrade', 'answer 2 of WLD')} prints 1 of 1 cells of %s with "
        "WLD at a thousandth of what it printed before, as if in another unit; mend the source, or "
        "say why in the seed acknowledgements (kind unit)"
    )
    assert messages(units, UNITS, "WLD") == [what % reporter for reporter in ("BLR", "KAZ")]


@pytest.mark.parametrize("partner", ["CHN", "DEU", "FRA", "ITA"])
def test_a_revision_is_no_other_unit(units: Build, partner: str) -> None:
    assert messages(units, UNITS, partner) == []


def test_a_unit_is_that_of_half_of_the_cells(units: Build) -> None:
    """Cells that are printed again as they were are counted with those that changed."""
    assert messages(units, UNITS, "BLR") == []
    [found] = messages(units, UNITS, "KAZ")
    assert " prints 2 of 4 cells of RUS with KAZ at a thousand times " in found


def test_an_acknowledgement_lets_pass_its_own_kind(lost: Build, units: Build) -> None:
    found = {
        (kind, check): len(messages(one, check, partner))
        for kind, partner in ACKNOWLEDGED.items()
        for one, check in ((lost, CHECK), (units, UNITS))
    }
    assert found == {
        ("coverage", CHECK): 0,
        ("coverage", UNITS): 1,
        ("unit", CHECK): 1,
        ("unit", UNITS): 0,
    }


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
