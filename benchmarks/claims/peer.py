"""The peer: quantulum3 on values and units of the English articles, beside ours, in one run.

It lives in a virtual environment of its own (`build/peer`, made on demand from `peer.txt`) and is
no dependency of the product. It knows quantities, not trade: periods, pairs and flows have no
peer. What it runs there is `peer_worker`.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

from benchmarks.claims.corpus import Labelled
from benchmarks.claims.scorer import Score, drop_ignored, match, total

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "peer"
PINS = HERE / "peer.txt"
WORKER = HERE / "peer_worker.py"
INSTALL_SECONDS, RUN_SECONDS = 300, 600
KEYS = {"value", "unit"}
Claims = dict[str, list[dict[str, Any]]]


class NoPeerError(Exception):
    """The peer cannot be had here; the message says why."""


def lines(corpus: list[Labelled], ours: Claims) -> list[str]:
    """Measure both on the English articles and write the report's lines."""
    english = [item for item in corpus if item.language == "en"]
    try:
        theirs, speed = quantities(english)
    except NoPeerError as error:
        return [f"peer quantulum3: not measured, {error}"]
    return [
        f"numbers and units of the {len(english)} English articles, without sign:",
        f"  {'':24}{'P':>7}{'R':>7}{'F1':>7}   right/said/gold",
        line("tradebooks", score(english, ours)),
        line("quantulum3", score(english, theirs)) + f"   {speed:.0f} articles/s",
        "  quantulum3 reads every quantity of a text, so that only its recall can be compared.",
    ]


def quantities(corpus: list[Labelled]) -> tuple[Claims, float]:
    """Let the peer read the articles; give its quantities as claims, and articles per second."""
    python = environment()
    texts = "\n".join(json.dumps({"id": i.id, "text": i.article.text}) for i in corpus)
    started = time.perf_counter()
    answer = run([str(python), str(WORKER)], texts, RUN_SECONDS)
    elapsed = time.perf_counter() - started
    read = [json.loads(line) for line in answer.splitlines()]
    claims = {one["id"]: [as_claim(*pair) for pair in one["found"]] for one in read}
    return claims, len(corpus) / elapsed


def as_claim(value: float, unit: str | None) -> dict[str, Any]:
    """Give a quantity the fields that the scorer looks at."""
    blank = dict.fromkeys(
        ("flow", "reporter", "partner", "value_high", "commodity", "period_start", "period_end")
    )
    return blank | {"measure": "value", "value": value, "unit": unit, "bound": "exact"}


def score(corpus: list[Labelled], predicted: Claims) -> Score:
    """Count which numbers of the gold claims were found with their unit, whatever their sign."""
    found = []
    for item in corpus:
        gold = [unsigned(claim) for claim in item.claims if claim["measure"] != "composition"]
        said = [unsigned(claim) for claim in predicted[item.id] if claim["value"] is not None]
        matching = match([plain(claim) for claim in gold], [plain(claim) for claim in said], KEYS)
        drop_ignored(matching, item.ignored)
        found.append(matching)
    return total(found)


def unsigned(claim: dict[str, Any]) -> dict[str, Any]:
    """Drop the sign: a fall is a growth with a minus only for those who read the verb."""
    return claim | {"value": abs(claim["value"])}


def plain(claim: dict[str, Any]) -> dict[str, Any]:
    """Take a range by its lower end, and leave out what a quantity does not have."""
    rest = dict.fromkeys(("status", "scope", "is_record", "basis", "share_of", "commodity"))
    base = dict.fromkeys(("base_period_start", "base_period_end"))
    return claim | rest | base | {"value_high": None}


def environment() -> Path:
    """Return the python of the peer's environment, made first where there is none."""
    python = FOLDER / "bin" / "python"
    stamp = FOLDER / hashlib.sha256(PINS.read_bytes()).hexdigest()[:16]
    if stamp.exists():
        return python
    print(f"making the peer's environment in {FOLDER}", file=sys.stderr)
    try:
        venv.create(FOLDER, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPeerError(f"no virtual environment: {error}") from error
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    run([*pip, "--no-deps", "--require-hashes", "--requirement", str(PINS)], "", INSTALL_SECONDS)
    stamp.touch()
    return python


def run(command: list[str], given: str, seconds: float) -> str:
    """Run a command; give what it prints."""
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, check=True, timeout=seconds
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise NoPeerError(f"{' '.join(command[:4])} failed: {last}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPeerError(str(error)) from error
    return done.stdout


def line(name: str, counted: Score) -> str:
    """Write one line of the report."""
    counts = f"{counted.matched}/{counted.predicted}/{counted.gold}"
    return f"  {name:24}{counted.precision:7.3f}{counted.recall:7.3f}{counted.f1:7.3f}   {counts}"
