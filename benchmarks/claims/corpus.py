"""The labelled articles, and which of them are held out while rules are written.

`dev` and `dev2` were given, `own` and `closed` were written for this project and labelled by the
guide alone, without a look at the extractor; labels were read a second time, those of E and F by
somebody else. Of `closed` only total scores were looked at while rules were written: of E and F
some thirty times, to choose between two rules; of G, H and J once before the rules of version 5
and once after. An article that somebody has opened moves to `own`. Scoring is not done here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.claims.model import Article

HELD_OUT = "held out"
CORPUS = Path(__file__).parent / "corpus"
#: Articles in this folder are opened by nobody who writes rules.
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its gold claims.

    Attributes:
        id: Name of the article.
        article: What the extractor sees.
        language: Language by label.
        claims: Gold claims in the fields of the corpus.
        ignored: Numbers that are neither rewarded nor punished.
        part: `development` or `held out`.
    """

    id: str
    article: Article
    language: str
    claims: list[dict[str, Any]]
    ignored: list[dict[str, Any]]
    part: str


def load(path: Path) -> Labelled:
    """Read one labelled article."""
    data = json.loads(path.read_text(encoding="utf-8"))
    published = date.fromisoformat(data["published"]) if data.get("published") else None
    article = Article(data["text"], data.get("title"), data.get("lang"), published)
    part = HELD_OUT if path.parent.name == CLOSED else "development"
    return Labelled(data["id"], article, data["lang"], data["claims"], data.get("ignore", []), part)


def load_corpus() -> list[Labelled]:
    """Read all labelled articles, in order of their names."""
    return [load(path) for path in sorted(CORPUS.rglob("*.json"))]
