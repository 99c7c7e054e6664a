"""Read printed numbers: digits with their separators, and number words.

Units, signs and ranges are not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.claims.tokens import Token

DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?![\d,])|(?<![\d.,])\d+,\d{4,}")
THOUSANDS_COMMA = re.compile(r"\d,\d{3}[.,]\d|\d,\d{3},\d{3}")
MAX_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Printed:
    """A number and the worth of its last printed digit."""

    value: float
    resolution: float


def comma_is_decimal(text: str, default: bool) -> bool:
    """Decide for a whole document whether a comma in a number is the decimal mark."""
    decimal = len(DECIMAL_COMMA.findall(text))
    thousands = len(THOUSANDS_COMMA.findall(text))
    if decimal == thousands:
        return default
    return decimal > thousands


def read_digits(text: str, decimal_comma: bool) -> Printed | None:
    """Read one number as printed; None where it cannot be a quantity."""
    digits = text.replace(" ", "").replace("'", "")
    if sum(char.isdecimal() for char in digits) > MAX_DIGITS:
        return None
    whole, fraction = split_fraction(digits, decimal_comma)
    try:
        value = float(f"{whole}.{fraction}") if fraction else float(whole)
    except ValueError:
        return None
    return Printed(value, 10.0 ** -len(fraction))


def split_fraction(digits: str, decimal_comma: bool) -> tuple[str, str]:
    """Separate the whole part of a number from its decimals."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        cut = max(comma, point)
        return re.sub(r"[.,]", "", digits[:cut]), digits[cut + 1 :]
    cut = max(comma, point)
    if cut < 0:
        return digits, ""
    tail = digits[cut + 1 :]
    mark = digits[cut]
    if digits.count(mark) > 1:
        return digits.replace(mark, ""), ""
    grouped = len(tail) == 3 and not digits.startswith("0")
    if mark == "," and grouped and not decimal_comma:
        return digits.replace(",", ""), ""
    if mark == "." and grouped and decimal_comma and len(digits) > 5:
        return digits.replace(".", ""), ""
    return digits[:cut], tail


def read_words(tokens: list[Token]) -> Printed:
    """Read a run of number words: `two hundred and ten`, `три с половиной`."""
    value = 0.0
    for token in tokens:
        if token.kind == "hundred":
            value = (value or 1) * 100
        elif token.kind in {"numword", "andhalf", "article"}:
            value += float(token.value)
    resolution = 1.0 if value == int(value) else 0.1
    return Printed(value, resolution)


def read_number(tokens: list[Token], decimal_comma: bool) -> Printed | None:
    """Read the tokens of one number, in digits or words."""
    if tokens and tokens[0].kind == "number":
        printed = read_digits(tokens[0].low, decimal_comma)
        if printed and len(tokens) > 1 and tokens[1].kind == "andhalf":
            return Printed(printed.value + 0.5, 0.1)
        return printed
    return read_words(tokens)
