"""Random worlds: true trade, and what is said of it with rounding and hedges."""

from __future__ import annotations

from random import Random

from tests.unit.reconcile.made import interval, say
from tradebooks.periods import Period

YEARS = (2022, 2023)
PERIODS = tuple(
    label
    for year in YEARS
    for label in (
        *(f"{year}-{month:02d}" for month in range(1, 13)),
        *(f"{year}-Q{quarter}" for quarter in range(1, 5)),
        *(f"{year}-01..{year}-{month:02d}" for month in (2, 4, 5, 7, 8, 9, 10, 11)),
        f"{year}-H1",
        f"{year}",
    )
)
_BOUNDS = ("exact", "exact", "exact", "about", "nearly", "over", "up_to")


class World:
    """The truth by books, month, flow and scope, in billions.

    The other side's books see the same goods with freight: imports up to a tenth above exports.
    """

    def __init__(self, rng: Random) -> None:
        self._months: dict[tuple[str, int, int, str, str], float] = {}
        for year in YEARS:
            for month in range(1, 13):
                for scope, size in (("goods", 2.0), ("services", 0.4)):
                    sold, bought = (size * rng.uniform(0.6, 1.5) for _ in range(2))
                    freight = rng.uniform(1.0, 1.08) if scope == "goods" else 1.0
                    self._set("BLR", year, month, scope, sold, bought * freight)
                    self._set("RUS", year, month, scope, sold * freight, bought)

    def _set(self, books: str, year: int, month: int, scope: str, out: float, into: float) -> None:
        self._months[books, year, month, scope, "export"] = out
        self._months[books, year, month, scope, "import"] = into

    def true(self, books: str, flow: str, scope: str, period: Period) -> float:
        """Return the true value of a quantity, seen from Belarus."""
        if scope == "goods_and_services":
            return sum(self.true(books, flow, part, period) for part in ("goods", "services"))
        if flow in ("turnover", "balance"):
            out, into = (self.true(books, leg, scope, period) for leg in ("export", "import"))
            return out + into if flow == "turnover" else out - into
        start, end = period.start, period.end
        return sum(
            value
            for (whose, year, month, what, leg), value in self._months.items()
            if (whose, what, leg) == (books, scope, flow)
            and (start.year, start.month) <= (year, month) <= (end.year, end.month)
        )


def statement(rng: Random, world: World, key: str, *, books: str, scope: str = "goods") -> dict:
    """Return a true statement: a level or a rate of growth, rounded and hedged."""
    flow = rng.choice(("turnover", "turnover", "export", "import", "balance"))
    if rng.random() < 0.3 and flow != "balance":
        return _growth(rng, world, key, flow, scope, books)
    period = rng.choice(PERIODS)
    true = world.true(books, flow, scope, Period.parse(period))
    bound = rng.choice(_BOUNDS) if flow != "balance" else "exact"
    return hedged(rng, key, true, period, flow, bound=bound, books=books, scope=scope)


def hedged(rng: Random, key: str, true: float, period: str, flow: str, **fields: str) -> dict:
    """Print a true number with one or two decimals so that its interval holds it."""
    decimals = rng.choice((1, 1, 2, 2, 3))
    for bound in (fields.pop("bound", "exact"), "exact"):
        shift = {"nearly": 1.01, "over": 0.98, "up_to": 1.04, "about": 1.01}.get(bound, 1.0)
        printed = f"{true * shift:.{decimals}f}"
        low, high = interval(float(printed), 10.0**-decimals, bound, None)
        if low <= true < high:
            return say(key, printed, period, flow, bound=bound, document=key, **fields)
    raise AssertionError(true)


def _growth(rng: Random, world: World, key: str, flow: str, scope: str, books: str) -> dict:
    period = rng.choice([label for label in PERIODS if label.startswith(str(YEARS[1]))])
    span = Period.parse(period)
    now = world.true(books, flow, scope, span)
    before = world.true(books, flow, scope, span.year_before())
    printed = f"{(now / before - 1) * 100:.1f}"
    return say(
        key, printed, period, flow, measure="growth_pct", document=key, books=books, scope=scope
    )


def consistent(rng: Random, count: int) -> tuple[World, list[dict]]:
    """Return a world and true statements about it, from both sides' books."""
    world = World(rng)
    scopes = ("goods", "goods", "goods", "goods_and_services", "services")
    said = [
        statement(
            rng,
            world,
            f"a{number:03d}",
            books="RUS" if rng.random() < 0.8 else "BLR",
            scope=rng.choice(scopes),
        )
        for number in range(count)
    ]
    return world, said


def dense(rng: Random) -> tuple[World, list[dict]]:
    """Return a world of which much is said: levels of several flows and periods, and rates."""
    world, said = World(rng), []
    periods = [*rng.sample(PERIODS, 3), str(YEARS[0]), str(YEARS[1])]
    for period in periods:
        for flow in ("turnover", "export", "import", "balance"):
            if rng.random() < 0.85:
                true = world.true("RUS", flow, "goods", Period.parse(period))
                said.append(hedged(rng, f"a{len(said):03d}", true, period, flow, books="RUS"))
    said += [statement(rng, world, f"g{n:03d}", books="RUS") for n in range(8)]
    for flow in ("turnover", "export", "import"):
        said.append(_growth(rng, world, f"y{flow}", flow, "goods", "RUS"))
    return world, said


PLANTS = ("x10", "x1000", "period", "flow", "side")


def plant(rng: Random, world: World, said: list[dict], kind: str) -> tuple[list[dict], str] | None:
    """Return the statements with one level falsified, and its key; None where there is none."""
    levels = [row for row in said if row["measure"] == "value" and row["flow"] != "balance"]
    if not levels:
        return None
    chosen = rng.choice(levels)
    wrong = _falsified(rng, world, chosen, kind)
    return [wrong if row is chosen else row for row in said], chosen["assertion_key"]


def _falsified(rng: Random, world: World, row: dict, kind: str) -> dict:
    if kind in ("x10", "x1000"):
        factor = float(kind[1:])
        keys = ("value", "low", "high", "resolution")
        return row | {key: row[key] * factor for key in keys}
    flow, books, period = row["flow"], "RUS", Period(row["period_start"], row["period_end"])
    told = period
    if kind == "period":
        told = Period.parse(
            rng.choice([label for label in PERIODS if Period.parse(label) != period])
        )
    elif kind == "flow":
        flow = {"export": "import", "import": "export", "turnover": "export"}[flow]
    else:
        books = "BLR"
    true = world.true(books, flow, "goods", told)
    return hedged(
        rng, row["assertion_key"], true, period.label, row["flow"], books="RUS", scope="goods"
    )
