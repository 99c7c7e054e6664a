"""Exchange rates entered by hand: what one unit of a currency costs in another, over a period.

`rate` is given for `scale` units of the currency ("100 RUB = 3.2157 BYN" has scale 100); the raw
table holds it for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.sources import cells
from ingest.sources.cells import BadCellError
from ingest.sources.manual import (
    Problems,
    parse_table,
    period_columns,
    publication_columns,
    read_period,
)
from ingest.sources.parsed import Document, Parsed

VERSION = "1"
TABLE = "raw_manual_rate"
COLUMNS = [
    *("source", "source_url", "published", "currency", "quote_currency"),
    *("period", "rate_type", "rate", "scale", "note"),
]
EXAMPLE = "nbrb,https://www.nbrb.by,2025-02-03,RUB,BYN,2025-01,average_arithmetic,3.4521,100,"
SCALES = tuple(10**power for power in range(7))


def template_csv() -> str:
    """Return the template with one example row."""
    return f"{','.join(COLUMNS)}\n{EXAMPLE}\n"


def parse(body: bytes, document: Document) -> Parsed:
    """Read a filled-in template.

    Raises:
        DocumentError: When encoding or header are not those of the template, or it has no rows.
    """
    return parse_table(body, document, TABLE, COLUMNS, _rate)


def _rate(given: Mapping[str, str], document: Document, problems: Problems) -> dict[str, Any]:
    row: dict[str, Any] = {column: given[column] or None for column in COLUMNS}
    row |= publication_columns(given, document, problems)
    row |= period_columns("period", read_period(given, "period", problems))
    scale = problems.read("scale", lambda: _scale(given["scale"])) or 1
    printed = problems.read("rate", lambda: cells.number(given["rate"]))
    row["rate"] = printed and printed.value / scale
    row["resolution"] = printed and printed.resolution / scale
    return row


def _scale(cell: str) -> int:
    if cell and cell not in {str(scale) for scale in SCALES}:
        raise BadCellError("scale_is_power_of_ten")
    return int(cell or "1")
