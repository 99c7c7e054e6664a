"""Archived rates of the Bank of Russia to rows of `raw_cbr_rate`.

The bytes are windows-1251 with decimal commas; a rate is for `Nominal` units, and the nominal of a
currency changes over time. Days without a record (Sundays, Mondays, holidays) have the rate of the
last day before; carrying it forward is the business of the models. Before 1998 the rouble is RUR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ingest.fetch.answers import xml_of
from ingest.fetch.types import Fetched, Request
from ingest.sources.cbr.valutes import VALUTES
from ingest.sources.parsed import Document, Parsed, layout_error
from ingest.sources.row_maker import BadCellError, Cells, Rows
from tradebooks.errors import DocumentError, FetchError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

VERSION = "1"
TABLE = "raw_cbr_rate"
ROOT = "ValCurs"
NUMBER = re.compile(r"\d{1,9}(?:,(\d{1,6}))?")
FIRST_NEW_ROUBLE = date(1998, 1, 1)
FIELDS = {"Valute": {"NumCode", "CharCode", "Nominal", "Name", "Value"},
          "Record": {"Nominal", "Value"}}  # fmt: skip
NEWER_FIELDS = {"VunitRate"}


def parse(body: bytes, document: Document) -> Parsed:
    """Read a day or a run of days.

    Raises:
        DocumentError: When the bytes are no such XML, hold an error text, or other elements.
    """
    root = _root(body, document)
    rows = Rows(TABLE, document)
    last_day = document.recorded_at.date().toordinal() + 3
    for number, (found, element) in enumerate(_records(root, document)):
        row = {**found, "locator": f"{element.tag}[{number + 1}]"}
        cells = Cells()
        rows.take({**row, **_rate(element, row["day"], last_day, cells)}, cells, row)
    return rows.parsed()


def _root(body: bytes, document: Document) -> Element:
    fetched = Fetched(Request(document.row.source, document.name), body, document.recorded_at)
    try:
        root = xml_of(fetched, ROOT)
    except FetchError as error:
        raise _error(document, error.seen) from error
    if (root.text or "").strip():
        raise _error(document, f"the text {(root.text or '').strip()[:80]!r}")
    return root


def _error(document: Document, seen: str) -> DocumentError:
    expected = f"{ROOT} with elements Valute (one day) or Record (a run of days)"
    return layout_error(document, seen, expected)


def _records(root: Element, document: Document) -> Iterator[tuple[dict[str, Any], Element]]:
    """Yield every record with what its place says: day, entry and currency."""
    for element in root:
        wanted = FIELDS.get(element.tag)
        names = {child.tag for child in element}
        if wanted is None or not wanted <= names or names - wanted - NEWER_FIELDS:
            seen = f"element {element.tag} with {', '.join(sorted(names)) or 'nothing'}"
            raise _error(document, seen)
        if element.tag == "Valute":
            code, day = element.get("ID"), root.get("Date")
            currency = element.findtext("CharCode")
        else:
            code, day = element.get("Id") or root.get("ID"), element.get("Date")
            known = VALUTES.get(code or "")
            currency = known.currency if known else f"ID:{code}"
        yield {"valute_id": code, "day": day, "currency": (currency or "").strip()}, element


def _rate(element: Element, day: str | None, last_day: int, cells: Cells) -> dict[str, Any]:
    """Type one record."""
    number = cells.read(lambda: _printed((element.findtext("Value") or "").strip()))
    nominal = cells.read(lambda: _nominal((element.findtext("Nominal") or "").strip()))
    at = cells.read(lambda: _day(day))
    if at is not None:
        cells.require(at.toordinal() <= last_day, "rate_date", "not_in_future", at)
    printed, decimals = number or (None, 0)
    return {
        "rate_date": at,
        "quote_currency": at and ("RUB" if at >= FIRST_NEW_ROUBLE else "RUR"),
        "nominal": nominal,
        "printed_value": printed,
        "rate": None if printed is None or nominal is None else printed / nominal,
        "resolution": None if nominal is None else 10.0**-decimals / nominal,
    }


def _printed(value: str) -> tuple[float, int]:
    """Return a printed number and how many decimals it has."""
    number = NUMBER.fullmatch(value)
    if number is None:
        check = "decimal_point" if re.fullmatch(r"\d+\.\d+", value) else "not_a_number"
        raise BadCellError("printed_value", check, value, "rate", "resolution")
    return float(value.replace(",", ".")), len(number[1] or "")


def _nominal(cell: str) -> int:
    if not cell.isdecimal() or not int(cell):
        raise BadCellError("nominal", "not_a_number", cell, "rate", "resolution")
    return int(cell)


def _day(cell: str | None) -> date:
    try:
        return datetime.strptime((cell or "").replace("/", "."), "%d.%m.%Y").date()  # noqa: DTZ007
    except ValueError as error:
        raise BadCellError("rate_date", "day_form", cell, "quote_currency") from error
