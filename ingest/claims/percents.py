"""What a percentage says: growth, an index, a share or a change in points.

The rules are tried from the surest to the weakest; the first that speaks decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ingest.claims.readings import Reading, compared, signed, trend
from ingest.claims.tokens import Figure, Token
from ingest.claims.wholes import (
    counts_traded,
    opened_by_whole,
    parts_goods,
    risen,
    share_beyond,
    with_rank,
)

MAX_ASIDE = 3
HALF, HUNDRED = 50, 100
SMALLEST_INDEX = 30
LARGEST_RATE = 140
LIGHT = {"hedge", "prep", "article", "plus", "-"}


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage in its sentence.

    Attributes:
        tokens: The sentence.
        place: Index of the percentage.
        figure: The number as printed.
        bound: As in the project's vocabulary.
        head: Index of a flow word that the figure is part of, or None.
        previous: The figure read before in the sentence.
        percent: The last growth or share read in the sentence.
    """

    tokens: list[Token]
    place: int
    figure: Figure
    bound: str
    head: int | None
    previous: Reading | None
    percent: Reading | None

    def read(self) -> Reading | None:
        """Read the percentage; None where nothing tells what it is."""
        points = self.figure.unit == "PP" and not of_index(self.tokens, self.place)
        if points or (self.figure.unit == "PTS" and share_said(self.tokens, self.place)):
            return self.points()
        beside = self.tokens[self.place + 1 : self.place + 4]
        if self.figure.unit == "PTS" and any(t.kind == "target" for t in beside):
            return None
        if level_of_share(self.tokens, self.place):
            if share_said(self.tokens, self.place):
                return self.share()
            pace = pace_of(self.tokens, self.place)
            rate = next((t for t in self.tokens[: self.place] if "rate_noun" in t.tags), None)
            return self.growth(pace or 1) if pace or rate is not None else None
        if starts_from(self.tokens, self.place):
            return self.share() if share_said(self.tokens, self.place) else None
        if self.figure.sign and not self.is_fraction:
            return self.growth(self.figure.sign)
        if self.is_fraction and part_of_level(self.tokens, self.place):
            return self.fold()
        if not self.is_fraction and of_level(self.tokens, self.place):
            return self.index()
        return self.stated() or self.changed() or self.continued()

    @property
    def is_fraction(self) -> bool:
        """Whether it is a fraction in words."""
        return self.tokens[self.place].kind == "fraction"

    @property
    def following(self) -> Token | None:
        """The word after it."""
        after = self.place + 1
        return self.tokens[after] if after < len(self.tokens) else None

    def make(self, measure: str, value: float, high: float | None) -> Reading:
        """Make a reading in per cent."""
        base = compared(self.tokens, self.place) and (measure == "share_pct" or self.named_change)
        return Reading(
            self.place,
            measure,
            value,
            high,
            "PCT",
            self.figure.resolution,
            self.bound,
            base,
            head=self.head,
        )

    @property
    def named_change(self) -> bool:
        """Whether the change itself is compared with: `than the 12.7 % rise in October`."""
        before = self.tokens[max(0, self.place - 2) : self.place]
        named = self.following is not None and "change_noun" in self.following.tags
        return named and any(t.kind == "base" for t in before)

    def growth(self, sign: int) -> Reading:
        """Read it as growth."""
        return self.make("growth_pct", sign * self.figure.value, signed(self.figure.high, sign))

    def share(self) -> Reading:
        """Read it as a share."""
        return self.make("share_pct", self.figure.value, self.figure.high)

    def index(self) -> Reading:
        """Read 102.5 % as a growth of 2.5 %."""
        value = round(self.figure.value - 100, 6)
        resolution = self.figure.resolution
        return Reading(
            self.place,
            "growth_pct",
            value,
            None,
            "PCT",
            resolution,
            self.bound,
            index=True,
            head=self.head,
        )

    def fold(self) -> Reading:
        """Read a third of the earlier level as a multiple."""
        value = round(self.figure.value / 100, 4)
        return Reading(self.place, "multiple", value, None, "X", 0.01, self.bound)

    def points(self) -> Reading:
        """Read a change of a share in points."""
        sign = trend(self.tokens, self.place, self.previous) or 1
        value, resolution = sign * self.figure.value, self.figure.resolution
        return Reading(self.place, "change_abs", value, None, "PP", resolution, self.bound)

    def stated(self) -> Reading | None:
        """Read what the words right beside it say."""
        tokens, i, after = self.tokens, self.place, self.following
        lost = gained_before(tokens, i)
        if lost:
            return self.growth(lost)
        before = [t for t in tokens[max(0, i - 3) : i] if t.kind not in LIGHT and t.kind != "."]
        if before and before[-1].kind == "break" and before[-1].low.startswith("of "):
            return self.share()
        whole = part_of(tokens, last_of_run(tokens, i)) or of_which(tokens, i)
        whole = whole or (self.is_fraction and (parts_goods(tokens, i) or counts_traded(tokens, i)))
        if whole or (self.head is not None and share_before(tokens, i)):
            return self.share()
        if opened_by_whole(tokens, i):
            return self.share()
        if self.head is None and not trend_near(tokens, i) and with_rank(tokens, i):
            return self.share()
        if share_beyond(tokens, i):
            return self.share()
        beyond = tokens[i + 2] if after is not None and i + 2 < len(tokens) else None
        dashed = after is not None and after.kind == "-" and beyond is not None
        named = beyond if dashed else after
        if named is not None and named.kind == "share":
            return self.share()
        if after is not None and after.kind == "rise" and "comparative" in after.tags:
            return self.growth(-1 if "smaller" in after.tags else 1)
        free = after is None or (after.kind != "rise" and after.low != "-")
        if self.head is not None and free and not risen(tokens, i):
            return self.share()
        if compared(tokens, i) and share_said(tokens, i):
            return self.share()
        return None

    def changed(self) -> Reading | None:
        """Read an index, a target, or what a word of change or of sharing governs."""
        tokens, i = self.tokens, self.place
        if is_index(tokens, i, self.figure) or self.lists_index():
            return self.index()
        if aimed(tokens, i):
            return self.growth(1)
        sign = trend(tokens, i, self.previous)
        governed = share_before(tokens, i)
        if sign and not governed:
            return self.growth(sign)
        whole = self.head is not None and not self.is_fraction
        return self.share() if governed or taken(tokens, i) or whole else None

    def lists_index(self) -> bool:
        """Say whether it goes on with an index: `темп роста экспорта - 114 %, импорта - 93 %`."""
        last = self.percent
        if last is None or not last.index or last is not self.previous or self.figure.value < 40:
            return False
        between = self.tokens[last.place + 1 : self.place]
        rated = any("rate_index" in t.tags for t in between)
        return rated or not any(t.kind in {"rise", "share", ";"} for t in between)

    def continued(self) -> Reading | None:
        """Read a percentage without a verb like the one before it."""
        tokens, i, percent = self.tokens, self.place, self.percent
        before = tokens[i - 1] if i else None
        grows = percent is not None and percent.measure == "growth_pct"
        if self.is_fraction:
            led = before is not None and before.kind == "prep" and before.value in {"by", "na"}
            level = states(tokens, i) and percent is not None and percent.measure == "share_pct"
            shared = percent is not None and not grows and self.previous is None
            if not level and not shared and not (grows and led):
                return None
        if before is not None and before.kind == "(":
            bracketed = self.bracketed()
            if bracketed is not None:
                return bracketed
        if self.worth_before():
            sign = -1 if self.previous is not None and self.previous.value < 0 else 1
            return self.growth(sign)
        if percent is None:
            return None
        sign = -1 if grows and percent.value < 0 else 1
        return self.make(percent.measure, sign * self.figure.value, signed(self.figure.high, sign))

    def worth_before(self) -> bool:
        """Say whether it gives a change in money as well: `grew by $2.9 bn, or 13.8 %`."""
        if self.previous is None or self.previous.measure != "change_abs":
            return False
        between = self.tokens[self.previous.place + 1 : self.place]
        said = any(t.kind == "(" or "or" in t.tags for t in between)
        return said and len(between) <= MAX_ASIDE

    def bracketed(self) -> Reading | None:
        """Read `(22.4 %)` after an amount or a country, `(99.1 %)` after an index."""
        if self.percent is not None and self.percent.index and self.figure.value > 50:
            return self.index()
        if self.figure.value > HALF and indexed(self.tokens):
            return self.index()
        named = self.place >= 2 and self.tokens[self.place - 2].kind == "geo"
        valued = self.previous is not None and self.previous.measure == "value"
        return self.share() if named or valued else None


def states(tokens: list[Token], i: int) -> bool:
    """Say whether a verb such as `was` stands before a figure, a hedge between."""
    before = [t for t in tokens[max(0, i - 4) : i] if t.kind not in {"hedge", "article"}]
    return bool(before) and bool(before[-1].tags & {"states_level", "copula"})


def is_percent(token: Token) -> bool:
    """Say whether a token is a percentage, and not the sign alone at the head of a column."""
    return token.kind == "percent" and isinstance(token.value, Figure)


def indexed(tokens: list[Token]) -> bool:
    """Say whether brackets hold indices: one above 100 % can be no share, `(92.6 %), (100.5 %)`."""
    return any(
        before.kind == "(" and is_percent(t) and HUNDRED < t.value.value < 2 * HUNDRED
        for before, t in pairwise(tokens)
    )


def of_which(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is a part of what was just told: `of them 92 % from Russia`."""
    before = [t for t in tokens[max(0, i - 4) : i] if t.kind not in LIGHT or "of_which" in t.tags]
    return bool(before) and (before[-1].kind == "count" or "of_which" in before[-1].tags)


def gained_before(tokens: list[Token], i: int) -> int:
    """Find the sign of `lost 11.7 % of the trade`; 0 where no such verb stands before."""
    before = [t for t in tokens[max(0, i - 2) : i] if t.kind not in LIGHT]
    change = before[-1] if before else None
    if change is None or change.kind != "rise" or "adding" not in change.tags:
        return 0
    return int(change.value.rstrip("*"))


def last_of_run(tokens: list[Token], i: int) -> int:
    """Give the place of the last percentage of `22.7, 12.4 and 9.8 percent of the total`."""
    j = i
    while j + 2 < len(tokens) and tokens[j + 2].kind == "percent":
        if tokens[j + 1].kind != "," and "and" not in tokens[j + 1].tags:
            break
        j += 2
    return j


def part_of(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is said to be a part of a flow: `40 % of its imports`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if after.kind == "count":
        return True
    if risen(tokens, i) and any("level" in t.tags for t in tokens[i + 2 : i + 4]):
        return False
    return (
        after.kind == "prep"
        and after.value == "of"
        and any(
            t.kind in {"flow", "home", "geo", "total", "count", "commodity", "amount"}
            for t in tokens[i + 2 : i + 5]
        )
    )


def of_index(tokens: list[Token], i: int) -> bool:
    """Say whether points are those of a growth or an index, which is no change of a share."""
    near = tokens[max(0, i - 12) : i]
    return any(t.kind in {"index", "target"} for t in near) and not share_said(tokens, i)


def pace_of(tokens: list[Token], i: int) -> int:
    """Find the sign of `growth slowed to 4 %`, where the growth itself is what changes."""
    nouns = [t for t in tokens[max(0, i - 7) : i] if t.kind == "rise"]
    noun = nouns[0] if nouns else None
    return int(noun.value.rstrip("*")) if noun is not None and "change_noun" in noun.tags else 0


def level_of_share(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is a level that is reached: `fell to 39 %`."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"hedge", "article"}:
        j -= 1
    reached = j >= 0 and tokens[j].kind == "prep" and "reached" in tokens[j].tags
    states = j >= 0 and "states_level" in tokens[j].tags
    if states and any(is_percent(t) and t.value.unit in {"PP", "PTS"} for t in tokens[:j]):
        return True
    if reached and j and "amounted" in tokens[j - 1].tags:
        return False
    return reached and any(
        t.kind in {"rise", "points"} or t.kind == "percent" for t in tokens[max(0, j - 8) : j]
    )


def starts_from(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is the level that another is reached from: `from 9 % to 7.3 %`."""
    reached = tokens[i + 1 : i + 3]
    return (
        compared(tokens, i)
        and len(reached) == 2
        and "reached" in reached[0].tags
        and reached[1].kind == "percent"
    )


def share_said(tokens: list[Token], i: int) -> bool:
    """Say whether a share is spoken of anywhere before in the sentence."""
    return any(t.kind == "share" for t in tokens[max(0, i - 40) : i])


def share_before(tokens: list[Token], i: int) -> bool:
    """Say whether a word such as `share` governs a figure."""
    for j in range(i - 1, max(-1, i - 14), -1):
        token = tokens[j]
        if token.kind == "share":
            return True
        if token.kind in {";", "rise"} or (token.kind == "break" and "goes_on" not in token.tags):
            return False
    return False


def aimed(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is the size of a target: `the target of 5 %`, `the plan was 5 %`."""
    near = [t for t in tokens[max(0, i - 4) : i] if t.kind not in LIGHT and "copula" not in t.tags]
    return bool(near) and near[-1].kind == "target"


def taken(tokens: list[Token], i: int) -> bool:
    """Say whether a verb of buying or selling stands just before: `Japan took 7.2 %`."""
    near = [t for t in tokens[max(0, i - 3) : i] if t.kind not in {"hedge", "prep", "article"}]
    return bool(near) and near[-1].kind == "verb"


def is_index(tokens: list[Token], i: int, figure: Figure) -> bool:
    """Say whether a percentage is an index: `118.2 % к тому же периоду`."""
    if of_level(tokens, i):
        return True
    if at_level(tokens, i):
        return True
    if not 40 <= figure.value <= 400:
        return False
    if any(t.kind == "index" for t in tokens[max(0, i - 4) : i]):
        return True
    rated = any("rate_index" in t.tags for t in tokens[max(0, i - 4) : i])
    if figure.value > 100 and (rated or to_level(tokens, i)):
        return True
    if 80 <= figure.value < 100 and told_bare(tokens, i):
        return True
    after = tokens[i + 1 : i + 3]
    opened = any(
        (t.kind == "prep" and t.value in {"k", "ot"})
        or (t.kind == "base" and "against_level" in t.tags)
        or (t.kind == "shift" and "against_level" in t.tags)
        for t in after[:1]
    )
    if 100 < figure.value <= LARGEST_RATE and rate_noun_only(tokens, i):
        return True
    return opened or (figure.value > 100 and not trend_near(tokens, i))


def rate_noun_only(tokens: list[Token], i: int) -> bool:
    """Say whether a noun of change stands before without a step: `рост экспорта 105 %`."""
    j = i - 1
    while j >= 0 and tokens[j].kind in {"hedge", "-", "article"}:
        j -= 1
    near = [t for t in tokens[max(0, i - 6) : i] if t.kind == "rise"]
    stepped = j >= 0 and tokens[j].kind == "prep"
    return bool(near) and not stepped and all("change_noun" in t.tags for t in near)


def of_level(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is one of an earlier level: `29 % of the same period of 2021`."""
    after = [t for t in tokens[i + 1 : i + 6] if t.kind != "article"]
    if len(after) < 2 or "of" not in after[0].tags or risen(tokens, i):
        return False
    levels = [t for t in after[1:] if "level" not in t.tags and "of" not in t.tags]
    return bool(levels) and levels[0].kind in {"samep", "shift", "period"}


def at_level(tokens: list[Token], i: int) -> bool:
    """Say whether a percentage is one of a level without a word of change: `39 % к уровню 2021`."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    opened = after is not None and "against_level" in after.tags
    beyond = tokens[i + 1 : i + 3]
    to_period = len(beyond) > 1 and beyond[0].value == "k" and beyond[1].kind == "period"
    opened = opened or (to_period and tokens[i].value.value >= SMALLEST_INDEX)
    led = i > 0 and tokens[i - 1].kind == "prep"
    return opened and not led and not trend_near(tokens, i)


def to_level(tokens: list[Token], i: int) -> bool:
    """Say whether a level that is compared with stands before: `рост к прошлому году 114 %`."""
    before = [t for t in tokens[max(0, i - 4) : i] if t.kind not in LIGHT - {"prep"}]
    if before and before[-1].kind == "period":
        led = before[-2:-1]
        shifted = before[-1].value.kind == "shift" and before[-1].low.startswith("к ")
        return shifted or (bool(led) and led[0].kind == "prep" and led[0].value == "k")
    return False


def part_of_level(tokens: list[Token], i: int) -> bool:
    """Say whether a fraction is one of an earlier level: `лишь треть прошлогоднего`."""
    after = tokens[i + 1 : i + 3]
    if after and (after[0].value in {"ot", "of"} or "of" in after[0].tags):
        after = after[1:]
    led = i > 0 and tokens[i - 1].kind == "prep" and tokens[i - 1].value in {"by", "na"}
    shifted = bool(after) and after[0].kind == "period" and after[0].value.kind == "shift"
    return shifted and not led and not risen(tokens, i)


def told_bare(tokens: list[Token], i: int) -> bool:
    """Say whether `exports in five months - 98.6 %` tells a flow with nothing but a percentage."""
    before = tokens[max(0, i - 2) : i]
    led = len(before) == 2 and before[1].kind in {"-", ":"} and before[0].kind in {"period", "geo"}
    flow = any(t.kind == "flow" for t in tokens[:i])
    return led and flow and not any(t.kind in {"share", "partner"} for t in tokens[:i])


def trend_near(tokens: list[Token], i: int) -> bool:
    """Say whether a word of change stands close to a figure."""
    near = tokens[max(0, i - 5) : i] + tokens[i + 1 : i + 4]
    return any(t.kind == "rise" for t in near)
