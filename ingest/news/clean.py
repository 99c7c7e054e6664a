"""From the bytes of an article to a clean article; what a person says wins over the page.

How pages and texts are read is in `page` and `plain`; where the bytes are kept is the business of
`ingest.fetch`.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from ingest.fetch.files import read_file
from ingest.fetch.manifest import ManifestRow
from ingest.fetch.publication import UNKNOWN, Publication, parse_publication
from ingest.fetch.urls import canonical_url
from ingest.news.article import CleanArticle
from ingest.news.dateline import find_dateline
from ingest.news.decode import decode, is_binary, is_html, unwrap
from ingest.news.outlets import outlet_of_agency, outlet_of_url, time_zone_of
from ingest.news.page import Page, read_page
from ingest.news.plain import ADAPTED_FROM, read_plain
from tradebooks.errors import DocumentError, UsageError
from tradebooks.vocabulary import source_codes

_CYRILLIC, _LATIN = re.compile(r"[а-яё]", re.IGNORECASE), re.compile(r"[a-z]", re.IGNORECASE)
_BELARUSIAN = re.compile(r"[ўі]", re.IGNORECASE)


def given_of(row: ManifestRow) -> dict[str, str]:
    """Return what a person said about an article when it was added: title, outlet."""
    asked = json.loads(row.request) if row.request else {}
    given = asked.get("given") or {}
    return {str(name): str(value) for name, value in given.items()}


def clean(
    body: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    published: Publication = UNKNOWN,
    given: Mapping[str, str] | None = None,
) -> CleanArticle:
    """Read an article from its bytes.

    Args:
        body: The page or text.
        content_type: As the sender called it.
        url: Address under which it was found; wins over the page's.
        published: Publication time given by hand; wins over the page's.
        given: `title` and `outlet` given by hand; win over the page's.

    Returns:
        The article; without a text it is flagged `empty`, without a date `no_date`.
    """
    told = dict(given or {})
    page = _read(body, content_type, url)
    address = url or page.url
    dateline = find_dateline(page.text)
    outlet = _outlet(told.get("outlet"), page.adapted_from or address, dateline.agency)
    zone = time_zone_of(outlet)
    when = published if published.at else _publication(page.published, zone)
    flags = {"no_date": when.at is None, "empty": not page.text, "adapted": bool(page.adapted_from)}
    return CleanArticle(
        text=page.text,
        title=told.get("title") or page.title,
        url=address,
        canonical_url=canonical_url(address),
        outlet=outlet,
        byline=page.byline,
        dateline_place=dateline.place,
        dateline_agency=dateline.agency,
        dateline_day=dateline.day,
        language=page.language or language_of(page.text),
        published_at=when.text,
        published_precision=when.precision,
        time_zone=zone,
        adapted_from=page.adapted_from,
        flags=tuple(name for name, is_set in flags.items() if is_set),
    )


def clean_row(body: bytes, row: ManifestRow) -> CleanArticle:
    """Read an archived article."""
    return clean(
        body,
        content_type=row.content_type,
        url=row.url,
        published=row.published,
        given=given_of(row),
    )


def load_article(
    path: Path,
    *,
    url: str | None = None,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
) -> CleanArticle:
    """Read an article file without archiving it.

    Raises:
        UsageError: When the file cannot be read or the date has no known form.
        DocumentError: When there is no article in it.
    """
    told = {name: text for name, text in (("title", title), ("outlet", outlet)) if text}
    body, kind = read_file(path), mimetypes.guess_type(path.name)[0]
    article = clean(body, content_type=kind, url=url, given=told)
    if published:
        day = parse_publication(published, article.time_zone)
        article = clean(body, content_type=kind, url=url, published=day, given=told)
    return not_empty(article, str(path))


def not_empty(article: CleanArticle, where: str) -> CleanArticle:
    """Return the article.

    Raises:
        DocumentError: When it has no text.
    """
    if not article.text:
        raise DocumentError(
            where,
            seen="no text of an article",
            expected="a text, or a page with an article on it",
            action="check that the file is the page itself and not an error or log-in page",
        )
    return article


def language_of(text: str) -> str:
    """Tell the language of a text from its letters: Russian, Belarusian, or else English."""
    if len(_CYRILLIC.findall(text)) <= len(_LATIN.findall(text)):
        return "en"
    return "be" if len(_BELARUSIAN.findall(text)) * 50 > len(text) else "ru"


def _read(body: bytes, content_type: str | None, url: str | None) -> Page:
    if is_binary(body):
        return Page("")
    unwrapped = unwrap(body, content_type)
    text = decode(unwrapped.body, unwrapped.content_type)
    if is_html(text, unwrapped.content_type):
        return read_page(text, url or unwrapped.url)
    plain = read_plain(text)
    head = plain.head
    return Page(
        text=plain.text,
        title=plain.title,
        url=head.get("url"),
        published=head.get("published"),
        byline=head.get("byline"),
        language=head.get("language"),
        adapted_from=head.get(ADAPTED_FROM),
    )


def _outlet(told: str | None, url: str | None, agency: str | None) -> str | None:
    if told in source_codes():
        return told
    return outlet_of_url(url) if url else outlet_of_agency(agency)


def _publication(text: str | None, zone: str) -> Publication:
    """Read what a page says; a page that says nonsense has no date."""
    try:
        return parse_publication(text, zone)
    except UsageError:
        return UNKNOWN
