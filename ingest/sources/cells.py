"""Cells of a hand-made table to typed values; each reader says by name what is wrong with a cell.

Which cell a column wants is the business of the source; nothing here knows a raw table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.fetch.publication import Publication, parse_publication
from tradebooks.errors import UsageError
from tradebooks.periods import Period

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_COMMA_NUMBER = re.compile(r"[+-]?\d[\d\s\u00a0.]*,\d+")
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"", "false", "no", "0"})
MULTIPLIERS = range(-6, 16)


class BadCellError(ValueError):
    """A cell that cannot be read; the message is the name of the check."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it was printed: its value and the worth of its last digit."""

    value: float
    resolution: float


def number(cell: str, multiplier: int = 0) -> Printed:
    """Read a printed number with a decimal point, in powers of ten of its unit.

    Raises:
        BadCellError: `decimal_comma` or `not_a_number`.
    """
    if not _NUMBER.fullmatch(cell):
        raise BadCellError("decimal_comma" if _COMMA_NUMBER.fullmatch(cell) else "not_a_number")
    exact = Decimal(cell)
    digits = len(cell.partition(".")[2])
    scale = Decimal(10) ** multiplier
    return Printed(float(exact * scale), float(Decimal(10) ** (multiplier - digits)))


def multiplier(cell: str) -> int:
    """Read a power of ten; blank is 0.

    Raises:
        BadCellError: `not_a_power_of_ten`.
    """
    try:
        power = int(cell or "0")
    except ValueError as error:
        raise BadCellError("not_a_power_of_ten") from error
    if power not in MULTIPLIERS:
        raise BadCellError("not_a_power_of_ten")
    return power


def boolean(cell: str) -> bool:
    """Read true or false; blank is false.

    Raises:
        BadCellError: `not_a_boolean`.
    """
    if cell.casefold() in _TRUE:
        return True
    if cell.casefold() in _FALSE:
        return False
    raise BadCellError("not_a_boolean")


def period(cell: str) -> Period:
    """Read a period.

    Raises:
        BadCellError: `period_form`.
    """
    try:
        return Period.parse(cell)
    except ValueError as error:
        raise BadCellError("period_form") from error


def publication(cell: str, time_zone: str) -> Publication:
    """Read a publication time in the publisher's zone.

    Raises:
        BadCellError: `publication_form`.
    """
    try:
        return parse_publication(cell, time_zone)
    except UsageError as error:
        raise BadCellError("publication_form") from error


def items(cell: str) -> str | None:
    """Read a list separated by commas or semicolons into a comma list without blanks."""
    parts = [part.strip() for part in cell.replace(";", ",").split(",")]
    return ",".join(part for part in parts if part) or None
