"""Correct the type of words that only their neighbours decide: `over 5 %` against `over the year`."""

from __future__ import annotations

from ingest.claims.tokens import Token

FIGURES = {"amount", "percent", "times", "fold", "fraction"}
HEDGES = {
    "over": "over", "above": "over", "below": "nearly", "under": "nearly", "выше": "over", "больше": "over",
    "меньше": "nearly", "ниже": "nearly", "под": "nearly", "higher": "over", "more": "over",
}
LEVELS = {"above": "1", "below": "-1", "short of": "-1", "up on": "1", "down on": "-1"}
MOVABLE = {"prep", "base", "rise", "word"}


def adjust(tokens: list[Token]) -> list[Token]:
    """Retag the words whose type depends on what stands beside them."""
    result: list[Token] = []
    for i, token in enumerate(tokens):
        if token.low == "the total" and i + 1 < len(tokens) and tokens[i + 1].kind in {"flow", "word", "scope"}:
            if tokens[i + 1].low not in {"was", "has", "came", "stood", "is"}:
                token.kind = "total"
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        if token.kind == "hedge" and token.low.endswith(" than") and not figure_follows(tokens, i):
            result.extend(split_than(token))
        elif token.kind in MOVABLE and token.low in HEDGES and after is not None and after.kind in FIGURES:
            if before is not None and before.kind in FIGURES:
                result.append(token)
            else:
                result.append(Token("hedge", HEDGES[token.low], token.start, token.end, token.low))
        elif token.kind == "base" and token.low in LEVELS and before is not None and before.kind == "percent":
            cut = token.end
            result.append(Token("rise", LEVELS[token.low], token.start, cut, token.low))
            result.append(Token("base", "than", cut, cut, "than"))
        else:
            result.append(token)
    return result


def figure_follows(tokens: list[Token], i: int) -> bool:
    """Say whether a figure comes next, at most an article or a pronoun away."""
    if i and tokens[i - 1].kind in {"percent", "times"}:
        return False
    return any(t.kind in FIGURES for t in tokens[i + 1 : i + 3])


def split_than(token: Token) -> list[Token]:
    """Read `more than` as a rise and the opener of a comparison."""
    word = token.low.split()[-2]
    sign = "-1" if word in {"less", "lower", "smaller", "fewer"} else "1"
    cut = token.end - 5
    return [
        Token("rise", sign, token.start, cut, word),
        Token("base", "than", cut + 1, token.end, "than"),
    ]
