"""Where the parts of the project that are not Python code lie, and whether files have changed.

They ship inside the package, so that an installed copy and a checkout find them alike.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"
SEEDS = DBT_PROJECT / "seeds"
BUNDLE = ROOT / "ingest" / "bundle" / "archive"


def files_hash(path: Path) -> str:
    """Return a hash over a file, or over all files of a folder with their names."""
    digest = hashlib.sha256()
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file.relative_to(path.parent)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
