"""Parts told by counting: `one in five`, `every tenth dollar`, `каждый пятый`.

They become fractions before amounts are read; what the part is of is decided later.
"""

from __future__ import annotations

from ingest.claims.tokens import Token

COUNTED = {"currency", "tonne"}
COUNTING = "counted"
MOST = HUNDRED = 100
LINKS = {"among_all", "every"}


def counted_parts(tokens: list[Token]) -> list[Token]:
    """Replace every part that is told by counting by one fraction."""
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        found = one_in(tokens, i) or every(tokens, i) or cents_of(tokens, i)
        if found is None:
            result.append(tokens[i])
            i += 1
            continue
        share, stop = found
        if stop < len(tokens) and tokens[stop].kind in COUNTED:
            stop += 1
        first, last = tokens[i], tokens[stop - 1]
        low = " ".join(t.low for t in tokens[i:stop])
        result.append(
            Token("fraction", str(share), first.start, last.end, low, first.capital, COUNTING)
        )
        i = stop
    return result


def one_in(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read `one in five`, `two out of three`, `один из десяти`: the part and where it ends."""
    few = small(tokens[i])
    j = i + 1
    while few is not None and j < min(len(tokens), i + 4) and tokens[j].tags & LINKS:
        j += 1
    all_ = small(tokens[j]) if i + 1 < j < len(tokens) else None
    if few is None or all_ is None or not 0 < few < all_ <= MOST:
        return None
    sure = any("every" in t.tags or "one_in" in t.tags for t in tokens[i + 1 : j])
    if not parts_of(tokens, j + 1, sure=sure):
        return None
    return round(few / all_, 6), j + 1


def every(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read `every tenth`, `каждый пятый`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if "every" not in tokens[i].tags or after is None:
        return None
    order = 3.0 if "third" in after.tags else ordinal(after)
    return (round(1 / order, 6), i + 2) if order > 1 else None


def cents_of(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read `60 cents of every export dollar`, `60 копеек с каждого рубля`."""
    few = small(tokens[i])
    if few is None or i + 2 >= len(tokens) or tokens[i + 1].kind != "cents":
        return None
    for j in range(i + 2, min(len(tokens), i + 7)):
        if tokens[j].kind == "currency":
            each = any(t.tags & {"among_all", "every"} for t in tokens[i + 2 : j])
            return (few / HUNDRED, j) if each and few < HUNDRED else None
    return None


def ordinal(token: Token) -> float:
    """Give the number of an ordinal; 0 for another word."""
    return float(token.value) if token.kind == "ordinal" else 0.0


def small(token: Token) -> float | None:
    """Read a small number in words or digits."""
    if token.kind == "hundred":
        return 100.0
    if token.kind == "numword":
        return float(token.value)
    plain = token.kind == "number" and token.low.isdecimal()
    return float(token.low) if plain and len(token.low) < len(str(MOST)) + 1 else None


def parts_of(tokens: list[Token], j: int, *, sure: bool) -> bool:
    """Say whether what is counted can be goods or money: `one of five partners` is no part."""
    after = tokens[j].kind if j < len(tokens) else ""
    if after in {"multiplier", "percent", "points", "times", "months", "largest", "partner"}:
        return False
    return sure or after in {*COUNTED, "commodity", "scope"}
