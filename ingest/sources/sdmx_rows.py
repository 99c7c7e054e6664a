"""From an SDMX-JSON message to rows: what the readers of the ECB, the IMF and WITS share.

How a message is put together is said in `sdmx_json`; what its codes mean, by each reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ingest.sources.calendar_labels import frequency, read_period
from ingest.sources.parsed import Document, Parsed, layout_error
from ingest.sources.row_maker import BadCellError, Cells, Rows
from ingest.sources.sdmx_json import Observation, SdmxError, read_message
from tradebooks.periods import Period

RowMaker = Callable[[Observation, Document, Cells], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a source's messages look like.

    Attributes:
        table: The raw table that they fill.
        message: How such a message is called.
        dimensions: Dimensions that every observation has.
    """

    table: str
    message: str
    dimensions: tuple[str, ...]


def read_rows(body: bytes, document: Document, layout: Layout, row_of: RowMaker) -> Parsed:
    """Read a message, an observation a row.

    Raises:
        DocumentError: When the bytes are no such message.
    """
    expected = f"{layout.message} with the dimensions {', '.join(layout.dimensions)}"
    try:
        observations = read_message(body)
    except SdmxError as error:
        raise layout_error(document, str(error), expected) from error
    rows = Rows(layout.table, document)
    for one in observations:
        missing = [name for name in layout.dimensions if name not in one.dimensions]
        if missing:
            raise layout_error(document, f"no {', '.join(missing)}", expected)
        cells = Cells()
        row = {"locator": one.place, **row_of(one, document, cells)}
        rows.take(row, cells, {**one.dimensions, "value": one.value})
    return rows.parsed()


def period_columns(
    one: Observation, document: Document, cells: Cells, frequency_name: str
) -> dict[str, Any]:
    """Read the period of an observation; one that has a number was over when it came."""
    label = one.dimensions["TIME_PERIOD"]
    period = cells.read(lambda: _period(label, one.dimensions[frequency_name]))
    if period is not None and one.value is not None:
        is_over = period.end <= document.recorded_at.date()
        cells.require(is_over, "period_end", "not_in_future", label)
    return {"period_start": period and period.start, "period_end": period and period.end}


def _period(label: str, freq: str) -> Period:
    period = read_period(label)
    if period is None or frequency(period) != freq:
        raise BadCellError("period_start", "period_form", label, "period_end")
    return period
