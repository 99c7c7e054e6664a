"""The claims of the frozen corpus, one readable line each, so that a change shows in review.

Run `python -m benchmarks.claims.regression --write` after a wanted change, and bump the version of
the language that changed in its `settings.toml`. Of a held-out article only the number of claims
is shown, and a hash that tells whether any of them changed: nobody is to see what they are.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from pathlib import Path

from benchmarks.claims.corpus import HELD_OUT, load_corpus
from ingest.claims import Claim, Extraction, extract

FILE = Path(__file__).parent / "regression.txt"


def claim_line(claim: Claim) -> str:
    """Write all that a claim says in one line."""
    value = claim.commodity if claim.value is None else f"{claim.value:.10g}"
    high = f"..{claim.value_high:.10g}" if claim.value_high is not None else ""
    parts = [
        f"{claim.anchor_start}-{claim.anchor_end}",
        f"{claim.reporter} {claim.flow} {claim.partner} {claim.measure}",
        f"{claim.bound} {value}{high} {claim.unit or '-'}",
        f"{claim.period_start}..{claim.period_end}",
        f"from {claim.base_period_start}..{claim.base_period_end}",
        f"{claim.scope} {claim.basis} {claim.status}" + (" record" if claim.is_record else ""),
        claim.commodity,
        claim.share_of or "",
        claim.speaker or "",
        claim.cited_source or "",
        ",".join(claim.inferred),
        claim.valuation if claim.valuation != "unspecified" else "",
        " ".join(f"also {e.anchor_start}-{e.anchor_end}" for e in claim.further),
    ]
    return "  " + " | ".join(parts).rstrip(" |")


def article_lines(name: str, extraction: Extraction) -> list[str]:
    """Write the claims of an article below its name."""
    head = f"{name} {extraction.version} {' '.join(extraction.flags)}".rstrip()
    doubtful = [f"{claim_line(claim)} | cannot be: {claim.doubt}" for claim in extraction.doubtful]
    return [head, *map(claim_line, extraction.claims), *doubtful]


def closed_lines(name: str, extraction: Extraction) -> list[str]:
    """Write of a held-out article only that something changed, and how many claims it has."""
    lines = article_lines(name, extraction)[1:]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    return [f"{name} {extraction.version}", f"  held out: {len(lines)} claims, {digest}"]


def current() -> list[str]:
    """Read the corpus and write its claims."""
    lines: list[str] = []
    for item in load_corpus():
        shown = closed_lines if item.part == HELD_OUT else article_lines
        lines.extend(shown(item.id, extract(item.article)))
    return lines


def difference() -> list[str]:
    """Compare with the file; empty where nothing changed."""
    known = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    return list(difflib.unified_diff(known, current(), "recorded", "now", lineterm="", n=1))


if __name__ == "__main__":
    if "--write" in sys.argv:
        FILE.write_text("\n".join(current()) + "\n", encoding="utf-8")
    else:
        print("\n".join(difference()))
