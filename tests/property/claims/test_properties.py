"""What must hold for any text.

No exception, offsets inside, and meaning that survives harmless changes.
"""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.claims.fuzz import PIECES, check
from ingest.claims import Article, Claim, extract

DAY = date(2025, 3, 12)
COUNTRIES = {
    "Russia": "RUS",
    "China": "CHN",
    "Turkey": "TUR",
    "Kenya": "KEN",
    "Brazil": "BRA",
    "Peru": "PER",
}
IRRELEVANT = [
    "The weather in the capital was fine on Tuesday.",
    "The museum will show forty paintings of the last century.",
    "Two thousand runners joined the night marathon.",
]
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def facts(claims: list[Claim]) -> list[tuple[object, ...]]:
    """Give what claims say without their places."""
    return [
        (c.reporter, c.flow, c.partner, c.measure, c.value, c.unit, c.period_start, c.period_end)
        for c in claims
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40))
def test_no_text_raises(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for claim in extract(Article(text)).claims:
        check(claim, text)


def story(a: str, b: str, amount: str, growth: str) -> str:
    """Write a short article about two countries."""
    return f"{a}'s exports to {b} in 2024 rose by {growth}% to ${amount} billion."


@SOME
@given(
    st.permutations(list(COUNTRIES)),
    st.integers(10, 9999),
    st.integers(1, 999),
)
def test_swapping_the_names_swaps_the_sides(names: list[str], amount: int, growth: int) -> None:
    a, b = names[:2]
    told = extract(
        Article(story(a, b, f"{amount / 10:.1f}", f"{growth / 10:.1f}"), published=DAY)
    ).claims
    swapped = extract(
        Article(story(b, a, f"{amount / 10:.1f}", f"{growth / 10:.1f}"), published=DAY)
    ).claims
    assert [(c.reporter, c.partner) for c in told] == [(COUNTRIES[a], COUNTRIES[b])] * len(told)
    assert [(c.partner, c.reporter) for c in swapped] == [(c.reporter, c.partner) for c in told]
    assert [c.value for c in swapped] == [c.value for c in told]


@SOME
@given(st.sampled_from(IRRELEVANT), st.booleans(), st.integers(10, 999))
def test_irrelevant_paragraphs_change_no_claim(extra: str, first: bool, amount: int) -> None:
    text = story("Russia", "China", f"{amount / 10:.1f}", "3.5")
    longer = f"{extra}\n{text}" if first else f"{text}\n{extra}"
    plain = extract(Article(text, published=DAY)).claims
    assert len(plain) == 2
    assert facts(extract(Article(longer, published=DAY)).claims) == facts(plain)


@SOME
@given(st.integers(1000, 999_999))
def test_number_formats_change_no_value(tenths: int) -> None:
    whole, rest = divmod(tenths, 10)
    forms = (
        f"${whole:,}.{rest} million",
        f"US$ {whole}.{rest} mln",
        f"{whole}.{rest} million dollars",
    )
    values = set()
    for form in forms:
        text = f"Russia's exports to China in 2024 amounted to {form}."
        [claim] = extract(Article(text, published=DAY)).claims
        values.add(claim.value)
    russian = (
        f"Экспорт России в Китай в 2024 году составил {whole:,}".replace(",", "\u00a0")
        + f",{rest} млн долларов."
    )
    [claim] = extract(Article(russian, published=DAY)).claims
    values.add(claim.value)
    assert len({round(v or 0.0, 2) for v in values}) == 1
