"""Articles that come as plain text: light normalisation, an optional head, the headline.

A head is a block of `name: value` lines between two lines of `---`. Nothing is cut out of the
text; pages with furniture around them come as HTML and are read by `page`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEAD_LINE = re.compile(r"([a-z][a-z_:\-]*[a-z])\s*:\s*(.*)")
_MANY_BLANKS = re.compile(r"\n{3,}")
_ODD_SPACES = re.compile(r"[\u00a0\u2007\u202f\t]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
LONGEST_TITLE = 200
ADAPTED_FROM = "tradebooks:adapted-from"


class PlainText(NamedTuple):
    """A normalised text with what its head says."""

    text: str
    title: str | None
    head: dict[str, str]


def normalise(text: str) -> str:
    """Make line ends, blanks and composed letters uniform without touching a word."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _ODD_SPACES.sub(" ", _UNSEEN.sub("", composed))
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return _MANY_BLANKS.sub("\n\n", lines).strip()


def read_plain(text: str) -> PlainText:
    """Read a plain text file."""
    unified = text.replace("\r\n", "\n").lstrip("\ufeff")
    found = _HEAD.match(unified)
    head = _head_of(found[1]) if found else {}
    body = normalise(unified[found.end() :] if found else unified)
    return PlainText(body, head.get("title") or _title_of(body), head)


def _head_of(block: str) -> dict[str, str]:
    lines = (_HEAD_LINE.fullmatch(line.strip()) for line in block.splitlines())
    return {line[1]: line[2].strip() for line in lines if line}


def _title_of(text: str) -> str | None:
    """The first line is a headline where a blank line follows and it is no full sentence."""
    first, separator, _ = text.partition("\n\n")
    is_headline = separator and "\n" not in first and len(first) <= LONGEST_TITLE
    return first if is_headline and not first.endswith((".", "!", ":", "…")) else None
