"""What is said twice keeps every place; what cannot be is kept apart, with its reason."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ingest.claims import Article, Extraction, extract
from ingest.claims.scoring import to_prediction

DAY = date(2025, 3, 5)
ROUNDED = (
    "Trade between India and Japan was nearly $50 billion in 2024.\n"
    "The minister said that trade of India with Japan reached $49.2 billion in 2024. "
    "Trade between India and Japan in 2024 was $49 billion, he added."
)
ROUNDED_RU = (
    "Товарооборот России и Китая в 2024 году составил почти 250 млрд долларов.\n"
    "По данным ведомства, товарооборот России и Китая в 2024 году достиг 244,8 млрд долларов."
)


def read(text: str) -> Extraction:
    return extract(Article(text, published=DAY))


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        (ROUNDED, ["$49.2 billion", "$50 billion", "$49 billion"]),
        (ROUNDED_RU, ["244,8 млрд долларов", "250 млрд долларов"]),
    ],
)
def test_every_place_of_a_repetition_is_kept(text: str, anchors: list[str]) -> None:
    [claim] = read(text).claims
    assert claim.bound == "exact"
    places = [claim, *claim.further]
    assert [text[e.anchor_start : e.anchor_end] for e in places] == anchors
    for place in places:
        assert place.start <= place.anchor_start < place.anchor_end <= place.end
    assert list(claim.further) == sorted(claim.further, key=lambda e: e.anchor_start)


def test_places_count_the_characters_of_the_original() -> None:
    [plain] = read(ROUNDED).claims
    text = "\u200b" + ROUNDED.replace("nearly", "ne\u00adarly")
    [claim] = read(text).claims
    assert [text[e.anchor_start : e.anchor_end] for e in claim.further] == [
        ROUNDED[e.anchor_start : e.anchor_end] for e in plain.further
    ]


def test_another_number_is_no_repetition() -> None:
    text = (
        "Trade between India and Japan was nearly $50 billion in 2024. "
        "Trade between India and Japan in 2024 was $44 billion by other data."
    )
    assert [c.value for c in read(text).claims] == [50e9, 44e9]
    assert all(c.further == () for c in read(text).claims)


def test_a_mark_that_was_passed_is_another_statement() -> None:
    text = (
        "By Belarusian data trade between Belarus and Russia in 2022 was up to $50 billion. "
        "Trade between Belarus and Russia was $45 billion in 2022, Moscow says."
    )
    assert sorted(c.value or 0 for c in read(text).claims) == [45e9, 50e9]


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        (
            "Exports of Kenya to Uganda made up 140% of its exports in 2023.",
            140.0,
            "a share outside 0 to 100",
        ),
        (
            "Exports from Kenya to Peru reached $5,000 trillion in 2023.",
            5e15,
            "more than these two can trade",
        ),
        (
            "Экспорт Кении в Перу достиг 5000 трлн долларов в 2023 году.",
            5e15,
            "more than these two can trade",
        ),
        (
            "Exports of Kenya to Uganda fell by 130% in 2023.",
            -130.0,
            "a fall below nothing or a thousandfold rise",
        ),
    ],
)
def test_what_cannot_be_is_kept_apart_with_its_reason(text: str, value: float, doubt: str) -> None:
    extraction = read(text)
    assert extraction.claims == []
    [claim] = extraction.doubtful
    assert (claim.value, claim.doubt) == (value, doubt)


def test_predictions_hold_nothing_that_cannot_be() -> None:
    text = (
        "Exports of Kenya to Uganda were $2 billion in 2023. "
        "Exports from Kenya to Peru reached $5,000 trillion in 2023."
    )
    claims = json.loads(json.dumps(to_prediction("a", read(text))))["claims"]
    assert [claim["value"] for claim in claims] == [2e9]


def test_the_comma_trap_is_no_trillion() -> None:
    [claim] = read("Trade between Kyrgyzstan and Russia was $1,481 billion in 2024.").claims
    assert (claim.value, claim.doubt) == (1.481e9, None)
    assert "value" in claim.inferred
