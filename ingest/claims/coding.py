"""One character per token: patterns over typed tokens are then ordinary regular expressions.

The recognisers of amounts and periods use it. The letters mean the same in every language.
"""

from __future__ import annotations

from ingest.claims.tokens import Token

CODES = {
    "numword": "N",
    "hundred": "H",
    "andhalf": "&",
    "article": "a",
    "multiplier": "M",
    "currency": "K",
    "percent": "%",
    "points": "P",
    "times": "x",
    "tonne": "t",
    "fraction": "F",
    "fold": "f",
    "factor": "X",
    "days": "g",
    "through": "T",
    "ordinal": "o",
    "month": "m",
    "months": "D",
    "monthsword": "B",
    "year": "Y",
    "yearrel": "L",
    "fiscal": "G",
    "quarter": "q",
    "halfword": "h",
    "whole": "W",
    "samep": "S",
    "shift": "s",
    "endof": "E",
    "yearsword": "y",
    "cumulative": "C",
    "multi": "u",
    "lastmonth": "l",
    "fiscalmonths": "Z",
    "minus": "_",
    "plus": "+",
    "period": "1",
    "amount": "2",
    "halfpercent": "e",
    "wholeyear": "j",
}
PREPOSITIONS = {
    "and": "A",
    "to": "T",
    "do": "T",
    "po": "T",
    "of": "O",
    "from": "R",
    "between": "b",
    "in": "I",
    "for": "p",
    "with": "c",
}
PUNCTUATION = set("-,/()+;:.")
FIRST_YEAR, LAST_YEAR = 1990, 2059


def is_year(token: Token) -> bool:
    """Say whether a number can be a calendar year."""
    return (
        token.kind == "number"
        and len(token.low) == 4
        and token.low.isdecimal()
        and FIRST_YEAR <= int(token.low) <= LAST_YEAR
    )


def encode(tokens: list[Token], language: str) -> str:
    """Write a token list as a string with one character per token."""
    codes = []
    for i, token in enumerate(tokens):
        kind = token.kind
        if kind == "number":
            following = tokens[i + 1].kind if i + 1 < len(tokens) else ""
            before = tokens[i - 1].kind if i else ""
            counted = following in {"multiplier", "currency", "percent", "tonne", "times"}
            year = is_year(token) and not counted and before != "currency"
            codes.append("d" if year else "n")
        elif kind == "prep":
            code = PREPOSITIONS.get(token.value, "p")
            codes.append("I" if language == "ru" and token.value == "to" else code)
        elif kind == "hedge" and "after_bound" in token.tags:
            codes.append("z")
        elif kind == "base":
            codes.append("v" if token.value == "against" else "V")
        elif kind in PUNCTUATION:
            codes.append(kind)
        else:
            codes.append(CODES.get(kind, "w"))
    return "".join(codes)
