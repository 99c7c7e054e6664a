"""How an article opens: the pair it is about, and the day its relative periods refer to."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ingest.claims.discourse import WORLD, Discourse, explicit_sides
from ingest.claims.document import Document
from ingest.claims.frames import find_frames
from ingest.claims.language import Language
from ingest.claims.tokens import Token


def open_state(
    document: Document, title: list[Token], body: list[list[Token]], language: Language, day: date | None
) -> Discourse:
    """Set up the discourse before the first sentence is read."""
    state = Discourse(day=day or document.day or last_year_said(body))
    place = language.country_of(document.place) if document.place else None
    mentions = Counter(str(t.value) for tokens in [title, *body] for t in tokens if t.kind == "geo")
    home, partner = opening_pair(title, body, language)
    if home is not None and partner is not None and place == partner and partner != WORLD:
        home, partner = partner, home
    if home is None and partner is None:
        home = place or first_of(mentions, None)
        partner = first_of(mentions, home)
    elif home is None:
        home = place if place not in {None, partner} else first_of(mentions, partner)
    elif partner is None:
        partner = first_of(mentions, home)
    state.home, state.partner = home, partner or WORLD
    state.reporter = state.home
    return state


def first_of(mentions: Counter[str], besides: str | None) -> str | None:
    """Give the country named most often."""
    return next((code for code, _ in mentions.most_common() if code != besides), None)


def opening_pair(
    title: list[Token], body: list[list[Token]], language: Language
) -> tuple[str | None, str | None]:
    """Find the first flow whose sides are both named; failing that, the first of which one is."""
    partial: tuple[str | None, str | None] = (None, None)
    for tokens in [title, *body[:5]]:
        for frame in find_frames(tokens, language):
            reporter, partner = explicit_sides(frame, Discourse())
            if reporter and partner:
                return reporter, partner
            if frame.flow == "turnover" and "with" in frame.sides and reporter:
                reporter, partner = None, reporter
            if reporter and frame.whole:
                partner = WORLD
                return reporter, partner
            if partial == (None, None):
                partial = (reporter, partner)
            elif partial[0] is None and reporter and reporter != partial[1]:
                partial = (reporter, partial[1])
            elif partial[1] is None and partner and partner != partial[0]:
                partial = (partial[0], partner)
    return partial


def last_year_said(body: list[list[Token]]) -> date | None:
    """Without any date, take the end of the latest year that is spoken of."""
    years = [
        t.value.year for tokens in body for t in tokens if t.kind == "period" and t.value.year is not None
    ]
    return date(max(years), 12, 31) if years else None
