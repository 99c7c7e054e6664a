"""Why two numbers differ: each reason on its own, in the order of the design."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.unit.reconcile.made import BILLION, say, table
from tradebooks.vocabulary import seed
from warehouse.reconcile import ladder
from warehouse.reconcile.contract import Assertion, read
from warehouse.reconcile.method import Method
from warehouse.reconcile.reasons import TESTS
from warehouse.reconcile.run import reconcile

_LATER = datetime(2025, 1, 1)  # noqa: DTZ001


def _pair(one: dict, other: dict) -> dict:
    rows = reconcile(table(one, other))["disagreement"]
    assert rows.height == 1
    return rows.row(0, named=True)


def _a(printed: str = "40", **fields: object) -> dict:
    return say("a", printed, "2022", document="a", speaker_key="vladimir_putin", **fields)


def _b(printed: str = "50", **fields: object) -> dict:
    return say("b", printed, "2022", document="b", speaker_key="roman_golovchenko", **fields)


@pytest.mark.parametrize(
    ("reason", "one", "other"),
    [
        ("rounding", _a("46.46"), _b("46.5", bound="over")),
        ("copy", _a(), _b(copy_of="a")),
        ("scope", _a(), _b(scope="goods_and_services")),
        ("period", _a(), _b(inferred="period_start,period_end")),
        ("flow", _a(), _b(inferred="flow")),
        ("side", _a(), _b("42", books="BLR")),
        ("valuation", _a(valuation="fob"), _b("42", valuation="cif")),
        ("status", _a(), _b(status="forecast")),
        ("revision", _a(), _a("41") | {"assertion_key": "b", "evidence_key": "b"}),
        ("confidentiality", _a(), _b(conf_status="C")),
        ("timing", _a(), _b(status="preliminary")),
        ("arithmetic", _a(), _b() | {"evidence_key": "a"}),
        ("unit", _a(), _b("40", mult=BILLION * 1000)),
        ("unexplained", _a(), _b()),
    ],
)
def test_the_first_reason_that_closes_the_gap(reason: str, one: dict, other: dict):
    if reason == "revision":
        other = other | {"published_at": _LATER}
    assert _pair(one, other)["reason"] == reason


def test_reasons_stand_in_the_order_of_the_design():
    order = "rounding copy scope period flow side fx valuation status revision confidentiality"
    assert [name for name, _ in TESTS] == [*order.split(), "timing", "arithmetic", "unit"]


def test_goods_above_goods_and_services_are_not_a_matter_of_scope():
    row = _pair(_a("50"), _b("40", scope="goods_and_services"))
    assert row["reason"] == "unexplained"


def test_what_freight_explains_in_part_is_said():
    row = _pair(_a("40"), _b("50", books="BLR"))
    assert (row["reason"], row["partly_explained_by"]) == ("unexplained", "side")
    assert row["explained"] == pytest.approx(40.5 * BILLION * 0.1)
    assert row["rest"] == pytest.approx(row["difference"] - row["explained"])


def test_numbers_that_meet_are_no_rows():
    assert reconcile(table(_a("40"), _b("40.2")))["disagreement"].is_empty()


@pytest.mark.parametrize(("curated", "claim"), [("a", "c"), ("c", "a")])
def test_the_reading_that_counts_stands_for_what_repeats_it(curated: str, claim: str):
    shared = {"evidence_key": "one page"}
    rows = reconcile(
        table(
            _a() | shared | {"assertion_key": curated, "origin": "curated"},
            _a() | shared | {"assertion_key": claim},
            _b(),
        )
    )["disagreement"]
    assert rows["assertion_key_low"].to_list() == [curated]


def _read(row: dict) -> Assertion:
    return read(table(row))[0]


@pytest.mark.parametrize(
    ("row", "weight"),
    [
        (_a(origin="observation", source="imf", side="joint", valuation="bop"), 1.0),
        (_a(origin="observation", source="rosstat"), 0.9),
        (_a(origin="observation", source="wits"), 0.7),
        (_a(cited_source="Belstat"), 0.7),
        (_a(), 0.5),
        (_a() | {"speaker_key": "boris_gryzlov"}, 0.3),
        (_a() | {"speaker_key": None}, 0.3),
        (_a(inferred="scope,side"), 0.25),
        (_a(published_precision="unknown"), 0.0),
        (_a(copy_of="root"), 0.0),
    ],
)
def test_the_ladder(row: dict, weight: float):
    row = row | {"side": row["side"]}
    assert ladder.weight(_read(row), Method()) == pytest.approx(weight)


def test_version_1_of_the_method_is_frozen():
    ladder_rows = [(r["rung"], float(r["weight"])) for r in seed("evidence_ladder")]
    assert ladder_rows == [
        ("joint_bop", 1.0),
        ("own_office", 0.9),
        ("quoted_statistics", 0.7),
        ("government", 0.5),
        ("ambassador", 0.3),
        ("undated", 0.0),
    ]
    assert Method().band("BLR", "RUS") == (1.0, 1.1)
    assert len(Method().key) == 16


def test_a_band_of_a_pair_beats_the_common_one():
    bands = (("*", "*", 0.0, 10.0), ("BLR", "RUS", 0.0, 3.0))
    assert Method(bands=bands).band("BLR", "RUS") == pytest.approx((1.0, 1.03))
    assert Method(bands=bands).band("RUS", "BLR") == pytest.approx((1.0, 1.1))


def test_listed_speakers_are_known():
    known = {row["speaker"] for row in seed("speakers")}
    assert {row["speaker"] for row in seed("speaker_rungs")} <= known
