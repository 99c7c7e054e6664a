"""Whose trade an article tells, and with whom: cues from all its sentences, weighed in one table.

No cue decides alone: an article without headline, dateline or office still has its two sides. What
is told of them, and when, is the business of `opening`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from ingest.claims.classes import fits, same_country
from ingest.claims.discourse import UNNAMED, WORLD, Discourse, explicit_sides
from ingest.claims.flow_frame import FIGURES, HEADS, Frame
from ingest.claims.frames import find_frames
from ingest.claims.language import Language
from ingest.claims.tokens import Token

#: What a country's part in a clause says of whose trade the article tells.
OWN = {
    "owner": 1.0,
    "subject": 0.7,
    "agent": 0.7,
    "pair": 0.4,
    "between": 0.4,
    "mention": 0.25,
    "origin": 0.2,
}
#: What its part says of its being the one faced.
FACED = {"with": 1.0, "target": 0.6, "source": 0.6, "target?": 0.6, "place": 0.2, "for": 0.2}
#: Further cues of the side whose trade it is.
HOME = {
    "person": 0.375,  # a head of state is named
    "office": 1.5,  # whose data it is
    "office_only": 1.0,  # the same, though nothing else names the country
    "first": 1.0,  # named before all others
    "region": 0.5,  # a region is told of for its own sake
    "titled_region": 1.0,  # and stands alone in the headline
    "dateline": 4.0,  # written there, and named in the text
    "told": 1.0,  # reporter of the first flow that names both sides
    "whole": 1.0,  # `the foreign trade of`
    "called": 0.5,  # the only one that `the region` or `the kingdom` can mean
}
#: Cues of the side faced; all partners together are a candidate as well.
MAIN = {
    "paired": 1.2,  # the headline tells its trade with home
    "titled": 0.6,  # the other name in the headline
    "lead": 0.6,  # the other name in the first sentence that names any
    "flow": 1.0,  # faces home in a flow, times the place of its sentence
    "named": 0.6,  # the other name beside a flow
    "two": 0.8,  # `the two countries`, `mutual trade`: the one named most often
    "whole": 1.0,  # all partners: `foreign trade`, `total exports`
    "alone": 1.0,  # all partners: a flow of home with nobody beside it
    "bare": 0.5,  # all partners: a flow before anybody else is named
    "count": 0.05,  # each time it is named
}
OWNING = ("owner", "subject", "agent")
OWNED = HEADS | {"scope", "commodity", "post", "office"}
LISTED = {"-", ":", "(", "|"} | FIGURES
EARLY = 4
PAIR = 2
FACED_AGAINST = 1.2
FIRST_FLOW = 2.0
LASTING = 0.4
WEAK = 2.0


@dataclass(frozen=True)
class Opened:
    """An article as far as its sides are concerned: the tokens of headline and sentences."""

    title: list[Token]
    body: list[list[Token]]
    language: Language
    place: str | None

    @property
    def headline(self) -> list[Token]:
        """The headline, unless it names so many countries that it tells nothing of them."""
        named = {str(t.value) for t in self.title if t.kind == "geo"}
        return self.title if len(named) <= PAIR else []

    @cached_property
    def frames(self) -> list[list[Frame]]:
        """The flows of headline and sentences."""
        return [find_frames(tokens, self.language) for tokens in [self.title, *self.body]]

    @cached_property
    def flows(self) -> list[list[Frame]]:
        """Those that are trade between countries."""
        return [[f for f in frames if not f.void] for frames in self.frames]


def find_home(article: Opened) -> str | None:
    """Find the side whose books the article tells: it owns flows, the others are faced by it."""
    place = article.place
    named = Counter(
        str(t.value)
        for tokens in [article.title, *article.body]
        for t in tokens
        if t.kind == "geo" or hint(t)
    )
    if not named:
        return place
    own, faced = parts(article)
    for cue, code in home_cues(article, named, {c for c in named if own[c] > faced[c]}):
        own[code] += HOME[cue]
    strength = {c: own[c] - FACED_AGAINST * faced[c] + 0.1 * min(named[c], 4) for c in named}
    ranked = sorted(strength, key=lambda c: strength[c], reverse=True)
    ranked = [c for c in ranked if c not in {WORLD, UNNAMED}]
    if place is not None and "-" in place and told_of_region(article.body, named):
        return place
    if place is not None and place not in named and ranked and not owns(ranked, strength, place):
        return place
    if not ranked or (len(ranked) == 1 and own[ranked[0]] == 0 and faced[ranked[0]] > 0):
        return None
    return ranked[0]


def hint(token: Token) -> bool:
    """Say whether a token is a person or an office of a country."""
    return token.kind in {"person", "office"} and token.value != "1"


def parts(article: Opened) -> tuple[defaultdict[str, float], defaultdict[str, float]]:
    """Add up what the parts of all countries say: for home, and for the side faced."""
    own: defaultdict[str, float] = defaultdict(float)
    faced: defaultdict[str, float] = defaultdict(float)
    meant = called(article)
    for k, tokens in enumerate([article.headline, *article.body]):
        early = 1.5 if k <= EARLY else 0.5
        for i, token in enumerate(tokens):
            code = meant.get(str(token.value)) if token.kind == "home" else str(token.value)
            if code is not None and token.kind in {"geo", "home"}:
                role = opening_role(tokens, i, article.language)
                own[code] += OWN.get(role, 0.0) * early
                faced[code] += FACED.get(role, 0.0) * early
    return own, faced


def home_cues(article: Opened, named: Counter[str], owning: set[str]) -> list[tuple[str, str]]:
    """Find the further cues of whose trade it is, each with the country it speaks for."""
    opening = [article.headline, *article.body[:EARLY]]
    found = [("first", code) for code in first_named([article.headline, *article.body], article)]
    told = {str(t.value) for tokens in [article.title, *article.body] for t in tokens if is_geo(t)}
    for token in (t for tokens in opening for t in tokens if hint(t)):
        only = token.kind == "office" and token.value not in told
        found.append(("office_only" if only else token.kind, str(token.value)))
    headline = [str(t.value) for t in article.title if is_geo(t)]
    regions = [code for code in named if "-" in code]
    found += [("region", code) for code in regions]
    found += [("titled_region", code) for code in regions if headline == [code]]
    place = article.place
    if place is not None and place in named and ("-" not in place or place in owning):
        found.append(("dateline", place))
    teller = first_told(article)
    found += [("told", teller)] if teller is not None else []
    found += [("whole", code) for code in whole_owners(article)]
    found += [("called", code) for code in set(called(article).values())]
    return found


def is_geo(token: Token) -> bool:
    """Say whether a token is the name of a country, a region or a bloc."""
    return token.kind == "geo"


def first_named(sentences: list[list[Token]], article: Opened) -> list[str]:
    """Give the country that is named before all others as one that acts or owns."""
    for tokens in sentences:
        for i, token in enumerate(tokens):
            if token.kind == "person":
                return [str(token.value)]
            if is_geo(token) and opening_role(tokens, i, article.language) in OWN:
                return [str(token.value)]
    return []


def whole_owners(article: Opened) -> set[str]:
    """Give the sides whose whole foreign trade is spoken of."""
    return {
        code
        for frames in article.flows
        for frame in frames
        if frame.whole and not {"with", "between"} & set(frame.sides)
        for code in frame.sides.get("owner", [])
        if not code.startswith("@")
    }


def called(article: Opened) -> dict[str, str]:
    """Give the side that alone can be meant by `the region`, `the kingdom`, `the republic`."""
    sentences = [article.title, *article.body]
    named = {str(t.value) for tokens in sentences for t in tokens if is_geo(t)}
    kinds = {str(t.value) for tokens in sentences for t in tokens if t.kind == "home"} - {"1"}
    found = {kind: [code for code in named if fits(code, kind)] for kind in kinds}
    return {kind: codes[0] for kind, codes in found.items() if len(codes) == 1}


def owns(ranked: list[str], strength: dict[str, float], place: str) -> bool:
    """Say whether a side is told of as the owner, so that the dateline's country is not needed."""
    best = ranked[0]
    if "-" in best and any(same_country(best, c) for c in ranked[1:]):
        return same_country(best, place)
    return strength[best] >= WEAK


def told_of_region(body: list[list[Token]], named: Counter[str]) -> bool:
    """Say whether `the region` is spoken of and no region is named: it is that of the dateline."""
    if any("-" in code for code in named):
        return False
    return any(t.kind == "home" and t.value == "region" for tokens in body for t in tokens)


def opening_role(tokens: list[Token], i: int, language: Language) -> str:
    """Tell what a country's part in its clause says of whose trade the article tells."""
    token, role = tokens[i], language.side_of(tokens, i)
    near = tokens[i - 1 if i and "name" in token.extra else i : i + 3]
    if role == "owner" and any(t.kind == "share" for t in near):
        return "with"
    if role == "subject" and any(t.kind == "partner" for t in tokens[i + 1 : i + 9]):
        return "with"
    if role == "subject" and any(takes(t) for t in tokens[i + 1 : i + 4]):
        return "target"
    if role == "owner" and not any(t.kind in OWNED for t in tokens[max(0, i - 5) : i + 6]):
        return "pair"
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if role == "subject" and after is not None and after.kind in LISTED:
        return "mention"
    if role == "mention" and after is not None and after.kind == "office":
        return "owner"
    return "owner" if role == "source" and exported(tokens, i) else role


def takes(token: Token) -> bool:
    """Say whether a verb tells of one who is delivered to: `India took 3 million tonnes`."""
    return token.kind == "verb" and token.value == "buy" and "weak" in token.tags


def exported(tokens: list[Token], i: int) -> bool:
    """Say whether `from` a country names the seller: `export of grain from Canada`."""
    near = [t for t in tokens[max(0, i - 6) : i] if t.kind in HEADS]
    return bool(near) and near[-1].value == "export"


def first_told(article: Opened) -> str | None:
    """Give the reporter of the first flow that names both its sides."""
    sentences = zip([article.title, *article.body[:EARLY]], article.flows, strict=False)
    for tokens, frame in ((tokens, f) for tokens, flows in sentences for f in flows):
        reporter, partner = explicit_sides(frame, Discourse())
        told = frame.flow != "turnover" and frame.word != "partner"
        if reporter and partner and told and not takes(tokens[frame.place]):
            return reporter
    return None


def find_main(article: Opened, home: str) -> str:
    """Find the partner that the article is about; `WLD` where it tells the whole foreign trade."""
    score: defaultdict[str, float] = defaultdict(float)
    for tokens in [article.title, *article.body]:
        for code in others(home, tokens):
            score[code] += MAIN["count"] * (1.0 if "-" in code else 1.6)
    usual = max(score, key=lambda c: score[c], default=WORLD)
    for cue, faced, weight in main_cues(article, home):
        score[faced or usual] += MAIN[cue] * weight
    return max(score, key=lambda c: score[c], default=WORLD)


def main_cues(article: Opened, home: str) -> list[tuple[str, str | None, float]]:
    """Find the cues of the side faced: which, for whom, and how much its place makes of it.

    None stands for the side that is named most often.
    """
    found: list[tuple[str, str | None, float]] = []
    heads = article.flows[0]
    titled = partner_in(home, heads) or only_other(home, article.title)
    paired = bool(heads) and heads[0].flow == "turnover"
    if titled is not None:
        found.append(("paired" if paired else "titled", titled, 1.0))
    weight, met = FIRST_FLOW, titled is not None
    for sentence, flows in zip(article.body, article.flows[1:], strict=True):
        if not met and weight == FIRST_FLOW:
            found += [("lead", code, 1.0) for code in [only_other(home, sentence)] if code]
        tokens = until_part(sentence)
        frames = [f for f in flows if f.place < len(tokens)]
        met = met or bool(others(home, sentence))
        if not frames:
            continue
        if not met and not sides_of(frames[0]) and frames[0].flow in {"export", "import"}:
            found.append(("bare", WORLD, weight))
        if frames[0].mutual and fits(home, "union") and titled is None:
            found.append(("flow", home, weight))
        else:
            told = flow_cues(home, tokens, frames)
            first = weight == FIRST_FLOW
            found += [(cue, code, weight) for cue, code in told if first or cue != "alone"]
        weight *= LASTING
    return found


def flow_cues(home: str, tokens: list[Token], frames: list[Frame]) -> list[tuple[str, str | None]]:
    """Find the cues of one sentence that speaks of trade."""
    head = frames[0]
    other = only_other(home, tokens)
    partner = partner_in(home, frames[:2])
    if partner is not None:
        return [("flow", partner)]
    if head.whole and not head.mutual and not {"with", "between"} & set(head.sides):
        parted = any(t.kind == "share" for t in tokens)
        return [("flow", other)] if parted and other is not None else [("whole", WORLD)]
    if other is not None:
        return [("named", other)]
    faced = any(home in head.sides.get(role, []) for role in ("with", "between"))
    owned = any(home in head.sides.get(role, []) for role in OWNING)
    if head.mutual or faced or any(t.kind == "sides" for t in tokens):
        return [("two", None)]
    alone = owned and head.flow != "turnover" and not others(home, tokens)
    return [("alone", WORLD)] if alone else []


def until_part(tokens: list[Token]) -> list[Token]:
    """Cut a sentence where it goes on with parts: `of them`, `including`."""
    stop = next((i for i, t in enumerate(tokens) if i > 2 and "part_of" in t.tags), len(tokens))
    return tokens[:stop]


def sides_of(frame: Frame) -> list[str]:
    """Give all countries of a frame."""
    return [code for codes in frame.sides.values() for code in codes]


def partner_in(home: str, frames: list[Frame]) -> str | None:
    """Find the side that faces home in the frames of a sentence."""
    for frame in frames:
        reporter, partner = explicit_sides(frame, Discourse(home=home, reporter=home))
        for code in (partner, reporter):
            if code is not None and code != home:
                return code
    return None


def others(home: str, tokens: list[Token]) -> list[str]:
    """Give the countries of a sentence besides home."""
    named = {"geo", "person"}
    return [str(t.value) for t in tokens if t.kind in named and t.value not in {home, UNNAMED}]


def only_other(home: str, tokens: list[Token]) -> str | None:
    """Give the country besides home, where there is just one."""
    found = set(others(home, tokens))
    return found.pop() if len(found) == 1 else None
