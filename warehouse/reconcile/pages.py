"""Pages kept from one run to the next: the answers of one group of pairs at one date.

A page is known by the hash of all that it was made of, so that a load makes anew only the pages
that it changes. Pages lie in the tables that they were published in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse.reconcile import contract
from warehouse.reconcile.frames import SCHEMAS
from warehouse.reconcile.method import Method
from warehouse.reconcile.rates import MEANS
from warehouse.reconcile.run import Tables, write

_INDEX = "pages.json"
_PLACE = ["pair_group", "as_of"]


class Pages:
    """Pages by group and date.

    Args:
        folder: Where they are kept; None keeps none.

    Attributes:
        made: Pages that had to be made.
        reused: Pages that were known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known, self._tables = _load(folder) if folder else ({}, {})
        self._used: dict[str, str] = {}
        self.made = 0
        self.reused = 0

    def find(self, group: str, moment: datetime, key: str) -> Tables | None:
        """Return a page if it was made of the same things before, and remember that it is used."""
        name = f"{group} {moment.isoformat()}"
        self._used[name] = key
        is_known = self._known.get(name) == key
        self.reused += is_known
        self.made += not is_known
        if not is_known:
            return None
        return {
            table: parts.get((group, moment), _no_rows(table, parts))
            for table, parts in self._tables.items()
        }

    def save(self, tables: Tables) -> None:
        """Keep the tables that all pages were put together to."""
        if self._folder is None:
            return
        index = self._folder / _INDEX
        index.unlink(missing_ok=True)
        write(tables, self._folder)
        temporary = index.with_suffix(".tmp")
        temporary.write_text(json.dumps(self._used), encoding="utf-8")
        temporary.replace(index)


def page_key(known: pl.DataFrame, rates: pl.DataFrame | None, method: Method) -> str:
    """Return a hash of all that a page is made of.

    Args:
        known: Assertions of the group that are known at its date.
        rates: Exchange rates that are known then; those that convert none of its units are
            left out.
        method: What is assumed.
    """
    digest = hashlib.sha256(method.key.encode())
    units = [*known["unit"].unique(), method.unit]
    digest.update(_text(known, contract.COLUMNS).encode())
    if rates is not None:
        is_of_use = pl.col("currency").is_in(units) & pl.col("quote_currency").is_in(units)
        means = rates.filter(is_of_use & pl.col("rate_type").is_in(MEANS))
        digest.update(_text(means, contract.RATE_COLUMNS).encode() if means.height else b"")
    return digest.hexdigest()


def _text(frame: pl.DataFrame, columns: Iterable[str]) -> str:
    """Write a table as text that does not depend on the order of its rows."""
    kept = frame.select(name for name in columns if name in frame.columns)
    lines = sorted(kept.write_csv(include_header=False, null_value="\0").splitlines())
    return "\n".join([",".join(kept.columns), *lines])


_Parts = dict[tuple[object, ...], pl.DataFrame]


def _load(folder: Path) -> tuple[dict[str, str], dict[str, _Parts]]:
    """Return the pages of the last run; what cannot be read counts as none."""
    try:
        known = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in SCHEMAS}
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return {}, {}
    return known, {name: frame.partition_by(_PLACE, as_dict=True) for name, frame in frames.items()}


def _no_rows(table: str, parts: _Parts) -> pl.DataFrame:
    """Return a table without rows, of the columns that its pages have."""
    example = next(iter(parts.values()), None)
    return pl.DataFrame(schema=SCHEMAS[table]) if example is None else example.clear()
