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
# Genitive and accusative: whose exports, and where to.
RUSSIAN = {
    "RUS": ("России", "Россию"),
    "CHN": ("Китая", "Китай"),
    "TUR": ("Турции", "Турцию"),
    "KEN": ("Кении", "Кению"),
    "BRA": ("Бразилии", "Бразилию"),
    "BLR": ("Беларуси", "Беларусь"),
}
IRRELEVANT_RU = [
    "Погода в столице во вторник была хорошей.",
    "Музей покажет сорок картин прошлого века.",
    "Две тысячи бегунов вышли на ночной марафон.",
]
MARKS = ["\u200b", "\u200e", "\u200f", "\u202e", "\u2060", "\ufeff", "\u00ad"]
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


def story_ru(a: str, b: str, amount: str, growth: str) -> str:
    """Write a short article in Russian about two countries, by their codes."""
    return (
        f"Экспорт {RUSSIAN[a][0]} в {RUSSIAN[b][1]} в 2024 году вырос на {growth}% "
        f"до {amount} млрд долларов."
    )


@SOME
@given(st.permutations(list(RUSSIAN)), st.integers(10, 9999), st.integers(1, 999))
def test_swapping_the_names_swaps_the_sides_in_russian(
    codes: list[str], amount: int, growth: int
) -> None:
    a, b = codes[:2]
    figures = f"{amount / 10:.1f}".replace(".", ","), f"{growth / 10:.1f}".replace(".", ",")
    told = extract(Article(story_ru(a, b, *figures), published=DAY)).claims
    swapped = extract(Article(story_ru(b, a, *figures), published=DAY)).claims
    assert [(c.reporter, c.partner) for c in told] == [(a, b)] * 2
    assert [(c.reporter, c.partner) for c in swapped] == [(b, a)] * 2
    assert [c.value for c in swapped] == [c.value for c in told]


@SOME
@given(st.sampled_from(IRRELEVANT_RU), st.booleans(), st.integers(10, 999))
def test_irrelevant_paragraphs_change_no_claim_in_russian(
    extra: str, first: bool, amount: int
) -> None:
    text = story_ru("RUS", "CHN", f"{amount / 10:.1f}".replace(".", ","), "3,5")
    longer = f"{extra}\n{text}" if first else f"{text}\n{extra}"
    plain = extract(Article(text, published=DAY)).claims
    assert len(plain) == 2
    assert facts(extract(Article(longer, published=DAY)).claims) == facts(plain)


@SOME
@given(st.integers(1, 999))
def test_forms_of_a_percentage_change_no_value(tenths: int) -> None:
    printed = f"{tenths / 10:.1f}"
    words = [f"{printed}%", f"{printed} percent", f"{printed} per cent", f"{printed} pct"]
    texts = [f"Russia's exports to China rose by {form} in 2024." for form in words]
    comma = printed.replace(".", ",")
    texts += [
        f"Экспорт России в Китай вырос на {form} в 2024 году."
        for form in (f"{comma}%", f"{comma} %", f"{comma} процента")
    ]
    told = [extract(Article(text, published=DAY)).claims for text in texts]
    assert {(c.measure, c.value) for claims in told for c in claims} == {
        ("growth_pct", tenths / 10)
    }
    assert [len(claims) for claims in told] == [1] * len(texts)


@SOME
@given(st.data(), st.integers(10, 999))
def test_invisible_characters_change_no_claim(data: st.DataObject, amount: int) -> None:
    text = story("Russia", "China", f"{amount / 10:.1f}", "3.5")
    plain = extract(Article(text, published=DAY)).claims
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    marked = text
    for place in sorted(places, reverse=True):
        marked = marked[:place] + data.draw(st.sampled_from(MARKS)) + marked[place:]
    told = extract(Article(marked, published=DAY)).claims
    assert facts(told) == facts(plain)
    for claim, before in zip(told, plain, strict=True):
        check(claim, marked)
        printed = marked[claim.anchor_start : claim.anchor_end]
        for mark in MARKS:
            printed = printed.replace(mark, "")
        assert printed == text[before.anchor_start : before.anchor_end]


@SOME
@given(st.integers(2, 400), st.booleans())
def test_saying_it_again_adds_a_place_and_no_claim(amount: int, first: bool) -> None:
    exact = f"Russia's exports to China in 2024 amounted to ${amount}.2 billion."
    rough = f"Russia's exports to China were about ${amount} billion in 2024."
    text = f"{rough}\n{exact}" if first else f"{exact}\n{rough}"
    [claim] = extract(Article(text, published=DAY)).claims
    assert claim.value == amount * 1e9 + 2e8
    [place] = claim.further
    assert f"${amount} billion" in text[place.start : place.end]
    check(claim, text)


@SOME
@given(st.integers(101, 10_000), st.integers(2, 900))
def test_what_cannot_be_is_never_a_claim_and_never_lost(share: int, trillions: int) -> None:
    text = (
        f"Exports of Kenya to Uganda made up {share}% of its exports in 2023. "
        f"Exports from Kenya to Peru reached ${trillions}.5 trillion in 2023."
    )
    extraction = extract(Article(text, published=DAY))
    assert extraction.claims == []
    assert {c.value for c in extraction.doubtful} == {float(share), trillions * 1e12 + 5e11}
