"""Rows of the raw tables from an archived extraction.

Nothing is decided here: what the body says is what the rows say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import Any

from ingest.news.article import CleanArticle
from ingest.sources.parsed import Document, Parsed, frame_of, naive_utc
from tradebooks.errors import DocumentError

ARTICLES, CLAIMS = "raw_news_article", "raw_trade_claim"
EVIDENCE = "raw_claim_evidence"
_DATES = ("period_start", "period_end", "base_period_start", "base_period_end")
_LISTS = ("hs_codes", "inferred")
_RENAMED = {"quote_start": "start", "quote_end": "end"}


def parse(body: bytes, document: Document) -> Parsed:
    """Make one article row, one row per claim and one per further place of a claim.

    What an extractor older than one of these did not tell is left empty.

    Raises:
        DocumentError: When the body is no extraction.
    """
    data = _read(body, document)
    article = CleanArticle.from_dict(data["article"])
    said = [*data["claims"], *data.get("doubtful", ())]
    claims = [_claim_row(claim, data, document) for claim in said]
    evidence = [row for claim in said for row in _evidence_rows(claim)]
    return Parsed(
        {
            ARTICLES: frame_of(ARTICLES, [_article_row(article, data, document)], document, [0]),
            CLAIMS: frame_of(CLAIMS, claims, document, range(len(claims))),
            EVIDENCE: frame_of(EVIDENCE, evidence, document, range(len(evidence))),
        }
    )


def _read(body: bytes, document: Document) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(body)
        missing = [name for name in ("article", "claims", "extractor_version") if name not in data]
    except (ValueError, TypeError) as error:
        raise _not_an_extraction(document, f"{len(body)} bytes that are no JSON") from error
    if missing:
        raise _not_an_extraction(document, f"no {', '.join(missing)}")
    return data


def _not_an_extraction(document: Document, seen: str) -> DocumentError:
    return DocumentError(
        document.name,
        seen=seen,
        expected="an extraction with article, claims and versions",
        action="restore the archive from a copy",
    )


def _article_row(
    article: CleanArticle, data: Mapping[str, Any], document: Document
) -> dict[str, Any]:
    flags = [*article.flags, *data.get("flags", ())]
    return {
        "locator": f"0-{len(article.text)}",
        "content_sha256": data["content_sha256"],
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "dateline_place": article.dateline_place,
        "dateline_agency": article.dateline_agency,
        "language": article.language,
        "published_at": naive_utc(article.published_at),
        "published_precision": article.published_precision,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "flags": ",".join(dict.fromkeys(flags)) or None,
        "is_adapted": article.adapted_from is not None,
        "recorded_at": document.recorded_at.astimezone(UTC).replace(tzinfo=None),
    }


def _claim_row(
    claim: Mapping[str, Any], data: Mapping[str, Any], document: Document
) -> dict[str, Any]:
    row = dict(claim)
    row |= {name: date.fromisoformat(claim[name]) if claim[name] else None for name in _DATES}
    row |= {name: ",".join(claim[name]) or None for name in _LISTS}
    row |= {column: claim[name] for column, name in _RENAMED.items()}
    return row | {
        "locator": f"{claim['start']}-{claim['end']}",
        "commodity": claim["commodity"] or None,
        "extractor_version": document.versions[CLAIMS],
        "language": data["language"],
        "extracted_at": naive_utc(document.row.retrieved_at),
    }


def _evidence_rows(claim: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the further places of a claim, counted from 2: the first is in the claim's own row."""
    for number, place in enumerate(claim.get("further", ()), start=2):
        yield dict(place) | {
            "locator": f"{place['start']}-{place['end']}",
            "claim_key": claim["claim_key"],
            "evidence_no": number,
            **{column: place[name] for column, name in _RENAMED.items()},
        }
