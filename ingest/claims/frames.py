"""Flow frames: a word of trade with the countries, goods and scope that go with it.

Numbers are bound to frames elsewhere; what is missing in a frame is filled from the discourse elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.claims.language import Language
from ingest.claims.tokens import Token

HEADS = {"flow", "verb", "partner", "composition"}
FIGURES = {"amount", "percent", "times", "fold", "fraction"}
COUNTRIES = {"geo", "home", "neighbour", "sides", "nation"}
FLOW_OF = {
    "export": "export",
    "import": "import",
    "supply": "export",
    "enter": "export",
    "purchase": "import",
    "sell": "export",
    "buy": "import",
    "turnover": "turnover",
    "foreign": "turnover",
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
        part: Whether a share is that of goods in the flow, not that of a country.
        turned: Whether the direction was set right against the words.
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
    turned: bool = False
    part: bool = False


def find_frames(tokens: list[Token], language: Language) -> list[Frame]:
    """Find the frames of one sentence, in order."""
    frames = []
    for i, token in enumerate(tokens):
        if token.kind == "partner" and not graded(tokens, i):
            continue
        if token.kind == "composition" and token.value == "same":
            continue
        if token.kind in HEADS and not spurious(tokens, i):
            word = "partner" if token.kind == "partner" else token.value
            word = "turnover" if word == "foreign" else word
            frame = Frame(i, FLOW_OF[token.value], word, verbal=token.kind == "verb")
            describe(frame, tokens, language)
            frames.append(frame)
    for i, token in enumerate(tokens):
        if token.kind in COUNTRIES:
            attach(tokens, i, frames, language)
    for frame, following in zip(frames, frames[1:], strict=False):
        if frame.scope == "services" and following.scope == "unspecified":
            following.scope = "services"
    carry_subject(frames)
    for frame in frames:
        turn_round(frame)
        if frame.verbal and weak(tokens, frame):
            frame.void = True
        if frame.verbal and company_subject(tokens, frame):
            frame.void = True
    return frames


def carry_subject(frames: list[Frame]) -> None:
    """Give a verb without a subject the one of the verb before: `Poland bought for 1 bn and sold for 2`."""
    subject: list[str] = []
    for frame in frames:
        if not frame.verbal or frame.word not in {"buy", "sell"}:
            continue
        if frame.sides.get("subject"):
            subject = frame.sides["subject"]
        elif subject and not {"agent", "owner"} & set(frame.sides):
            frame.sides["subject"] = list(subject)


def turn_round(frame: Frame) -> None:
    """Read `imported goods to B` as an export: a slip of translators."""
    faced = [c for c in frame.sides.get("target", []) if not c.startswith("@")]
    if frame.word != "buy" or not faced or frame.sides.get("source") or frame.sides.get("origin"):
        return
    if faced[0] not in frame.sides.get("subject", []):
        frame.flow, frame.word = "export", "sell"
        frame.turned = True


def weak(tokens: list[Token], frame: Frame) -> bool:
    """Say whether a verb such as `received` has nothing about goods, a flow or another country beside it."""
    if "weak" not in tokens[frame.place].tags:
        return False
    near = tokens[frame.place : frame.place + 12]
    goods = any(
        t.kind in {"scope", "commodity", "flow", "count", "tonne", "percent", "verb"}
        for t in near[1:]
    )
    return not goods and not {"source", "target", "origin"} & set(frame.sides)


def graded(tokens: list[Token], i: int) -> bool:
    """Say whether a rank stands before a word such as `partner`."""
    return any(
        t.kind in {"ordinal", "largest"} or "third" in t.low for t in tokens[max(0, i - 5) : i]
    )


def company_subject(tokens: list[Token], frame: Frame) -> bool:
    """Say whether the subject of a verb is a firm: an unknown name, or a word such as `plant`."""
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


def spurious(tokens: list[Token], i: int) -> bool:
    """Say whether a head is part of a name (`Ministry of Trade`) or of another word."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.capital and i and after is not None and after.kind == "word" and after.capital:
        return True
    if token.value in {"turnover", "foreign"} and of_balance(tokens, i):
        return True
    if (
        token.value in {"turnover", "foreign"}
        and token.capital
        and before is not None
        and "trade" in token.tags
    ):
        return before.capital or before.low == "of"
    if after is not None and "trading" in token.tags and after.kind in {"partner", "post"}:
        return True
    if "trade" in token.tags and after is not None and "trade_name" in after.tags:
        return True
    if (
        before is not None
        and token.value in {"turnover", "foreign"}
        and "trade_office" in before.tags
    ):
        return True
    return False


def of_balance(tokens: list[Token], i: int) -> bool:
    """Say whether a word for trade only explains a balance: `the surplus in trade with Russia`."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"prep", "total", "home", "article", "hedge", "amount"}:
        j -= 1
    return i - j <= 6 and j >= 0 and tokens[j].value in {"surplus", "deficit", "balance"}


def describe(frame: Frame, tokens: list[Token], language: Language) -> None:
    """Read scope, goods and totality from the noun phrase around the head."""
    i = frame.place
    head = tokens[i].low
    frame.whole = tokens[i].value == "foreign"
    frame.void = any(t.kind == "neg" for t in tokens[max(0, i - 2) : i]) or follows_void(tokens, i)
    for j in range(i - 1, max(-1, i - 5), -1):
        token = tokens[j]
        if (
            token.kind in FIGURES
            or token.kind in {",", ";", "(", ")", "break", "period"}
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
            or token.kind in {";", "break", "rise"}
            or token.kind in HEADS
        ):
            break
        if token.kind == "," and (not frame.verbal or figures):
            break
        read_noun(frame, token, before=False)
    if "goods" in head or "merchandise" in head:
        frame.scope = scope_of_head(head, frame.scope)
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
        if token.kind == "neg":
            return True
        if token.kind in FIGURES or token.kind in {",", ".", ";", "rise", "flow", "verb"}:
            return False
        if token.kind == "geo" and token.extra.startswith("name"):
            return False
    return False


def read_noun(frame: Frame, token: Token, *, before: bool) -> None:
    """Take up one word of the head's noun phrase."""
    if token.kind == "commodity" and not frame.commodity:
        frame.commodity, frame.hs = token.low, str(token.value)
    elif token.kind == "scope" and frame.scope == "unspecified":
        frame.scope = str(token.value)
    elif token.kind == "total" and before and "any" not in token.tags:
        frame.whole = True


def attach(tokens: list[Token], i: int, frames: list[Frame], language: Language) -> None:
    """Give a country to the frame it belongs to."""
    role = language.side_of(tokens, i)
    token = tokens[i]
    code = str(token.value) if token.kind == "geo" else "@" + token.kind
    if "own" in token.tags:
        code = "@its"
    if token.kind == "neighbour" and role in {"subject", "mention"} and "pronoun" in token.tags:
        return
    if token.kind == "home" and role in {"subject", "mention"} and "here" in token.tags:
        return
    if token.kind == "home" and role in {"target", "with", "source", "target?"}:
        code = "@neighbour"
    if token.kind == "nation":
        role = "owner"
    frame = choose(tokens, i, role, frames)
    if frame is None:
        return
    after = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    if (
        role == "subject"
        and not frame.verbal
        and i > frame.place
        and frame.flow in {"export", "import"}
    ):
        if after == "said":
            return
        role = "with"
    if role == "subject" and not frame.verbal and i > frame.place and frame.flow == "turnover":
        if after == "said":
            return
        role = "late"
    if "pronoun" in token.tags:
        code = antecedent(tokens, i, language) or code
    if role == "owner" and i > frame.place and frame.verbal:
        role = "origin"
    beyond = role in {"owner", "between", "late", "mention"} and token.kind == "geo"
    if beyond and i > frame.place and cut_off(tokens, frame.place, i):
        return
    codes = frame.sides.setdefault(role, [])
    if codes and i > frame.place and any(t.kind in FIGURES for t in tokens[frame.place : i]):
        return
    if code not in codes:
        codes.append(code)


def choose(tokens: list[Token], i: int, role: str, frames: list[Frame]) -> Frame | None:
    """Choose the frame of a country: by its role before or after it, not across a clause."""
    before = next(
        (f for f in reversed(frames) if f.place < i and reach(tokens, f.place, i) < 1), None
    )
    after = next((f for f in frames if f.place > i and reach(tokens, i, f.place) < 1), None)
    if role in {"owner", "pair", "origin", "mention"}:
        near = after is not None and after.place - i <= 5 and not cut_off(tokens, i, after.place)
        if near and not (
            tokens[i].extra.startswith("name:")
            and ":" in tokens[i].extra
            and adjacent(before, i)
            and role == "owner"
            and tokens[i].extra != "name:"
        ):
            return after
        if role == "mention":
            return None
        return before or (
            after if after is not None and not cut_off(tokens, i, after.place) else None
        )
    if role in {"subject", "between", "agent"}:
        if after is not None and not cut_off(tokens, i, after.place):
            return after
        if role == "subject" and after is not None and after.verbal and inserted(tokens, i, after.place):
            return after
        if role == "subject" and before is not None and after is not None:
            return after
        if role == "subject" and before is not None and before.verbal:
            inverted = (
                i - before.place <= 2
                and "nomn" in tokens[i].extra
                and not before.sides.get("subject")
            )
            return before if inverted else None
        return before
    if before is not None and sum(t.kind in FIGURES for t in tokens[before.place + 1 : i]) >= 2:
        if after is None or cut_off(tokens, i, after.place):
            return None
        return after
    if before is not None and not (
        after is not None
        and starts_clause(tokens, i)
        and cut_off(tokens, before.place, i)
        and not cut_off(tokens, i, after.place)
    ):
        return before
    return after


def antecedent(tokens: list[Token], i: int, language: Language) -> str | None:
    """Find the country that `с ней` or `from it` goes back to in its sentence."""
    for j in range(i - 1, -1, -1):
        if tokens[j].kind == "geo" and language.side_of(tokens, j) in {"subject", "with"}:
            return str(tokens[j].value)
    return None


def starts_clause(tokens: list[Token], i: int) -> bool:
    """Say whether a name with its preposition stands at the start of a clause: `, with China ...`."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"article", "total", "largest", "word"} and i - j < 4:
        j -= 1
    if j >= 0 and tokens[j].kind == "prep":
        j -= 1
    return j < 0 or tokens[j].kind in {",", ";", "break", ":", '"'} or "and" in tokens[j].tags


def adjacent(frame: Frame | None, i: int) -> bool:
    """Say whether a head stands directly before a token."""
    return frame is not None and 0 < i - frame.place <= 2


def reach(tokens: list[Token], start: int, stop: int) -> int:
    """Count the clause borders between two tokens."""
    return sum(token.kind in {";", "break"} for token in tokens[start + 1 : stop])


def inserted(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether only a phrase between two commas stands between: `Poland, GUS says, bought ...`."""
    between = tokens[start + 1 : stop]
    commas = sum(t.kind == "," for t in between)
    other = any(t.kind in FIGURES or t.kind in {";", "break", ":"} or t.kind in HEADS for t in between)
    return commas == 2 and not other


def cut_off(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether a comma, a figure or a clause border separates two tokens."""
    return any(
        t.kind in {",", ";", "break", ":"} or t.kind in FIGURES for t in tokens[start + 1 : stop]
    )
