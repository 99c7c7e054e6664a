"""Make the seeds of headings of the harmonized system and of how its editions fit together.

    python dbt_project/make_hs.py FOLDER

FOLDER holds the correlation tables of the UN Statistics Division for consecutive editions (2022 to
2017 … 2007 to 2002) as .xlsx, under names that begin with `HS 2022 to HS 2017`, and the lists of
commodities of UN Comtrade (`cmd_h0.csv`, `cmd_h4.csv` …) for the names. Their sheet `Correlation
Tables` has one row per pair of subheadings; what is made of it is about headings. Subheadings come
with the tables themselves, which are added by hand to the source `unsd`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import openpyxl

SEEDS = Path(__file__).parent / "seeds"
EDITIONS = (2002, 2007, 2012, 2017, 2022)
SHEET = "Correlation Tables"
SUBHEADING = re.compile(r"\d{6}")
# Not a heading of the nomenclature: what reporters do not specify.
UNSPECIFIED = "9999"
LISTS = {"cmd_h0": 1992, "cmd_h4": 2012, "cmd_h5": 2017, "cmd_h6": 2022}
LONGEST_NAME = 80

Pairs = set[tuple[str, str]]
Links = Mapping[str, set[str]]


def pairs(folder: Path, newer: int, older: int) -> Pairs:
    """Return the pairs of subheadings of two editions that share goods."""
    (file,) = folder.glob(f"HS {newer} to HS {older}*.xlsx")
    sheet = openpyxl.load_workbook(file, read_only=True)[SHEET]
    found = {
        (str(row[0]).strip(), str(row[1]).strip())
        for row in sheet.iter_rows(values_only=True)
        if len(row) > 1 and SUBHEADING.fullmatch(str(row[0]).strip())
    }
    return {pair for pair in found if UNSPECIFIED not in (pair[0][:4], pair[1][:4])}


def links(found: Iterable[tuple[str, str]]) -> Links:
    """Return the headings that each heading shares goods with."""
    linked: dict[str, set[str]] = defaultdict(set)
    for one, other in found:
        linked[one[:4]].add(other[:4])
    return linked


def correlations(found: Pairs, newer: int, older: int) -> Iterator[list[object]]:
    """Yield both directions of every link of headings that is not one heading staying itself."""
    down, up = links(found), links((b, a) for a, b in found)
    for start, start_links, end, end_links in (
        (newer, down, older, up),
        (older, up, newer, down),
    ):
        for heading, others in sorted(start_links.items()):
            for other in sorted(others):
                if others == {heading} and end_links[other] == {heading}:
                    continue
                many, back = len(others) > 1, len(end_links[other]) > 1
                relation = f"{'n' if back else '1'}:{'n' if many else '1'}"
                # All of it goes there, or nobody knows how much: shares would be estimates.
                yield [start, heading, end, other, relation, "" if many else 1, "false"]


def names(folder: Path) -> dict[int, dict[str, str]]:
    """Return a short English name per edition and heading."""
    found: dict[int, dict[str, str]] = {}
    for name, year in LISTS.items():
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
            found[year] = {
                row["id"]: short(row["text"].partition(" - ")[2])
                for row in csv.DictReader(lines)
                if len(row["id"]) == 4
            }
    return found


def name_of(heading: str, last: int | str, named: Mapping[int, Mapping[str, str]]) -> str:
    """Return the name in the newest list of a spell: a number that was free is given anew."""
    years = [year for year in sorted(named) if not last or year <= int(last)]
    return next((named[y][heading] for y in reversed(years) if heading in named[y]), "")


def short(text: str) -> str:
    """Cut a description at a word."""
    text = " ".join(text.split()).rstrip(".;: ")
    if len(text) <= LONGEST_NAME:
        return text
    return text[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip(",;:( ") + " …"


def spells(editions: Mapping[int, set[str]]) -> Iterator[tuple[str, int, int | str]]:
    """Yield heading, first and last year of every run of editions that have it."""
    starts = sorted(editions)
    for heading in sorted(set().union(*editions.values())):
        begin: int | None = None
        for place, year in enumerate(starts):
            if heading in editions[year]:
                begin = begin or year
                if place + 1 == len(starts) or heading not in editions[starts[place + 1]]:
                    last = starts[place + 1] - 1 if place + 1 < len(starts) else ""
                    yield heading, begin, last
                    begin = None


def main(folder: Path) -> None:
    """Write both seeds."""
    editions: dict[int, set[str]] = {}
    rows: list[list[object]] = []
    for older, newer in pairwise(EDITIONS):
        found = pairs(folder, newer, older)
        editions[older] = editions.get(older, set()) | {b[:4] for _, b in found}
        editions[newer] = {a[:4] for a, _ in found}
        rows.extend(correlations(found, newer, older))
    named = names(folder)
    write(
        "hs_headings",
        ("heading", "valid_from", "valid_to", "name_en"),
        ([*spell, name_of(spell[0], spell[2], named)] for spell in spells(editions)),
    )
    header = ("from_vintage", "from_heading", "to_vintage", "to_heading", "relationship")
    write("hs_correlations", (*header, "weight", "is_estimate"), rows)


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a seed."""
    with (SEEDS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
