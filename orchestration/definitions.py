"""The code location: what `dagster` and `dg` load."""

from __future__ import annotations

from orchestration import wiring

defs = wiring.build()
