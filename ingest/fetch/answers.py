"""Decoders for `LiveSource.check`: an answer as JSON or XML, or the error that names it.

They prove that a body is whole and of the right kind. What its rows mean is read elsewhere.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ingest.fetch.keys import sha256_hex
from ingest.fetch.types import Fetched, Request
from ingest.fetch.urls import without_secrets
from tradebooks.errors import AnswerError, FetchError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HEAD = 160
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
ASK_AGAIN = "try again later; the last good answer stays in use"


def name_of(request: Request) -> str:
    """Return source and address of a request, as messages show them."""
    return f"{request.source}: {without_secrets(request.url) or request.key or 'no address'}"


def describe(fetched: Fetched, length: int = HEAD) -> str:
    """Return what came, in one line: status, size, type, hash and first bytes."""
    body = fetched.body
    if not body:
        return f"an empty body with status {fetched.status}"
    head = " ".join(body[:length].decode("utf-8", "replace").split())
    return (
        f"status {fetched.status}, {len(body)} bytes of {fetched.content_type or 'no named type'} "
        f"(SHA-256 {sha256_hex(body)[:16]}) that begin {head!r}"
    )


def bad_answer(
    fetched: Fetched,
    expected: str,
    *,
    seen: str | None = None,
    action: str = ASK_AGAIN,
    kind: type[FetchError] = AnswerError,
) -> FetchError:
    """Make the error for an answer that cannot be used; the caller raises it.

    Args:
        fetched: The answer.
        expected: What it should have been.
        seen: What is wrong with it; the description of the body follows.
        action: What a person can do.
        kind: `AnswerError` when asking again may help, else `RefusedError`, `CappedError` …
    """
    what = f"{seen}: {describe(fetched)}" if seen else describe(fetched)
    return kind(name_of(fetched.request), seen=what, expected=expected, action=action)


def json_of(fetched: Fetched, expected: str = "a JSON document") -> Any:  # noqa: ANN401
    """Decode JSON, with or without a byte order mark.

    Raises:
        AnswerError: When the body is empty, HTML, truncated, not UTF-8 or no JSON.
    """
    refuse_empty_and_html(fetched, expected)
    try:
        return json.loads(fetched.body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise bad_answer(fetched, expected, seen=f"bytes that are not UTF-8 ({error})") from error
    except (ValueError, RecursionError) as error:
        raise bad_answer(fetched, expected, seen=f"no whole JSON ({error})") from error


def xml_of(fetched: Fetched, root: str | None = None) -> Element:
    """Decode XML; a DTD or entities are refused, the bytes decide over a wrong declaration.

    Args:
        fetched: The answer.
        root: Local name that the root element must have, or None for any.

    Raises:
        AnswerError: When the body is empty, HTML, truncated, no XML or has another root.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    expected = f"an XML document with the root {root}" if root else "an XML document"
    refuse_empty_and_html(fetched, expected)
    try:
        found: Element = fromstring(true_encoding(fetched.body), forbid_dtd=True)
    except DefusedXmlException as error:
        raise bad_answer(
            fetched, f"{expected} without a DTD and entities", seen=type(error).__name__
        ) from error
    except (SyntaxError, ValueError, LookupError) as error:
        raise bad_answer(fetched, expected, seen=f"no whole XML ({error})") from error
    if root is not None and found.tag.rpartition("}")[2] != root:
        raise bad_answer(fetched, expected, seen=f"the root {found.tag}")
    return found


def refuse_empty_and_html(fetched: Fetched, expected: str) -> None:
    """Raise for a body without content, and for a web page in place of data.

    Raises:
        AnswerError: In both cases.
    """
    if not fetched.body.strip():
        raise bad_answer(fetched, expected, seen="nothing")
    if _MARKUP.match(fetched.body):
        raise bad_answer(fetched, expected, seen="a web page")


def true_encoding(body: bytes) -> bytes:
    """Return UTF-8 bytes without a declaration when the declared encoding is plainly wrong.

    A re-saved windows-1251 file still declares it (seen in the Bank of Russia fixtures). Text with
    multi-byte letters that decodes as UTF-8 is UTF-8: windows-1251 prose never does.
    """
    declared = _DECLARED.match(body)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8") or body.isascii():
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body
    return body[body.index(b"?>") + 2 :]
