"""The typed tokens that pass between the lexers and the grammar.

A token knows what it is and where it stands; what it means beside others is the grammar's business.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

WORD = re.compile(
    r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)"
    r"|\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[\U0001F1E6-\U0001F1FF]{2}|\S"
)


PLAIN = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if chr(code).isalpha() and unicodedata.normalize("NFD", chr(code))[0].isascii()
} | {ord("ё"): "е", ord("ı"): "i"}


@dataclass(slots=True)
class Token:
    """A word, a number, a punctuation mark, a lexicon phrase or a recognised expression.

    Attributes:
        kind: Its type, such as `word`, `number`, `flow`, `geo`, `amount`, `period`.
        value: What the type carries: a code, a sign, an Amount, a PeriodExpression.
        start, end: Its place in the clean text.
        low: The text in lower case.
        capital: Whether it starts with a capital letter.
        extra: A second attribute, such as the grammatical case of a name.
        tags: What the language's table of small words says of it, such as `comparative`.
    """

    kind: str
    value: Any
    start: int
    end: int
    low: str
    capital: bool = False
    extra: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed.

    Attributes:
        value: In base units.
        high: Upper end of a range, or None.
        unit: ISO 4217 code, `PCT`, `PP`, `X`, `T`, `RANK`; None where no unit is printed.
        resolution: Worth of one unit of the last printed digit.
        sign: -1 or 1 where a sign is printed, else 0.
    """

    value: float
    high: float | None
    unit: str | None
    resolution: float
    sign: int = 0


def folded(word: str) -> str:
    """Give a word in lower case without accents: `Việt` is `viet`, `ё` is `е`."""
    return word.lower().translate(PLAIN)


def goods_name(token: Token) -> str:
    """Give the name of goods in its dictionary form, where the language's table has one."""
    return token.extra or token.low


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Split a span into words, numbers and punctuation marks."""
    tokens = []
    for match in WORD.finditer(text, start, end):
        word = match.group()
        first = word[0]
        if first.isdecimal():
            kind = "number"
        elif first.isalpha():
            kind = "word"
        else:
            kind = word
        low = word.lower().replace("ё", "е") if word.isascii() else folded(word)
        tokens.append(Token(kind, word, match.start(), match.end(), low, first.isupper()))
    return split_joined(tokens)


def split_joined(tokens: list[Token]) -> list[Token]:
    """Cut a possessive ending off its word."""
    result = []
    for token in tokens:
        if token.kind == "word" and token.low.endswith("'s"):
            cut = token.end - 2
            result.append(
                Token("word", token.value[:-2], token.start, cut, token.low[:-2], token.capital)
            )
            result.append(Token("possessive", "'s", cut, token.end, "'s"))
        else:
            result.append(token)
    return result
