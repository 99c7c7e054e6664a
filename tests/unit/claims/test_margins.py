# ruff: noqa: ISC004 - the texts are data
"""A text that is wrapped at a margin says what it says in whole paragraphs."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest

from benchmarks.claims.corpus import HELD_OUT, load_corpus
from ingest.claims import extract
from ingest.claims.model import Article
from ingest.claims.text import clean


def fill(block: str, margin: int) -> str:
    return textwrap.fill(block, margin, break_long_words=False, break_on_hyphens=False)


def told(article: Article) -> set[tuple[object, ...]]:
    return {
        (c.measure, c.flow, c.reporter, c.partner, c.value, c.unit, c.period_start, c.commodity)
        for c in extract(article).claims
    }


@pytest.mark.parametrize("margin", [72, 90])
def test_wrapping_changes_no_claim(margin: int) -> None:
    whole, wrapped = set(), set()
    for item in load_corpus()[::3]:
        if item.part == HELD_OUT:
            continue
        blocks = [block for block in item.article.text.split("\n") if block.strip()]
        lines = [fill(b, margin) for b in blocks]
        for text, found in (("\n\n".join(blocks), whole), ("\n\n".join(lines), wrapped)):
            found |= {(item.id, *one) for one in told(replace(item.article, text=text))}
    assert len(whole) > 500
    assert len(whole ^ wrapped) <= len(whole) / 100


def test_the_places_stay_where_they_are() -> None:
    text = textwrap.fill(
        "Trade between Kenya and Uganda reached 1.2 billion dollars in 2024, the statistics office "
        "of Kenya says, and exports of Kenya came to 800 million dollars in the same year.",
        60,
    )
    found = extract(Article(text))
    assert [text[c.anchor_start : c.anchor_end] for c in found.claims] == [
        "1.2 billion dollars",
        "800 million dollars",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph that ends as it should, in a full stop after its words.\nAnother paragraph.",
        "- exports of grain to the neighbour rose by a tenth in the first half\n"
        "- imports of machines from the same country fell by a fifth meanwhile\n"
        "- the balance was in the black for the first time in eleven long years",
        "Country | exports in 2024, million dollars | imports in 2024, million dollars\n"
        "Kenya | 812.4 million dollars in the whole year | 97.1 million dollars as well\n"
        "Ghana | 212.4 million dollars in the whole year | 57.1 million dollars as well",
    ],
)
def test_paragraphs_lists_and_tables_keep_their_lines(text: str) -> None:
    assert clean(text).text == text
