"""The method: every number that reconciliation assumes, frozen under a version.

The ladder of evidence and the CIF/FOB bands are seeds; here they are read and given a hash, so
that an answer can say by which method it was found.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from tradebooks.vocabulary import seed

VERSION = "1"


def _ladder() -> tuple[tuple[str, float], ...]:
    rows = [row for row in seed("evidence_ladder") if row["version"] == VERSION]
    return tuple((row["rung"], float(row["weight"])) for row in rows)


def _bands() -> tuple[tuple[str, str, float, float], ...]:
    rows = [row for row in seed("mirror_bands") if row["version"] == VERSION]
    return tuple(
        (row["exporter"], row["importer"], float(row["low_pct"]), float(row["high_pct"]))
        for row in rows
    )


@dataclass(frozen=True)
class Method:
    """What is assumed beside the assertions.

    Attributes:
        version: Of the seeds and of the rules in code.
        ladder: Weight of each rung of evidence.
        bands: Exporter, importer and by how many per cent the import may exceed the export;
            `*` stands for any country.
        inferred_scope: Factor on the weight of an assertion whose scope was inferred.
        unit: The currency of answers.
        open_gap: Share of an interval's width that its open end stays away from.
        max_assertions: A component with more is reported as unsolved.
        seconds: Time that one component may take before it is reported as unsolved.
        max_pairs: Pairs that are compared for one slice and period.
        widest: An interval that nobody states is an answer only if it is not wider than this
            share of the quantity's own size; of the turnover's, for a balance.
    """

    version: str = VERSION
    ladder: tuple[tuple[str, float], ...] = field(default_factory=_ladder)
    bands: tuple[tuple[str, str, float, float], ...] = field(default_factory=_bands)
    inferred_scope: float = 0.5
    unit: str = "USD"
    open_gap: float = 1e-6
    max_assertions: int = 10_000
    seconds: float = 60.0
    max_pairs: int = 2_000
    widest: float = 0.5

    @cached_property
    def key(self) -> str:
        """A hash of everything that may change an answer."""
        parts = (self.version, self.ladder, self.bands, self.inferred_scope, self.unit)
        text = repr((*parts, self.open_gap, self.max_assertions, self.max_pairs, self.widest))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def parameters(self) -> tuple[tuple[str, float, str], ...]:
        """Return what the code assumes beside the seeds: name, value and meaning."""
        return (
            ("inferred_scope", self.inferred_scope, "Factor on the weight of an inferred scope"),
            ("open_gap", self.open_gap, "Share of an interval that its open end stays away from"),
            ("widest", self.widest, "Widest implied interval, as a share of the quantity"),
            ("max_assertions", self.max_assertions, "Assertions of one component, at most"),
            ("max_pairs", self.max_pairs, "Pairs compared for one slice and period, at most"),
        )

    def weight(self, rung: str) -> float:
        """Return the weight of a rung."""
        return dict(self.ladder)[rung]

    def band(self, exporter: str, importer: str) -> tuple[float, float]:
        """Return by which factors an import may exceed the export of the same goods."""
        best = max(
            (
                band
                for band in self.bands
                if band[0] in (exporter, "*") and band[1] in (importer, "*")
            ),
            key=lambda band: (band[0] != "*") + (band[1] != "*"),
        )
        return 1 + best[2] / 100, 1 + best[3] / 100
