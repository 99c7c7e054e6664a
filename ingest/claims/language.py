"""What a language folder must provide, and how one is read.

A language is its data (`lexicon.csv`, `qualifiers.csv`, `tags.csv`, `gazetteer.csv`,
`commodities.csv`, `settings.toml`) and one module `roles.py` with the function `side_of`, which
tells the part that a country plays in its clause.
"""

from __future__ import annotations

import csv
import importlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ingest.claims import amounts, period_lexer
from ingest.claims.adjust import adjust
from ingest.claims.lexicon import Lexicon, load_lexicon
from ingest.claims.parts import counted_parts
from ingest.claims.periods import PeriodExpression
from ingest.claims.tokens import Token, tokenise

FOLDER = Path(__file__).parent
NO_TAGS: frozenset[str] = frozenset()
LANGUAGES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/settings.toml")))


@dataclass(frozen=True)
class Language:
    """One language: its data and its rule for the sides of a trade flow."""

    code: str
    version: str
    letters: frozenset[str]
    common: frozenset[str]
    lexicon: Lexicon
    decimal_comma: bool
    open_goods: bool
    subject_first: bool
    dropped: frozenset[str]
    abbreviations: frozenset[str]
    tags: dict[str, frozenset[str]]
    side_of: Callable[[list[Token], int], str]

    def read(self, text: str, start: int, end: int, decimal_comma: bool) -> list[Token]:
        """Turn a span of clean text into typed tokens."""
        words = self.lexicon.type_tokens(tokenise(text, start, end))
        typed = [t for t in words if t.kind != "word" or t.low not in self.dropped]
        self.tag(typed)
        typed = counted_parts(typed)
        typed = period_lexer.recognise(typed, self.code)
        typed = amounts.recognise(typed, self.code, decimal_comma)
        self.tag(typed)
        typed = adjust(typed)
        self.tag(typed)
        return typed

    def tag(self, tokens: list[Token]) -> None:
        """Give the small words their tags."""
        for token in tokens:
            token.tags = self.tags.get(token.low, NO_TAGS)
            if token.kind == "partner" and not token.tags:
                token.tags = self.tags.get(token.low.rpartition(" ")[2], NO_TAGS)

    def is_boilerplate(self, line: str) -> bool:
        """Say whether a line begins like a teaser, a credit or a menu."""
        words = [t for t in tokenise(line[:120], 0, min(len(line), 120)) if t.kind in {"word", ":"}]
        found = self.lexicon.match(words, 0) if words else None
        return found is not None and found[0].kind == "boiler"

    def is_place(self, name: str) -> bool:
        """Say whether a text is no more than a name of the gazetteer, such as `Nairobi`."""
        tokens = self.lexicon.type_tokens(tokenise(name.title(), 0, len(name)))
        return 0 < len(tokens) <= 2 and tokens[0].kind in {"geo", "city"}

    def country_of(self, name: str) -> str | None:
        """Give the code of the first name of the gazetteer in a text."""
        for token in self.lexicon.type_tokens(tokenise(name.title(), 0, len(name))):
            if token.kind in {"geo", "city"}:
                return str(token.value)
        return None

    def day_in(self, text: str) -> date | None:
        """Read a full date such as `15 May 2024`."""
        words = self.lexicon.type_tokens(tokenise(text, 0, len(text)))
        month = next((int(t.value) for t in words if t.kind == "month"), None)
        numbers = [int(t.low) for t in words if t.kind == "number" and t.low.isdecimal()]
        year = next((n for n in numbers if 1990 <= n <= 2059), None)
        day = next((n for n in numbers if 1 <= n <= 31), None)
        try:
            return date(year, month, day) if year and month and day else None
        except ValueError:
            return None

    def is_abbreviation(self, text: str, begin: int, stop: int, end: int) -> bool:
        """Say whether a full stop belongs to an abbreviation and does not end a sentence."""
        if text[stop] != ".":
            return False
        match = re.search(r"[^\W_][\w.]*$", text[max(begin, stop - 12) : stop])
        word = match.group().lower() if match else ""
        if word in self.abbreviations or initial(text, stop, word):
            return True
        following = text[end : end + 3]
        if following[:1].isupper() and not following.isupper():
            return False
        return f"{word} {following}".lower() in self.abbreviations


def initial(text: str, stop: int, word: str) -> bool:
    """Say whether a word before a full stop is the initial of a name."""
    return len(word) == 1 and word.isalpha() and text[stop - 1].isupper()


@cache
def load_language(code: str) -> Language:
    """Read a language folder; the result is kept."""
    folder = FOLDER / code
    settings = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    roles = importlib.import_module(f"ingest.claims.{code}.roles")
    return Language(
        code=code,
        version=settings["version"],
        letters=frozenset(settings["letters"]),
        common=frozenset(settings["common"]),
        lexicon=load_lexicon(folder),
        decimal_comma=settings["decimal_comma"],
        open_goods=settings["open_goods"],
        subject_first=settings["subject_first"],
        dropped=frozenset(settings["dropped"]),
        abbreviations=frozenset(settings["abbreviations"]),
        tags=load_tags(folder),
        side_of=roles.side_of,
    )


def load_tags(folder: Path) -> dict[str, frozenset[str]]:
    """Read the table of small words: which tags each of them has."""
    found: dict[str, set[str]] = {}
    for table in (folder / "tags.csv", folder / "lexeme_tags.csv"):
        if not table.exists():
            continue
        with table.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="|"):
                for word in row["words"].split(";"):
                    found.setdefault(word, set()).add(row["tag"])
    return {word: frozenset(tags) for word, tags in found.items()}


def period_of(token: Token) -> PeriodExpression:
    """Give the expression of a period token."""
    value: PeriodExpression = token.value
    return value
