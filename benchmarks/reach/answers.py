"""Invented answers of UN Comtrade in the shape of the wire, archived as a live load does it.

One answer is one reporter, year and commodity level, as the project asks: all partners, both
flows. Values move slowly from year to year. In every fifth answer some rows are bad: a partner
that nobody knows, a value below zero, a period that has not begun.

    python -m benchmarks.reach.answers ARCHIVE ROWS
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from ingest.fetch.archive import Archive
from ingest.fetch.publication import Publication
from ingest.fetch.types import Fetched, Request
from ingest.sources.comtrade.areas import codes, m49_of
from tradebooks.vocabulary import seed

TABLE = "raw_comtrade_trade"
PARTNERS, COMMODITIES, FLOWS = 200, 250, ("M", "X")
ROWS_AN_ANSWER = PARTNERS * COMMODITIES * len(FLOWS)
REPORTERS = ("ARG", "AUS", "BEL", "BLR", "BRA", "CAN", "CHL", "EGY", "ESP", "RUS")
FIRST_YEAR = 2005
FIRST_DAY = datetime(2026, 1, 5, 6, tzinfo=UTC)
#: Every fifth answer has three bad rows in so many: too few for it to be refused as a whole.
BAD_ANSWERS, BAD_ROWS = 5, 5_000

# Names, order and nulls are those of the wire without descriptions.
ROW = """
select
    'C' as "typeCode", 'A' as "freqCode", year * 10000 + 101 as "refPeriodId",
    year as "refYear", 52 as "refMonth",
    case when place = 13 then '2097' else cast(year as varchar) end as "period",
    {reporter} as "reporterCode", null as "reporterISO", null as "reporterDesc",
    flow as "flowCode", null as "flowDesc",
    case when place = 7 then 9999 else partner end as "partnerCode",
    null as "partnerISO", null as "partnerDesc", 0 as "partner2Code", null as "partner2ISO",
    null as "partner2Desc", 'H5' as "classificationCode", 'HS' as "classificationSearchCode",
    true as "isOriginalClassification", commodity as "cmdCode", null as "cmdDesc",
    6 as "aggrLevel", true as "isLeaf", 'C00' as "customsCode", null as "customsDesc",
    '0' as "mosCode", 0 as "motCode", null as "motDesc", 8 as "qtyUnitCode", null as "qtyUnitAbbr",
    round(amount / 3, 3) as "qty", false as "isQtyEstimated", -1 as "altQtyUnitCode",
    null as "altQtyUnitAbbr", 0.0 as "altQty", false as "isAltQtyEstimated",
    case when number % 3 = 0 then round(amount / 3, 3) end as "netWgt",
    false as "isNetWgtEstimated", 0.0 as "grossWgt", false as "isGrossWgtEstimated",
    case when flow = 'M' then amount end as "cifvalue",
    case when flow = 'X' then amount end as "fobvalue",
    case when place = 11 then -1 * amount else amount end as "primaryValue",
    0 as "legacyEstimationFlag", false as "isReported", true as "isAggregate"
from numbered
"""

ANSWER = """
with cells as (
    select
        partners.code as partner, flows.code as flow, commodities.code as commodity,
        row_number() over (order by partners.code, flows.code, commodities.code) as number,
        hash(partners.code, flows.code, commodities.code, {reporter}) % 100000000 as size
    from (select unnest(?) as code) as partners
    cross join (select unnest(?) as code) as flows
    cross join (select unnest(?) as code) as commodities
),
numbered as (
    select
        *, {year} as year,
        round((1000 + size) * pow(1.03, {year} - 2000) * {factor}, 3) as amount,
        case when {is_bad} then number % {bad_rows} end as place
    from cells
)
select string_agg(
    cast(to_json(made) as varchar), ','
    order by made."partnerCode", made."flowCode", made."cmdCode", made."primaryValue"
)
from ({row}) as made
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What one answer is about.

    Attributes:
        reporter: Whose books.
        year: The period.
        revision: How often the dataset was revised before.
        partners: With how many countries.
        is_bad: Whether some of its rows are bad.
    """

    reporter: str
    year: int
    revision: int = 0
    partners: int = PARTNERS
    is_bad: bool = False

    def asked(self) -> dict[str, object]:
        """Return the question as the live source records it."""
        return {
            "kind": "trade",
            "type": "C",
            "freq": "A",
            "classification": "HS",
            "level": "AG6",
            "reporters": [self.reporter],
            "partners": [geo for _, geo in partners()[: self.partners]],
            "flows": list(FLOWS),
            "periods": [str(self.year)],
            "revisions": [f"{self.revision}@"],
        }


def partners() -> list[tuple[int, str]]:
    """Return the codes of the partners: countries, the same ones for everybody."""
    countries = {row["code"] for row in seed("countries")}
    named = {geo: m49 for m49, geo in sorted(codes().items(), reverse=True) if geo in countries}
    chosen = [geo for geo in sorted(named) if geo not in REPORTERS]
    return [(m49_of(geo), geo) for geo in chosen[:PARTNERS]]


def commodities() -> list[str]:
    """Return subheadings of all chapters."""
    chapters = [row["chapter"] for row in seed("hs_chapters")]
    return sorted(
        f"{chapters[number % len(chapters)]}{number // len(chapters) + 1:02d}10"
        for number in range(COMMODITIES)
    )


def history(rows: int) -> Iterator[Question]:
    """Return the questions of a history of so many rows."""
    for number in range(rows // ROWS_AN_ANSWER):
        year, place = divmod(number, len(REPORTERS))
        is_bad = number % BAD_ANSWERS == 0
        yield Question(REPORTERS[place], FIRST_YEAR + year, is_bad=is_bad)


def body(question: Question) -> bytes:
    """Make the answer to a question."""
    reporter = m49_of(question.reporter)
    sql = ANSWER.format(
        reporter=reporter,
        year=question.year,
        factor=1 + question.revision / 1000,
        is_bad=str(question.is_bad).lower(),
        bad_rows=BAD_ROWS,
        row=ROW.format(reporter=reporter),
    )
    chosen = [code for code, _ in partners()[: question.partners]]
    with duckdb.connect() as con:
        found = con.execute(sql, [chosen, list(FLOWS), commodities()]).fetchone()
    count = question.partners * COMMODITIES * len(FLOWS)
    envelope = '{"elapsedTime":"%s.%s secs","count":%s,"data":[%s],"error":""}'
    text = found[0] if found else ""
    return (envelope % (question.year % 7, question.revision, count, text)).encode()


def store(archive: Archive, question: Question, retrieved: datetime) -> Path:
    """Archive the answer to a question as a live load does; return where its bytes lie."""
    asked = question.asked()
    content = body(question)
    request = Request(
        "comtrade",
        f"https://comtradeapi.un.org/data/v1/get/C/A/HS?reporterCode={m49_of(question.reporter)}"
        f"&period={question.year}&cmdCode=AG6&partnerCode={question.partners}",
        asked,
    )
    published = Publication(retrieved - timedelta(days=2), "second")
    row = archive.store(Fetched(request, content, retrieved, published=published)).row
    return archive.root / "bodies" / row.content_sha256[:2] / row.content_sha256


def fill(archive: Archive, rows: int) -> None:
    """Archive a history of so many rows, an answer an hour."""
    for number, question in enumerate(history(rows)):
        store(archive, question, FIRST_DAY + timedelta(hours=number))


if __name__ == "__main__":
    fill(Archive(Path(sys.argv[1])), int(sys.argv[2]))
