"""Feeds: formats, dates, identities, and what is no feed although it came with a 200."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.fetch.types import Fetched, Request
from ingest.sources.feeds import article_url, parse_feed, read_date
from tests.faults.samples import item, rss
from tradebooks.errors import AnswerError

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def fetched(body: bytes, content_type: str | None = None) -> Fetched:
    return Fetched(Request("feed", "https://x.org/rss"), body, NOW, content_type=content_type)


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("Wed, 07 Oct 2026 19:01:48 +0300", "2026-10-07T16:01:48Z", "second"),
        ("Wed, 07 Oct 2026 19:01:48 GMT", "2026-10-07T19:01:48Z", "second"),
        ("Wed, 07 Oct 2026 19:01:48 MSK", "2026-10-07T16:01:48Z", "second"),
        ("07 Oct 2026 19:01:48", "2026-10-07T16:01:48Z", "second"),
        ("2026-10-07T19:01:48+03:00", "2026-10-07T16:01:48Z", "second"),
        ("2026-10-07T16:01:48Z", "2026-10-07T16:01:48Z", "second"),
        ("2026-10-07T16:01:48.123Z", "2026-10-07T16:01:48Z", "second"),
        ("2026-10-07 19:01:48", "2026-10-07T16:01:48Z", "second"),
        ("2026-10-07", "2026-10-06T21:00:00Z", "day"),
        ("", None, "unknown"),
        ("yesterday", None, "unknown"),
        ("Wed, 99 Oct 2026 19:01:48 +0300", None, "unknown"),
    ],
)
def test_dates(text: str, moment: str | None, precision: str) -> None:
    found = read_date(text, "Europe/Moscow")
    assert (found.text, found.precision) == (moment, precision)


def test_a_date_in_the_future_is_not_believed() -> None:
    body = rss([item("https://x.org/1", "t", "Wed, 07 Oct 2099 19:01:48 +0300")])
    assert parse_feed(fetched(body))[0].published.precision == "unknown"


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("https://x.org/a?utm_source=rss&id=5&maca=x#c", "https://x.org/a?id=5"),
        ("https://www.x.org/a/", "https://www.x.org/a/"),
        ("http://x.org/a?b=%D1%8F", "http://x.org/a?b=%D1%8F"),
    ],
)
def test_addresses(printed: str, asked: str) -> None:
    assert article_url(printed) == asked


def test_atom() -> None:
    body = (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry>'
        b'<title type="html">A &amp;amp; B</title><link href="https://x.org/1"/><id>tag:1</id>'
        b"<updated>2026-10-07T19:01:48+03:00</updated><summary>s</summary></entry></feed>"
    )
    (found,) = parse_feed(fetched(body))
    assert (found.url, found.title, found.published.text) == (
        "https://x.org/1",
        "A & B",
        "2026-10-07T16:01:48Z",
    )


def test_rdf_with_dublin_core_dates() -> None:
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<channel rdf:about="x"><title>t</title></channel><item rdf:about="https://x.org/1">'
        b"<title>T</title><link>https://x.org/1</link><dc:date>2026-10-07T16:01:48Z</dc:date>"
        b"</item></rdf:RDF>"
    )
    (found,) = parse_feed(fetched(body))
    assert (found.title, found.published.text) == ("T", "2026-10-07T16:01:48Z")


def test_identity_serves_as_address_where_the_link_is_missing() -> None:
    body = rss(['<item><title>T</title><guid isPermaLink="true">https://x.org/7</guid></item>'])
    assert parse_feed(fetched(body))[0].url == "https://x.org/7"
    other = rss(['<item><title>T</title><guid isPermaLink="false">7</guid></item>'])
    with pytest.raises(AnswerError, match="without items"):
        parse_feed(fetched(other))


def test_an_address_is_listed_once_and_order_is_kept() -> None:
    urls = ["https://x.org/1", "https://x.org/2", "https://x.org/1?utm_source=a"]
    body = rss([item(url, url) for url in urls])
    assert [found.url for found in parse_feed(fetched(body))] == urls[:2]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r"])
def test_russian_in_every_encoding(encoding: str) -> None:
    body = rss([item("https://x.org/1", "Экспорт")], encoding)
    assert parse_feed(fetched(body, f"text/xml; charset={encoding}"))[0].title == "Экспорт"


def test_declared_in_the_document_only() -> None:
    body = rss([item("https://x.org/1", "Экспорт")], "windows-1251")
    assert parse_feed(fetched(body, "text/xml"))[0].title == "Экспорт"


def test_an_ampersand_too_many_does_not_lose_the_feed() -> None:
    body = rss([item("https://x.org/1", "A & B"), item("https://x.org/2", "C")])
    assert [found.url for found in parse_feed(fetched(body))] == [
        "https://x.org/1",
        "https://x.org/2",
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"Not found.\n",
        b"",
        b"<!DOCTYPE html><html><body>feed moved</body></html>",
        b"<rss><channel></channel></rss>",
        b'{"rss": "<rss>"}',
        rss([item("https://x.org/1", "t")])[:-40],
        b'<!DOCTYPE rss [<!ENTITY a "b">]>' + rss([item("https://x.org/1", "&a;")]),
    ],
)
def test_no_feed(body: bytes) -> None:
    with pytest.raises(AnswerError):
        parse_feed(fetched(body))


def test_an_item_with_a_broken_address_does_not_lose_the_others() -> None:
    body = rss([item("http://[", "A"), item("javascript:x", "B"), item("https://x.org/2", "C")])
    assert [found.title for found in parse_feed(fetched(body))] == ["C"]
