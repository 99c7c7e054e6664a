"""What a clause without a word of trade is about: `the shilling lost 22 %` goes on with nothing."""

from __future__ import annotations

from ingest.claims.flow_frame import FIGURES
from ingest.claims.tokens import Token

BORDERS = {";", "break", ":", '"', ".", "said"}
VERBS = {"rise", "hedge", "base", "verb"}
ENDING = VERBS | FIGURES | {"prep", "(", ",", "-"}
AUXILIARY = {"copula", "linking", "equals", "states_level", "had", "amounted"}
TRADED = {"flow", "commodity", "target", "share", "forecast", "sides"}
SHORT, OWN_WORDS = 3, 2
FOREIGN = {"word", "currency", "neg", "post", "largest", "record"}


def foreign_subject(tokens: list[Token], i: int) -> bool:
    """Say whether the subject of a figure's clause is no word that a trade flow can go on with."""
    start = clause_start(tokens, i)
    words: list[Token] = []
    for token in tokens[start:i]:
        if token.kind in ENDING or ends_noun(token):
            if "change_noun" in token.tags and words and words[-1].kind == "currency":
                return False
            break
        words.append(token)
    words = [t for t in words if t.kind != "article" and "light" not in t.tags]
    resumed = any({"level", "resumes"} <= t.tags for t in tokens[start:i])
    if taken_up(tokens, i):
        return False
    if not words or resumed or any("subject_noun" in t.tags or t.kind in TRADED for t in words):
        return False
    head = words[-1]
    named = any(t.kind in {"word", "geo"} and t.capital for t in words[:-1])
    return head.kind in FOREIGN or (head.kind == "index" and named)


def taken_up(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is one that `it` is brought to: `agreed to bring it to $100 billion`."""
    led = tokens[max(0, i - 3) : i]
    while led and led[-1].kind in {"hedge", "article"}:
        led = led[:-1]
    return len(led) > 1 and led[-1].low == "to" and "resumes" in led[-2].tags


def foreign_words(tokens: list[Token], i: int) -> bool:
    """Say whether a clause has words of its own, where word order does not tell the subject."""
    start = i
    while start > 0 and tokens[start - 1].kind not in (BORDERS - {'"'}) | FIGURES:
        start -= 1
    words = [t for t in tokens[start:i] if t.kind == "word" and len(t.low) > SHORT and not t.tags]
    return len(words) >= OWN_WORDS


def clause_start(tokens: list[Token], i: int) -> int:
    """Give the place where the subject of a figure's clause can begin."""
    start = next((j + 1 for j in range(i - 1, -1, -1) if tokens[j].kind in BORDERS), 0)
    for j in range(start, i):
        told = any(t.kind in VERBS | FIGURES or ends_noun(t) for t in tokens[start:j])
        if tokens[j].kind == "," and not told:
            start = j + 1
    return start


def ends_noun(token: Token) -> bool:
    """Say whether a word is a verb, as far as its form tells."""
    if token.kind != "word":
        return False
    return bool(token.tags & AUXILIARY) or token.low.endswith(("ed", "n't")) or token.low in FORMS


FORMS = frozenset(
    {
        "has",
        "have",
        "do",
        "does",
        "did",
        "made",
        "came",
        "went",
        "got",
        "saw",
        "hit",
        "stood",
        "brought",
        "meant",
        "kept",
        "left",
        "held",
        "gave",
        "began",
        "having",
        "became",
        "won",
        "paid",
        "took",
        "were",
        "been",
        "be",
        "being",
        "can",
        "cannot",
        "accounts",
        "account",
        "closed",
        "ends",
        "end",
    }
)
