"""What can be known: one variable per quantity in one set of books.

A variable is keyed by pair, flow, scope, basis, commodity, books, valuation, unit, status and
period, so that different books are never forced to agree. Flows are seen from the first country
of the pair, whoever reports them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from tradebooks.periods import Period
from tradebooks.vocabulary import country_codes
from warehouse.reconcile.contract import Assertion
from warehouse.reconcile.keys import short_hash

OUTTURN = "outturn"
#: Books of a statement of no weight: they stand apart, and answer only where nothing else does.
UNDATED = "?undated"
#: Services cross no border: none of the valuations of goods applies to them.
NO_VALUATION = "none"


class Variable(NamedTuple):
    """One quantity in one set of books; the order of the fields is the canonical order.

    Attributes:
        first, second: The pair, countries before regions before areas, then by code.
        flow: `export` (first to second), `import`, `turnover` or `balance`, seen from `first`.
        scope, basis, commodity: As in the vocabulary; `TOTAL` stands for all goods.
        books: Country whose books are meant, `JOINT`, or a name that no other document shares.
        valuation: As in the vocabulary; `none` for services.
        unit: Currency or physical unit.
        status: `outturn`, or `forecast` and `target` with who made it.
        start, end: First and last day.
    """

    first: str
    second: str
    flow: str
    scope: str
    basis: str
    commodity: str
    books: str
    valuation: str
    unit: str
    status: str
    start: date
    end: date

    @property
    def period(self) -> Period:
        """The period as the house writes it."""
        return Period(self.start, self.end)

    @property
    def period_key(self) -> str:
        """The period's label."""
        return _label(self.start, self.end)

    @property
    def exporter(self) -> str:
        """Who sells, where the flow has one direction; else the first of the pair."""
        return self.second if self.flow == "import" else self.first

    @property
    def importer(self) -> str:
        """Who buys, where the flow has one direction; else the second of the pair."""
        return self.first if self.flow == "import" else self.second

    @property
    def side(self) -> str | None:
        """Whose books, where that is known: a country or `JOINT`."""
        return None if ":" in self.books else self.books

    @property
    def slice_key(self) -> str:
        """What is measured, whoever says it: the key that `int_assertion` gives the slice."""
        flow = "trade" if self.flow in ("export", "import") else self.flow
        return _slice_key(
            flow, self.exporter, self.importer, self.scope, self.basis, self.commodity
        )

    @property
    def shown_flow(self) -> str:
        """The flow as tables write it: what one country exports is what the other imports."""
        return "export" if self.flow == "import" else self.flow

    @property
    def is_free(self) -> bool:
        """Whether it may be negative."""
        return self.flow == "balance"


_slice_key = cache(short_hash)


@cache
def _label(start: date, end: date) -> str:
    return Period(start, end).label


@cache
def ordered(one: str, other: str) -> tuple[str, str]:
    """Return a pair in canonical order."""
    low, high = sorted((one, other), key=lambda code: (_rank(code), code))
    return low, high


def _rank(code: str) -> int:
    if code in country_codes():
        return 1
    return 2 if "-" in code else 3


def of_value(assertion: Assertion, unit: str) -> Variable | None:
    """Return the variable that an assertion speaks of, or None if pair, flow or period is open.

    Args:
        assertion: Of a value, or of a change of it.
        unit: Currency or physical unit of the value.
    """
    period = assertion.period_start, assertion.period_end
    if not (assertion.reporter and assertion.partner and assertion.flow and all(period)):
        return None
    if assertion.reporter == assertion.partner or assertion.period_end < assertion.period_start:  # type: ignore[operator]
        return None
    first, second = ordered(assertion.reporter, assertion.partner)
    return Variable(
        first=first,
        second=second,
        flow=_flow(assertion, first),
        scope=assertion.scope,
        basis=assertion.basis,
        commodity=assertion.commodity_key,
        books=_books(assertion),
        valuation=NO_VALUATION if assertion.scope == "services" else assertion.valuation,
        unit=unit,
        status=_status(assertion),
        start=assertion.period_start,  # type: ignore[arg-type]
        end=assertion.period_end,  # type: ignore[arg-type]
    )


def _flow(assertion: Assertion, first: str) -> str:
    if assertion.flow in ("turnover", "balance"):
        return assertion.flow
    exporter = assertion.exporter or (
        assertion.reporter if assertion.flow == "export" else assertion.partner
    )
    return "export" if exporter == first else "import"


def orientation(assertion: Assertion) -> int:
    """Return -1 for a balance that is told from the second country's side, else 1."""
    if assertion.flow != "balance" or not assertion.reporter or not assertion.partner:
        return 1
    return 1 if ordered(assertion.reporter, assertion.partner)[0] == assertion.reporter else -1


def _books(assertion: Assertion) -> str:
    """Name the books; what is not known to be the same books is not taken to be."""
    if assertion.side == "joint":
        return "JOINT"
    if assertion.side_country and assertion.side in ("reporter", "partner", None):
        return assertion.side_country
    if assertion.side == "third_party":
        return f"THIRD:{assertion.side_country or assertion.source or assertion.evidence}"
    return f"?:{assertion.evidence}"


def _status(assertion: Assertion) -> str:
    if assertion.status in ("forecast", "target"):
        return f"{assertion.status}:{assertion.speaker_key or assertion.evidence}"
    return OUTTURN
