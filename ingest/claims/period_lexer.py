"""Recognise expressions of time in a typed token list.

The patterns run over the one-letter codes of `coding`; they are the same in every language, since
the
languages' phrase tables have already said what is a month, a quarter or `last year`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from ingest.claims.coding import FIRST_YEAR, LAST_YEAR, encode
from ingest.claims.periods import PeriodExpression
from ingest.claims.tokens import Token

YEAR = r"(?P<ys>[OI,(]?L\)?G?|[OI,(]*(?:d[-/][nd]G?|Gd[-/][nd]|dG|Gd|Gn|[dG])Y?)?"
ENDING = {"to", "through", "until", "till", "ended", "ending"}
Build = Callable[[list[Token], "re.Match[str]"], PeriodExpression | None]


def recognise(tokens: list[Token], language: str) -> list[Token]:
    """Replace the tokens of every expression of time by one typed token."""
    codes = encode(tokens, language)
    result: list[Token] = []
    i = 0
    while i < len(tokens):
        found = at(tokens, codes, i) if codes[i] in STARTS else None
        if found is None:
            result.append(tokens[i])
            i += 1
        else:
            result.append(found[0])
            i = found[1]
    return joined(result)


def joined(tokens: list[Token]) -> list[Token]:
    """Read `в прошлом году за те же месяцы` as the same months of that year."""
    result: list[Token] = []
    for token in tokens:
        steps = 2 if result and result[-1].kind == "prep" else 1
        first = result[-steps] if len(result) >= steps else None
        if first is None or not same_after_year(first, token):
            result.append(token)
            continue
        span = PeriodExpression("same", first.value.year, first.value.relative)
        low = f"{first.low} {token.low}"
        result[-steps:] = [Token("period", span, first.start, token.end, low)]
    return result


def same_after_year(year: Token, token: Token) -> bool:
    """Say whether a year and `the same months` without one stand together."""
    if token.kind != "period" or year.kind != "period":
        return False
    if year.value.kind != "year" or token.value.kind != "same":
        return False
    return token.value.year is None and not token.value.relative


def at(tokens: list[Token], codes: str, i: int) -> tuple[Token, int] | None:
    """Read the expression of time that begins at a token."""
    for pattern, build in PATTERNS:
        match = pattern.match(codes, i)
        if match is None:
            continue
        expression = build(tokens, match)
        if expression is not None:
            first, last = tokens[i], tokens[match.end() - 1]
            low = " ".join(token.low for token in tokens[i : match.end()])
            return Token("period", expression, first.start, last.end, low), match.end()
    return None


def year_of(tokens: list[Token], match: re.Match[str]) -> tuple[int | None, str]:
    """Read the year that follows an expression: a number, or `last year`."""
    start, end = match.span("ys")
    if start < 0:
        return None, ""
    for token in tokens[start:end]:
        if token.kind == "number":
            return int(token.low), ""
        if token.kind in {"yearrel", "fiscal"}:
            return None, str(token.value)
    return None, ""


def months(first: int, last: int, tokens: list[Token], match: re.Match[str]) -> PeriodExpression:
    """Make a run of months with the year that follows."""
    part = tokens[slice(*match.span("ys"))] if match["ys"] else []
    numbers = [t.low for t in part if t.kind == "number" and t.low.isdecimal()]
    word = next((str(t.value) for t in part if t.kind == "fiscal"), None)
    named = match.groupdict().get("m1") is not None
    if len(numbers) == 2 or word is not None:
        ends = fiscal_end(numbers)
        if not named:
            return PeriodExpression("fiscal", ends, word or "word", first, last)
        if ends is not None:
            return PeriodExpression(
                "months", ends if first > last or last < 4 else ends - 1, "", first, last
            )
    year, relative = year_of(tokens, match)
    return PeriodExpression("months", year, relative, first, last)


def fiscal_end(numbers: list[str]) -> int | None:
    """Give the calendar year in which `2023-24`, `FY24` or `2023/2024` ends."""
    if not numbers:
        return None
    last = int(numbers[-1])
    year = last if last > 100 else 2000 + last
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def small(token: Token) -> int:
    """Read a count such as `eleven` or `11`; 0 where it is none."""
    if token.kind == "number":
        return int(token.low) if token.low.isdecimal() else 0
    try:
        return int(float(token.value))
    except (TypeError, ValueError):
        return 0


def month_range(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`January-November 2025`, `с января по октябрь`."""
    first = int(tokens[match.start("m1")].value)
    last = int(tokens[match.start("m2")].value)
    if match.groupdict().get("y1"):
        year = int(tokens[match.start("y1")].low)
        other, _ = year_of(tokens, match)
        if other is not None and other != year:
            end = date(other, last, monthrange(other, last)[1])
            return PeriodExpression("dates", span=(date(year, first, 1), end))
    return months(first, last, tokens, match)


def one_month(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`July 2024`, `last November`."""
    month = int(tokens[match.start("m1")].value)
    return months(month, month, tokens, match)


def count_months(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the first seven months of the year`, `за 11 месяцев`."""
    token = tokens[match.start("n")]
    count = small(token)
    if not 2 <= count <= 12:
        return None
    start = match.start("o")
    if start >= 0 and int(tokens[start].value) == -1:
        return PeriodExpression("rolling", count=count)
    return months(1, count, tokens, match)


def several_quarters(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the first three quarters of 2024`, `за три квартала`."""
    count = small(tokens[match.start("n")])
    return months(1, 3 * count, tokens, match) if 2 <= count <= 4 else None


def short_months(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`9M 2024`, `8MFY25`."""
    place = match.end("n")
    count = small(tokens[match.start("n")])
    if "short_months" not in tokens[place].tags or not match["ys"] or not 2 <= count <= 12:
        return None
    return months(1, count, tokens, match)


def fiscal_months(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`8MFY25`: the first eight months of a fiscal year."""
    count, ends = small(tokens[match.start("n")]), fiscal_end([tokens[match.start("y")].low])
    return PeriodExpression("fiscal", ends, "word", 1, count) if 1 <= count <= 12 else None


def three_quarters(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the first three quarters of 2024`: the tables have `three quarters of` as a fraction."""
    if tokens[match.start() + 1].value != "0.75" or small(tokens[match.start()]) != 1:
        return None
    return months(1, 9, tokens, match)


def rolling(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the 12 months to June 2024`, `the three months to June`."""
    size = 3 if any(t.kind == "quarter" for t in tokens[match.start() : match.end()]) else 1
    count = size * small(tokens[match.start("n")])
    month = int(tokens[match.start("m1")].value)
    if not match["y"]:
        first = month - count + 1
        if first < 1 and 2 <= count <= 24:
            return PeriodExpression("until", last=month, count=count)
        return PeriodExpression("months", first=first, last=month) if 1 <= first < month else None
    year = int(tokens[match.start("y")].low)
    if not 2 <= count <= 24:
        return None
    first = year * 12 + month - count
    start = date(first // 12, first % 12 + 1, 1)
    return PeriodExpression("dates", span=(start, date(year, month, monthrange(year, month)[1])))


def through_month(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`through July`: the months of the year up to it."""
    if tokens[match.start()].kind != "through":
        return None
    return months(1, int(tokens[match.start("m1")].value), tokens, match)


def year_until(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the year to June`: twelve months that ended before the article appeared."""
    led = tokens[match.start() + 1]
    if led.low not in ENDING or "last" in tokens[match.start()].low:
        return None
    return PeriodExpression("until", last=int(tokens[match.start("m1")].value), count=12)


def year_to(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the year to December 2024`, `the year ended in June 2024`."""
    month, year = int(tokens[match.start("m1")].value), int(tokens[match.start("y")].low)
    last = date(year, month, monthrange(year, month)[1])
    first = date(year - (month < 12), month % 12 + 1, 1)
    return PeriodExpression("dates", span=(first, last))


def first_days(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the first 20 days of April`."""
    return days_of_month(tokens, match, 1, small(tokens[match.start("n")]))


def some_days(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`April 1-20, 2025`."""
    first, last = small(tokens[match.start("a")]), small(tokens[match.start("b")])
    return days_of_month(tokens, match, first, last)


def days_of_month(
    tokens: list[Token], match: re.Match[str], first: int, last: int
) -> PeriodExpression | None:
    """Make a run of days of one month; its year may have to be told from the article's day."""
    month = int(tokens[match.start("m1")].value)
    year = int(tokens[match.start("y")].low) if match["y"] else None
    if not 1 <= first < last <= monthrange(year or FIRST_YEAR, month)[1]:
        return None
    return PeriodExpression("run", year, f"{first}-{last}", month, month)


def last_month(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`last month`: the one before the article appeared."""
    if match["o"] and int(tokens[match.start("o")].value) != -1:
        return None
    return PeriodExpression("last_month")


def running_year(_tokens: list[Token], _match: re.Match[str]) -> PeriodExpression | None:
    """`since the beginning of the year`."""
    return PeriodExpression("to_date")


def since_month(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`с января`: from that month to the last one that the article can know."""
    if tokens[match.start()].low not in {"с", "со"}:
        return None
    return PeriodExpression("to_date", first=int(tokens[match.start("m1")].value))


def whole_year(_tokens: list[Token], _match: re.Match[str]) -> PeriodExpression | None:
    """`в целом за год`: the year spoken of."""
    return PeriodExpression("year", relative="same")


def year_end(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`by year-end`, `the end of the year`; what stands before it says that it is a term."""
    token = tokens[match.start()]
    following = tokens[match.end() - 1]
    if match["t"]:
        return None
    if following.kind in {"yearrel", "year"} or "year_end" in token.tags:
        relative = str(following.value) if following.kind == "yearrel" else "this"
        return PeriodExpression("year", relative=relative)
    return None


def ordinal_part(size: int) -> Build:
    """Make a builder for quarters (size 3) and halves (size 6)."""

    def build(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
        place = match.start("o")
        if size == 6 and any(
            t.kind == "fraction" and t.value != "0.5" for t in tokens[match.start() : match.end()]
        ):
            return None
        number = 1 if place < 0 else ordinal(tokens[place])
        number = 12 // size if number == -1 else number
        if not 1 <= number <= 12 // size:
            return None
        return months(size * (number - 1) + 1, size * number, tokens, match)

    return build


def ordinal(token: Token) -> int:
    """Read an ordinal; `third` may stand in the tables as a fraction."""
    if token.kind == "fraction":
        return 3 if "third" in token.low else 0
    return small(token)


def fiscal(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`FY24`, `the last fiscal year`, `the 2023/24 season`, which begins in July."""
    found = fiscal_year(tokens, match)
    part = tokens[match.start() : match.end()]
    crop = any(t.kind == "fiscal" and t.value == "crop" for t in part)
    if found is None or not crop or found.year is None:
        return found
    span = date(found.year - 1, 7, 1), date(found.year, 6, 30)
    return PeriodExpression("fiscal", found.year, span=span)


def fiscal_year(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """Read the year of `FY24`, `2023-24`, `the last fiscal year`."""
    numbers = [t.low for t in tokens[match.start() : match.end()] if t.kind == "number"]
    if not all(number.isdecimal() for number in numbers):
        return None
    word = next((t for t in tokens[match.start() : match.end()] if t.kind == "fiscal"), None)
    if not numbers:
        if word is None or word.value in {"word", "crop"}:
            return None
        return PeriodExpression("fiscal", relative=str(word.value))
    first = int(numbers[0]) if numbers[0].isdecimal() else 0
    if len(numbers) == 2 and not FIRST_YEAR <= first < LAST_YEAR:
        return None
    if len(numbers) == 2:
        if len(numbers[1]) == 2 and int(numbers[1]) == (first + 1) % 100:
            return PeriodExpression("fiscal", year=first + 1)
        if len(numbers[1]) == 4 and int(numbers[1]) == first + 1 and word is not None:
            return PeriodExpression("fiscal", year=first + 1)
        return None
    if len(numbers[0]) == 2:
        first += 2000
    return PeriodExpression("fiscal", year=first) if 1990 <= first <= 2060 else None


def year_range(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`2019-2023`."""
    first, last = int(tokens[match.start("a")].low), int(tokens[match.start("b")].low)
    return PeriodExpression("years", first=first, last=last) if first < last else None


def plain_year(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`2023`, `last year`."""
    token = tokens[match.start("t")]
    if token.kind == "number":
        return PeriodExpression("year", year=int(token.low))
    return PeriodExpression("year", relative=str(token.value))


def date_range(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`April 1 - September 30`, `20 марта 2024 г. - 19 января 2025 г.`."""
    year1 = int(tokens[match.start("y1")].low) if match["y1"] else None
    year2 = int(tokens[match.start("y2")].low) if match["y2"] else year1
    first, last = day_month(tokens, match.span("d1")), day_month(tokens, match.span("d2"))
    if first is None or last is None:
        return None
    if year2 is None:
        starts_month = first[0] == 1 and last[0] >= 27
        return PeriodExpression("months", first=first[1], last=last[1]) if starts_month else None
    try:
        span = (date(year1 or year2, first[1], first[0]), date(year2, last[1], last[0]))
    except ValueError:
        return None
    return PeriodExpression("dates", span=span) if span[0] < span[1] else None


def day_month(tokens: list[Token], span: tuple[int, int]) -> tuple[int, int] | None:
    """Read a day and a month in either order."""
    day = month = 0
    for token in tokens[span[0] : span[1]]:
        if token.kind == "month":
            month = int(token.value)
        elif token.kind in {"number", "ordinal"} and small(token) <= 31:
            day = day or small(token)
    return (day, month) if 1 <= day <= 31 and month else None


def one_day(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`August 7`: a day is no reporting period, but it must not be read as a month."""
    found = day_month(tokens, match.span())
    return PeriodExpression("day", first=found[1]) if found else None


def same(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the same period of 2024`, `аналогичный период прошлого года`."""
    part = tokens[slice(*match.span("ys"))] if match["ys"] else []
    if any(t.kind == "fiscal" for t in part):
        return PeriodExpression("same")
    year, relative = year_of(tokens, match)
    return PeriodExpression("same", year, relative)


def shift(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`year-on-year`, `a month earlier`."""
    return PeriodExpression("shift", shift=str(tokens[match.start()].value))


def spell(tokens: list[Token], match: re.Match[str]) -> PeriodExpression | None:
    """`the past five years`."""
    count = small(tokens[match.start("n")])
    return PeriodExpression("spell", count=count) if 2 <= count <= 40 else None


DAY = r"(?:m[no]|[no]m)"
PATTERNS: list[tuple[re.Pattern[str], Build]] = [
    (re.compile(rf"(?P<d1>{DAY}),?(?P<y1>d)?Y?[-T](?P<d2>{DAY}),?(?P<y2>d)?Y?"), date_range),
    (re.compile(rf"[bRc]?(?P<m1>m)[OI,]?(?:(?P<y1>d)|L)?Y?[-TA](?P<m2>m){YEAR}"), month_range),
    (re.compile(r"o?(?P<n>[nN])-?gO?(?P<m1>m)(?:[OI,]*(?P<y>d))?"), first_days),
    (re.compile(r"(?P<m1>m)(?P<a>n)-(?P<b>n)(?:,?(?P<y>d))?"), some_days),
    (re.compile(r"(?P<m1>m)(?P<ys>[OI,]*d(?!%)Y?|[OI,]?L)"), one_month),
    (re.compile(r"c(?P<m1>m)(?![nodOI,]*[-TAL])"), since_month),
    (re.compile(r"(?:[no]m|m[no](?!o?[%MKt]))(?:,?dY?)?"), one_day),
    (re.compile(r"[oL]?(?P<m1>m)(?P<ys>$.)?"), one_month),
    (re.compile(r"o?(?P<n>[nN])-?[Dq],?(?:T|w|wT)(?P<m1>m)(?![-TA]m)(?P<y>d)?Y?"), rolling),
    (re.compile(r"T(?P<m1>m)(?![no])(?P<ys>[OI,]*d(?!%)Y?|[OI,]?L)?"), through_month),
    (re.compile(r"[YL](?:T|w|wI)(?P<m1>m)(?P<y>d)"), year_to),
    (re.compile(r"[YL](?:T|w|wI)(?P<m1>m)(?![-TAno])"), year_until),
    (re.compile(rf"(?P<o>[o])?(?P<n>[nN])-?D{YEAR}"), count_months),
    (re.compile(rf"(?P<n>[nN])(?P<o>o)D{YEAR}"), count_months),
    (re.compile(rf"(?P<o>$.)?(?P<n>n)M{YEAR}(?<!M)"), short_months),
    (re.compile(r"(?P<n>n)Z(?P<y>n)"), fiscal_months),
    (re.compile(rf"oF{YEAR}"), three_quarters),
    (re.compile(r"(?P<o>o)D|l"), last_month),
    (re.compile(r"C"), running_year),
    (re.compile(r"j(?![OI,]*[dL])"), whole_year),
    (re.compile(r"E(?P<t>d)Y?|E[LY]?"), year_end),
    (re.compile(rf"(?P<o>$.)?(?P<n>B)p?{YEAR}"), count_months),
    (re.compile(rf"o?(?P<n>N)q{YEAR}"), several_quarters),
    (re.compile(rf"(?P<o>[oF])-?q{YEAR}"), ordinal_part(3)),
    (re.compile(rf"q(?P<o>n){YEAR}"), ordinal_part(3)),
    (re.compile(rf"(?P<o>n)q{YEAR}"), ordinal_part(3)),
    (re.compile(rf"(?P<o>o)-?[hF]{YEAR}"), ordinal_part(6)),
    (re.compile(rf"h(?P<o>n){YEAR}"), ordinal_part(6)),
    (re.compile(rf"(?P<o>$.)?h{YEAR}"), ordinal_part(6)),
    (re.compile(r"(?:d[-/][nd]Y?G?|G[dn](?:[-/][nd])?|[oI]?dG|G)"), fiscal),
    (re.compile(r"(?:b(?=dY?A)|b?(?!dY?A))(?P<a>d)Y?[-TA](?P<b>d)Y?"), year_range),
    (
        re.compile(r"S[vV]?(?P<ys>[OI]*L|[OI]*(?:d[-/][nd]G?|Gd[-/][nd]|dG|Gd|Gn|G)|[OI]*dY?)?"),
        same,
    ),
    (re.compile(r"s"), shift),
    (re.compile(r"(?P<t>d)Y?"), plain_year),
    (re.compile(r"(?P<t>L)"), plain_year),
    (re.compile(r"(?P<n>[nN])-?[yY]"), spell),
]
STARTS = set("jbRcmnoLNBFqhGdSsCElYT")
