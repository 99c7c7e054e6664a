"""Flow frames: a word of trade with the countries, goods and scope that go with it.

Numbers are bound to frames elsewhere; what is missing in a frame is filled from the discourse
elsewhere.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.claims.flow_frame import COUNTRIES, FIGURES, FLOW_OF, HEADS, Frame
from ingest.claims.language import Language
from ingest.claims.sides import attach
from ingest.claims.tokens import Token, goods_name

TWO_WAY = {"turnover", "foreign", "mutual"}
NAMED = {"word", "office", "post"}
LONGEST_NOUN = 8
PARTICIPLES = ("ing", "ав", "ив", "ев", "яв", "ая", "яя")


def find_frames(tokens: list[Token], language: Language) -> list[Frame]:
    """Find the frames of one sentence, in order."""
    frames = []
    for i, token in enumerate(tokens):
        if token.kind == "partner" and not graded(tokens, i):
            continue
        if token.kind == "composition" and token.value in {"same", "opposite"}:
            continue
        if token.kind in HEADS and not spurious(tokens, i):
            word = "partner" if token.kind == "partner" else token.value
            word = "turnover" if word in {"foreign", "mutual"} else word
            frame = Frame(i, FLOW_OF[token.value], word, verbal=token.kind == "verb")
            describe(frame, tokens, language)
            frames.append(frame)
    for i, token in enumerate(tokens):
        if token.kind in COUNTRIES:
            attach(tokens, i, frames, language)
    frames = sorted([*frames, *goods_frames(tokens)], key=lambda f: f.place)
    for frame, following in pairwise(frames):
        bare = frame.scope == "goods" and not frame.commodity and frame.flow != "turnover"
        if (frame.scope == "services" or bare) and following.scope == "unspecified":
            following.scope = frame.scope
    carry_subject(frames, tokens, language)
    for frame in frames:
        turn_round(frame, brought="brings" in tokens[frame.place].tags)
        led = any(f.verbal and not f.void and f.place < frame.place for f in frames)
        if frame.verbal and not led and weak(tokens, frame):
            frame.void = True
        if frame.verbal and company_subject(tokens, frame):
            frame.void = True
    return frames


def goods_frames(tokens: list[Token]) -> list[Frame]:
    """Read `Vietnamese goods were worth 490 million` without another word of trade."""
    found = []
    for i in range(1, len(tokens)):
        named = tokens[i - 1].kind == "geo" and tokens[i - 1].extra.startswith("adjective")
        if (
            tokens[i].kind != "scope"
            or tokens[i].value not in {"goods", "unspecified"}
            or not named
        ):
            continue
        start = i
        while start > 0 and tokens[start - 1].kind not in {";", "break", ":"}:
            start -= 1
        stop = i
        while stop < len(tokens) and tokens[stop].kind not in {";", "break", ":"}:
            stop += 1
        if any(t.kind in HEADS for t in tokens[start:stop]):
            continue
        country = str(tokens[i - 1].value)
        spent = any("spends" in t.tags for t in tokens[start:i])
        word, role = ("import", "origin") if spent else ("export", "owner")
        found.append(Frame(i, word, word, sides={role: [country]}, scope="goods"))
    return found


def carry_subject(frames: list[Frame], tokens: list[Token], language: Language) -> None:
    """Give a verb without a subject the one of the verb before.

    Example: `Poland bought for 1 bn and sold for 2`.
    """
    subject: list[str] = []
    for frame in frames:
        own_its(frame)
        take_subject(frame, tokens, language)
        if not frame.verbal or frame.word not in {"buy", "sell"}:
            continue
        if frame.sides.get("subject"):
            subject = frame.sides["subject"]
        elif subject and not {"agent", "owner"} & set(frame.sides):
            frame.sides["subject"] = list(subject)


def own_its(frame: Frame) -> None:
    """Let `its` mean the subject of its clause: `Dublin puts its surplus at 50 bn`."""
    named = [c for c in frame.sides.get("subject", []) if not c.startswith("@")]
    if named and frame.sides.get("owner") == ["@its"]:
        frame.sides["owner"] = named


def take_subject(frame: Frame, tokens: list[Token], language: Language) -> None:
    """Give a participle its sentence's subject: `Poland was the largest importer, buying ...`."""
    head = tokens[frame.place]
    opens = frame.place > 1 and tokens[frame.place - 1].kind == ","
    verb = frame.verbal or frame.word == "purchase"
    if not (verb and opens and head.low.endswith(PARTICIPLES)):
        return
    if {"subject", "owner", "agent"} & set(frame.sides):
        return
    for j in range(frame.place - 1, -1, -1):
        if tokens[j].kind in {";", "break", '"'}:
            return
        if tokens[j].kind == "geo" and language.side_of(tokens, j) == "subject":
            frame.sides["subject"] = [str(tokens[j].value)]
            return


def turn_round(frame: Frame, *, brought: bool) -> None:
    """Read `imported goods to B` as an export: a slip of translators."""
    roles = ("target", "target?") if brought else ("target",)
    faced = [c for r in roles for c in frame.sides.get(r, []) if not c.startswith("@")]
    if frame.word != "buy" or not faced or frame.sides.get("source") or frame.sides.get("origin"):
        return
    if faced[0] not in frame.sides.get("subject", []):
        frame.flow, frame.word = "export", "sell"
        frame.turned = True


def weak(tokens: list[Token], frame: Frame) -> bool:
    """Say whether a verb such as `received` has no goods, flow or country beside it."""
    if "weak" not in tokens[frame.place].tags:
        return False
    near = tokens[frame.place : frame.place + 12]
    goods = any(
        t.kind in {"scope", "commodity", "flow", "count", "tonne", "percent", "verb"}
        for t in near[1:]
    )
    tonnes = any(t.kind == "amount" and t.value.unit == "T" for t in near)
    return not goods and not tonnes and not {"source", "target", "origin"} & set(frame.sides)


def graded(tokens: list[Token], i: int) -> bool:
    """Say whether a rank stands before a word such as `partner`."""
    near = tokens[max(0, i - 5) : i]
    later = any(t.kind == "ordinal" for t in tokens[i + 1 : i + 4])
    return later or any(t.kind in {"ordinal", "largest"} or "third" in t.low for t in near)


def company_subject(tokens: list[Token], frame: Frame) -> bool:
    """Say whether the subject of a verb is a firm: an unknown name, or a word such as `plant`."""
    if works(tokens, frame.place):
        return True
    if frame.sides.get("subject") or frame.sides.get("agent"):
        return False
    for j in range(frame.place - 1, max(-1, frame.place - 8), -1):
        token = tokens[j]
        if token.kind == "," or "which" in token.tags:
            continue
        if (
            token.kind in {";", "break", '"', "said"}
            or token.kind in FIGURES
            or token.kind in COUNTRIES
        ):
            return False
        if token.kind == "neg":
            return True
        if (
            token.kind == "word"
            and token.capital
            and j >= 1
            and j == frame.place - 1
            and tokens[j - 1].capital
        ):
            return True
    return False


def works(tokens: list[Token], i: int) -> bool:
    """Say whether a firm called by a place stands before a verb: `Minsk Tractor Works exported`."""
    j = i - 1
    while j >= 0 and tokens[j].capital and tokens[j].kind in {"word", "commodity"}:
        j -= 1
    called = i - 1 - j >= 1 and tokens[i - 1].kind == "word"
    return called and j >= 0 and tokens[j].kind == "geo" and tokens[j].capital


def spurious(tokens: list[Token], i: int) -> bool:
    """Say whether a head is part of a name (`Ministry of Trade`) or of another word."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.capital and i and after is not None and after.capital and after.kind in NAMED:
        return True
    if any("excluding" in t.tags for t in tokens[max(0, i - 4) : i]):
        return True
    if token.value in TWO_WAY and (of_balance(tokens, i) or of_flow(tokens, i)):
        return True
    if token.value in TWO_WAY and token.capital and before is not None and "trade" in token.tags:
        return before.capital or before.low == "of"
    if after is not None and "trading" in token.tags and after.kind in {"partner", "post"}:
        return True
    if "trade" in token.tags and after is not None and "trade_name" in after.tags:
        return True
    if token.value == "foreign" and after is not None and "trade_name" in after.tags:
        return True
    office = before is not None and "trade_office" in before.tags
    return office and token.value in TWO_WAY


def of_flow(tokens: list[Token], i: int) -> bool:
    """Say whether mutual trade only explains a flow: `экспорт во взаимной торговле`."""
    before = tokens[max(0, i - 2) : i]
    led = len(before) == 2 and before[1].kind == "prep" and before[1].value in {"to", "in"}
    return led and before[0].kind == "flow" and before[0].value in {"export", "import"}


def of_balance(tokens: list[Token], i: int) -> bool:
    """Say whether a word for trade only explains a balance: `the surplus in trade with Russia`."""
    j = i - 1
    passed = {"prep", "total", "home", "article", "hedge", "amount", "scope", "commodity"}
    if "this" in tokens[j].tags:
        passed |= {"geo", "neighbour", "word"}
    if i > 1 and tokens[j].kind == "prep" and tokens[j].value in {"in", "to"}:
        passed |= {"geo"}
    while j >= 0 and tokens[j].kind in passed:
        j -= 1
    return i - j <= LONGEST_NOUN and j >= 0 and tokens[j].value in {"surplus", "deficit", "balance"}


def describe(frame: Frame, tokens: list[Token], language: Language) -> None:
    """Read scope, goods and totality from the noun phrase around the head."""
    i = frame.place
    head = tokens[i].low
    frame.whole = tokens[i].value == "foreign" or "whole_head" in tokens[i].tags
    frame.mutual = tokens[i].value == "mutual" or (
        i + 2 < len(tokens) and tokens[i + 2].value == "mutual" and of_flow(tokens, i + 2)
    )
    near = [t for t in tokens[max(0, i - 2) : i] if t.kind == "neg" and "doers" not in t.tags]
    frame.void = bool(near) or follows_void(tokens, i)
    for j in range(i - 1, max(-1, i - 5), -1):
        token = tokens[j]
        if (
            token.kind in FIGURES
            or token.kind in {",", ";", "(", ")", "break", "period", "prep", "-"}
            or token.kind in HEADS
        ):
            break
        read_noun(frame, token, before=True)
    figures = 0
    for j in range(i + 1, min(len(tokens), i + 12)):
        token = tokens[j]
        figures += token.kind in FIGURES
        if (
            figures > (1 if frame.verbal else 0)
            or token.kind in {";", "break", "rise", "except"}
            or token.kind in HEADS
        ):
            break
        if token.kind == "," and (not frame.verbal or figures):
            break
        read_noun(frame, token, before=False)
    if "goods" in head or "merchandise" in head:
        frame.scope = scope_of_head(head, frame.scope)
    elif "services" in head:
        frame.scope = "services"
    if not frame.commodity and language.open_goods:
        frame.commodity = unknown_goods(tokens, i)
    if frame.commodity:
        frame.scope = "goods"


def unknown_goods(tokens: list[Token], i: int) -> str:
    """Read the goods of `sales of lithium carbonate`, which no table need know."""
    if (
        i + 2 >= len(tokens)
        or tokens[i + 1].low != "of"
        or tokens[i].value in {"balance", "surplus", "deficit"}
    ):
        return ""
    words = []
    for token in tokens[i + 2 : i + 6]:
        if token.kind != "word" or token.capital or "no_goods" in token.tags:
            break
        words.append(token.low)
    following = tokens[i + 2 + len(words)] if i + 2 + len(words) < len(tokens) else None
    if not words or (
        following is not None and following.kind in FIGURES | {"geo", "commodity", "scope", "flow"}
    ):
        return ""
    return " ".join(words[:3])


def scope_of_head(head: str, default: str) -> str:
    """Tell the scope that the head itself says; the Russian word for turnover says none."""
    if "services" in head:
        return "goods_and_services"
    return "goods" if "goods" in head or "merchandise" in head else default


def follows_void(tokens: list[Token], i: int) -> bool:
    """Say whether the words after a head show that it is no trade between countries."""
    after = tokens[i + 1 : i + 6]
    for token in after:
        if token.kind == "neg" and "doers" not in token.tags:
            return True
        if token.kind in FIGURES or token.kind in {",", ".", ";", "rise", "flow", "verb"}:
            return False
        if token.kind == "geo" and token.extra.startswith("name"):
            return False
    return False


def read_noun(frame: Frame, token: Token, *, before: bool) -> None:
    """Take up one word of the head's noun phrase."""
    if token.kind == "commodity" and not frame.commodity:
        frame.commodity, frame.hs = goods_name(token), str(token.value)
    elif token.kind == "scope" and frame.scope == "unspecified":
        frame.scope = str(token.value)
    elif token.kind == "total" and before and "any" not in token.tags:
        frame.soft = token.value == "soft" and not frame.whole
        frame.whole = True
