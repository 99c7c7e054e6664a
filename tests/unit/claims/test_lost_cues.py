# ruff: noqa: ISC004 - the sentences are data
"""No single cue may sink an article: its claims must survive without headline, dateline or day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.claims.corpus import HELD_OUT, load_corpus
from ingest.claims import Article, Claim, detect_language, extract
from ingest.claims.document import dateline, place_line
from ingest.claims.language import load_language
from ingest.claims.text import clean

Said = tuple[object, ...]
Change = Callable[[Article], Article]


def said(claim: Claim) -> Said:
    """Give what a claim tells; the sides of a turnover have no order."""
    sides = (claim.reporter or "", claim.partner or "")
    ordered = tuple(sorted(sides)) if claim.flow == "turnover" else sides
    period = (claim.period_start, claim.period_end)
    return (claim.measure, claim.flow, ordered, claim.value, claim.unit, period)


def told(article: Article) -> set[Said]:
    """Give what an article tells."""
    return {said(claim) for claim in extract(article).claims}


def untitled(article: Article) -> Article:
    """Take the headline away."""
    return replace(article, title=None)


def undated(article: Article) -> Article:
    """Take the day of publication away."""
    return replace(article, published=None)


def elsewhere(article: Article) -> Article:
    """Let another outlet publish it."""
    return replace(article, outlet="example.org")


def unplaced(article: Article) -> Article:
    """Take the dateline away."""
    text = clean(article.text).text
    language = load_language(article.language or detect_language(text))
    lines = text.split("\n")
    for k, line in enumerate(lines):
        if line.strip() and place_line(line, language):
            return replace(article, text="\n".join(lines[:k] + lines[k + 1 :]))
        found = dateline(line, language) if line.strip() else None
        if found is not None:
            lines[k] = line[found[0] :]
            return replace(article, text="\n".join(lines))
    return article


BILATERAL = Article(
    "MINSK, 12 August (BelTA) - Trade between Belarus and Uzbekistan was worth $310.4 million in "
    "January-June 2024, Ambassador of Belarus to Uzbekistan Roman Zhdanok said.\n"
    "Belarusian exports expanded by 18% to $260.7 million in the six months of 2024. Imports "
    "from Uzbekistan came to $49.7 million.\n"
    "In 2023 the two countries traded goods worth $505 million, and the plan is to reach "
    "$1 billion by 2027.",
    "Envoy: Tashkent buys more from Minsk",
    "en",
    date(2024, 8, 12),
)
WHOLE = Article(
    "TBILISI - Georgia's foreign trade turnover amounted to $21.4 billion in January-November "
    "2024, 7.4% up on the same period of 2023, the statistics office reports.\n"
    "Exports were $6 billion, imports $15.4 billion. Trade with Turkey came to $2.9 billion, "
    "that with Russia to $2.3 billion.",
    "Georgian trade in eleven months",
    "en",
    date(2024, 12, 19),
)
REGION = Article(
    "PERM, 3 March. /TASS/. Enterprises of Perm Krai exported goods worth $4.1 billion in 2023, "
    "12% less than in 2022, the regional customs said. Exports to China were $1.2 billion.\n"
    "The territory's imports shrank by 5% to $0.8 billion.",
    "Perm Krai sells less abroad",
    "en",
    date(2024, 3, 3),
)
RUSSIAN = Article(
    "АСТАНА, 14 мая. Товарооборот Казахстана и Таджикистана в январе — марте 2024 года составил "
    "$280 млн, сообщило Бюро национальной статистики. Экспорт в Таджикистан вырос на 9% — до "
    "$230 млн, импорт достиг $50 млн.\n"
    "В 2023 году взаимная торговля превысила $1,1 млрд.",
    "Душанбе и Астана торгуют больше",
    "ru",
    date(2024, 5, 14),
)


@pytest.mark.parametrize("article", [BILATERAL, WHOLE, REGION, RUSSIAN])
@pytest.mark.parametrize("change", [untitled, unplaced, undated, elsewhere])
def test_an_article_survives_the_loss_of_one_cue(article: Article, change: Change) -> None:
    everything = told(article)
    assert len(everything) >= 5
    assert everything - told(change(article)) == set()


@pytest.mark.parametrize("article", [BILATERAL, WHOLE, REGION, RUSSIAN])
def test_headline_and_dateline_together_are_not_needed(article: Article) -> None:
    assert told(article) - told(untitled(unplaced(article))) == set()


def years_printed(article: Article, claims: set[Said]) -> bool:
    """Say whether the text prints every year in which a period of its claims ends."""
    ends = [claim[-1] for claim in claims]
    years = {str(end[1].year) for end in ends if isinstance(end, tuple) and end[1] is not None}
    return all(year in article.text for year in years)


@pytest.mark.parametrize(
    ("change", "least"), [(untitled, 0.95), (unplaced, 0.95), (elsewhere, 1.0), (undated, 0.85)]
)
def test_most_claims_of_the_corpus_survive(change: Change, least: float) -> None:
    kept = total = 0
    for item in load_corpus():
        everything = told(item.article) if item.part != HELD_OUT else set()
        if change is undated and not years_printed(item.article, everything):
            continue
        total += len(everything)
        kept += len(everything & told(change(item.article))) if everything else 0
    assert total > 400
    assert kept / total >= least


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Trade between the two countries grew to $4 billion in 2023. Chile sells copper to Peru.",
         {"CHL", "PER"}),
        ("KAZAN. In 2023 the republic's exports rose to $9 billion. Tatarstan sells oil.",
         {"RU-TA", "WLD"}),
        ("By Ann Lee\nOSLO, May 5 (NordWire) - Exports rose by 4% in 2023. Norway's foreign trade "
         "is worth $250 billion.", {"NOR", "WLD"}),
        ("Kenya, Uganda, Ghana: who buys most? Egypt's foreign trade grew to $110 billion in 2023. "
         "Exports were $40 billion.", {"EGY", "WLD"}),
        ("The kingdom's exports to Japan reached $33 billion in 2023. Saudi Arabia ships oil.",
         {"SAU", "JPN"}),
        ("Regional leaders met in Grodno. Poland and Belarus traded goods worth $3 billion in "
         "2023.", {"BLR", "POL"}),
        ("Торговля с Сербией достигла в 2023 году 120 млн долларов. Беларусь поставляет тракторы.",
         {"BLR", "SRB"}),
    ],
)  # fmt: skip
def test_the_pair_is_told_by_what_evidence_there_is(text: str, sides: set[str]) -> None:
    claims = extract(Article(text, None, None, date(2024, 6, 3))).claims
    assert claims
    assert {side for claim in claims for side in (claim.reporter, claim.partner)} == sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A target far ahead is no day of publication.
        ("Last year Peru's exports to Chile were $2 billion, against $1.8 billion in 2022. The "
         "goal is $3 billion by 2030.", {2023, 2022}),
        # A year that is over is told in the next one.
        ("In 2023 Peru's exports to Chile were $2 billion. Last year imports from Chile fell to "
         "$1 billion.", {2023}),
        # So many months of a running year.
        ("In the first quarter of 2024 Peru's exports to Chile were $0.5 billion. Last year they "
         "were $2 billion.", {2024, 2023}),
        ("15 May 2019\nPeru's exports to Chile were $2 billion last year.", {2018}),
        # What is compared with is a year older.
        ("Peru's exports to Chile grew last year by 5% compared with 2021, to $2 billion.", {2022}),
        ("В 2022 году экспорт Перу в Чили составил $2 млрд, в прошлом году импорт упал до $1 млрд. "
         "К 2030 году хотят экспортировать на $3 млрд.", {2022}),
    ],
)  # fmt: skip
def test_an_article_without_a_day_is_dated_by_what_it_looks_back_on(
    text: str, expected: set[int]
) -> None:
    claims = extract(Article(text)).claims
    outturns = [c for c in claims if c.status == "actual" and c.period_end is not None]
    assert {c.period_end.year for c in outturns if c.period_end is not None} == expected
