"""Cut an article into the sentences that are worth reading, and read its dateline.

Boilerplate, tickers and teasers are dropped here. Nothing is interpreted beyond that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.claims.language import Language

SENTENCE_END = re.compile(
    r"[.!?]+[\"')\]]*\s+(?=[\"'(\[]*[^\W\d_a-zа-яё]|[\"'(\[]*\d|[\"'(\[]*[$€£]|- ?[^\W\d_a-zа-яё])"
)
DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n.,:;()\d/\"]{1,38}?)"
    r"(?P<rest>(?:[,/] ?[^\n.:;()\"/]{1,30}?\.?,?){0,3}"
    r"(?:(?:, ?[^\W\d_-]{0,12}(?:-[^\W\d_]+)?|\. ?-) ?\"[^\n\"]{2,40}\")?)"
    r"(?:\s*[\[(/]\s?(?P<agency>[^()/\]\n]{2,30}?)\s?[\])/])?\s*"
    r"(?P<dash>\.? ?--? |\. ?-|: (?=[A-ZА-Я])|\. (?=[A-ZА-Я\"]))"
)
DOTTED_DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n.,:;()\d/\"]{1,38}?)\. (?P<day>\d{1,2} [^\W\d_]{3,12})\. ?"
    r"(?:(?P<agency>[^\n.\"]{2,40}?) ?--? )?"
)
NUMERIC_DAY = re.compile(
    r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)|(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)"
)
TICKER = re.compile(r"^\W*(?:[A-Z]{3}(?:/[A-Z]{3})?|[+-]?\d+ ?°C?.*|[€$₽])[ :=]*\d*[.,]?\d*\W*$")
ITEM = re.compile(r"\d{1,2}")
FINAL = re.compile(r"[.!?:;][\"')\]]*\s*$")
MAX_TEXT = 400_000
MAX_SENTENCE = 1000
MAX_TICKER = 60
MAX_HEADING = 90
MAX_DATE = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in the clean text.

    Attributes:
        start, end: Its place.
        opens: Whether it begins a paragraph.
        listed: Whether it is a line without a full stop, such as an entry of a list.
        quoted: Whether it begins inside a quotation.
    """

    start: int
    end: int
    opens: bool
    listed: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The readable part of an article."""

    sentences: list[Sentence]
    place: str
    agency: str
    day: date | None


def segment(text: str, language: Language) -> Document:
    """Cut a clean text into sentences."""
    sentences: list[Sentence] = []
    place = agency = ""
    day: date | None = numeric_day(text[:600]) or numeric_day(text[-200:])
    teasers = False
    position = 0
    for full in text[:MAX_TEXT].split("\n"):
        line = full
        start, position = position, position + len(line) + 1
        if len(line) < MAX_DATE:
            day = day or language.day_in(line)
        if not line.strip() or (len(line) < MAX_TICKER and TICKER.match(line.strip())):
            continue
        cue = language.is_boilerplate(line)
        if cue or (teasers and not FINAL.search(line)):
            teasers = teasers or cue
            continue
        teasers = False
        unopened = not place and all(heads(s) for s in sentences)
        if unopened and place_line(line, language):
            place, day = line.split(",")[0].strip(), day or language.day_in(line)
            continue
        if unopened:
            found = dateline(line, language)
            if found is not None:
                place, agency, day = found[1], found[2], day or found[3]
                start += found[0]
                line = line[found[0] :]
        sentences.extend(cut(text, start, start + len(line), language))
    return Document(mark_quotes(text, sentences), place, agency, day)


def heads(sentence: Sentence) -> bool:
    """Say whether a line only leads to the article: a byline, the name of a column."""
    return sentence.listed and sentence.opens and sentence.end - sentence.start < MAX_HEADING


def place_line(line: str, language: Language) -> bool:
    """Say whether a line is only a place and a day: `Cairo, 23 September 2024`."""
    place, comma, rest = line.strip().partition(",")
    return (
        bool(comma)
        and len(line) < 50
        and language.is_place(place)
        and language.day_in(rest) is not None
    )


def dateline(line: str, language: Language) -> tuple[int, str, str, date | None] | None:
    """Read `MINSK, 5 January (BelTA) -`: its length, place, agency and day."""
    dotted = DOTTED_DATELINE.match(line)
    if dotted is not None and language.is_place(dotted["place"]):
        return dotted.end(), dotted["place"], dotted["agency"] or "", None
    match = DATELINE.match(line)
    if match is None:
        return None
    place = match["place"].strip()
    shouted = place.upper() == place and len(place) > 2
    marked = bool(match["agency"] or match["rest"])
    dashed = "-" in match["dash"]
    known = language.is_place(place)
    if not (
        (shouted and (dashed or marked or match["dash"].startswith((".", ":"))))
        or (known and (dashed or marked or ":" in match["dash"]))
    ):
        return None
    told = shouted or match["agency"] or known
    if match["dash"].startswith(". ") and not told:
        return None
    return match.end(), place, match["agency"] or "", language.day_in(match.group())


def numeric_day(text: str) -> date | None:
    """Find a printed day such as 29/08/2024."""
    match = NUMERIC_DAY.search(text)
    if match is None:
        return None
    first, second, third, year, month, day = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int(third), int(second), int(first))
    except ValueError:
        return None


def cut(text: str, start: int, end: int, language: Language) -> list[Sentence]:
    """Cut one paragraph at the ends of its sentences."""
    result: list[Sentence] = []
    begin = start
    for match in SENTENCE_END.finditer(text, start, end):
        if language.is_abbreviation(text, begin, match.start(), match.end()):
            continue
        if begin == start and ITEM.fullmatch(text[begin : match.start()].strip()):
            continue
        result.append(Sentence(begin, match.end(), begin == start))
        begin = match.end()
    if text[begin:end].strip():
        listed = not FINAL.search(text[max(begin, end - 80) : end])
        result.append(Sentence(begin, end, begin == start, listed))
    return [piece for sentence in result for piece in pieces(sentence)]


def pieces(sentence: Sentence) -> list[Sentence]:
    """Cut what is too long for a sentence, so that no text can take for ever."""
    if sentence.end - sentence.start <= MAX_SENTENCE:
        return [sentence]
    starts = range(sentence.start, sentence.end, MAX_SENTENCE)
    return [
        Sentence(start, min(start + MAX_SENTENCE, sentence.end), sentence.opens, sentence.listed)
        for start in starts
    ]


def mark_quotes(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """Mark the sentences that begin inside an open quotation, or after the dash of an answer."""
    result = []
    open_quote = answers = False
    for sentence in sentences:
        if sentence.opens:
            open_quote = False
        body = text[sentence.start : sentence.end]
        answers = body.lstrip().startswith("- ") if sentence.opens else answers
        starts = answers or body.lstrip().startswith('"')
        result.append(
            Sentence(
                sentence.start, sentence.end, sentence.opens, sentence.listed, open_quote or starts
            )
        )
        if body.count('"') % 2:
            open_quote = not open_quote
    return result
