"""Recognise amounts, percentages, folds and tonnages in a typed token list.

Whether a number is a trade figure, and of what, is not decided here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.claims.coding import encode
from ingest.claims.numbers import Printed, read_number
from ingest.claims.tokens import Figure, Token

NUMBER = r"(?:[nd]&?|a?N(?:-?[NH]|H?AN|AN|H|N)*&?|aH)"
AMOUNT = re.compile(
    rf"(?P<k1>K)?(?P<n1>{NUMBER})(?:(?P<sep>[-TAv])(?P<k2>K)?(?P<n2>{NUMBER}))?-?z?(?P<m>MM?)?"
    rf"(?:(?P<n3>{NUMBER})(?P<m3>M)|(?P<n4>N+)(?![NMKx%Pt]))?O?(?P<u>[Kt])?"
)
WIDE_RANGE = re.compile(
    rf"(?P<k1>K)?(?P<n1>{NUMBER})-?(?P<m0>M)(?P<u0>K)?(?P<sep>[-TA])(?P<k2>K)?(?P<n2>{NUMBER})-?"
    rf"(?P<m>M)O?(?P<u>K)?"
)
BARE_MULTIPLE = re.compile(
    r"(?:(?P<a>a)|(?P<f>F))?(?P<m>M)(?P<n4>N+)?(?P<m4>M)?(?![Nx%P])(?P<u>[Kt])?"
)
PERCENT = re.compile(rf"(?P<n1>{NUMBER})%?(?:(?P<sep>[-TA])(?P<n2>{NUMBER}))?-?z?(?P<u>[%P])")
PERCENTS = re.compile(r"n(?:,n)+,?An[%P]")
TIMES = re.compile(rf"(?P<n1>{NUMBER})(?:(?P<sep>[-T])(?P<n2>{NUMBER}))?-?z?x")
FACTOR = re.compile(rf"X(?P<n1>{NUMBER})(?P<sep>$.)?(?P<n2>$.)?")
# Larger than any sum of money: what is beyond it is no amount. `plausible` is stricter.
LARGEST = 1e28
HUNDRED, THOUSAND = 100, 1000
UNKNOWN_CURRENCY = "?"


@cache
def currency_codes() -> frozenset[str]:
    """Read the ISO 4217 codes."""
    text = (Path(__file__).parent / "currencies.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def recognise(tokens: list[Token], language: str, decimal_comma: bool) -> list[Token]:
    """Replace the tokens of every figure by one typed token."""
    reader = Reader(tokens, language, decimal_comma)
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        found = reader.at(i)
        if found is None:
            result.append(tokens[i])
            i += 1
        else:
            result.extend(found[0])
            i = found[1]
    return result


def scaled(number: float, multiplier: float) -> float:
    """Multiply without the dust of binary fractions: 4.1 billion is 4 100 000 000."""
    return round(number * multiplier, 4)


class Reader:
    """Reads figures at given places of one token list."""

    def __init__(self, tokens: list[Token], language: str, decimal_comma: bool) -> None:
        self.tokens = tokens
        self.codes = encode(tokens, language)
        self.decimal_comma = decimal_comma

    def at(self, i: int) -> tuple[list[Token], int] | None:
        """Read the figure that begins at a token, with the place after it."""
        if self.codes[i] not in "KndNHaMFfeX":
            return None
        return (
            self.percent(i)
            or self.times(i)
            or self.wide_range(i)
            or self.amount(i)
            or self.multiple(i)
            or self.single(i)
        )

    def number(self, span: tuple[int, int]) -> Printed | None:
        """Read the number words or digits in a span of tokens."""
        return read_number(self.tokens[span[0] : span[1]], self.decimal_comma)

    def sign(self, i: int) -> int:
        """Find a sign printed directly before a figure."""
        code = self.codes[i - 1] if i else ""
        if code in "_+" and code:
            return -1 if code == "_" else 1
        if code == "-" and self.tokens[i - 1].end == self.tokens[i].start:
            before = self.tokens[i - 2] if i > 1 else None
            return (
                -1
                if before is None or before.end < self.tokens[i - 1].start or before.kind == "("
                else 0
            )
        return 0

    def make(self, kind: str, start: int, stop: int, figure: Figure) -> Token:
        """Make the token of a figure."""
        first, last = self.tokens[start], self.tokens[stop - 1]
        low = " ".join(token.low for token in self.tokens[start:stop])
        return Token(kind, figure, first.start, last.end, low)

    def bounded(self, kind: str, start: int, stop: int, figure: Figure) -> list[Token]:
        """Make a figure's token, after the bound that stands inside: `300 с лишним млн`."""
        made = self.make(kind, start, stop, figure)
        inner = self.codes.find("z", start, stop)
        return [made] if inner < 0 else [self.tokens[inner], made]

    def percent(self, i: int) -> tuple[list[Token], int] | None:
        """Read `3.6%`, `13-14 points`, `3 to 4 per cent`."""
        match = PERCENT.match(self.codes, i)
        if match is None:
            return self.percents(i)
        sep = match["sep"]
        opened = i > 0 and self.codes[i - 1] in "Rbc"
        if sep == "A" and not (i > 0 and self.codes[i - 1] == "b"):
            return self.two_percents(i, match)
        if sep == "T" and opened:
            return self.two_percents(i, match)
        low = self.number(match.span("n1"))
        high = self.number(match.span("n2")) if sep else None
        if low is None or (sep and high is None):
            return None
        unit = self.rate(match.start("u"))
        figure = Figure(low.value, high.value if high else None, unit, low.resolution, self.sign(i))
        return self.bounded("percent", i, match.end(), figure), match.end()

    def rate(self, i: int) -> str:
        """Give the unit of a rate: per cent, points of per cent, or points that may mean either."""
        if self.codes[i] == "%":
            return "PCT"
        return "PP" if self.tokens[i].value == "percentage" else "PTS"

    def percents(self, i: int) -> tuple[list[Token], int] | None:
        """Read `22.7, 12.4 and 9.8 percent`: a list with one sign."""
        match = PERCENTS.match(self.codes, i)
        if match is None:
            return None
        unit = self.rate(match.end() - 1)
        result: list[Token] = []
        for k in range(i, match.end() - 1):
            number = self.number((k, k + 1)) if self.codes[k] == "n" else None
            if number is None:
                result.append(self.tokens[k])
            else:
                figure = Figure(number.value, None, unit, number.resolution)
                result.append(self.make("percent", k, k + 1, figure))
        return result, match.end()

    def two_percents(self, i: int, match: re.Match[str]) -> tuple[list[Token], int] | None:
        """Read `1.1 and 9.6 per cent` or `from 9 % to 7.3 %` as two figures."""
        low, high = self.number(match.span("n1")), self.number(match.span("n2"))
        if low is None or high is None:
            return None
        unit = self.rate(match.start("u"))
        cut, start, end = match.end("n1"), match.start("n2"), match.end()
        first = self.make(
            "percent", i, cut, Figure(low.value, None, unit, low.resolution, self.sign(i))
        )
        last = self.make("percent", start, end, Figure(high.value, None, unit, high.resolution))
        return [first, self.tokens[match.start("sep")], last], end

    def times(self, i: int) -> tuple[list[Token], int] | None:
        """Read `2.2 times`, `в 1,3 раза`."""
        match = TIMES.match(self.codes, i) or FACTOR.match(self.codes, i)
        value = self.number(match.span("n1")) if match else None
        if match is None or value is None or value.value > 1000:
            return None
        high = self.number(match.span("n2")) if match["sep"] else None
        figure = Figure(value.value, high.value if high else None, "X", value.resolution)
        return self.bounded("times", i, match.end(), figure), match.end()

    def amount(self, i: int) -> tuple[list[Token], int] | None:
        """Read an amount of money or a tonnage, a range, or two amounts with one unit."""
        match = AMOUNT.match(self.codes, i)
        if match is None:
            return None
        sep = match["sep"]
        if sep == "A" and match["m"] and any(t.kind == "respectively" for t in self.tokens):
            return self.double(i, match)
        if sep and not self.joined(i, match):
            cut = match.start("sep")
            return self.plain(i, AMOUNT.match(self.codes[:cut], i))
        if not sep:
            return self.plain(i, match)
        return self.double(i, match)

    def wide_range(self, i: int) -> tuple[list[Token], int] | None:
        """Read `$4bn-$5bn`, `between $4 billion and $5 billion`: a range with both units."""
        match = WIDE_RANGE.match(self.codes, i)
        opened = i > 0 and self.codes[i - 1] == "b"
        if match is None or (match["sep"] != "-" and not opened):
            return None
        low, high = self.number(match.span("n1")), self.number(match.span("n2"))
        if low is None or high is None:
            return None
        sizes = [float(self.tokens[match.start(m)].value) for m in ("m0", "m")]
        values = (scaled(low.value, sizes[0]), scaled(high.value, sizes[1]))
        place = next((match.start(u) for u in ("u", "u0", "k1", "k2") if match[u]), None)
        if place is None or not values[0] < values[1] <= LARGEST:
            return None
        unit = str(self.tokens[place].value)
        figure = Figure(*values, unit, scaled(low.resolution, sizes[0]), 0)
        return [self.make("amount", i, match.end(), figure)], match.end()

    def joined(self, i: int, match: re.Match[str]) -> bool:
        """Say whether two numbers around a separator belong together."""
        if not (match["m"] or match["u"] or match["k1"]) or (match["k2"] and not match["m"]):
            return False
        before = self.codes[i - 1] if i else ""
        return match["sep"] != "A" or before == "b"

    def unit_of(self, match: re.Match[str]) -> tuple[str | None, float]:
        """Give the unit and the multiplier of an amount."""
        multiplier = 1.0
        if match["m"]:
            for k in range(match.start("m"), match.end("m")):
                multiplier *= float(self.tokens[k].value)
        unit = None
        if match["u"] == "t":
            multiplier *= float(self.tokens[match.start("u")].value)
            return "T", multiplier
        place = match.start("u") if match["u"] else match.start("k1") if match["k1"] else -1
        if place >= 0:
            unit = str(self.tokens[place].value)
        return unit, multiplier

    def plain(self, i: int, match: re.Match[str] | None) -> tuple[list[Token], int] | None:
        """Make one amount without a range."""
        if match is None or match["sep"]:
            return None
        unit, multiplier = self.unit_of(match)
        number = self.number(match.span("n1"))
        if number is None or (unit is None and multiplier == 1.0):
            return None
        value, resolution = scaled(number.value, multiplier), scaled(number.resolution, multiplier)
        end = match.end()
        if match["n3"]:
            rest = self.number(match.span("n3"))
            factor = float(self.tokens[match.start("m3")].value)
            if rest is None or factor >= multiplier:
                end = match.start("n3")
            else:
                value = round(value + scaled(rest.value, factor), 4)
                resolution = scaled(rest.resolution, factor)
        if match["n4"]:
            hundreds = self.number(match.span("n4"))
            if hundreds is None or hundreds.value < HUNDRED or multiplier < THOUSAND * THOUSAND:
                end = match.start("n4")
            else:
                resolution = scaled(1.0, multiplier / THOUSAND)
                value = round(value + hundreds.value * resolution, 4)
        if end <= match.end("m") and match["n3"]:
            unit = str(self.tokens[match.start("k1")].value) if match["k1"] else None
        if end > i and self.codes[end - 1] == "O":
            end -= 1
        if value > LARGEST:
            return None
        unit = self.printed_code(i) if unit is None else unit
        figure = Figure(value, None, unit, resolution, self.sign(i))
        return self.bounded("amount", i, end, figure), end

    def printed_code(self, i: int) -> str | None:
        """Read the code before `ISK 60 billion`; `?` where it is not known, as in `R60`."""
        before = self.tokens[i - 1] if i else None
        if before is None or before.kind != "word" or not str(before.value).isupper():
            return None
        code = str(before.value)
        if len(code) > 3 or not code.isascii() or before.end < self.tokens[i].start - 1:
            return None
        return code if code in currency_codes() else UNKNOWN_CURRENCY

    def double(self, i: int, match: re.Match[str]) -> tuple[list[Token], int] | None:
        """Make a range, or the two amounts of `from 600 to 700 million`."""
        unit, multiplier = self.unit_of(match)
        low, high = self.number(match.span("n1")), self.number(match.span("n2"))
        if low is None or high is None:
            return None
        end = match.end() - (1 if self.codes[match.end() - 1] == "O" else 0)
        values = (scaled(low.value, multiplier), scaled(high.value, multiplier))
        resolution = scaled(low.resolution, multiplier)
        before = self.codes[i - 1] if i else ""
        apart = before in {"R", "c"} and match["sep"] == "T"
        if max(values) > LARGEST:
            return None
        if apart or match["sep"] == "v" or (match["sep"] == "A" and before != "b"):
            cut = match.end("n1")
            first = self.make("amount", i, cut, Figure(values[0], None, unit, resolution))
            sep = self.tokens[match.start("sep")]
            start = match.start("k2") if match["k2"] else match.start("n2")
            last = self.make("amount", start, end, Figure(values[1], None, unit, resolution))
            return [first, sep, last], end
        if values[1] <= values[0]:
            return None
        return [self.make("amount", i, end, Figure(*values, unit, resolution, 0))], end

    def multiple(self, i: int) -> tuple[list[Token], int] | None:
        """Read `a billion dollars`, `четверть миллиарда`."""
        match = BARE_MULTIPLE.match(self.codes, i)
        if match is None or "bare_plural" in self.tokens[match.start("m")].tags:
            return None
        unit = self.tokens[match.start("u")] if match["u"] else None
        if (
            unit is None
            and not match["f"]
            and not match["n4"]
            and not self.measures(i, match.end())
        ):
            return None
        factor = float(self.tokens[match.start("m")].value)
        if match["n4"]:
            rest = self.number(match.span("n4"))
            size = float(self.tokens[match.start("m4")].value) if match["m4"] else factor / THOUSAND
            if rest is None or size >= factor:
                return None
            factor += scaled(rest.value, size)
        if match["f"]:
            factor = round(factor * float(self.tokens[match.start("f")].value), -4)
        tonnes = unit is not None and unit.kind == "tonne"
        worth = factor * float(unit.value) if tonnes and unit is not None else factor
        name = None if unit is None else "T" if tonnes else str(unit.value)
        return [self.make("amount", i, match.end(), Figure(worth, None, name, factor))], match.end()

    def measures(self, i: int, stop: int) -> bool:
        """Say whether a lone `billion` is an amount: a bound or a level stands before it."""
        before = self.tokens[i - 1] if i else None
        after = self.tokens[stop] if stop < len(self.tokens) else None
        if before is None or (after is not None and after.kind == "word"):
            return False
        return before.kind == "hedge" or bool(before.tags & {"states_level", "as_over"})

    def single(self, i: int) -> tuple[list[Token], int] | None:
        """Read a fraction or a word such as `doubled`."""
        token = self.tokens[i]
        value = float(token.value) if token.kind in {"fraction", "fold"} else 0.0
        if token.kind == "fraction":
            figure = Figure(round(value * 100, 1), None, "PCT", 0.1)
            made = Token("fraction", figure, token.start, token.end, token.low, extra=token.extra)
            return [made], i + 1
        if token.kind == "halfpercent":
            half = Figure(0.5, None, "PCT", 0.1, self.sign(i))
            return [self.make("percent", i, i + 1, half)], i + 1
        if token.kind == "fold":
            return [
                Token("fold", Figure(value, None, "X", 1.0), token.start, token.end, token.low)
            ], i + 1
        return None
