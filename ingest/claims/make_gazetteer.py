"""Build the gazetteers of the claim extractor from CLDR, ISO and the hand-kept source tables.

Run `python -m ingest.claims.make_gazetteer` after editing a source table. The result is
committed, so that the extractor needs neither babel nor pycountry nor pymorphy3 when it runs.
What a name means in a sentence does not belong here, only its forms.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry
import pymorphy3
from babel import Locale

ROOT = Path(__file__).resolve().parent
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
SKIPPED_ENGLISH = {"Jersey", "Reunion", "Réunion", "Niue", "Guam", "Svalbard & Jan Mayen"}
UNSAFE_SUBDIVISIONS = {
    "Georgia",
    "Centre",
    "North",
    "South",
    "East",
    "West",
    "Central",
    "Distrito Federal",
}
SUBDIVISION_COUNTRIES = {"US", "CA", "AU", "DE", "IN", "JP", "BR", "CH"}
REGION_HEADS = {"область": "femn", "республика": "femn", "край": "masc", "округ": "masc"}
AMBIGUOUS_ADJECTIVES = {
    "московский",
    "минский",
    "киевский",
    "орловский",
    "кировский",
    "приморский",
    "владимирский",
}
Row = tuple[str, str, str, str]
MORPH = pymorphy3.MorphAnalyzer()


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the hand-kept source tables."""
    with (ROOT / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="|"))


def items(cell: str) -> list[str]:
    """Split a cell of a source table."""
    return [part for part in cell.split(",") if part]


def english_rows() -> Iterator[Row]:
    """Give (form, code, kind, case) for English names, adjectives, capitals and regions."""
    locale = Locale("en")
    for country in pycountry.countries:
        name = locale.territories.get(country.alpha_2)
        if name and name not in SKIPPED_ENGLISH:
            yield name, country.alpha_3, "name", ""
    for row in read_table("gazetteer_source.csv"):
        kinds = (("en_names", "name"), ("en_adjectives", "adjective"), ("en_capital", "capital"))
        for column, kind in kinds:
            for form in items(row[column]):
                yield form, row["code"], kind, ""
    yield from plain_rows("regions_source.csv", "en_names", "region")
    yield from flag_rows()
    yield from plain_rows("persons_source.csv", "en", "person")
    yield from plain_rows("cities_source.csv", "en", "city")
    for subdivision in pycountry.subdivisions:
        if (
            subdivision.country_code in SUBDIVISION_COUNTRIES
            and subdivision.name not in UNSAFE_SUBDIVISIONS
        ):
            yield subdivision.name, subdivision.code, "region", ""


def plain_rows(table: str, column: str, kind: str) -> Iterator[Row]:
    """Give the forms of one column as they are."""
    for row in read_table(table):
        for form in items(row[column]):
            yield form, row["code"], kind, ""


def flag_rows() -> Iterator[Row]:
    """Give the flags of all countries, which channels print instead of names."""
    for country in pycountry.countries:
        flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in country.alpha_2)
        yield flag, country.alpha_3, "flag", ""


def noun_forms(name: str) -> Iterator[tuple[str, str]]:
    """Inflect a Russian name: the words up to its first noun change, what follows stays."""
    words = name.split()
    for case in CASES:
        result: list[str] = []
        done = False
        for word in words:
            result.append(word if done else inflect(word, case))
            done = done or not is_adjective(word)
        yield " ".join(result), case


def is_adjective(word: str) -> bool:
    """Say whether a word of a name is an adjective that goes with the next noun."""
    return (
        word.lower().endswith(("ая", "ые", "ий", "ый", "ие", "ой", "ое", "яя", "ьи"))
        and len(word) > 4
    )


def inflect(word: str, case: str) -> str:
    """Put one capitalised word into a case, or leave it as it is."""
    if word.isupper() or "'" in word:
        return word
    head, dash, tail = word.rpartition("-")
    wanted = {"nomn", "gent", "datv", "accs", "ablt", "loct"}
    parses = [p for p in MORPH.parse(tail) if "nomn" in p.tag]
    if not parses:
        return word
    parses.sort(key=lambda p: ("Geox" not in p.tag, p.tag.POS not in {"NOUN", "ADJF"}))
    chosen = parses[0]
    form = chosen.inflect({case}) if case in wanted else None
    if form is None:
        return word
    text = form.word
    text = text[:1].upper() + text[1:] if tail[:1].isupper() else text
    return f"{head}{dash}{text}"


def stem(adjective: str) -> str:
    """Cut the ending of an adjective, so that one prefix stands for all its forms."""
    return adjective[:-2] + "*" if adjective.endswith(("ий", "ый", "ой")) else adjective


def plural_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Give the plural of a people's name in every case, with the singular instrumental left out."""
    parse = next((p for p in MORPH.parse(lemma) if p.tag.POS == "NOUN" and "nomn" in p.tag), None)
    for case in CASES:
        form = parse.inflect({case, "plur"}) if parse else None
        if form is not None:
            yield form.word, case


def russian_rows() -> Iterator[Row]:
    """Give (form.

    Code, kind, case) for Russian names in all cases, adjectives, peoples and capitals.
    """
    locale = Locale("ru")
    for country in pycountry.countries:
        name = locale.territories.get(country.alpha_2)
        if name and "(" not in name:
            yield from named(name, country.alpha_3, "name")
    for row in read_table("gazetteer_source.csv"):
        for form in items(row["ru_names"]):
            yield from named(form, row["code"], "name")
        for form in items(row["ru_capital"]):
            yield from named(form, row["code"], "capital")
        for form in items(row["ru_adjectives"]):
            yield stem(form), row["code"], "adjective", ""
        for form in items(row["ru_people"]):
            for text, case in plural_forms(form):
                yield text, row["code"], "people", case
    yield from flag_rows()
    for table, kind in (("persons_source.csv", "person"), ("cities_source.csv", "city")):
        for form, code, _, _ in plain_rows(table, "ru", kind):
            yield from named(form, code, kind)
    for row in read_table("regions_source.csv"):
        yield from russian_region_rows(row)


def russian_region_rows(row: dict[str, str]) -> Iterator[Row]:
    """Give the forms of one region: its own names and adjective + head in all cases."""
    for form in items(row["ru_names"]):
        yield from named(form, row["code"], "region")
    gender = REGION_HEADS.get(row["ru_head"])
    for adjective in items(row["ru_adjectives"]):
        if gender is None or row["ru_head"] == "республика":
            yield stem(adjective), row["code"], "region_adjective", ""
            continue
        if adjective not in AMBIGUOUS_ADJECTIVES:
            yield stem(adjective).capitalize(), row["code"], "region_adjective", ""
        head = next(p for p in MORPH.parse(row["ru_head"]) if "nomn" in p.tag)
        for case in CASES:
            yield (
                f"{stem(adjective)} {head.inflect({case, 'sing'}).word}",
                row["code"],
                "region",
                case,
            )


def named(name: str, code: str, kind: str) -> Iterator[Row]:
    """Give the rows of one Russian name."""
    for form, case in noun_forms(name):
        yield form, code, kind, case


def merge_cases(rows: Iterable[Row]) -> list[Row]:
    """One row per form.

    Its possible cases are joined; a hand-kept name wins over a generated one.
    """
    merged: dict[str, tuple[str, str, list[str]]] = {}
    for printed, code, kind, case in rows:
        form = printed.replace("ё", "е").replace("Ё", "Е")
        known = merged.get(form)
        if known is None:
            merged[form] = (code, kind, [case])
        elif known[0] == code and case not in known[2]:
            known[2].append(case)
    return sorted(
        (form, code, kind, "/".join(filter(None, cases)))
        for form, (code, kind, cases) in merged.items()
    )


def write(path: Path, rows: list[Row]) -> None:
    """Write a gazetteer as CSV."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("form", "code", "kind", "case"))
        writer.writerows(rows)


def currencies() -> str:
    """Give all ISO 4217 codes, one a line."""
    return "\n".join(sorted(currency.alpha_3 for currency in pycountry.currencies)) + "\n"


if __name__ == "__main__":
    (ROOT / "currencies.txt").write_text(currencies(), encoding="utf-8")
    write(ROOT / "en" / "gazetteer.csv", merge_cases(english_rows()))
    write(ROOT / "ru" / "gazetteer.csv", merge_cases(russian_rows()))
