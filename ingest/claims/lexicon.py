"""Phrase tables: find the longest known phrase at each word of a sentence.

A phrase ending in `*` stands for every word that begins so; a phrase that begins with a capital
letter
only matches a capitalised word. The tables themselves are data of the languages.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from ingest.claims.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase stands for."""

    kind: str
    value: str
    extra: str = ""
    capital: bool = False


@dataclass(slots=True)
class Node:
    """One step in the tree of phrases."""

    exact: dict[str, Node] = field(default_factory=dict)
    prefix: dict[str, Node] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    entry: Entry | None = None
    capital_entry: Entry | None = None

    def add(self, words: list[str], entry: Entry) -> None:
        """Store a phrase; the first of two equal phrases stays."""
        node = self
        for word in words:
            table = node.prefix if word.endswith("*") else node.exact
            node = table.setdefault(word.rstrip("*"), Node())
        if entry.capital:
            node.capital_entry = node.capital_entry or entry
        else:
            node.entry = node.entry or entry

    def freeze(self) -> None:
        """Prepare the lengths of the prefixes, longest first."""
        self.lengths = tuple(sorted({len(key) for key in self.prefix}, reverse=True))
        for child in (*self.exact.values(), *self.prefix.values()):
            child.freeze()

    def children(self, word: str) -> list[Node]:
        """Give the nodes that a word leads to, the most exact first."""
        found = [self.exact[word]] if word in self.exact else []
        for length in self.lengths:
            child = self.prefix.get(word[:length]) if length <= len(word) else None
            if child is not None:
                found.append(child)
        return found


class Lexicon:
    """All phrases of one language."""

    def __init__(self) -> None:
        self.root = Node()

    def add(self, phrase: str, entry: Entry) -> None:
        """Store a phrase as the words that the tokeniser makes of it."""
        self.root.add(phrase_words(phrase), entry)

    def read_phrases(self, table: Path) -> None:
        """Store the phrases of a table; those of an earlier table win."""
        with table.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="|"):
                for phrase in filter(None, map(str.strip, row["phrases"].split(";"))):
                    self.add(phrase, Entry(row["kind"], row["value"], "", phrase[0].isupper()))

    def match(self, tokens: list[Token], start: int) -> tuple[Entry, int] | None:
        """Find the longest phrase that begins at a token."""
        best: tuple[Entry, int] | None = None
        stack = [(self.root, start)]
        while stack:
            node, position = stack.pop()
            entry = (
                node.capital_entry if tokens[start].capital and node.capital_entry else node.entry
            )
            if entry is not None and (best is None or position > best[1]):
                best = (entry, position)
            if position < len(tokens):
                stack.extend(
                    (child, position + 1) for child in reversed(node.children(tokens[position].low))
                )
        return best

    def type_tokens(self, tokens: list[Token]) -> list[Token]:
        """Replace every known phrase by one typed token."""
        result: list[Token] = []
        i = 0
        while i < len(tokens):
            found = self.match(tokens, i)
            if found is None or found[1] == i or parted(tokens[i : found[1]], found[0]):
                result.append(tokens[i])
                i += 1
                continue
            entry, stop = found
            result.append(typed(entry, tokens[i:stop]))
            i = stop
        return result


def parted(covered: list[Token], entry: Entry) -> bool:
    """Say whether a space parts a letter from the sign: `A $1.3 bn plant` is no Australian one."""
    letter = entry.kind == "currency" and len(covered) == 2 and len(covered[0].low) == 1
    return letter and covered[0].end < covered[1].start


def typed(entry: Entry, covered: list[Token]) -> Token:
    """Make one token of a matched phrase."""
    low = " ".join(token.low for token in covered)
    first, last = covered[0], covered[-1]
    return Token(entry.kind, entry.value, first.start, last.end, low, first.capital, entry.extra)


def phrase_words(phrase: str) -> list[str]:
    """Split a phrase of a table like a text, keeping the star at its word."""
    words: list[str] = []
    for part in phrase.split():
        star = part.endswith("*") and len(part) > 1
        pieces = [token.low for token in tokenise(part.rstrip("*") if star else part, 0, len(part))]
        if star and pieces:
            pieces[-1] += "*"
        words.extend(pieces)
    return words


def load_lexicon(folder: Path) -> Lexicon:
    """Read the phrase table, the commodities and the gazetteer of a language folder."""
    lexicon = Lexicon()
    for table in (folder / "lexicon.csv", folder / "lexemes.csv"):
        if table.exists():
            lexicon.read_phrases(table)
    with (folder / "gazetteer.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            capital = row["form"][0].isupper() and row["kind"] != "flag"
            kind = row["kind"] if row["kind"] in {"city", "person"} else "geo"
            lexicon.add(
                row["form"], Entry(kind, row["code"], f"{row['kind']}:{row['case']}", capital)
            )
    with (folder / "commodities.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="|"):
            for phrase in row["phrases"].split(";"):
                lexicon.add(phrase.strip(), Entry("commodity", row["hs"], row.get("name") or ""))
    lexicon.root.freeze()
    return lexicon
