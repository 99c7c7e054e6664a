"""Parts told by counting: `one in five`, `every tenth dollar`, `каждый пятый`.

They become fractions before amounts are read; what the part is of is decided later.
"""

from __future__ import annotations

from ingest.claims.tokens import Token

COUNTED = {"currency", "tonne"}
MOST = 100


def counted_parts(tokens: list[Token]) -> list[Token]:
    """Replace every part that is told by counting by one fraction."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        found = one_in(tokens, i) or every(tokens, i)
        if found is None:
            result.append(tokens[i])
            i += 1
            continue
        share, stop = found
        if stop < len(tokens) and tokens[stop].kind in COUNTED:
            stop += 1
        first, last = tokens[i], tokens[stop - 1]
        low = " ".join(t.low for t in tokens[i:stop])
        result.append(Token("fraction", str(share), first.start, last.end, low, first.capital))
        i = stop
    return result


def one_in(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read `one in five`, `two out of three`, `один из десяти`: the part and where it ends."""
    j = next((k for k in (i + 1, i + 2) if "among_all" in tokens[min(k, len(tokens) - 1)].tags), 0)
    if not j or j + 1 >= len(tokens):
        return None
    few, all_ = small(tokens[i]), small(tokens[j + 1])
    if few is None or all_ is None or not 0 < few < all_ <= MOST or follows_number(tokens, j + 2):
        return None
    return round(few / all_, 6), j + 2


def every(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read `every tenth`, `каждый пятый`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if "every" not in tokens[i].tags or after is None:
        return None
    order = 3.0 if "third" in after.tags else ordinal(after)
    return (round(1 / order, 6), i + 2) if order > 1 else None


def ordinal(token: Token) -> float:
    """Give the number of an ordinal; 0 for another word."""
    return float(token.value) if token.kind == "ordinal" else 0.0


def small(token: Token) -> float | None:
    """Read a small number in words or digits."""
    if token.kind == "numword":
        return float(token.value)
    plain = token.kind == "number" and token.low.isdecimal()
    return float(token.low) if plain and len(token.low) < len(str(MOST)) + 1 else None


def follows_number(tokens: list[Token], j: int) -> bool:
    """Say whether a number goes on: `one in ten million`, `five of 20 percent`."""
    return j < len(tokens) and tokens[j].kind in {"multiplier", "percent", "points", "times"}
