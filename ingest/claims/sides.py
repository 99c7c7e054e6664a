"""Which country goes with which flow frame, and as what side of it.

The part that a country plays in its clause is told by the language's `roles`; here it is given to a
frame.
"""

from __future__ import annotations

from ingest.claims.flow_frame import FIGURES, HEADS, Frame
from ingest.claims.language import Language
from ingest.claims.tokens import Token


def attach(tokens: list[Token], i: int, frames: list[Frame], language: Language) -> None:
    """Give a country to the frame it belongs to."""
    where = where_flow(tokens, i, frames)
    if where is not None:
        where.sides.setdefault("target", []).append(str(tokens[i].value))
    told = language.side_of(tokens, i)
    if i + 1 < len(tokens) and tokens[i + 1].kind == "office" and tokens[i].capital:
        return
    if empty(tokens[i], told):
        return
    frame = choose(tokens, i, told, frames)
    role = role_in(tokens, i, told, frame) if frame is not None else None
    if frame is None or role is None:
        return
    code = code_of(tokens, i, told, language)
    if {"said", "post"} <= {t.kind for t in tokens[frame.place + 1 : i]}:
        return
    beyond = role in {"owner", "between", "late", "mention"} and tokens[i].kind == "geo"
    if beyond and i > frame.place and cut_off(tokens, frame.place, i):
        return
    codes = frame.sides.setdefault(role, [])
    if codes and i > frame.place and any(t.kind in FIGURES for t in tokens[frame.place : i]):
        return
    if code not in codes:
        codes.append(code)


def where_flow(tokens: list[Token], i: int, frames: list[Frame]) -> Frame | None:
    """Find the flow of `Russia, where sales fell`, which goes to that country."""
    after = tokens[i + 1 : i + 3]
    if tokens[i].kind != "geo" or len(after) < 2 or "where" not in after[1].tags:
        return None
    near = next((f for f in frames if i + 2 < f.place <= i + 6), None)
    return near if near is not None and near.flow == "export" else None


def empty(token: Token, role: str) -> bool:
    """Say whether a pronoun stands where it names no side."""
    if role not in {"subject", "mention"}:
        return False
    pronoun = token.kind == "neighbour" and "pronoun" in token.tags
    return pronoun or (token.kind == "home" and "here" in token.tags)


def code_of(tokens: list[Token], i: int, role: str, language: Language) -> str:
    """Give the country's code, or the sign of what a pronoun stands for."""
    token = tokens[i]
    if token.kind == "geo":
        return "@third" if "third_countries" in token.tags else str(token.value)
    if "pronoun" in token.tags:
        return antecedent(tokens, i, language) or "@neighbour"
    if "own" in token.tags:
        return "@its"
    if "first_person" in token.tags and role in {"owner", "subject"}:
        return "@we"
    faced = token.kind == "home" and role in {"target", "with", "source", "target?", "place"}
    if token.kind == "home" and token.value != "1":
        return f"@a {token.value}{'~' if faced else ''}"
    if token.kind == "neighbour" and "pronoun" not in token.tags:
        return "@partner"
    return "@neighbour" if faced else "@" + token.kind


def role_in(tokens: list[Token], i: int, role: str, frame: Frame) -> str | None:
    """Give the role of a country in its frame; None where it only speaks."""
    if tokens[i].kind == "nation":
        return "owner"
    later = i > frame.place
    if role == "owner" and frame.word in {"buy", "purchase"} and tokens[i - 1].value == "u":
        return "source"
    if role == "subject" and frame.word == "sell" and i == frame.place + 1 and frame.verbal:
        return role if "nomn" in tokens[i].extra else "target"
    if role == "subject" and later and not frame.verbal and inverted(tokens, i):
        return "owner"
    if role == "subject" and later and not frame.verbal and frame.flow != "balance":
        if tokens[i].kind == "home" and tokens[i].value == "1":
            return "owner"
        speaks = i + 1 < len(tokens) and tokens[i + 1].kind == "said"
        return None if speaks else "late" if frame.flow == "turnover" else "with"
    return "origin" if role == "owner" and later and frame.verbal else role


def inverted(tokens: list[Token], i: int) -> bool:
    """Say whether a name is the subject after its verb: `экспорт увеличила Армения`."""
    verb = tokens[i - 1]
    moved = verb.kind == "rise" and "transitive" in verb.tags
    return moved and tokens[i].extra.endswith(":nomn")


def choose(tokens: list[Token], i: int, role: str, frames: list[Frame]) -> Frame | None:
    """Choose the frame of a country: by its role before or after it, not across a clause."""
    before = next(
        (f for f in reversed(frames) if f.place < i and reach(tokens, f.place, i) < 1), None
    )
    after = next((f for f in frames if f.place > i and reach(tokens, i, f.place) < 1), None)
    if role in {"owner", "pair", "origin", "mention"}:
        near = after is not None and after.place - i <= 5 and not cut_off(tokens, i, after.place)
        if near and not (
            tokens[i].extra.startswith("name:")
            and ":" in tokens[i].extra
            and adjacent(before, i)
            and role == "owner"
            and tokens[i].extra != "name:"
        ):
            return after
        if role == "mention":
            return None
        return before or (
            after if after is not None and not cut_off(tokens, i, after.place) else None
        )
    if role == "subject" and i + 1 < len(tokens) and tokens[i + 1].kind == ",":
        verbs = [f for f in frames if f.verbal and f.place > i and inserted(tokens, i, f.place)]
        after = verbs[0] if verbs else after
    if role in {"subject", "between", "agent"}:
        return of_subject(tokens, i, role, before, after)
    return faced_frame(tokens, i, before, after)


def of_subject(
    tokens: list[Token], i: int, role: str, before: Frame | None, after: Frame | None
) -> Frame | None:
    """Choose the frame of a subject: the one that follows, a verb that it is inverted with."""
    if after is not None and not cut_off(tokens, i, after.place):
        return after
    if (
        role == "subject"
        and after is not None
        and after.verbal
        and inserted(tokens, i, after.place)
    ):
        return after
    if role == "subject" and before is not None and after is not None:
        return after
    if role == "subject" and before is not None and before.verbal:
        inverted = (
            i - before.place <= 2 and "nomn" in tokens[i].extra and not before.sides.get("subject")
        )
        return before if inverted else None
    return before


def faced_frame(
    tokens: list[Token], i: int, before: Frame | None, after: Frame | None
) -> Frame | None:
    """Choose the frame of a country with its preposition."""
    if before is not None and sum(t.kind in FIGURES for t in tokens[before.place + 1 : i]) >= 2:
        if after is None or cut_off(tokens, i, after.place):
            return None
        return after
    if before is not None and not (
        after is not None
        and starts_clause(tokens, i)
        and cut_off(tokens, before.place, i)
        and not cut_off(tokens, i, after.place)
    ):
        return before
    if after is not None and any(t.kind == ":" for t in tokens[i + 1 : after.place]):
        return None
    return after


def starts_clause(tokens: list[Token], i: int) -> bool:
    """Say whether a name with its preposition stands at the start of a clause.

    Example: `, with China ...`.
    """
    j = i - 1
    while j >= 0 and tokens[j].kind in {"article", "total", "largest", "word"} and i - j < 4:
        j -= 1
    if j >= 0 and tokens[j].kind == "prep":
        j -= 1
    return j < 0 or tokens[j].kind in {",", ";", "break", ":", '"'} or "and" in tokens[j].tags


def antecedent(tokens: list[Token], i: int, language: Language) -> str | None:
    """Find the country that `с ней` or `from it` goes back to in its sentence."""
    for roles in ({"with", "target"}, {"subject"}, {"place"}):
        for j in range(i - 1, -1, -1):
            if tokens[j].kind == "geo" and language.side_of(tokens, j) in roles:
                return str(tokens[j].value)
    return None


def adjacent(frame: Frame | None, i: int) -> bool:
    """Say whether a head stands directly before a token."""
    return frame is not None and 0 < i - frame.place <= 2


def reach(tokens: list[Token], start: int, stop: int) -> int:
    """Count the clause borders between two tokens."""
    return sum(token.kind in {";", "break"} for token in tokens[start + 1 : stop])


def inserted(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether only a phrase between two commas stands between.

    Example: `Poland, GUS says, bought ...`.
    """
    between = tokens[start + 1 : stop]
    commas = sum(t.kind == "," for t in between)
    other = any(t.kind in FIGURES | {";", "break", ":"} | HEADS - {"partner"} for t in between)
    return commas == 2 and not other


def cut_off(tokens: list[Token], start: int, stop: int) -> bool:
    """Say whether a comma, a figure or a clause border separates two tokens."""
    return any(
        t.kind in {",", ";", "break", ":"} or t.kind in FIGURES for t in tokens[start + 1 : stop]
    )
