"""The learned confidence: its signs, its table, and that the table is the one the script makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.claims.confidence import (
    RAREST,
    Reading,
    as_written,
    crossed,
    curve,
    development,
    learn,
    readings_of,
    separation,
    table_text,
)
from ingest.claims import Article, Claim, extract
from ingest.claims.agreement import with_company
from ingest.claims.confidence import ALWAYS, FILE, THRESHOLD, confidence, rated, trusted
from ingest.claims.extract import read_article

DAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return readings_of(development())


def read(text: str, language: str = "en") -> list[Claim]:
    """Read and rate all claims of a text, trusted or not."""
    return [rated(claim) for claim in read_article(Article(text, None, language, DAY)).claims]


def signs(text: str, place: int, language: str = "en") -> set[str]:
    """Give the signs of one claim of a text."""
    return set(read(text, language)[place].signs)


def test_the_table_is_the_one_that_the_script_makes(readings: list[Reading]) -> None:
    again = "the rules have changed: run python -m benchmarks.claims.confidence --write"
    assert FILE.read_text(encoding="utf-8") == table_text(readings), again


def test_the_confidence_separates_in_articles_that_it_was_not_learned_from(
    readings: list[Reading],
) -> None:
    told = crossed(readings)
    assert separation(readings, told) > 0.7
    sure = [r.right for r, c in zip(readings, told, strict=True) if c >= 0.8]
    unsure = [r.right for r, c in zip(readings, told, strict=True) if c < 0.5]
    assert sum(sure) / len(sure) > 0.9 > 0.8 > sum(unsure) / len(unsure)
    assert min(as_written(readings)) >= 0
    assert max(as_written(readings)) <= 1


def test_a_confidence_is_a_logistic_sum() -> None:
    worth = {ALWAYS: 0.0, "good=yes": 2.0, "bad=yes": -2.0}
    assert confidence([], worth) == 0.5
    assert confidence(["good=yes"], worth) == 0.88
    assert confidence(["good=yes", "bad=yes", "unheard=of"], worth) == 0.5


def test_what_goes_with_errors_is_learned_and_what_is_rare_is_not() -> None:
    rare = frozenset({"rare=yes"})
    some = [
        Reading(f"a{i}", "en", frozenset({"bad=yes"} if i % 4 == 0 else {"even=yes"}), i % 4 != 0)
        for i in range(200)
    ]
    some += [Reading("b", "en", rare, right=False) for _ in range(RAREST - 1)]
    table = learn(some)
    assert table["bad=yes"] < -1 < 1 < table["even=yes"]
    assert "rare=yes" not in table
    assert learn(some) == table


def test_separation_of_right_from_wrong() -> None:
    three = [Reading("a", "en", frozenset(), right) for right in (True, False, True)]
    assert separation(three, [0.9, 0.1, 0.8]) == 1
    assert separation(three, [0.5, 0.5, 0.5]) == 0.5
    assert separation(three, [0.2, 0.1, 0.05]) == 0.5


def test_the_curve_says_what_a_threshold_costs() -> None:
    four = [Reading("a", "en", frozenset(), right) for right in (True, True, False, True)]
    lines = curve(four, [0.9, 0.8, 0.5, 0.3], gold=4)
    [goal] = [line.split() for line in lines if "precision 0.92" in line]
    assert goal[2:] == ["0.51", "1.000", "0.500", "0.667"]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("Chile's exports to Peru came to $2 billion in 2024.", 0, "period=clause"),
        ("In 2024 Chile sold a lot, and its exports to Peru hit $2 billion.", 0, "period=sentence"),
        (
            "Chile's exports to Peru came to $2 billion in 2024. Imports were $1 billion.",
            1,
            "period=lead",
        ),
        ("Экспорт Чили в Перу в 2024 году составил 2 млрд долларов.", 0, "period=clause"),
        (
            "В 2024 году экспорт Чили в Перу вырос на 5%.",
            0,
            "period_side=before",
        ),
    ],
)
def test_a_period_tells_where_it_was_found(text: str, place: int, expected: str) -> None:
    assert expected in signs(text, place, "ru" if "Чили" in text else "en")


def test_a_pair_tells_what_was_inferred() -> None:
    text = "Chile's exports to Peru came to $2 billion in 2024. Imports were $1 billion."
    assert "inferred=no_side" in signs(text, 0)
    assert "inferred=partner+reporter" in signs(text, 1)
    assert "head=before_clause" in signs(text, 0)


SUM = (
    "In 2024 trade between Chile and Peru was {} billion dollars. Chile's exports to Peru were "
    "2 billion dollars, its imports from Peru 1 billion dollars."
)


@pytest.mark.parametrize(("total", "expected"), [("3", "sum=holds"), ("5", "sum=breaks")])
def test_a_sum_speaks_for_its_parts(total: str, expected: str) -> None:
    claims = [c for c in read(SUM.format(total)) if c.measure == "value"]
    assert len(claims) == 3
    assert all(expected in claim.signs for claim in claims)


def test_a_growth_is_held_against_its_levels() -> None:
    text = "Chile's exports to Peru grew by {} in 2024 to $2.2 billion, from $2 billion in 2023."
    assert all("change=holds" in claim.signs for claim in read(text.format("10%")))
    assert all("change=breaks" in claim.signs for claim in read(text.format("70%")))


def test_two_numbers_of_one_subject_are_rivals() -> None:
    claim = read("Chile's exports to Peru came to $2 billion in 2024.")[0]
    other = replace(claim, value=7e9, anchor_start=0, anchor_end=1)
    both = with_company([replace(claim, signs=()), replace(other, signs=())], 2)
    assert all("rival=yes" in c.signs for c in both)
    alone = with_company([replace(claim, signs=())], 1)
    assert "rival=yes" not in alone[0].signs


def test_what_is_not_trusted_is_read_but_not_told() -> None:
    claim = read("Chile's exports to Peru came to $2 billion in 2024.")[0]
    assert trusted(claim)
    doubtful = rated(replace(claim, signs=("rival=yes", "period=carried", "present=yes")))
    assert doubtful.confidence < claim.confidence
    assert not trusted(replace(claim, confidence=THRESHOLD - 0.01))


def test_a_claim_among_many_figures_of_something_else_must_be_sure() -> None:
    text = " ".join(
        [
            "The bank's profit rose by 12% to $40 million.",
            "It paid $3 million in taxes and $9 million in wages.",
            "Deposits grew by 7%, loans by 4%, and fees by 2%.",
            "The cost of risk fell to 1%.",
            "Chile's exports to Peru came to $2 billion.",
        ]
    )
    assert ["alone=yes" in claim.signs for claim in read(text)] == [True]
    told = extract(Article(text, None, "en", DAY)).claims
    assert [claim for claim in read(text) if trusted(claim)] == told
