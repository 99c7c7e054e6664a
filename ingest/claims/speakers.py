"""Who says it and whose data it is: what a sentence names, or goes on with.

Names are taken as written in the nominative; one person's spellings are joined elsewhere.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.claims.discourse import Discourse
from ingest.claims.document import Sentence
from ingest.claims.tokens import Token

NEAR = 6
SHORT_NAME = 4
SHORT_TITLE = 8  # words before the name in `A (Deputy Minister of Trade Ada Berg):`
LONGEST = 14  # words of a title between a name and its verb of saying
TITLES = {"word", "post", "geo", "office", "prep", "home", "-", "possessive", "'", "commodity"}


def attribute(
    tokens: list[Token], sentence: Sentence, text: str, state: Discourse
) -> tuple[str | None, str | None]:
    """Give the speaker and the cited source of a sentence, and remember them.

    Args:
        tokens: The typed tokens of the sentence.
        sentence: Its place; whether it begins in a quotation.
        text: The clean text.
        state: The discourse, in which the last speaker and source are kept.

    Returns:
        Speaker and source, each None where nobody is named.
    """
    said = [i for i, t in enumerate(tokens) if t.kind == "said"]
    found = source_in(tokens, text)
    wire = all("wire" in t.tags for t in tokens if t.kind == "office")
    known = found is not None and found[0] in (state.source or "")
    if found is not None and not known and not (wire and state.owner is not None):
        state.source, state.books = found
        state.owner = state.owner or (None if wire else found[0])
    name = speaker_in(tokens, said, text, state)
    if name is not None:
        state.speaker = name
        return name, state.source
    resumed = any(
        tokens[i].kind == "post" or "person" in tokens[i].tags
        for s in said
        for i in around(tokens, s, 4)
    )
    if state.speaker is not None and (resumed or sentence.quoted):
        return state.speaker, state.source
    return None, state.source


def voice_of(tokens: list[Token], state: Discourse) -> str | None:
    """Give the country of the official who speaks: `the Turkish minister said`.

    Another post without a country is one at home; the same one goes on.
    """
    if not any(t.kind == "said" for t in tokens):
        return state.voice
    voice = state.voice
    for i, token in enumerate(tokens):
        if token.kind == "person":
            voice, state.post = str(token.value), "person"
        if token.kind != "post":
            continue
        country = country_of_post(tokens, i)
        if country is not None:
            voice, state.post = country, token.low
        elif token.low.split()[-1] not in state.post.split() and named_post(tokens, i, state):
            voice, state.post = None, token.low
    return voice


def named_post(tokens: list[Token], i: int, state: Discourse) -> bool:
    """Say whether a post is another person's: `the envoy said` goes on with the ambassador."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    named = after is not None and after.kind == "word" and after.capital
    return named or not state.post or "same_post" not in tokens[i].tags


def country_of_post(tokens: list[Token], i: int) -> str | None:
    """Give the country beside a post: `Russia's minister`, `the minister of Russia`."""
    before = [t for t in tokens[max(0, i - 3) : i] if t.kind == "geo"]
    owned = i > 1 and tokens[i - 1].kind == "possessive" and tokens[i - 2].kind == "geo"
    beside = bool(before) and tokens[i - 1] is before[-1]
    if before and (before[-1].extra.startswith("adjective") or beside or owned):
        return str(before[-1].value)
    for k in range(i + 1, min(len(tokens), i + 6)):
        if tokens[k].kind == "geo":
            placed = tokens[k - 1].kind == "prep" and tokens[k - 1].low in {"in", "в", "to"}
            return None if placed else str(tokens[k].value)
        if tokens[k].kind in {"said", "verb", "flow", ",", ";", ".", '"'}:
            break
    return None


def around(tokens: list[Token], i: int, width: int) -> range:
    """Give the places around a token."""
    return range(max(0, i - width), min(len(tokens), i + width + 1))


def speaker_in(tokens: list[Token], said: list[int], text: str, state: Discourse) -> str | None:
    """Find a person's name beside a post or a verb of saying."""
    posts = [i for i, t in enumerate(tokens) if t.kind == "post"]
    for first, last in names(tokens):
        if text[tokens[first].start : tokens[last].end] in (state.source or ""):
            continue
        near_post = any(0 <= first - p <= NEAR and not barred(tokens, p, first) for p in posts)
        near_said = any(speaks(tokens, s, first, last) for s in said)
        if (near_post and (said or posts[0] < 6)) or near_said or labelled(tokens, first, last):
            return known(text[tokens[first].start : tokens[last].end], state)
    return None


def labelled(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether a line opens with its speaker: `Ada Berg, envoy to Oslo: - We sold ...`."""
    place = next((j for j in range(last + 1, len(tokens)) if tokens[j].kind == ":"), None)
    if place is None or first > SHORT_TITLE or place - last > LONGEST:
        return False
    return all(t.kind in TITLES or t.kind in {",", "(", ")"} for t in tokens[last + 1 : place])


def speaks(tokens: list[Token], s: int, first: int, last: int) -> bool:
    """Say whether a verb of saying goes with a name: `said ... the minister's aide, Ada Berg`."""
    if min(abs(first - s), abs(s - last)) <= 2:
        return True
    between = tokens[s + 1 : first] if s < first else tokens[last + 1 : s]
    commas = sum(t.kind == "," for t in between)
    aside = s < first or (commas == 2 and between[0].kind == between[-1].kind == ",")
    plain = commas <= (1 if s < first else 2) and len(between) <= LONGEST
    return aside and plain and all(t.kind in TITLES or t.kind == "," for t in between)


def barred(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether a word between post and name shows that they do not belong together."""
    return any(
        t.kind in {"said", "verb", "flow", ",", ";", ".", '"'} for t in tokens[start + 1 : stop]
    )


def known(name: str, state: Discourse) -> str:
    """Give the spelling that was used before for the same surname."""
    before = state.speaker
    if before and before.split()[-1][:5] == name.rsplit(maxsplit=1)[-1][:5]:
        return before
    return name


def names(tokens: list[Token]) -> list[tuple[int, int]]:
    """Find runs of two to four capitalised words that no table knows."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and named(tokens, j, i):
            j += 1
        if j - i > 2 and i and "joining" in tokens[i - 1].tags:
            i += 1
        words = sum(t.kind in {"word", "person"} for t in tokens[i:j])
        if 2 <= words <= 5:
            found.append((i, j - 1))
        i = max(j, i + 1)
    return found


def named(tokens: list[Token], j: int, start: int) -> bool:
    """Say whether a token can be part of a person's name."""
    token = tokens[j]
    if token.kind in {"word", "person"}:
        return token.capital
    joins = token.kind == "-" and j > start and j + 1 < len(tokens)
    return joins and tokens[j - 1].end == token.start and tokens[j + 1].start == token.end


def source_in(tokens: list[Token], text: str) -> tuple[str, str | None] | None:
    """Find an office whose data is cited, and the country whose books it keeps, if that is said."""
    found, best = None, 0
    for i, token in enumerate(tokens):
        if token.kind != "office":
            continue
        first, last = name_around(tokens, i)
        generic = "generic" in token.tags
        worth = 1 if "wire" in token.tags else 3 if last > first else 2
        if worth > best and (last > first or not generic):
            named = text[tokens[first].start : tokens[last].end]
            found, best = (named, books_of(tokens[first : last + 1])), worth
    return found or outlet_in(tokens, text)


def name_around(tokens: list[Token], i: int) -> tuple[int, int]:
    """Give the first and the last word of the name that an office's word stands in."""
    first = last = i
    while first > 0 and part_of_name(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and part_of_name(tokens[last + 1]):
        last += 1
    while last > i and "joining" in tokens[last].tags:
        last -= 1
    while first < i and "joining" in tokens[first].tags:
        first += 1
    return first, last


def outlet_in(tokens: list[Token], text: str) -> tuple[str, str | None] | None:
    """Find a quoted outlet: `сообщает "Облгазета"`, `рассказал газете "Двинский край"`."""
    quotes = [i for i, t in enumerate(tokens) if t.kind == '"']
    for start, stop in pairwise(quotes):
        inner, before = tokens[start + 1 : stop], tokens[max(0, start - 1) : start]
        led = bool(before) and (before[0].kind == "said" or "outlet" in before[0].tags)
        if led and 0 < len(inner) <= SHORT_NAME and inner[0].capital:
            return text[inner[0].start : inner[-1].end], None
    return None


def books_of(name: list[Token]) -> str | None:
    """Give the country in an office's name, or the one that the tables know for it."""
    for token in name:
        if token.kind == "geo":
            return str(token.value)
        if token.kind == "office" and str(token.value) != "1":
            return str(token.value)
    return None


def part_of_name(token: Token) -> bool:
    """Say whether a token goes on with the name of an office."""
    if token.kind in {"word", "office", "geo", "flow"} and token.capital:
        return True
    return "joining" in token.tags
