"""Small readers: Russian country names, printed numbers, datelines, addresses, outlets, keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.keys import file_document_key, key_of
from ingest.fetch.urls import canonical_url, host_of, without_secrets
from ingest.news.clean import language_of
from ingest.news.dateline import Dateline, find_dateline
from ingest.news.decode import decode, is_html, unwrap
from ingest.news.outlets import outlet_of_agency, outlet_of_url, time_zone_of
from ingest.news.plain import read_plain
from ingest.sources import cells
from ingest.sources.cells import BadCellError
from ingest.sources.names_ru import ALIASES, fold, partner_code
from tradebooks.vocabulary import country_codes, source_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Китaй", "CHN"),
        ("Нидерлaнды", "NLD"),
        ("Республикa\nКорея", "KOR"),
        ("Чешская \nреспублика", "CZE"),
        ("Тaйвaнь", "TWN"),
        ("США", "USA"),
        ("CШA", "USA"),
        ("Белоруссия", "BLR"),
        ("Кыргызстан", "KGZ"),
        ("Атлантида", None),
        ("", None),
    ],
)
def test_russian_names_of_countries(name: str, code: str | None) -> None:
    assert partner_code(name) == code


def test_aliases_lead_to_countries_and_fold_is_stable() -> None:
    assert set(ALIASES.values()) <= country_codes()
    assert fold(fold("Тёплый  Стaн\n")) == fold("теплый стан")


@pytest.mark.parametrize(
    ("cell", "power", "value", "resolution"),
    [
        ("49.2", 9, 49.2e9, 1e8),
        ("25", 9, 25e9, 1e9),
        ("-2.30", 0, -2.3, 0.01),
        ("+3.6", 0, 3.6, 0.1),
        ("0.1", 6, 100_000.0, 100_000.0),
        ("869.11340", 6, 869113400.0, 10.0),
    ],
)
def test_a_printed_number_and_its_last_digit(
    cell: str, power: int, value: float, resolution: float
) -> None:
    assert cells.number(cell, power) == cells.Printed(value, resolution)


@given(st.decimals(-10_000, 10_000, places=3))
def test_any_decimal_is_read_exactly(number: object) -> None:
    text = f"{number:f}"
    assert cells.number(text).value == float(text)


@pytest.mark.parametrize("cell", ["", " ", "4 9", "49.", ".5", "1e5", "∞", "٣", "0x1f", "--1"])
def test_other_spellings_of_a_number_are_refused(cell: str) -> None:
    with pytest.raises(BadCellError, match="not_a_number"):
        cells.number(cell)


def test_lists_and_booleans() -> None:
    assert cells.items("scope; side ,") == "scope,side"
    assert cells.items(" , ") is None
    assert cells.boolean("TRUE")
    assert not cells.boolean("")


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("MINSK, 5 January (BelTA) – Trade", Dateline("MINSK", "BelTA", "01-05")),
        ("MOSCOW, December 19. /TASS/. Trade", Dateline("MOSCOW", "TASS", "12-19")),
        ("МОСКВА, 28 дек – ПРАЙМ. Товары", Dateline("МОСКВА", "ПРАЙМ", "12-28")),
        ("МИНСК, 5 янв — РИА Новости. Рост", Dateline("МИНСК", "РИА Новости", "01-05")),
        ("5 января, Минск /Корр. БЕЛТА/. Рост", Dateline("Минск", "БЕЛТА", "01-05")),
        ("MOSCOW (Sputnik) – Trade", Dateline("MOSCOW", "Sputnik", None)),
        ("A headline\nMINSK, 5 January (BelTA) – Trade", Dateline("MINSK", "BelTA", "01-05")),
        ("Trade grew in May 2024 (BelTA) and", Dateline()),
        ("The Minister, 5 January, said", Dateline()),
        ("", Dateline()),
    ],
)
def test_datelines(text: str, dateline: Dateline) -> None:
    assert find_dateline(text) == dateline


def test_outlets_of_addresses_and_agencies() -> None:
    assert outlet_of_url("https://eng.belta.by/economics/1") == "belta"
    assert outlet_of_url("https://tass.ru/ekonomika/1") == "tass"
    assert outlet_of_url("https://www.RIA.ru/x") == "ria"
    assert outlet_of_url("https://example.org/ria.ru") is None
    assert outlet_of_url("https://notria.ru/") is None
    assert outlet_of_url(None) is None
    assert outlet_of_agency("БЕЛТА") == "belta"
    assert outlet_of_agency("Nobody") is None
    assert outlet_of_url("https://tass.com/economy/1") == outlet_of_url("https://tass.ru/1")
    assert outlet_of_agency("ТАСС") == outlet_of_agency("TASS") == "tass"
    assert time_zone_of("belta") == "Europe/Minsk"
    assert time_zone_of(None) == "UTC"
    assert outlet_of_agency("TASS") in source_codes()


def test_addresses() -> None:
    assert (
        canonical_url("http://www.Tass.com/a/?utm_source=x&id=5#top") == "https://tass.com/a?id=5"
    )
    assert canonical_url(None) is None
    assert without_secrets("https://a.org/x?b=%20c") == "https://a.org/x?b=%20c"
    assert host_of("https://WWW.a.org:8080/") == "a.org"


def test_plain_text_head_title_and_blanks() -> None:
    plain = read_plain(
        "---\ntitle: T\npublished: 2024-05\n---\nA\u00a0b \r\n\r\n\r\n\r\nc\u200bd\n"
    )
    assert (plain.text, plain.title) == ("A b\n\ncd", "T")
    assert plain.head["published"] == "2024-05"
    assert read_plain("A headline\n\nText.").title == "A headline"
    assert read_plain("A sentence.\n\nText.").title is None


def test_languages_by_their_letters() -> None:
    assert language_of("Trade of Минск") == "en"
    assert language_of("Товарооборот") == "ru"
    assert language_of("Тавараабарот Беларусі і Расіі вырас, паведаміў пасол") == "be"


def test_saved_pages_are_unwrapped() -> None:
    saved = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tass.com/1\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=A9</p>\r\n--B--\r\n"
    )
    page = unwrap(saved, None)
    assert page.url == "https://tass.com/1"
    assert "café" in decode(page.body, page.content_type)
    assert is_html(decode(page.body), page.content_type)
    assert not is_html("a < b and c > d", "text/plain")


@given(st.lists(st.text(max_size=5), min_size=1, max_size=3))
def test_keys_are_hex_and_the_same_every_time(parts: list[str]) -> None:
    assert key_of(*parts) == key_of(*parts)
    assert len(key_of(*parts)) == 32
    assert file_document_key("a", "b") == key_of("a", "b")
