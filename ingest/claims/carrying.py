"""What one figure leaves to the next: the frame that goes on, and the pair that is remembered."""

from __future__ import annotations

from ingest.claims.classes import same_country
from ingest.claims.discourse import UNNAMED, WORLD, Direction, Discourse
from ingest.claims.flow_frame import Frame


def real_sides(frame: Frame) -> set[str]:
    """Give the countries that are named in a frame, pronouns left out."""
    return {c for found in frame.sides.values() for c in found if not c.startswith("@")}


def inherited(state: Discourse, *, anew: bool = False) -> Frame | None:
    """Go on with the flow of the sentence before.

    `anew` is a sentence with a period of its own: after both flows it goes back to their sum.
    """
    if state.flow is None:
        return None
    both = {"export", "import"} <= state.since
    if anew and both and state.lead_flow == "turnover" and not state.commodity:
        state.flow = state.word = "turnover"
    if state.flow == "balance" and state.lead_flow == "turnover":
        state.flow = state.word = "turnover"
    return Frame(
        -1, state.flow, state.word, scope=state.scope, commodity=state.commodity, hs=state.hs
    )


def remember(state: Discourse, frame: Frame, direction: Direction) -> None:
    """Keep what later clauses may leave out."""
    if direction.reporter is None or direction.partner in {None, UNNAMED}:
        return
    if same_country(direction.reporter, direction.partner):
        return
    if frame.word == "buy" and direction.reporter == state.partner:
        state.flow, state.word = frame.flow, frame.word
        return
    state.reporter, state.partner = direction.reporter, direction.partner
    if direction.partner not in {WORLD, state.home}:
        state.focus = direction.partner
    if frame.flow == "turnover" and state.home == direction.partner:
        state.reporter, state.partner = direction.partner, direction.reporter
    state.flow, state.word, state.scope = frame.flow, frame.word, frame.scope
    state.commodity, state.hs = frame.commodity, frame.hs
