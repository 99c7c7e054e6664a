"""From a transport into the archive: ask for what there is, keep what is new.

This is the first step of every load, replayed or live. Nothing here reads a body.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.fetch.archive import Archive
from ingest.fetch.types import Listing
from tradebooks.errors import TradebooksError


@dataclass(slots=True)
class Collected:
    """What one collection did.

    Attributes:
        new: Fetch keys of the rows that were written.
        known: How many answers were in the archive already.
        errors: Requests that got no usable answer, each with its error.
    """

    new: list[str] = field(default_factory=list)
    known: int = 0
    errors: list[TradebooksError] = field(default_factory=list)


def collect(transport: Listing, archive: Archive, source: str | None = None) -> Collected:
    """Bring everything that a transport lists into the archive; a failed one stops no other."""
    result = Collected()
    for request in transport.requests(source):
        if request.key is not None and archive.get(request.key) is not None:
            result.known += 1
            continue
        try:
            stored = archive.store(transport.fetch(request))
        except TradebooksError as error:
            result.errors.append(error)
            continue
        if stored.is_new:
            result.new.append(stored.row.fetch_key)
        else:
            result.known += 1
    return result
