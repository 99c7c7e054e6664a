"""What tells that a percentage or a fraction is a part: goods, a rank or the whole beside it."""

from __future__ import annotations

from ingest.claims.parts import COUNTING
from ingest.claims.tokens import Token


def parts_goods(tokens: list[Token], i: int) -> bool:
    """Say whether a fraction is one of goods: `половина тракторов`, `every second tractor`."""
    after = tokens[i + 1 : i + 3]
    if after and after[0].kind == "geo" and after[0].extra.startswith("adjective"):
        after = after[1:]
    if len(after) > 1 and after[0].kind == "word" and "of" in after[1].tags:
        after = tokens[i + 3 : i + 4]
    return bool(after) and after[0].kind == "commodity" and not risen(tokens, i)


def counts_traded(tokens: list[Token], i: int) -> bool:
    """Say whether what is counted is traded: `one in five tonnes imported by Brazil`."""
    if tokens[i].extra != COUNTING:
        return False
    for token in tokens[i + 1 : i + 9]:
        if token.kind in {"verb", "flow"}:
            return True
        if token.kind in {",", ";", "break", ":"}:
            return False
    return False


def share_beyond(tokens: list[Token], i: int) -> bool:
    """Say whether a share is told after its worth: `a half, or about $2 bn, fell on Russia`."""
    after = tokens[i + 1 : i + 8]
    place = next((k for k, t in enumerate(after) if t.kind == "amount"), None)
    if place is None or not any("or" in t.tags or t.kind == "(" for t in after[:place]):
        return False
    rest = [t for t in after[place + 1 :] if t.kind not in {",", ")"}]
    return bool(rest) and rest[0].kind == "share"


def opened_by_whole(tokens: list[Token], i: int) -> bool:
    """Say whether a sentence opens with its whole: `Of all the cheese it sells, 96 % ...`."""
    words = [t for t in tokens[:i] if t.kind not in {'"', "hedge", "article"}]
    if not words or words[0].low != "of" or words[-1].kind != ",":
        return False
    figures = any(t.kind in {"percent", "amount", "rise"} for t in words)
    return not figures and any(t.kind in {"verb", "flow"} for t in words)


def with_rank(tokens: list[Token], i: int) -> bool:
    """Say whether a rank is explained: `came second with 9.7 %`, `первый поставщик: 12 %`."""
    before = [t for t in tokens[max(0, i - 3) : i] if t.kind not in {"hedge", "article"}]
    if not before or (before[-1].value != "with" and before[-1].kind not in {":", "("}):
        return False
    for token in reversed(tokens[: i - 1]):
        if token.kind in {"ranked", "leads", "ordinal", "partner"}:
            return True
        if token.kind in {"rise", "amount", "percent", ";", "break", "neg"}:
            return False
    return False


def risen(tokens: list[Token], i: int) -> bool:
    """Say whether a word of change stands directly before a figure."""
    near = [t for t in tokens[max(0, i - 4) : i] if t.kind not in {"hedge", "prep", "article"}]
    return bool(near) and near[-1].kind == "rise"
