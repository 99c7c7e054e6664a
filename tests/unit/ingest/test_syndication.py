"""Copies of wire stories are linked to the first of them; all else stays independent."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import islice, permutations

import polars as pl
import pytest

from ingest.news.syndication import Link, Story, find_copies, syndication_frame
from ingest.sources.tables import empty_frame, polars_types

EN = """\
Trade between Belarus and Russia reached $49.2 billion in January-November 2025, up 3.6% on
the same period of the previous year, the Belarusian ambassador to Russia told reporters in
Moscow on Monday. Exports of Belarusian goods came close to $25 billion, an increase of
2.3%. According to the ambassador, food, machinery and petroleum products made up the bulk
of supplies. "We expect turnover of more than $50 billion by the end of the year, although
the target of five per cent growth will not be met," he added. The parties also discussed
cooperation in microelectronics and joint projects in aircraft building, where the first
deliveries of components have begun."""
EN_OTHER = """\
Minsk and Moscow traded goods worth $49.2 billion in the first eleven months of 2025. The
figure was announced by the head of the Belarusian mission in Russia, who said that growth
amounted to 3.6% while sales to the Russian market rose 2.3% to nearly $25 billion. He
listed foodstuffs and tractors among the main items. The year as a whole should bring over
$50 billion, the diplomat believes, yet the goal of adding 5% is out of reach. Analysts note
that a strong rouble helped importers, and that logistics costs went on falling in the
autumn for hauliers on both sides."""
RU = """\
Товарооборот между Белоруссией и Россией за январь-ноябрь 2025 года составил 49,2 млрд
долларов, увеличившись на 3,6% по сравнению с аналогичным периодом прошлого года, сообщил
журналистам посол Белоруссии в России. Экспорт белорусских товаров приблизился к 25 млрд
долларов, рост составил 2,3%. По словам посла, основу поставок составляют продовольствие,
продукция машиностроения и нефтепродукты. «Мы ожидаем, что по итогам года товарооборот
превысит 50 млрд долларов», — добавил дипломат. Стороны также обсудили кооперацию в
микроэлектронике и проекты в авиастроении."""
DAY = datetime(2026, 1, 5, 9, tzinfo=UTC).replace(tzinfo=None)


def story(key: str, text: str, hours: float = 0, language: str = "en") -> Story:
    """Return a story that was published some hours after the first."""
    return Story(key, language, text, DAY + timedelta(hours=hours), DAY + timedelta(days=2))


def edited(text: str) -> str:
    """Return what an outlet makes of a wire story: another opening, a word changed, typography."""
    text = text.replace("told reporters in Moscow on\nMonday", "told journalists on Monday")
    text = text.replace("сообщил журналистам посол", "рассказал в понедельник посол")
    return "MINSK, January 5 - " + text.replace('"', "'").replace("-", "\u2013").replace("\n", " ")


def shortened(text: str) -> str:
    """Return the first sentences of a story."""
    return ". ".join(text.split(". ")[:4]) + "."


@pytest.mark.parametrize("change", [str, edited, shortened])
@pytest.mark.parametrize(("text", "language"), [(EN, "en"), (RU, "ru")])
def test_a_copy_goes_back_to_the_first_publication(
    change: object, text: str, language: str
) -> None:
    assert callable(change)
    copy = story("copy", change(text), 3, language)
    (link,) = find_copies([copy, story("root", text, 0, language)])
    assert (link.document_key, link.root_document_key) == ("copy", "root")
    assert link.similarity >= 0.3


def test_an_independent_report_of_the_same_facts_is_no_copy() -> None:
    assert find_copies([story("one", EN), story("other", EN_OTHER, 1)]) == []


def test_a_translation_is_no_copy() -> None:
    assert find_copies([story("one", EN), story("other", RU, 1, "ru")]) == []


def test_next_months_report_in_the_same_words_is_no_copy() -> None:
    later = EN.replace("49.2", "53.9").replace("3.6", "4.1").replace("2.3", "2.7")
    later = later.replace("January-November", "January-December").replace("$25", "$27")
    assert find_copies([story("one", EN), story("later", later, 700)]) == []


def test_a_shared_quote_makes_no_copy() -> None:
    quote = EN[EN.index('"We') : EN.index(" The parties")]
    assert find_copies([story("one", EN), story("other", EN_OTHER + " " + quote, 1)]) == []


def test_short_notes_are_not_compared() -> None:
    note = "Trade between Belarus and Russia reached $49.2 billion."
    assert find_copies([story("one", note), story("other", note, 1)]) == []


def test_ties_are_settled_by_retrieval_then_by_key() -> None:
    undated = Story("a", "en", EN, None, DAY + timedelta(days=1))
    early = Story("b", "en", EN, DAY, DAY + timedelta(days=9))
    twin = Story("c", "en", EN, DAY, DAY + timedelta(days=9))
    found = {
        link.document_key: link.root_document_key for link in find_copies([twin, undated, early])
    }
    assert found == {"a": "b", "c": "b"}


def test_any_order_gives_the_same_links() -> None:
    stories = [
        story("root", EN),
        story("copy", edited(EN), 2),
        story("copy of the copy", shortened(edited(EN)), 4),
        story("other", EN_OTHER, 1),
        story("ru", RU, 0, "ru"),
        story("ru copy", edited(RU), 5, "ru"),
    ]
    results = {tuple(find_copies(order)) for order in islice(permutations(stories), 0, 720, 41)}
    assert len(results) == 1
    (links,) = results
    assert [(link.document_key, link.root_document_key) for link in links] == [
        ("copy", "root"),
        ("copy of the copy", "root"),
        ("ru copy", "ru"),
    ]


def test_many_unrelated_stories_stay_apart_and_copies_meet() -> None:
    words = [f"word{number}" for number in range(400)]
    chance = random.Random(7)
    texts = [" ".join(chance.choices(words, k=120)) for _ in range(150)]
    stories = [story(f"{number:03}", text, number) for number, text in enumerate(texts)]
    copies = [story(f"c{number:03}", texts[number], 1000) for number in range(0, 150, 10)]
    links = find_copies([*copies, *stories])
    assert links == [Link(f"c{number:03}", f"{number:03}", 1.0) for number in range(0, 150, 10)]


def test_rows_are_made_of_each_articles_newest_text() -> None:
    row = {
        "locator": "0-1",
        "content_sha256": "0" * 64,
        "language": "en",
        "published_precision": "second",
        "text_sha256": "0" * 64,
        "is_adapted": False,
        "recorded_at": DAY,
    }
    rows = [
        row | {"document_key": "a" * 32, "parser_version": "v9", "text": EN, "published_at": DAY},
        row | {"document_key": "b" * 32, "parser_version": "v9", "text": EN_OTHER},
        row | {"document_key": "b" * 32, "parser_version": "v10", "text": EN},
    ]
    articles = pl.DataFrame(rows, schema=polars_types("raw_news_article"))
    frame = syndication_frame(articles)
    assert frame.schema == empty_frame("raw_syndication").schema
    assert frame.select("document_key", "root_document_key", "similarity").rows() == [
        ("b" * 32, "a" * 32, 1.0)
    ]
    assert syndication_frame(empty_frame("raw_news_article")).is_empty()
