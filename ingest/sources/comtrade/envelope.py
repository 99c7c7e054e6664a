"""An answer of UN Comtrade without its rows: `{"elapsedTime":…,"count":2,"data":[…],"error":""}`.

The bytes of the array are cut out and never decoded here; what they hold is read in sets by
`read`. The same cut serves the check on the wire and the parser.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


class EnvelopeError(ValueError):
    """The bytes are no such answer; the message says what they are instead."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An opened answer.

    Attributes:
        array: The bytes of the array of rows, brackets included; a view, because they are many.
        count: The number of rows that the answer states, or None.
        names: Field names of the first row, as they are spelt.
    """

    array: memoryview
    count: int | None
    names: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no row at all."""
        return not self.names


def open_envelope(body: bytes) -> Envelope:
    """Cut the array of rows out of an answer.

    Raises:
        EnvelopeError: When the bytes are an error text, cut short, or something else.
    """
    start = body.find(b"[", max(body.find(b'"data"'), 0))
    end = body.rfind(b"]")
    if b'"data"' not in body[:4096] or start < 0 or end < start:
        raise EnvelopeError(_other(body))
    outer = _outer(body[:start] + b"null" + body[end + 1 :])
    if outer.get("error"):
        raise EnvelopeError(f"the error {str(outer['error'])[:200]!r}")
    array = memoryview(body)[start : end + 1]
    count = outer.get("count")
    return Envelope(array, count if isinstance(count, int) else None, _first_names(array))


def _outer(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except ValueError as error:
        raise EnvelopeError(f"no whole JSON ({error})") from error
    if not isinstance(found, dict) or "data" not in found:
        raise EnvelopeError("JSON without an array `data`")
    return found


def _other(body: bytes) -> str:
    """Say what a body without rows is: one of the error shapes, or its beginning."""
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except ValueError:
        return f"{len(body)} bytes that begin {body[:80].decode('utf-8', 'replace')!r}"
    if isinstance(found, dict):
        inner = found.get("errorObject")
        text = found.get("message") or (inner or {}).get("errorMessage") or found.get("error")
        if text:
            return f"the error {found.get('statusCode', '')} {str(text)[:200]!r}"
    return f"JSON without an array `data`: {str(found)[:80]!r}"


def _first_names(array: memoryview) -> tuple[str, ...]:
    """Return the names of the first row; an array without rows has none."""
    text = bytes(array[: 1 << 16]).decode("utf-8", "replace")
    start = text.find("{")
    if start < 0:
        if bytes(array[1:-1]).strip():
            raise EnvelopeError(f"rows that are no objects: {text[:80]!r}")
        return ()
    try:
        first, _ = json.JSONDecoder().raw_decode(text, start)
    except ValueError as error:
        raise EnvelopeError(f"a first row that is no JSON ({error})") from error
    return tuple(first)
