"""What is asked of UN Comtrade: datasets that exist and are wanted, in questions of one level each.

A dataset is one reporter and period; `getDA` says which exist, with a checksum that changes when
one is revised. The checksum is part of the question, so an unrevised dataset is never asked twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from ingest.fetch.answers import bad_answer, json_of
from ingest.fetch.types import Fetched
from ingest.sources.comtrade.areas import m49_of
from tradebooks.errors import UsageError
from tradebooks.periods import Period
from tradebooks.vocabulary import seed

ID = "comtrade"
# Facts hold commodities of the harmonized system alone.
CLASSIFICATIONS = re.compile(r"HS|H[0-6]")
LEVELS = ("TOTAL", "AG2", "AG4", "AG6")
FLOWS = ("M", "X")
# A keyed question may list twelve periods, a keyless one has exactly one.
KEYED_PERIODS = 12
# The year of the first edition of the harmonized system whose headings are in `hs_headings`.
FIRST_HEADINGS = "2002"
OLD_EDITIONS = ("H0", "H1")
# Datasets before a revision are told from those after it by checksum and day of release.
Dataset = tuple[str, str, str]
FORMS = {"A": r"\d{4}", "M": r"\d{4}(?:0[1-9]|1[0-2])"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user wants from UN Comtrade.

    Attributes:
        reporters: Whose books, as our codes.
        partners: With whom; `WLD` is the total.
        annual: Levels of detail of annual figures, at most `AG6`.
        monthly: Levels of detail of monthly figures.
        classification: `HS` as reported, or one edition such as `H6`.
        first_year: First year that is asked for.
        monthly_first_year: First year whose months are asked for.
    """

    reporters: tuple[str, ...] = ("BLR", "RUS")
    partners: tuple[str, ...] = ("BLR", "RUS", "WLD")
    annual: tuple[str, ...] = ("TOTAL", "AG2")
    monthly: tuple[str, ...] = ("TOTAL",)
    classification: str = "HS"
    first_year: int = 2015
    monthly_first_year: int = 2019

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Wanted:
        """Read the options of the source.

        Raises:
            UsageError: When one is unknown or has another form.
        """
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in options.items()
        }
        known = {name: type(value) for name, value in _DEFAULTS.items()}
        wrong = [
            name for name, value in given.items() if not isinstance(value, known.get(name, ()))
        ]
        levels = {*given.get("annual", ()), *given.get("monthly", ())} if not wrong else set()
        if wrong or not levels <= set(LEVELS):
            raise UsageError(
                f"options of the source {ID}",
                seen=", ".join(wrong or sorted(levels - set(LEVELS))),
                expected=", ".join(_DEFAULTS) + f"; levels {', '.join(LEVELS)}",
                action=f"mend [sources.{ID}.options]",
            )
        wanted = cls(**given)
        if not CLASSIFICATIONS.fullmatch(wanted.classification):
            raise UsageError(
                f"options of the source {ID}",
                seen=f"classification {wanted.classification!r}",
                expected="HS (as reported) or one edition of the harmonized system, H0, H1 …",
                action=f"mend `classification` in [sources.{ID}.options]",
            )
        for geo in (*wanted.reporters, *wanted.partners):
            m49_of(geo)
        return wanted

    def levels(self, freq: str) -> tuple[str, ...]:
        """Return the levels of detail for annual (`A`) or monthly (`M`) figures."""
        return self.annual if freq == "A" else self.monthly

    def first(self, freq: str) -> int:
        """Return the first year that is wanted of annual or monthly figures."""
        return self.first_year if freq == "A" else self.monthly_first_year


_DEFAULTS = {name: getattr(Wanted(), name) for name in Wanted.__slots__}


def availability_question(freq: str, reporter: str, classification: str) -> dict[str, Any]:
    """Ask which datasets a reporter has."""
    return {
        "kind": "availability",
        "freq": freq,
        "classification": classification,
        "reporters": [reporter],
    }


def datasets(fetched: Fetched) -> list[Dataset]:
    """Return period, revision and release of every dataset that an availability answer lists.

    Raises:
        AnswerError: When an entry lacks one of them, or is none of those asked for.
    """
    asked: Mapping[str, Any] = fetched.request.asked or {}
    found = set()
    for number, row in enumerate(json_of(fetched)["data"]):
        fields = {name.lower(): row[name] for name in row} if isinstance(row, dict) else {}
        problem = _problem(fields, asked, fetched.retrieved_at.date())
        if problem:
            raise bad_answer(
                fetched,
                f"datasets of {', '.join(asked['reporters'])}, each with a period that has begun "
                f"({'a year' if asked['freq'] == 'A' else 'year and month'}), a checksum and, "
                "once released, the moment of it",
                seen=f"data[{number}] with {problem}",
            )
        released = str(fields["lastreleased"] or "")[:19]
        found.add((str(fields["period"]), f"{fields['datasetchecksum']}@{released}", released))
    return sorted(found, reverse=True)


def _problem(fields: Mapping[str, Any], asked: Mapping[str, Any], today: date) -> str | None:
    """Say what keeps a listed dataset from being asked for, or None."""
    period, reporter = str(fields.get("period")), fields.get("reportercode")
    if not re.fullmatch(FORMS[asked["freq"]], period, re.ASCII):
        return f"the period {period!r}"
    if _first_day(period) > today:
        return f"the period {period} in the future"
    if str(reporter) not in _codes(asked["reporters"]).split(","):
        return f"the reporter {reporter!r}"
    if type(fields.get("datasetchecksum")) is not int:
        return f"the checksum {fields.get('datasetchecksum')!r}"
    released = fields.get("lastreleased", "nothing")
    try:
        if released is not None:
            datetime.fromisoformat(str(released)[:19])
    except ValueError:
        return f"the last release {released!r}"
    return None


def questions(
    wanted: Wanted,
    freq: str,
    reporter: str,
    available: Iterable[Dataset],
    *,
    span: Period | None,
    is_keyed: bool,
) -> Iterator[dict[str, Any]]:
    """Ask for every wanted dataset at every level, newest first."""
    chosen = [one for one in available if _is_wanted(one[0], wanted.first(freq), span)]
    partners = [geo for geo in wanted.partners if geo != reporter]
    for level in wanted.levels(freq):
        for group in _groups(chosen, KEYED_PERIODS if is_keyed else 1):
            yield {
                "kind": "trade",
                "type": "C",
                "freq": freq,
                "classification": wanted.classification,
                "level": level,
                "reporters": [reporter],
                "partners": partners,
                "flows": list(FLOWS),
                "periods": [period for period, _, _ in group],
                "revisions": [revision for _, revision, _ in group],
                "released": max(released for _, _, released in group) or None,
            }


def halves(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Split a question in two along a list; one that cannot be split has no halves.

    All headings together are cut into those of some chapters, which are asked for by their codes;
    not those before the editions whose codes are known, which would leave headings out.
    """
    if question.get("kind") != "trade":
        return []
    chapters = sorted(_headings()) if _has_known_headings(question) else []
    whole = {"chapters": chapters, **question}
    for name in ("periods", "partners", "flows", "chapters"):
        items = list(whole[name])
        if len(items) > 1:
            middle = (len(items) + 1) // 2
            parts = [items[:middle], items[middle:]]
            return [_part(question, name, part) for part in parts]
    return []


def _has_known_headings(question: Mapping[str, Any]) -> bool:
    return (
        question["level"] == "AG4"
        and question["classification"] not in OLD_EDITIONS
        and min(question["periods"]) >= FIRST_HEADINGS
    )


@cache
def _headings() -> Mapping[str, tuple[str, ...]]:
    """Return the headings of every chapter in any edition since 2002; 99 is what has none."""
    found: dict[str, tuple[str, ...]] = {"99": ("9999",)}
    for code in sorted({row["heading"] for row in seed("hs_headings")}):
        found[code[:2]] = (*found.get(code[:2], ()), code)
    return found


def _part(question: Mapping[str, Any], name: str, part: Sequence[str]) -> dict[str, Any]:
    made = {**question, name: part}
    if name == "periods":
        revision = dict(zip(question["periods"], question["revisions"], strict=True))
        made["revisions"] = [revision[period] for period in part]
        made["released"] = max(text.rpartition("@")[2] for text in made["revisions"]) or None
    return made


def _groups(items: Sequence[Dataset], size: int) -> Iterator[Sequence[Dataset]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _is_wanted(period: str, first_year: int, span: Period | None) -> bool:
    first = _first_day(period)
    if span is None:
        return first.year >= first_year
    last = first.replace(month=first.month if period[4:] else 12, day=28)
    return first <= span.end and last >= span.start


def _first_day(period: str) -> date:
    """Return the first day of `YYYY` or `YYYYMM`."""
    return date(int(period[:4]), int(period[4:6] or 1), 1)


def names_of(question: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters of the address: one commodity level, or the headings of some chapters.

    All other breakdowns are pinned.
    """
    if question["kind"] == "availability":
        return {"reporterCode": _codes(question["reporters"])}
    codes = [code for chapter in question.get("chapters", ()) for code in _headings()[chapter]]
    return {
        "reporterCode": _codes(question["reporters"]),
        "partnerCode": _codes(question["partners"]),
        "partner2Code": "0",
        "period": ",".join(question["periods"]),
        "cmdCode": ",".join(codes) or str(question["level"]),
        "flowCode": ",".join(question["flows"]),
        "customsCode": "C00",
        "motCode": "0",
    }


def _codes(geos: Iterable[str]) -> str:
    return ",".join(str(m49_of(geo)) for geo in geos)
