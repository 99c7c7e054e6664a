"""A small invented history of publications, as rows of the raw tables.

It has what the models must get right: revisions, a late arrival, a withdrawal, an undated file,
readings that change, a page that changes, contradictions, missing rates. Which tests look at what
is said in `test_models.py`; how rows become files in `lake.py`.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from tradebooks.periods import Period

Row = dict[str, Any]
Tables = dict[str, list[Row]]

PAGE = "https://www.belta.by/economics/trade-2025"
COPY = "https://udf.name/news/trade-2025"


def key(*parts: object) -> str:
    """Return a key as the raw tables have them."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


class History:
    """Collects rows; every method adds one document or one row to it."""

    def __init__(self) -> None:
        self.tables: Tables = {}

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def document(self, source: str, name: str, retrieved: str, **row: Any) -> str:
        """Add the manifest row of one file and return its document key."""
        document_key = key(source, name)
        self.add(
            "raw_manifest",
            fetch_key=key("fetch", source, name, retrieved),
            kind="fetch",
            source=source,
            document_key=None if source == "news" else document_key,
            retrieved_at=datetime.fromisoformat(retrieved),
            status=200,
            bytes=1,
            content_sha256=key("bytes", source, name) * 2,
            published_precision="unknown",
            may_republish=True,
            is_rebuilt=False,
            **row,
        )
        return document_key

    def figure(self, document_key: str, number: int, period: str, value: float, **row: Any) -> None:
        """Add one row of a CSV of figures."""
        span, base = Period.parse(period), row.pop("base", None)
        based = Period.parse(base) if base else None
        self.add(
            "raw_manual_figure",
            **{
                "document_key": document_key,
                "parser_version": "manual-1",
                "locator": f"row {number}",
                "source": "tass",
                "published_precision": "day",
                "measure": "value",
                "reporter": "BLR",
                "partner": "RUS",
                "flow": "turnover",
                "scope": "goods",
                "basis": "value",
                "valuation": "unspecified",
                "period_start": span.start,
                "period_end": span.end,
                "base_period_start": based.start if based else None,
                "base_period_end": based.end if based else None,
                "value": value,
                "unit": "USD",
                "resolution": 1e8,
                "bound": "exact",
                "status": "actual",
                "is_record": False,
                "obs_status": "A",
                "conf_status": "F",
            }
            | row,
        )

    def cell(
        self,
        document_key: str,
        flow: str,
        period: str,
        value: float | None,
        partner: tuple[str, str] = ("BLR", "Беларусь"),
    ) -> None:
        """Add one cell of a workbook, in million dollars."""
        span = Period.parse(period)
        self.add(
            "raw_rosstat_trade",
            document_key=document_key,
            parser_version="rosstat-1",
            locator=f"{partner[0]}!{flow}!{period}",
            reporter="RUS",
            partner=partner[0],
            partner_label=partner[1],
            flow=flow,
            period_start=span.start,
            period_end=span.end,
            value_musd=value,
            resolution_musd=0.1,
            obs_status="A" if value is not None else "M",
        )

    def rate(self, document_key: str, number: int, period: str, rate: float, **row: Any) -> None:
        """Add one mean rate of the rouble."""
        span = Period.parse(period)
        self.add(
            "raw_manual_rate",
            **{
                "document_key": document_key,
                "parser_version": "rate-1",
                "locator": f"row {number}",
                "source": "cbr",
                "published_precision": "unknown",
                "currency": "USD",
                "quote_currency": "RUB",
                "rate_type": "average_arithmetic",
                "period_start": span.start,
                "period_end": span.end,
                "rate": rate,
                "resolution": 0.01,
            }
            | row,
        )

    def article(
        self, name: str, retrieved: str, readings: dict[str, list[Row]], **page: Any
    ) -> str:
        """Add one version of a page and what each extractor version read in it."""
        document_key = self.document("news", name, retrieved, url=page.get("url", PAGE))
        fetch = self.tables["raw_manifest"][-1]
        for number, (version, claims) in enumerate(readings.items(), 1):
            read_at = fetch["retrieved_at"].replace(hour=6 + number)
            self._reading(document_key, fetch, version, read_at, **page)
            for claim in claims:
                self._claim(document_key, version, read_at, **claim)
        return document_key

    def _reading(
        self, document_key: str, fetch: Row, version: str, read_at: datetime, **page: Any
    ) -> None:
        self.add(
            "raw_manifest",
            **fetch
            | {
                "fetch_key": key("extraction", document_key, version),
                "kind": "extraction",
                "document_key": document_key,
                "request": f'{{"extracts": "{fetch["fetch_key"]}"}}',
                "retrieved_at": read_at,
                "parser_version": f"{version}/clean-1",
            },
        )
        self.add(
            "raw_news_article",
            **{
                "document_key": document_key,
                "parser_version": f"clean-1/{version}",
                "locator": "0-100",
                "content_sha256": fetch["content_sha256"],
                "url": fetch["url"],
                "canonical_url": fetch["url"],
                "title": "Trade",
                "outlet": "belta",
                "language": "en",
                "published_at": datetime.fromisoformat("2026-01-04T21:00"),
                "published_precision": "day",
                "text": "text",
                "is_adapted": True,
                "recorded_at": fetch["retrieved_at"],
            }
            | page,
        )

    def _claim(self, document_key: str, version: str, read_at: datetime, **claim: Any) -> None:
        claim = dict(claim)
        anchor, further = claim.pop("anchor"), claim.pop("further", ())
        for number, said in enumerate(further, start=2):
            self._further_place(document_key, version, key(document_key, anchor), number, said)
        self.add(
            "raw_trade_claim",
            **{
                "document_key": document_key,
                "parser_version": f"{version}/clean-1",
                "extractor_version": f"{version}/clean-1",
                "locator": "0-10",
                "claim_key": key(document_key, anchor),
                "ordinal": 1,
                "language": "en",
                "extracted_at": read_at,
                "measure": "value",
                "flow": "turnover",
                "reporter": "BLR",
                "partner": "RUS",
                "unit": "USD",
                "bound": "exact",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 11, 30),
                "scope": "goods",
                "basis": "value",
                "status": "actual",
                "is_record": False,
                "valuation": "unspecified",
                "confidence": 0.9,
                "anchor_text": anchor,
                "anchor_start": 0,
                "anchor_end": 5,
                "quote": f"… {anchor} …",
                "quote_start": 0,
                "quote_end": 9,
            }
            | claim,
        )

    def _further_place(
        self, document_key: str, version: str, claim_key: str, number: int, said: str
    ) -> None:
        self.add(
            "raw_claim_evidence",
            document_key=document_key,
            parser_version=f"{version}/clean-1",
            locator="20-30",
            claim_key=claim_key,
            evidence_no=number,
            anchor_text=said,
            anchor_start=20,
            anchor_end=25,
            quote=f"… {said} …",
            quote_start=18,
            quote_end=30,
        )


def revised_series(history: History) -> None:
    """Add a workbook, its revision, its withdrawal of a cell, and an older one that comes last."""
    editions = {
        "first": ("2021-06-01T06:00", "2021-05-20", {"2021-01": 100.0, "2021-02": 110.0}),
        "second": ("2021-09-01T06:00", "2021-08-20", {"2021-01": 101.0, "2021-02": 110.0}),
        "third": ("2021-12-01T06:00", "2021-11-20", {"2021-01": 101.0, "2021-02": None}),
        "late": ("2022-03-01T06:00", "2021-04-20", {"2021-01": 99.0}),
    }
    for name, (retrieved, published, cells) in editions.items():
        document_key = history.document(
            "rosstat",
            name,
            retrieved,
            url="https://rosstat.gov.ru/96stran.xlsx",
            published_at=datetime.fromisoformat(published),
        )
        history.tables["raw_manifest"][-1]["published_precision"] = "day"
        for month, value in cells.items():
            history.cell(document_key, "import", month, value)
    history.cell(key("rosstat", "first"), "export", "2020-01", 200.0)
    history.cell(key("rosstat", "first"), "export", "2021-01", 220.0)


def press(history: History) -> None:
    """Add the figures of the golden cases as a file of curated figures."""
    document = history.document("manual", "press", "2026-02-10T06:00")
    note = {
        "source_url": "https://tass.com/economy/1792767",
        "published_at": datetime.fromisoformat("2024-05-23T21:00"),
        "side": "RUS",
        "reporter": "RUS",
        "partner": "BLR",
    }
    history.figure(document, 1, "2024-Q1", 10.4e9, bound="about", **note)
    history.figure(document, 2, "2024-Q1", 6.7e9, flow="export", **note)
    history.figure(document, 3, "2024-Q1", 5.7e9, flow="import", **note)
    history.figure(document, 4, "2024-Q1", -1e9, flow="balance", resolution=1e9, **note)
    envoy = {"source": "vedomosti", "source_url": "https://www.vedomosti.ru/2025/12/04/"}
    history.figure(
        document,
        5,
        "2025-01..2025-10",
        44e9,
        resolution=1e9,
        speaker="Dmitry Krutoy",
        published_at=datetime.fromisoformat("2025-12-03T21:00"),
        **envoy,
    )
    roubles = {"unit": "RUB", "resolution": 1e12, "side": "RUS", "source": "ria"}
    at = datetime.fromisoformat("2026-02-01T21:00")
    history.figure(
        document, 6, "2025-01..2025-11", 4e12, bound="nearly", published_at=at, **roubles
    )
    history.figure(document, 7, "2023", 4e12, published_at=at, **roubles)
    history.figure(
        document, 8, "2025", 9.09e6, flow="import", basis="volume", unit="T", resolution=1e4
    )
    belarus_export = {"flow": "export", "side": "BLR", "source_url": "https://tass.com/same"}
    history.figure(document, 9, "2023", 23.9e9, **belarus_export)
    history.figure(document, 10, "2022", 22.0e9, **belarus_export)
    history.figure(
        document,
        11,
        "2023",
        8.1,
        measure="growth_pct",
        unit="PCT",
        resolution=0.1,
        **belarus_export,
    )


def composition(history: History) -> None:
    """Add the disclosed and the withheld exports of January to July 2021, and chapters of 2021."""
    document = history.document("manual", "composition", "2026-02-11T06:00")
    shared = {
        "source": "glavny",
        "source_url": "https://glavny.tv/secret",
        "flow": "export",
        "side": "BLR",
        "resolution": 1e7,
    }
    period = "2021-01..2021-07"
    history.figure(document, 1, period, 8.71e9, **shared)
    disclosed = {"classification": "DISCLOSURE", "commodity_code": "disclosed"}
    withheld = {"classification": "DISCLOSURE", "commodity_code": "suppressed", "conf_status": "C"}
    history.figure(document, 2, period, 7.42e9, **shared | disclosed)
    history.figure(document, 3, period, 1.29e9, **shared | withheld)
    chapter = {"classification": "HS", "commodity_code": "04", "commodity": "Dairy"}
    history.figure(document, 4, "2021", 16.4e9, **shared)
    history.figure(document, 5, "2021", 2.2e9, **shared | chapter)


def rates(history: History) -> None:
    """Add the mean rate of 2023 and a rate of one day of 2025."""
    document = history.document("manual_rate", "rates", "2026-02-12T06:00")
    history.rate(document, 1, "2023", 80.0)
    history.rate(document, 2, "2023", 85.0, source="cia_factbook", rate_type="average_unspecified")
    history.rate(document, 3, "2025-11-30", 78.0, rate_type="spot")


def page(history: History) -> None:
    """Add a page, two readings of it, and its changed text."""
    turnover = {"anchor": "49.2 billion", "value": 49.2e9, "resolution": 1e8, "side": "BLR"}
    misread = {"anchor": "25 billion", "value": 25e9, "resolution": 1e9, "flow": "import"}
    mended = misread | {"flow": "export", "bound": "nearly"}
    noise = {"anchor": "2025", "value": 2025.0, "resolution": 1.0, "unit": "USD"}
    listed = {"measure": "composition", "flow": "export", "unit": None}
    goods = [
        listed | {"anchor": name, "commodity": name, "list_order": place}
        for place, name in enumerate(("cheese and curd", "butter"), 1)
    ]
    history.article(
        "old",
        "2026-01-06T06:00",
        {"en-9": [turnover, misread, noise, *goods], "en-10": [turnover, mended, *goods]},
    )
    history.article("new", "2026-01-20T06:00", {"en-10": [turnover]})


def wire(history: History) -> None:
    """Add a copy of the page, a Russian article with groups of goods, and a number that cannot be.

    One curated figure cites the copy, and both alphabets name one unknown speaker.
    """
    turnover = {"anchor": "49.2 billion", "value": 49.2e9, "resolution": 1e8, "side": "BLR"}
    site = {"url": COPY, "outlet": "udf"}
    copy = history.article("copy", "2026-01-07T06:00", {"en-10": [turnover]}, **site)
    history.add(
        "raw_syndication",
        document_key=copy,
        parser_version="minhash-1",
        locator="text",
        root_document_key=key("news", "old"),
        similarity=0.9,
    )
    document = history.document("manual", "citing", "2026-02-13T06:00")
    history.figure(document, 1, "2025-01..2025-11", 49.2e9, source="udf", source_url=COPY)
    goods = {"flow": "export", "resolution": 1e8, "speaker": "Евгений Щеглов"}
    claims = [
        goods
        | {
            "anchor": "1,2 млрд",
            "value": 1.2e9,
            "commodity": "калийные удобрения",
            "further": ["почти 1,3 млрд", "1 млрд"],
        },
        goods | {"anchor": "3,4 млрд", "value": 3.4e9, "commodity": "продукты питания"},
        goods | {"anchor": "1 481 млрд", "value": 1.481e12, "cited_source": "Белстат"},
        {
            "anchor": "140%",
            "measure": "share_pct",
            "flow": "export",
            "unit": "PCT",
            "share_of": "total",
            "value": 140.0,
            "resolution": 1.0,
            "doubt": "a share outside 0 to 100",
        },
        {
            "anchor": "на 99%",
            "measure": "growth_pct",
            "flow": "export",
            "unit": "PCT",
            "value": 99.0,
            "resolution": 1.0,
            "doubt": "what only the extractor doubts",
        },
        {
            "anchor": "2 млрд",
            "value": 2e9,
            "resolution": 1e9,
            "flow": "export",
            "reporter": "BY-HO",
            "partner": "RUS",
        },
        goods | {"anchor": "9 млн тонн", "value": 9e6, "unit": "T", "speaker": "Yevgeny Shcheglov"},
    ]
    russian = {"url": "https://www.belta.by/ru/goods", "language": "ru"}
    history.article(
        "russian",
        "2026-01-08T06:00",
        {"ru-1": [one | {"language": "ru"} for one in claims]},
        **russian,
    )


def tables() -> Tables:
    """Return the whole history as rows per raw table."""
    history = History()
    for part in (revised_series, press, composition, rates, page, wire):
        part(history)
    history.add(
        "quarantine",
        source="manual",
        raw_table="raw_manual_figure",
        document_key=key("manual", "press"),
        parser_version="manual-1",
        row_id=12,
        locator="row 12",
        column_name="unit",
        check_name="isin",
        value="DOLLARS",
        row_json="{}",
    )
    return history.tables
