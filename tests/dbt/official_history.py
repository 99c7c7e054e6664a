"""Publications of official sources that set off every check, as rows of the raw tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.dbt.history import History
from tradebooks.periods import Period

MONTHS_2019 = [f"2019-{month:02d}" for month in range(1, 13)]
PAGE = "https://www.belta.by/checks"


def cell(
    history: History, document: str, pair: str, period: str, value: float | None, **row: Any
) -> None:
    """Add one cell of UN Comtrade; `pair` is reporter, flow and partner, as in `BRA X CHN`."""
    reporter, flow, partner = pair.split()
    span = Period.parse(period)
    side = "fob" if flow == "X" else "cif"
    history.add(
        "raw_comtrade_trade",
        **{
            "document_key": document,
            "parser_version": "1",
            "locator": f"{pair} {period} {row.get('commodity_code', 'TOTAL')}",
            "type_code": "C",
            "freq_code": "A" if span.months == 12 else "M",
            "period_start": span.start,
            "period_end": span.end,
            "reporter": reporter,
            "partner": partner,
            "partner2_code": 0,
            "mot_code": 0,
            "customs_code": "C00",
            "mos_code": "0",
            "flow_code": flow,
            "classification": "H5",
            "commodity_code": "TOTAL",
            "primary_value_usd": value,
            f"{side}_value_usd": value,
            "conf_status": "F",
        }
        | row,
    )


def soya(history: History) -> None:
    """Add months of one heading with a jump, its mirror in a year, and a level with its total."""
    document = history.document("comtrade", "soya", "2025-01-10T06:00")
    months = {"01": 0.5e9, "02": 1.7e9, "03": 25e9, "04": 3.3e9, "05": 3.4e9}
    for month, value in months.items():
        cell(history, document, "BRA X CHN", f"2020-{month}", value, commodity_code="1201")
    cell(history, document, "BRA X CHN", "2024", 31.5e9, commodity_code="1201")
    cell(history, document, "CHN M BRA", "2024", 36.5e9, commodity_code="1201")
    cell(history, document, "BRA X CHN", "2024", 0.14e9, commodity_code="1507")
    cell(history, document, "CHN M BRA", "2024", 7e6, commodity_code="2304")


def levels(history: History) -> None:
    """Add a total with headings, of which one is confidential and one is left out."""
    document = history.document("comtrade", "levels", "2025-01-11T06:00")
    cell(history, document, "KAZ X RUS", "2016", 100e6)
    headings = {"2709": 60e6, "7202": 25e6, "8485": 5e6}
    for code, value in headings.items():
        cell(history, document, "KAZ X RUS", "2016", value, commodity_code=code)
    secret = {"commodity_code": "9999", "conf_status": "C"}
    cell(history, document, "KAZ X RUS", "2016", 7e6, **secret)


def parts(history: History) -> None:
    """Add chapters that exceed their total, that miss a little of it, and that miss half."""
    document = history.document("comtrade", "parts", "2025-01-12T06:00")
    chapters = {"2015": (70e6, 40e6), "2016": (60e6, 39e6), "2017": (30e6, 20e6)}
    for year, values in chapters.items():
        cell(history, document, "ARM X RUS", year, 100e6)
        for code, value in zip(("22", "71"), values, strict=True):
            cell(history, document, "ARM X RUS", year, value, commodity_code=code)


def months(history: History) -> None:
    """Add a year that is not the sum of its months until it is revised, and one that never is."""
    first = history.document("comtrade", "months", "2025-01-13T06:00")
    for partner, each in (("ARM", 90e6), ("KGZ", 90e6)):
        for month in MONTHS_2019:
            cell(history, first, f"RUS X {partner}", month, each)
        cell(history, first, f"RUS X {partner}", "2019", 1200e6)
    revised = history.document("comtrade", "revised year", "2025-02-13T06:00")
    cell(history, revised, "RUS X KGZ", "2019", 1080e6)


def identities(history: History) -> None:
    """Add a publication that contradicts itself in every way that is checked."""
    document = history.document("manual", "identities", "2025-01-15T06:00")
    page = {"source_url": PAGE, "source": "belta", "side": "BLR"}
    at = {"published_at": datetime.fromisoformat("2025-01-02T21:00")}
    shared = page | at
    history.figure(document, 1, "2022", 30e9, flow="turnover", **shared)
    history.figure(document, 2, "2022", 22e9, flow="export", **shared)
    history.figure(document, 3, "2022", 14e9, flow="import", **shared)
    history.figure(document, 4, "2022", 1e9, flow="balance", **shared)
    history.figure(document, 5, "2023", 40e9, flow="turnover", **shared)
    services = shared | {"scope": "services"}
    history.figure(document, 6, "2023", 7e9, flow="turnover", **services)
    both = shared | {"scope": "goods_and_services"}
    history.figure(document, 7, "2023", 60e9, flow="turnover", **both)
    growth = {"measure": "growth_pct", "unit": "PCT", "resolution": 0.1, "base": "2022"}
    history.figure(document, 8, "2023", 5.0, flow="turnover", **shared | growth)


def money(history: History) -> None:
    """Add one export in old and in new roubles, a mean rate in old ones, and a euro rate."""
    document = history.document("manual", "roubles", "2025-01-16T06:00")
    page = {"source_url": "https://www.belta.by/roubles", "source": "belta", "side": "BLR"}
    old = page | {"unit": "BYR", "resolution": 1e11, "flow": "export"}
    new = page | {"unit": "BYN", "resolution": 1e7, "flow": "import"}
    history.figure(document, 1, "2015", 159.26e12, **old)
    history.figure(document, 2, "2015", 15.926e9, **new)
    history.figure(document, 3, "2018", 20.38e9, **new)
    rates = history.document("manual_rate", "old roubles", "2025-01-16T06:00")
    more = {"quote_currency": "BYR", "source": "cia_factbook", "rate_type": "average_unspecified"}
    history.rate(rates, 1, "2015", 15926.0, **more)
    history.rate(rates, 2, "2018", 2.038, **more | {"quote_currency": "BYN", "source": "nbrb"})
    euro = history.document("ecb", "euro", "2025-01-16T06:00")
    for month, rate in (("2022-01", 86.6), ("2022-02", 87.9)):
        span = Period.parse(month)
        history.add(
            "raw_ecb_rate",
            document_key=euro,
            parser_version="1",
            locator=month,
            series_key="M.RUB.EUR.SP00.A",
            freq_code="M",
            currency="EUR",
            quote_currency="RUB",
            period_start=span.start,
            period_end=span.end,
            rate_type="average_arithmetic",
            rate=rate,
            resolution=0.0001,
            obs_status="A",
        )


def indicate(
    history: History,
    page: str,
    locator: str,
    indicator: str,
    span: Period,
    value: float | None,
    updated: str,
    **place: int,
) -> None:
    """Add one number of Belarus to a page of the World Bank; `place` says which of how many."""
    history.add(
        "raw_world_bank_indicator",
        document_key=page,
        parser_version="1",
        locator=locator,
        indicator=indicator,
        indicator_name=indicator,
        country="BLR",
        period_start=span.start,
        period_end=span.end,
        value=value,
        obs_status="A",
        last_updated=date.fromisoformat(updated),
        **place,
    )


def denominators(history: History) -> None:
    """Add two updates of the World Bank: one number stays, one is revised."""
    for updated, product in (("2024-03-28", 71.8e9), ("2025-01-28", 71.9e9)):
        page = history.document("world_bank", updated, f"{updated}T06:00")
        span = Period.parse("2023")
        numbers = {
            "NY.GDP.MKTP.CD": product,
            "TX.VAL.MRCH.CD.WT": 40.0e9,
            "TM.VAL.MRCH.CD.WT": 43.0e9,
            "XX.NEW": 1.0,
        }
        for number, (indicator, value) in enumerate(numbers.items()):
            indicate(history, page, f"[1][{number}]", indicator, span, value, updated)


def correlate(
    history: History, name: str, retrieved: str, links: list[tuple[str, str, str]]
) -> None:
    """Add a table between HS 2022 and HS 2017: newer code, older code, relationship."""
    table = history.document("unsd", name, retrieved)
    for number, (newer, older, relationship) in enumerate(links):
        history.add(
            "raw_hs_correlation",
            document_key=table,
            parser_version="1",
            locator=f"A{number + 3}",
            newer_vintage=2022,
            newer_code=newer,
            older_vintage=2017,
            older_code=older,
            relationship=relationship,
        )


def editions(history: History) -> None:
    """Add a correlation table, and an older print of it that knew less."""
    pairs = [("120110", "120110", "1:1"), ("970610", "970600", "n:1"), ("970690", "970600", "n:1")]
    correlate(history, "old print", "2025-01-17T06:00", pairs[:2])
    correlate(history, "new print", "2025-01-18T06:00", pairs)


def history() -> History:
    """Return all of it."""
    made = History()
    shown = (soya, levels, parts, months, identities, money, denominators, editions)
    for part in shown:
        part(made)
    return made
