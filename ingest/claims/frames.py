"""Flow frames: a word of trade with the countries, goods and scope that go with it.

Numbers are bound to frames elsewhere; what is missing in a frame is filled from the discourse elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.claims.language import Language
from ingest.claims.tokens import Token

HEADS = {"flow", "verb"}
FIGURES = {"amount", "percent", "times", "fold", "fraction"}
COUNTRIES = {"geo", "home", "neighbour", "sides"}
FLOW_OF = {
    "export": "export",
    "import": "import",
    "supply": "export",
    "enter": "export",
    "purchase": "import",
    "sell": "export",
    "buy": "import",
    "turnover": "turnover",
    "trade": "turnover",
    "surplus": "balance",
    "deficit": "balance",
    "balance": "balance",
}
Sides = dict[str, list[str]]


@dataclass(slots=True)
class Frame:
    """A trade flow that a clause speaks of.

    Attributes:
        place: Index of its head in the sentence's tokens.
        flow: `export`, `import`, `turnover` or `balance`.
        word: The lexicon's word for it, such as `supply` or `deficit`.
        sides: Roles and the countries that have them.
        commodity, hs: The goods named, if any.
        scope: `goods`, `services`, `goods_and_services` or `unspecified`.
        whole: Whether all partners together are meant.
        verbal: Whether the head is a verb.
        void: Whether the head is no trade between countries (retail, an exchange).
    """

    place: int
    flow: str
    word: str
    sides: Sides = field(default_factory=dict)
    commodity: str = ""
    hs: str = ""
    scope: str = "unspecified"
    whole: bool = False
    verbal: bool = False
    void: bool = False


def find_frames(tokens: list[Token], language: Language) -> list[Frame]:
    """Find the frames of one sentence, in order."""
    frames = []
    for i, token in enumerate(tokens):
        if token.kind in HEADS and not spurious(tokens, i):
            frame = Frame(i, FLOW_OF[token.value], token.value, verbal=token.kind == "verb")
            describe(frame, tokens, language)
            frames.append(frame)
    for i, token in enumerate(tokens):
        if token.kind in COUNTRIES:
            attach(tokens, i, frames, language)
    return frames


def spurious(tokens: list[Token], i: int) -> bool:
    """Say whether a head is part of a name (`Ministry of Trade`) or of another word."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.value == "turnover" and token.capital and before is not None and token.low == "trade":
        return before.capital or before.low == "of"
    if after is not None and token.low in {"trade", "trading"} and after.kind in {"partner", "post"}:
        return True
    if token.low == "trade" and after is not None and after.low in TRADE_NAMES:
        return True
    if before is not None and token.low.startswith("торговл") and before.low in TRADE_OFFICES:
        return True
    return token.kind == "verb" and before is not None and before.low in {"to", "being"} and False


TRADE_NAMES = {
    "agreement", "promotion", "policy", "ministry", "minister", "deal", "talks", "war", "barriers", "union",
    "zone", "fair", "mission", "office", "house", "restrictions", "and", "cooperation", "representative",
    "sanctions", "commissioner", "representation", "routes", "route", "pact", "department", "body", "rules",
}
TRADE_OFFICES = {"промышленности и", "министерство", "министр", "минпромторг", "министерства", "министру", "и"}


def describe(frame: Frame, tokens: list[Token], language: Language) -> None:
    """Read scope, goods and totality from the noun phrase around the head."""
    i = frame.place
    head = tokens[i].low
    frame.whole = any(word in head for word in ("foreign", "external", "внешн"))
    frame.void = any(t.kind == "neg" for t in tokens[max(0, i - 2) : i]) or follows_void(tokens, i)
    for j in range(i - 1, max(-1, i - 5), -1):
        token = tokens[j]
        if token.kind in FIGURES or token.kind in {",", ";", "(", ")", "break", "period"} or token.kind in HEADS:
            break
        read_noun(frame, token, before=True)
    for j in range(i + 1, min(len(tokens), i + 12)):
        token = tokens[j]
        if token.kind in FIGURES or token.kind in {";", "break", "rise"} or token.kind in HEADS:
            break
        if token.kind == "," and not frame.verbal:
            break
        read_noun(frame, token, before=False)
    if "товарооборот" in head or "goods" in head or "merchandise" in head:
        frame.scope = scope_of_head(head, frame.scope)
    if frame.commodity:
        frame.scope = "goods"


def scope_of_head(head: str, default: str) -> str:
    """Tell the scope that the head itself says; the Russian word for turnover says none."""
    if "services" in head:
        return "goods_and_services"
    return "goods" if "goods" in head or "merchandise" in head else default


def follows_void(tokens: list[Token], i: int) -> bool:
    """Say whether the words after a head show that it is no trade between countries."""
    after = tokens[i + 1 : i + 4]
    for token in after:
        if token.kind in FIGURES or token.kind in {",", ".", ";", "geo"}:
            return False
        if token.kind == "neg":
            return True
    return False


def read_noun(frame: Frame, token: Token, *, before: bool) -> None:
    """Take up one word of the head's noun phrase."""
    if token.kind == "commodity" and not frame.commodity:
        frame.commodity, frame.hs = token.low, str(token.value)
    elif token.kind == "scope" and frame.scope == "unspecified":
        frame.scope = str(token.value)
    elif token.kind == "total" and before and token.low not in {"all", "все"}:
        frame.whole = True


def attach(tokens: list[Token], i: int, frames: list[Frame], language: Language) -> None:
    """Give a country to the frame it belongs to."""
    role = language.side_of(tokens, i)
    token = tokens[i]
    code = str(token.value) if token.kind == "geo" else "@" + token.kind
    if token.kind == "neighbour" and role in {"subject", "mention"} and token.low in {"it", "them", "there"}:
        return
    if token.kind == "home" and role in {"subject", "mention"} and token.low in {"here", "us"}:
        return
    frame = choose(tokens, i, role, frames)
    if frame is None:
        return
    if role == "owner" and i > frame.place and frame.verbal:
        role = "origin"
    codes = frame.sides.setdefault(role, [])
    if code not in codes:
        codes.append(code)


def choose(tokens: list[Token], i: int, role: str, frames: list[Frame]) -> Frame | None:
    """Choose the frame of a country: by its role before or after it, not across a clause."""
    before = next((f for f in reversed(frames) if f.place < i and reach(tokens, f.place, i) < 2), None)
    after = next((f for f in frames if f.place > i and reach(tokens, i, f.place) < 2), None)
    if role in {"owner", "pair", "origin", "mention"}:
        near = after is not None and after.place - i <= 5 and not cut_off(tokens, i, after.place)
        if near and not (tokens[i].extra.startswith("name:") and ":" in tokens[i].extra and adjacent(before, i) and role == "owner" and tokens[i].extra != "name:"):
            return after
        if role == "mention":
            return None
        return before or (after if after is not None and not cut_off(tokens, i, after.place) else None)
    if role in {"subject", "between", "agent"}:
        if after is not None and not cut_off(tokens, i, after.place):
            return after
        if role == "subject" and before is not None and after is not None:
            return after
        return before if role != "subject" or before is None or not before.verbal else None
    if before is not None and not (after is not None and cut_off(tokens, before.place, i) and not cut_off(tokens, i, after.place)):
        return before
    return after


def adjacent(frame: Frame | None, i: int) -> bool:
    """Say whether a head stands directly before a token."""
    return frame is not None and 0 < i - frame.place <= 2


def reach(tokens: list[Token], start: int, stop: int) -> int:
    """Count the clause borders between two tokens."""
    return sum(token.kind in {";", "break"} for token in tokens[start + 1 : stop])


def cut_off(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether a comma, a figure or a clause border separates two tokens."""
    return any(t.kind in {",", ";", "break", ":"} or t.kind in FIGURES for t in tokens[start + 1 : stop])
