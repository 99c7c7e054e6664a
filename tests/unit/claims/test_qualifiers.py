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
