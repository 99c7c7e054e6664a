# ruff: noqa: ISC004 - the sentences are data
"""FOB, CIF, balance of payments; real, nominal and physical: what a text says of it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.claims import Article, extract

DAY = date(2025, 3, 5)


def told(text: str) -> list[tuple[float | None, str, str]]:
    """Give value, valuation and basis of the claims of a text."""
    return [(c.value, c.valuation, c.basis) for c in extract(Article(text, published=DAY)).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports from Kenya to Uganda (FOB) were $2 billion in 2024, imports (CIF) $3 billion.",
            [(2e9, "fob", "value"), (3e9, "cif", "value")],
        ),
        (
            "On a balance of payments basis, exports of Kenya to Peru rose 3.1% to $20 billion "
            "in 2024.",
            [(3.1, "bop", "value"), (20e9, "bop", "value")],
        ),
        (
            "Imports of Kenya from Uganda were $2.5 billion on a c.i.f. basis in 2024.",
            [(2.5e9, "cif", "value")],
        ),
        (
            "Экспорт России в Китай в ценах ФОБ составил 20 млрд долларов в 2024 году, импорт "
            "в ценах СИФ — 15 млрд долларов.",
            [(20e9, "fob", "value"), (15e9, "cif", "value")],
        ),
        (
            "Экспорт России в Китай по методологии платёжного баланса составил 20 млрд долларов "
            "в 2024 году.",
            [(20e9, "bop", "value")],
        ),
        (
            "Exports from Kenya to Uganda were $2 billion in 2024.",
            [(2e9, "unspecified", "value")],
        ),
    ],
)
def test_a_valuation_goes_with_its_flow(
    text: str, expected: list[tuple[float | None, str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In real terms, exports of Kenya to Uganda grew 4% in 2024 and imports fell 2%.",
            [(4.0, "unspecified", "constant_price"), (-2.0, "unspecified", "constant_price")],
        ),
        (
            "Exports of Kenya to Uganda rose by 8% in nominal terms in 2024, or 5% in real terms.",
            [(8.0, "unspecified", "value"), (5.0, "unspecified", "constant_price")],
        ),
        (
            "Exports of Kenya to Uganda grew 4% in volume terms in 2024.",
            [(4.0, "unspecified", "volume")],
        ),
        (
            "В сопоставимых ценах экспорт России в Китай вырос на 5% в 2024 году.",
            [(5.0, "unspecified", "constant_price")],
        ),
        (
            "Экспорт Беларуси в Россию в физическом выражении вырос на 3% в 2024 году.",
            [(3.0, "unspecified", "volume")],
        ),
        (
            "Экспорт России в Китай вырос на 5% в 2024 году.",
            [(5.0, "unspecified", "value")],
        ),
    ],
)
def test_real_nominal_and_physical_growth_stay_apart(
    text: str, expected: list[tuple[float | None, str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Food exports from Belarus to Russia reached $5 billion in 2024.",
        "Exports of chemicals from Belarus to Russia reached $5 billion in 2024.",
        "Экспорт продовольствия из Беларуси в Россию составил 5 млрд долларов в 2024 году.",
    ],
)
def test_a_group_of_goods_is_no_single_chapter(text: str) -> None:
    [claim] = extract(Article(text, published=DAY)).claims
    assert claim.commodity
    assert claim.hs_codes == ()


def test_goods_of_one_chapter_keep_their_code() -> None:
    text = "Exports of petroleum products from Belarus to Russia were $2 billion in 2024."
    [claim] = extract(Article(text, published=DAY)).claims
    assert claim.hs_codes == ("2710",)


def test_a_part_of_an_office_is_nobody() -> None:
    text = (
        "According to the General Administration of Customs, China's exports to Russia rose 4.1% "
        "in 2024. General Administration said imports fell 3%."
    )
    claims = extract(Article(text, published=DAY)).claims
    assert [(c.speaker, c.cited_source) for c in claims] == [
        (None, "General Administration of Customs")
    ] * 2


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Trade between Khabarovsk Krai and China was $2 billion in 2024.", ("RU-KHA", "CHN")),
        ("Товарооборот Хабаровского края и Китая составил 2 млрд долларов в 2024 году.", None),
        ("Exports of Bashkortostan to Belarus rose 5% in 2024.", ("RU-BA", "BLR")),
        ("Экспорт Гомельской области в Россию вырос на 5% в 2024 году.", ("BY-HO", "RUS")),
    ],
)
def test_a_region_is_never_the_country(text: str, sides: tuple[str, str] | None) -> None:
    [claim] = extract(Article(text, published=DAY)).claims
    assert (claim.reporter, claim.partner) == (sides or ("RU-KHA", "CHN"))
