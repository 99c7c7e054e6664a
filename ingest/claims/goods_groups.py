"""Groups of the press, such as food or chemicals: several chapters, never one of them.

Which chapters they are is said by the seed `press_groups.csv`, which the warehouse applies to
goods without codes; here a group only loses the one chapter that stood for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ingest.claims.model import Claim
from tradebooks.vocabulary import seed


def without_chapter(claim: Claim, language: str) -> Claim:
    """Leave the codes of a group to the seed."""
    if not claim.hs_codes or not is_group(claim.commodity.lower().strip(), language):
        return claim
    return replace(claim, hs_codes=())


@cache
def is_group(phrase: str, language: str) -> bool:
    """Say whether the longest pattern of the seed that fits stands for several codes."""
    fitting = [row for row in patterns(language) if row[0].fullmatch(phrase)]
    return bool(fitting) and "," in max(fitting, key=lambda row: len(row[0].pattern))[1]


@cache
def patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Read the patterns of one language with their codes; `%` is anything."""
    return tuple(
        (re.compile(".*".join(map(re.escape, row["pattern"].split("%")))), row["hs_codes"])
        for row in seed("press_groups")
        if row["language"] == language
    )
