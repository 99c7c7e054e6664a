"""Run by the peer's own python: texts as JSON lines in, the quantities that quantulum3 reads out.

It imports nothing of the house, which is not installed there.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings

#: Names of the peer's units in the codes of the corpus; any other unit counts as no unit.
UNITS = {
    "dollar": "USD",
    "united states dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "chinese yuan": "CNY",
    "japanese yen": "JPY",
    "russian ruble": "RUB",
    "indian rupee": "INR",
    "south korean won": "KRW",
    "percentage": "PCT",
    "tonne": "T",
    "ton": "T",
    "short ton": "T",
    "long ton": "T",
}


def main() -> None:
    """Read every text."""
    warnings.simplefilter("ignore")
    parser = importlib.import_module("quantulum3.parser")
    for line in sys.stdin:
        given = json.loads(line)
        found = [(q.value, UNITS.get(q.unit.name.lower())) for q in parser.parse(given["text"])]
        print(json.dumps({"id": given["id"], "found": found}))


if __name__ == "__main__":
    main()
