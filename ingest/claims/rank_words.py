"""A rank as data, and what a word beside it says; sentences are read in `ranks`."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claims.discourse import Direction
from ingest.claims.tokens import Token

FLOWS = {"turnover", "import", "export"}
CLOSED = {",", ".", ";", "-", "(", "prep", "break", ":"}


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank and what it is of.

    Attributes:
        place: Index of the token that prints it.
        value: The rank.
        direction: Whose partner (reporter) holds it (partner).
        flow: `turnover` for partners, `import` for suppliers, `export` for buyers.
        inferred: Whether no number word stands there (`the main partner`).
        generic: Whether it is said in the present, without a period.
        earlier: Whether it is the place that was held before.
        goods: The goods that are bought or sold, if they are named beside it.
    """

    place: int
    value: int
    direction: Direction
    flow: str
    inferred: bool
    generic: bool
    earlier: bool = False
    goods: Token | None = None


def placing(token: Token) -> bool:
    """Say whether a token is an ordinal that can be a rank."""
    return token.kind == "ordinal" and int(token.value) > 0


def led_from(tokens: list[Token], i: int) -> bool:
    """Say whether a place is the one that was held before: `from fifth`, `against 28th`."""
    j = i - 1
    while j >= 0 and (tokens[j].kind == "article" or "light" in tokens[j].tags):
        j -= 1
    if j < 0:
        return False
    led = tokens[j]
    return led.kind == "base" or (led.kind == "prep" and led.value in {"from", "with"})


def closed(tokens: list[Token], i: int) -> bool:
    """Say whether a place is told by an ordinal alone, or by `second place`, `третий результат`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.kind in CLOSED or places(tokens, i)


def places(tokens: list[Token], i: int) -> bool:
    """Say whether `place` follows an ordinal."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and (after.kind == "ranked" or "place_noun" in after.tags)


def flow_told(word: str) -> str:
    """Give the flow of a noun: foreign and mutual trade are turnover."""
    return word if word in FLOWS else "turnover"


def elliptic(tokens: list[Token], i: int) -> bool:
    """Say whether the noun is left out: `its main partner in the CIS and its fourth largest`."""
    after = tokens[i + 1 : i + 3]
    largest = bool(after) and after[0].kind == "largest"
    joined = i > 0 and "and" in tokens[i - 1].tags
    if joined and after and after[0].kind == "prep" and after[0].value in {"in", "to"}:
        return True
    return largest and (len(after) < 2 or after[1].kind in CLOSED)
