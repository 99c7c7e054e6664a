"""Inflect the Russian words of the source tables into `ru/lexemes.csv` and `ru/commodities.csv`.

Run `python -m ingest.claims.make_lexemes` after editing a source. The result is committed, so
that the extractor needs no morphology when it runs. A verb's future forms get a star after the
value (`1*` is a rise to come); a value `*` stands for words that are told in the future only.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pymorphy3
from pymorphy3.analyzer import Parse

ROOT = Path(__file__).resolve().parent / "ru"
MORPH = pymorphy3.MorphAnalyzer()
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NOMINAL = {"NOUN", "ADJF", "PRTF"}
UNUSED = {"2per", "impr", "Supr", "COMP", "V-oy", "V-ey", "V-sh", "Arch"}
OPEN_ENDED = {"rise", "hedge"}
ENDINGS = ("й", "е", "м", "я", "го", "му", "ю")
LAST_ORDINAL = 20


def parse_of(word: str) -> Parse | None:
    """Give the parse of a dictionary form."""
    parses = MORPH.parse(word)
    own = [p for p in parses if plain(p.normal_form) == plain(word)]
    kinds = ("INFN", "NUMR", "NOUN", "ADJF")
    own.sort(key=lambda p: kinds.index(p.tag.POS) if p.tag.POS in kinds else len(kinds))
    return own[0] if own else None


def plain(word: str) -> str:
    """Write a word as the tokeniser does."""
    return word.lower().replace("ё", "е")


def forms_of(lemma: str, kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Give the forms of a word or of an adjective with its noun, each with its value."""
    *attributes, head = lemma.split()
    parse = parse_of(head)
    if parse is None:
        raise ValueError(f"no dictionary form: {lemma}")
    for form in parse.lexeme:
        grammemes = set(form.tag.grammemes)
        unused = grammemes & UNUSED - ({"V-sh"} if form.word.endswith("сь") else set())
        if unused or (head == "один" and "plur" in grammemes):
            continue
        ahead = "futr" in grammemes
        if value == "*" and not ahead:
            continue
        led = [agreeing(word, form) for word in attributes]
        star = "*" if ahead and kind in OPEN_ENDED else ""
        yield " ".join([*led, plain(form.word)]), "1" if value == "*" else value + star


def agreeing(adjective: str, noun: Parse) -> str:
    """Put an adjective into the case, number and gender of a noun's form."""
    parse = parse_of(adjective)
    wanted = {noun.tag.case, noun.tag.number}
    if noun.tag.number == "sing":
        wanted.add(noun.tag.gender)
    if noun.tag.case == "accs":
        wanted.add("inan")
    form = parse.inflect({g for g in wanted if g}) if parse else None
    if form is None and parse is not None:
        form = parse.inflect({g for g in wanted if g} - {"inan"})
    return plain(form.word) if form else adjective


def goods_forms(name: str) -> set[str]:
    """Inflect a name of goods: the words up to its first noun, and those joined by `и`."""
    forms = {plain(name)}
    for case in CASES:
        led, fixed = [], False
        for word in name.split():
            parse = None if fixed else best_name(word)
            if parse is None or word.isupper():
                led.append(word)
            else:
                form = parse.inflect({case})
                led.append(form.word if form else word)
            nominal = parse is not None and parse.tag.POS == "NOUN"
            fixed = (fixed or nominal) and word != "и"
        forms.add(plain(" ".join(led)))
    return forms


def best_name(word: str) -> Parse | None:
    """Give the parse of a word in the nominative, a noun or an adjective."""
    parses = [p for p in MORPH.parse(word) if "nomn" in p.tag and p.tag.POS in NOMINAL]
    parses.sort(key=lambda p: ("NOUN" not in p.tag, "anim" in p.tag))
    ended = word.endswith(("ая", "ые", "ий", "ый", "ие", "ой", "ое", "яя"))
    attributes = [p for p in parses if p.tag.POS != "NOUN"]
    return next(iter(attributes if ended and attributes else parses), None)


def write_goods() -> None:
    """Write the names of goods with their forms."""
    with (
        (ROOT / "commodities_source.csv").open(encoding="utf-8", newline="") as source,
        (ROOT / "commodities.csv").open("w", encoding="utf-8", newline="") as target,
    ):
        target.write("hs|phrases|name\n")
        for row in csv.DictReader(source, delimiter="|"):
            for name in row["lemmas"].split(";"):
                target.write(f"{row['hs']}|{';'.join(sorted(goods_forms(name)))}|{name}\n")


def main() -> None:
    """Write the table of forms, one row for every kind and value."""
    table: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    with (ROOT / "lexemes_source.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="|"):
            for lemma in row["lemmas"].split(";"):
                for form, value in forms_of(lemma, row["kind"], row["value"]):
                    table[row["kind"], value].setdefault(form)
    tags = {kind[1:]: forms for (kind, _), forms in table.items() if kind.startswith("#")}
    table = defaultdict(dict, {key: v for key, v in table.items() if not key[0].startswith("#")})
    with (ROOT / "lexeme_tags.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write("tag|words\n")
        for tag, forms in tags.items():
            handle.write(f"{tag}|{';'.join(sorted(forms))}\n")
    for number in range(1, LAST_ORDINAL + 1):
        table["ordinal", str(number)].update((f"{number}-{end}", None) for end in ENDINGS)
    with (ROOT / "lexemes.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write("kind|value|phrases\n")
        for (kind, value), forms in table.items():
            handle.write(f"{kind}|{value}|{';'.join(sorted(forms))}\n")


if __name__ == "__main__":
    main()
    write_goods()
