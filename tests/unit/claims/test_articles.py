"""The two seed articles, their paraphrases, the frozen corpus and bad input."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from benchmarks.claims.corpus import load_corpus
from benchmarks.claims.fuzz import check
from benchmarks.claims.regression import difference
from benchmarks.claims.scorer import match, total
from ingest.claims import Article, Claim, Extraction, detect_language, extract
from ingest.claims.scoring import period_kind, to_prediction

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def seed(number: str, published: date | None) -> Extraction:
    """Read a seed article, if it lies beside the checkout."""
    path = next(SEEDS.glob(f"{number}_*.txt"), None) if SEEDS.is_dir() else None
    if path is None:
        pytest.skip("the seed articles do not lie beside this checkout")
    return extract(Article(path.read_text(encoding="utf-8"), published=published))


def find(extraction: Extraction, measure: str, value: float) -> Claim:
    """Give the only claim with a measure and a value."""
    [claim] = [c for c in extraction.claims if c.measure == measure and c.value == value]
    return claim


def test_seed_000() -> None:
    extraction = seed("000", date(2026, 1, 5))
    eleven = (date(2025, 1, 1), date(2025, 11, 30))
    exports = find(extraction, "growth_pct", 2.3)
    assert (exports.flow, exports.reporter, exports.partner) == ("export", "BLR", "RUS")
    assert (exports.period_start, exports.period_end) == eleven
    turnover = find(extraction, "value", 49.2e9)
    assert (turnover.flow, turnover.bound, turnover.unit) == ("turnover", "exact", "USD")
    assert (turnover.period_start, turnover.period_end) == eleven
    growth = find(extraction, "growth_pct", 3.6)
    assert (growth.base_period_start, growth.base_period_end) == (
        date(2024, 1, 1),
        date(2024, 11, 30),
    )
    assert find(extraction, "value", 25e9).bound == "nearly"
    target = find(extraction, "growth_pct", 5.0)
    assert (target.status, target.flow, target.period_end) == (
        "target",
        "export",
        date(2025, 12, 31),
    )
    forecast = find(extraction, "value", 50e9)
    assert (forecast.status, forecast.bound, forecast.period_end) == (
        "forecast",
        "over",
        date(2025, 12, 31),
    )
    items = [c for c in extraction.claims if c.measure == "composition"]
    assert [c.list_order for c in items] == [1, 2, 3, 4, 5]
    assert [c.commodity for c in items] == [
        "cheese and curd",
        "butter",
        "passenger and freight vehicles",
        "petroleum products",
        "parts and accessories for cars and tractors",
    ]
    assert len(extraction.claims) == 11
    assert not any(c.is_record for c in extraction.claims)
    assert "Rogozhnik" in (exports.speaker or "")


def test_seed_002() -> None:
    extraction = seed("002", None)
    record = find(extraction, "value", 45e9)
    assert record.is_record
    assert (record.period_start, record.period_end) == (date(2022, 1, 1), date(2022, 12, 31))
    assert {"period_start", "period_end"} <= set(record.inferred)
    again = find(extraction, "growth_pct", 12.0)
    assert again.period_start == date(2022, 1, 1)
    assert {"period_start", "period_end"} <= set(again.inferred)
    assert find(extraction, "growth_pct", 35.0).period_start == date(2021, 1, 1)
    goods = find(extraction, "growth_pct", 40.0)
    assert (goods.flow, goods.reporter, goods.partner, goods.bound) == (
        "export",
        "BLR",
        "RUS",
        "about",
    )
    assert extraction.flags == ("balance_positive_for_both",)
    assert len(extraction.claims) == 4


def test_the_frozen_corpus_reads_as_recorded() -> None:
    changed = difference()
    assert not changed, "\n".join(changed)


def test_offsets_index_the_text() -> None:
    for item in load_corpus():
        for claim in extract(item.article).claims:
            assert 0 <= claim.start <= claim.anchor_start < claim.anchor_end <= claim.end
            assert claim.end <= len(item.article.text)
            if claim.measure == "composition":
                printed = item.article.text[claim.anchor_start : claim.anchor_end]
                assert printed.lower()[:3] == claim.commodity[:3].lower()


def test_the_gold_matches_itself() -> None:
    for item in load_corpus():
        found = total([match(item.claims, item.claims)], strict=True)
        assert found.matched == found.gold == len(item.claims)


def test_predictions_speak_the_vocabulary_of_the_corpus() -> None:
    article = Article(
        "Trade between India and Japan was worth up to $20 billion in 2024.",
        published=date(2025, 2, 1),
    )
    [claim] = to_prediction("x", extract(article))["claims"]
    assert (claim["bound"], claim["period_kind"], claim["status"]) == ("nearly", "year", "actual")
    assert period_kind(date(2024, 1, 1), date(2024, 11, 30)) == "ytd"
    assert period_kind(date(2024, 3, 21), date(2025, 3, 20)) == "other"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\ufffd\ufffd",
        "exports " + "9" * 40 + " billion dollars to China from Russia in 2024",
        "\u202eRussia exports \u200b to \u200fChina $5\u00a0billion in 2024",
        "<p>Exports of Russia to China &nbsp; $5 billion</p>",
        "Экспорт of Россия to Китай 5 bln долларов в 2024",
        bytes(range(256)).decode("utf-8", errors="replace") * 20,
        bytes(range(256)).decode("cp1251", errors="replace") * 20,
        "\u200b\u200f\u202e\ufeff" * 50 + "Exports of Kenya to Peru: $5 bn" + "\u0301" * 50,
        "<script>var a = 5e9;</script><td>Exports of Kenya to Peru</td><td>$5&nbsp;bn</td>",
        "Trade between Kyrgyzstan and Russia was $1,481 billion in 2024.",
        "Exports of Kenya were $" + "1,234," * 13 + "567 billion in 2024, or 140% of the total.",
    ],
)
def test_bad_input_raises_nothing(text: str) -> None:
    for claim in extract(Article(text)).claims:
        check(claim, text)


def test_ten_megabytes_are_cut_and_flagged() -> None:
    extraction = extract(Article("Nothing to see here. " * 500_000))
    assert extraction.flags == ("text_truncated",)


@pytest.mark.parametrize(
    "line",
    [
        "Exports from Kenya to Uganda rose 3.5% to $2.1 billion in 2024, imports to $5.7 bln. ",
        "Экспорт Kenya в Китай $5 млрд up на 3% in 2024 году; ",
        "Kenya Uganda trade 3.5% ",
        "\u202e\u200f",
        "\x00\ufffd中国",
        "<p>Trade &nbsp; of Kenya</p>",
        "1",
    ],
)
def test_ten_megabytes_of_anything_end_in_time(line: str) -> None:
    started = time.process_time()
    extract(Article(line * (10_000_000 // len(line))))
    assert time.process_time() - started < 30


def test_language_is_told_by_its_script() -> None:
    assert detect_language("Товарооборот с Turkey") == "ru"
    assert detect_language("Trade with Турция and others") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "$" * 40_000 + " 1,481 " * 4_000,
        "EU, " * 5_000 + " exports rose 5% to $3 billion",
        '"' * 20_000 + "exports " * 6_000,
        "1 000 " * 15_000,
        "(" * 30_000,
    ],
)
def test_endless_sentences_take_no_endless_time(text: str) -> None:
    assert isinstance(extract(Article(text)), Extraction)


@pytest.mark.parametrize(
    "text",
    [
        "Exports % from Kenya to Uganda was 39% in 2024.",
        "Exports of Kenya (%) to Uganda was 39% in 2024.",
        "Экспорт Кении в Уганду (%) был 39% в 2024 году.",
    ],
)
def test_a_sign_of_per_cent_without_a_number_is_no_figure(text: str) -> None:
    assert extract(Article(text)).claims == []
