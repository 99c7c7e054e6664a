"""English: the part a country plays in its clause, told by the words around its name."""

from __future__ import annotations

from ingest.claims.tokens import Token

BY_PREPOSITION = {
    "from": "source",
    "to": "target",
    "with": "with",
    "between": "between",
    "of": "owner",
    "for": "target",
    "in": "place",
    "by": "agent",
    "on": "other",
    "at": "other",
}
LINKS = {"and", "or"}
SKIPPED = {"largest", "total", "neighbour", "home", "numword", "spelt"}
THINGS = {"scope", "commodity"}


def side_of(tokens: list[Token], i: int) -> str:
    """Tell the role of the country at a token.

    Example: `source`, `target`, `with`, `owner`, `subject` ...
    """
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.extra.startswith("flag"):
        return "mention"
    if paired(tokens, i):
        return "pair"
    if following is not None and following.kind in {"possessive", "'"}:
        return "owner"
    if token.extra.startswith("name") and following is not None and following.kind == "flow":
        before = tokens[i - 1] if i else None
        free = before is None or before.kind != "prep" or before.value in {"in", "of", "and"}
        if free and not linked_flow(following):
            return "owner"
    if "adjunct" in token.tags and following is not None and following.kind in THINGS:
        return "origin"
    if token.extra.startswith("adjective"):
        found = adjective_side(tokens, i)
        if found:
            return found
    if token.kind == "home" and token.low in {"its", "their", "our"}:
        return "owner"
    return by_left(tokens, i)


def linked_flow(token: Token) -> bool:
    """Say whether a flow word is no noun that a name can stand before: `Russia entering`."""
    return bool(token.value == "enter")


def paired(tokens: list[Token], i: int) -> bool:
    """Say whether a name is half of `Russia-China`."""
    for step in (1, -1):
        j, k = i + step, i + 2 * step
        if not (0 <= k < len(tokens) and tokens[j].low in {"-", "/"}):
            continue
        if tokens[k].kind == "geo" and tokens[k].value != tokens[i].value:
            return True
    return False


def adjective_side(tokens: list[Token], i: int) -> str:
    """Tell the role of a demonym from the noun after it."""
    for j, token in enumerate(tokens[i + 1 : i + 5], i + 1):
        if token.kind == "flow":
            return "owner"
        if token.kind in THINGS:
            return "owner" if tokens[j + 1 : j + 2] and tokens[j + 1].kind == "flow" else "origin"
        if token.kind == "market" or (token.kind == "partner" and token.low.startswith("market")):
            return "target"
        if token.kind == "partner":
            return "owner"
        if token.kind not in {"word", "total", "geo", "-", "largest"} or token.low in {
            "was",
            "were",
            "is",
        }:
            break
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and following.low == "ones":
        return "own_flow"
    if following is None or following.kind in {"prep", "possessive", "amount", "percent"}:
        return ""
    if following.kind.isalpha() and following.kind != "word":
        return "mention"
    if following.kind == "word" and not following.capital:
        return "mention"
    return ""


def by_left(tokens: list[Token], i: int) -> str:
    """Tell the role of a name from the words before it."""
    j = i - 1
    while j >= 0 and (
        tokens[j].kind in SKIPPED
        or tokens[j].low in {"both", "neighboring", "neighbouring", "mainland"}
    ):
        j -= 1
    if j < 0:
        return "subject"
    while j >= 2 and tokens[j].low == "of" and "member" in tokens[j - 1].tags:
        j -= 2
        while j >= 1 and "member" in tokens[j].tags:
            j -= 1
    before = tokens[j]
    there = tokens[i].low == "there" and before.kind in {"flow", "verb"}
    if there or (before.kind == "flow" and before.value == "enter"):
        return "target"
    if before.kind == "prep":
        if before.value in LINKS:
            return linked(tokens, j)
        return BY_PREPOSITION.get(before.value, "other")
    if before.kind == "," and j >= 1 and tokens[j - 1].kind in {"geo", "period"} and i - j == 1:
        role = side_of(tokens, j - 1) if tokens[j - 1].kind == "geo" else "subject"
        if fronted(tokens, j - 1) and not goes_on(tokens, i + 1):
            return "subject"
        return role if role in {"source", "target", "with", "between", "other"} else "subject"
    if before.kind == "base":
        return "other"
    return "subject"


def fronted(tokens: list[Token], j: int) -> bool:
    """Say whether a name with its preposition opens the clause: `With the EU, Japan ...`."""
    if j < 1 or tokens[j - 1].kind != "prep":
        return False
    return j == 1 or tokens[j - 2].kind in {",", ";", "break", '"', ":", "-"}


def goes_on(tokens: list[Token], j: int) -> bool:
    """Say whether a list of names goes on."""
    return j < len(tokens) and (tokens[j].kind == "," or tokens[j].low in LINKS)


def linked(tokens: list[Token], j: int) -> str:
    """Tell the role of the second name of `A and B`."""
    k = j - 1
    if k >= 0 and tokens[k].kind == "geo":
        role = side_of(tokens, k)
        return "between" if role == "subject" else role
    return "subject"
