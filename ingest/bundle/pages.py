"""News pages made of the texts in `content/articles` and the two page layouts.

A text begins with lines `name: value`, then an empty line, then paragraphs with empty lines
between them. What a page says is written there; here is only how it is put together.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

NOTICES = {
    "en": "Adapted sample: written for Tradebooks from the facts of the page at {link}, "
    "not the text of that page.",
    "ru": "Пример по мотивам: написан для Tradebooks по фактам страницы {link}, это не её текст.",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what stands above it.

    Attributes:
        name: Name of its file, without the ending.
        title: The headline.
        url: Address of the page whose facts it retells.
        outlet: Code of that page's publisher.
        site: Name of the publisher as the page prints it.
        published: As `parse_publication` reads it; empty where the original has no date.
        language: ISO 639-1 code.
        layout: Name of the page layout.
        retrieved: Instant at which the archive says it came.
        byline: Who signed it, or empty.
        note: What else the manifest should say, or empty.
        paragraphs: The text.
    """

    name: str
    title: str
    url: str
    outlet: str
    site: str
    published: str
    language: str
    layout: str
    retrieved: str
    byline: str
    note: str
    paragraphs: tuple[str, ...]


def read_article(path: Path) -> Article:
    """Read one text file of `content/articles`.

    Raises:
        ValueError: When a line of the head is missing, unknown or has no value part.
    """
    head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    fields = dict(_field(path, line) for line in head.splitlines())
    try:
        return Article(
            name=path.stem,
            paragraphs=tuple(" ".join(text.split("\n")) for text in paragraphs),
            **fields,
        )
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from error


def render(article: Article, layouts: Path) -> bytes:
    """Return the page of an article."""
    layout = Template((layouts / f"{article.layout}.html").read_text(encoding="utf-8"))
    page = layout.substitute(
        {name: escape(getattr(article, name)) for name in ("title", "url", "site", "language")},
        byline=f'<p class="byline">{escape(article.byline)}</p>' if article.byline else "",
        published_meta=_published_meta(article),
        published_line=_published_line(article),
        paragraphs="\n".join(f"<p>{escape(text)}</p>" for text in article.paragraphs),
        notice=_notice(article),
    )
    return page.encode("utf-8")


def _field(path: Path, line: str) -> tuple[str, str]:
    name, separator, value = line.partition(":")
    if not separator:
        raise ValueError(f"{path}: {line!r} is not of the form 'name: value'")
    return name.strip(), value.strip()


def _has_day(article: Article) -> bool:
    return len(article.published) >= len("2024-05-24")


def _published_meta(article: Article) -> str:
    if not _has_day(article):
        return ""
    return f'<meta property="article:published_time" content="{article.published}">'


def _published_line(article: Article) -> str:
    if not _has_day(article):
        return ""
    return f'<time datetime="{article.published}">{article.published}</time>'


def _notice(article: Article) -> str:
    link = f'<a href="{escape(article.url)}">{escape(article.url)}</a>'
    return NOTICES[article.language].format(link=link)
