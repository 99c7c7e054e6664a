"""Whose partner holds a rank: the owner and the holder of `India's third-largest partner`."""

from __future__ import annotations

from ingest.claims.classes import same_country
from ingest.claims.discourse import Direction, Discourse, counterpart, other_side, ours, resolve
from ingest.claims.flow_frame import FIGURES
from ingest.claims.language import Language
from ingest.claims.tokens import Token

BREAKS = {";", "break", ":"}
FACED = {"import": {"target", "target?", "place", "for"}, "export": {"for"}}
OWNING = {"owner", "origin"}
UNNAMED = {"mention", "other", "place"}


def rank_sides(
    tokens: list[Token],
    i: int,
    flow: str,
    state: Discourse,
    language: Language,
    *,
    holder: str | None = None,
    reach: int = 6,
) -> Direction | None:
    """Find owner and holder of the rank at a noun; the owner stands at most `reach` words away."""
    owners, far, others = candidates(tokens, i, flow, state, language, reach)
    subject = holder or next((c for c in others if c not in owners), None)
    owner = next((c for c in owners if c != subject), None)
    if owner is None and owners and own_word(tokens, i):
        owner = next((c for c in far if c != subject), None) or other_side(subject, state)
    holder = subject or next((c for c in far if c != owner), None)
    if owner is None:
        faced = holder not in {None, state.home} and state.home is not None
        owner = state.home if faced or holder is None else other_side(holder, state)
    if holder is None or holder == owner:
        holder = counterpart(owner, state) if owner else None
    if owner is None or holder is None or holder in {owner, "WLD"}:
        return None
    return Direction(owner, holder, ())


def candidates(
    tokens: list[Token], i: int, flow: str, state: Discourse, language: Language, reach: int
) -> tuple[list[str], list[str], list[str]]:
    """Give the sides that own the noun, those that own something far from it, and the others."""
    beaten, owners, far, others = outdone(tokens), list[str](), list[str](), list[str]()
    for j in clause(tokens, i):
        token = tokens[j]
        if token.kind not in {"geo", "home"} or j in beaten:
            continue
        role = language.side_of(tokens, j)
        named = token.kind == "geo"
        code = str(token.value) if named else resolve(ours(token), state)
        if code is None:
            continue
        if role in OWNING:
            (owners if abs(j - i) <= reach else far).append(code)
        elif named and role in FACED.get(flow, ()):
            owners.append(code)
        elif role not in UNNAMED and (named or token.value != "1"):
            others.append(code)
    return owners, far, others


def region_sides(tokens: list[Token], state: Discourse) -> Direction | None:
    """Read `Tatarstan ranks fifth among the Russian regions trading with Belarus`."""
    named = [str(t.value) for t in tokens if t.kind == "geo"]
    own = state.home if state.home is not None and "-" in state.home else None
    region = next((code for code in named if "-" in code), own)
    if region is None:
        return None
    spoken = (state.main, state.partner, state.reporter, state.voice)
    other = [c for c in (*named, *spoken) if c and "-" not in c and c != "WLD"]
    owner = next((c for c in other if not same_country(c, region)), None)
    return Direction(owner, region, ()) if owner is not None else None


def own_word(tokens: list[Token], i: int) -> bool:
    """Say whether `its` stands before a noun."""
    return any("own" in t.tags for t in tokens[max(0, i - 4) : i])


def outdone(tokens: list[Token]) -> set[int]:
    """Find the countries that are only left behind: `second only to China`, `опередив Турцию`."""
    found: set[int] = set()
    for start, token in enumerate(tokens):
        leads = token.kind == "leads" and token.value != "1"
        if not leads and "outdoing" not in token.tags:
            continue
        opens = start == 0 or tokens[start - 1].kind in {",", '"', ":"} | BREAKS
        for j in range(start + 1, len(tokens)):
            kind = tokens[j].kind
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            if kind == "geo" and (following is None or following.kind != "possessive"):
                found.add(j)
            elif kind == "," and not (opens and not listed(tokens, j)):
                continue
            elif kind not in {"article", "largest"} and "and" not in tokens[j].tags:
                break
    return found


def listed(tokens: list[Token], j: int) -> bool:
    """Say whether a comma goes on with a list: `after Italy, Germany and Turkey`."""
    after = tokens[j + 1 : j + 3]
    if len(after) < 2 or after[0].kind != "geo":
        return False
    return after[1].kind == "," or "and" in after[1].tags


def clause(tokens: list[Token], i: int) -> list[int]:
    """Give the places of the clause around a noun, the nearest first."""
    start = stop = i
    while start > 0 and tokens[start - 1].kind not in BREAKS:
        start -= 1
    while (
        stop + 1 < len(tokens)
        and tokens[stop + 1].kind not in BREAKS
        and tokens[stop + 1].kind not in FIGURES
    ):
        stop += 1
    commas = [j for j in range(start, stop + 1) if tokens[j].kind == ","]

    def distance(j: int) -> tuple[bool, int]:
        return any(min(i, j) < k < max(i, j) for k in commas), abs(j - i)

    return sorted(range(start, stop + 1), key=distance)
