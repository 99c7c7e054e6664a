"""Correct the type of words that only their neighbours decide.

Example: `over 5 %` against `over the year`.
"""

from __future__ import annotations

import re

from ingest.claims.classes import fits, same_country
from ingest.claims.periods import PeriodExpression
from ingest.claims.tokens import Figure, Token

FIGURES = {"amount", "percent", "times", "fold", "fraction"}
PLACE = re.compile(r"(\d{1,2}) - \w{1,2}")
NOUNS = {"share", "flow", "partner", "rise", "commodity", "scope", "largest"}
MOVABLE = {"prep", "base", "rise", "word"}


def adjust(tokens: list[Token]) -> list[Token]:
    """Retag the words whose type depends on what stands beside them."""
    result: list[Token] = []
    tokens = quarters(both_ways(exceeding(owning(regional(tokens)))))
    for i in range(len(tokens)):
        retype(tokens, i)
    for i, token in enumerate(tokens):
        if "the_total" in token.tags and qualifies(tokens, i + 1):
            token.kind = "total"
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        if token.kind == "hedge" and token.low.endswith(" than") and not figure_follows(tokens, i):
            result.extend(split_than(token))
        elif token.kind == "hedge" and "verb_over" in token.tags and beats(tokens, i):
            result.append(Token("rise", "1", token.start, token.end, token.low))
            result.append(Token("base", "than", token.end, token.end, "than"))
        elif (
            token.kind in MOVABLE
            and token.tags & {"as_over", "as_nearly"}
            and after is not None
            and after.kind in FIGURES
        ):
            if before is not None and before.kind in FIGURES:
                result.append(token)
            else:
                bound = "over" if "as_over" in token.tags else "nearly"
                result.append(Token("hedge", bound, token.start, token.end, token.low))
        elif (
            token.kind == "base"
            and token.tags & {"level_above", "level_below"}
            and before is not None
            and before.kind == "percent"
        ):
            cut = token.end
            sign = "1" if "level_above" in token.tags else "-1"
            result.append(Token("rise", sign, token.start, cut, token.low))
            result.append(Token("base", "than", cut, cut, "than"))
        else:
            result.append(token)
    return result


def retype(tokens: list[Token], i: int) -> None:
    """Give one word the type that it has beside its neighbours."""
    token = tokens[i]
    if "of_year" in token.tags and i + 1 < len(tokens) and tokens[i + 1].kind == "flow":
        token.value = PeriodExpression("year", relative="last")
    if token.kind == "commodity" and "as_verb" in token.tags and is_verb(tokens, i):
        token.kind = "word"
    if token.kind == "geo" and "compound" in tokens[min(i + 2, len(tokens) - 1)].tags:
        token.kind = "word" if tokens[i + 1].kind == "-" else "geo"
    retype_rank(tokens, i)
    if token.kind == "fraction" and i + 1 < len(tokens) and counts_time(tokens[i + 1]):
        token.kind, token.value = "ordinal", "0"
    if token.kind == "break" and joins(tokens, i):
        token.kind, token.value, token.low = "prep", "of", token.low.split()[0]
    if token.kind == "count" and token.low.startswith("of ") and before_flow(tokens, i + 1):
        token.kind, token.value = "prep", "of"
    if token.kind == "hedge" and "grades" in token.tags and not figure_follows(tokens, i):
        token.kind, token.value = "largest", "1"
    if "clause_as" in token.tags and i + 1 < len(tokens) and tokens[i + 1].kind == "flow":
        token.kind = "break"


def retype_rank(tokens: list[Token], i: int) -> None:
    """Give the words of a rank their type: `third place`, `29-е место`, `главного партнера`."""
    token, before = tokens[i], tokens[i - 1].kind if i else ""
    if token.kind == "fraction" and "third" in token.tags and i and stands_third(tokens, i):
        token.kind, token.value = "ordinal", "3"
    if token.kind == "period" and any(t.kind == "ranked" for t in tokens[i + 1 : i + 4]):
        counted = PLACE.fullmatch(token.low)
        if counted is not None:
            token.kind, token.value = "ordinal", counted[1]
    if token.kind == "neighbour" and "graded" in token.tags and before in {"largest", "ordinal"}:
        token.kind, token.value = "partner", "turnover"


def before_flow(tokens: list[Token], j: int) -> bool:
    """Say whether a flow follows, an adjective between: `of the whole provincial trade`."""
    after = [t.kind for t in tokens[j : j + 2]]
    return after[:1] == ["flow"] or after == ["word", "flow"]


def joins(tokens: list[Token], i: int) -> bool:
    """Say whether `of which` and `of those` go on with a noun instead of beginning a clause."""
    noun = i > 0 and tokens[i - 1].kind in NOUNS and tokens[i].low.startswith("of ")
    return noun or ("of_which" in tokens[i].tags and named_next(tokens, i))


def counts_time(token: Token) -> bool:
    """Say whether a word is counted by an ordinal: `a seventh month of decline`."""
    return token.kind in {"months", "year", "yearsword"} or "ordinal_noun" in token.tags


def named_next(tokens: list[Token], i: int) -> bool:
    """Say whether `of this` only leads to a name: `the share of this neighbour`."""
    return i + 1 < len(tokens) and tokens[i + 1].kind in {"neighbour", "home", "market", "scope"}


def regional(tokens: list[Token]) -> list[Token]:
    """Read `Russia's Rostov Region` and `the Republic of Tatarstan` as the name alone."""
    result: list[Token] = []
    for token in tokens:
        part = token.kind == "geo" and "-" in str(token.value)
        if part and len(result) > 1 and result[-1].kind == "possessive":
            whole = result[-2]
            if whole.kind == "geo" and same_country(str(whole.value), str(token.value)):
                del result[-2:]
        if token.kind == "geo" and len(result) > 1 and "member" in result[-1].tags:
            group = result[-2]
            if group.kind == "geo" and fits(str(token.value), str(group.value)):
                del result[-2:]
        called = token.kind == "geo" and len(result) > 1 and result[-1].low == "of"
        if called and result[-2].kind == "home" and result[-2].value != "1":
            del result[-2:]
        result.append(token)
    return result


def owning(tokens: list[Token]) -> list[Token]:
    """Read `the United States, whose trade ...` as `the United States' trade`."""
    result: list[Token] = []
    for token in tokens:
        named = len(result) > 1 and result[-1].kind == "," and result[-2].kind == "geo"
        if "whose" in token.tags and named:
            result[-1] = Token("possessive", "'s", token.start, token.end, token.low)
        else:
            result.append(token)
    return result


def beats(tokens: list[Token], i: int) -> bool:
    """Say whether a level is exceeded by a figure: `exceeded last year's level by 7 %`."""
    after = tokens[i + 1 : i + 8]
    place = next((k for k, t in enumerate(after) if t.kind in FIGURES), None)
    if place is None or place < 2 or not any(t.kind == "period" for t in after[:place]):
        return False
    led = after[place - 1]
    return "by" in led.tags or (led.kind == "prep" and led.value in {"by", "na"})


def stands_third(tokens: list[Token], i: int) -> bool:
    """Say whether `third` is a place and no part: `Kazakhstan is third with 4.6 bn`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.kind == "ranked":
        return True
    part = after is not None and ("of" in after.tags or after.kind in {"largest", "quarter"})
    listed = tokens[i - 1].kind == "geo" and after is not None and after.kind in {"(", ",", "."}
    return (token_links(tokens[i - 1]) or listed) and not part


def token_links(token: Token) -> bool:
    """Say whether a word links a name with its place: `is third`, `came third`."""
    return "linking" in token.tags or token.kind == "ranked"


def quarters(tokens: list[Token]) -> list[Token]:
    """Read `fell by a quarter` as a fraction: alone, `a quarter` is a time."""
    result: list[Token] = []
    for i, token in enumerate(tokens):
        one = result and (result[-1].kind == "article" or result[-1].value == "1")
        if token.kind == "quarter" and one and result[-1].kind in {"article", "numword"}:
            led = result[-2] if len(result) > 1 else None
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            parts = after is not None and "of" in after.tags
            if led is not None and (led.kind in {"hedge", "rise"} or "by" in led.tags or parts):
                low = f"{result[-1].low} {token.low}"
                figure = Figure(25.0, None, "PCT", 0.1)
                result[-1] = Token("fraction", figure, result[-1].start, token.end, low)
                continue
        result.append(token)
    return result


def is_verb(tokens: list[Token], i: int) -> bool:
    """Say whether a name of goods is a verb here: Russian has one form for `steel` and `became`."""
    before = tokens[i - 1].kind if i else ""
    after = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    return before in {"partner", "period", "home", "scope", "composition", "market"} or after in {
        "geo",
        "largest",
        "commodity",
        "partner",
        "ordinal",
    }


def qualifies(tokens: list[Token], j: int) -> bool:
    """Say whether `the total` goes on with a noun, as in `the total exports`."""
    if j >= len(tokens) or tokens[j].kind not in {"flow", "word", "scope"}:
        return False
    return "copula" not in tokens[j].tags


def exceeding(tokens: list[Token]) -> list[Token]:
    """Read `exports exceeded imports by $50 million` as a surplus, the reverse as a deficit."""
    for i in range(len(tokens) - 3):
        first, verb, last, prep = tokens[i : i + 4]
        if verb.kind != "hedge" or prep.kind != "prep" or prep.value not in {"by", "na"}:
            continue
        if {first.value, last.value} == {"export", "import"} and first.kind == last.kind == "flow":
            last.value = "surplus" if first.value == "export" else "deficit"
            verb.kind = "word"
    return tokens


def both_ways(tokens: list[Token]) -> list[Token]:
    """Read `total imports and exports`, told with one figure, as the turnover."""
    if any(t.kind == "respectively" for t in tokens):
        return tokens
    result = list(tokens)
    for i in range(len(result) - 3, -1, -1):
        first, link, last = result[i : i + 3]
        if not (first.kind == last.kind == "flow" and "and" in link.tags):
            continue
        if {first.value, last.value} != {"export", "import"} or listed_figures(result, i + 3):
            continue
        summed = any(t.kind in {"total", "scope"} for t in result[max(0, i - 2) : i])
        if first.value == "import" or summed:
            low = f"{first.low} {link.low} {last.low}"
            both = Token("flow", "turnover", first.start, last.end, low, first.capital)
            result[i : i + 3] = [both]
    return result


def listed_figures(tokens: list[Token], start: int) -> bool:
    """Say whether the next figure is followed by another one after `and`."""
    place = next((i for i in range(start, len(tokens)) if tokens[i].kind in FIGURES), None)
    after = tokens[place + 1 : place + 3] if place is not None else []
    return len(after) == 2 and "and" in after[0].tags and after[1].kind in FIGURES


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
