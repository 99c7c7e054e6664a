"""How an article opens: whose trade it tells, with whom, and as of which day."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from ingest.claims.classes import fits, same_country
from ingest.claims.discourse import UNNAMED, WORLD, Discourse, explicit_sides
from ingest.claims.document import Document
from ingest.claims.flow_frame import HEADS, Frame
from ingest.claims.frames import find_frames
from ingest.claims.language import Language, period_of
from ingest.claims.periods import PeriodExpression, Span, month_span, resolve
from ingest.claims.timing import SentenceTimes
from ingest.claims.tokens import Token

OWN_WEIGHT = {
    "owner": 1.0,
    "subject": 0.7,
    "agent": 0.7,
    "pair": 0.4,
    "between": 0.4,
    "mention": 0.25,
    "origin": 0.2,
}
FACED_WEIGHT = {"with": 1.0, "target": 0.6, "source": 0.6, "target?": 0.6, "place": 0.2, "for": 0.2}
OWNED = HEADS | {"scope", "commodity", "post", "office"}
EARLY = 4
HINTS = {"person": 0.375, "office": 1.5}
TITLED_REGION = 1.0
TOLD_WEIGHT = 1.0
WEAK = 1.0
SIZES = (1e12, 1e9, 1e6)
HEADING = 8
HEADLINE = 4
LAST_MONTH = 12


def open_state(
    document: Document,
    title: list[Token],
    body: list[list[Token]],
    language: Language,
    day: date | None,
    moved: Span | None = None,
) -> Discourse:
    """Set up the discourse before the first sentence is read."""
    state = Discourse(day=day or document.day or last_year_said([title, *body]))
    place = language.country_of(document.place) if document.place else None
    state.source = document.agency or None
    state.home = find_home(place, title, body, language)
    if state.home is not None:
        state.main = find_main(state.home, title, body, language, place) or WORLD
    known = {"geo", "person"}
    names = {str(t.value) for t in title if t.kind in known}
    lead = names | {str(t.value) for tokens in body[:2] for t in tokens if t.kind in known}
    pair = {state.home, state.main}
    state.titled = WORLD not in pair and (pair <= names or pair == lead - {UNNAMED})
    state.multiplier = usual_size(body)
    state.seated = place is not None and place == state.home
    opening = [f for tokens in [title, *body[:4]] for f in find_frames(tokens, language)]
    scopes = [f.scope for f in opening if f.scope != "unspecified"]
    state.lead_scope = scopes[0] if scopes else "unspecified"
    state.begin(opens=True)
    state.foreign = opens_void(title, body, language)
    for frame in find_frames(title, language):
        if not frame.void and any(t.kind == "geo" for t in title):
            state.flow, state.word, state.claimed = frame.flow, frame.word, True
            break
    state.period = opening_period([t for s in body for t in s], state) or opening_period(
        title, state
    )
    if moved is not None and day is None and document.day is None:
        state.day, state.period = moved[1], moved
    if state.period is None and day is not None and day.month in {1, 2, 3, 12}:
        state.period = month_span(day.year - (day.month < 12), 1, 12)
    state.lead_period = state.period
    state.staple = staple_of([title, *body[:2]])
    state.priced = any(t.kind == "amount" and money(t) for s in [title, *body] for t in s)
    return state


def staple_of(opening: list[list[Token]]) -> Token | None:
    """Give the goods that an article is about: the only ones that its opening names."""
    named = [t for tokens in opening for t in tokens if t.kind == "commodity"]
    return named[0] if len({str(t.value) for t in named}) == 1 else None


def money(token: Token) -> bool:
    """Say whether an amount is printed with its currency."""
    return token.value.unit not in {None, "T"}


def opens_void(title: list[Token], body: list[list[Token]], language: Language) -> bool:
    """Say whether headline and lead speak of firms, retail or an exchange only."""
    opening = [title, *body[:3]]
    lead = [
        [f for f in find_frames(tokens, language) if "weak" not in tokens[f.place].tags]
        for tokens in opening
    ]
    frames = [frame for found in lead for frame in found]
    first = next((found for found in lead[1:] if found), [])
    voids = [f.void for f in frames]
    if not first or not all(f.void for f in first):
        return False
    paired = len({str(t.value) for t in title if t.kind == "geo"}) > 1
    return voids.count(True) * 2 >= len(voids) or not paired


def opening_period(tokens: list[Token], state: Discourse) -> Span | None:
    """Give the first period that had begun when the article appeared."""
    times = SentenceTimes(tokens, state)
    for i in times.mains:
        span = resolve(period_of(tokens[i]), state.clock())
        if looks_back(period_of(tokens[i])):
            continue
        if span is None or times.ahead(i) or running(period_of(tokens[i]), state):
            continue
        if state.day is None or (span[0] <= state.day and span[1].year >= state.day.year - 2):
            return span
    return None


def looks_back(expression: PeriodExpression) -> bool:
    """Say whether an expression only means the year before another one."""
    return expression.relative == "prev"


def running(expression: PeriodExpression, state: Discourse) -> bool:
    """Say whether an expression only means the year that is not over: `this year, trade grew`."""
    this = expression.kind == "year" and expression.relative == "this"
    return this and state.day is not None and state.day.month < LAST_MONTH


def find_home(
    place: str | None, title: list[Token], body: list[list[Token]], language: Language
) -> str | None:
    """Find the side whose books the article tells: it owns flows, the others are faced by it."""
    score: defaultdict[str, float] = defaultdict(float)
    faced: defaultdict[str, float] = defaultdict(float)
    named: Counter[str] = Counter()
    for k, tokens in enumerate([title, *body]):
        early = 1.5 if k <= EARLY else 0.5
        for i, token in enumerate(tokens):
            hinted = HINTS.get(token.kind, 0.0) if k <= EARLY and token.value != "1" else 0.0
            if hinted:
                score[str(token.value)] += hinted
                named[str(token.value)] += 1
            if token.kind == "geo":
                role = opening_role(tokens, i, language)
                score[str(token.value)] += OWN_WEIGHT.get(role, 0.0) * early
                faced[str(token.value)] += FACED_WEIGHT.get(role, 0.0) * early
                named[str(token.value)] += 1
    if not named:
        return place
    score[next(iter(named))] += 1
    headline = [str(t.value) for t in title if t.kind == "geo"]
    for code in named:
        score[code] += 0.5 if "-" in code else 0.0
        score[code] += TITLED_REGION if "-" in code and headline == [code] else 0.0
    if place is not None and place in named:
        score[place] += 4
    told = first_told([title, *body[:EARLY]], language)
    if told is not None:
        score[told] += TOLD_WEIGHT
    strength = {c: score[c] - 1.2 * faced[c] + 0.1 * min(named[c], 4) for c in named}
    ranked = sorted(strength, key=lambda c: strength[c], reverse=True)
    ranked = [c for c in ranked if c not in {WORLD, UNNAMED}]
    if place is not None and "-" in place and told_of_region(body, named):
        return place
    if place is not None and place not in named and ranked and not owns(ranked, strength, place):
        return place
    if not ranked or (len(ranked) == 1 and score[ranked[0]] == 0 and faced[ranked[0]] > 0):
        return None
    return ranked[0]


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
    if role == "owner" and not any(t.kind in OWNED for t in tokens[max(0, i - 5) : i + 6]):
        return "pair"
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if role == "mention" and after is not None and after.kind == "office":
        return "owner"
    return "owner" if role == "source" and exported(tokens, i) else role


def exported(tokens: list[Token], i: int) -> bool:
    """Say whether `from` a country names the seller: `export of grain from Canada`."""
    near = [t for t in tokens[max(0, i - 6) : i] if t.kind in HEADS]
    return bool(near) and near[-1].value == "export"


def first_told(sentences: list[list[Token]], language: Language) -> str | None:
    """Give the reporter of the first frame that names both its sides."""
    for tokens in sentences:
        for frame in find_frames(tokens, language):
            reporter, partner = explicit_sides(frame, Discourse())
            told = not frame.void and frame.flow != "turnover" and frame.word != "partner"
            if reporter and partner and told:
                return reporter
    return None


def find_main(
    home: str,
    title: list[Token],
    body: list[list[Token]],
    language: Language,
    place: str | None = None,
) -> str | None:
    """Find the partner that the article is about; `WLD` where it tells the whole foreign trade."""
    headline = find_frames(title, language)
    titled = partner_in(home, headline)
    paired = titled is not None and headline[0].flow == "turnover"
    titled = titled or only_other(home, title) or (only_other(home, body[0]) if body else None)
    framed = 0
    for sentence in body[:EARLY]:
        tokens = until_part(sentence)
        frames = [f for f in find_frames(tokens, language) if not f.void]
        if not frames:
            continue
        framed += 1
        partner = partner_in(home, frames[:2])
        if partner is not None:
            return partner
        if frames[0].mutual and fits(home, "union") and titled is None:
            return home
        alone = not others(home, tokens)
        if frames[0].whole and not {"with", "between"} & set(frames[0].sides):
            parted = any(t.kind == "share" for t in tokens)
            return (only_other(home, tokens) if parted else None) or WORLD
        if alone and home in sides_of(frames[0]) and frames[0].flow != "turnover" and not paired:
            return WORLD
        if titled is not None:
            return titled
        if alone and framed == 1 and home == place and frames[0].flow in {"export", "import"}:
            return WORLD
        if framed == 1 and only_other(home, tokens) is not None:
            return only_other(home, tokens)
        if alone and framed > 1:
            return WORLD
    return titled or others_first(home, title, body)


def until_part(tokens: list[Token]) -> list[Token]:
    """Cut a sentence where it goes on with parts: `of them`, `including`."""
    stop = next((i for i, t in enumerate(tokens) if i > 2 and "part_of" in t.tags), len(tokens))
    return tokens[:stop]


def headed(tokens: list[Token], state: Discourse, language: Language) -> None:
    """Turn to the pair of a heading inside a digest: `3. EU - Viet Nam`."""
    if len(tokens) > 2 and tokens[0].kind == "number" and tokens[1].kind in {".", ")"}:
        tokens = tokens[2:]
    names = [i for i, t in enumerate(tokens) if t.kind == "geo"]
    if len(tokens) > HEADING or any(t.kind in HEADS for t in tokens):
        return
    if len(names) == 1 and len(tokens) == 2 and tokens[0].extra.startswith("name"):
        state.home, state.main = str(tokens[0].value), WORLD
        state.flow = state.word = "turnover"
        state.begin(opens=True)
    if len(names) != 2:
        return
    joined = len(tokens) <= HEADLINE and "and" in tokens[1].tags
    paired = all(language.side_of(tokens, i) == "pair" for i in names)
    if paired or joined or tokens[names[0] + 1].kind == "-":
        state.home, state.main = (str(tokens[i].value) for i in names)
        state.flow = state.word = "turnover"
        state.lead_flow = "turnover"
        state.mentioned = True
        state.begin(opens=True)


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


def others_first(home: str, title: list[Token], body: list[list[Token]]) -> str | None:
    """Give the country besides home that is named most often."""
    counts = Counter(code for tokens in [title, *body] for code in others(home, tokens))
    ranked = sorted(counts, key=lambda c: counts[c] * (1.0 if "-" in c else 1.6), reverse=True)
    return ranked[0] if ranked else None


def usual_size(body: list[list[Token]]) -> float | None:
    """Give the size of most of the article's amounts: what a bare number stands for."""
    amounts = [t.value.value for tokens in body for t in tokens if t.kind == "amount"]
    sizes = Counter(next((m for m in SIZES if value >= m), 1.0) for value in amounts)
    size, count = sizes.most_common(1)[0] if sizes else (1.0, 0)
    return size if size > 1 and count * 3 >= len(amounts) * 2 else None


def last_year_said(body: list[list[Token]]) -> date | None:
    """Without any date, take the end of the latest year that is spoken of."""
    years = [
        t.value.year
        for tokens in body
        for t in tokens
        if t.kind == "period" and t.value.year is not None
    ]
    return date(max(years), 12, 31) if years else None
