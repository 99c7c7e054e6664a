"""Tables in plain text: a header line with columns, then a line for each country.

Example: `Country | Exports, mln USD | % |` over `Poland | 381.0 | 70.3 |`. Only lines with columns
are read here; sentences are the business of `reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.claims.classes import fits
from ingest.claims.discourse import WORLD, Discourse
from ingest.claims.document import Sentence
from ingest.claims.flow_frame import FLOW_OF
from ingest.claims.language import Language
from ingest.claims.model import Claim
from ingest.claims.numbers import read_digits
from ingest.claims.periods import Span, month_span, resolve, shift_years
from ingest.claims.tokens import Figure, Token

BORDER = re.compile(r"\s*[|\t]\s*|\s+/\s+")
NUMBER = re.compile(r"[+-]?\s?\d[\d ]*(?:[.,]\d+)*\s?%?")
LEVEL = 100.0
INDEXES = (20.0, 999.0)
CODES = {"export", "import", "turnover", "balance"}


@dataclass(frozen=True, slots=True)
class Column:
    """What the numbers of a column are."""

    measure: str
    flow: str
    unit: str
    factor: float
    span: Span | None


@dataclass(slots=True)
class TableReader:
    """Reads the lines of the tables of one article."""

    text: str
    language: Language
    state: Discourse
    decimal_comma: bool
    columns: list[Column | None] = field(default_factory=list)
    owners: bool = False

    def read(self, sentence: Sentence) -> list[Claim] | None:
        """Give the claims of a line with columns; None where it is no such line."""
        cells = self.cells(sentence)
        if len(cells) < 2:
            return None
        numbers = [self.number(cell) for cell in cells]
        if not any(n is not None for n in numbers):
            return [] if self.head(cells) else None
        if not self.columns or numbers[0] is not None:
            return None
        return self.row(sentence, cells, numbers)

    def cells(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Give the places of the cells of a line."""
        found, begin = [], sentence.start
        for match in BORDER.finditer(self.text, sentence.start, sentence.end):
            found.append((begin, match.start()))
            begin = match.end()
        found.append((begin, sentence.end))
        while found and not self.text[slice(*found[-1])].strip():
            found.pop()
        return found

    def number(self, cell: tuple[int, int]) -> float | None:
        """Read a cell that is nothing but a number."""
        printed = self.text[slice(*cell)].strip()
        if not NUMBER.fullmatch(printed):
            return None
        value = read_digits(printed.strip("+-% "), self.decimal_comma)
        if value is None:
            return None
        return -value.value if printed.startswith("-") else value.value

    def head(self, cells: list[tuple[int, int]]) -> bool:
        """Read the names of the columns; a table without a unit or a share is none."""
        columns: list[Column | None] = []
        flow, unit, factor = self.state.lead_flow or self.state.flow or "", "", 0.0
        span = self.state.lead_period or self.state.period
        for cell in cells:
            tokens = self.language.read(self.text, *cell, self.decimal_comma)
            flow = next((FLOW_OF[t.value] for t in tokens if t.kind == "flow"), flow)
            unit, factor = sized(tokens) or (unit, factor)
            measure = self.measure(tokens)
            dated = self.span(tokens) if measure != "index" else None
            if not columns or not measure or flow not in CODES:
                columns.append(None)
            else:
                columns.append(Column(measure, flow, unit, factor, dated or span))
        if not any(c is not None and (c.factor or c.measure != "value") for c in columns):
            return False
        self.columns = [
            c if c is None or c.factor or c.measure != "value" else None for c in columns
        ]
        self.owners = self.state.home is not None and fits(self.state.home, "union")
        return True

    def measure(self, tokens: list[Token]) -> str:
        """Tell what the numbers of a column are from its name."""
        kinds = {t.kind for t in tokens}
        if "share" in kinds:
            return "share_pct"
        if "percent" in kinds:
            return "growth_pct" if "rise" in kinds else "index"
        if "rise" in kinds:
            return "growth_pct"
        return "value" if kinds & {"flow", "multiplier", "currency", "amount", "period"} else ""

    def span(self, tokens: list[Token]) -> Span | None:
        """Give the period that a column's name says."""
        found = next((t for t in tokens if t.kind == "period"), None)
        return resolve(found.value, self.state.clock()) if found is not None else None

    def row(
        self, sentence: Sentence, cells: list[tuple[int, int]], numbers: list[float | None]
    ) -> list[Claim]:
        """Make the claims of one line."""
        sides = self.sides(cells[0])
        claims = []
        for cell, number, column in zip(cells, numbers, self.columns, strict=False):
            if number is None or column is None or sides is None or column.span is None:
                continue
            claims.append(self.claim(sentence, cell, number, column, sides))
        return claims

    def sides(self, cell: tuple[int, int]) -> tuple[str, str] | None:
        """Give reporter and partner of a line: its country faces home, or is a member of it."""
        tokens = self.language.read(self.text, *cell, self.decimal_comma)
        named = next((str(t.value) for t in tokens if t.kind == "geo"), None)
        if named is None and len(tokens) == 1 and tokens[0].kind == "total":
            named = WORLD
        home = self.state.home
        if named is None or home is None or named in {home, "?"}:
            return None
        return (named, home) if self.owners else (home, named)

    def claim(
        self,
        sentence: Sentence,
        cell: tuple[int, int],
        number: float,
        column: Column,
        sides: tuple[str, str],
    ) -> Claim:
        """Make the claim of one cell."""
        change = column.measure in {"growth_pct", "index"}
        index = column.measure == "index" and INDEXES[0] <= number <= INDEXES[1]
        money = column.measure == "value"
        value = number * column.factor if money else number - LEVEL if index else number
        flow = "export" if self.owners and column.flow == "turnover" else column.flow
        base = shift_years(column.span, -1) if change and column.span else None
        printed = Claim(
            measure="growth_pct" if change else column.measure,
            flow=flow,
            reporter=sides[0],
            partner=sides[1],
            value=round(value, 4),
            unit=column.unit if money else "PCT",
            resolution=column.factor / 10 if money else 0.1,
            anchor_start=cell[0],
            anchor_end=cell[1],
            start=sentence.start,
            end=sentence.end,
            scope=self.state.lead_scope,
            share_of="total" if column.measure == "share_pct" else None,
            cited_source=self.state.source,
            side=self.state.books,
            signs=("form=table",),
        )
        span = column.span or month_span(1990, 1, 12)
        dated = replace(printed, period_start=span[0], period_end=span[1])
        if base is None:
            return dated
        return replace(dated, base_period_start=base[0], base_period_end=base[1])


def sized(tokens: list[Token]) -> tuple[str, float] | None:
    """Read the unit that a column's name says: `mln USD`, `USD million`."""
    for token in tokens:
        if token.kind == "amount" and isinstance(token.value, Figure) and token.value.unit:
            return token.value.unit, token.value.value
    factor = next((float(t.value) for t in tokens if t.kind == "multiplier"), 0.0)
    unit = next((str(t.value) for t in tokens if t.kind == "currency"), "")
    return (unit, factor) if factor and unit else None
