"""Russian: the part a country plays, told by its case and the words around its name."""

from __future__ import annotations

from ingest.claims.tokens import Token

BY_PREPOSITION = {
    "from": "source",
    "with": "with",
    "between": "between",
    "for": "for",
    "na": "target",
    "u": "owner",
    "ot": "source",
    "posle": "other",
    "po": "mention",
    "k": "other",
    "do": "other",
    "za": "other",
    "pri": "other",
}
PLACES = {"туда": "target", "оттуда": "source", "там": "place"}
THINGS = {"scope", "commodity"}
SHARED = {"source", "target", "with", "between", "other"}
OWNING = {"flow", "share", "partner", "total", "market", "ranked"}


def side_of(tokens: list[Token], i: int) -> str:
    """Tell the role of the country at a token.

    Example: `source`, `target`, `with`, `owner`, `subject` ...
    """
    token = tokens[i]
    if token.extra.startswith("flag"):
        return "mention"
    if paired(tokens, i):
        return "pair"
    if token.low in PLACES:
        return PLACES[token.low]
    if "adjective" in token.extra:
        return adjective_side(tokens, i)
    if token.kind == "home" and token.low.startswith(("наш", "свой", "свои")):
        return "owner"
    if token.kind == "home" and i and tokens[i - 1].kind in OWNING | THINGS:
        return "owner"
    return "target" if "there" in token.tags else by_left(tokens, i)


def paired(tokens: list[Token], i: int) -> bool:
    """Say whether a name is half of `российско-китайский`."""
    for step in (1, -1):
        j, k = i + step, i + 2 * step
        if 0 <= k < len(tokens) and tokens[j].low in {"-", "/"} and tokens[k].kind == "geo":
            joined = tokens[j].start == min(tokens[i].end, tokens[k].end)
            if joined and tokens[k].value != tokens[i].value:
                return True
    return False


def adjective_side(tokens: list[Token], i: int) -> str:
    """Tell the role of an adjective from the noun after it."""
    doer = tokens[i + 1] if i + 1 < len(tokens) else None
    if doer is not None and (doer.low == "сторона" or "doers" in doer.tags):
        return "subject"
    for token in tokens[i + 1 : i + 4]:
        if token.low.startswith("рын"):
            return "target"
        if token.kind == "partner" and token.low.endswith(("ам", "ям")):
            return "target"
        if token.kind in {"flow", "partner"}:
            return "owner"
        if token.kind in THINGS:
            return "origin"
        if token.kind == "market":
            return "target"
        if token.kind not in {"word", "total", "largest", "geo"}:
            break
    if elliptic(tokens, i):
        return "own_flow"
    return headless(tokens, i) or "mention"


def headless(tokens: list[Token], i: int) -> str:
    """Tell the role of a region whose noun is left out: `с Ленинградской - на 5 %`."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    alone = after is None or after.kind not in {"word", "post", "office", "scope", "commodity"}
    if not tokens[i].extra.startswith("region") or before is None or not alone:
        return ""
    if before.kind == "prep" and before.value in BY_PREPOSITION:
        return BY_PREPOSITION[before.value]
    return linked(tokens, i - 1) if before.kind == "prep" and before.value == "and" else ""


def elliptic(tokens: list[Token], i: int) -> bool:
    """Say whether an adjective stands for its flow: `белорусские же - на 2 %`."""
    plural = tokens[i].low.endswith(("ие", "ые"))
    after = tokens[i + 1 : i + 3]
    if not plural or not after:
        return False
    if after[0].low == "же" and len(after) > 1:
        after = after[1:]
    return after[0].kind in {"rise", "-", "hedge"} or after[0].value == "na"


def by_left(tokens: list[Token], i: int) -> str:
    """Tell the role of a name from its preposition, or from its case where it has none."""
    cases = tokens[i].extra.partition(":")[2].split("/") if ":" in tokens[i].extra else []
    j = i - 1
    while j >= 0 and (
        tokens[j].kind in {"neighbour", "largest"}
        or "member" in tokens[j].tags
        or (tokens[j].kind == "-" and "member" in tokens[j - 1].tags)
        or tokens[j].low.startswith(("сосед", "дружеств"))
    ):
        j -= 1
    before = tokens[j] if j >= 0 else None
    if before is not None and before.kind == "prep":
        if before.value == "to":
            if "accs" in cases and "loct" in cases:
                return "target?"
            return "target" if "accs" in cases or not cases else "place"
        if before.value in {"and", "or"}:
            return linked(tokens, j)
        return BY_PREPOSITION.get(before.value, "other")
    if before is not None and before.kind == "," and j and tokens[j - 1].kind == "geo":
        role = side_of(tokens, j - 1)
        return role if role in {*SHARED, "place"} else "subject"
    return by_case(cases, before)


def by_case(cases: list[str], before: Token | None) -> str:
    """Tell the role of a name without a preposition."""
    owned = before is not None and (
        before.kind in OWNING or before.kind in THINGS or before.kind == "word"
    )
    if owned and "gent" in cases:
        return "owner"
    if "nomn" in cases or not cases:
        return "subject"
    if "gent" in cases:
        return "owner"
    if "datv" in cases:
        return "target"
    return "agent" if "ablt" in cases else "subject"


def linked(tokens: list[Token], j: int) -> str:
    """Tell the role of the second name of `A и B`."""
    k = j - 1
    if k >= 0 and tokens[k].kind == "geo":
        role = side_of(tokens, k)
        return "between" if role == "subject" else role
    return "subject"
