"""The words of the fetch layer: a request, what came back, and the way to get it.

A new way to fetch (HTTP, a message queue) is a class with the one method of `Transport`.
Nothing here reads or writes a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ingest.fetch.publication import UNKNOWN, Publication

FETCH = "fetch"
EXTRACTION = "extraction"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a transport.

    Attributes:
        source: Registry id of the source that asks.
        url: Address without secrets, or None for a file that has none.
        asked: What the answer is meant to cover (pair, periods, level of detail); becomes JSON.
        key: Pins one archived answer where a transport holds several for the same address.
        withdrawn: What is known of the end of what is asked for, or None where it lives. A run
            tells of it and does not ask; a probe looks whether it is back.
    """

    source: str
    url: str | None = None
    asked: Mapping[str, object] | None = None
    key: str | None = None
    withdrawn: str | None = None

    @property
    def asked_text(self) -> str | None:
        """The question as one line of JSON with sorted keys, or None where nothing was asked."""
        if self.asked is None:
            return None
        return json.dumps(self.asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """One body as it came, with what is known about it before anything reads it.

    Attributes:
        request: The request that it answers.
        body: The bytes, untouched.
        retrieved_at: When the bytes came, UTC.
        status: HTTP status, or 200 for a file.
        content_type: As the sender calls it, parameters included, or None.
        published: When the publisher brought it out.
        licence: Terms of the source, or None where none are stated.
        may_republish: Whether the terms allow the bytes to be passed on.
        is_rebuilt: Whether the body was put together from figures, not received.
        note: Anything a later reader should know.
        kind: `fetch`, or `extraction` for an output of our own that is kept.
        document_key: Key of the document; None lets the archive take it from the bytes.
        parser_version: Version that made an extraction, else None.
    """

    request: Request
    body: bytes = field(repr=False)
    retrieved_at: datetime
    status: int = 200
    content_type: str | None = None
    published: Publication = UNKNOWN
    licence: str | None = None
    may_republish: bool = False
    is_rebuilt: bool = False
    note: str | None = None
    kind: str = FETCH
    document_key: str | None = None
    parser_version: str | None = None


class Transport(Protocol):
    """A way to get bodies."""

    def fetch(self, request: Request) -> Fetched:
        """Get the body that answers a request.

        Raises:
            TradebooksError: When there is no answer, or not a whole one.
        """


class Listing(Transport, Protocol):
    """A transport that knows by itself what there is to ask for."""

    def requests(self, source: str | None = None) -> Iterable[Request]:
        """List the requests that can be answered, oldest answer first."""
