"""Whether a share or a rank is told as a standing, in the present, or of a period, in the past.

`Russia takes 60 %` has no period; `Russia took 60 %` is of the one that the article tells. The
verbs are in the languages' `tags.csv`; a language that tells both in the present has none there.
"""

from __future__ import annotations

from ingest.claims.language import period_of
from ingest.claims.tokens import Token

BORDERS = {";", "break", ":"}
TENSES = {"present", "past"}


def standing(tokens: list[Token], i: int, *, known: bool, dated: bool = False) -> bool:
    """Say whether a share or a rank without a period is told as a standing.

    In brackets or beside a time that is looked back on it is of their period; so is a share beside
    an amount (`dated`). `known` is the answer where no verb tells a tense.
    """
    told = tense(tokens, i)
    if told is None:
        return known
    bracketed = i > 0 and tokens[i - 1].kind == "("
    dated = dated or any(compares(t) for t in tokens)
    return told == "present" and not bracketed and not dated


def compares(token: Token) -> bool:
    """Say whether an expression of time only puts a level back: `a year ago`."""
    return token.kind == "period" and period_of(token).kind in {"shift", "same"}


def tense(tokens: list[Token], i: int) -> str | None:
    """Give the tense of the verb that stands nearest before a figure in its clause, else after."""
    start = i
    while start > 0 and tokens[start - 1].kind not in BORDERS:
        start -= 1
    stop = i
    while stop < len(tokens) and tokens[stop].kind not in BORDERS:
        stop += 1
    for token in [*reversed(tokens[start : i + 1]), *tokens[i + 1 : stop]]:
        told = token.tags & TENSES
        if told:
            return min(told)
    return None
