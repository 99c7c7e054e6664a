"""How an article opens: whose trade it tells, with whom, and as of which day."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ingest.claims.discourse import UNNAMED, WORLD, Discourse
from ingest.claims.document import Document
from ingest.claims.flow_frame import FIGURES, HEADS
from ingest.claims.language import Language, period_of
from ingest.claims.pair import Opened, find_home, find_main
from ingest.claims.periods import (
    PeriodExpression,
    Span,
    month_span,
    months_in,
    resolve,
    shift_years,
)
from ingest.claims.timing import SentenceTimes
from ingest.claims.tokens import Token

SIZES = (1e12, 1e9, 1e6)
HEADING = 8
HEADLINE = 4
LAST_MONTH = 12
OPENING = 3
WEIGHED = 100
OUTWEIGHING = 3
YEARS = {"year", "years"}
AHEAD = 2


def open_state(
    document: Document,
    title: list[Token],
    body: list[list[Token]],
    language: Language,
    day: date | None,
    moved: Span | None = None,
) -> Discourse:
    """Set up the discourse before the first sentence is read."""
    place = language.country_of(document.place) if document.place else None
    article = Opened(title, body[:WEIGHED], language, place)
    home = find_home(article)
    day_told = day_said([title, *body], home)
    printed = document.day
    if printed is not None and day_told is not None and printed.year < day_told.year - 1:
        printed = None  # the day of a decree, which the article is younger than
    state = Discourse(home=home, day=day or printed or day_told)
    state.source = document.agency or None
    if state.home is not None:
        state.main = find_main(article, state.home)
    known = {"geo", "person"}
    names = {str(t.value) for t in title if t.kind in known}
    lead = names | {str(t.value) for tokens in body[:2] for t in tokens if t.kind in known}
    pair = {state.home, state.main}
    state.titled = WORLD not in pair and (pair <= names or pair == lead - {UNNAMED})
    state.multiplier = usual_size(body)
    state.seated = place is not None and place == state.home
    opening = [f for frames in article.frames[: OPENING + 2] for f in frames]
    scopes = [f.scope for f in opening if f.scope != "unspecified"]
    state.lead_scope = scopes[0] if scopes else "unspecified"
    state.begin(opens=True)
    state.foreign = opens_void(article)
    state.telling = tells_trade(article)
    for frame in article.flows[0]:
        if any(t.kind == "geo" for t in title):
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


def opens_void(article: Opened) -> bool:
    """Say whether headline and lead speak of firms, retail or an exchange only.

    Where a firm only did something, nouns of trade in the rest of the article outweigh it.
    """
    sentences = [article.title, *article.body]
    told = [
        [f for f in frames if "weak" not in tokens[f.place].tags]
        for tokens, frames in zip(sentences, article.frames, strict=True)
    ]
    lead = told[: OPENING + 1]
    framed = (k for k in range(1, len(lead)) if lead[k] and counted(sentences[k]))
    first = next((lead[k] for k in framed), next((found for found in lead[1:] if found), []))
    voids = [f.void for found in lead for f in found]
    if not first or not all(f.void for f in first):
        return False
    nouns = sum(not f.void and not f.verbal for found in told for f in found)
    if all(f.flow != "turnover" for f in first) and nouns >= OUTWEIGHING:
        return False
    paired = len({str(t.value) for t in article.title if t.kind == "geo"}) > 1
    return voids.count(True) * 2 >= len(voids) or not paired


def tells_trade(article: Opened) -> bool:
    """Say whether nouns of trade stand beside figures in several sentences."""
    told = zip(article.body, article.flows[1:], strict=True)
    nouns = sum(any(not f.verbal for f in flows) for tokens, flows in told if counted(tokens))
    return nouns >= OUTWEIGHING


def counted(tokens: list[Token]) -> bool:
    """Say whether a sentence has a figure."""
    return any(t.kind in FIGURES for t in tokens)


def opening_period(tokens: list[Token], state: Discourse) -> Span | None:
    """Give the first period that had begun when the article appeared."""
    times = SentenceTimes(tokens, state)
    for i in times.mains:
        span = times.span_of(i)
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


def usual_size(body: list[list[Token]]) -> float | None:
    """Give the size of most of the article's amounts: what a bare number stands for."""
    amounts = [t.value.value for tokens in body for t in tokens if t.kind == "amount"]
    sizes = Counter(next((m for m in SIZES if value >= m), 1.0) for value in amounts)
    size, count = sizes.most_common(1)[0] if sizes else (1.0, 0)
    return size if size > 1 and count * 3 >= len(amounts) * 2 else None


def day_said(sentences: list[list[Token]], home: str | None) -> date | None:
    """Tell about when an article without any date appeared: after the latest time it looks back on.

    What is compared with is a year older than what is told; a year that is over is told in the
    next one.
    """
    said = [found for tokens in sentences for found in dated(tokens, home)]
    if not said:
        return None
    surest = min(doubt for doubt, _ in said)
    latest = max((span for doubt, span in said if doubt == surest), key=by_end)
    if months_in(latest) >= LAST_MONTH and latest[1].month == LAST_MONTH:
        return date(latest[1].year + 1, 1, 31)
    runs = (period_of(t) for tokens in sentences for t in tokens if t.kind == "period")
    so_far = (e for e in runs if e.kind == "months" and e.first == 1 and e.year is None)
    months = [e.last for e in so_far if e.relative in {"", "this"}]
    return max(latest[1], *(month_span(latest[1].year, 1, m)[1] for m in months), latest[1])


def dated(tokens: list[Token], home: str | None) -> list[tuple[int, Span]]:
    """Give the times of a sentence that say their year, and how doubtful it is that they were over.

    A year beside no figure may be part of a name, a time ahead is only better than none.
    """
    times = SentenceTimes(tokens, Discourse())
    found = []
    for i in (*times.mains, *times.bases):
        expression = period_of(tokens[i])
        span = resolve(expression, Discourse(home=home).clock())
        if span is None or (expression.year is None and expression.kind != "years"):
            continue
        doubt = int(expression.kind in YEARS and not counted(tokens))
        doubt = AHEAD if hoped(tokens, i) or times.ahead(i) else doubt
        found.append((doubt, shift_years(span, 1) if i in times.bases else span))
    return found


def by_end(span: Span) -> tuple[date, date]:
    """Order times by their end, of two with one end the shorter last."""
    return span[1], span[0]


def hoped(tokens: list[Token], i: int) -> bool:
    """Say whether a time stands in a clause that tells of what is to come."""
    near = tokens[max(0, i - HEADING) : i + HEADING]
    return any(t.kind in {"target", "forecast"} for t in near)
