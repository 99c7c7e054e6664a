"""Bodies that the stand-ins answer with, written for the tests in the documented shape."""

from __future__ import annotations

from collections.abc import Iterable

from tests.official import body_of


def rss(items: Iterable[str], encoding: str = "UTF-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel>'
        f"<title>Торговля</title><link>https://example.org</link>{''.join(items)}</channel></rss>\n"
    )
    return text.encode(encoding)


def item(url: str, title: str, date: str = "Wed, 07 Oct 2026 19:01:48 +0300", summary="") -> str:
    return (
        f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[<p>{summary}</p>]]></description></item>"
    )


FEED = body_of("feeds/feed.xml")


def page(title: str, text: str) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


ARTICLE = page(
    "Trade between Belarus and Russia grows",
    "<p>MINSK, October 7. /TASS/. Trade turnover between Belarus and Russia reached $44 billion "
    "in January-October, up 1.8% on the year, the ministry said. — «Рост».</p>"
    "<p>Exports of Belarus to Russia came to nearly $23 billion in the same period.</p>" * 2,
)
