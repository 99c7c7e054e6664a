"""What can happen to an answer between two releases of an interface, one change at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

Rows = list[dict[str, Any]]
#: What every fixture has to suffer; `reordered` changes no row, all others are noticed.
REQUIRED = frozenset(
    {
        *("truncated", "html", "empty", "missing", "renamed", "reordered", "unit"),
        *("decimal_comma", "duplicated", "future", "negative", "unknown_code"),
    }
)


@dataclass(frozen=True)
class JsonShape:
    """Where a JSON answer keeps its rows, and which of their fields mean what.

    Attributes:
        rows: Finds the rows of a decoded answer.
        value: Path to the number of a row.
        code: Path to a code of a row, with a code that nobody knows.
        period: Path to the period of a row, with one that lies in the future.
        unit: Path to what says the unit of a row, with another unit; None where nothing does.
    """

    rows: Callable[[Any], Rows]
    value: tuple[str, ...]
    code: tuple[tuple[str, ...], Any]
    period: tuple[tuple[str, ...], Any]
    unit: tuple[tuple[str, ...], Any] | None = None


def common(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield changes that any format can suffer."""
    yield "truncated", body[: len(body) * 2 // 3]
    yield "html", b"<!DOCTYPE html><html><body>Maintenance</body></html>"
    yield "empty", b""
    yield "text", b"Service temporarily unavailable"


def json_mutants(body: bytes, shape: JsonShape) -> Iterator[tuple[str, bytes]]:
    """Yield every change of a JSON answer with its name."""
    yield from common(body)
    field = shape.value[0]

    def changed(work: Callable[[Rows], None]) -> bytes:
        answer = json.loads(body)
        work(shape.rows(answer))
        return json.dumps(answer).encode()

    def every(work: Callable[[dict[str, Any]], None]) -> Callable[[Rows], None]:
        return lambda rows: [work(row) for row in rows] and None

    yield "missing", changed(every(lambda row: row.pop(field)))
    yield "renamed", changed(every(lambda row: row.update({f"{field}New": row.pop(field)})))
    yield "negative", changed(lambda rows: put(rows[0], shape.value, -5.0))
    yield "decimal_comma", changed(lambda rows: put(rows[0], shape.value, "12,5"))
    yield "absurd", changed(lambda rows: put(rows[0], shape.value, 4e17))
    yield "unknown_code", changed(lambda rows: put(rows[0], *shape.code))
    yield "future", changed(lambda rows: put(rows[0], *shape.period))
    yield "no_period", changed(lambda rows: put(rows[0], shape.period[0], "soon"))
    yield "odd_value", changed(lambda rows: put(rows[0], shape.value, []))
    yield "odd_code", changed(lambda rows: put(rows[0], shape.code[0], {}))
    yield "odd_row", changed(lambda rows: rows.append(5))
    yield "duplicated", changed(lambda rows: rows.append(dict(rows[0])))
    if shape.unit is not None:
        yield "unit", changed(lambda rows: put(rows[0], *shape.unit))


def reordered(body: bytes) -> bytes:
    """Turn the fields of every object, or of every entry, round: no error, the same rows."""
    if body.lstrip()[:1] == b"<":
        return _reordered_xml(body)
    pairs: Callable[[Any], Any] = lambda found: dict(reversed(found))  # noqa: E731
    return json.dumps(json.loads(body, object_pairs_hook=pairs)).encode()


def _reordered_xml(body: bytes) -> bytes:
    root = ET.fromstring(body)
    for entry in [one for one in root.iter() if one.tag in ("Valute", "item")]:
        entry[:] = entry[::-1]
    return ET.tostring(root, encoding="windows-1251")


def put(row: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a field of a row, however deep."""
    for name in path[:-1]:
        row = row[name]
    row[path[-1]] = value


def text_mutants(
    body: bytes, changes: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Yield changes of a text format: each puts one text in the place of another."""
    yield from common(body)
    for name, (old, new) in changes.items():
        found = old.encode("windows-1251")
        assert found in body, name
        yield name, body.replace(found, new.encode("windows-1251"))
