"""Articles that come as HTML: trafilatura finds the text, the page's own data the rest.

What on a page is the article and what is furniture is left to trafilatura alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from ingest.news.plain import ADAPTED_FROM, normalise

# Where publishers put the moment of publication; the first that holds a time of day wins.
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publish-date' or @name='date']/@content",
    "//article//time/@datetime",
    "//time[@pubdate]/@datetime",
)
_JSON_TIME = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]+)\"")
_ADDRESS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?")
_SENTENCE = re.compile(r"(\S+\s+){3,}\S+[.!?…:»”\"')]\s*$")
_WEB = re.compile(r"https?://\S+")


class Tree(Protocol):
    """A parsed page, as far as this file uses it."""

    def xpath(self, path: str) -> list[object]:
        """Return what an XPath finds."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; each attribute but the text may be unknown.

    Attributes:
        text: Clean text.
        title: Headline.
        url: Canonical address.
        published: ISO instant or day, as the page has it.
        byline: Who signed it.
        language: ISO 639-1 code of the page's declaration.
        adapted_from: Address of the original where the page is an adapted sample.
    """

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    language: str | None = None
    adapted_from: str | None = None


def read_page(html: str, url: str | None = None) -> Page:
    """Read a page; one without an article has an empty text."""
    import trafilatura
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        return Page("")
    found = trafilatura.bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_images=False,
        date_extraction_params=_date_options(),
    )
    data: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found else {}
    return Page(
        text=_article_text(data.get("text")),
        title=_one_line(data.get("title")),
        url=_address(tree),
        published=_published(tree, html) or data.get("date"),
        byline=_one_line(data.get("author")),
        language=_language(tree),
        adapted_from=_first(tree, f"//meta[@name='{ADAPTED_FROM}']/@content"),
    )


def _article_text(text: str | None) -> str:
    """Return the text, or nothing where there is no sentence: what is left then is a menu."""
    cleaned = normalise(text or "")
    return cleaned if any(_SENTENCE.search(line) for line in cleaned.splitlines()) else ""


@cache
def _date_options() -> dict[str, Any]:
    """Only dates that the page states as such: a date in its text is no publication time."""
    return {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def _published(tree: Tree, html: str) -> str | None:
    values = [str(value).strip() for path in _TIMES for value in tree.xpath(path)]
    values += _JSON_TIME.findall(html)
    instants = (_INSTANT.fullmatch(value) for value in values)
    first = next((instant[0] for instant in instants if instant), None)
    return first.replace(" ", "T", 1).replace(" ", "") if first else None


def _address(tree: Tree) -> str | None:
    values = (str(value).strip() for path in _ADDRESS for value in tree.xpath(path))
    return next((value for value in values if _WEB.fullmatch(value)), None)


def _language(tree: Tree) -> str | None:
    declared = (_first(tree, "/html/@lang") or "").casefold()
    return declared[:2] if re.fullmatch(r"[a-z]{2}([-_][a-z0-9]+)*", declared) else None


def _first(tree: Tree, path: str) -> str | None:
    values = tree.xpath(path)
    return str(values[0]).strip() or None if values else None


def _one_line(text: str | None) -> str | None:
    return " ".join(normalise(text).split()) or None if text else None
