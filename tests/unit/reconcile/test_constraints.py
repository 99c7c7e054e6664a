"""Which identities are drawn around statements, and which never are."""

from __future__ import annotations

import pytest

from tests.unit.reconcile.made import grow, say, table
from tradebooks.periods import Period
from warehouse.reconcile.contract import read
from warehouse.reconcile.identities import close
from warehouse.reconcile.method import Method
from warehouse.reconcile.parts import part_rows
from warehouse.reconcile.run import components_of, reconcile
from warehouse.reconcile.statements import Statements, state
from warehouse.reconcile.timeline import add_up
from warehouse.reconcile.variables import Variable, ordered


def _v(flow: str = "turnover", period: str = "2024", **fields: str) -> Variable:
    span = Period.parse(period)
    made = {
        "first": "BLR", "second": "RUS", "flow": flow, "scope": "goods", "basis": "value",
        "commodity": "TOTAL", "books": "RUS", "valuation": "unspecified", "unit": "USD",
        "status": "outturn",
    } | fields  # fmt: skip
    return Variable(**made, start=span.start, end=span.end)


def _said(*rows: dict) -> Statements:
    return state(read(table(*rows)), Method())


def _sums(*variables: Variable) -> dict[str, list[str]]:
    _, rows = add_up(variables)
    return {
        row.terms[0][0].period_key: [part.period_key for part, _ in row.terms[1:]] for row in rows
    }


def test_one_flow_alone_draws_nothing():
    assert close([_v()]) == ({_v()}, [])


def test_two_flows_draw_turnover_and_balance():
    variables, rows = close([_v("export"), _v("import")])
    assert {v.flow for v in variables} == {"export", "import", "turnover", "balance"}
    assert sorted(row.identity for row in rows) == ["balance", "turnover"]


def test_a_turnover_is_split_where_its_books_know_an_export():
    variables, _ = close([_v(), _v("export", "2023")])
    assert _v("import") in variables


def test_a_mixed_turnover_has_exports_fob_and_imports_cif():
    sold, bought = _v("export", valuation="cif"), _v("import", valuation="fob")
    variables, _ = close([sold, bought])
    assert _v(valuation="mixed") in variables
    other = _v("export", books="BLR", valuation="fob"), _v("import", books="BLR", valuation="cif")
    assert _v(books="BLR", valuation="mixed") in close(other)[0]


def test_goods_and_services_make_both_unless_the_scope_is_a_guess():
    goods, both = _v(), _v(scope="goods_and_services")
    _, rows = close([goods, both])
    assert [row.identity for row in rows] == ["goods_and_services"]
    assert close([goods, both], guessed=[both])[1] == []


def test_an_unsaid_scope_is_tied_to_none():
    assert close([_v(), _v(scope="unspecified")])[1] == []


@pytest.mark.parametrize("field", ["books", "valuation", "unit", "commodity", "basis", "status"])
def test_different_books_are_never_tied(field: str):
    other = _v("export", **{field: "other"})
    assert close([_v("import"), other])[1] == []


def test_months_make_quarters_and_quarters_the_year():
    months = [_v(period=f"2024-{month:02d}") for month in range(1, 13)]
    quarters = [_v(period=f"2024-Q{n}") for n in range(1, 5)]
    sums = _sums(*months, *quarters, _v())
    assert sums["2024"] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert sums["2024-Q2"] == ["2024-04", "2024-05", "2024-06"]


def test_a_year_is_its_first_months_and_the_rest():
    assert _sums(_v(), _v(period="2024-01..2024-11")) == {"2024": ["2024-01..2024-11", "2024-12"]}


def test_periods_that_cross_are_cut():
    sums = _sums(_v(period="2024-07..2025-06"), _v())
    assert sums == {"2024": ["2024-H1", "2024-H2"], "2024-07..2025-06": ["2024-H2", "2025-H1"]}


def test_neighbours_are_not_tied():
    assert _sums(_v(period="2024-01"), _v(period="2024-02")) == {}


def test_codes_of_one_level_do_not_exceed_the_total():
    total, parts = _v(), [_v(commodity=f"HS:{code}") for code in ("01", "02", "0101")]
    rows = part_rows([total, *parts])
    assert sorted(len(row.terms) for row in rows) == [2, 3]
    assert {row.identity for row in rows} == {"residual"}


def test_shown_and_withheld_goods_make_the_total():
    parts = [_v(commodity=f"DISCLOSURE:{code}") for code in ("disclosed", "suppressed")]
    [row] = part_rows([_v(), *parts])
    assert (row.identity, row.low, row.high) == ("parts", 0.0, 0.0)


def test_too_many_parts_are_a_conflict():
    rows = [
        say("total", "10", "2024", "export"),
        say("one", "7", "2024", "export", commodity_key="HS:01"),
        say("two", "6", "2024", "export", commodity_key="HS:02"),
    ]
    report = reconcile(table(*rows))["component"].row(0, named=True)
    assert report["broken_identities"] == "residual"


def test_a_share_implies_the_worlds_total():
    share = say("share", "50", "2024", "export", books="BLR", measure="share_pct", share_of="total")
    result = reconcile(table(say("part", "25", "2024", "export", books="BLR"), share))
    rows = result["reconciliation"].filter(partner="WLD")
    assert rows["verdict"].to_list() == ["implied"]
    assert 48 < rows["low"].item() / 1e9 < rows["high"].item() / 1e9 < 52


def test_a_share_of_the_pair_ties_goods_to_all_goods():
    share = say(
        "share", "20", "2024", "export", measure="share_pct", share_of="bilateral",
        commodity_key="GROUP:food",
    )  # fmt: skip
    [*rows] = _said(say("total", "25", "2024", "export"), share).rows
    assert {row.identity for row in rows} == {"same_quantity", "share"}


def test_a_deficit_that_grows_gets_more_negative():
    rows = [
        say("base", "-2", "2023", "balance"),
        grow("rate", "50", "2024", "balance"),
    ]
    found = reconcile(table(*rows))["book"].filter(period_key="2024")
    assert found["low"].item() / 1e9 == pytest.approx(-2.5 * 1.505)
    assert found["high"].item() / 1e9 == pytest.approx(-1.5 * 1.495)


def test_a_multiple_and_a_difference_are_changes():
    rows = [
        say("base", "10", "2023"),
        say("twice", "2.0", "2024", measure="multiple", base="2023"),
        say("more", "5", "2022", measure="change_abs", base="2023"),
    ]
    found = reconcile(table(*rows))["book"]
    twice = found.filter(period_key="2024").row(0, named=True)
    assert twice["low"] == pytest.approx(9.5e9 * 1.95)
    more = found.filter(period_key="2022").row(0, named=True)
    assert (more["low"], more["high"]) == pytest.approx((14e9, 16e9))


def test_a_rate_takes_the_currency_of_its_document():
    rows = [
        say("roubles", "3.9", "2023", mult=1e12, unit="RUB"),
        grow("rate", "5", "2023"),
        grow("alone", "6", "2023", document="other"),
    ]
    said = _said(*rows)
    assert said.subject["rate"].unit == "RUB"
    assert said.subject["alone"].unit == "USD"
    two = _said(*rows, say("dollars", "45", "2023"))
    assert two.refused["rate"] == "unknown_currency"


def test_flows_are_seen_from_the_first_of_the_pair():
    said = _said(
        say("sold", "1", "2024", "export", pair=("RUS", "BLR")),
        say("bought", "1", "2024", "import", pair=("BLR", "RUS"), books="BLR"),
    )
    assert {v.flow for v in said.subject.values()} == {"import"}
    assert len({v.slice_key for v in said.subject.values()}) == 1
    assert ordered("WLD", "BLR") == ("BLR", "WLD")
    assert ordered("RUS", "BY-HM") == ("RUS", "BY-HM")


def test_nameless_books_are_compared_within_one_document_only():
    rows = [say(key, "1", "2024", books=None, document=key) for key in ("a", "b")]
    said = _said(*rows)
    assert len(components_of(said, Method())) == 2


def test_readings_of_one_document_are_one():
    rows = [
        say("hand", "49.2", "2024", books="BLR", origin="curated"),
        say("read", "49.2", "2024", books=None, scope="unspecified"),
        say("another", "49.9", "2024", books=None, scope="unspecified"),
    ]
    assert _said(*rows).refused == {"read": "same_evidence"}


def test_periods_may_begin_on_any_day():
    sums = _sums(_v(period="2022-03-21..2022-06-21"), _v(period="2022-03-21..2023-03-20"))
    assert list(sums.values()) == [["2022-03-21..2022-06-21", "2022-06-22..2023-03-20"]]
