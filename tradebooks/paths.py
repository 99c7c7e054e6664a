"""Where the parts of the project that are not Python code lie.

They ship inside the package, so that an installed copy and a checkout find them alike.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"
SEEDS = DBT_PROJECT / "seeds"
BUNDLE = ROOT / "ingest" / "bundle" / "archive"
